"""The kinds of values a fact can have: each reads what was typed and says in plain words what is wrong."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, GetPydanticSchema, ValidationInfo, WithJsonSchema
from pydantic_core import core_schema

from kit.facts.hours import DayHours, Week, parse_day, parse_week
from kit.facts.look import check_look, look_ids
from kit.facts.money import Price, parse_price
from kit.facts.phones import Phone, parse_phone
from kit.facts.places import check_country, check_timezone
from kit.facts.words import Words

_FORBIDDEN = {"Cc", "Cs", "Cn"}
_BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff\u200b\u2060")
_TEXT_SCHEMA: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]}


def check_text(value: Any, limit: int) -> str:
    """Keep a text exactly (NFC), or refuse it by a stated limit: length, control or direction characters."""
    if isinstance(value, dt.date | int | float | bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError("must be one text, not a list or a block")
    text: str = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    for character in text:
        if character in _BIDI or (character not in "\n\t" and unicodedata.category(character) in _FORBIDDEN):
            raise ValueError(
                f"has a hidden character (U+{ord(character):04X}); type the text again without it"
            )
    if not text:
        raise ValueError("is empty; write something or remove the line")
    if len(text) > limit:
        raise ValueError(f"is {len(text)} characters long; at most {limit} are kept")
    return text


def _line(value: Any) -> str:
    text = check_text(value, 200)
    if "\n" in text:
        raise ValueError("must be one line")
    return text


def _long(value: Any) -> str:
    return check_text(value, 5000)


def _words(value: Any, info: ValidationInfo) -> Words:
    if isinstance(value, Words):
        return value
    context = info.context or {}
    first = context.get("language", "en")
    if isinstance(value, Mapping):
        known = context.get("languages") or (first,)
        if not value:
            raise ValueError("is empty; write a text or remove the line")
        for code in value:
            if code not in known:
                raise ValueError(
                    f'"{code}" is not among the languages of these facts ({", ".join(known)}); add it to languages:'
                )
        if first not in value:
            raise ValueError(f'is missing in "{first}", the first language; add it')
        ordered = [first, *(code for code in value if code != first)]
        return Words(tuple((code, check_text(value[code], 5000)) for code in ordered))
    return Words(((first, check_text(value, 5000)),))


def _context(info: ValidationInfo, name: str) -> str:
    return str((info.context or {}).get(name, ""))


def _day(value: Any) -> DayHours:
    return value if isinstance(value, DayHours) else parse_day(_line(value))


def _week(value: Any, info: ValidationInfo) -> Week:
    return value if isinstance(value, Week) else parse_week(_line(value), _context(info, "weekdays") or "en")


def _phone(value: Any, info: ValidationInfo) -> Phone:
    return value if isinstance(value, Phone) else parse_phone(_line(value), _context(info, "country"))


def _price(value: Any, info: ValidationInfo) -> Price:
    return value if isinstance(value, Price) else parse_price(_line(value), _context(info, "country"))


def _date(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError as exc:
        raise ValueError(
            f'"{value}" is not a day of the calendar; write year-month-day, for example: 2026-12-24'
        ) from exc


# What email-validator gives back as it is; its own import costs more than reading all other facts.
_PLAIN_EMAIL = re.compile(
    r"(?=.{6,254}\Z)(?=[^@]{1,64}@)[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9]|-(?!-)){0,61}(?<!-)\.){1,4}[a-z]{2,12}"
)
_NO_MAIL = frozenset({"local", "arpa", "onion", "internal", "alt"})


def _email(value: Any) -> str:
    text = _line(value)
    if _PLAIN_EMAIL.fullmatch(text) and text.rpartition(".")[2] not in _NO_MAIL:
        return text
    return _any_email(text)


def _any_email(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as exc:
        if (
            text.rpartition(".")[2].casefold() in {"example", "invalid", "test", "localhost"}
            and text.count("@") == 1
        ):
            return text  # names kept for documentation (RFC 2606): unfinished, not wrong
        raise ValueError(f'"{text}" is not a mail address; write for example: hello@yourname.com') from exc


def check_link(value: Any) -> str:
    """Give a web address as typed; raises ValueError unless it is http(s) with a host and no secret."""
    text = _line(value)
    if "://" not in text and "." in text.split("/")[0] and " " not in text:
        raise ValueError(f'"{text}" is missing its beginning; write https://{text}')
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as exc:
        raise ValueError(
            f'"{text}" is not a web address; write for example: https://www.yourname.com/'
        ) from exc
    if parts.scheme not in {"http", "https"} or not host or any(mark in text for mark in ' <>"\\^`{|}'):
        raise ValueError(f'"{text}" is not a web address; write for example: https://www.yourname.com/')
    if parts.username or parts.password:
        raise ValueError("holds a user name or password; a web address that everyone reads must not")
    return text


def _path(value: Any) -> str:
    from pathlib import PurePosixPath

    from kit.base.files import name_problem

    text = _line(value).replace("\\", "/")
    problem = name_problem(PurePosixPath(text))
    if problem:
        raise ValueError(f'"{text}" {problem}; write for example: content/photos/van.jpg')
    return text


def _domain(value: Any) -> str:
    text = _line(value).lower().rstrip(".")
    labels = text.split(".")
    good = len(labels) > 1 and all(
        0 < len(label) < 64 and not label.startswith("-") and not label.endswith("-") for label in labels
    )
    if not good or any(mark in text for mark in "/:@ _"):
        raise ValueError(f'"{value}" is not a domain; write for example: yourname.com')
    return text


def _country(value: Any) -> str:
    return check_country(_line(value))


def _timezone(value: Any) -> str:
    return check_timezone(_line(value))


def _slug(value: Any) -> str:
    text = _line(value).strip().lower()
    if not text.replace("_", "").isalnum() or not text.isascii():
        raise ValueError(f'"{value}" must be a short name of letters, digits and _')
    return text


def _opaque(value_type: type, json: dict[str, Any]) -> GetPydanticSchema:
    return GetPydanticSchema(
        lambda _source, _handler: core_schema.is_instance_schema(value_type),
        lambda _schema, _handler: json,
    )


_WORDS_SCHEMA: dict[str, Any] = {
    "anyOf": [*_TEXT_SCHEMA["anyOf"], {"type": "object", "additionalProperties": {"type": "string"}}]
}

Line = Annotated[str, BeforeValidator(_line, json_schema_input_type=str | float | bool)]
Long = Annotated[str, BeforeValidator(_long, json_schema_input_type=str | float | bool)]
Text = Annotated[Words, _opaque(Words, _WORDS_SCHEMA), BeforeValidator(_words)]
Hours = Annotated[Week, _opaque(Week, _TEXT_SCHEMA), BeforeValidator(_week)]
SpecialHours = Annotated[DayHours, _opaque(DayHours, _TEXT_SCHEMA), BeforeValidator(_day)]
Telephone = Annotated[Phone, _opaque(Phone, _TEXT_SCHEMA), BeforeValidator(_phone)]
Money = Annotated[Price, _opaque(Price, _TEXT_SCHEMA), BeforeValidator(_price)]
Day = Annotated[dt.date, BeforeValidator(_date)]
Email = Annotated[str, BeforeValidator(_email)]
Link = Annotated[str, BeforeValidator(check_link)]
FilePath = Annotated[str, BeforeValidator(_path)]
Domain = Annotated[str, BeforeValidator(_domain)]
Country = Annotated[str, BeforeValidator(_country)]
Timezone = Annotated[str, BeforeValidator(_timezone)]
Id = Annotated[str, BeforeValidator(_slug)]
LookName = Annotated[
    str, BeforeValidator(check_look), WithJsonSchema({"type": "string", "enum": list(look_ids())})
]
Score = Annotated[int, Field(ge=0, le=3)]
