"""A file as a value, on its way from the maker to the writer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

# Names Windows keeps for devices, and characters it refuses (learn.microsoft.com, Naming Files).
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")
_REFUSED = re.compile(r'[<>:"\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """What a maker wants on disk: a path below the project folder, with `/`, and the bytes.

    `private` marks what must never be published or committed (plan, people).
    """

    path: PurePosixPath
    content: bytes
    private: bool = False

    @classmethod
    def text(cls, path: str, content: str, *, private: bool = False) -> RenderedFile:
        """Make a file from text; line ends are `\\n`, the encoding is UTF-8."""
        return cls(PurePosixPath(path), content.encode("utf-8"), private)


def name_problem(path: PurePosixPath) -> str:
    """Say why `path` is not a valid file name on Linux, macOS and Windows alike, or give ""."""
    if path.is_absolute() or not path.parts:
        return "must be a path inside the folder"
    for part in path.parts:
        if part in {"..", "."}:
            return "must not leave the folder"
        if _DEVICES.match(part):
            return f"{part!r} is a device name on Windows"
        if _REFUSED.search(part) or part.endswith((".", " ")):
            return f"{part!r} is not a valid file name on Windows"
        if len(part.encode()) > 240:
            return f"{part[:20]!r}… is too long"
    return ""
