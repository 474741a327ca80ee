"""`webkit check` as its users meet it: output, exit codes, options; on loopback and offline."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kit.base.errors import Exit
from kit.cli.main import run


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve a folder on loopback; gives the folder and its address."""
    root = tmp_path / "www"
    root.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=root))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield root, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Make a folder with one live and one dead link."""
    root = tmp_path / "site"
    root.mkdir()
    (root / "index.html").write_text(
        '<title>x</title><a href="team.html">Team</a>\n<a href="gone.html">Shop</a>'
    )
    (root / "team.html").write_text("<title>x</title>")
    return root


LINKS = ["--only", "broken_*"]


def test_a_dead_link_is_exit_1_and_is_named(pages: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever makes the exit code is printed."""
    assert run(["check", str(pages), "--offline", *LINKS]) == Exit.FINDINGS
    out = capfd.readouterr().out
    assert "index.html:2" in out
    assert "gone.html: there is no such file" in out
    assert "2 pages, 2 links: 1 live, 1 broken, 0 cannot tell, 0 not asked." in out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param(["--fail-on", "never"], Exit.DONE, id="never"),
        pytest.param(["--fail-on", "warning"], Exit.FINDINGS, id="warning"),
        pytest.param(["--only", "folder_without_index"], Exit.DONE, id="another check only"),
        pytest.param(["--skip", "broken_link"], Exit.DONE, id="this check left out"),
        pytest.param(["--only", "brokn_link"], Exit.INPUT, id="a slip is no success"),
        pytest.param(["--dry-run"], Exit.DONE, id="dry run"),
    ],
)
def test_what_options_make_of_the_exit_code(pages: Path, options: list[str], code: Exit) -> None:
    """The code follows from what is reported."""
    keep = [] if "--only" in options or "--skip" in options else LINKS
    if "--skip" in options:
        keep = ["--only", "broken_*"]
    assert run(["check", str(pages), "--offline", *keep, *options]) == code


def test_json_is_one_document_and_adds_up(pages: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The stable schema; several subjects share one document."""
    run(["check", str(pages), "--offline", "--format", "json", *LINKS])
    report = json.loads(capfd.readouterr().out)
    assert report["schema"] == "webkit-report/1"
    assert report["subject"] == {"kind": "folder", "name": str(pages)}
    assert report["summary"] == {
        "pages": 2, "links": 2, "live": 1, "broken": 1, "cannot_tell": 0, "not_asked": 0, "errors": 1, "warnings": 0,
        "stopped": None, "profiles": {"live": 0, "missing": 0, "cannot_tell": 0, "not_asked": 0},
    }  # fmt: skip
    assert report["links"][1] == {
        "url": "gone.html", "verdict": "broken", "reason": "file_missing", "status": None, "final_url": None, "moved_to": None,
        "seen": [{"page": "index.html", "line": 2, "column": 1, "element": "a", "text": "Shop"}],
    }  # fmt: skip
    assert report["findings"][0].keys() == {"check", "severity", "page", "line", "message", "fix", "url"}
    run(["check", str(pages), str(pages), "--offline", "--format", "json", *LINKS])
    both = json.loads(capfd.readouterr().out)
    assert [each["summary"]["links"] for each in both["reports"]] == [2, 2]


def test_a_report_can_go_to_a_file(pages: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Then stdout stays empty."""
    run(["check", str(pages), "--offline", "--format", "json", "--output", str(tmp_path / "r.json"), *LINKS])
    captured = capfd.readouterr()
    assert captured.out == ""
    assert "Saved" in captured.err
    assert json.loads((tmp_path / "r.json").read_text())["summary"]["broken"] == 1


def test_a_site_on_loopback_is_crawled(served: tuple[Path, str], capfd: pytest.CaptureFixture[str]) -> None:
    """Only when --allow-address names it; its own port needs no permission of its own."""
    root, address = served
    (root / "index.html").write_text(
        '<title>x</title><a href="team.html#anna">T</a><a href="gone.html">G</a>'
    )
    (root / "team.html").write_text('<title>x</title><p id="anna"><img src="cat.png" alt="">')
    (root / "cat.png").write_bytes(b"x")
    code = run(["check", address, "--allow-address", "127.0.0.1", "--format", "json", *LINKS])
    report = json.loads(capfd.readouterr().out)
    assert code == Exit.FINDINGS
    assert {link["url"].removeprefix(address): link["reason"] for link in report["links"]} == {
        "": "ok", "team.html#anna": "ok", "gone.html": "not_found", "cat.png": "ok",
    }  # fmt: skip
    assert report["findings"][0]["page"] == address


def test_an_internal_address_is_not_asked_unless_allowed(
    served: tuple[Path, str], capfd: pytest.CaptureFixture[str]
) -> None:
    """The remedy is in the message."""
    assert run(["check", served[1]]) == Exit.UNSAFE
    assert "--allow-address" in capfd.readouterr().err


def test_one_page_of_a_site(served: tuple[Path, str], capfd: pytest.CaptureFixture[str]) -> None:
    """--no-crawl reads one page and asks for what it links to."""
    root, address = served
    (root / "index.html").write_text('<title>x</title><a href="team.html#zoe">T</a>')
    (root / "team.html").write_text('<title>x</title><a href="deeper.html">D</a>')
    run(["check", address, "--no-crawl", "--allow-address", "127.0.0.1", "--format", "json", *LINKS])
    report = json.loads(capfd.readouterr().out)
    assert report["summary"]["pages"] == 1
    assert [link["reason"] for link in report["links"]] == ["ok", "fragment_missing"]


def test_a_dry_run_lists_what_would_be_asked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """And asks nothing."""
    (tmp_path / "l.txt").write_text("https://a.example/x#1\nhttps://a.example/x#2\nmailto:a@b.example\n")
    assert run(["check", str(tmp_path / "l.txt"), "--dry-run"]) == Exit.DONE
    assert capfd.readouterr().out == "https://a.example/x\n"


def test_an_empty_folder_is_exit_2(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Empty is not success."""
    assert run(["check", str(tmp_path), "--offline"]) == Exit.INPUT
    assert "nothing to check" in capfd.readouterr().err


def test_places_on_other_sites_are_looked_for_when_asked(
    served: tuple[Path, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """They are other people's pages, so not by itself; a page is read to its end for it."""
    root, address = served
    (root / "there.html").write_text(f"<title>x</title>{'<p>words here.' * 20000}<p id=last>")
    page = tmp_path / "mine" / "index.html"
    page.parent.mkdir()
    links = "".join(f'<a href="{address}there.html#{place}">x</a>' for place in ("last", "nowhere"))
    page.write_text(f"<title>x</title>{links}")
    command = ["check", str(page.parent), "--allow-address", "127.0.0.1", "--format", "json", *LINKS]
    for options, reasons in (([], ["ok", "ok"]), (["--all-fragments"], ["ok", "fragment_missing"])):
        run([*command, *options])
        assert [link["reason"] for link in json.loads(capfd.readouterr().out)["links"]] == reasons


def test_a_folder_of_markdown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Its files are pages; beside HTML they are notes of the site's makers."""
    (tmp_path / "README.md").write_text(
        "# Hello\n\n[guide](guide.md#start) [gone](gone.md) [no](guide.md#no)\n"
    )
    (tmp_path / "guide.md").write_text("# Start\n\nWords.\n")
    run(["check", str(tmp_path), "--offline", "--format", "json", *LINKS])
    report = json.loads(capfd.readouterr().out)
    assert {link["url"]: link["reason"] for link in report["links"]} == {
        "guide.md#start": "ok", "gone.md": "file_missing", "guide.md#no": "fragment_missing",
    }  # fmt: skip
    (tmp_path / "index.html").write_text("<title>x</title><p>x")
    run(["check", str(tmp_path), "--offline", "--format", "json", *LINKS])
    assert json.loads(capfd.readouterr().out)["summary"]["links"] == 0


def test_rules_beside_the_pages_count(pages: Path) -> None:
    """webkit-check.yaml in the folder that is checked, not only in the one where the command runs."""
    rule = "ignore: [{url: gone.html, reason: comes next week}]\n"
    (pages / "webkit-check.yaml").write_text(rule)
    assert run(["check", str(pages), "--offline", *LINKS]) == Exit.DONE
