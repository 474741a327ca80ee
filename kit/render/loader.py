"""Finding templates: below their folders and nowhere else, whatever a name or a link says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, TemplateNotFound

_NEVER = ("hooks",)
"""Folders of a pack that hold programs, not pages."""


class Within(FileSystemLoader):
    """Jinja's loader, less what is hidden, what belongs to hooks, and links that lead out of the folder.

    Jinja itself refuses `..`; a link inside the folder it would follow.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        super().__init__([str(folder) for folder in folders])

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Give source, path and freshness of a template; raises TemplateNotFound for all that is not ours."""
        parts = PurePosixPath(template).parts
        if not parts or parts[0] in _NEVER or parts[0].startswith("."):
            raise TemplateNotFound(template)
        for folder in map(Path, self.searchpath):
            path = folder.joinpath(*parts)
            if path.exists() and not (path.is_file() and path.resolve().is_relative_to(folder.resolve())):
                raise TemplateNotFound(template)
        try:
            return super().get_source(environment, template)
        except (UnicodeDecodeError, OSError) as exc:
            raise TemplateNotFound(template, f"{template} cannot be read as text: {exc}") from exc
