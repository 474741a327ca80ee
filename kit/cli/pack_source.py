"""Getting the pack a project or a person names: built in, a folder, or fetched once, pinned and agreed to."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import InputError, MachineError, UnsafeError

if TYPE_CHECKING:
    from kit.cli.project import Project
    from kit.render.packs import Pack

_LONGEST_CLONE = 120


def pack_of(project: Project) -> Pack:
    """Give the pack of a project: the one `pack: {from: …}` in its facts names, else the starter."""
    name = str(project.business.pack.get("from", "starter"))
    hooks = str(project.business.pack.get("without_hooks", "no")) in {"yes", "true"}
    return find_pack(name, project.folder, without_hooks=hooks, agree=agree_in_terminal)


def find_pack(
    name: str, base: Path, *, without_hooks: bool = False, agree: Callable[[str], bool] | None = None
) -> Pack:
    """Give a pack by name, folder (relative to `base`) or address. `agree` is asked once per fetched content."""
    from kit.render.fetched import fetch_git, fetch_zip, parse_address, pinned
    from kit.render.packs import open_pack, read_pack

    address = parse_address(name)
    if address.kind == "built_in":
        return open_pack(name)
    if address.kind == "folder":
        return open_pack(str(base / name), without_hooks=without_hooks)
    store = _store()
    pins = _pins(store)
    if address.kind == "zip":
        folder, mark = fetch_zip(address, store, _fetch)
    else:
        folder, mark = fetch_git(address, store, _run)
    if agree and not pinned(name, mark, pins):
        if not agree(f"{name} (content {mark[:12]})"):
            raise UnsafeError(
                f"{name} was not agreed to",
                hint="Look at it first: webkit pack lint, then answer y when asked.",
            )
        _keep(store, pins | {name: mark})
    return read_pack(folder, without_hooks=without_hooks)


def agree_in_terminal(what: str) -> bool:
    """Ask once before a pack from elsewhere is used; where nobody can be asked the answer is no."""
    if not sys.stdin.isatty():
        return False
    return click.confirm(f"Use the pack {what}? It makes your pages, and runs nothing here", err=True)


def _store() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("webkit") / "packs"


def _pins(store: Path) -> dict[str, str]:
    try:
        return dict(json.loads((store / "pins.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _keep(store: Path, pins: dict[str, str]) -> None:
    from kit.base.atomic import atomic_write

    atomic_write(store / "pins.json", (json.dumps(pins, indent=1, sort_keys=True) + "\n").encode())


def _fetch(url: str) -> bytes:
    from kit.net.engine import ask_all
    from kit.net.types import Ask, NetSettings
    from kit.render.packs import LARGEST_PACK

    reply = next(
        iter(ask_all([Ask(url, body_limit=LARGEST_PACK, want_body=True)], NetSettings(timeout=60.0)))
    )
    if reply.status != 200 or reply.cut:
        why = reply.detail or (f"status {reply.status}" if reply.status else str(reply.trouble))
        raise InputError(
            f"{url} could not be fetched ({'it is too large' if reply.cut else why})",
            hint="Check the address in a browser.",
        )
    return reply.body


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours, the address was judged
            command, capture_output=True, timeout=_LONGEST_CLONE, check=False, env=_plain_environment()
        )
    except FileNotFoundError as exc:
        raise MachineError(
            "git is not on this machine", hint="Install git, or use the pack's zip address."
        ) from exc
    except subprocess.TimeoutExpired as exc:
        raise InputError(
            f"{command[-2]} did not answer in {_LONGEST_CLONE} s", hint="Try again later."
        ) from exc
    if done.returncode:
        from kit.base.text import clean

        said = clean(done.stderr.decode("utf-8", "replace"), limit=300)
        raise InputError(f"{command[-2]} could not be fetched: {said}", hint="Check address and revision.")


def _plain_environment() -> dict[str, str]:
    """Give git no settings of the user and no way to ask for a password."""
    import os

    kept = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "HOME", "SSH_AUTH_SOCK", "SYSTEMROOT"}
    }
    return kept | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
    }
