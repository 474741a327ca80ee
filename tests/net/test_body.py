"""Packed bodies; the hostile world has the bombs, here is the property."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.net.body import Unpacker

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "identity": bytes,
    "": bytes,
}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=2000), st.integers(1, 500), st.integers(1, 2500))
def test_whatever_is_packed_comes_out_up_to_the_limit(
    coding: str, plain: bytes, size: int, limit: int
) -> None:
    packed = PACKERS[coding](plain)
    unpacker = Unpacker(coding, limit)
    for place in range(0, len(packed), size):
        unpacker.feed(packed[place : place + size])
    assert bytes(unpacker.text) == plain[:limit]
    assert unpacker.cut is (len(plain) > limit)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=500))
def test_any_bytes_are_unpacked_or_refused(coding: str, raw: bytes) -> None:
    unpacker = Unpacker(coding, 1000)
    assert unpacker.feed(raw) is not unpacker.cut
    unpacker.feed(b"")
    unpacker.feed(raw)
    assert len(unpacker.text) <= 1000


LETTER = random.Random(1).randbytes(5000)
"""A body that cannot be made smaller, so that every packer needs several blocks."""


def raw_deflate(plain: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(plain) + packer.flush()


def windowed(log: int) -> bytes:
    """Give zstd whose reader needs 2 ** log bytes of memory."""
    packer = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=log)
    ).compressobj()
    return packer.compress(b"fine") + packer.flush()


def unpacked(codings: str, *pieces: bytes, limit: int = 10_000) -> tuple[bytes, bool, str]:
    unpacker = Unpacker(codings, limit)
    for piece in pieces:
        unpacker.feed(piece)
    return bytes(unpacker.text), unpacker.cut, unpacker.fault


BROKEN = "the body could not be unpacked"
EMPTY = gzip.compress(b"")
STORED = b"\x88\x04\x00\xfb\xfffine\x03\x00"
"""Raw deflate whose first byte has the 8 of a zlib wrapper, in bits that mean nothing there."""


@pytest.mark.parametrize(
    ("codings", "packed", "plain", "fault"),
    [
        pytest.param("GZIP", gzip.compress(b"fine"), b"fine", "", id="gzip, in capitals"),
        pytest.param("x-gzip", gzip.compress(b"fine"), b"fine", "", id="the old name of gzip"),
        pytest.param("gzip", gzip.compress(b"fine ") + gzip.compress(b"and dandy"), b"fine and dandy", "", id="two gzip members"),
        pytest.param("gzip", gzip.compress(b"fine") + b"and junk", b"fine", "", id="junk behind gzip"),
        pytest.param("gzip", b"no gzip", b"", BROKEN, id="no gzip at all"),
        pytest.param("gzip", zlib.compress(b"fine"), b"", BROKEN, id="deflate called gzip"),
        pytest.param("deflate", raw_deflate(b"fine"), b"fine", "", id="deflate without its wrapper"),
        pytest.param("deflate", STORED, b"fine", "", id="deflate that looks wrapped"),
        pytest.param("deflate", zlib.compress(b"fine") + gzip.compress(b"more"), b"fine", "", id="gzip behind deflate"),
        pytest.param("br", brotli.compress(b"fine") , b"fine", "", id="brotli"),
        pytest.param("br", b"no brotli", b"", BROKEN, id="no brotli at all"),
        pytest.param("zstd", zstandard.compress(b"fine ") + zstandard.compress(b"and dandy"), b"fine and dandy", "", id="two zstd frames"),
        pytest.param("zstd", windowed(23), b"fine", "", id="the largest window of zstd"),
        pytest.param("zstd", windowed(24), b"", BROKEN, id="a larger window than browsers take"),
        pytest.param("zstd", b"no zstd", b"", BROKEN, id="no zstd at all"),
        pytest.param("gzip", gzip.compress(LETTER), LETTER, "", id="gzip, several blocks"),
        pytest.param("br", brotli.compress(LETTER), LETTER, "", id="brotli, several blocks"),
        pytest.param("zstd", zstandard.compress(LETTER), LETTER, "", id="zstd, several blocks"),
        pytest.param("deflate, gzip , br", brotli.compress(gzip.compress(zlib.compress(b"fine"))), b"fine", "", id="three layers"),
        pytest.param("gzip, gzip", gzip.compress(EMPTY * 500 + gzip.compress(b"fine")), b"fine", "", id="much packing for little"),
        pytest.param("gzip, gzip, gzip, gzip", b"x", b"", "the body is packed in more layers than any page is", id="four layers"),
        pytest.param("gzip, lzma", b"x", b"", "the body is packed in a way that browsers do not know", id="an unknown layer"),
        pytest.param("identity,, ", b"fine", b"fine", "", id="no layer"),
    ],
)  # fmt: skip
def test_each_packing(codings: str, packed: bytes, plain: bytes, fault: str) -> None:
    assert unpacked(codings, packed) == (plain, bool(fault), fault)
    by_byte = unpacked(codings, *(packed[place : place + 1] for place in range(len(packed))))
    assert by_byte[1:] == (bool(fault), fault)
    assert by_byte[0] == plain or fault


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "identity"])
def test_the_limit_is_the_last_byte_that_is_taken(coding: str) -> None:
    packed = PACKERS[coding](LETTER)
    assert unpacked(coding, packed, limit=5000) == (LETTER, False, "")
    assert unpacked(coding, packed, limit=4999) == (LETTER[:4999], True, "")
    unpacker = Unpacker(coding, 4999)
    assert not unpacker.feed(packed)
    assert not unpacker.feed(packed)
    assert len(unpacker.text) == 4999


def test_a_text_between_layers_that_never_ends_is_cut() -> None:
    packed = gzip.compress(EMPTY * 10_000 + gzip.compress(b"fine"))
    assert unpacked("gzip, gzip", packed, limit=100) == (b"", True, "")


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_takes_little_memory(coding: str, layers: int) -> None:
    packed = bytes(8_000_000)
    for _ in range(layers):
        packed = PACKERS[coding](packed)
    tracemalloc.start()
    text, cut, _ = unpacked(",".join([coding] * layers), packed, limit=1000)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (text, cut) == (bytes(1000), True)
    assert most < 3_000_000


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip"])
def test_what_follows_the_end_is_ignored(coding: str) -> None:
    assert unpacked(coding, PACKERS[coding](b"fine"), b"") == (b"fine", False, "")


def test_nothing_is_no_page_and_no_fault() -> None:
    assert unpacked("deflate", b"", zlib.compress(b"fine")) == (b"fine", False, "")
