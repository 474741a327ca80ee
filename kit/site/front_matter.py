"""Front matter: the few facts at the head of a Markdown file, read as strictly as business.yaml."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError

from kit.base.errors import InputError
from kit.facts.kinds import Day, FilePath, Line, Link, Long
from kit.facts.part import Facts
from kit.facts.plain import dotted, say
from kit.facts.problems import FactsError, Problem
from kit.facts.tree import Tree, parse_tree
from kit.site.contents import Written

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]+(\d{1,2}):(\d\d))?")
_Front = TypeVar("_Front", bound=Facts)


class ContentError(InputError):
    """Files in `content/` that cannot be used as they are; `problems` holds every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: (each.path, each.line, each.column)))
        super().__init__(
            "\n".join(str(problem) for problem in self.problems),
            hint="Nothing was changed; the site is as it was. Mend this and run the command again.",
        )


def _moment(value: Any) -> dt.datetime | dt.date:
    found = _MOMENT.fullmatch(str(value).strip())
    try:
        if not found:
            raise ValueError
        day = dt.date.fromisoformat(found[1])
        if found[2] is None:
            return day
        return dt.datetime.combine(day, dt.time(int(found[2]), int(found[3])))
    except ValueError as exc:
        raise ValueError(
            f'"{value}" is not a day with a time; write for example: 2026-12-03 18:30, or 2026-12-03'
        ) from exc


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Moment = Annotated[dt.datetime | dt.date, BeforeValidator(_moment)]
Several = Annotated[tuple[Line, ...], BeforeValidator(_several)]


class PageFront(Facts):
    """The head of a page."""

    title: Line
    """What the page is called."""
    label: Line | None = None
    """Its short name in the menu."""
    description: Long | None = None
    """One sentence for search results."""
    lead: Long | None = None
    """One sentence below the title."""
    menu: bool = False
    """Whether the main menu names it."""
    order: int = 50
    """Its place among the others, small first."""
    updated: Day | None = None
    """When it was last changed."""
    language: Line | None = None
    """Its language, when the file name does not say it."""
    draft: bool = False
    """Whether it is not ready yet."""


class BlockFront(Facts):
    """The head of a block."""

    page: Line | None = None
    """The page it is placed into; absent: the file's name."""
    order: int = 50
    """Its place among the others, small first."""
    language: Line | None = None
    """Its language, when the file name does not say it."""
    draft: bool = False
    """Whether it is not ready yet."""


class PostFront(Facts):
    """The head of a post; a decision has more."""

    title: Line
    """The headline; of a decision the question, with a question mark."""
    date: Day | None = None
    """When it was published; absent: the day in the file's name."""
    by: Line | None = None
    """Who wrote it."""
    category: Line | None = None
    """Its subject."""
    categories: Several = ()
    """Its subjects."""
    summary: Long | None = None
    """One or two sentences for lists and search results."""
    updated: Day | None = None
    """When it was last changed."""
    photo: FilePath | None = None
    """A picture above the text, below the project folder."""
    photo_alt: Line | None = None
    """What that picture shows, for people who do not see it."""
    language: Line | None = None
    """Its language, when the file name does not say it."""
    draft: bool = False
    """Whether it is not ready yet."""
    kind: Literal["post", "decision"] = "post"
    """post, or decision for an open question."""
    status: Literal["open", "decided", "withdrawn"] | None = None
    """Of a decision: open, decided or withdrawn."""
    opened: Day | None = None
    """Of a decision: the day it was asked."""
    closes: Day | None = None
    """Of a decision: until when you listen."""
    decided_on: Day | None = None
    """Of a decision: the day you decided."""
    review_on: Day | None = None
    """Of a decision: the day you look whether you were right."""
    answer_publicly: Link | None = None
    """Of a decision: where people answer in public."""
    answer_privately: Link | None = None
    """Of a decision: where people answer in private; absent: your form, mail or phone."""


class EventFront(Facts):
    """The head of an event, a talk or a workshop."""

    model_config = ConfigDict(validate_by_alias=True, validate_by_name=False)

    title: Line
    """What it is called."""
    start: Moment
    """When it begins: day and time, or a day."""
    end: Moment | None = None
    """When it ends."""
    kind: Literal["event", "talk", "workshop"] = "event"
    """event, talk or workshop."""
    where: Line | None = None
    """The place, as people find it."""
    online: Link | None = None
    """Where it can be followed online."""
    price: Line | None = None
    """What it costs, as text."""
    register_at: Link | None = Field(default=None, alias="register")  # `register` is a method of every model
    """Where people register."""
    summary: Long | None = None
    """One or two sentences."""
    language: Line | None = None
    """Its language, when the file name does not say it."""
    draft: bool = False
    """Whether it is not ready yet."""


def read_front(text: str, file: str, model: type[_Front]) -> tuple[_Front, Written]:
    """Give the checked head of a Markdown text and its body; raises ContentError with file and line."""
    text = text.replace("\r\n", "\n")
    found = _FRONT.match(text)
    if text.startswith("---") and not found:
        raise ContentError((Problem(file, 1, 1, "", "the head that begins with --- has no --- at its end"),))
    head, body = (found[1], text[found.end() :]) if found else ("", text)
    first = text[: found.end()].count("\n") + 1 if found else 1
    tree = _tree(head, file)
    try:
        front = model.model_validate(
            tree.data, context={"language": "en", "languages": ("en",), "country": ""}
        )
    except ValidationError as exc:
        errors = exc.errors(include_url=False)
        raise ContentError(tuple(_problem(error, tree, file, model) for error in errors)) from exc
    return front, Written(body, file, first)


def _tree(head: str, file: str) -> Tree:
    if not head.strip():
        return Tree({}, {}, {})
    try:
        # The line of the three hyphens becomes an empty one, so that lines count as in the file.
        tree, problems = parse_tree("\n" + head, file)
    except FactsError as exc:
        raise ContentError(exc.problems) from exc
    if problems:
        raise ContentError(problems)
    return tree


def _problem(error: Any, tree: Tree, file: str, model: type[Facts]) -> Problem:
    path = tuple(error["loc"])
    known = {str(part) for part in model.model_fields}
    path = path[:1] if len(path) > 1 and path[0] in known and not isinstance(path[1], int) else path
    place = tree.keys.get(path) if error["type"] == "extra_forbidden" else tree.place(path)
    return Problem(file, *(place or (1, 1)), dotted(path), _sentence(error, path, model))


_SAME = {
    "author": "by", "autor": "by", "auteur": "by", "tags": "categories", "keywords": "categories",
    "description": "summary", "excerpt": "summary", "image": "photo", "picture": "photo", "published": "date",
}  # fmt: skip
"""What other site makers call these things."""


def _sentence(error: Any, path: tuple[Any, ...], model: type[Facts]) -> str:
    if error["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in model.model_fields.items()]
        words = {word: word for word in known} | {word: own for word, own in _SAME.items() if own in known}
        near = [
            words[word] for word in difflib.get_close_matches(str(path[-1]), list(words), n=1, cutoff=0.6)
        ]
        if near:
            return f'is not known here; did you mean "{near[0]}"?'
        return f"is not known here; here may stand: {', '.join(known)}"
    if error["type"] == "missing":
        example = {"title": "title: What a boiler service costs", "start": "start: 2026-12-03 18:30"}
        return f"is missing; add it, for example: {example.get(str(path[-1]), f'{path[-1]}: …')}"
    return say(error, path)
