"""A rough but real home page from unfinished answers, in a folder of its own below `.webkit/`.

Made in a process of its own, so that the next question does not wait for it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kit.base.atomic import atomic_write
from kit.base.clock import today
from kit.base.errors import KitError
from kit.output.apply import STATE
from kit.output.facts_file import FACTS, read_facts

PREVIEW = "preview"


def preview_page(folder: Path) -> Path:
    """Give where the preview's home page is, whether it was made yet or not."""
    return folder / STATE / PREVIEW / "index.html"


def start_preview(folder: Path) -> subprocess.Popen[bytes]:
    """Begin to make the preview of what `business.yaml` says now, and give the running process."""
    return subprocess.Popen(  # noqa: S603 - our own module, and a folder the user named
        [sys.executable, "-m", "kit.cli.preview", str(folder)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def write_preview(folder: Path, text: str) -> Path:
    """Render the site of the facts `text` and give the path of its home page; raises KitError when it cannot be."""
    from kit.cli.build_makers import site_files
    from kit.cli.project import Project
    from kit.facts.reader import parse_business

    project = Project(folder, parse_business(text, FACTS))
    top = preview_page(folder).parent
    for file in site_files(project, today()):
        if file.path.parts[0] == "site":
            target = top / Path(*file.path.parts[1:])
            if not target.is_file() or target.read_bytes() != file.content:
                atomic_write(target, file.content)
    return preview_page(folder)


def main(arguments: list[str]) -> int:
    """Write the preview of a project folder; 0 when it is there, 1 when the facts do not allow one yet."""
    folder = Path(arguments[0])
    try:
        write_preview(folder, read_facts(folder) or "")
    except (KitError, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
