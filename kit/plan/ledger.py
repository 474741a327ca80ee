"""The owner's ledger (`log.csv`): one line for what happened. A line that cannot be read is reported and kept."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kit.base.errors import InputError
from kit.base.text import clean
from kit.plan.items import Item, load_items
from kit.plan.words import counted

FILE = "log.csv"
COLUMNS = ("date", "kind", "who", "channel", "minutes", "value", "due", "note")
BASE_KINDS = {
    "enquiry": "somebody asked for work; channel: how they came",
    "job": "a job, booking or order; value: what it brought",
    "referral": "a recommendation you received; who: from whom",
    "touch": "you wrote to somebody or met them; who",
    "conversation": "a talk with somebody who could buy, recommend or teach; who, channel",
    "post": "something you published",
    "minutes": "time spent; channel: on what",
    "reply": "an answer you gave; minutes: how long they waited",
    "promise": "something you promised; due: until when",
    "decision": "a decision; note: options, reason, what you expect, how sure; due: when you look",
    "advice_used": "advice you put to use; who: from whom",
    "reported_back": "you told an adviser what you did",
    "verdict": "a stop rule judged; channel, note: keep, change or drop",
    "signed": "you signed the stop rules",
    "baseline": "a number before you started",
    "consent": "somebody agreed to get mail or messages; who, note: how and for what",
    "pinned": "a note pinned in a profile you left; channel: which",
    "page_read": "you read a page and found it true; who: its name, such as about.html",
    "done": "an item you finished; who: its id, such as con-09",
}
_VANITY = frozenset({"follower", "followers", "like", "likes", "impression", "impressions", "reach", "engagement", "views"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `line` is its number in the file."""

    date: dt.date
    kind: str
    who: str = ""
    channel: str = ""
    minutes: int | None = None
    value: float | None = None
    due: dt.date | None = None
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was written down, oldest first, and the lines nobody can read."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[str, ...] = ()

    def of(self, *kinds: str) -> tuple[Entry, ...]:
        """Give the entries of some kinds."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    def since(self, day: dt.date) -> Ledger:
        """Give the ledger from a day on."""
        return Ledger(tuple(entry for entry in self.entries if entry.date >= day), self.problems)


def kinds() -> tuple[str, ...]:
    """Give every kind that can be logged: the base ones and those that plan items count."""
    counted = {item.verify.kind for item in load_items() if item.verify.kind}
    return tuple(dict.fromkeys([*BASE_KINDS, *sorted(counted)]))


def meaning_of() -> dict[str, str]:
    """Say of each kind what it is; a kind that an item counts is told by the item."""
    told = {item.verify.kind: item.title for item in reversed(load_items()) if item.verify.kind}
    return {name: BASE_KINDS.get(name) or told[name] for name in kinds()}


EVERYDAY = ("enquiry", "job", "referral", "touch", "conversation", "promise", "minutes", "done")
"""Kinds of every week, whatever the plan is."""
_SHOWN = 12


def kinds_now(items: Iterable[Item]) -> tuple[str, ...]:
    """Give the dozen kinds that fit now: those of every week, and what the items at hand count."""
    counted = (item.verify.kind for item in items if item.verify.kind)
    return tuple(dict.fromkeys([*EVERYDAY, *counted]))[:_SHOWN]


def check_kind(kind: str) -> str:
    """Give the kind, or raise InputError that names the nearest ones; follower counts are refused."""
    plain = clean(kind).strip().lower().replace("-", "_").replace(" ", "_")
    if plain in _VANITY or difflib.get_close_matches(plain, _VANITY, n=1, cutoff=0.85):
        raise InputError(
            f"{plain}: this log counts people and work, not applause.",
            hint='Log what came of it: webkit log enquiry --channel linkedin --who "Dana"',
        )
    if plain in kinds():
        return plain
    near = difflib.get_close_matches(plain, kinds(), n=3, cutoff=0.5) or list(BASE_KINDS)[:4]
    raise InputError(
        f'"{clean(kind, limit=80)}" is not something the log counts.',
        hint=f"Did you mean {' or '.join(near)}?",
    )


def read_ledger(text: str) -> Ledger:
    """Read `log.csv`, with commas or semicolons. Lines that cannot be read are reported with their number."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines:
        return Ledger()
    mark = ";" if lines[0].count(";") > lines[0].count(",") else ","
    names = [name.strip().lower() for name in next(csv.reader([lines[0]], delimiter=mark), [])]
    if "date" not in names or "kind" not in names:
        problem = f"{FILE}:1: the first line must be: {','.join(COLUMNS)}"
        return Ledger(problems=(problem,))
    entries, problems = [], []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        try:
            entries.append(_entry(line, names, mark, number))
        except (ValueError, csv.Error) as exc:
            problems.append(f"{FILE}:{number}: {exc}; the line is kept and not counted")
    return Ledger(tuple(sorted(entries, key=lambda entry: entry.date)), tuple(problems))


def _entry(line: str, names: list[str], mark: str, number: int) -> Entry:
    cells = next(csv.reader([line], delimiter=mark, strict=True), [])
    if len(cells) > len(names):
        raise ValueError(
            f"{counted(len(cells), 'column')} where {len(names)} belong; put texts with {mark} in quotes"
        )
    row = dict(zip(names, (clean(cell, limit=500) for cell in cells), strict=False))
    kind = row.get("kind", "").lower()
    if not kind:
        raise ValueError("the kind is missing, for example: enquiry")
    return Entry(
        date=_day(row.get("date", ""), "date"),
        kind=kind,
        who=row.get("who", ""),
        channel=row.get("channel", ""),
        minutes=_whole(row.get("minutes", "")),
        value=amount(row.get("value", "")),
        due=_day(row["due"], "due") if row.get("due") else None,
        note=row.get("note", ""),
        line=number,
    )


def _day(text: str, name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as exc:
        raise ValueError(f'{name} "{clean(text, limit=30)}" is not a day; write 2026-12-24') from exc


def _whole(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdigit():
        raise ValueError(f'minutes "{clean(text, limit=30)}" is not a whole number')
    return int(text)


def amount(text: str) -> float | None:
    """Read an amount as people write it: 240, 1200.50, 1,200 or 1.200,50; None for nothing. Raises ValueError."""
    if not text.strip():
        return None
    plain = re.sub(r"[\s£$€]", "", text)
    last = max(plain.rfind(","), plain.rfind("."))
    decimals = len(plain) - last - 1
    if last >= 0 and (decimals != 3 or (plain[last] == "." and plain.count(".") == 1 and "," not in plain)):
        plain = f"{re.sub('[.,]', '', plain[:last])}.{plain[last + 1 :]}"
    else:
        plain = re.sub("[.,]", "", plain)
    try:
        return float(plain)
    except ValueError as exc:
        raise ValueError(f'value "{clean(text, limit=30)}" is not a number') from exc


def came_by(ledger: Ledger, who: str, until: dt.date) -> Entry | None:
    """Give a person's last enquiry up to a day that says how they came, or None.

    A job follows an enquiry; whoever logs it names the person and seldom the channel again.
    """
    name = " ".join(who.casefold().split())
    asked = [
        entry
        for entry in ledger.of("enquiry")
        if entry.date <= until and entry.channel and " ".join(entry.who.casefold().split()) == name
    ]
    return asked[-1] if asked else None


def row_text(entry: Entry, *, separator: str = ",") -> str:
    """Write one entry as a line of the file, without the line's end."""
    out = io.StringIO()
    cells = (
        entry.date.isoformat(), entry.kind, entry.who, entry.channel,
        "" if entry.minutes is None else str(entry.minutes),
        "" if entry.value is None else f"{entry.value:g}",
        "" if entry.due is None else entry.due.isoformat(), entry.note,
    )  # fmt: skip
    csv.writer(out, delimiter=separator, lineterminator="").writerow(
        [clean(cell, limit=500) for cell in cells]
    )
    return out.getvalue()


def header() -> str:
    """Give the file's first line."""
    return ",".join(COLUMNS)


def hours_by_channel(entries: Iterable[Entry]) -> dict[str, float]:
    """Give the hours logged per channel, most first; time without a channel stands under "other"."""
    sums: dict[str, int] = {}
    for entry in entries:
        if entry.minutes and entry.kind not in {"reply", "promise"}:
            sums[entry.channel or "other"] = sums.get(entry.channel or "other", 0) + entry.minutes
    return {name: minutes / 60 for name, minutes in sorted(sums.items(), key=lambda each: -each[1])}
