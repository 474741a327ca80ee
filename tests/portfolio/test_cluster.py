"""A real Dask scheduler with two worker processes on loopback; one of them is killed in mid run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from kit.portfolio.cluster import run_on_cluster
from kit.portfolio.sites import Site
from tests.portfolio.cluster_work import work

distributed = pytest.importorskip("distributed", reason="the extra [fleet] is not installed")
_SITES = tuple(Site(f"s{number}", f"https://{number}.example/") for number in range(40))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start scheduler and workers; gives the address and the workers."""
    root = Path(__file__).parent.parent.parent
    world = os.environ | {"WEBKIT_TEST_FOLDER": str(tmp_path), "PYTHONPATH": str(root)}
    file = tmp_path / "scheduler.json"
    python, quiet = sys.executable, {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    common = ["--no-dashboard"]
    scheduler = subprocess.Popen(
        [python, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file), *common],
        env=world, cwd=tmp_path, **quiet,  # type: ignore[call-overload]
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not file.exists() or not file.read_text().strip():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    workers = [
        subprocess.Popen(
            [python, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny",
             "--local-directory", str(tmp_path), *common],
            env=world, cwd=tmp_path, **quiet,  # type: ignore[call-overload]
        )
        for _ in range(2)
    ]  # fmt: skip
    import json

    yield json.loads(file.read_text())["address"], workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_worker_killed_in_mid_run_costs_no_site(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """Slow: three real processes. Every site has exactly one result, and the other worker goes on."""
    address, workers = cluster
    found = []
    for done in run_on_cluster(work, _SITES, address, lambda: "t", lambda: False):
        found.append(done)
        if len(found) == 8:
            workers[0].send_signal(signal.SIGKILL)
    assert sorted(done.target for done in found) == sorted(site.target for site in _SITES)
    assert [done.problem for done in found if done.problem] == []
    pids = {path.suffix for path in tmp_path.glob("s*.*") if path.suffix[1:].isdigit()}
    assert len(pids) == 2


class _Slow(BaseHTTPRequestHandler):
    """A small page for every path, after a moment."""

    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        """Answer and count."""
        _Slow.asked[self.path] += 1
        time.sleep(0.4)
        body = b"<title>x</title><p>Hello"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.long
def test_the_command_on_a_cluster_that_loses_a_worker(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """Slow: four real processes. `webkit portfolio check --cluster` reports each site once, and asks no finished one again."""
    address, workers = cluster
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slow)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    (tmp_path / "p.csv").write_text("name,target\n" + "".join(f"S{n},{home}/{n}\n" for n in range(16)))
    code = "import sys; from kit.cli.main import main; main(sys.argv[1:])"
    options = ["--no-crawl", "--allow-address", "127.0.0.1", "--cluster", address]
    process = subprocess.Popen(
        [sys.executable, "-c", code, "portfolio", "check", str(tmp_path / "p.csv"), *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    assert process.stderr is not None
    while "4 of 16" not in process.stderr.readline():
        assert process.poll() is None
    workers[0].send_signal(signal.SIGKILL)
    out, told = process.communicate(timeout=120)
    server.shutdown()
    server.server_close()
    assert process.returncode == 0, told
    assert out.endswith("16 sites: 16 in order, 0 to look at, 0 not checked yet.\n")
    pages = [count for path, count in _Slow.asked.items() if path[1:].isdigit()]
    assert len(pages) == 16
    assert sum(pages) <= 17, "only the site under way at the dead worker may be asked again"
