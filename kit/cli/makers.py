"""The makers in a row: who makes which files of a project. Values pass between rooms here and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from kit.base.files import RenderedFile
from kit.cli.project import Project


def makers(project: Project, day: dt.date) -> Iterator[Iterable[RenderedFile]]:
    """Give each room's files; `day` is today."""
    yield _site(project, day)


def _site(project: Project, day: dt.date) -> Iterable[RenderedFile]:
    from kit.site.make import render_site

    return render_site(project.business, project.trade, today=day)
