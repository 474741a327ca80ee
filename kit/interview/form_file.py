"""The answers file a form writes: read, and refused whole when it is cut, changed, or meant for somebody else."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.base.errors import InputError
from kit.base.text import clean
from kit.interview.answers import Plain
from kit.interview.form_data import SCHEMA
from kit.interview.form_record import Record

LARGEST = 2_000_000
"""Bytes an answers file may have: the fullest form with every text at its limit has less."""
_AGAIN = "Ask for the file once more, as the form saved it; nothing was merged."


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it was sent: what stood there when the form was made, and the fields' names and values."""

    fact: str
    was: Plain | None
    sent: tuple[tuple[str, tuple[str, ...]], ...]

    def fields(self) -> dict[str, list[str]]:
        """Give the fields as a sent page has them."""
        return {name: list(values) for name, values in self.sent}


@dataclass(frozen=True, slots=True)
class Returned:
    """A whole answers file. `unsure` holds (question, whom they want to ask)."""

    project: str
    form: str
    name: str
    saved: str
    answers: tuple[Answer, ...]
    unsure: tuple[tuple[str, str], ...]


def read_returned(content: bytes, where: str) -> Returned:
    """Read an answers file, also one that was pasted into a mail; raises InputError for anything but a whole one."""
    if len(content) > LARGEST:
        raise InputError(f"{where} is larger than 2 MB; no form writes such a file.", hint=_AGAIN)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{where} is not an answers file: it is not text.", hint=_AGAIN) from None
    if "<html" in text[:2000].casefold():
        raise InputError(
            f"{where} is the form itself, not the answers.",
            hint='Ask the client to open it, press "Save my answers", and send the file that appears.',
        )
    whole = _json(text, where)
    if whole.get("schema") != SCHEMA:
        raise InputError(
            f"{where} is not an answers file of this webkit ({SCHEMA}).",
            hint=f"It says {clean(str(whole.get('schema')), limit=40)!r}. Make a new form with: webkit ask",
        )
    checksum = whole.pop("checksum", None)
    if checksum != checksum_of(whole):
        raise InputError(
            f"{where} was changed after the form saved it: its checksum does not fit.",
            hint=f"{_AGAIN} Single facts can be changed with: webkit set FACT VALUE",
        )
    try:
        return _typed(whole)
    except (KeyError, TypeError, ValueError):
        raise InputError(f"{where} is not as a form writes it.", hint=_AGAIN) from None


def must_fit(returned: Returned, record: Record | None, name: str, where: str) -> None:
    """Refuse answers that belong to another business. `record` is None where no form was made on this machine.

    Then the name has to do: a project may have been copied without its `.webkit` folder.
    """
    if record.project == returned.project if record else returned.name == name:
        return
    theirs = clean(returned.name, limit=100)
    same = theirs == name
    raise InputError(
        f"{where} belongs to another project of the same name."
        if same
        else f"{where} belongs to {theirs!r}, and this is {name!r}.",
        hint="Name the folder it belongs to: webkit answers import FILE DIR. Nothing was merged.",
    )


def checksum_of(content: Mapping[str, Any]) -> str:
    """Give the SHA-256 of the one canonical spelling: keys sorted, no spaces, ASCII (`templates/form/keeping.js`)."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _json(text: str, where: str) -> dict[str, Any]:
    """Find the one JSON object; what a mail program wrote before and after it does not matter."""
    start, end = text.find("{"), text.rfind("}")
    try:
        whole = json.loads(text[start : end + 1]) if start >= 0 else None
    except (ValueError, RecursionError):
        _refuse_facts(text, where)
        raise InputError(f"{where} is cut off or damaged.", hint=_AGAIN) from None
    if not isinstance(whole, dict):
        _refuse_facts(text, where)
        raise InputError(f"{where} is not an answers file.", hint=_AGAIN)
    return whole


def _refuse_facts(text: str, where: str) -> None:
    """Say so where a whole file of facts was given: it is sound, and has another way in."""
    if re.search(r"(?m)^business:", text):
        raise InputError(
            f"{where} is a file of facts, not the answers of a form; nothing was merged.",
            hint=f"Begin a project with it: webkit init NAME --answers {where}. Single facts of a project you have: webkit set FACT VALUE",
        )


def _typed(whole: Mapping[str, Any]) -> Returned:
    return Returned(
        _text(whole["project"]),
        _text(whole["form"]),
        _text(whole["name"]),
        _text(whole["saved"]),
        tuple(
            Answer(
                _text(each["fact"]),
                each["was"],
                tuple((_text(name), tuple(map(_text, values))) for name, values in each["sent"]),
            )
            for each in whole["answers"]
        ),
        tuple((_text(each["question"]), _text(each["whom"])) for each in whole["unsure"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
