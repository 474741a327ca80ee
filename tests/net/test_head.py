"""Heads and frames, byte by byte; the hostile world has the rows, here are the properties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.net.chain import Exchange
from kit.net.frames import Frames
from kit.net.head import Framing, Head, NotHttp, begins_like_http, frame, keeps_open, parse_head
from kit.net.loop.wire import Answer, request_bytes
from kit.net.urls import parse_url


def exchange(method: str = "GET", *, want_body: bool = True) -> Exchange:
    return Exchange(parse_url("http://a.test/x?y"), method, (("A", "b"),), 0.0, 5.0, 10_000, want_body)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_head_or_refused(raw: bytes) -> None:
    for beginning in (b"", b"HTTP/1.1 200 OK\r\n"):
        try:
            head = parse_head(beginning + raw)
            frame(head, "GET")
        except NotHttp:
            continue
        assert all(name == name.lower() and name for name, _ in head.headers)


def test_a_head_is_read() -> None:
    head = parse_head(b"HTTP/1.0 404 Not Here\r\nX-A:  b \r\nx-a:c\r\nConnection: Keep-Alive\r\n")
    assert (head.status, head.version, head.header("x-a"), head.all("x-a")) == (404, 10, "b", "b,c")
    assert keeps_open(head)


@pytest.mark.parametrize(
    ("raw", "stays"),
    [
        (b"HTTP/1.1 200 OK", True),
        (b"HTTP/1.1 200 OK\r\nConnection: Close", False),
        (b"HTTP/1.1 200 OK\r\nConnection: upgrade, close", False),
        (b"HTTP/1.0 200 OK", False),
    ],
)
def test_who_keeps_the_connection(raw: bytes, stays: bool) -> None:
    assert keeps_open(parse_head(raw)) is stays


@pytest.mark.parametrize(
    ("raw", "yes"), [(b"", True), (b"\r\nHT", True), (b"http/1", True), (b"SSH-", False)]
)
def test_first_bytes(raw: bytes, yes: bool) -> None:
    assert begins_like_http(raw) is yes


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nfine\r\nA\r\n and dandy\r\n0\r\nT: x\r\n\r\n"
LENGTH = b"HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\nContent-Length: 14\n\nfine and dandy"


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.sampled_from([CHUNKED, LENGTH]), st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_however_the_bytes_arrive_the_answer_is_the_same(raw: bytes, sizes: list[int]) -> None:
    answer = Answer(exchange())
    place, turn = 0, 0
    while place < len(raw):
        size = sizes[turn % len(sizes)]
        answer.feed(raw[place : place + size])
        place, turn = place + size, turn + 1
    assert answer.over
    assert answer.reusable
    outcome = answer.outcome()
    assert (outcome.body, outcome.cut, outcome.head and outcome.head.status) == (
        b"fine and dandy",
        False,
        200,
    )


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(list(Framing)), st.integers(0, 100))
def test_any_body_ends_or_is_refused(raw: bytes, framing: Framing, length: int) -> None:
    frames = Frames(framing, length)
    payload = b"".join(frames.feed(raw[place : place + 7]) for place in range(0, len(raw), 7))
    frames.end()
    assert frames.over
    assert len(payload) <= len(raw)


def test_a_head_without_end_costs_linear_time() -> None:
    answer = Answer(exchange())
    answer.feed(b"HTTP/1.1 200 OK\r\n")
    for _ in range(262_000):
        answer.feed(b"A")
    with pytest.raises(NotHttp):
        answer.feed(b"A" * 200)


def test_the_end_of_the_connection() -> None:
    with pytest.raises(ConnectionResetError):
        Answer(exchange()).end()
    half = Answer(exchange())
    half.feed(b"HTTP/1.1 2")
    with pytest.raises(NotHttp):
        half.end()
    whole = Answer(exchange())
    whole.feed(b"HTTP/1.0 200 OK\r\n\r\nfine")
    whole.end()
    assert (whole.outcome().body, whole.over, whole.reusable) == (b"fine", True, False)


def test_the_request_on_the_wire() -> None:
    assert request_bytes(exchange()) == b"GET /x?y HTTP/1.1\r\nHost: a.test\r\nA: b\r\n\r\n"


def test_a_head_has_no_body() -> None:
    assert frame(Head(200, 11, (), ("", "50", "")), "HEAD") == (Framing.EMPTY, 0)
