"""Web addresses taken apart and put together as browsers do it (WHATWG URL standard, http and https only)."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

from kit.base.text import clean
from kit.net.types import Trouble

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 65_536
"""Characters; longer addresses are malformed here (servers refuse them above some 8,000 already)."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_FORBIDDEN = re.compile(r"[\x00-\x20\"#%/:<>?@\[\\\]^`{|}\x7f]")
# Characters that stay as they are in a path and in a query (WHATWG percent-encode sets, special schemes).
_PATH_SAFE = "!$%&'()*+,-./:;=@[\\]_|~"
_QUERY_SAFE = "!$%&()*+,-./:;=?@[\\]^_`{|}~"


class BadUrl(ValueError):
    """An address that cannot be asked for; `trouble` says whether it is malformed or of another scheme."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail


class Url(NamedTuple):
    """One http or https address without its fragment; `login` is (user, password) when it holds one."""

    scheme: str
    host: str
    """ASCII and lower case; an IPv6 address stands without brackets."""
    port: int
    target: str
    """Path and query, percent-encoded, as it goes on the wire."""
    login: tuple[str, str] | None = None
    fragment: str = ""

    @property
    def authority(self) -> str:
        """Give host and port as the Host header wants them: no default port, IPv6 in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def text(self) -> str:
        """Give the whole address, without login and fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Give scheme, host and port: what one connection serves."""
        return (self.scheme, self.host, self.port)


def parse_url(text: str, base: Url | None = None) -> Url:
    """Take an address apart, relative to `base` when there is one; raises BadUrl."""
    found = _USUAL.fullmatch(text)
    if found is not None:
        # Nine in ten addresses are already as they should be: a tenth of the work is enough for them.
        scheme, name, digits, target, fragment = found.groups()
        target = target or "/"
        if not ("/." in target or _DOTS.search(target)):
            port = int(digits) if digits else DEFAULT_PORTS[scheme]
            if port < 65536:
                return Url(scheme, parse_host(name), port, target, None, fragment or "")
    if len(text) > LONGEST:
        raise BadUrl(Trouble.MALFORMED_URL, f"the address is {len(text):,} characters long")
    text = text.strip(_TRIMMED).translate(_REMOVED)
    scheme, rest = _split_scheme(text, base)
    rest, _, fragment = rest.partition("#")
    path, mark, query = rest.partition("?")
    query = mark + _encode(query, _QUERY_SAFE)
    path = path.replace("\\", "/")
    if base is not None and scheme == base.scheme and not path.startswith("//"):
        path, query = _resolve(path, query, base)
        return Url(scheme, base.host, base.port, path + query, base.login, fragment)
    authority, slash, path = path.lstrip("/").partition("/")
    login, host, port = _split_authority(authority, scheme)
    return Url(scheme, host, port, _normal_path(slash + path or "/") + query, login, fragment)


def mask(text: str) -> str:
    """Give text from outside, cleaned for showing and with the password of any address in it as `***`."""
    # Everything after "//" up to the last "@" before the path is the login (WHATWG authority state).
    return _LOGIN.sub(r"\1***@", clean(text))


_USUAL = re.compile(
    r"(https?)://([a-z0-9.-]{1,253})(?::([0-9]{1,5}))?"
    r"(/[!$%&()*+,./:;=@\[\]_|~a-zA-Z0-9-]*(?:\?[!$%&()*+,./:;=?@\[\]_~a-zA-Z0-9-]*)?)?(?:#([!-~]*))?"
)
_DOTS = re.compile("%2e", re.IGNORECASE)
_TRIMMED = "".join(map(chr, range(0x21)))
_REMOVED = {9: None, 10: None, 13: None}
_LOGIN = re.compile(r"([a-z][a-z0-9+.\-]{0,20}:[/\\]{1,3})[^/\\?#\s]*@", re.IGNORECASE)


def _split_scheme(text: str, base: Url | None) -> tuple[str, str]:
    found = _SCHEME.match(text)
    if found is None:
        if base is None:
            raise BadUrl(Trouble.MALFORMED_URL, "the address has no https:// at its start")
        return base.scheme, text
    scheme = found.group(1).lower()
    if scheme not in DEFAULT_PORTS:
        raise BadUrl(Trouble.UNSUPPORTED_SCHEME, f"{clean(scheme, limit=30)}: is not a web address")
    rest = text[found.end() :]
    if base is None or scheme != base.scheme or rest[:1] in {"/", "\\"}:
        # "https:host", "https:/host" and "https:///host" all name a host for browsers.
        slashes = re.match(r"[/\\]*", rest)
        assert slashes is not None
        if base is None or scheme != base.scheme or len(slashes.group()) > 1:
            rest = "//" + rest[slashes.end() :]
    return scheme, rest


def _split_authority(authority: str, scheme: str) -> tuple[tuple[str, str] | None, str, int]:
    userinfo, at, place = authority.rpartition("@")
    login = None
    if at:
        user, _, password = userinfo.partition(":")
        login = (_decode(user), _decode(password)) if userinfo not in {"", ":"} else None
    found = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::(\d*))?", place, re.ASCII)
    if found is None:
        raise BadUrl(Trouble.MALFORMED_URL, "the port of the address is not a number")
    name, digits = found.groups()
    port = int(digits[-6:]) if digits else DEFAULT_PORTS[scheme]
    if port > 65535 or (digits and digits.strip("0") and len(digits.lstrip("0")) > 5):
        raise BadUrl(Trouble.MALFORMED_URL, "the port of the address is above 65535")
    return login, parse_host(name), port


@lru_cache(maxsize=4096)
def parse_host(name: str) -> str:
    """Give a host as it is asked for: ASCII, lower case, numbers as dotted IPv4; raises BadUrl."""
    if name.startswith("["):
        try:
            return str(ipaddress.IPv6Address(name[1:-1])) if "%" not in name else _bad_host(name)
        except ValueError:
            _bad_host(name)
    decoded = _decode(name) if "%" in name else name
    ascii_name = decoded.lower() if decoded.isascii() else _to_ascii(decoded)
    if not ascii_name or _FORBIDDEN.search(ascii_name):
        _bad_host(name)
    last = ascii_name.rstrip(".").rpartition(".")[2] if not ascii_name.endswith("..") else ""
    if last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last):
        return _parse_ipv4(ascii_name)
    return ascii_name


def _bad_host(name: str) -> str:
    raise BadUrl(Trouble.MALFORMED_URL, f"“{clean(name, limit=80)}” cannot be the name of a server")


def _to_ascii(name: str) -> str:
    import idna

    try:
        mapped = idna.uts46_remap(name, std3_rules=False, transitional=False)
    except idna.IDNAError:
        _bad_host(name)
    return ".".join(map(_label, mapped.split(".")))


def _label(label: str) -> str:
    # Browsers also take labels that IDNA 2008 refuses but UTS 46 maps, such as emoji.
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _parse_ipv4(name: str) -> str:
    parts = name.removesuffix(".").split(".")
    if len(parts) > 4:
        _bad_host(name)
    numbers = [_number(part, name) for part in parts]
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        _bad_host(name)
    total = numbers[-1] + sum(number << (8 * (3 - place)) for place, number in enumerate(numbers[:-1]))
    return str(ipaddress.IPv4Address(total))


def _number(part: str, name: str) -> int:
    try:
        if part.startswith("0x"):
            return int(part[2:] or "0", 16)
        if len(part) > 1 and part.startswith("0"):
            return int(part, 8)
        if part.isdigit():
            return int(part[:20])
    except ValueError:
        pass
    _bad_host(name)
    raise AssertionError


def _resolve(path: str, query: str, base: Url) -> tuple[str, str]:
    base_path, mark, base_query = base.target.partition("?")
    if not path:
        return base_path, query or mark + base_query
    if not path.startswith("/"):
        path = base_path.rpartition("/")[0] + "/" + path
    return _normal_path(path), query


_SINGLE = {".", "%2e"}
_DOUBLE = {"..", ".%2e", "%2e.", "%2e%2e"}


def _normal_path(path: str) -> str:
    encoded = _encode(path, _PATH_SAFE)
    if "/." not in encoded and "%2e" not in encoded.lower():
        return encoded
    parts = encoded.split("/")[1:]
    kept: list[str] = []
    for place, part in enumerate(parts):
        dots = part.lower()
        last = place == len(parts) - 1
        if dots in _DOUBLE:
            del kept[-1:]
        elif dots not in _SINGLE:
            kept.append(part)
            continue
        if last:
            kept.append("")
    return "/" + "/".join(kept)


def _encode(text: str, safe: str) -> str:
    if text.isascii() and not _MUST_ENCODE.search(text):
        return text
    return quote_from_bytes(text.encode("utf-8", "replace"), safe)


_MUST_ENCODE = re.compile(r"[\x00-\x20\"#'<>?^`{}\x7f]")


def _decode(text: str) -> str:
    return unquote_to_bytes(text).decode("utf-8", "replace")
