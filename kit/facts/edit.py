"""Changing one fact in the text an owner wrote: comments, order and everything else stay."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Sequence
from typing import Any

from kit.base.errors import InputError
from kit.facts.tree import round_trip

_STEP = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)((?:\[\d+\])*)")

Plain = str | list[Any] | dict[str, Any]


def set_fact(text: str, path: str, value: Plain) -> str:
    """Give `text` with the fact at `path` (`contact.phone`, `services[1].price`) set to `value`.

    List numbers count from 1; one past the end adds an entry. Raises InputError for a path that
    cannot be walked. The result is not validated here: read it again.
    """
    return _change(text, (parse_path(path), value))


def remove_fact(text: str, path: str) -> str:
    """Give `text` without the fact at `path`; nothing happens when it is not there."""
    return _change(text, (parse_path(path), None))


def change_facts(text: str, changes: Sequence[tuple[str, Plain | None]]) -> str:
    """Give `text` with several facts set, or removed where the value is None, in order and in one pass.

    A page of five answers costs as much as one (about 25 ms for a full sample). Errors as in `set_fact`.
    """
    return _change(text, *((parse_path(path), value) for path, value in changes))


def fact_at(data: Any, path: str) -> Any:
    """Give what stands at `path` in plain data, or None."""
    for step in parse_path(path):
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
        if data is None:
            return None
    return data


def parse_path(path: str) -> tuple[str | int, ...]:
    """Read `profiles[2].link` as steps; list numbers count from 1 when typed and from 0 in the result."""
    steps: list[str | int] = []
    for part in path.split("."):
        match = _STEP.fullmatch(part.strip())
        if not match:
            raise InputError(f'"{path}" is not the name of a fact', hint="Write for example: contact.phone")
        steps.append(match.group(1))
        steps += [int(number) - 1 for number in re.findall(r"\d+", match.group(2))]
    if any(isinstance(step, int) and step < 0 for step in steps):
        raise InputError(f'"{path}": lists count from 1', hint="Write for example: services[1].price")
    return tuple(steps)


def _change(text: str, *changes: tuple[tuple[str | int, ...], Plain | None]) -> str:
    from ruamel.yaml.constructor import DuplicateKeyError

    yaml = round_trip()
    indent = _list_indent(text)
    yaml.indent(mapping=2, sequence=indent + 2, offset=indent)
    try:
        data = yaml.load(text)
    except DuplicateKeyError as exc:  # writing it anew would drop one of the two without a word
        raise InputError(
            f"line {exc.problem_mark.line + 1} gives a name a second time; nothing was changed",
            hint="Keep one of the two, and run the command again.",
        ) from exc
    data = {} if data is None else data
    for steps, value in changes:
        _walk(data, steps, _styled(value))
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _walk(data: Any, steps: tuple[str | int, ...], value: Any) -> None:
    for step, following in itertools.pairwise(steps):
        inner = _down(data, step)
        if inner is None or inner == "":
            if value is None:
                return
            inner = [] if isinstance(following, int) else {}
            _put(data, step, inner)
            inner = _down(data, step)
        data = inner
    if value is None:
        _drop(data, steps[-1])
    else:
        _put(data, steps[-1], value)


def _down(data: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return data[step] if isinstance(data, list) and step < len(data) else None
    if not isinstance(data, dict):
        raise InputError(
            f'"{step}" cannot stand inside a single value', hint="Look at it with: webkit answers show"
        )
    return data.get(step)


def _put(data: Any, step: str | int, value: Any) -> None:
    if isinstance(step, int):
        if not isinstance(data, list) or step > len(data):
            raise InputError(
                f"there are only {len(data) if isinstance(data, list) else 0} entries",
                hint="Use the next number.",
            )
        if step == len(data):
            data.append(value)
        else:
            data[step] = value
    elif isinstance(data, dict):
        data[step] = value
    else:
        raise InputError(
            f'"{step}" cannot stand inside a single value', hint="Look at it with: webkit answers show"
        )


def _drop(data: Any, step: str | int) -> None:
    if isinstance(step, int):
        if isinstance(data, list) and step < len(data):
            del data[step]
    elif isinstance(data, dict):
        data.pop(step, None)


_BREAKS = ("\r", "\x85", "\u2028", "\u2029")


def _styled(value: Any) -> Any:
    """Dress new values: texts with line breaks as blocks, the rest as plain as YAML allows."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    if isinstance(value, dict):
        return {key: _styled(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_styled(each) for each in value]
    if not isinstance(value, str):
        return value
    if any(sign in value for sign in _BREAKS):  # unquoted, YAML takes them for the end of a line
        return DoubleQuotedScalarString(value)
    if (
        "\n" in value
        and not any(line != line.rstrip() for line in value.split("\n"))
        and value == value.strip()
    ):
        return LiteralScalarString(value)
    return DoubleQuotedScalarString(value) if "\n" in value or value == "" else value


def _list_indent(text: str) -> int:
    """Give how far the owner indents list dashes below their name (0 or more; 2 when there is no list)."""
    previous = 0
    for line in text.splitlines():
        stripped = line.lstrip(" ")
        if stripped.startswith("- ") and previous >= 0:
            return max(len(line) - len(stripped) - previous, 0)
        if stripped.rstrip().endswith(":") and not stripped.startswith("#"):
            previous = len(line) - len(stripped)
        elif stripped and not stripped.startswith("#"):
            previous = -1
    return 2
