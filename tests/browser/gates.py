"""Every gate the built sites must pass, for every look, size of business and three languages.

`python -m tests.browser.gates` (`.ci/gates site` installs what it needs and runs it); naming some of html, css,
links, data, weight, visits, lighthouse runs only those, naming looks only these.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.browser import node_tools, said
from tests.browser.sites import LANGUAGES, LOOKS, SIZES, build, compressed, load, one_of_each, pages, served
from tests.browser.visit import faults, first_load, open_page, printed_pages
from tests.site.made import broken

MOST_BYTES = 14_000
MOST_BYTES_WITH_PHOTO = 60_000


def html(folder: Path) -> Iterator[str]:
    """Give what the two HTML validators say of every page: errors and warnings."""
    yield from node_tools.vnu(folder)
    yield from node_tools.html_validate(folder)


def css(folder: Path) -> Iterator[str]:
    """Give what stylelint says of the style sheets as they are written."""
    del folder
    yield from node_tools.stylelint()


def links(folder: Path) -> Iterator[str]:
    """Give every link inside a site that leads nowhere, its fragment included, from a root and from a sub-path."""
    for site in _sites(folder):
        files = {
            path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
        }
        below = {path: content for path, content in files.items() if path != "404.html"}
        faults_found = (*broken(files), *broken(below, "https://site.test/some/where/"))
        yield from (f"{_name(site)} {fault}" for fault in faults_found)


def data(folder: Path) -> Iterator[str]:
    """Give every place where structured data does not parse or disagrees with the facts or the page."""
    for site in _sites(folder):
        business = load(SIZES[site.parent.name], languages=LANGUAGES)
        for page in pages(site):
            text = (site / page).read_text(encoding="utf-8")
            yield from (f"{_name(site)} {page}: {fault}" for fault in said.faults(text, business))


def weight(folder: Path) -> Iterator[str]:
    """Give every page that does not fit, with its style sheet, into the first round trip."""
    for site in _sites(folder):
        for page in pages(site):
            if compressed(site, page) > MOST_BYTES:
                yield f"{compressed(site, page)} bytes: {_name(site)} {page}"


def visits(folder: Path) -> Iterator[str]:
    """Give every fault a visitor meets: all pages of the usual answers in English, else one per template."""
    seen = 0
    with ProcessPoolExecutor(2) as workers:
        for views, found in workers.map(_visit, [str(site) for site in _sites(folder)]):
            seen += views
            yield from found
    print(f"  {seen} views", flush=True)


def lighthouse(folder: Path) -> Iterator[str]:
    """Give each score below the mark, on the front page of the usual answers in each look."""
    for look in sorted({site.parent.parent.name for site in _sites(folder)}):
        line, low = node_tools.lighthouse(folder / look / "usual" / "site")
        print(f"  {look}: {line}", flush=True)
        yield from (f"{look}: {fault}" for fault in low)


GATES: dict[str, Callable[[Path], Iterator[str]]] = {
    each.__name__: each for each in (html, css, links, data, weight, visits, lighthouse)
}


def main(names: list[str]) -> int:
    """Build everything, run the gates, print what they found; 1 when anything was."""
    if strange := set(names) - {*LOOKS, *GATES}:
        raise SystemExit(f"no gate and no look: {', '.join(sorted(strange))}")
    failed, began = False, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for look in [name for name in names if name in LOOKS] or LOOKS:
            for size, facts in SIZES.items():
                build(facts, folder / look / size, look, LANGUAGES, cards=size == "usual")
        made = len(list(folder.rglob("*.html")))
        print(f"{made} pages built in {time.monotonic() - began:.0f} s", flush=True)
        for gate in [name for name in names if name in GATES] or GATES:
            start = time.monotonic()
            found = list(GATES[gate](folder))
            failed = failed or bool(found)
            print(f"{gate}: {len(found)} faults, {time.monotonic() - start:.0f} s", flush=True)
            print("".join(f"  {fault}\n" for fault in found[:40]), end="", flush=True)
    print(f"in all {time.monotonic() - began:.0f} s", flush=True)
    return 1 if failed else 0


def _visit(place: str) -> tuple[int, list[str]]:
    """Visit one site and give how many views that took and every fault."""
    from playwright.sync_api import sync_playwright

    site = Path(place)
    everywhere = site.parent.name == "usual"
    paths = [path for path in pages(site) if path[:3] not in {"de/", "ar/"}] if everywhere else []
    found, views = [], 0
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        page = open_page(browser)
        for path in dict.fromkeys([*paths, *one_of_each(site)]):
            views += 3 if path in paths else 2
            found += [f"{path}: {fault}" for fault in faults(page, f"{address}/{path}", desk=path in paths)]
        page.goto(f"{address}/index.html")
        if printed_pages(page) > 2:
            found.append(f"{printed_pages(page)} sheets of paper")
        loaded = first_load(browser, f"{address}/index.html")
        if loaded > MOST_BYTES_WITH_PHOTO:
            found.append(f"the first load takes {loaded} bytes, {MOST_BYTES_WITH_PHOTO} are allowed")
        browser.close()
    return views, [f"{_name(site)} {fault}" for fault in found]


def _sites(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*/site"))


def _name(site: Path) -> str:
    return f"{site.parent.parent.name} {site.parent.name}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
