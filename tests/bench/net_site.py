"""Makes the site of the benchmarks: pages of 31 kB with menus, text, pictures and links into each other's places."""

from __future__ import annotations

import random
from pathlib import Path

PAGES = 1000
SIZE = 31_000
_WORDS = (
    "the",
    "quiet",
    "harbour",
    "pipe",
    "keeps",
    "water",
    "warm",
    "when",
    "a",
    "careful",
    "hand",
    "joined",
    "it",
)


def write_site(folder: Path, pages: int = PAGES) -> None:
    """Write `pages` pages below `folder`, some twenty to a folder, with a style sheet and ten pictures."""
    (folder / "look").mkdir(parents=True)
    (folder / "look" / "site.css").write_text("body{margin:0}header{background:url(mark0.png)}\n")
    for number in range(10):
        (folder / "look" / f"mark{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "index.html").write_text(_page(0, pages))
    for number in range(1, pages):
        path = folder / _path(number)
        path.parent.mkdir(exist_ok=True)
        path.write_text(_page(number, pages))


def page_paths(pages: int = PAGES) -> list[str]:
    """Give the paths of all pages, as `write_site` names them."""
    return [_path(number) for number in range(pages)]


def _path(number: int) -> str:
    return f"part{number // 20}/page{number}.html" if number else "index.html"


def _page(number: int, pages: int) -> str:
    chance = random.Random(number)
    menu = "".join(
        f'<li><a href="/{_path(each)}">Page {each}</a></li>\n' for each in range(0, pages, pages // 20)
    )
    head = (
        f"<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>Page {number}</title>\n"
        '<link rel=stylesheet href="/look/site.css"></head>\n<body><header><nav><ul>\n'
        f"{menu}</ul></nav></header><main><h1 id=top-of-page>Page {number}</h1>\n"
    )
    parts = [head]
    length = len(head)
    section = 0
    while length < SIZE - 100:
        section += 1
        there = (number * 20 + section) % pages if section % 3 else chance.randrange(pages)
        text = " ".join(chance.choice(_WORDS) for _ in range(60))
        parts.append(
            f'<section id="s{section}"><h2>Part {section}</h2><p>{text} <a href="/{_path(there)}#s{1 + section % 9}">'
            f'see there</a>, <a href="#s{section}">here</a>.</p>'
            f'<img src="/look/mark{section % 10}.png" alt="" width=20 height=20></section>\n'
        )
        length += len(parts[-1])
    return "".join([*parts, "</main></body></html>\n"])
