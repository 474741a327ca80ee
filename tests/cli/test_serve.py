"""The preview: on this machine only, anew on every save."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.cli.serve import make_server, rebuild, watch


@pytest.fixture
def address(plumber: Path) -> Iterator[str]:
    rebuild(plumber)
    server = make_server(plumber / "site", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _ask(address: str, host: str = "") -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as exc:
        with exc:
            return exc.code, exc.read().decode()


def test_pages_and_the_sites_own_404(address: str) -> None:
    assert _ask(f"{address}/")[0] == 200
    assert "Harbour Plumbing" in _ask(f"{address}/contact.html")[1]
    assert _ask(f"{address}/contact")[0] == 200
    status, text = _ask(f"{address}/nothing")
    assert status == 404
    assert "Harbour Plumbing" in text


@pytest.mark.parametrize("path", ["a" * 300, "a/" * 3000], ids=["one long name", "many folders"])
def test_an_address_longer_than_any_file_is_not_found(address: str, path: str) -> None:
    status, text = _ask(f"{address}/{path}")
    assert status == 404
    assert "Harbour Plumbing" in text


def test_other_host_names_are_refused(address: str) -> None:
    assert _ask(f"{address}/", "evil.example")[0] == 403


@pytest.mark.slow
def test_a_save_builds_anew_and_a_mistake_keeps_the_old_site(
    plumber: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Slow: waits for the file watcher."""
    rebuild(plumber)
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(plumber, stop))
    watcher.start()
    facts, page = plumber / "business.yaml", plumber / "site" / "index.html"
    time.sleep(0.4)
    facts.write_text(facts.read_text().replace("Harbour Plumbing & Heating\n", "Harbour Pipes\n"))
    assert _soon(lambda: "Harbour Pipes" in page.read_text())
    facts.write_text("business: [")
    assert _soon(lambda: "Nothing was changed" in capsys.readouterr().err)
    assert "Harbour Pipes" in page.read_text()
    stop.set()
    watcher.join(timeout=10)


def _soon(holds: object) -> bool:
    assert callable(holds)
    for _ in range(100):
        try:
            if holds():
                return True
        except FileNotFoundError:
            pass
        time.sleep(0.1)
    return False
