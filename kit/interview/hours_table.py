"""A week as it was understood, day by day: the owner sees at once what a slip would have published."""

from __future__ import annotations

from kit.facts.hours import DAYS, clock, parse_week


def hours_rows(text: str, language: str = "en") -> tuple[tuple[str, str], ...]:
    """Give (day, times) for the seven days; one row for by appointment. Raises ValueError for unreadable hours."""
    week = parse_week(text, language)
    if week.by_appointment:
        return (("All days", "by appointment"),)
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    rows = []
    for number in range(len(DAYS)):
        day = week.day(number)
        if day.spans:
            times = ", ".join(f"{clock(opens)} to {clock(closes)}" for opens, closes in day.spans)
        else:
            times = "by appointment" if day.by_appointment else "closed"
        rows.append((names[number], times))
    return tuple(rows)
