"""A rough but real home page from unfinished answers, in a folder of its own below `.webkit/`."""

from __future__ import annotations

from pathlib import Path

from kit.base.atomic import atomic_write
from kit.base.clock import today
from kit.cli.making import make_files
from kit.cli.project import Project
from kit.facts.reader import parse_business
from kit.output.apply import STATE

PREVIEW = "preview"


def write_preview(folder: Path, text: str) -> Path:
    """Render the site of the facts `text` and give the path of its home page; raises KitError when it cannot be."""
    project = Project(folder, parse_business(text))
    top = folder / STATE / PREVIEW
    for file in make_files(project, today()):
        if file.path.parts[0] == "site":
            target = top / Path(*file.path.parts[1:])
            if not target.is_file() or target.read_bytes() != file.content:
                atomic_write(target, file.content)
    return top / "index.html"
