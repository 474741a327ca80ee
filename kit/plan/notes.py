"""What the plan says first: what it assumes, what contradicts itself, and what did not fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kit.plan.choice import Choice
from kit.plan.schedule import Calendar
from kit.plan.words import count_word, counted, hours_text, list_text, minutes_text, sentence_case

_ASSUMED = {
    "place.reach": ("your customers are {reach}", "place.reach local"),
    "marketing.minutes_per_week": ("you have {minutes} a week", "marketing.minutes_per_week 90"),
    "marketing.comfort": ("you like writing, pictures, film, talk and stage a little", "marketing.comfort.writing 3"),
    "marketing.shows_in_pictures": ("{shows}, as is usual in your trade", "marketing.shows_in_pictures 2"),
    "marketing.confidential": ("{confidential}, as is usual in your trade", "marketing.confidential 1"),
    "customers.who": ("you serve {who}", "customers.who people"),
    "marketing.goals": ("you want new customers, repeat work and recommendations, in that order", "marketing.goals repeat,referrals"),
    "marketing.more_jobs_possible": ("you can take on more work", "marketing.more_jobs_possible 4"),
}  # fmt: skip
_SHOWS = ("your work does not show in pictures", "your work shows a little in pictures", "your work looks good in pictures", "your work sells by its picture")  # fmt: skip
_HIDDEN = ("nothing of your work is secret", "some of your work is not for showing", "much of your work is not for showing", "your work is not for showing")  # fmt: skip
"""What the levels 0 to 3 of these two facts mean."""
_WHERE = {"local": "near you", "national": "all over the country", "online": "anywhere"}
_FEW_MINUTES = 60
_NAMED = 2
"""Things without room that are named at the top; the rest stands at the end."""
_YEARS = 104
"""Weeks after the quarter beyond which no month is named: it would be a guess on a guess."""


def assumptions(choice: Choice) -> tuple[tuple[str, str], ...]:
    """Give each value the plan assumed, as a sentence part, and the command that puts it right."""
    owner = choice.owner
    filled = {
        "reach": list_text(_WHERE[each] for each in owner.reach) or "somewhere we do not know",
        "minutes": minutes_text(owner.minutes),
        "shows": _SHOWS[owner.shows_in_pictures],
        "confidential": _HIDDEN[owner.confidential],
        "who": list_text({"people": "private people", "firms": "firms"}[each] for each in owner.who),
    }
    return tuple(
        (_ASSUMED[path][0].format(**filled), f"webkit set {_ASSUMED[path][1]}")
        for path in owner.assumed
        if path in _ASSUMED
    )


def contradictions(choice: Choice) -> Iterable[str]:
    """Say in one sentence each what does not go together, and what the plan does about it."""
    owner = choice.owner
    if not owner.minutes:
        yield (
            "You have no minutes a week for this, so this plan asks for none: what stands below is the launch list "
            "and what the tool does by itself. Even ten minutes a week would pay for writing down who sent whom."
        )
    elif owner.minutes < _FEW_MINUTES:
        yield (
            f"With {minutes_text(owner.minutes)} a week nothing new is started: the time goes to people you know and "
            "to keeping what is there true. What more would bring: webkit plan --what-if minutes=90"
        )
    if owner.fully_booked and "new_customers" in owner.goals:
        yield (
            "You are fully booked and want new customers: both cannot be had. So new customers count for "
            "nothing in this choice, and more of the week goes into learning. What is worth looking for is work that fits "
            "better, at a higher price."
        )
    if owner.last_ten is not None and (counted := sum(count for _, count in owner.last_ten)) > 10:
        yield (
            f"Your last ten customers add up to {counted}; they count here as shares of ten. "
            "Put it right in business.yaml under marketing.last_ten."
        )
    if owner.minutes and all(each.gate == "never" for each in choice.channels):
        yield (
            "You refused every way but your own; that is respected, and nothing new is started. What is left are the "
            "people you know already and your home base: a site, a listing and an answer within the hour."
        )


def launch_day(calendar: Calendar) -> str:
    """Say to when the launch moves: a day in the quarter, about which month after it, or "" when no week brings it nearer.

    After the quarter the pace of the quarter is carried on; that is a guess, so a month is named and no day.
    """
    weeks = calendar.weeks
    if calendar.launch_week and calendar.launch_week <= len(weeks):
        monday = weeks[calendar.launch_week - 1].monday
        return f"{monday:%A} {monday.day} {monday:%B}"
    if calendar.launch_week:
        return "the end of the quarter"
    worked = calendar.launch_over - calendar.launch_left
    if worked <= 0:
        return ""
    more = -(-calendar.launch_left * len(weeks) // worked)
    if more > _YEARS:
        return ""
    return f"about {weeks[-1].monday + dt.timedelta(weeks=more + 1):%B %Y}"


def fit_notes(calendar: Calendar, launch_hours: float | None) -> Iterable[str]:
    """Say what of the important work does not fit, in figures, with the remedy."""
    launch, have = hours_text(calendar.launch_minutes), counted(launch_hours or 0, "hour")
    if launch_hours is None and calendar.launch_minutes:
        yield (
            f"The launch list takes {launch}, once. You have not said how many hours you have for it; the weeks below "
            f"count on it being done before week 1. Say it with: webkit set marketing.hours_before_launch {-(-calendar.launch_minutes // 60)}. "
            "With fewer hours, the launch moves and this line says to when."
        )
    elif calendar.launch_over and calendar.launch_week:
        yield (
            f"The launch list takes {launch} and you have {have} for it, so the launch moves to {launch_day(calendar)}: "
            f"the missing {minutes_text(calendar.launch_over)} come out of the weeks before."
        )
    elif calendar.launch_over:
        day = launch_day(calendar)
        moves = f"At this pace the launch moves to {day}. " if day else ""
        yield (
            f"The launch list takes {launch} and you have {have} for it; the missing "
            f"{minutes_text(calendar.launch_over)} do not fit into the quarter. {moves}Find them once, or let somebody else "
            "do a part: nothing of it was cut."
        )
    undone = calendar.undone
    if undone and calendar.weeks[0].envelopes.total:
        minutes = sum(calendar.left(item) for item in undone)
        shown = (
            undone if len(undone) == _NAMED + 1 else undone[:_NAMED]
        )  # “and one more” is no shorter than its name
        titles = "; ".join(f"“{item.title}”" for item in shown)
        rest = len(undone) - len(shown)
        more = f"; and {count_word(rest)} more, at the end under “Next quarter”" if rest else ""
        what = (
            "one important thing has"
            if len(undone) == 1
            else f"{count_word(len(undone))} important things have"
        )
        them = "it" if len(undone) == 1 else "them"
        yield (
            f"At {hours_text(calendar.weeks[0].envelopes.total)} a week {what} no room in this quarter: {titles}{more}. "
            f"{sentence_case(minutes_text(minutes))} given once would make room for {them}."
        )
