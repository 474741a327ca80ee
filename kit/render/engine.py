"""The one door to Jinja: a sandbox that sees plain data only, escapes by file type, and stops at limits."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.base.errors import InputError, UnsafeError

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment, Template
    from markupsafe import Markup

_ESCAPED = (".html", ".htm", ".xml", ".svg", ".xhtml", ".atom")
_LARGEST_OUTPUT = 4_000_000
"""Characters one template may write: a page of 4 MB is a mistake or an attack."""
_LONGEST_RENDER = 10.0
"""Seconds one template may take (DESIGN §5: bounded in time and size)."""


class TemplateMistake(InputError):
    """A template that cannot be rendered: the message names its file and line."""


def safe_html(text: str) -> Markup:
    """Mark HTML that was sanitised or made by us, so that a template does not escape it again."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the caller vouches for it


class Templates:
    """Templates of one or more folders (the first that has a name wins).

    `options` are Jinja's own (`trim_blocks` …), as cookiecutter takes them from `_jinja2_env_vars`.
    """

    def __init__(self, folders: Path | Iterable[Path], options: Mapping[str, Any] | None = None) -> None:
        from kit.render.loader import Within

        self.folders = (folders,) if isinstance(folders, Path) else tuple(folders)
        self._environment = _environment(Within(self.folders), options or {})

    def render(self, name: str, data: Mapping[str, Any]) -> str:
        """Give the text of template `name` filled with `data` (plain values only).

        Raises TemplateMistake with file and line for a missing name or a fault in the template, and
        UnsafeError for one that reaches out of the sandbox or never ends.
        """
        with _mistakes(name):
            return _bounded(self._environment.get_template(name).generate(plain(data)), name)

    def text(self, source: str, data: Mapping[str, Any]) -> str:
        """Give a one-line template (a file name of a pack) filled with `data`; raises as `render` does."""
        return render_text(source, data)


def render_text(source: str, data: Mapping[str, Any], *, escape: bool = False) -> str:
    """Give a one-line template (a file name of a pack) filled with `data`; raises as `Templates.render`."""
    with _mistakes(source):
        return _bounded(_line(source, escape).generate(plain(data)), source)


@lru_cache(1000)
def _line(source: str, escape: bool) -> Template:
    """Give a one-line template; its source is its name here, so that the compiled one is kept like a file's."""
    from jinja2 import FunctionLoader

    return FunctionLoader(lambda name: name).load(_lines(escape), source)


@cache
def _lines(escape: bool) -> Environment:
    """Give what renders one-line templates; it knows no template by name: what one includes may be an answer."""
    from jinja2 import DictLoader

    return _environment(DictLoader({}), {"autoescape": escape})


@contextlib.contextmanager
def _mistakes(name: str) -> Iterator[None]:
    """Turn what a template did wrong into a mistake with its place, or a refusal."""
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
    from jinja2.exceptions import SecurityError

    try:
        yield
    except SecurityError as exc:
        raise UnsafeError(f"{name} reaches out of the sandbox: {exc}", hint="Do not use this pack.") from exc
    except TemplateSyntaxError as exc:
        raise TemplateMistake(f"{exc.name or name}:{exc.lineno}: {exc.message}") from exc
    except TemplateNotFound as exc:
        raise TemplateMistake(f"{name}: there is no template {exc.name!r} in this pack") from exc
    except (
        TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, AssertionError,
        RecursionError, SyntaxError,
    ) as exc:  # fmt: skip
        raise TemplateMistake(f"{_place(exc, name)}: {exc}") from exc
    except MemoryError as exc:
        raise UnsafeError(
            f"{name} asks for more memory than a page can need", hint="Do not use this pack."
        ) from exc


class Plain(dict[str, Any]):
    """A mapping that `plain` has gone through: many pages of one site share it without looking again."""


def plain_once(value: Mapping[str, Any]) -> Plain:
    """Give a mapping as plain data that is not looked through again; raises TypeError as `plain` does."""
    return value if isinstance(value, Plain) else Plain(plain(value))


def plain(value: Any) -> Any:
    """Give `value` as plain data, or raise TypeError: no object with behaviour reaches a template."""
    kind = type(value)  # most of what comes is one of these: a view has ten thousand values
    if kind in _PLAIN:
        return value
    if kind is dict:
        return {str(key): plain(each) for key, each in value.items()}
    if kind is list or kind is tuple:
        return [plain(each) for each in value]
    from markupsafe import Markup

    if isinstance(value, Markup):
        return value
    if isinstance(value, str | int | float):
        return type(value).__mro__[1](value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [plain(each) for each in (sorted(value) if isinstance(value, frozenset | set) else value)]
    raise TypeError(f"{type(value).__name__} is not plain data for a template")


_PLAIN = frozenset({type(None), str, int, float, bool, Plain})


def _environment(loader: BaseLoader, options: Mapping[str, Any]) -> Environment:
    from jinja2 import StrictUndefined

    from kit.render.bytecode import user_cache
    from kit.render.sandbox import Sandbox

    chosen: dict[str, Any] = {
        "autoescape": lambda name: name is not None and name.endswith(_ESCAPED),
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
    } | {key: value for key, value in options.items() if key in _HARMLESS_OPTIONS}
    # Every build makes its own environment: within one, a template is not looked at again.
    return Sandbox(
        loader=loader, undefined=StrictUndefined, bytecode_cache=user_cache(), auto_reload=False, **chosen
    )


_HARMLESS_OPTIONS = frozenset(
    [
        "autoescape",
        "trim_blocks",
        "lstrip_blocks",
        "keep_trailing_newline",
        "block_start_string",
        "block_end_string",
        "variable_start_string",
        "variable_end_string",
        "comment_start_string",
        "comment_end_string",
    ]
)


def _bounded(chunks: Iterable[str], name: str) -> str:
    parts: list[str] = []
    size, end, now = 0, time.monotonic() + _LONGEST_RENDER, time.monotonic
    for chunk in chunks:
        size += len(chunk)
        if size > _LARGEST_OUTPUT or now() > end:
            raise UnsafeError(f"{name} does not come to an end", hint="Do not use this pack.")
        parts.append(chunk)
    return "".join(parts)


def _place(exc: BaseException, name: str) -> str:
    """Name the template file and line an error came from: the deepest frame that is a template's."""
    place, trace = name, exc.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if "__jinja_template__" in trace.tb_frame.f_globals or code.co_filename.endswith(_ESCAPED):
            place = f"{Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
