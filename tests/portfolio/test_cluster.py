"""A real Dask scheduler with two worker processes on loopback; one of them is killed in mid run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.portfolio.cluster import run_on_cluster
from kit.portfolio.sites import Site
from tests.portfolio.cluster_work import work

distributed = pytest.importorskip("distributed")
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


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_worker_killed_in_mid_run_costs_no_site(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """Over half a second: three real processes. Every site has exactly one result, and the other worker goes on."""
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
