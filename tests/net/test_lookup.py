"""Names are asked once, slow ones hold up nobody, and of several addresses one that answers is found."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from kit.net.engine import ENGINES, ask_all
from kit.net.limits import raise_file_limit
from kit.net.lookup import Found, Lookups, interleave, system_resolver
from kit.net.types import Ask, NetSettings, Trouble

from .world import Behaviour, World

FINE = Behaviour("fine", lambda peer: peer.answer(), "200")


def test_a_name_is_asked_once() -> None:
    asked: list[str] = []

    def resolve(host: str) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    lookups = Lookups(resolve)
    assert [lookups.find("a.test").result(5) for _ in range(3)] == [Found(("127.0.0.1",))] * 3
    assert asked == ["a.test"]
    lookups.close()


def test_addresses_are_asked_of_nobody() -> None:
    lookups = Lookups(lambda _: 1 / 0)  # type: ignore[arg-type, return-value]
    assert lookups.find("127.0.0.1").result(0) == Found(("127.0.0.1",))
    assert lookups.find("::1").result(0) == Found(("::1",))


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), False),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), True),
        (OSError("odd"), False),
        (ZeroDivisionError(), False),
    ],
)
def test_a_resolver_that_fails(error: Exception, passing: bool) -> None:
    def resolve(host: str) -> tuple[str, ...]:
        raise error

    lookups = Lookups(resolve)
    found = lookups.find("a.test").result(5)
    assert (found.addresses, found.passing) == ((), passing)
    assert "a.test" in found.detail
    lookups.close()


def test_a_passing_failure_is_asked_again() -> None:
    answers: Iterator[object] = iter([socket.gaierror(socket.EAI_AGAIN, "try again"), ("127.0.0.1",)])

    def resolve(host: str) -> tuple[str, ...]:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[return-value]

    with World((FINE,)) as world:
        settings = NetSettings(timeout=5.0, retry_wait=0.01, allow_addresses=world.allowed)
        (reply,) = ask_all([Ask(world.url("fine"))], settings, resolver=resolve)
    assert (reply.status, reply.tries) == (200, 2)


def test_this_machine_knows_itself() -> None:
    assert "127.0.0.1" in system_resolver("localhost")
    with pytest.raises(OSError):  # noqa: PT011  # each system has its own words for it
        system_resolver("127." + "a" * 70)


@pytest.mark.parametrize(
    ("given", "tried"),
    [
        ("4a 4b 6a 6b", "4a 6a 4b 6b"),
        ("6a 6b 4a", "6a 4a 6b"),
        ("4a", "4a"),
        ("6a 4a 4b 4c", "6a 4a 4b 4c"),
    ],
)
def test_families_take_turns(given: str, tried: str) -> None:
    names = {"4a": "1.1.1.1", "4b": "1.1.1.2", "4c": "1.1.1.3", "6a": "2a00::1", "6b": "2a00::2"}
    assert interleave(tuple(names[one] for one in given.split())) == tuple(
        names[one] for one in tried.split()
    )


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_a_slow_name_holds_up_nobody(engine: str) -> None:
    """Slow, because the name's own link has to run out of its time."""
    released = threading.Event()

    def resolve(host: str) -> tuple[str, ...]:
        if host.startswith("slow"):
            released.wait(20)
        return ("127.0.0.1",)

    with World((FINE,)) as world:
        port = world.port()
        asks = [Ask(f"http://slow.world.test:{port}/", "slow"), Ask(world.url("fine"), "fine")]
        settings = NetSettings(timeout=1.5, allow_addresses=world.allowed, tries=1)
        replies = list(ask_all(asks, settings, engine=engine, resolver=resolve))
        released.set()
    assert [reply.ask.key for reply in replies] == ["fine", "slow"]
    assert replies[1].trouble is Trouble.TIMEOUT


@pytest.mark.parametrize("engine", ENGINES)
def test_an_address_that_refuses_is_passed_over(engine: str) -> None:
    with World((FINE,)) as world:
        settings = NetSettings(timeout=5.0, allow_addresses=world.allowed)
        places = ("127.0.0.9", "::1", "127.0.0.1")
        (reply,) = ask_all([Ask(world.url("fine"))], settings, engine=engine, resolver=lambda _: places)
    assert reply.status == 200


@contextlib.contextmanager
def deaf(address: str, port: int) -> Iterator[None]:
    """Listen at `address` with a full queue, so that further connections hang."""
    with socket.create_server((address, port), backlog=0), contextlib.ExitStack() as held:
        for _ in range(4):
            one = held.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex((address, port))
        time.sleep(0.05)
        yield


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_an_address_that_hangs_is_overtaken(engine: str) -> None:
    """Slow, because the first address gets its chance before the second one is tried."""
    with World((FINE,)) as world, deaf("127.0.0.2", world.port()):
        settings = NetSettings(timeout=10.0, allow_addresses=world.allowed)
        places = ("127.0.0.2", "127.0.0.1")
        (reply,) = ask_all([Ask(world.url("fine"))], settings, engine=engine, resolver=lambda _: places)
    assert reply.status == 200
    assert reply.seconds < 6


@pytest.mark.parametrize("engine", ENGINES)
def test_all_addresses_refuse(engine: str) -> None:
    settings = NetSettings(timeout=5.0, allow_addresses=("127.0.0.0/8",))
    url = "http://a.test:1/"
    (reply,) = ask_all([Ask(url)], settings, engine=engine, resolver=lambda _: ("127.0.0.9", "127.0.0.8"))
    assert reply.trouble is Trouble.CONNECTION_REFUSED


def test_enough_files_may_be_open() -> None:
    assert raise_file_limit() >= 256
