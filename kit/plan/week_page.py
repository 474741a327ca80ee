"""The owner's page of one week: nine lines at most, small things sharing a line, nothing in planners' words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kit.plan.choice import Choice
from kit.plan.filling import Line
from kit.plan.items import Item
from kit.plan.schedule import Week
from kit.plan.weeks import Name, Start
from kit.plan.words import list_text, minutes_text

MOST_LINES = 9
LEGAL = "not legal advice"
_SMALL = 10
"""Minutes below which items share a line per area."""
ENVELOPE_NAMES: dict[Name, str] = {
    "measure": "Count",
    "upkeep": "Upkeep",
    "learning": "Learn",
    "networks": "People",
    "setup": "Set up",
    "review": "Review",
    "slack": "Slack",
}
_ORDER: tuple[Name, ...] = ("review", "setup", "networks", "learning", "upkeep", "measure")
_HABITS: dict[Name, str] = {
    "networks": "Keep in touch",
    "upkeep": "Reviews, every week",
    "measure": "Count the week",
    "learning": "Read and learn",
    "setup": "Small things",
}
_REVIEW = {
    4: ("Fill in the monthly review sheet", "webkit review shows the figures; you answer the questions."),
    8: (
        "Fill in the monthly review sheet",
        "Judge each stop rule that is due: keep, change one thing, or drop.",
    ),
    13: (
        "Hold the 90-day review with one person from outside",
        "Was the number reached? If not: was it the number, the plan or the doing?",
    ),
}


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line with its box to tick. `items` are the ids behind it; `steps` say how, the first time."""

    envelope: Name
    title: str
    minutes: int
    items: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()
    """The steps of a line of habits in a few words each, in the order of `items`."""
    done_when: str = ""
    note: str = ""

    @property
    def habits(self) -> bool:
        """Tell whether this is a line of habits, whose steps are the habits themselves."""
        return self.title in _HABITS.values() and len(self.items) > 1


def page_lines(week: Week) -> tuple[PageLine, ...]:
    """Give the lines of one week's page: never more than nine, and their minutes those of the week's work."""
    lines = sorted(_review(week), key=lambda line: line.minutes) + list(_single(week))
    lines.sort(key=lambda line: _ORDER.index(line.envelope))
    while len(lines) > MOST_LINES:
        lines = _shorter(lines)
    return tuple(lines)


def _review(week: Week) -> Iterable[PageLine]:
    if week.envelopes.review:
        title, how = _REVIEW[week.review]
        yield PageLine("review", title, week.envelopes.review, steps=(how,))


def _single(week: Week) -> Iterable[PageLine]:
    """Give a line per item; habits share one per envelope, and so does what takes under ten minutes."""
    sums: dict[str, list[Line]] = {}
    for line in week.lines:
        sums.setdefault(line.item.id, []).append(line)
    habits: dict[Name, list[PageLine]] = {}
    small: dict[Name, list[PageLine]] = {}
    for parts in sums.values():
        page = _line(parts)
        if parts[0].habit:
            habits.setdefault(page.envelope, []).append(page)
        elif page.minutes < _SMALL:
            small.setdefault(page.envelope, []).append(page)
        else:
            yield page
    for name, pages in habits.items():
        yield pages[0] if len(pages) == 1 else _habits(name, pages)
    for name, pages in small.items():
        yield pages[0] if len(pages) == 1 else _together(name, pages)


def _habits(name: Name, pages: list[PageLine]) -> PageLine:
    return PageLine(
        name,
        _HABITS[name],
        sum(page.minutes for page in pages),
        tuple(item for page in pages for item in page.items),
        tuple(f"{page.title} ({page.minutes} min)" for page in pages),
        tuple(short for page in pages for short in page.shorts),
    )


def pays(parts: list[Line]) -> Name:
    """Give the one envelope under which an item stands that several pay for."""
    return parts[-1].envelope if parts[-1].envelope != "setup" else parts[0].envelope


def _line(parts: list[Line]) -> PageLine:
    item, minutes = parts[0].item, sum(line.minutes for line in parts)
    left = min(line.left for line in parts)
    begun = parts[0].again
    note = f"{minutes_text(left)} to go" if left else ""
    if begun:
        note = f"goes on, {note}" if left else "the rest"
    return PageLine(
        pays(parts),
        item.title,
        minutes,
        (item.id,),
        () if parts[0].habit or begun else item.how,
        (item.short or item.title,) if parts[0].habit else (),
        "" if parts[0].habit or left else item.evidence,
        _legal(item, note),
    )


def _legal(item: Item, note: str) -> str:
    return "; ".join(part for part in (note, LEGAL if item.area == "legal" else "") if part)


def _together(name: Name, pages: list[PageLine]) -> PageLine:
    titles = [pages[0].title, *(_inside(page.title) for page in pages[1:])]
    items = tuple(item for page in pages for item in page.items)
    note = LEGAL if any(LEGAL in page.note for page in pages) else ""
    return PageLine(name, "; ".join(titles), sum(page.minutes for page in pages), items, note=note)


def _inside(title: str) -> str:
    """Give a title as it stands inside a sentence; UK and DMARC keep their capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def _shorter(lines: list[PageLine]) -> list[PageLine]:
    """Join the two tasks of one envelope that take least together; habits and reviews stay by themselves."""
    tasks = [line for line in lines if line.envelope != "review" and not line.shorts]
    pairs = [(one, two) for number, one in enumerate(tasks) for two in tasks[number + 1 :]]
    pair = min(pairs, key=lambda two: (two[0].envelope != two[1].envelope, two[0].minutes + two[1].minutes))
    joined = _together(pair[1].envelope, list(pair))  # what waits for the other half stays behind it
    return [joined if line is pair[1] else line for line in lines if line is not pair[0]]


def heading(week: Week, starts: tuple[Start, ...], choice: Choice) -> str:
    """Say in one sentence what this week is about."""
    new = [start.scored.channel.inline for start in starts if start.week == week.number]
    if not choice.budget.minutes:
        return "No minutes, no work: the week is yours."
    if week.number == 1:
        if not starts:
            return "Get ready: count what is, and know your people."
        return "Get ready: count what is, know your people, and sign the stop rules before anything starts."
    if new:
        return f"New this week: {list_text(new)}. Nothing else new until it runs by itself."
    if week.quiet:
        rest = minutes_text(week.envelopes.slack)
        return f"Holidays: nothing to build and nothing to learn. Thank people, answer whoever writes; the rest, {rest}, is yours."
    return {
        4: "First review: what did the hours bring? All the rest is shorter this week.",
        8: "Second review: keep, change one thing, or drop."
        if starts
        else "Second review: what did the hours bring?",
        13: "The 90-day review, with somebody from outside.",
    }.get(week.review, _usual(week, starts))


def _usual(week: Week, starts: tuple[Start, ...]) -> str:
    running = [start.scored.channel.inline for start in starts if start.week <= week.number]
    return f"Keep going: {list_text(running)}." if running else "Your people and your home base."
