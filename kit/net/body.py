"""Bodies unpacked within a limit: gzip, deflate, br and zstd, and never more than was asked for."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Protocol

ACCEPTED = "gzip, deflate, br, zstd"
"""The content codings that are named in requests and can be unpacked."""
_LAYERS = 3
"""Codings in one another; more of them is an attack, not a page."""


class BadCoding(ValueError):
    """The body is not what its Content-Encoding says."""


class _Layer(Protocol):
    def feed(self, data: bytes, limit: int) -> bytes: ...


class Unpacker:
    """Takes the raw body piece by piece and keeps its plain text up to `limit` bytes."""

    def __init__(self, codings: str, limit: int) -> None:
        names = [name.strip().lower() for name in codings.split(",")]
        wanted = [name for name in names if name not in {"", "identity"}]
        self.text = bytearray()
        self.limit = limit
        self.cut = False
        self.fault = ""
        if len(wanted) > _LAYERS:
            self._fail("the body is packed in more layers than any page is")
            wanted = []
        self._layers = [_LAYER[name]() for name in reversed(wanted) if name in _LAYER]
        if len(self._layers) != len(wanted):
            self._fail("the body is packed in a way that browsers do not know")

    def feed(self, data: bytes) -> bool:
        """Take raw bytes; False says that no more are needed: the limit is reached or the packing is broken."""
        if self.cut:
            return False
        room = self.limit - len(self.text)
        try:
            for layer in self._layers:
                # One byte more than there is room for tells "just full" from "too much"; packed text
                # between two layers may be a little longer than the text itself.
                most = room + 1 if layer is self._layers[-1] else self.limit + 65_536
                data = layer.feed(data, most)
                self.cut = self.cut or len(data) >= most
        except BadCoding:
            self._fail("the body could not be unpacked")
            return False
        self.text += data[:room]
        self.cut = self.cut or len(data) > room
        return not self.cut

    def _fail(self, fault: str) -> None:
        self.fault, self.cut = fault, True


class _Zlib:
    """gzip and deflate; the first bytes of a deflate body tell whether it has the zlib wrapper (RFC 9110, 8.4.1.2)."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._stream: zlib._Decompress | None = None

    def feed(self, data: bytes, limit: int) -> bytes:
        if not data:
            return b""
        if self._stream is None:
            wrapped = self._bits == zlib.MAX_WBITS | 16 or (data[0] & 15 == 8 and data[0] >> 4 <= 7)
            self._stream = zlib.decompressobj(self._bits if wrapped else -zlib.MAX_WBITS)
        plain = bytearray()
        try:
            while data and len(plain) < limit:
                plain += self._stream.decompress(data, limit - len(plain))
                # What else is left unread lies beyond the limit, and nobody asks for it.
                data = self._next_member()
        except zlib.error as exc:
            raise BadCoding from exc
        return bytes(plain)

    def _next_member(self) -> bytes:
        assert self._stream is not None
        rest = self._stream.unused_data  # nothing before the end of a member
        # Several gzip members may follow one another (RFC 1952, 2.2); other trailing bytes are ignored.
        if self._bits != zlib.MAX_WBITS | 16 or not rest.startswith(b"\x1f\x8b"):
            return b""
        self._stream = zlib.decompressobj(self._bits)
        return rest


class _Brotli:
    def __init__(self) -> None:
        import brotli  # type: ignore[import-untyped]

        self._stream = brotli.Decompressor()
        self._error = brotli.error

    def feed(self, data: bytes, limit: int) -> bytes:
        if self._stream.is_finished():
            return b""
        try:
            # The limit is one of its buffers, so a little more may come; less than it is all there is.
            plain: bytes = self._stream.process(data, output_buffer_limit=limit)
        except self._error as exc:
            raise BadCoding from exc
        return plain[:limit]


class _Zstd:
    """Window sizes above 8 MiB are refused, as RFC 9659 asks of browsers."""

    def __init__(self) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        decompressor = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024)
        self._stream = decompressor.decompressobj(read_across_frames=True)

    def feed(self, data: bytes, limit: int) -> bytes:
        plain = bytearray()
        try:
            # The library has no limit on what one call gives; four bytes can stand for a block of
            # 128 kB (RFC 8878, 3.1.1.2), so that 64 bytes at a time stay within some 2 MB.
            for start in range(0, len(data), 64):
                plain += self._stream.decompress(data[start : start + 64])
                if len(plain) >= limit:
                    break
        except self._error as exc:
            raise BadCoding from exc
        return bytes(plain[:limit])


_LAYER: dict[str, Callable[[], _Layer]] = {
    "gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "x-gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "br": _Brotli,
    "zstd": _Zstd,
}
