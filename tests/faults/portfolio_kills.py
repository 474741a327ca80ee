"""Two hundred loopback sites, ten kill -9: each site reported exactly once, no finished one asked again.

Run it by hand: python -m tests.faults.portfolio_kills [sites] [kills]. It prints what it saw and exits 1 on a fault.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

_BODY = b"<title>x</title><p>Hello"


class _Site(BaseHTTPRequestHandler):
    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        """Answer every path with a small page, and count it."""
        _Site.asked[self.path] += 1
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(_BODY)))
        self.end_headers()
        self.wfile.write(_BODY)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _kept(file: Path) -> set[str]:
    try:
        rows = sqlite3.connect(file).execute("SELECT target FROM job WHERE state = 'done'").fetchall()
    except sqlite3.OperationalError:
        return set()
    return {"/" + target.rpartition("/")[2] for (target,) in rows}


def main(sites: int = 200, kills: int = 10) -> int:
    """Kill the command at random moments, then let it finish, and compare journal and servers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chance, faults = random.Random(7), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = f"http://127.0.0.1:{server.server_port}"
        lines = "".join(f"S{number},{address}/{number}\n" for number in range(sites))
        (folder / "p.csv").write_text("name,target\n" + lines)
        code = "import sys; from kit.cli.main import main; main(sys.argv[1:])"
        options = ["--no-crawl", "--allow-address", "127.0.0.1", "--at-once", "4"]
        command = [sys.executable, "-c", code, "portfolio", "check", str(folder / "p.csv"), *options]
        journal, kept = folder / ".webkit" / "p.sqlite", set[str]()
        for kill in range(kills):
            before = Counter(_Site.asked)
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.5, 4.0))
            process.send_signal(signal.SIGKILL)
            process.wait()
            time.sleep(0.5)
            faults += sum(_Site.asked[path] != before[path] for path in kept)
            kept = _kept(journal)
            print(f"kill {kill + 1}: {len(kept)} of {sites} done")
        end = subprocess.run(command, capture_output=True, text=True, check=False)
        kept = _kept(journal)
        print(end.stdout.splitlines()[-1] if end.stdout else end.stderr)
        print(
            f"asked twice because they were under way at a kill: {sum(n > 1 for p, n in _Site.asked.items() if p in kept)}"
        )
        print(f"finished sites asked again: {faults}")
        return int(faults > 0 or len(kept) != sites or end.returncode != 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
