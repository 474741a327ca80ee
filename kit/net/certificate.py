"""What a certificate says, read from its bytes (DER, RFC 5280): for naming a fault after verification failed."""

from __future__ import annotations

import calendar
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass

from kit.base.text import clean

_COMMON_NAME = bytes.fromhex("550403")
_ORGANISATION = bytes.fromhex("55040a")
_ALT_NAMES = bytes.fromhex("551d11")
_AUTHORITY_INFO = bytes.fromhex("2b06010505070101")
_CA_ISSUERS = bytes.fromhex("2b06010505073002")


@dataclass(frozen=True, slots=True)
class Certificate:
    """The parts of a server's certificate that people are told about. Times are seconds since 1970."""

    issuer: str
    names: tuple[str, ...]
    begins: float
    ends: float
    self_signed: bool
    names_its_issuer: bool
    """It holds the address of its issuer's certificate, as those of public authorities do."""


def read_certificate(der: bytes) -> Certificate | None:
    """Read a certificate; None when its bytes make no sense."""
    try:
        return _read(der)
    except (ValueError, IndexError):
        return None


def explain(code: int, der: bytes, host: str, wall: float) -> str:
    """Say what is wrong with a certificate that failed with OpenSSL's verify `code`; "" when it cannot be read."""
    found = read_certificate(der)
    if found is None:
        return ""
    if code == 10:
        if found.ends < wall:
            return f"the certificate expired on {_date(found.ends)}"
        return "a certificate in the chain that the server sends has expired"
    if code == 9:
        return f"the certificate is not valid before {_date(found.begins)}"
    if code in {62, 64}:
        return f"the certificate is not made out for {host} but for {_list(found.names)}"
    if found.self_signed:
        return "the certificate is self-signed, so no browser trusts it"
    if code in {2, 20, 21} and found.names_its_issuer:
        return f"the server does not send its intermediate certificate (issued by {found.issuer})"
    if code in {2, 19, 20, 21}:
        return f"the certificate was signed by {found.issuer}, which browsers do not know"
    return ""


def days_left(der: bytes, wall: float) -> int | None:
    """Give the whole days until a certificate runs out, negative when it has."""
    try:
        return int((_end(der) - wall) // 86_400)
    except (ValueError, IndexError):
        return None


def _date(moment: float) -> str:
    return time.strftime("%-d %B %Y", time.gmtime(moment)) if moment < 253_402_300_800 else "a far day"


def _list(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:3]) or "no name at all"
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _read(der: bytes) -> Certificate:
    _, whole = _first(der)
    _, signed = _first(whole)
    fields = list(_parts(signed))
    if fields and fields[0][0] == 0xA0:
        del fields[0]
    _, _, (_, issuer), (_, validity), (_, subject) = fields[:5]
    begins, ends = (_time(tag, value) for tag, value in list(_parts(validity))[:2])
    extensions = next((dict(_extensions(value)) for tag, value in fields if tag == 0xA3), {})
    return Certificate(
        issuer=_name(issuer),
        names=_alt_names(extensions.get(_ALT_NAMES, b""))
        or tuple(filter(None, (_attribute(subject, _COMMON_NAME),))),
        begins=begins,
        ends=ends,
        self_signed=issuer == subject,
        names_its_issuer=_CA_ISSUERS in extensions.get(_AUTHORITY_INFO, b""),
    )


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give tag and content of each DER value in `data`; raises ValueError where lengths do not fit."""
    place = 0
    while place < len(data):
        tag, length = data[place], data[place + 1]
        place += 2
        if length & 0x80:
            size = length & 0x7F
            if not 0 < size <= 4:
                raise ValueError("length")
            length = int.from_bytes(data[place : place + size])
            place += size
        if place + length > len(data):
            raise ValueError("length")
        yield tag, data[place : place + length]
        place += length


def _first(data: bytes) -> tuple[int, bytes]:
    for part in _parts(data):
        return part
    raise ValueError("empty")


def _end(der: bytes) -> float:
    """Give the moment a certificate runs out, without reading the rest: once for every secure connection."""
    _, whole = _first(der)
    _, signed = _first(whole)
    for tag, value in _parts(signed):
        # Version, number, algorithm, issuer, validity: the first sequence that begins with a time.
        if tag == 0x30 and value[:1] in {b"\x17", b"\x18"}:
            _, (tag, moment) = list(_parts(value))[:2]
            return _time(tag, moment)
    raise ValueError("no validity")


def _time(tag: int, value: bytes) -> float:
    text = value.decode("ascii")
    if tag == 0x17:
        text = ("19" if text[:2] >= "50" else "20") + text
    if len(text) != 15 or not text[:14].isdigit() or text[14] != "Z":
        raise ValueError("time")
    parts = (text[:4], text[4:6], text[6:8], text[8:10], text[10:12], text[12:14])
    return float(calendar.timegm((*map(int, parts), 0, 0, 0)))


def _attribute(name: bytes, wanted: bytes) -> str:
    for _, relative in _parts(name):
        for _, pair in _parts(relative):
            (_, key), (_, value) = list(_parts(pair))[:2]
            if key == wanted:
                return clean(value.decode("utf-8", "replace"), limit=80)
    return ""


def _name(name: bytes) -> str:
    return _attribute(name, _ORGANISATION) or _attribute(name, _COMMON_NAME) or "an unnamed authority"


def _extensions(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    _, listed = _first(data)
    for _, extension in _parts(listed):
        parts = list(_parts(extension))
        yield parts[0][1], parts[-1][1]


def _alt_names(data: bytes) -> tuple[str, ...]:
    if not data:
        return ()
    _, listed = _first(data)
    return tuple(
        clean(value.decode("ascii", "replace"), limit=80) for tag, value in _parts(listed) if tag == 0x82
    )


def unverified() -> ssl.SSLContext:
    """Give a context that only looks at the certificate: nothing is ever asked over its connections."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made
