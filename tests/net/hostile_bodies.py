"""Hostile servers, part two: lengths, chunks, packing, and bodies without end."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache

from .hostile_heads import OK, endless
from .world import Behaviour, Close, Peer, sends

CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n"
PACKS: list[Callable[[], bytes]] = []
"""Called once before the run, because making a bomb takes longer than the run waits."""
TEXT = b"<p>" + b"fine words, many times over. " * 200 + b"</p>"


def packed(coding: str, pack: Callable[[], bytes], *, status: int = 200):
    pack = cache(pack)
    PACKS.append(pack)

    def serve(peer: Peer) -> None:
        peer.answer(status, pack(), f"Content-Encoding: {coding}")

    return serve


@cache
def zeros(megabytes: int, wbits: int = 31) -> bytes:
    stream = zlib.compressobj(9, wbits=wbits)
    mega = bytes(1_000_000)
    return b"".join(stream.compress(mega) for _ in range(megabytes)) + stream.flush()


@cache
def brotli_bomb() -> bytes:
    import brotli

    return brotli.compress(bytes(20_000_000), quality=5)


@cache
def zstd_bomb() -> bytes:
    import zstandard

    return zstandard.compress(bytes(20_000_000))


def brotli_text() -> bytes:
    import brotli

    return brotli.compress(TEXT)


def zstd_text() -> bytes:
    import zstandard

    return zstandard.compress(TEXT)


def wide_frame() -> bytes:
    # Magic, a frame header without single segment, window descriptor for 2^27, one raw last block "hi".
    return b"\x28\xb5\x2f\xfd\x00" + bytes([(27 - 10) << 3]) + b"\x11\x00\x00hi"


def raw_deflate() -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(TEXT) + stream.flush()


def layers(count: int) -> bytes:
    data = TEXT
    for _ in range(count):
        data = gzip.compress(data)
    return data


def chunks(*pieces: bytes | str, close: bool = True):
    return sends(CHUNKED, *pieces, close=close)


def surplus(peer: Peer) -> None:
    """More bytes than announced: they must not become the next answer on this connection."""
    peer.send(OK, "Content-Length: 4\r\n\r\nfine", "HTTP/1.1 500 Smuggled\r\nContent-Length: 0\r\n\r\n" * 3)


def slow_body(peer: Peer) -> None:
    peer.send(OK, "Content-Length: 100\r\n\r\n")
    peer.drip(b"x" * 100)


def slow_chunks(peer: Peer) -> None:
    peer.send(CHUNKED)
    peer.forever(b"1\r\nx\r\n", 0.05)


def hangs_in_body(peer: Peer) -> None:
    peer.send(OK, "Content-Length: 100\r\n\r\nhalf")
    peer.hang()


def resets_in_body(peer: Peer) -> None:
    peer.send(OK, "Content-Length: 100\r\n\r\nhalf")
    peer.wait(0.1)
    peer.reset()
    raise Close


def row(
    name: str,
    serve: Callable[[Peer], None],
    *,
    cut: bool = False,
    body: bytes | None = None,
    ends: str = "200",
    detail: str = "",
) -> Behaviour:
    return Behaviour(name, serve, ends, detail, body, cut, wanted=True)


BODIES = (
    row("body-slow", slow_body, cut=True),
    row("body-hangs", hangs_in_body, cut=True, body=b"half"),
    row("body-resets", resets_in_body, cut=True, body=b"half"),
    row("body-endless", endless(OK + "\r\n", b"x" * 65_536), cut=True),
    row(
        "body-endless-with-length",
        endless(OK + "Content-Length: 1000000000000000\r\n\r\n", b"x" * 65_536),
        cut=True,
    ),
    row("body-until-close", sends("HTTP/1.0 200 OK\r\n\r\nfine"), body=b"fine"),
    row("length-too-long", sends(OK, "Content-Length: 100\r\n\r\nfine"), cut=True, body=b"fine"),
    row("length-too-short", surplus, body=b"fine"),
    row("length-twice", sends(OK, "Content-Length: 4\r\nContent-Length: 4\r\n\r\nfine"), body=b"fine"),
    row("length-list", sends(OK, "Content-Length: 4, 4\r\n\r\nfine"), body=b"fine"),
    row(
        "length-contradicts",
        sends(OK, "Content-Length: 4\r\nContent-Length: 5\r\n\r\nfine!"),
        ends="not_http",
        detail="two different lengths",
    ),
    row("length-contradicts-list", sends(OK, "Content-Length: 4, 5\r\n\r\nfine!"), ends="not_http"),
    row("length-negative", sends(OK, "Content-Length: -4\r\n\r\nfine"), body=b"fine"),
    row("length-plus", sends(OK, "Content-Length: +4\r\n\r\nfine"), body=b"fine"),
    row("length-words", sends(OK, "Content-Length: four\r\n\r\nfine"), body=b"fine"),
    row("length-hex", sends(OK, "Content-Length: 0x4\r\n\r\nfine"), body=b"fine"),
    row("length-overflows", sends(OK, "Content-Length: 99999999999999999999999\r\n\r\nfine"), body=b"fine"),
    row("length-of-5000-digits", sends(OK, "Content-Length: " + "9" * 5000 + "\r\n\r\nfine"), body=b"fine"),
    row("length-empty", sends(OK, "Content-Length:\r\n\r\nfine"), body=b"fine"),
    row(
        "length-and-chunks",
        sends(OK, "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n"),
        body=b"fine",
    ),
    row("coding-unknown", sends(OK, "Transfer-Encoding: cow\r\n\r\nfine"), body=b"fine"),
    row("coding-identity", sends(OK, "Transfer-Encoding: identity\r\n\r\nfine"), body=b"fine"),
    row(
        "204-with-body",
        sends("HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nfine"),
        ends="204",
        body=b"",
    ),
    row(
        "304-with-length",
        sends("HTTP/1.1 304 Not Modified\r\nContent-Length: 400\r\n\r\n"),
        ends="304",
        body=b"",
    ),
    row("chunks", chunks("4\r\nfine\r\n0\r\n\r\n", close=False), body=b"fine"),
    row("chunks-with-extension", chunks("4;name=value\r\nfine\r\n0\r\n\r\n"), body=b"fine"),
    row(
        "chunks-upper-case",
        sends(OK, "Transfer-Encoding: Chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n"),
        body=b"fine",
    ),
    row("chunks-with-trailers", chunks("4\r\nfine\r\n0\r\nX: y\r\nZ: a\r\n\r\n", close=False), body=b"fine"),
    row("chunks-zero-padded", chunks("0000000004\r\nfine\r\n0\r\n\r\n"), body=b"fine"),
    row("chunks-unfinished", chunks("4\r\nfine\r\n"), cut=True, body=b"fine"),
    row("chunks-cut-inside", chunks("ff\r\nfine"), cut=True),
    row("chunks-negative", chunks("-4\r\nfine\r\n0\r\n\r\n"), cut=True, body=b""),
    row("chunks-garbage", chunks("xyz\r\nfine\r\n0\r\n\r\n"), cut=True, body=b""),
    row("chunks-underscore", chunks("1_0\r\n0123456789abcdef\r\n0\r\n\r\n"), cut=True, body=b""),
    row("chunks-prefixed", chunks("0x4\r\nfine\r\n0\r\n\r\n"), cut=True, body=b""),
    row("chunks-empty-size", chunks("\r\nfine\r\n0\r\n\r\n"), cut=True, body=b""),
    row("chunks-overflow", chunks("FFFFFFFFFFFFFFFFFFFFFFFF\r\nfine"), cut=True),
    row("chunks-no-line-end", chunks("4\r\nfineXX4\r\nmore\r\n0\r\n\r\n"), cut=True),
    row("chunks-slow", slow_chunks, cut=True),
    row("chunks-endless", endless(CHUNKED, b"4000\r\n" + b"x" * 0x4000 + b"\r\n"), cut=True),
    row("chunks-of-one-byte", endless(CHUNKED, b"1\r\nx\r\n" * 8000), cut=True),
    row("chunks-endless-size", endless(CHUNKED, b"0" * 65_536), cut=True),
    row("chunks-endless-extension", endless(CHUNKED + "4;x=", b"y" * 65_536), cut=True),
    row("trailers-endless", endless(CHUNKED + "4\r\nfine\r\n0\r\n", b"X: y\r\n" * 8000), cut=True),
    row("trailer-line-endless", endless(CHUNKED + "4\r\nfine\r\n0\r\nX: ", b"y" * 65_536), cut=True),
    row("gzip", packed("gzip", lambda: gzip.compress(TEXT)), body=TEXT),
    row("x-gzip", packed("X-GZIP", lambda: gzip.compress(TEXT)), body=TEXT),
    row("deflate", packed("deflate", lambda: zlib.compress(TEXT)), body=TEXT),
    row("deflate-raw", packed("deflate", raw_deflate), body=TEXT),
    row("brotli", packed("br", brotli_text), body=TEXT),
    row("zstd", packed("zstd", zstd_text), body=TEXT),
    row("gzip-twice", packed("gzip, gzip", lambda: layers(2)), body=TEXT),
    row("gzip-members", packed("gzip", lambda: gzip.compress(TEXT) * 2), body=TEXT * 2),
    row("gzip-then-garbage", packed("gzip", lambda: gzip.compress(TEXT) + b"garbage"), body=TEXT),
    row("gzip-empty", packed("gzip", lambda: b""), body=b""),
    row("gzip-bomb", packed("gzip", lambda: zeros(20)), cut=True),
    row("deflate-bomb", packed("deflate", lambda: zeros(20, 15)), cut=True),
    row("brotli-bomb", packed("br", brotli_bomb), cut=True),
    row("zstd-bomb", packed("zstd", zstd_bomb), cut=True),
    row("nested-bomb", packed("gzip, gzip", lambda: gzip.compress(zeros(20))), cut=True),
    row("mixed-bomb", packed("gzip, br", lambda: _brotli(zeros(20))), cut=True),
    row("ten-layers", packed(", ".join(["gzip"] * 10), lambda: layers(10)), cut=True, detail="layers"),
    row("zstd-wide-window", packed("zstd", wide_frame), cut=True, detail="unpacked"),
    row("gzip-garbage", packed("gzip", lambda: b"this is not gzip"), cut=True, body=b"", detail="unpacked"),
    row("brotli-garbage", packed("br", lambda: b"\xff" * 99), cut=True, detail="unpacked"),
    row("gzip-lie", packed("gzip", lambda: TEXT), cut=True, detail="unpacked"),
    row("coding-nobody-knows", packed("cow", lambda: TEXT), cut=True, detail="do not know"),
    row("bomb-on-404", packed("gzip", lambda: zeros(20), status=404), cut=True, ends="404"),
    row("deep-html", lambda peer: peer.answer(200, b"<div>" * 30_000, "Content-Type: text/html")),
    row(
        "charset-lie",
        lambda peer: peer.answer(200, "ä".encode("utf-16"), "Content-Type: text/html; charset=utf-9"),
        body="ä".encode("utf-16"),
    ),
    row("hostile-title", lambda peer: peer.answer(200, b"<title>\x1b]0;x\x07\xe2\x80\xae</title>")),
    row(
        "xml-entities",
        lambda peer: peer.answer(
            200, b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "Content-Type: application/xml"
        ),
    ),
    Behaviour(
        "robots-endless",
        endless(OK + "\r\n", b"Disallow: /\r\n" * 5000),
        "200",
        cut=True,
        wanted=True,
        target="/robots.txt",
    ),
    Behaviour("unwanted-endless", endless(OK + "\r\n", b"x" * 65_536), "200"),
    Behaviour("unwanted-slow", slow_body, "200"),
    Behaviour("unwanted-hangs", hangs_in_body, "200"),
    Behaviour("unwanted-bomb", packed("gzip", lambda: zeros(20)), "200"),
    Behaviour("unwanted-chunk-garbage", chunks("xyz\r\n"), "200"),
    Behaviour("unwanted-trailers", endless(CHUNKED + "0\r\n", b"X: y\r\n" * 8000), "200"),
)


def _brotli(data: bytes) -> bytes:
    import brotli

    return brotli.compress(data)
