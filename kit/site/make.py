"""The whole website of one business, as files in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from kit.base.files import RenderedFile
from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.render.packs import Pack, PackPages, open_pack
from kit.site.contents import Content
from kit.site.view import make_view

EMPTY = Content()


def render_site(
    business: Business,
    trade: Trade,
    content: Content = EMPTY,
    today: dt.date = dt.date.min,
    *,
    pack: Pack | None = None,
) -> Iterator[RenderedFile]:
    """Make every file of the site, with paths below `site/`. The same arguments give the same bytes.

    `today` decides which special days and dates are still ahead. The first language of the facts stands
    at the root, each other one in a folder of its name. Raises InputError for a fault in the pack or in
    the owner's words; nothing has been written then.
    """
    pages = PackPages(pack or open_pack(), business.pack)
    for language in business.all_languages:
        view = make_view(business, trade, content, today, language)
        first = language == business.all_languages[0]
        folder = "" if first else f"{language.lower()}/"
        for path, made in _standard(pages, view, first=first):
            yield _file(folder + path, made)


def _standard(pages: PackPages, view: dict[str, Any], *, first: bool) -> Iterator[tuple[str, bytes]]:
    """Give the pack's files; another language needs its pages only, as the rest is shared."""
    for path, made in pages.files(view):
        if first or (path.endswith(".html") and path != "404.html"):
            yield path, made


def _file(path: str, content: bytes) -> RenderedFile:
    return RenderedFile(PurePosixPath("site", path), content)
