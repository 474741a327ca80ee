"""The run as a whole: what both engines promise beside their answers, without looking at a clock."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from kit.base.errors import InputError, MachineError
from kit.net import tls
from kit.net.engine import ENGINES, ask_all, seems_broken
from kit.net.types import Ask, NetSettings, Progress, Reply, Trouble

from .hostile_manners import fails, redirects
from .world import ROOT, Behaviour, Peer, World

FAST = NetSettings(timeout=5.0, retry_wait=0.01, ca_file=ROOT)
HOSTS = 40


def fine(peer: Peer) -> None:
    peer.answer()


@pytest.fixture
def world() -> Iterator[World]:
    rows = [Behaviour(f"plain-{number}", fine, "200") for number in range(HOSTS)]
    rows += [Behaviour(f"secure-{number}", fine, "200", door="good") for number in range(HOSTS)]
    rows += [
        Behaviour("moved", redirects("/end"), "200"),
        Behaviour("fails-once", fails(503, 1), "200"),
        Behaviour("missing", fails(404, 99), "404"),
        Behaviour("gone-once", fails(410, 1), "410"),
    ]
    with World(tuple(rows)) as made:
        yield made


def settings(world: World, **more: object) -> NetSettings:
    from dataclasses import replace

    return replace(FAST, allow_addresses=world.allowed, **more)  # type: ignore[arg-type]


def hosts(kind: str) -> list[str]:
    return [f"{kind}-{number}" for number in range(HOSTS)]


@pytest.mark.parametrize("kind", ["plain", "secure"])
def test_connections_and_requests_are_counted(world: World, kind: str) -> None:
    asks = [Ask(world.url(name) + f"page-{page}") for page in range(5) for name in hosts(kind)]
    replies = list(ask_all(asks, settings(world), resolver=world.resolve))
    assert Counter(reply.status for reply in replies) == {200: 5 * HOSTS}
    assert sum(world.requests.values()) == 5 * HOSTS
    assert sum(world.connections.values()) <= HOSTS * 1.05


def test_requests_are_addresses_redirects_and_retries(world: World) -> None:
    asks = [Ask(world.url("moved")), Ask(world.url("fails-once")), Ask(world.url("missing"))]
    replies = {reply.ask.url: reply for reply in ask_all(asks, settings(world), resolver=world.resolve)}
    assert world.requests == {"moved": 2, "fails-once": 2, "missing": 2}  # the last one's second opinion
    assert [reply.second is not None for reply in replies.values()].count(True) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_authorities_are_loaded_once(world: World, engine: str) -> None:
    tls.context.cache_clear()
    asks = [Ask(world.url(name)) for name in hosts("secure")]
    replies = list(ask_all(asks, settings(world), engine=engine, resolver=world.resolve))
    assert {reply.status for reply in replies} == {200}
    assert all((reply.certificate_days or 0) > 30_000 for reply in replies)
    assert tls.context.cache_info().misses == 1


def test_what_only_the_loop_calls_broken_has_a_second_opinion_that_differs(world: World) -> None:
    (reply,) = ask_all([Ask(world.url("gone-once"))], settings(world), resolver=world.resolve)
    assert (reply.status, reply.second and reply.second.status) == (410, 200)


@pytest.mark.parametrize(
    ("status", "trouble", "broken"),
    [
        (200, None, False),
        (403, None, False),
        (404, None, True),
        (410, None, True),
        (429, None, False),
        (500, None, True),
        (999, None, False),
        (None, Trouble.TIMEOUT, False),
        (None, Trouble.TLS_ERROR, True),
        (None, Trouble.BLOCKED_PRIVATE_ADDRESS, False),
    ],
)
def test_what_needs_a_second_opinion(status: int | None, trouble: Trouble | None, broken: bool) -> None:
    assert seems_broken(Reply(Ask("http://a.test/"), status, "http://a.test/", trouble)) is broken


@pytest.mark.parametrize("engine", ENGINES)
def test_a_crawl_feeds_what_it_finds(world: World, engine: str) -> None:
    waiting = [Ask(world.url("plain-0"))]
    seen: list[str] = []

    def asks() -> Iterator[Ask | None]:
        while True:
            yield waiting.pop() if waiting else None

    for reply in ask_all(asks(), settings(world), engine=engine, resolver=world.resolve):
        seen.append(reply.ask.url)
        if len(seen) < 10:
            waiting.append(Ask(world.url("plain-0") + str(len(seen))))
    assert len(seen) == 10


@pytest.mark.parametrize("engine", ENGINES)
def test_a_crawl_may_begin_with_addresses_that_need_no_network(world: World, engine: str) -> None:
    waiting = [Ask("http://[/")]

    def asks() -> Iterator[Ask | None]:
        while True:
            yield waiting.pop() if waiting else None

    found = []
    for reply in ask_all(asks(), settings(world), engine=engine, resolver=world.resolve):
        if not found:
            waiting.append(Ask(world.url("plain-0")))
        found.append(reply.status)
    assert found == [None, 200]


@pytest.mark.parametrize("engine", ENGINES)
def test_stopping_finishes_what_is_under_way(world: World, engine: str) -> None:
    asks = [Ask(world.url("plain-0") + str(number)) for number in range(500)]
    replies: list[Reply] = []
    for reply in ask_all(
        asks, settings(world), engine=engine, resolver=world.resolve, stop=lambda: len(replies) >= 5
    ):
        replies.append(reply)
    assert 5 <= len(replies) < 100
    assert {reply.status for reply in replies} == {200}


@pytest.mark.parametrize("engine", ENGINES)
def test_progress_ends_with_everything_done(world: World, engine: str) -> None:
    told: list[Progress] = []
    asks = [Ask(world.url(name)) for name in hosts("plain")]
    list(ask_all(asks, settings(world), engine=engine, resolver=world.resolve, progress=told.append))
    assert (told[-1].done, told[-1].begun, told[-1].waiting) == (HOSTS, HOSTS, ())


@pytest.mark.parametrize("engine", ENGINES)
def test_a_silent_server_is_asked_three_times_and_no_more(engine: str) -> None:
    row = Behaviour("mute", lambda peer: peer.hang(), "timeout")
    with World((row,)) as world:
        asks = [Ask(world.url("mute") + str(number)) for number in range(20)]
        quick = settings(world, timeout=0.1)
        replies = list(ask_all(asks, quick, engine=engine, resolver=world.resolve))
        assert {reply.trouble for reply in replies} == {Trouble.TIMEOUT}
        assert world.requests["mute"] <= 4
        assert sum("not asked again" in reply.detail for reply in replies) >= 16


@pytest.mark.parametrize("engine", ENGINES)
def test_leaving_early_closes_everything(world: World, engine: str) -> None:
    asks = (Ask(world.url("secure-0") + str(number)) for number in range(1000))
    with contextlib.closing(ask_all(asks, settings(world), engine=engine, resolver=world.resolve)) as replies:  # type: ignore[type-var]
        assert next(iter(replies)).status == 200


def test_an_engine_that_is_none() -> None:
    with pytest.raises(InputError):
        ask_all([], NetSettings(), engine="warp")


def test_requests_stays_out_until_it_is_needed() -> None:
    script = (
        "import sys; from kit.net.engine import ask_all; from kit.net.types import *; "
        "list(ask_all([Ask('http://127.0.0.1/')], NetSettings())); "
        "print(sorted({'requests', 'urllib3', 'certifi', 'asyncio'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


class Proxy:
    """A proxy on loopback for both kinds of addresses; it leads every name to the world."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.seen: list[str] = []
        self._refuses = refuses
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                conn, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(conn,), daemon=True).start()

    def _serve(self, conn: socket.socket) -> None:
        with contextlib.suppress(OSError), conn:
            head = conn.recv(65_536).decode()
            method, target, _ = head.split(" ", 2)
            self.seen.append(f"{method} {target}")
            if self._refuses:
                conn.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
                return
            if method != "CONNECT":
                conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine")
                return
            conn.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            with socket.create_connection(("127.0.0.1", int(target.rpartition(":")[2]))) as far:
                threading.Thread(target=_pump, args=(far, conn), daemon=True).start()
                _pump(conn, far)

    def close(self) -> None:
        self._listener.close()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)


def test_a_proxy_is_used_for_both_kinds(world: World) -> None:
    proxy = Proxy()
    asks = [Ask("http://somewhere.test/x"), Ask(world.url("secure-1"))]
    through = settings(world, proxies=(("http", proxy.url), ("https", proxy.url)))
    replies = list(ask_all(asks, through, resolver=world.resolve))
    assert [reply.status for reply in replies] == [200, 200]
    port = world.port("good")
    assert sorted(proxy.seen) == [f"CONNECT secure-1.world.test:{port}", "GET http://somewhere.test/x"]
    proxy.close()


def test_a_proxy_that_cannot_reach_a_host(world: World) -> None:
    proxy = Proxy(refuses=True)
    through = settings(world, proxies=(("https", proxy.url),), tries=1)
    (reply,) = ask_all([Ask("https://somewhere.test/")], through)
    assert (reply.trouble, reply.detail) == (
        Trouble.CONNECTION_FAILED,
        "the proxy could not connect to somewhere.test",
    )
    proxy.close()


def test_a_proxy_that_is_not_there() -> None:
    through = NetSettings(timeout=3.0, proxies=(("http", "http://127.0.0.1:1"),))
    with pytest.raises(MachineError):
        list(ask_all([Ask("http://somewhere.test/")], through))
