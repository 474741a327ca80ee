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


def hours_line(text: str, language: str = "en") -> str:
    """Give the week in one line, equal neighbours together: `Mo-Fr 08:00-18:00  Sa 09:00-13:00  Su closed`."""
    rows = hours_rows(text, language)
    if len(rows) == 1:
        return rows[0][1]
    runs: list[tuple[str, str, str]] = []
    for day, times in rows:
        if runs and runs[-1][2] == times:
            runs[-1] = (runs[-1][0], day[:2], times)
        else:
            runs.append((day[:2], day[:2], times))
    spans = (
        (first if first == last else f"{first}-{last}", times.replace(" to ", "-"))
        for first, last, times in runs
    )
    return "  ".join(f"{days} {times}" for days, times in spans)
