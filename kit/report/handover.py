"""The client's hand-over book: one page to go through together and sign, without a single password."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.base.share import shared_folder
from kit.base.text import clean
from kit.report.colours import band_colour, on_colour
from kit.report.formats import Frame
from kit.report.html import spoken
from kit.report.register import Entry, Register

FILL_IN = "What the facts do not say is filled in under accounts in business.yaml, one line for each, for example:\n  - {what: hosting, name: Netlify, holder: Sue Harbour, recovery: sue@example.com}"
"""Where the owner writes down what is missing, with a line that is right."""


def handover_page(name: str, register: Register, frame: Frame) -> str:
    """Write the book as a page that prints."""
    from kit.render.engine import Templates

    data = {
        "name": clean(name),
        "day": frame.day,
        "maker": clean(frame.maker),
        "colour": band_colour(frame.maker_colour),
        "on_colour": on_colour(band_colour(frame.maker_colour)),
        "verdict": verdict(register),
        "ready": register.in_an_afternoon,
        "fill_in": "" if all(entry.ready for entry in register.entries) else FILL_IN,
        "entries": [_entry(entry) for entry in register.entries],
    }
    return Templates(shared_folder("templates") / "report").render("handover.html", data)


def handover_text(register: Register) -> str:
    """Write what is open, for the terminal."""
    lines = [verdict(register)]
    for entry in register.entries:
        mark = "✓" if entry.ready else "✗"
        lines.append(f"{mark} {_title(entry)}")
        lines += [f"    {clean(each)}" for each in entry.open]
    if not all(entry.ready for entry in register.entries):
        lines.append(FILL_IN)
    return "\n".join(lines) + "\n"


def verdict(register: Register) -> str:
    """Say whether all of it could be handed over in an afternoon."""
    time = spoken(register.minutes)
    open_ones = sum(not entry.ready for entry in register.entries)
    if register.in_an_afternoon:
        left = f"{open_ones} {'entry is' if open_ones == 1 else 'entries are'} still to be filled in"
        return (
            f"All of it could be handed over in an afternoon, about {time}{f'; {left}' if open_ones else ''}."
        )
    waits = sum(entry.minutes >= 60 for entry in register.entries)
    why = (
        f"{waits} {'depends' if waits == 1 else 'depend'} on somebody else"
        if waits
        else f"it takes about {time}"
    )
    return f"Not in an afternoon yet: {why}. {open_ones} of {len(register.entries)} entries {'is' if open_ones == 1 else 'are'} open."


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "what": _title(entry),
        "holder": clean(entry.holder),
        "recovery": clean(entry.recovery),
        "renews": _day(entry.renews),
        "open": [clean(each) for each in entry.open],
        "steps": list(entry.steps),
        "ready": entry.ready,
    }


def _title(entry: Entry) -> str:
    what = {"dns": "Name server (DNS)"}.get(entry.what, entry.what.capitalize())
    return f"{what}: {clean(entry.name)}" if entry.name else what


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
