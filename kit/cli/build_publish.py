"""What stands between a build and the public: nothing unfinished, and one file to upload."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kit.base.atomic import atomic_write
from kit.base.clock import today
from kit.base.errors import InputError, UnsafeError
from kit.cli.build_makers import cache_of
from kit.cli.build_run import make_files
from kit.cli.project import Project, command_for
from kit.output.apply import STATE
from kit.output.manifest import load_manifest
from kit.output.writes import set_aside

if TYPE_CHECKING:
    from kit.check.types import Finding

_FIXED = (1980, 1, 1, 0, 0, 0)
"""The time of every entry in the zip, so that the same site gives the same bytes."""


def refuse_unfinished(project: Project) -> None:
    """Raise InputError naming everything unfinished in what would be published."""
    from kit.check.publishable import unfinished_files

    site = {
        str(file.path): file.content
        for file in make_files(project, today(), cache_of(project))
        if file.path.parts[0] == "site"
    }
    folder = project.folder / "site"
    beside = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    found = unfinished_files(site, project.business, beside)
    if found:
        lines = "\n".join(_told(found))
        raise InputError(
            f"Not published, because this is unfinished:\n{lines}",
            hint="Mend these and run it again; the old site stands.",
        )


_SHOWN = 3
"""Further places shown of one fault: a number in the footer stands on every page."""


def _told(found: Iterable[Finding]) -> Iterator[str]:
    """Say each fault once, where else it stands, and what to do, as the report does."""
    from kit.check.groups import grouped

    for group in grouped(found):
        for fold in group.folds:
            first, *others = (f"{each.page}:{each.line}" if each.line else each.page for each in fold.places)
            yield f"{first}: {fold.finding.message}"
            if others:
                more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
                yield f"    also {', '.join(others[:_SHOWN])}{more}"
            if fold.finding.fix:
                yield f"    → {fold.finding.fix}"


def next_step(project: Project) -> str:
    """Say what comes after a site that may be published: its address where none is known, then the guide of the host."""
    hosts = ", ".join(sorted(path.name for path in (project.folder / "online").glob("*.md")))
    guide = f"Next: put site/ online. The steps for each host are in {project.folder / 'online'}: {hosts}."
    if project.business.site.address:
        return f"Nothing unfinished is left.\n{guide}"
    asked = command_for("webkit set site.address https://www.yourname.com/", project.folder)
    return f"Nothing unfinished is left, but the site does not know its address yet. Where will it be? {asked}\n{guide}"


def pack_site(folder: Path) -> str:
    """Pack `site/` as `site.zip` beside it and give one sentence about it.

    Raises UnsafeError for a link that leads out of `site/`: a folder that came from somebody else could publish
    any file of this machine by it.
    """
    site = folder / "site"
    inside = site.resolve()
    waiting = set_aside(load_manifest(folder / STATE))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            if path.relative_to(folder).as_posix() in waiting:
                continue  # a new version that its owner has not looked at
            if not path.resolve().is_relative_to(inside):
                raise UnsafeError(
                    f"Not packed: {path.relative_to(folder).as_posix()} is only a link to {path.resolve()}, which is not in site/.",
                    hint="If the world may read that file, put a copy of it in the link's place; else delete the link.",
                )
            entry = zipfile.ZipInfo(path.relative_to(site).as_posix(), _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes())
    target = folder / "site.zip"
    atomic_write(target, buffer.getvalue())
    return f"{target}: the whole site in one file, {len(buffer.getvalue()) // 1000} kB."
