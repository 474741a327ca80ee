"""A facts file as text with places: strict YAML in which every scalar stays what was typed.

ruamel.yaml's round trip keeps comments; a resolver that answers "text" for all scalars keeps `0123`,
`12:30`, `no` and `1.10`. Refused: duplicate keys, anchors and aliases, tags, several documents, nesting
deeper than ten, files over 1 MB, and anything but UTF-8.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from traceback import walk_tb
from typing import Any

from kit.facts.problems import FactsError, Problem
from kit.facts.syntax import plain_syntax

LARGEST_FILE = 1_000_000
_UNUSUAL = re.compile(
    r"[^\n -\[\]-~\u00a1-\u167f\u2010-\u2027\u2030-\u205e\u3001-\ud7ff\U0001f300-\U0001faff]"
    r"|^(?:%|---|\.\.\.)|\|[^\n|]*\n *\n|[|>][-+\d]*+#|(?:^|[\s\[{,-])\?(?=[\s\]},])"
    r"|^ *+(?!#)(?>[^\n]*?: +#)[^\n]*+\n(?: *+#[^\n]*+\n)*+ +[^-\s](?:(?!: |:\n)[^\n])*\n",
    re.MULTILINE,
)
"""What two libraries, or two versions of YAML, may see differently: tabs, odd breaks, escapes, marks of documents, blocks
that begin empty or with a comment, a lone question mark, a text on the line below the comment behind its name (ruamel.yaml
stumbles over that one). What may repeat gives nothing back once taken: a file of 1 MB is looked through in a moment
whatever stands in it, and not in a quarter of an hour."""
DEEPEST = 10
_NO_CHARACTER = re.compile(r"\\U(?!00(?:0|10))")  # the last one is U+0010FFFF
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")

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
    _refuse_large(len(content), name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        message = "this is not UTF-8 text; save the file as UTF-8 in your editor (Save as, Encoding)"
        place = _end(exc.object[: exc.start].decode())  # the object has no byte order mark, content may
        raise FactsError((Problem(name, *place, "", message),)) from exc


def parse_tree(text: str, name: str) -> tuple[Tree, tuple[Problem, ...]]:
    """Read YAML into a tree and the problems found on the way; raises FactsError where nothing can be read."""
    _refuse_large(len(text.encode("utf-8", "surrogatepass")), name)
    tree = _quick_tree(text)
    return (tree, ()) if tree else strict_tree(text, name)


def _quick_tree(text: str) -> Tree | None:
    """Give the tree by libyaml, in a tenth of the time; None for text that is unusual or has anything to complain about.

    A test holds it to `strict_tree` over thousands of changed texts.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None or _UNUSUAL.search(text):
        return None
    builder = _Builder("", yaml)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except (yaml.YAMLError, FactsError):
        return None
    faultless = isinstance(builder.root, dict) and not builder.problems
    return Tree(builder.root, builder.values, builder.keys) if faultless else None


def strict_tree(text: str, name: str) -> tuple[Tree, tuple[Problem, ...]]:
    """Read YAML by ruamel.yaml, with the place and the sentence for every fault; raises as `parse_tree`."""
    from ruamel.yaml import events
    from ruamel.yaml.error import YAMLError

    builder = _Builder(name, events)
    try:
        for event in round_trip().parse(io.StringIO(text)):
            builder.take(event)
    except (YAMLError, OverflowError, ValueError, NotImplementedError, AssertionError) as exc:
        place, message = _unreadable(exc, text)
        raise FactsError((*builder.problems, Problem(name, *place, "", message))) from exc
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

    yaml = YAML()
    yaml.Resolver = TextResolver
    yaml.preserve_quotes = True
    yaml.width = 100_000
    return yaml


class _Builder:
    """Takes parser events one by one and builds plain data; nothing is constructed from tags.

    `events` is the module of the events' classes: both YAML libraries have the same ones.
    """

    def __init__(self, name: str, events: Any) -> None:
        self.name = name
        self._events = events
        self.problems: list[Problem] = []
        self.fatal = False
        self.root: Any = None
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self._open: list[tuple[Any, Path]] = []
        self._key: list[str | None] = []

    def take(self, event: Any) -> None:
        events = self._events
        if isinstance(event, events.DocumentStartEvent) and self.root is not None:
            self._refuse(event, "there is a second document here; keep everything in one, without ---")
        elif isinstance(event, events.AliasEvent):
            self._refuse(event, "references (*name) are not understood here; write the value again")
        elif isinstance(event, events.ScalarEvent):
            self._judge(event)
            if any("\ud800" <= each <= "\udfff" for each in event.value):
                self._refuse(event, "half a character stands here (\\ud800 to \\udfff); type the whole one")
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
        self._judge(event)
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

    def _judge(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event, f"references (&{event.anchor}) are not understood here; remove it")
        if event.tag is not None:
            self._refuse(event, f"tags such as {event.tag} are not understood here; remove it")

    def _take_key(self, event: Any) -> None:
        parent, path = self._open[-1]
        key = event.value
        if key in parent:
            message = f'"{key}" stands here a second time; keep one of the two'
            self.problems.append(self._problem(event, message, key))
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
            if value == "" and not event.style:
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

    def _refuse(self, event: Any, message: str) -> None:
        """Note what makes the rest of the file meaningless; reading goes on only to find more of that kind."""
        self.fatal = True
        self.problems.append(self._problem(event, message))


def _place(event: Any) -> tuple[int, int]:
    return (event.start_mark.line + 1, event.start_mark.column + 1)


def _unreadable(exc: Exception, text: str) -> tuple[tuple[int, int], str]:
    """Give the place and the sentence for what ruamel.yaml stopped at."""
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    if isinstance(exc, ReaderError):
        return _end(text[: exc.position]), "there is a character here that no text file may hold"
    if isinstance(exc, MarkedYAMLError):
        message, at_opening = plain_syntax(str(exc.problem or exc.context))
        mark = exc.context_mark if at_opening else exc.problem_mark
        return (mark.line + 1, mark.column + 1), message
    if isinstance(exc, NotImplementedError):  # ruamel's word for such a line break behind a comment
        message = "a hidden line break stands here (U+0085, U+2028 or U+2029); delete it and press Enter"
        return _end(_ODD_BREAK.split(text, maxsplit=1)[0]), message
    if isinstance(exc, AssertionError):  # its word for a comment that it has no place for
        tokens: Iterator[Any] = (frame.f_locals.get("self") for frame, _ in walk_tb(exc.__traceback__))
        lines = [token.start_mark.line + 1 for token in tokens if hasattr(token, "start_mark")]
        message = "there is a comment here that cannot be kept; move it to a line of its own above the name"
        return (lines[-1] if lines else 1, 1), message
    # It hands the number after \U to chr() as it is.
    message = "no character has the number after this \\U; type the character itself"
    return _end(_NO_CHARACTER.split(text, maxsplit=1)[0]), message


def _end(text: str) -> tuple[int, int]:
    """Give the place (line and column from 1) that follows `text`."""
    return (text.count("\n") + 1, len(text) - text.rfind("\n"))


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        message = f"the file is {size // 1000} kB; facts are at most 1000 kB"
        raise FactsError((Problem(name, 1, 1, "", message),))
