"""What people saw with their own eyes: a readable file, good for 90 days."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path

from kit.base.atomic import append_line
from kit.base.text import clean
from kit.check.types import Confirmed, Verdict

FILE = "confirmed.csv"
GOOD_FOR = timedelta(days=90)
_HEADER = "on,by,answer,phone_seen,url"


def load_confirmed(folder: Path) -> dict[str, Confirmed]:
    """Give what was confirmed per address, the latest word of each; lines that cannot be read are left out."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    found: dict[str, Confirmed] = {}
    for row in csv.reader(io.StringIO(text)):
        if len(row) == 5 and row[2] in {Verdict.LIVE, Verdict.MISSING, Verdict.BROKEN} and _day(row[0]):
            found[row[4]] = Confirmed(Verdict(row[2]), row[0], clean(row[1]), clean(row[3]))
    return found


def still_good(known: Confirmed | None, now: datetime) -> Confirmed | None:
    """Give what a person saw, unless it is older than 90 days."""
    if known is None:
        return None
    day = _day(known.on)
    return known if day is not None and now.date() - day <= GOOD_FOR else None


def confirm(folder: Path, url: str, confirmed: Confirmed) -> None:
    """Keep what a person saw, at once."""
    if not (folder / FILE).exists():
        append_line(folder / FILE, _HEADER)
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(
        [confirmed.on, confirmed.by, confirmed.answer.value, confirmed.phone_seen, url]
    )
    append_line(folder / FILE, out.getvalue())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
