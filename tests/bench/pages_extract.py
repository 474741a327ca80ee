"""How many pages of 31 kB a second one core reads: `python tests/bench/pages_extract.py [FOLDER…]`.

Prints the median of five runs over the HTML of each folder (Debian's python3.11-doc, postgresql-doc-15 and
git-doc when installed), in pages of 31 kB: turbohtml's bare parse, links and anchors with places, everything.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import turbohtml

from kit.pages.parse import parse_page

PAGE = 31_000
FOLDERS = (
    "/usr/share/doc/postgresql-doc-15/html",
    "/usr/share/doc/python3.11/html",
    "/usr/share/doc/git/html",
)
MOST = 300


def rate(pages: list[bytes], work: Callable[[bytes], object]) -> float:
    """Give pages of 31 kB a second of process time, the median of five runs."""
    size = sum(map(len, pages))
    times = []
    for _ in range(5):
        start = time.process_time()
        for content in pages:
            work(content)
        times.append(time.process_time() - start)
    return size / PAGE / statistics.median(times)


def main() -> None:
    """Measure each folder."""
    gc.set_threshold(200_000, 20, 100)  # as `webkit` itself does
    for folder in map(Path, sys.argv[1:] or FOLDERS):
        files = sorted(path for path in folder.rglob("*.html") if path.is_file())
        step = max(1, len(files) // MOST)
        pages = [path.read_bytes() for path in files[::step]]
        if not pages:
            print(f"{folder}: no pages here")
            continue

        def first(content: bytes) -> object:
            return parse_page(content, name="p", address="http://localhost/a/b.html").links

        links = sum(
            len(parse_page(content, name="p", address="http://localhost/").links) for content in pages
        )
        kilobytes = sum(map(len, pages)) / 1000
        print(
            f"{folder}: {len(pages)} pages, {kilobytes / len(pages):.0f} kB and {links / len(pages):.0f} links each"
        )
        print(
            f"  turbohtml alone     {rate(pages, lambda content: turbohtml.parse(content, scripting=True)):7.0f} pages/s"
        )
        print(f"  links and anchors   {rate(pages, first):7.0f} pages/s")
        print(
            f"  everything          {rate(pages, lambda content: parse_page(content, name='p', address='http://localhost/').texts):7.0f} pages/s"
        )


if __name__ == "__main__":
    main()
