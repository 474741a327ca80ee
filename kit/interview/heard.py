"""Statements of an existing site weighed: how sure each is, which say the same, which contradict each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.base.text import clean
from kit.interview.engine import Guess
from kit.pages.types import Said, Topic

_SURE = {"json-ld": 0, "microdata": 1, "h-card": 2, "link": 3, "meta": 4, "image": 5, "title": 6, "text": 7}
_LABEL = re.compile(
    r"(?i)\b(?:tel|phone|telefon|fon|call|ring|mobil|handy|mail|address|adresse|anschrift|whatsapp)|[☎📞✆📱]"
)
MOST_RIVALS = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """One statement, and the page and language it was found in."""

    said: Said
    page: str
    language: str
    region: str = ""
    """The country in the page's `lang`, such as AT in de-AT."""

    @property
    def rank(self) -> int:
        """Give how sure the source is; 0 is surest."""
        return _SURE.get(self.said.source, 9)

    @property
    def where(self) -> str:
        """Say where it stands: `contact.html, line 12`; a title has no line worth naming."""
        if self.said.source == "title":
            return f"the title of {self.page}"
        return f"{self.page}, line {self.said.place.line}"

    def part(self, name: str) -> str:
        """Give a part that the page keeps apart, or ""."""
        return next((text for key, text in self.said.parts if key == name), "")


def sayings(heard: Iterable[Heard], topic: Topic) -> Iterator[Heard]:
    """Give the statements about a topic."""
    return (each for each in heard if each.said.topic is topic)


def guesses_of(
    fact: str,
    heard: Sequence[Heard],
    topic: Topic,
    *,
    key: Callable[[str], str],
    read: Callable[[Heard], str],
) -> Iterator[Guess]:
    """Give the guesses for a fact; values whose `key` is the same are one, several are rivals."""
    read_now = [(each, read(each)) for each in sayings(heard, topic)]
    rows = [(each, value) for each, value in read_now if value]
    for value, where in _ranked(rows, lambda one, other: key(one) == key(other)):
        yield Guess(fact, value, where)


def best(heard: Sequence[Heard], *, same: Callable[[str, str], bool]) -> tuple[tuple[str, str], ...]:
    """Give (value, where) of each different value, the surest and most frequent first, at most three."""
    return tuple(_ranked([(each, clean(each.said.value, limit=300)) for each in heard], same))


def _ranked(rows: Sequence[tuple[Heard, str]], same: Callable[[str, str], bool]) -> Iterator[tuple[str, str]]:
    groups: list[list[tuple[Heard, str]]] = []
    for row in sorted(rows, key=lambda row: row[0].rank):
        group = next((each for each in groups if same(each[0][1], row[1])), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    order = sorted(groups, key=lambda group: (group[0][0].rank, -len(group)))
    top = order[0][0][0].rank if order else 0
    for group in order[:MOST_RIVALS]:
        first, value = group[0]
        if (
            first.rank > top
            and first.said.source in {"text", "title"}
            and not _LABEL.search(first.said.context)
        ):
            continue  # a number in running text is seldom the firm's own, unless a word beside it says so
        others = len({each.page for each, _ in group} - {first.page})
        more = f" and {others} more page{'s' if others > 1 else ''}" if others else ""
        yield value, f"{first.where}{more}"
