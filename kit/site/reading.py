"""Reading `content/`: every Markdown file checked, every problem told at once, nothing written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from kit.base.cache import Cache
from kit.base.errors import MachineError
from kit.base.files import name_problem
from kit.facts.problems import FactsError, Problem
from kit.facts.tree import decode
from kit.site.contents import Content, Decision, Event, OwnBlock, OwnPage, Post
from kit.site.front_matter import BlockFront, ContentError, EventFront, PageFront, PostFront, read_front
from kit.site.offer import slug

_DATED = re.compile(r"(\d{4}-\d\d-\d\d)-(.+)")
_SUFFIX = re.compile(r"(.+)\.([a-z]{2,3}(?:-[a-z]{2})?)")
_PHOTO = re.compile(r"^photo\s*:", re.MULTILINE)
_Made = TypeVar("_Made", OwnPage, Post, Event, OwnBlock)


def load_content(folder: Path, languages: tuple[str, ...] = ("en",), cache: Cache | None = None) -> Content:
    """Read `content/` below a project folder; raises ContentError with every problem, file and line.

    `languages` are those of the facts, the first one first: a file is in the language its name ends in
    (`prices.de.md`) or its head names, else in the first. `cache` keeps what is made of the texts.
    """
    drafts: list[str] = []
    problems: list[Problem] = []

    def read(kind: str, make: Callable[[str, str, str, str], _Made | None]) -> tuple[_Made, ...]:
        found = _each(folder, kind, make, languages, problems, drafts)
        return tuple(replace(each, body=replace(each.body, kept=cache)) for each in found)

    content = Content(
        pages=read("pages", _page),
        posts=read("posts", _post),
        events=read("events", _event),
        blocks=read("blocks", _block),
    )
    problems += [*_twice(content.pages), *_twice(content.posts), *_twice(content.events)]
    problems += _strangers(content, languages)
    if problems:
        raise ContentError(tuple(problems))
    return Content(
        pages=tuple(
            sorted(content.pages, key=lambda page: (page.order, page.name, languages.index(page.language)))
        ),
        posts=tuple(sorted(content.posts, key=lambda post: (-post.date.toordinal(), post.name))),
        events=tuple(sorted(content.events, key=lambda event: (str(event.start), event.name))),
        blocks=tuple(sorted(content.blocks, key=lambda block: (block.page, block.order, block.body.file))),
        drafts=tuple(sorted(drafts)),
    )


def reader(folder: Path) -> Callable[[str], bytes | None]:
    """Give what reads the owner's files below a project folder; None for what is not there or outside it."""

    def read(file: str) -> bytes | None:
        if name_problem(PurePosixPath(file)):
            return None
        path = folder / file
        try:
            return path.read_bytes() if path.is_file() else None
        except OSError as exc:
            raise MachineError(f"{path}: {exc.strerror}", hint="Check the rights of the file.") from exc

    return read


def _each(
    folder: Path,
    kind: str,
    make: Callable[[str, str, str, str], _Made | None],
    languages: tuple[str, ...],
    problems: list[Problem],
    drafts: list[str],
) -> Iterator[_Made]:
    for path in sorted(
        (folder / "content" / kind).glob("[!.]*.md")
    ):  # editors and macOS keep hidden ones beside
        file = path.relative_to(folder).as_posix()
        name, language = _name(path.stem, languages)
        try:
            made = make(_text(path, file), file, name, language)
        except ContentError as exc:
            problems += exc.problems
            continue
        if made is None:
            drafts.append(file)
        else:
            yield made


def _text(path: Path, file: str) -> str:
    if not path.is_file():
        raise MachineError(f"{path} is not a file.", hint="Move it away and run the command again.")
    try:
        return decode(path.read_bytes(), file)
    except OSError as exc:
        raise MachineError(f"{path}: {exc.strerror}", hint="Check the rights of the file.") from exc
    except FactsError as exc:
        raise ContentError(exc.problems) from exc


def _name(stem: str, languages: tuple[str, ...]) -> tuple[str, str]:
    found = _SUFFIX.fullmatch(stem)
    if found and found[2] in {language.lower() for language in languages}:
        language = next(each for each in languages if each.lower() == found[2])
        return found[1], language
    return stem, languages[0]


def _page(text: str, file: str, name: str, language: str) -> OwnPage | None:
    front, body = read_front(text, file, PageFront)
    if front.draft:
        return None
    return OwnPage(
        name=slug(name, "page"),
        language=front.language or language,
        title=front.title,
        body=body,
        label=front.label or "",
        description=front.description or "",
        lead=front.lead or "",
        menu=front.menu,
        order=front.order,
        updated=front.updated,
    )


def _block(text: str, file: str, name: str, language: str) -> OwnBlock | None:
    front, body = read_front(text, file, BlockFront)
    return (
        None if front.draft else OwnBlock(front.page or name, front.language or language, body, front.order)
    )


def _post(text: str, file: str, name: str, language: str) -> Post | None:
    front, body = read_front(text, file, PostFront)
    if front.draft:
        return None
    dated = _DATED.fullmatch(name)
    date = front.date or front.opened or _date_of(dated[1] if dated else "", file)
    decision = _decision(front, file) if front.kind == "decision" else None
    return Post(
        name=slug(dated[2] if dated else name, "post"),
        language=front.language or language,
        title=front.title,
        date=date,
        body=body,
        by=front.by or "",
        categories=tuple(dict.fromkeys((*((front.category,) if front.category else ()), *front.categories))),
        summary=front.summary or "",
        updated=front.updated,
        photo=front.photo or "",
        photo_alt=front.photo_alt or "",
        photo_line=text.count("\n", 0, found.start()) + 1 if (found := _PHOTO.search(text)) else 1,
        decision=decision,
    )


def _date_of(text: str, file: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as exc:
        message = f'"{text}" is not a day of the calendar' if text else "is missing"
        raise ContentError(
            (Problem(file, 1, 1, "date", f"{message}; write in the head for example: date: 2026-12-03"),)
        ) from exc


def _decision(front: PostFront, file: str) -> Decision:
    if front.opened is None:
        message = "is missing; a decision needs the day it was asked, for example: opened: 2026-11-02"
        raise ContentError((Problem(file, 1, 1, "opened", message),))
    return Decision(
        status=front.status or "open",
        opened=front.opened,
        closes=front.closes,
        decided_on=front.decided_on,
        review_on=front.review_on,
        answer_publicly=front.answer_publicly or "",
        answer_privately=front.answer_privately or "",
    )


def _event(text: str, file: str, name: str, language: str) -> Event | None:
    front, body = read_front(text, file, EventFront)
    if front.draft:
        return None
    if front.end is not None and _moment(front.end) < _moment(front.start):
        raise ContentError((Problem(file, 1, 1, "end", "is before the start; exchange the two"),))
    dated = _DATED.fullmatch(name)
    return Event(
        name=slug(dated[2] if dated else name, "event"),
        language=front.language or language,
        title=front.title,
        start=front.start,
        body=body,
        end=front.end,
        kind=front.kind,
        where=front.where or "",
        online=front.online or "",
        price=front.price or "",
        register=front.register_at or "",
        summary=front.summary or "",
    )


def _moment(value: dt.datetime | dt.date) -> str:
    return value.isoformat() if isinstance(value, dt.datetime) else f"{value.isoformat()}T99"


def _twice(items: Iterable[OwnPage | Post | Event]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for item in items:
        key = (item.language, item.name)
        if key in seen:
            message = f"would have the same address as {seen[key]}; give one of the two files another name"
            yield Problem(item.body.file, 1, 1, "", message)
        seen.setdefault(key, item.body.file)


def _strangers(content: Content, languages: tuple[str, ...]) -> Iterator[Problem]:
    items: tuple[OwnPage | Post | Event | OwnBlock, ...] = (
        *content.pages,
        *content.posts,
        *content.events,
        *content.blocks,
    )
    for item in items:
        if item.language not in languages:
            message = f'"{item.language}" is not among the languages of the facts ({", ".join(languages)})'
            yield Problem(item.body.file, 1, 1, "language", message)
