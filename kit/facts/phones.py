"""Telephone numbers by Google's phonenumbers: as typed, as dialled, as read by a stranger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: `text` as typed, `e164` to dial, `national` and `international` to show.

    `valid` is False when the number is possible but not assigned, such as a range kept for fiction.
    """

    text: str
    e164: str
    national: str
    international: str
    region: str
    valid: bool


def parse_phone(text: str, country: str = "") -> Phone:
    """Read a number typed in `country` (ISO, two letters); raises ValueError only for the impossible."""
    import phonenumbers
    from phonenumbers import PhoneNumberFormat as Format

    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException as exc:
        if not country and not text.strip().startswith("+"):
            raise ValueError(
                f'"{text}" has no country code, and the country is not known yet; write for example: +44 20 7946 0018'
            ) from exc
        raise ValueError(
            f'"{text}" is not a telephone number; write for example: {example_of(country)}'
        ) from exc
    _without_prefix(number)
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:  # without its area code it rings nowhere else
        short = reason in {
            phonenumbers.ValidationResult.TOO_SHORT,
            phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
        }
        what = "has too few digits" if short else "has too many digits or none that fit"
        raise ValueError(f'"{text}" {what}; write for example: {example_of(country)}')
    national = phonenumbers.format_number(number, Format.NATIONAL)
    if national.isdigit() and not text.strip().startswith(("+", "00")):
        national = " ".join(text.split())  # without a pattern the library leaves the 0 out that is dialled
    return Phone(
        text=text,
        e164=phonenumbers.format_number(number, Format.E164),
        national=national,
        international=phonenumbers.format_number(number, Format.INTERNATIONAL),
        region=phonenumbers.region_code_for_number(number) or country,
        valid=phonenumbers.is_valid_number(number),
    )


def looks_short(text: str, country: str = "") -> bool:
    """Tell a number that nobody has, but somebody would with one digit more: the digit that was not typed.

    Numbers kept for fiction, which nobody has either, are whole.
    """
    import phonenumbers

    def exists(typed: str) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(typed, country or None))
        except phonenumbers.NumberParseException:
            return False

    return not exists(text) and any(exists(f"{text}{digit}") for digit in range(10))


def usual_digits(country: str) -> int:
    """Give how many digits nearly all numbers of the country have, without codes; 0 where that differs."""
    import phonenumbers

    kinds = (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE)
    found = [phonenumbers.example_number_for_type(country, kind) for kind in kinds] if country else []
    counts = {len(phonenumbers.national_significant_number(each)) for each in found if each is not None}
    return counts.pop() if len(counts) == 1 else 0


def _without_prefix(number: PhoneNumber) -> None:
    """Take away the 0 that the library leaves before a number it does not know, where nobody dials it from abroad.

    With it `0113 496 02` has nine digits and passes for whole; only a few countries (Italy) keep their zero.
    """
    from phonenumbers import PhoneMetadata, region_code_for_country_code

    home = PhoneMetadata.metadata_for_region(region_code_for_country_code(number.country_code or 0), None)
    if number.italian_leading_zero and home and home.national_prefix == "0":
        number.italian_leading_zero = number.number_of_leading_zeros = None


def digits_of(country: str) -> tuple[int, int]:
    """Give the fewest and the most digits a number of the country has, without codes; (4, 15) where it is unknown."""
    from phonenumbers import PhoneMetadata

    found = PhoneMetadata.metadata_for_region(country, None) if country else None
    general = found.general_desc if found else None
    possible = [each for each in (general.possible_length if general else ()) if each > 0]
    return (min(possible), max(possible)) if possible else (4, 15)


def shape_of(country: str) -> tuple[str, str, tuple[int, ...]]:
    """Give the calling code, the digit dialled before numbers at home ("" where none is), and how many digits numbers have.

    Written at home a mobile number may have more of them than from abroad: 011 15-2345-6789 in Argentina.
    """
    import phonenumbers
    from phonenumbers import PhoneMetadata

    found = PhoneMetadata.metadata_for_region(country, None) if country else None
    if not found or not found.general_desc:
        return "", "", ()
    possible = {each for each in found.general_desc.possible_length if each > 0}
    prefix = found.national_prefix or ""
    if mobile := phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE):
        written = phonenumbers.format_number(mobile, phonenumbers.PhoneNumberFormat.NATIONAL)
        possible.add(len("".join(filter(str.isdecimal, written)).removeprefix(prefix)))
    return str(found.country_code or ""), prefix, tuple(sorted(possible))


def example_of(country: str) -> str:
    """Give an example of a number as it is written in the country; international where that is not known."""
    import phonenumbers

    number = phonenumbers.example_number(country or "GB")
    if number is None:  # a territory without telephones of its own
        return "+44 20 7946 0018"
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL if country else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, style)


def is_mobile(phone: Phone) -> bool:
    """Tell a mobile number, where its country's numbers show it (America's do not)."""
    import phonenumbers

    kind = phonenumbers.number_type(phonenumbers.parse(phone.e164))
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)
