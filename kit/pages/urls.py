"""Addresses by the URL standard: resolving, taking apart, saying what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

# https://url.spec.whatwg.org/#special-scheme: only these have hosts, ports and queries as the web knows them.
_SPECIAL = ("http:", "https:", "ws:", "wss:", "ftp:", "file:")
# https://url.spec.whatwg.org/#special-query-percent-encode-set, turned round: ASCII that stays as it is.
_LEFT_IN_QUERY = "!$%&()*+,-./:;=?@[\\]^_`{|}~"
_STRIPPED = "".join(map(chr, range(0x21)))
_SURROGATES = re.compile("[\ud800-\udfff]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20\"<>\\^`{|}%]")

# Pages of a site repeat each other's menus; the bounds keep the memory of huge sites down.
_REMEMBERED = 10_000
_FOLDERS = 8
_LONG = 300

Resolve = Callable[[str], tuple[str, str]]
"""Give (absolute address, problem) for one address as typed; one of the two is empty."""


@dataclass(frozen=True, slots=True)
class Address:
    """An absolute address in its parts: `scheme` without colon, `query` and `fragment` without their sign.

    `port` is None for the scheme's own port; `fragment` is None when there is no `#` at all.
    """

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str | None
    origin: str


def parse_address(url: str) -> Address | None:
    """Give the parts of an absolute address, or None when the URL standard refuses it."""
    import can_ada

    try:
        parsed = can_ada.parse(_scalar(url))
    except ValueError:
        return None
    href = parsed.href
    return Address(
        scheme=parsed.protocol[:-1],
        host=parsed.hostname,
        port=int(parsed.port) if parsed.port else None,
        path=parsed.pathname,
        query=parsed.search[1:],
        fragment=href.partition("#")[2] if "#" in href else None,
        origin=parsed.origin,
    )


def normalise(url: str) -> str:
    """Give the one spelling a browser gives an absolute address, or "" when it refuses it."""
    return resolve(url, "")[0]


def resolve(raw: str, base: str) -> tuple[str, str]:
    """Give (absolute address, "") for an address as typed on a page at `base`, or ("", what is wrong)."""
    return resolver(base)(raw)


def resolver(base: str, charset: str = "utf-8") -> Resolve:
    """Give the function that resolves addresses on one page, remembering what it has seen.

    `charset` is the page's: the query of a link on a page in an old charset is sent in that charset
    (URL standard, "query state"). A page without a usable address resolves absolute addresses only.
    """
    import can_ada

    join: Callable[[str], Any]
    try:
        parsed = can_ada.parse(_scalar(base))
        join, here = parsed.__add__, _caret(parsed.href.partition("#")[0])
    except ValueError:
        join, here = can_ada.parse, ""
    legacy = _legacy_encoder(charset)
    is_web = here.startswith(("http://", "https://"))
    rooted = _known(parsed.origin, charset) if is_web else {}
    beside = _known(here.partition("?")[0].rpartition("/")[0], charset) if is_web else {}
    own: dict[str, tuple[str, str]] = {}

    # It must not call itself: such a ring would live until the end of the process, and can_ada says so on stderr.
    def resolve_one(raw: str) -> tuple[str, str]:
        first = raw[:1]
        if first == "#" and is_web and (_is_word(raw) or _PLAIN_FRAGMENT.fullmatch(raw)):
            return here + raw, ""
        known = (rooted if first == "/" else beside).get(raw) or own.get(raw)
        if known is None:
            text = _scalar(raw)  # no page can hold a lone surrogate, but a caller may pass one
            text = legacy(text) if legacy else text
            try:
                known = _caret(join(text).href), ""
            except ValueError:
                known = "", explain(raw, base)
            kept = rooted if first == "/" else beside
            if len(kept) < _REMEMBERED:
                shared = len(raw) < _LONG and _SHARED.fullmatch(raw)
                (kept if shared else own)[raw] = known
        return known

    return resolve_one


# https://url.spec.whatwg.org/#fragment-percent-encode-set: what stays in a fragment as it was typed.
_PLAIN_FRAGMENT = re.compile(r"#[!#-;=?-_a-z{-~]*")


def _is_word(raw: str) -> bool:
    """Say whether a fragment is of letters, digits, `_`, `-` and `.`, as nearly all are: a third of the pattern's time."""
    return raw.isascii() and raw.replace("-", "").replace(".", "").replace("#", "_", 1).isidentifier()


# An address that names a path leads to the same from every page of one folder; `?q`, `#f` and `http:#f` do not.
_SHARED = re.compile(r"(?:https?://|[\w./%~-])[^\x00-\x20:]*(?::[^\x00-\x20:?#][^\x00-\x20:]*)?", re.ASCII)


@lru_cache(maxsize=_FOLDERS)
def _known(_where: str, _charset: str) -> dict[str, tuple[str, str]]:
    """Give what was resolved so far from one folder or host; a run that reads page after page asks for few."""
    return {}


def explain(raw: str, base: str = "") -> str:
    """Say in plain words why the URL standard refuses an address (the common mistakes by name)."""
    text = raw.strip(_STRIPPED).replace("\t", "").replace("\n", "").replace("\r", "")
    if not _SCHEME.match(text) and not base:
        return "this address is relative, and the address of the page is not known"
    after = re.match(r"(?:[A-Za-z][A-Za-z0-9+.\-]*:)?[/\\]*([^/\\?#]*)", text)
    authority = after[1].rpartition("@")[2] if after else ""
    if authority.startswith("[") and "]" not in authority:
        return f"{authority!r} lacks the ] that ends an IPv6 address"
    host, colon, port = authority.rpartition(":") if not authority.endswith("]") else (authority, "", "")
    if not colon:
        host = authority
    if colon and (not port.isdigit() or int(port[:9]) > 65535):
        return f"the port {port!r} is not a number up to 65535"
    if not host:
        return "the address has no host name"
    if host.startswith("["):
        return f"{host!r} is not an IPv6 address"
    if bad := _FORBIDDEN_IN_HOST.search(host):
        return "the host name holds a space" if bad[0] == " " else f"the host name holds {bad[0]!r}"
    if re.search(r"(^|\.)(\d+|0[xX][0-9a-fA-F]*)\.?$", host):
        return f"{host!r} is not an IPv4 address"
    return f"{host!r} is not a host name"


def without_fragment(url: str) -> str:
    """Give an absolute address up to its `#`: what is asked of a server."""
    return url.partition("#")[0]


def unicode_host(host: str) -> str:
    """Give a host name as people write it (`fahrräder.example` for `xn--…`), or unchanged."""
    import can_ada

    decode: Callable[[bytes], str] = can_ada.idna_decode  # type: ignore[assignment]  # its stub says str
    try:
        return decode(host.encode("ascii"))
    except (UnicodeError, ValueError):
        return host


def _caret(href: str) -> str:
    """Percent-encode `^` in a path, as the standard does since 2024 and the Ada inside can_ada 3.0 does not yet."""
    if "^" not in href:
        return href
    path, sign, rest = re.match(r"([^?#]*)([?#]?)(.*)", href, re.DOTALL).groups()  # type: ignore[union-attr]
    if not re.match(r"[^:]*:/", path):
        return href  # an opaque path keeps it
    return path.replace("^", "%5E") + sign + rest


def _scalar(text: str) -> str:
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def _legacy_encoder(charset: str) -> Callable[[str], str] | None:
    if charset == "utf-8":
        return None
    import webencodings  # type: ignore[import-untyped]

    encoding = webencodings.lookup(charset or "utf-8")
    if encoding is None or encoding.name in {
        "utf-8",
        "utf-16le",
        "utf-16be",
        "replacement",
        "x-user-defined",
    }:
        return None
    codec = encoding.codec_info.name

    def encode_query(raw: str) -> str:
        if raw.isascii() or "?" not in raw.partition("#")[0]:
            return raw
        scheme = _SCHEME.match(raw.lstrip(_STRIPPED))
        if scheme and scheme[0].lower() not in _SPECIAL:
            return raw
        before, mark, fragment = raw.partition("#")
        path, _, query = before.partition("?")
        sent = "".join(_encode_character(sign, codec) for sign in query)
        return f"{path}?{sent}{mark}{fragment}"

    return encode_query


def _encode_character(sign: str, codec: str) -> str:
    if sign.isascii():
        return sign
    try:
        return quote(sign.encode(codec), safe=_LEFT_IN_QUERY)
    except UnicodeEncodeError:
        return f"%26%23{ord(sign)}%3B"  # "percent-encode after encoding" sends a numeric character reference
