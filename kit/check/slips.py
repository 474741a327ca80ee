"""Nearly the same: numbers and addresses that somebody mistyped."""

from __future__ import annotations

import re
from itertools import pairwise

from kit.check.truth import core_of, same_phone


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


def is_mistyped(number: str, right: str) -> bool:
    """Tell a number that can only be mistyped: two neighbours changed places, or one digit left out or written twice.

    A last digit that differs may be the next line of the same office, and is none.
    """
    said, whole = core_of(number), core_of(right)
    for length in (len(said) - 1, len(said), len(said) + 1):
        other = whole[-length:]
        if length < 7 or len(other) < length or len(whole) - length > _COUNTRY_CODE:
            continue
        if len(said) > length:
            found = _is_doubled(said, other)  # any digit more would make 312 and 212 one area code
        else:
            found = is_slip(said, other) and (len(said) < length or _are_swapped(said, other))
        if found:
            return True
    return False


_COUNTRY_CODE = 3


def _is_doubled(longer: str, other: str) -> bool:
    pairs = enumerate(pairwise(longer))
    return any(
        one == next_one and longer[:place] + longer[place + 1 :] == other for place, (one, next_one) in pairs
    )


def _are_swapped(one: str, other: str) -> bool:
    places = [place for place, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    first, last = places[0], places[-1]
    return last == first + 1 and one[first : last + 1] == other[last] + other[first]


def digits_of(text: str) -> str:
    """Give the last nine digits: country codes and trunk noughts are only ways to write a number."""
    return re.sub(r"\D", "", text)[-9:]
