"""Whose turn it is, on a clock that the test turns."""

from __future__ import annotations

import pytest

from kit.net.lanes import Lanes
from kit.net.types import NetSettings


def starts(
    lanes: Lanes[str], until: float, *, takes: float = 0.1, free: bool = False
) -> list[tuple[float, str]]:
    """Run the lanes up to a time; every request takes `takes` seconds. Give who started when."""
    now, found, under_way = 0.0, [], []
    while now <= until:
        for end, lane in [pair for pair in under_way if pair[0] <= now]:
            under_way.remove((end, lane))
            lanes.done(lane, now, seconds=takes, free=free)
        while (taken := lanes.take(now)) is not None:
            found.append((round(now, 2), taken[1]))
            under_way.append((now + takes, taken[0]))
        now = round(now + 0.05, 2)
    return found


def build(count: int, *, per_second: float = 5.0, per_host: int = 2, slots: int = 2) -> Lanes[str]:
    lanes: Lanes[str] = Lanes(NetSettings(per_second=per_second, per_host=per_host), slots=slots)
    for number in range(count):
        lanes.add("a.test", f"a{number}", 0.0)
    return lanes


def test_five_a_second_in_any_second() -> None:
    times = [time for time, _ in starts(build(25), 10.0)]
    assert len(times) == 25
    assert all(later - earlier > 0.99 for earlier, later in zip(times, times[5:], strict=False))


def test_a_host_with_a_pace_of_its_own() -> None:
    lanes: Lanes[str] = Lanes(NetSettings(per_second=100, paces=(("a.test", 2.0),)), slots=2)
    for number in range(6):
        lanes.add("a.test", f"a{number}", 0.0)
        lanes.add("b.test", f"b{number}", 0.0)
    times = {item: time for time, item in starts(lanes, 4.0)}
    assert max(time for item, time in times.items() if item[0] == "b") < 1.0
    assert max(time for item, time in times.items() if item[0] == "a") >= 1.99


def test_two_at_a_time() -> None:
    lanes = build(5)
    taken = [lanes.take(0.0) for _ in range(5)]
    assert [pair and pair[1] for pair in taken] == ["a0", "a1", None, None, None]


def test_an_allowed_address_has_no_pace() -> None:
    assert len(starts(build(40), 3.0, takes=0.01, free=True)) == 40


def test_a_slow_allowed_server_gets_more_connections() -> None:
    assert len(starts(build(400, slots=1), 8.0, takes=0.2, free=True)) > 150


def test_one_connection_until_an_answer_was_slow() -> None:
    lanes = build(3, slots=1)
    first = lanes.take(0.0)
    assert first is not None
    assert lanes.take(0.0) is None
    lanes.done(first[0], 0.6, seconds=0.6, free=False)
    assert [lanes.take(0.6) is not None for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(("asks", "at_once"), [(3, 1), (4, 2)], ids=["few wait in turn", "many share two"])
def test_the_second_connection_of_a_crowd(asks: int, at_once: int) -> None:
    lanes: Lanes[str] = Lanes(NetSettings(per_second=0), slots=1, crowd=4)
    for number in range(asks):
        lanes.add("a.test", f"a{number}", 0.0)
    assert sum(lanes.take(0.0) is not None for _ in range(asks)) == at_once


def test_a_request_that_hangs_holds_up_nobody() -> None:
    lanes = build(2, slots=1)
    assert lanes.take(0.0) is not None
    assert lanes.take(1.0) is None
    assert lanes.wake() == 1.5
    taken = lanes.take(1.5)
    assert taken is not None
    assert taken[1] == "a1"


def test_a_host_that_answers_in_time_keeps_its_one_connection() -> None:
    lanes = build(20, slots=1, per_second=0)
    assert len({time for time, _ in starts(lanes, 10.0, takes=0.4)}) == 20


def test_the_first_link_of_every_host_goes_first() -> None:
    lanes = build(3, slots=1)
    lanes.add("b.test", "b0", 0.0)
    assert [time_and_item[1] for time_and_item in starts(lanes, 1.0)][:2] == ["a0", "b0"]


def test_who_waits_comes_back_in_time_and_first() -> None:
    lanes = build(0)
    lanes.add("a.test", "later", 0.0, wait=0.5)
    lanes.add("a.test", "now", 0.0)
    assert lanes.waiting == 2
    assert starts(lanes, 1.0, takes=0.02) == [(0.0, "now"), (0.5, "later")]
    assert lanes.wake() is None


def test_a_host_that_asks_for_patience_is_left_alone() -> None:
    lanes = build(4)
    taken = lanes.take(0.0)
    assert taken is not None
    lanes.hold(taken[0], 2.0)
    lanes.done(taken[0], 0.1, seconds=0.1, free=False)
    assert starts(lanes, 3.0)[0] == (2.0, "a1")


def test_patience_has_an_end() -> None:
    lanes = build(1)
    lane = lanes.lane("a.test")
    assert not lanes.weary(lane)
    for _ in range(6):
        lanes.hold(lane, 1.0)
    assert lanes.weary(lane)


def test_what_was_not_asked_costs_no_pace() -> None:
    lanes = build(20)
    for _ in range(20):
        taken = lanes.take(0.0)
        assert taken is not None
        lanes.done(taken[0], 0.0, seconds=0.0, free=False, asked=False)


def test_who_is_waited_for() -> None:
    lanes = build(2)
    lanes.add("b.test", "b", 0.0)
    assert lanes.hosts(1) == ("a.test",)


def test_new_hosts_and_known_ones_take_turns() -> None:
    lanes: Lanes[str] = Lanes(NetSettings(per_second=0), slots=1)
    for page in range(2):
        for host in "abcd":
            lanes.add(f"{host}.test", f"{host}{page}", 0.0)
    known = [lanes.take(0.0) for _ in range(2)]
    for pair in known:
        assert pair is not None
        lanes.done(pair[0], 0.0, seconds=0.0, free=False)
    rest = [lanes.take(0.0) for _ in range(4)]
    assert sorted(pair[1] for pair in rest[:2] if pair) == ["a1", "c0"]
    assert sorted(pair[1] for pair in rest[2:] if pair) == ["b1", "d0"]


def test_a_named_server_with_very_many_links_gets_a_second_connection() -> None:
    for count, most in ((1500, 2), (500, 1)):
        lanes = build(count, slots=1)
        first = lanes.take(0.0)
        assert first is not None
        lanes.done(first[0], 0.0, seconds=0.001, free=True)
        assert len([pair for pair in (lanes.take(0.0) for _ in range(5)) if pair]) == most
