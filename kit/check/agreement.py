"""What a page says of the business otherwise than the rest of the site, where there are no facts to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.check.site import MACHINE_READ, Digest, Mention, Truth
from kit.check.slips import digits_of, is_mistyped, is_one_of, is_slip
from kit.check.truth import can_be, is_called_a_fax, is_called_a_phone, same_phone, same_postcode


def said_truth(truth: Truth, pages: Iterable[Digest] = ()) -> Iterator[str]:
    """Say what the site was compared with when there were no facts, and which other numbers it gives; nothing otherwise."""
    said = [*truth.names, *truth.phones, *truth.emails, truth.postcode]
    if truth.is_facts or not (truth.names or truth.phones):
        return
    yield f"Without a facts file this was taken as the truth: {', '.join(filter(None, said))}."
    if others := _other_numbers(truth, pages):
        yield f"Other phone numbers on its pages: {', '.join(others)}."


def _other_numbers(truth: Truth, pages: Iterable[Digest]) -> list[str]:
    """Give the numbers that pages offer to ring and that are not the main one, each with its first page.

    They may be a second shop's or a colleague's, so they are no fault; whoever knows the business sees at once.
    """
    found: dict[str, str] = {}
    for page in pages if truth.phones else ():
        for mention in page.mentions:
            offered = mention.source == "link" or is_called_a_phone(mention.around)
            if mention.kind != "phone" or not offered or not can_be("phone", mention.text):
                continue
            told = rest_says(mention, truth) or _dials_another(mention, truth)
            if not told and not is_one_of(mention.text, truth.phones):
                found.setdefault(digits_of(mention.text), f"{mention.text} ({_short(page.name)})")
    more = [f"{len(found) - _MOST_NUMBERS} more"] if len(found) > _MOST_NUMBERS else []
    return [*list(found.values())[:_MOST_NUMBERS], *more]


_MOST_NUMBERS = 3


def _short(page: str) -> str:
    """Give the name of a page; on the web its path, for the host stands above."""
    return f"/{page.split('/', 3)[3]}" if "://" in page and page.count("/") > 2 else page


def rest_says(mention: Mention, truth: Truth) -> str:
    """Give what the rest of the site says instead, "" when this agrees or may be about somebody else."""
    data, linked = mention.source in MACHINE_READ, mention.source == "link"
    match mention.kind:
        case "phone" if truth.phones and not is_one_of(mention.text, truth.phones):
            said, right = digits_of(mention.text), digits_of(truth.phones[0])
            if _dials_another(mention, truth):
                return ""
            # In words the next number may be the office's second line; two digits that changed places are no line.
            slip = is_slip(said, right) if linked else is_mistyped(mention.text, truth.phones[0])
            return truth.phones[0] if data or (slip and not is_called_a_fax(mention.around)) else ""
        case "email" if (
            truth.emails and linked and is_slip(mention.text.casefold(), truth.emails[0].casefold())
        ):
            return truth.emails[0]
        case "postcode" if data and truth.postcode and not same_postcode(mention.text, truth.postcode):
            return truth.postcode
    return ""


def _dials_another(mention: Mention, truth: Truth) -> bool:
    """Tell a link that shows the right number and dials another: phone_link_differs says so."""
    return mention.source == "link" and same_phone(mention.around, truth.phones[0])
