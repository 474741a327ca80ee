"""No connection reaches an inner address: however it is spelled, named, redirected to or resolved."""

from __future__ import annotations

import pytest

from kit.net.engine import ENGINES, ask_all
from kit.net.types import Ask, NetSettings, Trouble

from .canary import Canary
from .hostile_manners import redirects
from .world import Behaviour, World

SPELLINGS = """
127.0.0.1 127.0.0.1. 127.1 127.1. 127.0.1 127.255.255.254 2130706433 0x7f000001 0x7F.0.0.1 0x7f.1 0x7f.0x0.0x1
017700000001 0177.0.0.1 0177.1 0177.0.1 127.0x0.1 00000177.1 0x0000007f.1 0 0. 0.0.0.0 00 0x0 0x
１２７.0.0.1 127。0。0。1 ①②⑦.0.0.1 127｡0.0.1 %31%32%37.0.0.1 127.0.0.%31 user@127.0.0.1 8.8.8.8@127.0.0.1
example.com:80@127.0.0.1 example.com%40@127.0.0.1 :@127.0.0.1
localhost LOCALHOST localhost. ｌocalhost lo%63alhost inner.test INNER.test inner.test. two.test last.test
[::1] [::] [0:0:0:0:0:0:0:1] [0000::0001] [::127.0.0.1] [::7f00:1] [::ffff:127.0.0.1] [::ffff:7f00:1]
[0:0:0:0:0:ffff:127.0.0.1] [::ffff:0:127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1]
[2002:7f00:1::] [2001:0:0:0:0:0:80ff:fffe] [2001::80ff:fffe] [fe80::1] [fc00::1] [ff02::1] [::1%25lo]
10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 [fd00:ec2::254] 100.100.100.200 metadata.test
""".split()  # noqa: SIM905  # a table of words reads better than seventy quoted ones
INSIDE = {
    "localhost": ("127.0.0.1", "::1"),
    "inner.test": ("127.0.0.1",),
    "two.test": ("10.0.0.1", "::1", "127.0.0.1"),
    "last.test": ("::ffff:127.0.0.1",),
    "metadata.test": ("169.254.169.254",),
}


def resolve(host: str) -> tuple[str, ...]:
    return INSIDE.get(host.rstrip("."), ())


@pytest.mark.parametrize("engine", ENGINES)
def test_no_spelling_reaches_an_inner_address(engine: str) -> None:
    assert len(SPELLINGS) >= 60
    with Canary() as canary:
        asks = [Ask(f"http://{place}:{canary.port}/", place) for place in SPELLINGS]
        asks += [Ask(f"https://{place}:{canary.port}/", place) for place in SPELLINGS]
        settings = NetSettings(timeout=2.0, allow_ports=(canary.port,), per_second=0)
        replies = list(ask_all(asks, settings, engine=engine, resolver=resolve))
        assert canary.reached == 0
    assert len(replies) == len(asks)
    for reply in replies:
        assert reply.trouble in {Trouble.BLOCKED_PRIVATE_ADDRESS, Trouble.MALFORMED_URL}, reply


@pytest.mark.parametrize("engine", ENGINES)
def test_a_redirect_is_judged_like_a_link(engine: str) -> None:
    places = [place for place in SPELLINGS if "%" not in place]
    rows = tuple(
        Behaviour(f"to-{number}", redirects(f"http://{place}:{{canary}}/"), "blocked")
        for number, place in enumerate(places)
    )
    with World(rows) as world, Canary() as canary:
        world._ports["canary"] = canary.port
        settings = NetSettings(
            timeout=2.0, allow_addresses=world.allowed, allow_ports=(canary.port,), per_second=0
        )
        asks = [Ask(world.url(row.name), row.name) for row in rows]
        found = list(
            ask_all(asks, settings, engine=engine, resolver=lambda host: resolve(host) or world.resolve(host))
        )
        assert canary.reached == 0
    assert {reply.trouble for reply in found} == {Trouble.BLOCKED_PRIVATE_ADDRESS}
    assert all(len(reply.hops) == 1 for reply in found)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_name_that_changes_its_address_is_dialled_where_it_was_judged(engine: str) -> None:
    answers = iter([("127.0.0.2",), ("127.0.0.1",), ("127.0.0.1",)])
    asked: list[str] = []

    def rebinding(host: str) -> tuple[str, ...]:
        asked.append(host)
        return next(answers)

    with Canary("127.0.0.2") as allowed, Canary("127.0.0.1", allowed.port) as canary:
        url = f"http://rebind.test:{allowed.port}/"
        settings = NetSettings(timeout=2.0, tries=2, retry_wait=0.01, allow_addresses=("127.0.0.2",))
        list(ask_all([Ask(url), Ask(url + "again")], settings, engine=engine, resolver=rebinding))
        assert allowed.reached > 0
        assert canary.reached == 0
    # The reference path gives its second opinion on its own lookup, and judges that one again.
    assert len(asked) <= 2


@pytest.mark.parametrize("engine", ENGINES)
def test_only_the_allowed_half_of_a_name_is_dialled(engine: str) -> None:
    with Canary("127.0.0.2") as allowed, Canary("127.0.0.1", allowed.port) as canary:
        settings = NetSettings(timeout=2.0, tries=1, allow_addresses=("127.0.0.2",))
        url = f"http://both.test:{allowed.port}/"
        list(ask_all([Ask(url)], settings, engine=engine, resolver=lambda _: ("127.0.0.1", "127.0.0.2")))
        assert (allowed.reached > 0, canary.reached) == (True, 0)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_unusual_port_of_a_public_address_is_not_dialled(engine: str) -> None:
    (reply,) = ask_all(
        [Ask("http://a.test:25/")], NetSettings(), engine=engine, resolver=lambda _: ("8.8.8.8",)
    )
    assert reply.trouble is Trouble.BLOCKED_PORT
    assert "--allow-port 25" in reply.detail
