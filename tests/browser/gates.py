"""Every gate the built sites must pass, for every look, size of business and three languages.

`python -m tests.browser.gates` (needs `npm ci` in tests/browser, Java 17, Chromium; CONTRIBUTING says how).
`--only visits,html` runs some of: html (vnu and html-validate), css, weight, visits, lighthouse.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tests.browser.sites import (
    HERE,
    LANGUAGES,
    LOOKS,
    ROOT,
    SIZES,
    build,
    compressed,
    one_of_each,
    pages,
    served,
)
from tests.browser.visit import faults, open_page, printed_pages

MOST_BYTES = 14_000
TOOLS = HERE / "node_modules"
_MARKS = {"performance": 0.98, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
_SLOWEST_PAINT = 1200
"""Milliseconds to the largest paint, on the phone and network Lighthouse simulates."""


def html(folder: Path) -> Iterator[str]:
    """Give what the two HTML validators say of every page: errors and warnings."""
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    found = _run("java", "-jar", str(jar), "--skip-non-html", "--format", "json", str(folder))
    for message in json.loads(found.stderr)["messages"]:
        # Owners may write one language into a site of another; homework names it, the page is still valid.
        if "appears to be written in" not in message["message"]:
            yield f"vnu: {message['message']} ({message.get('url')}:{message.get('lastLine')})"
    found = _run(
        "node", str(TOOLS / "html-validate/bin/html-validate.mjs"), "--config", str(HERE / ".htmlvalidate.json"),
        "--formatter", "json", f"{folder}/**/*.html",
    )  # fmt: skip
    for file in json.loads(found.stdout):
        yield from (
            f"html-validate: {each['message']} ({file['filePath']}:{each['line']})"
            for each in file["messages"]
        )


def css(folder: Path) -> Iterator[str]:
    """Give what stylelint says of the style sheets as they are written."""
    del folder
    sheets = sorted(str(path) for path in (ROOT / "templates/starter/templates/css").glob("*.css"))
    tool = str(TOOLS / "stylelint/bin/stylelint.mjs")
    found = _run(
        "node", tool, "--config", str(HERE / "stylelint.config.json"), "--formatter", "json", *sheets
    )
    for file in json.loads(found.stderr or found.stdout):
        yield from (
            f"stylelint: {each['text']} ({file['source']}:{each['line']})" for each in file["warnings"]
        )


def weight(folder: Path) -> Iterator[str]:
    """Give every page that does not fit, with its style sheet, into the first round trip."""
    for site in _sites(folder):
        for page in pages(site):
            if compressed(site, page) > MOST_BYTES:
                yield f"{compressed(site, page)} bytes: {site.parent.relative_to(folder)} {page}"


def visits(folder: Path) -> Iterator[str]:
    """Give every fault a visitor meets: all pages of the usual answers in English, else one per template."""
    with ProcessPoolExecutor(2) as workers:
        for found in workers.map(_visit, [str(site) for site in _sites(folder)]):
            yield from found


def lighthouse(folder: Path) -> Iterator[str]:
    """Give each score below the mark, on the front page of the usual answers in each look.

    A busy machine looks like a slow page, so that the best of three counts.
    """
    for look in LOOKS:
        with served(folder / look / "usual" / "site") as address:
            reports = [_report(f"{address}/index.html")]
            while _low(reports[-1]) and len(reports) < 3:
                reports.append(_report(f"{address}/index.html"))
        best = min(reports, key=lambda each: len(_low(each)))
        scores = {name: best["categories"][name]["score"] for name in _MARKS}
        print(f"  {look}: {scores}, largest paint {_paint(best):.0f} ms", flush=True)
        yield from (f"{look}: {fault}" for fault in (*_low(best), *_unmet(best)))


GATES: dict[str, Callable[[Path], Iterator[str]]] = {
    each.__name__: each for each in (html, css, weight, visits, lighthouse)
}


def main(arguments: list[str]) -> int:
    """Build everything, run the gates, print what they found; 1 when anything was."""
    only = arguments[1].split(",") if arguments[:1] == ["--only"] else list(GATES)
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.monotonic()
        for look in LOOKS:
            for size, facts in SIZES.items():
                build(facts, folder / look / size, look, LANGUAGES, cards=size == "usual")
        print(
            f"{len(list(folder.rglob('*.html')))} pages built in {time.monotonic() - start:.0f} s", flush=True
        )
        for gate in only:
            start = time.monotonic()
            found = list(GATES[gate](folder))
            failed = failed or bool(found)
            print(f"{gate}: {len(found)} faults, {time.monotonic() - start:.0f} s", flush=True)
            print("".join(f"  {fault}\n" for fault in found[:40]), end="", flush=True)
    return 1 if failed else 0


def _visit(place: str) -> list[str]:
    from playwright.sync_api import sync_playwright

    site = Path(place)
    usual = site.parent.name == "usual"
    paths = (
        [path for path in pages(site) if path.count("/") < 2 and path[:3] not in {"de/", "ar/"}]
        if usual
        else []
    )
    found = []
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        page = open_page(browser)
        for path in dict.fromkeys([*paths, *one_of_each(site)]):
            found += [f"{site.parent.parent.name} {site.parent.name} {path}: {fault}"
                      for fault in faults(page, f"{address}/{path}", desk=path in paths)]  # fmt: skip
        page.goto(f"{address}/index.html")
        if printed_pages(page) > 2:
            found.append(f"{place}: {printed_pages(page)} sheets of paper")
        browser.close()
    return found


def _sites(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*/site"))


def _report(url: str) -> Any:
    flags = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    tool = str(TOOLS / "lighthouse/cli/index.js")
    return json.loads(_run("node", tool, url, "--quiet", "--output=json", f"--chrome-flags={flags}").stdout)


def _low(report: Any) -> list[str]:
    scores = {name: report["categories"][name]["score"] for name in _MARKS}
    found = [f"{name} {scores[name]}" for name, mark in _MARKS.items() if scores[name] < mark]
    return found + [f"largest paint after {_paint(report):.0f} ms"] * (_paint(report) > _SLOWEST_PAINT)


def _paint(report: Any) -> float:
    return float(report["audits"]["largest-contentful-paint"]["numericValue"])


def _unmet(report: Any) -> Iterator[str]:
    """Name the audits that cost a point, which the score alone does not."""
    for name in ("accessibility", "best-practices", "seo"):
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']}"


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=HERE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
