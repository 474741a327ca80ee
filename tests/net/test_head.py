"""Heads and frames, byte by byte; the hostile world has the rows, here are the properties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.net import head as heads
from kit.net.chain import Exchange
from kit.net.frames import Frames
from kit.net.head import Framing, Head, NotHttp, begins_like_http, frame, keeps_open, parse_head
from kit.net.loop.wire import Answer, request_bytes
from kit.net.urls import parse_url


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """Forget the lines read before: a mutant's run inherits them and would not read at all."""
    for each in vars(heads).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()


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
    assert (head.header("x-b"), head.all("x-b")) == ("", "")
    assert keeps_open(head)


@pytest.mark.parametrize(
    ("line", "status", "version"),
    [
        pytest.param(b"HTTP/1.1 200\r", 200, 11, id="no reason"),
        pytest.param(b"http/1.1\t200\tgood", 200, 11, id="small letters and tabs"),
        pytest.param(b"HTTP/1.0 999 x", 999, 10, id="an unknown status"),
        pytest.param(b"HTTP/1.1 100 go on", 100, 11, id="the smallest status"),
        pytest.param(b"HTTP/1 200 OK", 200, 11, id="half a version"),
        pytest.param(b"HTTP/2.0 200 OK", 200, 11, id="HTTP/2 for show"),
    ],
)
def test_a_first_line_is_read(line: bytes, status: int, version: int) -> None:
    head = parse_head(line + b"\n")
    assert (head.status, head.version) == (status, version)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param(b"SSH-2.0-x", "the answer does not begin like HTTP", id="another protocol"),
        pytest.param(b"HTTP/1.1 20 OK", "the answer does not begin like HTTP", id="two digits"),
        pytest.param(b"HTTP/1.1 2000 OK", "the answer does not begin like HTTP", id="four digits"),
        pytest.param(b"HTTP/1.1 099 x", "the answer has no valid status number", id="below every status"),
        pytest.param(b"HTTP/2.1 200 OK", "the answer is in an HTTP version that nobody asked for", id="2.1"),
        pytest.param(b"HTTP/2 200 OK", "the answer is in an HTTP version that nobody asked for", id="2"),
        pytest.param(b"HTTP/3.0 200 OK", "the answer is in an HTTP version that nobody asked for", id="3"),
    ],
)
def test_a_first_line_is_refused(line: bytes, says: str) -> None:
    with pytest.raises(NotHttp) as refused:
        parse_head(line)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("lines", "headers"),
    [
        pytest.param(b"A: b\n c\n\td", (("a", "b c d"),), id="folded"),
        pytest.param(b" A: b\nC: d", (("a", "b"), ("c", "d")), id="nothing to fold on to"),
        pytest.param(b"A : b\n: c\nno colon\nD:", (("a", "b"), ("d", "")), id="odd lines are left out"),
        pytest.param(b"A: b:c", (("a", "b:c"),), id="a colon in the value"),
        pytest.param(b"A: caf\xe9", (("a", "caf\xe9"),), id="Latin-1"),
    ],
)
def test_header_lines(lines: bytes, headers: tuple[tuple[str, str], ...]) -> None:
    assert parse_head(b"HTTP/1.1 200 OK\n" + lines + b"\n").headers == headers


def test_what_frames_a_body_is_joined_from_all_its_lines() -> None:
    raw = b"HTTP/1.1 200 OK\nConnection: a\nConnection: b\nContent-Length: 1\nContent-Length: 1\nTransfer-Encoding: gzip\n"
    assert parse_head(raw).framing == ("a,b", "1,1", "gzip")


@pytest.mark.parametrize(
    ("raw", "stays"),
    [
        (b"HTTP/1.1 200 OK", True),
        (b"HTTP/1.1 200 OK\r\nConnection: Close", False),
        (b"HTTP/1.1 200 OK\r\nConnection: upgrade , close", False),
        (b"HTTP/1.1 200 OK\r\nConnection: upgrade", True),
        (b"HTTP/1.0 200 OK", False),
        (b"HTTP/1.0 200 OK\r\nConnection: x, keep-alive", True),
        (b"HTTP/1.0 200 OK\r\nConnection: x", False),
    ],
)
def test_who_keeps_the_connection(raw: bytes, stays: bool) -> None:
    assert keeps_open(parse_head(raw)) is stays


@pytest.mark.parametrize(
    ("raw", "yes"),
    [
        (b"", True),
        (b"\r\nHT", True),
        (b"http/1", True),
        (b"SSH-", False),
        (b" HTTP/", False),
        (b"XHTTP/", False),
    ],
)
def test_first_bytes(raw: bytes, yes: bool) -> None:
    assert begins_like_http(raw) is yes


def said(status: int, length: str = "", coding: str = "", method: str = "GET") -> tuple[Head, str]:
    return Head(status, 11, (), ("", length, coding)), method


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(said(200, "50", method="HEAD"), (Framing.EMPTY, 0), id="a head has no body"),
        pytest.param(said(204, "50"), (Framing.EMPTY, 0), id="204 has none"),
        pytest.param(said(304, "50"), (Framing.EMPTY, 0), id="304 has none"),
        pytest.param(said(199, "50"), (Framing.EMPTY, 0), id="an interim answer has none"),
        pytest.param(said(200, "50"), (Framing.LENGTH, 50), id="a length"),
        pytest.param(said(205, "50"), (Framing.LENGTH, 50), id="205 with a body after all"),
        pytest.param(said(305, "50"), (Framing.LENGTH, 50), id="305 with a body"),
        pytest.param(said(200), (Framing.CLOSE, 0), id="nothing said"),
        pytest.param(said(200, "50", "chunked"), (Framing.CHUNKED, 0), id="chunks before lengths"),
        pytest.param(said(200, "", "gzip, Chunked "), (Framing.CHUNKED, 0), id="chunks at the end"),
        pytest.param(said(200, "50", "chunked, gzip"), (Framing.CLOSE, 0), id="chunks in the middle"),
        pytest.param(said(200, "50 ,50,"), (Framing.LENGTH, 50), id="twice the same length"),
        pytest.param(said(200, ","), (Framing.CLOSE, 0), id="no length at all"),
        pytest.param(said(200, "-5"), (Framing.CLOSE, 0), id="a length below nothing"),
        pytest.param(said(200, "٣"), (Framing.CLOSE, 0), id="digits of another script"),
        pytest.param(said(200, "9" * 18), (Framing.LENGTH, 10**18 - 1), id="the longest length"),
        pytest.param(said(200, "9" * 19), (Framing.CLOSE, 0), id="a length beyond belief"),
    ],
)
def test_how_a_body_is_framed(answer: tuple[Head, str], expected: tuple[Framing, int]) -> None:
    assert frame(*answer) == expected


def test_two_lengths_for_one_body_are_refused() -> None:
    with pytest.raises(NotHttp) as refused:
        frame(*said(200, "5,6"))
    assert str(refused.value) == "the server names two different lengths for one answer"


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


ENDED = "the connection ended before the body did"
SENSELESS = "the sizes of the chunks make no sense"


@pytest.mark.parametrize(
    ("framing", "raw", "expected"),
    [
        pytest.param((Framing.EMPTY, 0), b"", (b"", "", False), id="no body"),
        pytest.param((Framing.EMPTY, 0), b"x", (b"", "", True), id="a body that must not be"),
        pytest.param((Framing.LENGTH, 0), b"", (b"", "", False), id="a body of no length"),
        pytest.param((Framing.LENGTH, 1), b"x", (b"x", "", False), id="a body of one byte"),
        pytest.param((Framing.LENGTH, 4), b"fine", (b"fine", "", False), id="as long as it says"),
        pytest.param((Framing.LENGTH, 4), b"fine and", (b"fine", "", True), id="longer than it says"),
        pytest.param((Framing.LENGTH, 5), b"fine", (b"fine", ENDED, False), id="shorter than it says"),
        pytest.param((Framing.CLOSE, 0), b"fine", (b"fine", "", False), id="to the end of the connection"),
        pytest.param((Framing.CHUNKED, 0), b"4\r\nfine\r\n0\r\n\r\n", (b"fine", "", False), id="one chunk"),
        pytest.param((Framing.CHUNKED, 0), b"10 ;a=b\n" + b"x" * 16 + b"\n0\nA: b\n\n", (b"x" * 16, "", False), id="bare line ends and trailers"),
        pytest.param((Framing.CHUNKED, 0), b"4\r\nfine\r\n0\r\n\r\nmore", (b"fine", "", True), id="more than the chunks"),
        pytest.param((Framing.CHUNKED, 0), b"4\r\nfine\r\n", (b"fine", ENDED, False), id="no last chunk"),
        pytest.param((Framing.CHUNKED, 0), b"3\r\nfine\r\n", (b"fin", "the chunks are not as long as they say", False), id="a chunk longer than it says"),
        pytest.param((Framing.CHUNKED, 0), b"x\r\n", (b"", SENSELESS, False), id="no size"),
        pytest.param((Framing.CHUNKED, 0), b"4X\r\n", (b"", SENSELESS, False), id="a size with a letter"),
        pytest.param((Framing.CHUNKED, 0), b" 4\r\n", (b"", SENSELESS, False), id="a size after a blank"),
        pytest.param((Framing.CHUNKED, 0), b"4;" + b"x" * 5000, (b"", SENSELESS, None), id="a size without end"),
        pytest.param((Framing.CHUNKED, 0), b"0\r\n" + b"a: b\r\n" * 10_000 + b"\r\n", (b"", "", False), id="long trailers"),
        pytest.param((Framing.CHUNKED, 0), b"0\r\n" + b"a: b\r\n" * 11_000, (b"", "the trailers do not end", None), id="trailers without end"),
    ],
)  # fmt: skip
def test_what_is_in_the_frames(
    framing: tuple[Framing, int], raw: bytes, expected: tuple[bytes, str, bool | None]
) -> None:
    whole, split = Frames(*framing), Frames(*framing)
    for frames, size in ((whole, len(raw) or 1), (split, 3)):
        pieces = [raw[place : place + size] for place in range(0, len(raw), size)]
        payload = b"".join(map(frames.feed, pieces))
        frames.end()
        assert frames.over
        surplus = None if expected[2] is None else frames.surplus  # None: such a connection is closed anyway
        assert (payload, frames.fault, surplus) == expected


@pytest.mark.parametrize(
    ("framing", "worth"),
    [
        pytest.param((Framing.LENGTH, 10), True, id="as long as the limit"),
        pytest.param((Framing.LENGTH, 11), False, id="longer"),
        pytest.param((Framing.CHUNKED, 0), True, id="chunks may be short"),
        pytest.param((Framing.CLOSE, 0), False, id="the end of the connection is far"),
    ],
)
def test_what_is_worth_reading_to_its_end(framing: tuple[Framing, int], worth: bool) -> None:
    assert Frames(*framing).worth_draining(10) is worth


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
