"""A round over many sites: kept at once, gone on with after a kill, each site exactly once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kit.base.errors import Exit, InputError, MachineError
from kit.cli.main import run
from kit.portfolio.cluster import run_on_cluster
from kit.portfolio.journal import Done, open_journal
from kit.portfolio.local import Limits, run_locally
from kit.portfolio.rounds import Progress, exit_of, round_key, run_round
from kit.portfolio.sites import Site
from kit.portfolio.summary import summary_csv, summary_data, summary_text

SITES = tuple(Site(f"Site {number}", f"https://{number}.example/") for number in range(5))


def _done(site: Site, errors: int = 0, problem: str = "") -> Done:
    report = json.dumps({"report": {"site": site.target}, "notes": [], "title": ""}).encode()
    return Done(
        site.target, "2026-11-24T09:00:00+00:00", 1 if errors else 0, 1, 2, errors, errors, 0, problem, report
    )


def _execute(asked: list[str], *, stop_after: int = 99, errors: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    def execute(sites: Iterable[Site]) -> Iterator[Done]:
        for number, site in enumerate(sites):
            if number == stop_after:
                return
            asked.append(site.target)
            yield _done(site, 3 if site.target in errors else 0)

    return execute


def _silent(_progress: Progress) -> None:
    """Tell nobody."""


def test_a_round_that_was_stopped_goes_on(tmp_path: Path) -> None:
    """No finished site is asked again; another set of options begins anew."""
    asked: list[str] = []
    key = round_key(SITES, {"offline": True})
    with open_journal(tmp_path / "j.sqlite") as journal:
        first = run_round(journal, SITES, key, _execute(asked, stop_after=2), at="t", tell=_silent)
        assert exit_of(journal.rows(first), "error") == Exit.STOPPED_EARLY
    with open_journal(tmp_path / "j.sqlite") as journal:
        second = run_round(journal, SITES, key, _execute(asked), at="t", tell=_silent)
        assert second == first
        assert exit_of(journal.rows(second), "error") == Exit.DONE
        assert Counter(asked) == Counter(site.target for site in SITES)
        third = run_round(journal, SITES, key, _execute(asked), at="t", tell=_silent)
        assert third != first
        assert len(asked) == 10


def test_only_the_failed_ones(tmp_path: Path) -> None:
    """Those with errors last time, and those that could not be checked."""
    asked: list[str] = []
    with open_journal(tmp_path / "j.sqlite") as journal:
        run_round(journal, SITES, "a", _execute(asked, errors=("https://3.example/",)), at="t", tell=_silent)
        asked.clear()
        run_round(journal, SITES, "b", _execute(asked), at="t", only_failed=True, tell=_silent)
        assert asked == ["https://3.example/"]
        with pytest.raises(InputError, match="No site failed"):
            run_round(journal, SITES, "b", _execute(asked), at="t", only_failed=True, tell=_silent)
        assert journal.trend("https://3.example/") == (3, 0)


def test_a_second_result_of_a_site_does_not_count(tmp_path: Path) -> None:
    """Exactly once."""
    with open_journal(tmp_path / "j.sqlite") as journal:
        number = journal.begin("t", "k", SITES)
        assert journal.keep(number, _done(SITES[0]))
        assert not journal.keep(number, _done(SITES[0], errors=9))
        assert next(journal.rows(number)).done == Done(SITES[0].target, "2026-11-24T09:00:00+00:00", 0, 1, 2)


def test_a_damaged_journal_is_put_aside(tmp_path: Path) -> None:
    """The sites are checked again; nothing else is lost."""
    (tmp_path / "j.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with open_journal(tmp_path / "j.sqlite") as journal:
        assert journal.last_round() is None
    assert (tmp_path / "j.damaged").exists()


def test_a_journal_damaged_in_the_middle(tmp_path: Path) -> None:
    """A page of noise inside a real file."""
    with open_journal(tmp_path / "j.sqlite") as journal:
        journal.begin("t", "k", tuple(Site(str(n), f"https://{n}.example/") for n in range(500)))
    content = bytearray((tmp_path / "j.sqlite").read_bytes())
    content[8192:12288] = os.urandom(4096)
    (tmp_path / "j.sqlite").write_bytes(content)
    with open_journal(tmp_path / "j.sqlite") as journal:
        assert journal.begin("t", "k", SITES)


def test_a_journal_that_cannot_be_opened(tmp_path: Path) -> None:
    """The machine's trouble."""
    (tmp_path / "j.sqlite").mkdir()
    with pytest.raises(MachineError), open_journal(tmp_path / "j.sqlite"):
        pass


def test_the_summary_in_three_forms(tmp_path: Path) -> None:
    """Those who need somebody stand first; numbers agree; no cell becomes a formula."""
    sites = (*SITES, Site("=evil()", "https://e.example/"))
    with open_journal(tmp_path / "j.sqlite") as journal:
        number = run_round(
            journal, sites, "a", _execute([], errors=("https://3.example/",)), at="t", tell=_silent
        )
        text = summary_text(journal, number, ("p.csv:2: twice",))
        assert text.splitlines()[0] == "p.csv:2: twice"
        assert text.splitlines()[1].startswith("✗ Site 3")
        assert text.endswith("6 sites: 5 in order, 1 to look at, 0 not checked yet.\n")
        data = json.loads("".join(summary_data(journal, number)))
        assert [each["report"]["site"] for each in data["sites"]][:2] == [
            "https://0.example/",
            "https://1.example/",
        ]
        assert '"\'=evil()"' in summary_csv(journal, number)


# ---------------------------------------------------------------- processes


def _now() -> str:
    return "2026-11-24T09:00:00+00:00"


def work(site: Site) -> Done:
    """Check nothing: sites named after their trouble have it."""
    if "dies" in site.target:
        os._exit(9)
    if "hangs" in site.target:
        time.sleep(60)
    if "eats" in site.target:
        raise MemoryError
    return _done(site)


@pytest.mark.slow
def test_a_site_that_dies_hangs_or_eats_memory_costs_only_itself() -> None:
    """Over half a second: real processes, one of them left to run into its limit."""
    names = ("good", "dies", "hangs", "eats", "fine")
    sites = [Site(name, f"https://{name}.example/") for name in names]
    results = list(run_locally(work, sites, Limits(seconds=1.0, at_once=5), _now, lambda: False))
    problems = {done.target.split("/")[2].split(".")[0]: done.problem for done in results}
    assert problems["good"] == problems["fine"] == ""
    assert "without a result" in problems["dies"]
    assert "without a result" in problems["eats"]
    assert "too long" in problems["hangs"]


@pytest.fixture
def web() -> Iterator[tuple[str, Counter[str]]]:
    """Serve any number of small sites on loopback, one a path; counts what each was asked."""
    asked: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked[self.path] += 1
            time.sleep(0.02)
            body = b"<title>x</title><p>Hello"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def _command(folder: Path, *more: str) -> list[str]:
    code = "import sys; from kit.cli.main import main; main(sys.argv[1:])"
    options = ["--no-crawl", "--allow-address", "127.0.0.1", "--only", "broken_*", "--at-once", "3"]
    return [sys.executable, "-c", code, "portfolio", "check", str(folder / "p.csv"), *options, *more]


@pytest.mark.long
def test_killed_at_any_moment_the_same_command_goes_on(tmp_path: Path, web: tuple[str, Counter[str]]) -> None:
    """Over half a second: the command is killed three times in mid run. tests/faults/ has ten kills on 200 sites."""
    address, asked = web
    lines = "".join(f"S{number},{address}/{number}\n" for number in range(30))
    (tmp_path / "p.csv").write_text("name,target\n" + lines)
    kept: set[str] = set()
    for seconds in (1.2, 1.4, 1.6):
        before = Counter(asked)
        process = subprocess.Popen(_command(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.5)  # what was under way ends with its parent
        assert all(asked[path] == before[path] for path in kept)
        kept = _kept(tmp_path)
    end = subprocess.run(_command(tmp_path), capture_output=True, text=True, timeout=120)
    assert end.returncode == 0, end.stderr
    assert "30 sites: 30 in order, 0 to look at, 0 not checked yet." in end.stdout
    assert len(_kept(tmp_path)) == 30


def _kept(folder: Path) -> set[str]:
    file = folder / ".webkit" / "p.sqlite"
    if not file.exists():
        return set()
    connection = sqlite3.connect(file)
    try:
        rows = connection.execute("SELECT target FROM job WHERE state = 'done'").fetchall()
    except sqlite3.OperationalError:  # killed before the tables were made
        rows = []
    connection.close()
    return {"/" + target.rpartition("/")[2] for (target,) in rows}


@pytest.mark.slow
def test_the_command_line_of_a_portfolio(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over half a second: one process per site. Add, list, check, report."""
    monkeypatch.chdir(tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<title>x</title><a href="gone.html">x</a>')
    assert run(["portfolio", "add", "site", "--name", "Harbour", "--client", "Sue"]) == Exit.DONE
    assert run(["portfolio", "add", "nowhere"]) == Exit.DONE
    assert run(["portfolio", "list"]) == Exit.DONE
    assert "Harbour" in capfd.readouterr().out
    assert run(["portfolio", "check", "--offline", "--only", "broken_*"]) == Exit.FINDINGS
    out = capfd.readouterr().out
    assert "✗ Harbour" in out
    assert "There is no file or folder" in out
    assert run(["portfolio", "report"]) == Exit.DONE
    page = (tmp_path / "portfolio-report" / "index.html").read_text()
    assert "2 of 2 sites need you" in page
    assert 'href="harbour.html"' in page
    assert (
        "One thing is costing you customers" in (tmp_path / "portfolio-report" / "harbour.html").read_text()
    )
    assert run(["portfolio", "report", "--client", "Nobody"]) == Exit.INPUT
    for style in ("json", "csv", "text"):
        assert run(["portfolio", "report", "--format", style, "--output", f"out.{style}"]) == Exit.DONE
    assert json.loads((tmp_path / "out.json").read_text())["sites"][0]["report"]["summary"]["broken"] == 1


@pytest.mark.parametrize("options", [["--format", "sarif"], ["--confirm"], ["--dry-run"]])
def test_options_for_one_site_are_refused(tmp_path: Path, options: list[str]) -> None:
    """With what to use instead."""
    (tmp_path / "p.csv").write_text("A,https://a.example/")
    assert run(["portfolio", "check", str(tmp_path / "p.csv"), *options]) == Exit.INPUT


def test_a_report_before_any_round(tmp_path: Path) -> None:
    """Exit 2."""
    (tmp_path / "p.csv").write_text("A,https://a.example/")
    assert run(["portfolio", "report", str(tmp_path / "p.csv")]) == Exit.INPUT


# ---------------------------------------------------------------- cluster


@pytest.mark.long
def test_no_scheduler_is_the_machines_trouble() -> None:
    """With what to do."""
    pytest.importorskip("distributed")
    with pytest.raises(MachineError, match="no Dask scheduler"):
        list(run_on_cluster(work, SITES, "tcp://127.0.0.1:1", _now, lambda: False))
