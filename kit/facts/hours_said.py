"""How people say their hours, rewritten to the grammar of `hours.py`; and what to answer where that cannot be done.

The two tables are data that the client form's script works with as well (`templates/form/hours.js`), so their
patterns are written in what Python and JavaScript have in common. `DAYS` stands for one or several days.
"""

from __future__ import annotations

import re
from functools import cache

_EXCEPT = (
    "(?:except|but not|apart from|other than|not|au(?:ß|ss)er|excepto|menos|salvo|sauf|tranne|behalve)"
    "(?: for| on| am| el| los| le| la)?"
)
REWRITES: tuple[tuple[str, str], ...] = (
    (r"[‘’`´]", "'"),
    (r"^(?:we(?:'re| are)? )?(?:(?:usually|normally|mostly) )?(?:open(?:ing)?(?: hours| times)?|hours|geöffnet|öffnungszeiten|sprechzeiten):? ", ""),
    (r"^(?:24 ?/ ?7|24-7|24 7|(?:we(?:'re| are)? )?always open|round the clock|rund um die uhr)$", "mon-sun 00:00-24:00"),
    (r"^24 ?(?:hours|hrs|h|stunden)(?:,? (?:a day|every day|daily|(?:7|seven) days(?: a week)?))*$", "mon-sun 00:00-24:00"),
    (r"\b24 ?(?:hours|hrs|h|stunden)\b(?: a day)?", "00:00-24:00"),
    (r"\b(?:every ?day|daily|all week|(?:7|seven) days(?: a week| per week)?|täglich|tous les jours|todos los d[ií]as|tutti i giorni|todos os dias|(?:elke dag|dagelijks)(?![a-zà-ÿ]))", "mon-sun"),
    (r"\b(?:week ?days?|working days?|werktags|wochentags)\b", "mon-fri"),
    (r"\b(?:week ?ends?|(?:am )?wochenende)\b", "sat-sun"),
    (r"\b(mon|tues|wednes|thurs|fri|satur|sun)days\b", r"\1day"),
    (r"\b(s[aá]bado|domingo)s\b", r"\1"),
    (r"\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s\b", r"\1"),
    (r"([ap])\. ?m\b\.?", r"\1m"),
    (r"(\d)([ap])(?=[ \-–—,;]|$)", r"\1\2m"),
    (r"(\d) ?ish\b", r"\1"),
    (r"\bhalf(?: past)? (?=(?:1[0-2]|[1-9])(?!\d))(\d{1,2})", r"\1:30"),
    (r"\bquarter past (?=(?:1[0-2]|[1-9])(?!\d))(\d{1,2})", r"\1:15"),
    (r"\bm ?- ?f\b", "mon-fri"),
    (r"(?:\b(?:until|untill|till|til|thru|through|hasta)\b|'til\b)", "-"),
    (r"\bbetween (\d[^,;]*?) and (?=\d)", r"\1-"),
    (r"\b(?:from about|from|von|de|about|around|at) (?=\d)", ""),
    (r"(DAYS),? " + _EXCEPT + r" (DAYS):?,? (?=\d)([^;]*)$", r"\1 \3; \2 closed"),
    (r"[,;(]? ?\b" + _EXCEPT + r" (DAYS)\)?\.?(?= ?(?:$|[,;]))", r"; \1 closed"),
    (r"\b(?:from|von|du|de|on|los|las|el|le) (?=DAYS)", ""),
    (r"(DAYS) (?:a|au) (?=DAYS)", r"\1-"),
    (r"(DAYS) (?=DAYS)", r"\1, "),
    (r"\b(?:12 ?)?(?:noon|midday)\b", "12:00"),
    (r"(-|\bto) ?(?:12 ?)?(?:midnight|mitternacht)\b", r"\g<1>24:00"),
    (r"\bmidnight\b", "00:00"),
    (r" ?\bo' ?clock\b", ""),
    (r"(\d) ?(?:hrs|hours)\b", r"\1"),
    (r"(^|[ \-–—])(\d{1,2})(\d\d)(?=[ \-–—,;ap]|$)", r"\1\2:\3"),
    (r"\b(?:shut|not open|off|closed all day|ruhetag|geschlossen|cerrad[oa]s?|cerramos|gesloten|fechado|chiuso)\b|\bfermé(?![a-zà-ÿ])", "closed"),
    (r"(?:\bonly )?\b(?:by|on) (?:prior |previous )?(?:appts?|appointments?|arrangement|request)\b\.?(?: only)?", "by appointment"),
    (r"^(?:appts?|appointments?)(?: only)?$", "by appointment"),
    (r"(?:^|[,;.]? (?:and |but |y |und |et )?)(closed|by appointment):? (?:on )?(DAYS)\.?(?= ?(?:$|[,;]))", r"; \2 \1"),
    (r"(?:^|[,;.]? (?:and |but )?)(?:no|not|never)(?: on)? (DAYS)\.?(?= ?(?:$|[,;]))", r"; \1 closed"),
    (r"(\d|[ap]m|closed|uhr|appointment)\.? ?(?:(?:,|;|/) ?)?(?:(?:and|plus|und|et|y|&|\+) )(?=DAYS)", r"\1; "),
    (r"([ap]m|closed|uhr|appointment)\.? ?(?=DAYS)", r"\1; "),
    (r"(\d)\. ?(?=DAYS|$)", r"\1; "),
    (r"(DAYS),? ?(?=\d)", r"\1 "),
)  # fmt: skip
"""Pattern and replacement, in order, over folded text (small letters, single spaces)."""

_EXAMPLE = "Mon-Fri 8-18, Sat 9-13"
ADVICE: tuple[tuple[str, str], ...] = (
    (r"^closed$", "when nobody can just come, write: by appointment"),
    (r"holiday|christmas|easter|new year|feiertag", f"leave the holidays out here, they are asked as days that differ; write for example: {_EXAMPLE}"),
    (r"\bexcept\b|\bsonst\b|\botherwise\b|\bother days\b|\bapart from\b", "name the days you are open, for example: Tue-Sun 8-16"),
    (r"emergenc|call-? ?out|notfall|notdienst", f"what is different in an emergency goes into the line beside the hours; write the usual week, for example: {_EXAMPLE}"),
    (r"lunch|closed (?:from |between )?\d|\bbreak\b|siesta|mittagspause", "write both halves of the day, for example: Mon-Fri 8-12, 13-17"),
    (r"\blate\b|\bclose\b", "late is not a time; write for example: Fri 18-24, or Fri 18:00-02:00"),
    (r"morning|afternoon|evening|night|dawn|dusk|dark|lights?\b", "write the times, for example: Mon-Fri 8-12, Sat 14-18"),
    (r"all day|any ?time|whenever|var(?:y|ies|ious)|depends|flexible|usually|most days|always|ring|call|phone|text|ask|season|weather", "when there are no fixed hours, write: by appointment; round the clock is: 24/7"),
)  # fmt: skip
"""What stands in hours that are no hours, and what to write instead."""


def plain_hours(folded: str, day: str) -> str:
    """Give folded text as the grammar wants it; `day` is the pattern of one or several days."""
    for pattern, said in _compiled(day):
        folded = pattern.sub(said, folded)
    return times_last(" ".join(folded.strip(" ,;.").split()), day)


def times_last(folded: str, day: str) -> str:
    """Put the days before their times where somebody said it the other way round: `8-5 mon-fri, 9-1 sat`.

    Who says only the first like that (`8-5 mon-fri, sat 9-1`) is read as well.
    """
    found = list(_days(day).finditer(folded)) if folded[:1].isdigit() else []
    if not found:
        return folded
    if found[-1].end() != len(folded):
        before, rest = folded[: found[0].start()].strip(" ,;"), folded[found[0].end() :].strip(" ,;")
        days, comma, others = found[0].group().rpartition(",")
        if comma and rest[:1].isdigit():  # the days after the comma belong to the times that follow
            return f"{days} {before}; {others.strip()} {rest}"
        return f"{found[0].group()} {before}; {rest}" if _days(day).match(rest) else folded
    begins = [0, *(match.end() for match in found)]
    times = (folded[begin : match.start()].strip(" ,;") for begin, match in zip(begins, found, strict=False))
    return "; ".join(f"{match.group()} {said}" for match, said in zip(found, times, strict=True))


def advice_on(folded: str) -> str:
    """Give what to write instead of words that are no hours, or ""."""
    return next((said for pattern, said in ADVICE if re.search(pattern, folded)), "")


@cache
def _compiled(day: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern.replace("DAYS", alone(day))), said) for pattern, said in REWRITES)


@cache
def _days(day: str) -> re.Pattern[str]:
    return re.compile(alone(day))


def alone(day: str) -> str:
    """Give the pattern of days that are no part of a longer word."""
    return f"(?<![a-zà-ÿ])(?:{day})(?![a-zà-ÿ])"
