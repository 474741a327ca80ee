"""Nearly the same: numbers and addresses that somebody mistyped."""

from __future__ import annotations

import re

from kit.check.truth import same_phone


def is_one_of(text: str, right: tuple[str, ...]) -> bool:
    """Tell whether a number is one of these, however each is written."""
    return any(same_phone(text, each) for each in right)


def is_slip(text: str, right: str) -> bool:
    """Tell whether at most two letters were mistyped, swapped or left out."""
    if abs(len(text) - len(right)) > 1 or len(right) < 7:
        return False
    if len(text) == len(right):
        return 0 < sum(one != other for one, other in zip(text, right, strict=True)) <= 2
    shorter, longer = sorted((text, right), key=len)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def is_typing_error(text: str, right: str) -> bool:
    """Tell a number that can only be mistyped: two neighbours changed places, or one digit inside left out or twice.

    A last digit that differs may be the next line of the same office.
    """
    if not is_slip(text, right):
        return False
    if len(text) != len(right):
        return True
    places = [place for place, (one, other) in enumerate(zip(text, right, strict=True)) if one != other]
    first, last = places[0], places[-1]
    return last == first + 1 and text[first : last + 1] == right[last] + right[first]


def digits_of(text: str) -> str:
    """Give the last nine digits: country codes and trunk noughts are only ways to write a number."""
    return re.sub(r"\D", "", text)[-9:]
