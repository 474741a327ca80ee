"""Packed bodies; the hostile world has the bombs, here is the property."""

from __future__ import annotations

import gzip
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
    unpacker.feed(raw)
    unpacker.feed(b"")
    unpacker.feed(raw)
    assert len(unpacker.text) <= 1000


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip"])
def test_what_follows_the_end_is_ignored(coding: str) -> None:
    unpacker = Unpacker(coding, 100)
    unpacker.feed(PACKERS[coding](b"fine"))
    unpacker.feed(b"")
    assert bytes(unpacker.text) == b"fine"
