"""Templates of strangers, rendered in a child process that has little memory and time and can write nothing.

The sandbox keeps a template from reaching out; it cannot keep one from multiplying a text by a thousand
million or from counting for a year without writing a character (Jinja, "Sandbox": "the sandbox alone is not a
solution for perfect security"). The child can be stopped, and takes nothing with it.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from kit.base.errors import UnsafeError
from kit.render.engine import TemplateMistake, Templates, plain, render_text

MEMORY = 512 * 1024 * 1024
"""Bytes of address space the child may have (issue: hostile packs end within 512 MB)."""
SECONDS = 5
"""Seconds of computing for a whole pack: some ten times what a large honest one takes."""
PATIENCE = 30.0
"""Seconds to wait for one answer on a machine that is busy with other things."""
_LONGEST_ANSWER = 30_000_000
_CHILD = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from kit.render.limited import serve; serve()"
)


class LimitedTemplates:
    """The same two calls as `Templates`, answered by the child; it is started at the first and ends with us."""

    def __init__(self, folders: Iterable[Path], options: Mapping[str, Any]) -> None:
        self._told = {"folders": [str(folder) for folder in folders], "options": dict(options)}
        self._process: subprocess.Popen[bytes] | None = None

    def render(self, name: str, data: Mapping[str, Any]) -> str:
        """Give the text of template `name` filled with `data`; raises as `Templates.render` does."""
        return self._ask({"name": name, "data": plain(data)})

    def text(self, source: str, data: Mapping[str, Any]) -> str:
        """Give a one-line template filled with `data`; raises as `render` does."""
        return self._ask({"source": source, "data": plain(data)})

    def _ask(self, question: Mapping[str, Any]) -> str:
        process = self._process or self._start()
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            assert process.stdin
            assert process.stdout
            _send(process.stdin, question)
            answer = _receive(process.stdout)
        except OSError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self._process = None
            raise UnsafeError(
                f"{question.get('name') or question['source']} does not come to an end, or takes all memory",
                hint="Do not use this pack.",
            )
        return _text_of(answer)

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 - this very Python, and words of our own
            [sys.executable, "-I", "-S", "-c", _CHILD, json.dumps(sys.path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"WEBKIT_NO_CACHE": "1"} | _system(), close_fds=True,
        )  # fmt: skip
        weakref.finalize(self, _end, process)
        assert process.stdin
        _send(process.stdin, self._told)
        self._process = process
        return process


def serve() -> None:
    """Be the child: take limits, then answer until nobody asks any more."""
    _limit()
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    told = _receive(asked) or {}
    templates = Templates([Path(folder) for folder in told["folders"]], told["options"])
    while (question := _receive(asked)) is not None:
        data = _marked(question["data"])
        try:
            if "name" in question:
                answer = {"text": str(templates.render(question["name"], data))}
            else:
                answer = {"text": str(render_text(question["source"], data))}
        except TemplateMistake as exc:
            answer = {"mistake": exc.message, "hint": exc.hint}
        except UnsafeError as exc:
            answer = {"unsafe": exc.message, "hint": exc.hint}
        _send(answered, answer)


def _limit() -> None:
    """Take memory, time and the right to write from this process; Windows has only the parent's patience."""
    with contextlib.suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def _system() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if name in {"SYSTEMROOT", "PATH", "LANG"}}


def _text_of(answer: Mapping[str, Any]) -> str:
    hint = str(answer.get("hint", ""))
    if "unsafe" in answer:
        raise UnsafeError(str(answer["unsafe"]), hint=hint)
    if "mistake" in answer:
        raise TemplateMistake(str(answer["mistake"]), hint=hint)
    return str(answer["text"])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            pipe.close() if pipe else None
    process.wait()


def _send(pipe: IO[bytes], value: Any) -> None:
    """Send a value as JSON behind its length; HTML that is safe already is marked, since JSON knows text only."""
    from markupsafe import Markup

    def _mark(each: Any) -> Any:
        if isinstance(each, Markup):
            return {_SAFE: str(each)}
        if isinstance(each, Mapping):
            return {key: _mark(inner) for key, inner in each.items()}
        if isinstance(each, list):
            return [_mark(inner) for inner in each]
        return each

    content = json.dumps(_mark(value)).encode("utf-8")
    pipe.write(len(content).to_bytes(8, "big") + content)
    pipe.flush()


_SAFE = "\0safe"
"""The key that marks safe HTML; no name of the view holds a NUL."""


def _marked(value: Any) -> Any:
    from markupsafe import Markup

    if isinstance(value, dict):
        if set(value) == {_SAFE}:
            return Markup(value[_SAFE])  # noqa: S704 - it was marked by whoever made it
        return {key: _marked(inner) for key, inner in value.items()}
    return [_marked(inner) for inner in value] if isinstance(value, list) else value


def _receive(pipe: IO[bytes]) -> dict[str, Any] | None:
    """Give the next value, or None when the other side is gone or says more than it may."""
    head = pipe.read(8)
    size = int.from_bytes(head, "big")
    if len(head) < 8 or size > _LONGEST_ANSWER:
        return None
    content = pipe.read(size)
    if len(content) < size:
        return None
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
