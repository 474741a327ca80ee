"""What was made before and need not be made again: made files by the hash of everything they came from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Protocol


class Cache(Protocol):
    """Keeps lists of files by key; it may forget, and never gives back anything else."""

    def load(self, key: str) -> tuple[tuple[str, bytes], ...] | None:
        """Give the files kept under `key`, or None."""

    def save(self, key: str, files: Sequence[tuple[str, bytes]]) -> None:
        """Keep files under `key`."""


def key_of(*inputs: bytes | str) -> str:
    """Give a key for these inputs: equal inputs, equal key."""
    hashed = blake2b(digest_size=16)
    for each in inputs:
        content = each.encode() if isinstance(each, str) else each
        hashed.update(len(content).to_bytes(8, "big") + content)
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class FolderCache:
    """A cache in a folder, one file per key: a line of names and sizes, then the contents."""

    folder: Path

    def load(self, key: str) -> tuple[tuple[str, bytes], ...] | None:
        """Give the files kept under `key`; a damaged entry counts as absent."""
        try:
            head, _, rest = (self.folder / f"{key}.made").read_bytes().partition(b"\n")
            index: list[tuple[str, int]] = [(str(name), int(size)) for name, size in json.loads(head)]
        except (OSError, ValueError, TypeError):
            return None
        if sum(size for _, size in index) != len(rest):
            return None
        files, at = [], 0
        for name, size in index:
            files.append((name, rest[at : at + size]))
            at += size
        return tuple(files)

    def save(self, key: str, files: Sequence[tuple[str, bytes]]) -> None:
        """Keep files under `key`."""
        from kit.base.atomic import atomic_write

        head = json.dumps([[name, len(content)] for name, content in files]).encode()
        atomic_write(self.folder / f"{key}.made", head + b"\n" + b"".join(content for _, content in files))
