"""However large and broken a page is, the whole command takes less than 150 MB, in every form of report."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from kit.report.formats import FORMATS

_MOST = 150
"""MB at the peak, the interpreter and all libraries included (issue: "Bad input")."""
_CODE = """
import atexit, sys
from pathlib import Path
from kit.cli.main import main
kept = Path(sys.argv[1])
atexit.register(lambda: kept.write_text(Path("/proc/self/status").read_text()))
main(sys.argv[2:])
"""


def _pages() -> Iterator[tuple[str, str, str]]:
    yield "dead links, all different", "<p><a href='missing/page-number-{n}.html'>Page {n}</a>\n", "200000"
    yield "dead links as short as can be", "<a href=d{n}>x</a>\n", "200000"
    yield "links that are never closed", "<a href=d{n}>x", "200000"
    yield "one dead link in 100 MB", "<p><a href='missing.html'>the page</a>\n", "2600000"
    yield "links inside links", "<a href=m><object>", "200000"
    yield "levels inside levels", "<div>", "200000"
    yield "wrong places on itself", "<a href=#f{n}>x</a>\n", "200000"
    yield "wrong places on a page read to its end", "<a href=#f{n}>x</a>\n", "20000"


_CASES = [pytest.param(piece, int(times), "json", id=name) for name, piece, times in _pages()]
_SHORT = [pytest.param("<a href=d{n}>x</a>\n", 200_000, style, id=f"as {style}") for style in FORMATS]


@pytest.mark.long
@pytest.mark.parametrize(("piece", "times", "style"), [*_CASES, *_SHORT])
def test_the_command_stays_small(piece: str, times: int, style: str, tmp_path: Path) -> None:
    """The command's own peak (VmHWM): `ru_maxrss` would be carried over from the process that runs the tests."""
    folder = tmp_path / "site"
    folder.mkdir()
    with (folder / "index.html").open("w") as page:
        page.write("<!doctype html><title>t</title><body>")
        page.writelines(piece.replace("{n}", str(number)) for number in islice(count(), times))
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    kept = tmp_path / "status"
    command = [sys.executable, "-c", _CODE, str(kept), "check", str(folder), "--offline", "--format", style]
    with (tmp_path / "report").open("wb") as report:
        done = subprocess.run(command, stdout=report, env=os.environ | home, check=False)
    assert done.returncode in {0, 1}
    peak = re.search(r"VmHWM:\s+(\d+)", kept.read_text())
    assert peak
    assert int(peak[1]) / 1024 < _MOST
    assert (tmp_path / "report").stat().st_size > 0
