"""Two commands at the same moment: no crash, one of them says that it has to wait, and nothing of either is lost.

    python -m tests.faults.pairs

Each pair starts a few times from the same project, the second command a little later each time. A command that
ends well must stand on the disk; one that is refused must name who is at work, and must succeed when it is given
again. When both have ended well the site is the one that the facts make from nothing.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.faults.jobs import COMMAND, ENVIRONMENT, JOBS, Job, webkit
from tests.faults.kill_everywhere import site_print

DELAYS = (0.0, 0.02, 0.06, 0.12, 0.25)
"""Seconds between the two starts; a command needs about 0.1 s to its lock."""
_LONGEST = 120
_REFUSED = "is being changed by"
_OTHER = Job(
    "set another",
    JOBS["set"].prepare,
    lambda folder: ["set", "business.about", "We mend what drips.", str(folder)],
    lambda folder: "We mend what drips." not in (folder / "business.yaml").read_text("utf-8"),
    lambda folder: "We mend what drips." in (folder / "business.yaml").read_text("utf-8"),
    twice=True,
)
_FOUR = Job(
    "portfolio-add another",
    JOBS["portfolio-add"].prepare,
    lambda folder: ["portfolio", "add", "four", "--portfolio", str(folder / "portfolio.csv")],
    JOBS["portfolio-add"].old,
    lambda folder: "four" in (folder / "portfolio.csv").read_text("utf-8"),
)
_BUILD = replace(JOBS["build"], new=lambda folder: (folder / "site" / "index.html").is_file())
PAIRS = (
    (JOBS["build"], JOBS["set"]),
    (JOBS["set"], _OTHER),
    (JOBS["build"], JOBS["build"]),
    (JOBS["import"], JOBS["set"]),
    (JOBS["people-add"], JOBS["log"]),
    (JOBS["build"], JOBS["check"]),
    (JOBS["undo"], _BUILD),
    (JOBS["portfolio-add"], _FOUR),
)
"""The project is that of the first, so the first is the one that needs more."""


_MAKE = {"build", "set", "set another", "undo"}
"""What makes the site when it goes well."""


@dataclass(frozen=True)
class Ended:
    """How one of the two ended."""

    job: Job
    code: int
    said: str


def at_once(pair: tuple[Job, Job], start: Path, work: Path, delay: float) -> tuple[Ended, ...]:
    """Start both on a fresh copy of the project, the second `delay` seconds later; give how each ended."""
    folder = work / "shop"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(start, folder)
    running = []
    for job in pair:
        running.append(
            subprocess.Popen(
                [*COMMAND, *job.args(folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                env=ENVIRONMENT,
            )
        )  # fmt: skip
        time.sleep(delay if len(running) == 1 else 0)
    said = [process.communicate(timeout=_LONGEST)[0] for process in running]
    return tuple(
        Ended(job, process.returncode, text) for job, process, text in zip(pair, running, said, strict=True)
    )


def troubles(ended: tuple[Ended, ...], folder: Path) -> Iterator[str]:
    """Give what the two lost or said wrongly; what was refused is given again here."""
    for each in ended:
        yield from _ended(each, folder)
    if all(each.code == 0 and each.job.name in _MAKE for each in ended):
        yield from _another_site(folder)
    for each in ended:
        if each.code == 3:
            again = webkit(*each.job.args(folder), cwd=folder.parent)
            if again.returncode:
                yield f"{each.job.name} given again ended with {again.returncode}: {again.stderr[-300:]}"
    if lost := [each.job.name for each in ended if not each.job.new(folder)]:
        yield f"lost in the end: {' and '.join(lost)}"
    if any(each.job.name in _MAKE for each in ended):
        webkit("build", str(folder), cwd=folder.parent)  # an import leaves that to the owner
        yield from _another_site(folder)


def _ended(each: Ended, folder: Path) -> Iterator[str]:
    """Give what one of the two said wrongly when it ended."""
    if "Traceback" in each.said or each.code not in {0, 3}:
        yield f"{each.job.name} ended with {each.code}: {each.said[-300:]}"
    elif each.code == 3 and _REFUSED not in each.said:
        yield f"{each.job.name} does not say who is at work: {each.said[-300:]}"
    elif each.code == 0 and not each.job.new(folder):
        yield f"{each.job.name} was called done, and is not on the disk: {each.said[-300:]}"


def _another_site(folder: Path) -> Iterator[str]:
    """Say so when the site is not the one that a build from nothing gives."""
    new = folder.parent / "anew"
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(folder, new, ignore=shutil.ignore_patterns("site", "profiles", "plan", ".webkit"))
    done = webkit("build", str(new), cwd=folder.parent)
    if done.returncode:
        yield f"a build from nothing ended with {done.returncode}: {done.stderr[-300:]}"
    if site_print(folder) != site_print(new):
        yield "the site is not the one that the facts make from nothing"


def main() -> int:
    """Start each pair `--times` times and print a line for each pair."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=len(DELAYS), help="how often each pair starts")
    options = parser.parse_args()
    broken = 0
    for pair in PAIRS:
        refused, wrong = 0, list[str]()
        with tempfile.TemporaryDirectory() as place:
            start = Path(place) / "start"
            start.mkdir()
            pair[0].prepare(start)
            for number in range(options.times):
                ended = at_once(pair, start, Path(place), DELAYS[number % len(DELAYS)])
                refused += sum(each.code == 3 for each in ended)
                wrong += troubles(ended, Path(place) / "shop")
        broken += len(wrong)
        names = " + ".join(job.name for job in pair)
        print(
            f"{names:20} {options.times} times, {refused} had to wait, {len(wrong)} broken promises",
            flush=True,
        )
        for each in wrong[:20]:
            print("   ", each, flush=True)
    print(f"{len(PAIRS)} pairs, {broken} broken promises")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
