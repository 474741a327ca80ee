"""The `cookiecutter.json` of a pack: read within limits, and every value of the kind that is expected."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kit.base.errors import InputError, UnsafeError

LARGEST_FILE = 1_000_000
"""Bytes of a single file of a pack."""
_EXAMPLE = "See templates/starter/cookiecutter.json."


def read_settings(folder: Path) -> dict[str, Any]:
    """Give the settings of the pack in `folder`.

    Raises InputError for a file that is missing or wrong, naming it and what it needs, and UnsafeError for one
    that is a link, a device or too large.
    """
    path = folder / "cookiecutter.json"
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UnsafeError(f"{path}: is not a plain file", hint="A pack holds its files itself.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnsafeError(f"{path}: is too large", hint=f"At most {LARGEST_FILE // 1000} kB.")
        settings = json.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise InputError(
            f"{folder}: is not a pack, it has no cookiecutter.json", hint="Name the folder that holds it."
        ) from exc
    except (ValueError, RecursionError) as exc:
        raise InputError(f"{path}: {exc}", hint="The pack's author must mend this file.") from exc
    for wrong in _wrong(settings):
        raise InputError(f"{path}: {wrong}", hint=_EXAMPLE)
    return dict(settings)


def _wrong(settings: Any) -> Iterator[str]:
    """Give what is not as it should be, the gravest first."""
    if (
        not isinstance(settings, dict)
        or not isinstance(settings.get("business"), dict)
        or "slug" not in settings
    ):
        yield "needs `slug` and a sample `business`"
        return
    options = settings.get("_jinja2_env_vars", {})
    if not isinstance(options, Mapping):
        yield "`_jinja2_env_vars` must be names with values"
    elif any(not _harmless(name, value) for name, value in options.items()):
        yield '`_jinja2_env_vars` may hold true, false and marks such as "[["'
    raw = settings.get("_copy_without_render", [])
    if not isinstance(raw, list) or not all(isinstance(each, str) and len(each) < 200 for each in raw):
        yield "`_copy_without_render` must be a list of file names"


def _harmless(name: str, value: Any) -> bool:
    if name.endswith("_string"):
        return isinstance(value, str) and 0 < len(value) < 20
    return isinstance(value, bool | str | int | None)
