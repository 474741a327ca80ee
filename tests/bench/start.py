"""What a start costs: processor time of small commands, as whole processes.

    python tests/bench/start.py

Prints the least of several runs, beside the interpreter's own start and `click` alone in the same run. The
goals: `webkit --help` at most 130 ms with the interpreter's own; `webkit init --answers` under a second.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "kit" / "facts" / "samples" / "harbour-plumbing.yaml"
WEBKIT = [sys.executable, "-c", "from kit.cli.main import main; main()"]


def seconds(command: list[str], before: Callable[[], None], runs: int = 5) -> float:
    """Give the least user + system time of several runs, in seconds; `before` prepares each run."""
    least = float("inf")
    for _ in range(runs):
        before()
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            command, capture_output=True, check=False, env=dict(os.environ, SOURCE_DATE_EPOCH="1795000000")
        )
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    return least


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        shop = Path(place) / "shop"

        def nothing() -> None:
            """Leave everything as it is."""

        def empty() -> None:
            shutil.rmtree(shop, ignore_errors=True)

        rows = [
            ("python -c pass", [sys.executable, "-c", "pass"], nothing),
            ("import click", [sys.executable, "-c", "import click"], nothing),
            ("webkit --version", [*WEBKIT, "--version"], nothing),
            ("webkit --help", [*WEBKIT, "--help"], nothing),
            ("webkit why twitter", [*WEBKIT, "why", "twitter"], nothing),
            ("webkit init --answers", [*WEBKIT, "init", str(shop), "--answers", str(SAMPLE)], empty),
            ("webkit build, nothing new", [*WEBKIT, "build", str(shop)], nothing),
            ("webkit check --offline", [*WEBKIT, "check", str(shop), "--offline"], nothing),
        ]
        base = 0.0
        for name, command, before in rows:
            took = seconds(command, before)
            base = base or took
            print(f"{name:28} {took * 1000:7.0f} ms   {took / base:6.1f} × the interpreter")


if __name__ == "__main__":
    main()
