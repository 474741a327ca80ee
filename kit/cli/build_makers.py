"""The makers in a row: who makes which files of a project. Values pass between rooms here and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kit.base.cache import Cache, FolderCache
from kit.base.files import RenderedFile
from kit.cli.project import Project
from kit.output.apply import STATE

if TYPE_CHECKING:
    from kit.plan.plan import Plan
    from kit.site.contents import Content


def cache_of(project: Project) -> FolderCache:
    """Give what earlier builds of this project made and need not make again."""
    return FolderCache(project.folder / STATE / "cache")


def makers(project: Project, day: dt.date, cache: Cache | None = None) -> Iterator[Iterable[RenderedFile]]:
    """Give each room's files; `day` is today. The plan comes first, because the profiles follow its choice."""
    from kit.plan.plan import make_plan

    plan = make_plan(project.business, project.trade, day)
    made: dict[str, bytes] = {}
    content = _content(project, cache)
    yield _noted(_site(project, content, day, cache), made)
    yield _hosting(project)
    yield _noted(_profiles(project, plan, cache), made)
    yield _plan(project, plan, day, made, cache)
    yield _homework(project, content, day)


def _noted(files: Iterable[RenderedFile], made: dict[str, bytes]) -> Iterator[RenderedFile]:
    """Pass files on, and remember those the plan looks at to tell what is done."""
    for file in files:
        if file.path.suffix in {".html", ".xml", ".md"}:
            made[str(file.path)] = file.content
        yield file


def site_files(project: Project, day: dt.date, cache: Cache | None = None) -> Iterable[RenderedFile]:
    """Give the pages of the site alone."""
    cache = cache or cache_of(project)
    return _site(project, _content(project, cache), day, cache)


def _content(project: Project, cache: Cache | None) -> Content:
    """Give the owner's words, read once for all who ask."""
    from kit.site.reading import load_content

    return load_content(project.folder, project.business.all_languages, cache)


def _site(project: Project, content: Content, day: dt.date, cache: Cache | None) -> Iterable[RenderedFile]:
    from kit.cli.pack_source import pack_of
    from kit.site.make import render_site
    from kit.site.reading import reader

    return render_site(
        project.business, project.trade, content, day,
        pack=pack_of(project), read=reader(project.folder), cache=cache,
    )  # fmt: skip


def _hosting(project: Project) -> Iterator[RenderedFile]:
    from kit.site.hosting import hosting_files

    yield from hosting_files(project.business)
    yield from _proofs(project)


def _proofs(project: Project) -> Iterator[RenderedFile]:
    """Give the files that prove the site to networks: what the facts make, and what lies in `content/proof/`."""
    from kit.profiles.identity import PROOFS, proof_files, well_known_files

    yield from (RenderedFile.text(f"site/{path}", text) for path, text in well_known_files(project.business))
    folder = project.folder / PROOFS
    there = [each for each in folder.iterdir() if each.is_file()] if folder.is_dir() else []
    for path, content in proof_files((each.name, each.read_bytes()) for each in there):
        yield RenderedFile(PurePosixPath("site") / path, content)


def _profiles(project: Project, plan: Plan, cache: Cache | None) -> Iterable[RenderedFile]:
    from kit.profiles.make import render_profiles

    def read(path: str) -> bytes | None:
        """Give a picture of the owner's, below the project folder and nowhere else."""
        file = project.folder / path
        inside = file.resolve().is_relative_to(project.folder.resolve())
        return file.read_bytes() if inside and file.is_file() else None

    return render_profiles(project.business, project.trade, plan.choice, read=read, cache=cache)


def _plan(
    project: Project, plan: Plan, day: dt.date, made: dict[str, bytes], cache: Cache | None
) -> Iterable[RenderedFile]:
    from kit.plan.make import standing_files
    from kit.plan.records import load_records

    return standing_files(plan, day, load_records(project.folder), made, cache)


_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff")


def _homework(project: Project, content: Content, day: dt.date) -> Iterable[RenderedFile]:
    from kit.interview.brief import render_brief
    from kit.interview.homework import Task, render_homework
    from kit.interview.saving import interview_of, later_facts
    from kit.site.homework import site_homework

    later = later_facts(project.folder)
    lying = sorted((project.folder / "content" / "photos").glob("*.*"))
    pictures = [f"content/photos/{path.name}" for path in lying if path.suffix.lower() in _PICTURES]
    open_there = site_homework(project.business, content, day, pictures)
    site = tuple(Task("site", each.say, each.why, each.do) for each in open_there)
    yield render_homework(project.business, project.trade, later=later, site=site)
    designer = interview_of(project.folder) == "designer"
    brief = render_brief(project.business, project.trade, later=later, designer=designer)
    if brief:
        yield brief
