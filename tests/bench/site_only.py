"""Makes the site of the project in this folder, and nothing else: the part of `webkit build` that peers do too."""

from __future__ import annotations

import gc
from pathlib import Path


def main() -> None:
    """Read, render, write; the garbage collector is told so before anything is loaded, as `kit.cli.main` does."""
    gc.set_threshold(200_000, 20, 100)
    from kit.base.cache import FolderCache
    from kit.base.clock import today
    from kit.cli.project import open_project
    from kit.output.apply import apply, decide
    from kit.site.make import render_site
    from kit.site.reading import load_content, reader

    project = open_project(Path())
    cache = FolderCache(project.folder / ".webkit/cache")
    content = load_content(project.folder, project.business.all_languages, cache)
    files = tuple(
        render_site(
            project.business, project.trade, content, today(), read=reader(project.folder), cache=cache
        )
    )
    apply(project.folder, decide(project.folder, files))
    cache.tidy()
    gc.freeze()


if __name__ == "__main__":
    main()
