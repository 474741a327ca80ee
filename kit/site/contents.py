"""The owner's own words, as values: what `content/` holds after reading."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kit.base.cache import Cache


@dataclass(frozen=True, slots=True)
class Written:
    """A Markdown text and where it stands: file below the project folder, and the line it begins on."""

    text: str
    file: str
    line: int = 1
    kept: Cache | None = field(default=None, repr=False, compare=False)
    """Where what was made of it is kept."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page the owner wrote (`content/pages/NAME.md`)."""

    name: str
    language: str
    title: str
    body: Written
    label: str = ""
    description: str = ""
    lead: str = ""
    menu: bool = False
    order: int = 50
    updated: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OwnBlock:
    """A text placed into a page the program makes (`content/blocks/PAGE.md`)."""

    page: str
    language: str
    body: Written
    order: int = 50


@dataclass(frozen=True, slots=True)
class Decision:
    """What a post of `kind: decision` says of itself: a question others may answer until a day."""

    status: str
    opened: dt.date
    closes: dt.date | None = None
    decided_on: dt.date | None = None
    review_on: dt.date | None = None
    answer_publicly: str = ""
    answer_privately: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One post (`content/posts/NAME.md`)."""

    name: str
    language: str
    title: str
    date: dt.date
    body: Written
    by: str = ""
    categories: tuple[str, ...] = ()
    summary: str = ""
    updated: dt.date | None = None
    photo: str = ""
    photo_alt: str = ""
    photo_line: int = 1
    """The line of its file that names the picture."""
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A date with a place (`content/events/NAME.md`). A start or end without a time is a whole day."""

    name: str
    language: str
    title: str
    start: dt.datetime | dt.date
    body: Written
    end: dt.datetime | dt.date | None = None
    kind: str = "event"
    where: str = ""
    online: str = ""
    price: str = ""
    register: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything read from `content/`, drafts left out. Empty when there is no such folder."""

    pages: tuple[OwnPage, ...] = ()
    posts: tuple[Post, ...] = ()
    events: tuple[Event, ...] = ()
    blocks: tuple[OwnBlock, ...] = ()
    drafts: tuple[str, ...] = ()
    """Files that are drafts, for homework."""


EMPTY = Content()
