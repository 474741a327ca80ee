"""What an audit takes: a project with outside links on loopback, the same offline, a large site, a large portfolio.

Run it by hand: python -m tests.bench.audit [small|offline|large|fleet]… It prints each figure beside its goal, and exits
1 when one is missed by half: a busy machine is not a slow program. Times are the best of several runs.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
_CODE = "import sys; from kit.cli.main import main; main(sys.argv[1:])"


class _Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer every path with a small page."""
        body = b"<title>x</title><p>Hello"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def webkit(*arguments: str, home: Path) -> tuple[float, float]:
    """Run the command; gives seconds on the clock and of the processor, its start included."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    # As installed: with compiled modules, which some build machines switch off.
    world = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    world |= {"XDG_STATE_HOME": str(home), "HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    done = subprocess.run(
        [sys.executable, "-c", _CODE, *arguments], capture_output=True, check=False, cwd=ROOT, env=world
    )
    assert done.returncode in {0, 1}, done.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, used


FACTS = """version: 1
business: {name: Harbour Plumbing & Heating, trade: plumber, country: GB}
place: {mode: [at_customer], town: Whitby}
contact: {first_step: call, phone: 01632 960123}
hours: {regular: "Mon-Fri 08:00-18:00, Sat 09:00-13:00"}
"""


def project(root: Path, links: Iterable[str], pages: int = 12) -> Path:
    """Make a project of so many pages, and spread the outside links over them; nothing else leads to the web."""
    folder = root / "demo"
    webkit("init", str(folder), "--sample", "harbour-plumbing", home=root)
    (folder / "business.yaml").write_text(FACTS)
    every = sorted((folder / "site").rglob("*.html"))
    whole = (folder / "site" / "about.html").read_text("utf-8")
    every += [folder / "site" / f"more-{number}.html" for number in range(pages - len(every))]
    spread: dict[Path, list[str]] = {file: [] for file in every}
    for number, link in enumerate(links):
        spread[every[number % len(every)]].append(f'<a href="{link}">Link {number}</a>')
    for file, added in spread.items():
        text = file.read_text("utf-8") if file.exists() else whole
        inside = re.sub(r'https://[^"\s<]+', "index.html", text)
        file.write_text(inside.replace("</main>", f"{''.join(added)}</main>"), "utf-8")
    return folder


def small(root: Path) -> Iterator[tuple[str, float, float]]:
    """Sixty outside links on loopback: what the audit takes beside asking for them."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    links = [f"http://127.0.0.1:{server.server_port}/{number}" for number in range(60)]
    folder = project(root, links)
    port = str(server.server_port)
    best = min(
        webkit("check", str(folder), "--allow-address", f"127.0.0.1:{port}", home=root)[1] for _ in range(3)
    )
    listed = root / "links.txt"
    listed.write_text("\n".join(links) + "\n")
    bare = min(
        webkit("check", str(listed), "--allow-address", f"127.0.0.1:{port}", home=root)[1] for _ in range(3)
    )
    server.shutdown()
    yield "12 pages, 60 outside links: seconds of the processor beside asking for them", best - bare, 1.0


def offline(root: Path) -> Iterator[tuple[str, float, float]]:
    """The same without the network: processor time of the whole command."""
    folder = project(root, ())
    best = min(webkit("check", str(folder), "--offline", home=root)[1] for _ in range(7))
    yield "12 pages offline: seconds of the processor in all", best, 0.5


def large(root: Path) -> Iterator[tuple[str, float, float]]:
    """Five hundred pages with all rules."""
    folder = project(root, (), pages=500)
    best = min(webkit("check", str(folder), "--offline", home=root)[0] for _ in range(3))
    yield "500 pages offline: seconds", best, 10.0


def fleet(root: Path) -> Iterator[tuple[str, float, float]]:
    """Five thousand results of small sites pass through one parent: its memory stays flat."""
    code = "import sys; from tests.bench.audit import keep_many; keep_many(int(sys.argv[1]), sys.argv[2])"
    done = subprocess.run(
        [sys.executable, "-c", code, "5000", str(root)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    yield "5,000 small sites: MB in the parent", float(done.stdout.split()[-1]), 300.0


def keep_many(sites: int, root: str) -> None:
    """Run a round whose sites answer at once, write its summary and all pages, and print the peak in MB."""
    import json

    from kit.cli.main import run
    from kit.portfolio.journal import Done, open_journal
    from kit.portfolio.rounds import run_round
    from kit.portfolio.sites import load_sites

    file = Path(root) / "p.csv"
    file.write_text("name,target\n" + "".join(f"S{n},https://s{n}.example/\n" for n in range(sites)))
    links = [
        {
            "url": f"https://s.example/{n}",
            "verdict": "live",
            "reason": "ok",
            "status": 200,
            "final_url": None,
            "seen": [],
        }
        for n in range(40)
    ]
    counts: dict[str, Any] = {"pages": 5, "stopped": None}
    report = {
        "subject": {"kind": "url", "name": "x"},
        "summary": counts,
        "links": links,
        "profiles": [],
        "findings": [],
    }
    kept = json.dumps({"report": report, "notes": [], "title": ""}).encode()

    def execute(waiting: Iterable[Any]) -> Iterator[Done]:
        for site in waiting:
            yield Done(site.target, "t", 0, 5, 40, 0, 0, 0, report=kept)

    with open_journal(Path(root) / ".webkit" / "p.sqlite") as journal:
        run_round(journal, load_sites(file).sites, "k", execute, at="t", tell=lambda _: None)
    for style in ("html", "json"):
        code = run(
            [
                "portfolio",
                "report",
                str(file),
                "--format",
                style,
                "--output",
                str(Path(root) / f"out-{style}"),
            ]
        )
        assert code == 0, code
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


_ALL: dict[str, Callable[[Path], Iterator[tuple[str, float, float]]]] = {
    "small": small,
    "offline": offline,
    "large": large,
    "fleet": fleet,
}


def main(names: list[str]) -> int:
    """Measure, print and judge."""
    missed = 0
    for name in names or list(_ALL):
        with tempfile.TemporaryDirectory() as root:
            for what, figure, goal in _ALL[name](Path(root)):
                missed += figure > 1.5 * goal
                print(
                    f"{'ok  ' if figure <= goal else 'MISS'} {what}: {figure:.2f} (goal {goal:g})", flush=True
                )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
