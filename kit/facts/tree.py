"""A facts file as text with places: strict YAML in which every scalar stays what was typed.

ruamel.yaml's round trip keeps comments; a resolver that answers "text" for all scalars keeps `0123`,
`12:30`, `no` and `1.10`. Refused: duplicate keys, anchors and aliases, tags, several documents, nesting
deeper than ten, files over 1 MB, and anything but UTF-8.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from kit.facts.problems import FactsError, Problem

LARGEST_FILE = 1_000_000
DEEPEST = 10

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Plain data (dicts, lists, texts) and the place (line, column from 1) of each path's value and key."""

    data: dict[str, Any]
    values: dict[Path, tuple[int, int]]
    keys: dict[Path, tuple[int, int]]

    def place(self, path: Path) -> tuple[int, int]:
        """Give line and column of the value at `path`, or of the nearest thing above that is there."""
        while path:
            if path in self.values or path in self.keys:
                return self.values.get(path) or self.keys[path]
            path = path[:-1]
        return (1, 1)


def decode(content: bytes, name: str) -> str:
    """Give the text of a facts file; raises FactsError unless it is UTF-8 and of bearable size."""
    if len(content) > LARGEST_FILE:
        raise FactsError(
            (Problem(name, 1, 1, "", f"the file is {len(content) // 1000} kB; facts are at most 1000 kB"),)
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = content[: exc.start].count(b"\n") + 1
        column = exc.start - (content.rfind(b"\n", 0, exc.start) + 1) + 1
        message = "this is not UTF-8 text; save the file as UTF-8 in your editor (Save as, Encoding)"
        raise FactsError((Problem(name, line, column, "", message),)) from exc


def parse_tree(text: str, name: str) -> tuple[Tree, tuple[Problem, ...]]:
    """Read YAML into a tree and the problems found on the way; raises FactsError where nothing can be read."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    if len(text) > LARGEST_FILE:
        raise FactsError((Problem(name, 1, 1, "", "the file is over 1 MB; facts are at most 1 MB"),))
    builder = _Builder(name)
    try:
        for event in round_trip().parse(io.StringIO(text)):
            builder.take(event)
    except ReaderError as exc:
        line = text[: exc.position].count("\n") + 1 if isinstance(exc.position, int) else 1
        raise FactsError(
            (Problem(name, line, 1, "", "there is a character here that no text file may hold"),)
        ) from exc
    except MarkedYAMLError as exc:
        unclosed = "unexpected end of stream" in str(exc.problem)
        mark = (exc.context_mark if unclosed else None) or exc.problem_mark or exc.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise FactsError(
            (
                *builder.problems,
                Problem(name, line, column, "", _plain_syntax(str(exc.problem or exc.context))),
            )
        ) from exc
    except (YAMLError, RecursionError) as exc:
        raise FactsError((Problem(name, 1, 1, "", "this cannot be read as YAML"),)) from exc
    if builder.fatal or not isinstance(builder.root, dict):
        problems = tuple(builder.problems) or (
            Problem(name, 1, 1, "", "the file is empty or is not a list of facts; start with: business:"),
        )
        raise FactsError(problems)
    return Tree(builder.root, builder.values, builder.keys), tuple(builder.problems)


def round_trip() -> Any:
    """Give a ruamel.yaml that keeps comments, quotes and line breaks, and reads every scalar as text."""
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class TextResolver(VersionedResolver):
        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            from ruamel.yaml.nodes import ScalarNode

            if kind is ScalarNode:
                return self.DEFAULT_SCALAR_TAG
            return super().resolve(kind, value, implicit)

    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = TextResolver
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.allow_duplicate_keys = True
    return yaml


class _Builder:
    """Takes parser events one by one and builds plain data; nothing is constructed from tags."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.fatal = False
        self.root: Any = None
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self._open: list[tuple[Any, Path]] = []
        self._key: list[str | None] = []
        self._skipped: list[bool] = []

    def take(self, event: Any) -> None:
        from ruamel.yaml import events

        if isinstance(event, events.DocumentStartEvent) and self.root is not None:
            self._refuse(
                event, "there is a second document here; keep everything in one, without ---", fatal=True
            )
        elif isinstance(event, events.AliasEvent):
            self._refuse(
                event, "references (*name) are not understood here; write the value again", fatal=True
            )
        elif isinstance(event, events.ScalarEvent):
            self._mark(event)
            if isinstance(self._parent(), dict) and self._key[-1] is None:
                self._take_key(event)
            else:
                # ruamel marks the folds of a folded text with a bell, for its own round trip
                self._add(event.value.replace("\a", "") if event.style == ">" else event.value, event)
        elif isinstance(event, events.MappingStartEvent | events.SequenceStartEvent):
            self._start(event, {} if isinstance(event, events.MappingStartEvent) else [])
        elif isinstance(event, events.MappingEndEvent | events.SequenceEndEvent):
            self._open.pop()
            self._key.pop()

    def _start(self, event: Any, made: Any) -> None:
        self._mark(event)
        if len(self._open) >= DEEPEST:
            raise FactsError(
                (
                    *self.problems,
                    self._problem(event, f"this is nested more than {DEEPEST} deep; write it flatter"),
                )
            )
        if isinstance(self._parent(), dict) and self._key[-1] is None:
            raise FactsError(
                (*self.problems, self._problem(event, "a name must be a word, not a list or block"))
            )
        path = self._add(made, event)
        self._open.append((made, path))
        self._key.append(None)

    def _mark(self, event: Any) -> None:
        if getattr(event, "anchor", None):
            self._refuse(
                event, f"references (&{event.anchor}) are not understood here; remove it", fatal=True
            )
        if any("\ud800" <= each <= "\udfff" for each in getattr(event, "value", None) or ""):
            self._refuse(
                event, "half a character stands here (\\ud800 to \\udfff); type the whole one", fatal=True
            )
        tag = getattr(event, "ctag", None)
        if tag is not None and str(tag) not in {"", "!"}:
            self._refuse(event, f"tags such as {tag} are not understood here; remove it", fatal=True)

    def _take_key(self, event: Any) -> None:
        parent, path = self._open[-1]
        key = event.value
        if key in parent:
            self._refuse(event, f'"{key}" stands here a second time; keep one of the two', field=key)
        self._key[-1] = key
        self.keys.setdefault((*path, key), _place(event))

    def _add(self, value: Any, event: Any) -> Path:
        if not self._open:
            self.root = value
            return ()
        parent, path = self._open[-1]
        if isinstance(parent, dict):
            key = self._key[-1]
            assert key is not None
            self._key[-1] = None
            here: Path = (*path, key)
            if key in parent:
                return here  # the first one stands; the second was reported
            if value == "" and getattr(event, "style", None) is None:
                return here  # `phone:` with nothing behind it is an absent fact
            parent[key] = value
        else:
            here = (*path, len(parent))
            parent.append(value)
        self.values[here] = _place(event)
        return here

    def _parent(self) -> Any:
        return self._open[-1][0] if self._open else None

    def _problem(self, event: Any, message: str, field: str = "") -> Problem:
        line, column = _place(event)
        return Problem(self.name, line, column, field, message)

    def _refuse(self, event: Any, message: str, *, fatal: bool = False, field: str = "") -> None:
        self.fatal = self.fatal or fatal
        self.problems.append(self._problem(event, message, field))


def _place(event: Any) -> tuple[int, int]:
    return (event.start_mark.line + 1, event.start_mark.column + 1)


def _plain_syntax(problem: str) -> str:
    """Say a YAML parser's complaint in words an owner understands."""
    for pattern, plain in (
        (
            "mapping values are not allowed",
            'a colon stands where none can; put the text in quotes, for example: name: "Tea: the shop"',
        ),
        (
            "could not find expected ':'",
            "a colon is missing after the name, for example: phone: 020 7946 0018",
        ),
        ("found character '\\t'", "there is a tab; use spaces at the beginning of a line"),
        (
            "cannot start any token",
            'this character cannot begin a text; put the text in quotes, for example: "@name"',
        ),
        (
            "expected <block end>",
            "this line is indented differently from the ones above; give it the same number of spaces",
        ),
        ("unexpected end of stream", 'a quote or bracket is opened and never closed; add the missing " or ]'),
        ("while scanning a quoted scalar", 'a quote is opened and never closed; add the missing "'),
        ("flow", "a bracket is opened and never closed; add the missing ] or }"),
    ):
        if pattern in problem:
            return plain
    return re.sub(r"\s+", " ", f"this cannot be read ({problem}); put the text in quotes")
