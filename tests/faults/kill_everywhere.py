"""Kill a command at every change it makes to the disk, or let the disk refuse, and look at what is left.

    python tests/faults/kill_everywhere.py build --share 40 --fault kill

The command is traced once; every system call that changes something below the project is a moment. Then it
is run again for each moment (or an even share of them) with a KILL signal, or an error such as ENOSPC, in
exactly that call (strace's inject). After each run: no answer is lost, the site is the old one or the new
one and never a mixture, and the next run succeeds. Needs strace; Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = ("write", "fsync", "rename", "renameat2", "unlink", "mkdir", "openat", "pwrite64", "rmdir", "linkat")
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EMFILE")
SAMPLE = Path(__file__).resolve().parents[2] / "kit" / "facts" / "samples" / "harbour-plumbing.yaml"


@dataclass(frozen=True)
class Moment:
    """The Nth call of a kind in the whole run, and how it reads in the trace."""

    call: str
    number: int
    line: str


@dataclass(frozen=True)
class Job:
    """A command to break: how the project looks before, what is run, and what must hold afterwards."""

    name: str
    prepare: Callable[[Path], None]
    args: Callable[[Path], list[str]]
    answer: Callable[[Path], bool]
    """After a run that said it was saved (or did nothing wrong): the answer is on disk."""


def webkit(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *args], cwd=cwd, capture_output=True, text=True, check=False, env=ENVIRONMENT
    )


COMMAND = [sys.executable, "-c", "from kit.cli.main import main; main()"]
ENVIRONMENT = dict(
    os.environ, PYTHONDONTWRITEBYTECODE="1", SOURCE_DATE_EPOCH="1795000000", PYTHONHASHSEED="0"
)


def _copy_of(text: bytes) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        (folder / "business.yaml").write_bytes(text)

    return prepare


def _built(folder: Path) -> None:
    _copy_of(SAMPLE.read_bytes())(folder)
    done = webkit("build", str(folder), cwd=folder)
    assert done.returncode == 0, done.stderr
    text = (folder / "business.yaml").read_text()
    (folder / "business.yaml").write_text(text.replace("Leaks and burst pipes", "Leaks and frozen pipes"))


def _phone(folder: Path) -> bool:
    text = (folder / "business.yaml").read_text()
    return "01632 960123" in text or "01632 960999" in text


JOBS = {
    "init": Job(
        "init",
        lambda _folder: None,
        lambda folder: ["init", str(folder), "--answers", str(SAMPLE)],
        lambda folder: (
            not (folder / "business.yaml").exists()
            or "Harbour Plumbing" in (folder / "business.yaml").read_text()
        ),
    ),
    "build": Job(
        "build",
        _built,
        lambda folder: ["build", str(folder)],
        lambda folder: "frozen pipes" in (folder / "business.yaml").read_text(),
    ),
    "set": Job("set", _built, lambda folder: ["set", "contact.phone", "01632 960999", str(folder)], _phone),
}


def moments(job: Job, start: Path, work: Path) -> list[Moment]:
    """Trace one undisturbed run and give every change it makes below the project."""
    folder = _fresh(start, work)
    log = work / "trace.txt"
    subprocess.run(
        ["strace", "-f", "-qq", "-y", "-s", "80", "-o", str(log), "-e", f"trace={','.join(CALLS)}", *COMMAND, *job.args(folder)],
        capture_output=True, check=False, env=ENVIRONMENT,
    )  # fmt: skip
    counts = dict.fromkeys(CALLS, 0)
    found = []
    for line in log.read_text("utf-8", "replace").splitlines():
        match = re.match(r"^\d+\s+(\w+)\((.*)", line)
        if not match or match.group(1) not in counts:
            continue
        call, rest = match.groups()
        counts[call] += 1
        touched = rest.startswith(("AT_FDCWD", '"')) or re.match(r"\d+<" + re.escape(str(folder)), rest)
        if touched and str(folder) in rest and (call != "openat" or "O_CREAT" in rest):
            found.append(Moment(call, counts[call], line[:160]))
    return found


def break_once(job: Job, start: Path, work: Path, moment: Moment, fault: str, sites: tuple[str, str]) -> str:
    """Run the job with the fault in that moment, then once more; give "" or what went wrong."""
    folder = _fresh(start, work)
    inject = "signal=KILL" if fault == "kill" else f"error={fault}"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={moment.call}", "-e",
         f"inject={moment.call}:{inject}:when={moment.number}", *COMMAND, *job.args(folder)],
        capture_output=True, text=True, check=False, env=ENVIRONMENT,
    )  # fmt: skip
    if not job.answer(folder):
        return "an answer was lost"
    if "Traceback" in done.stderr:
        return f"a traceback: {done.stderr[-300:]}"
    if fault != "kill" and done.returncode not in {0, 3}:
        return f"exit {done.returncode}: {done.stderr[-200:]}"
    now = site_print(folder)
    if now not in sites:
        return "the site is a mixture"
    again = webkit(*job.args(folder), cwd=work)
    if again.returncode != 0:
        return f"the next run failed with {again.returncode}: {again.stderr[-300:]}"
    return "" if site_print(folder) == sites[1] else "the next run made another site"


def site_print(folder: Path) -> str:
    """Give one fingerprint of the whole site, "" when there is none."""
    site = folder / "site"
    if not site.is_dir():
        return ""
    total = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        total.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _fresh(start: Path, work: Path) -> Path:
    folder = work / "shop"
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(start, folder)
    return folder


def share(found: list[Moment], wanted: int) -> Iterator[Moment]:
    """Give an even share of the moments, the first and last among them; 0 gives all."""
    if wanted <= 0 or wanted >= len(found):
        yield from found
        return
    step = (len(found) - 1) / max(wanted - 1, 1)
    yield from (found[round(number * step)] for number in range(wanted))


def run(name: str, fault: str, wanted: int) -> tuple[int, int, list[str]]:
    """Break a job; give how many moments there are, how many were tried, and every complaint."""
    job = JOBS[name]
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        start = work / "start"
        start.mkdir()
        job.prepare(start)
        found = moments(job, start, work)
        before = site_print(_fresh(start, work))
        done = webkit(*job.args(work / "shop"), cwd=work)
        assert done.returncode == 0, done.stderr
        sites = (before, site_print(work / "shop"))
        complaints, tried = [], 0
        for moment in share(found, wanted):
            tried += 1
            wrong = break_once(job, start, work, moment, fault, sites)
            if wrong:
                complaints.append(f"{name}, {fault} at {moment.line}: {wrong}")
        return len(found), tried, complaints


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("jobs", nargs="+", choices=[*JOBS, "all"])
    parser.add_argument("--fault", choices=["kill", *ERRORS, "all"], default="kill")
    parser.add_argument("--share", type=int, default=0, help="how many moments of each job; 0 = all")
    options = parser.parse_args()
    jobs = list(JOBS) if "all" in options.jobs else options.jobs
    faults = ["kill", *ERRORS] if options.fault == "all" else [options.fault]
    failed = 0
    for name in jobs:
        for fault in faults:
            total, tried, complaints = run(name, fault, options.share)
            failed += len(complaints)
            print(f"{name:12} {fault:7} {tried} of {total} moments, {len(complaints)} broken promises")
            for complaint in complaints:
                print("   ", complaint)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
