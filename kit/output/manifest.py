"""What we wrote before: for each path the fingerprints that are ours, so that an owner's edit is seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Path below the project → the SHA-256 values that mean "we wrote this".

    Two values stand there only while a build is under way: the old content and the one to come, so that a
    build killed half-way is not mistaken for the owner's edit.
    """

    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def ours(self, path: str, fingerprint: str) -> bool:
        """Tell whether this content of `path` was written by us."""
        return fingerprint in self.files.get(path, ())


def fingerprint(content: bytes) -> str:
    """Give the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def load_manifest(folder: Path) -> Manifest:
    """Read the manifest in `.webkit/`; a missing or damaged one counts as empty.

    Then every file counts as the owner's, which is the safe side: nothing is overwritten.
    """
    try:
        data = json.loads((folder / NAME).read_text("utf-8"))
        return Manifest({str(path): tuple(map(str, prints)) for path, prints in data["files"].items()})
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return Manifest()


def dump_manifest(manifest: Manifest) -> bytes:
    """Give the manifest as the bytes of its file, sorted."""
    files = {path: list(prints) for path, prints in sorted(manifest.files.items())}
    return (json.dumps({"version": 1, "files": files}, indent=1) + "\n").encode()
