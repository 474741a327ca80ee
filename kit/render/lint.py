"""What a pack would do to the pages it makes: outside hosts, forms, scripts, names we do not give."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.base.errors import KitError
from kit.base.text import clean
from kit.render.packs import PAGES, Pack, PackPages

ERROR, WARNING = "error", "warning"

_LOADS = re.compile(r"""(?ix)<(script|link|img|iframe|source|video|audio|embed|object|input)\b[^>]*?
    \b(?:src|href|data|srcset)\s*=\s*["']?\s*((?:https?:)?//[^\s"'>]+)""")
_IN_STYLE = re.compile(r"""(?i)(?:@import\s+|url\()\s*["']?\s*((?:https?:)?//[^\s"')]+)""")
_FORM = re.compile(r"""(?i)<form\b[^>]*?\baction\s*=\s*["']?\s*((?:https?:)?//[^\s"'>]+)""")
_SCRIPT = re.compile(r"(?i)<script\b(?![^>]*\bapplication/ld\+json\b)")
_HANDLER = re.compile(r"(?i)<[a-z][^>]*\s(on[a-z]+)\s*=")
_FRAME = re.compile(r"(?i)<(iframe|object|embed)\b")
_REFRESH = re.compile(r"(?i)<meta\b[^>]*http-equiv\s*=\s*[\"']?refresh")
_UNESCAPED = re.compile(
    r"""(?x)(?<![\w.]) (?P<what>[\w.]+|"[^"]*"|'[^']*') (?P<more>[^{}|"']*) \|\s*safe\b | \|\s*safe\b"""
)
_MADE_SAFE = re.compile(r"own|(?:[\w.]+\.)?(?:html|pattern)|[\w.]*palette\.css|[\"'].*")
"""What a template may let through: what the program made or cleaned (VIEW.md), and text of the template itself."""
_TEXT = (".html", ".htm", ".css", ".svg", ".xml", ".js", ".txt", ".webmanifest", ".json")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know about a pack: the file below it, the line, how grave, and what."""

    file: str
    line: int
    severity: str
    message: str

    def __str__(self) -> str:
        """Write it as `file:line: severity: message`."""
        return f"{clean(self.file)}:{self.line}: {self.severity}: {clean(self.message)}"


def lint_pack(pack: Pack) -> tuple[Remark, ...]:
    """Give what is to be known about a pack, errors first: what it loads, where forms lead, what runs, what fails."""
    remarks = [*_sources(pack), *_rendering(pack)]
    return tuple(sorted(remarks, key=lambda each: (each.severity != ERROR, each.file, each.line)))


def _sources(pack: Pack) -> Iterator[Remark]:
    folders = [pack.folder / PAGES, pack.folder / "templates"]
    for path in sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*")):
        ending = path.name.removesuffix("{% endif %}").rpartition(".")[2]
        if not path.is_file() or f".{ending}" not in _TEXT:
            continue
        file = path.relative_to(pack.folder).as_posix()
        if ending == "js":
            yield Remark(
                file, 1, ERROR, "is a script; our pages live without one, and their policy forbids it"
            )
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for severity, message in _in_line(line):
                yield Remark(file, number, severity, message)


def _in_line(line: str) -> Iterator[tuple[str, str]]:
    for found in _LOADS.finditer(line):
        yield ERROR, f"loads something from another server: {found[2]}"
    for found in _IN_STYLE.finditer(line):
        yield ERROR, f"loads something from another server: {found[1]}"
    for found in _FORM.finditer(line):
        yield ERROR, f"sends a form to an address of its own: {found[1]}"
    if _SCRIPT.search(line):
        yield ERROR, "runs a script in the visitor's browser"
    for found in _HANDLER.finditer(line):
        yield ERROR, f"runs a script in the visitor's browser ({found[1]})"
    for found in _FRAME.finditer(line):
        yield ERROR, f"puts another page into this one ({found[1]})"
    if _REFRESH.search(line):
        yield ERROR, "sends the visitor elsewhere by itself"
    for found in _UNESCAPED.finditer(line):
        if not found["what"] or found["more"].strip() or not _MADE_SAFE.fullmatch(found["what"]):
            yield (
                WARNING,
                "lets text through unescaped (`safe`); right only for what the program made: pattern, palette, html",
            )
            return


def _rendering(pack: Pack) -> Iterator[Remark]:
    """Make the pack of its own sample, and name what fails."""
    pages = PackPages(pack)
    try:
        made = dict(pages.files(pack.sample))
    except KitError as exc:
        yield Remark("cookiecutter.json", 1, ERROR, f"its own sample cannot be made: {exc.message}")
        return
    for wanted in ("index.html", "contact.html", "404.html"):
        if wanted not in made:
            yield Remark(PAGES, 1, ERROR, f"makes no {wanted}")
    for kind in ("service", "post", "page", "event", "subject"):
        if not pages.has(kind):
            yield Remark("templates/each", 1, WARNING, f"has no {kind}.html: such pages are not made")


def names_used(pack: Pack) -> frozenset[str]:
    """Give the names of the view the pack's templates ask for, such as `hours`."""
    from jinja2 import Environment, TemplateSyntaxError, nodes

    found: set[str] = set()
    for path in sorted(pack.folder.rglob("*")):
        if not path.is_file() or path.suffix == ".json":
            continue
        with contextlib.suppress(
            UnicodeDecodeError, TemplateSyntaxError
        ):  # `lint_pack` says what is wrong with it
            tree = Environment().parse(path.read_text(encoding="utf-8"))  # noqa: S701 - parsed, never rendered
            found |= {str(node.attr) for node in tree.find_all(nodes.Getattr) if _is_view(node.node)}
    return frozenset(found)


def _is_view(node: Any) -> bool:
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return bool(node.name == "b")
    return isinstance(node, nodes.Getattr) and node.attr == "business"
