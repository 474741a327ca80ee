"""Kill a command at every change it makes to the disk, or let the disk refuse, and look at what is left.

    python -m tests.faults.kill_everywhere all --fault all            everything, some hours
    python -m tests.faults.kill_everywhere build --share 40           forty moments of one command
    python -m tests.faults.kill_everywhere all --random 200           killed at random moments
    python -m tests.faults.kill_everywhere all --order                only the order of fsync and rename

The command is traced once; every system call that changes something below the project is a moment. Then it
is run again for each moment (or an even share of them) with a KILL signal, or an error such as ENOSPC (once,
or for good from there on), in exactly that call (strace's inject). After each run: no answer is lost, nothing
was called saved that was not, the site is the old one or the new one and never a mixture, and the next run
succeeds. Needs strace; Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.jobs import COMMAND, ENVIRONMENT, JOBS, Job, webkit
from tests.faults.order import CALLS, disorder

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EMFILE")
FAULTS = ("kill", *ERRORS, *(f"{error}+" for error in ERRORS))
"""A plus means: not once, but from that call on for good."""
_MACHINE, _DONE = 3, 0


@dataclass(frozen=True)
class Moment:
    """The Nth call of a kind in the whole run, and how it reads in the trace."""

    call: str
    number: int
    line: str


@dataclass(frozen=True)
class Bench:
    """What a job starts from, where it is broken, and the fingerprints of the old and the new site."""

    job: Job
    start: Path
    work: Path
    sites: tuple[str, str]
    judged: dict[str, str] = field(default_factory=dict)
    """What a run again from each state of the disk came to: many moments leave the same one."""

    def fresh(self) -> Path:
        """Give the project as it was before the command."""
        folder = self.work / "shop"
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(self.start, folder)
        return folder


def trace(bench: Bench) -> list[str]:
    """Run the command undisturbed under strace and give the lines of its trace."""
    folder, log = bench.fresh(), bench.work / "trace.txt"
    subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "80", "-o", str(log), "-e", f"trace={','.join(CALLS)}",
         *COMMAND, *bench.job.args(folder)],
        capture_output=True, check=False, env=ENVIRONMENT,
    )  # fmt: skip
    return log.read_text("utf-8", "replace").splitlines()


def moments(lines: Iterable[str], folder: Path) -> Iterator[Moment]:
    """Give every change below the project, with its number among the calls of its kind."""
    counts = dict.fromkeys(CALLS, 0)
    for line in lines:
        match = re.match(r"^\d+\s+(\w+)\((.*)", line)
        if not match or match.group(1) not in counts:
            continue
        call, rest = match.groups()
        counts[call] += 1
        touched = rest.startswith(("AT_FDCWD", '"')) or re.match(r"\d+<" + re.escape(str(folder)), rest)
        if touched and str(folder) in rest and (call != "openat" or "O_CREAT" in rest):
            yield Moment(call, counts[call], line[:160])


def break_at(bench: Bench, moment: Moment, fault: str) -> str:
    """Run the job with the fault in that moment, then once more; give "" or what went wrong."""
    folder = bench.fresh()
    error = fault.removesuffix("+")
    inject = "signal=KILL" if fault == "kill" else f"error={error}"
    when = f"{moment.number}+" if fault.endswith("+") else f"{moment.number}"
    done = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={moment.call}", "-e",
         f"inject={moment.call}:{inject}:when={when}", *COMMAND, *bench.job.args(folder)],
        capture_output=True, text=True, check=False, env=ENVIRONMENT,
    )  # fmt: skip
    if "Traceback" in done.stderr:
        return f"a traceback: {done.stderr[-300:]}"
    if fault != "kill" and done.returncode not in {_DONE, _MACHINE}:
        return f"exit {done.returncode}: {done.stderr[-200:]}"
    return what_is_left(bench, folder, done.returncode, done.stdout + done.stderr)


def break_at_random(bench: Bench, seconds: float) -> str:
    """Kill the job after so many seconds, then run it once more; give "" or what went wrong."""
    folder = bench.fresh()
    process = subprocess.Popen(
        [*COMMAND, *bench.job.args(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT
    )  # fmt: skip
    time.sleep(seconds)
    process.kill()
    return what_is_left(bench, folder, process.wait(), "")


def what_is_left(bench: Bench, folder: Path, code: int, said: str) -> str:
    """Look at the project after a fault, run the command again, look once more."""
    job = bench.job
    was_new = job.new(folder)
    if not (was_new or job.old(folder)):
        return "an answer was lost"
    if not was_new and (code == _DONE or re.search(r"(?m)^Saved", said)):
        return f"called done, but it is not on disk: {said[-200:]}"
    if site_print(folder) not in bench.sites:
        return "the site is a mixture"
    state = f"{was_new} {disk_print(folder)}"
    if state not in bench.judged:
        bench.judged[state] = run_again(bench, folder, was_new=was_new)
    return bench.judged[state]


def run_again(bench: Bench, folder: Path, *, was_new: bool) -> str:
    """Run the command once more on what a fault left; give "" or what went wrong."""
    job = bench.job
    again = webkit(*job.args(folder), cwd=bench.work)
    if again.returncode != 0 and not (was_new and not job.twice):
        return f"the next run failed with {again.returncode}: {again.stderr[-300:]}"
    if not job.new(folder) and (job.twice or not was_new):
        return "the next run did not do it"
    if job.twice and site_print(folder) != bench.sites[1]:
        return "the next run made another site"
    return ""


def site_print(folder: Path) -> str:
    """Give one fingerprint of the whole site, "" when there is none."""
    site = folder / "site"
    if not site.is_dir():
        return ""
    total = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        total.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def disk_print(folder: Path) -> str:
    """Give one fingerprint of everything in the project that the next run can see.

    Names of temporary files are random, and the lock's text is only told: neither makes another state.
    """
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        name = re.sub(r"\.[^./]{8}\.tmp$", ".tmp", path.relative_to(folder).as_posix())
        content = b"" if path.name == "lock" or not path.is_file() else path.read_bytes()
        total.update(f"{name} {path.is_dir()} {len(content)} ".encode() + content)
    return total.hexdigest()


def share(found: list[Moment], wanted: int) -> Iterator[Moment]:
    """Give an even share of the moments, the first and last among them; 0 gives all."""
    if wanted <= 0 or wanted >= len(found):
        yield from found
        return
    step = (len(found) - 1) / max(wanted - 1, 1)
    yield from (found[round(number * step)] for number in range(wanted))


def prepared(name: str, place: Path) -> tuple[Bench, float]:
    """Make what a job starts from; give it, and how many seconds an undisturbed run takes."""
    job, start = JOBS[name], place / "start"
    start.mkdir()
    job.prepare(start)
    bench = Bench(job, start, place, ("", ""))
    before = site_print(bench.fresh())
    began = time.monotonic()
    done = webkit(*job.args(place / "shop"), cwd=place)
    assert done.returncode == 0, done.stderr
    assert job.new(place / "shop"), f"{name}: an undisturbed run did not do it"
    return Bench(job, start, place, (before, site_print(place / "shop"))), time.monotonic() - began


def run(name: str, faults: list[str], wanted: int, randoms: int, *, order: bool) -> int:
    """Break one job in every way asked for, print a line for each, and give how many promises broke."""
    broken = 0
    with tempfile.TemporaryDirectory() as place:
        bench, seconds = prepared(name, Path(place))
        if randoms:
            chance = random.Random(f"{name} {randoms}")
            wrong = [break_at_random(bench, chance.uniform(0, seconds)) for _ in range(randoms)]
            return _told(name, "random", f"{randoms} random moments", [each for each in wrong if each])
        lines = trace(bench)
        broken += _told(name, "order", "the whole trace", list(disorder(lines, bench.work / "shop")))
        found = list(moments(lines, bench.work / "shop"))
        for fault in [] if order else faults:
            tried = list(share(found, wanted))
            wrong = [f"{moment.line}: {text}" for moment in tried if (text := break_at(bench, moment, fault))]
            broken += _told(name, fault, f"{len(tried)} of {len(found)} moments", wrong)
    return broken


def _told(name: str, fault: str, tried: str, wrong: list[str]) -> int:
    print(f"{name:14} {fault:8} {tried}, {len(wrong)} broken promises", flush=True)
    for each in wrong[:20]:
        print("   ", each, flush=True)
    return len(wrong)


def main() -> int:
    """Read the options and break what they name."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("jobs", nargs="+", choices=[*JOBS, "all"])
    parser.add_argument("--fault", choices=[*FAULTS, "all"], default="kill")
    parser.add_argument("--share", type=int, default=0, help="how many moments of each job; 0 = all")
    parser.add_argument("--random", type=int, default=0, help="kill at so many random moments instead")
    parser.add_argument("--order", action="store_true", help="look at the order of fsync and rename only")
    options = parser.parse_args()
    jobs = list(JOBS) if "all" in options.jobs else options.jobs
    faults = list(FAULTS) if options.fault == "all" else [options.fault]
    failed = sum(run(name, faults, options.share, options.random, order=options.order) for name in jobs)
    print(f"{len(jobs)} commands, {failed} broken promises")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
