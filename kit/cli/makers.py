"""The makers in a row: who makes which files of a project. Values pass between rooms here and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from kit.base.files import RenderedFile
from kit.cli.project import Project


def makers(project: Project, day: dt.date) -> Iterator[Iterable[RenderedFile]]:
    """Give each room's files; `day` is today."""
    yield _site(project, day)
    yield _plan(project, day)


def _site(project: Project, day: dt.date) -> Iterable[RenderedFile]:
    from kit.site.make import render_site
    from kit.site.reading import load_content

    content = load_content(project.folder, project.business.all_languages)
    return render_site(project.business, project.trade, content, day)


def _plan(project: Project, day: dt.date) -> Iterable[RenderedFile]:
    from kit.plan.make import render_plan

    return render_plan(project.business, project.trade, day)
