"""Addresses as people paste them: found in a sentence, unwrapped, without scheme, from an app."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from kit.base.text import clean

SHORTENERS = frozenset(
    [
        "bit.ly",
        "tinyurl.com",
        "ow.ly",
        "buff.ly",
        "t.co",
        "lnkd.in",
        "rb.gy",
        "cutt.ly",
        "is.gd",
        "s.id",
        "shorturl.at",
        "t.ly",
        "dlvr.it",
    ]
)
"""Hosts whose links say nothing of their target."""

# Host, parameter that holds the real address: what networks put around a link when it is copied.
_WRAPPERS = (
    (r"^(?:l|lm)\.(?:facebook|instagram|threads)\.(?:com|net)$", ("u",)),
    (r"^(?:www\.)?google\.[a-z.]+$", ("q", "url")),
    (r"^consent\.(?:youtube|google)\.[a-z.]+$", ("continue",)),
    (r"^(?:www\.)?youtube\.com$", ("q",)),
    (r"^(?:[a-z]+\.)?linkedin\.com$", ("url", "sessionRedirect", "session_redirect")),
    (r"^(?:www\.|m\.)?(?:facebook|instagram|threads)\.(?:com|net)$", ("next", "u")),
    (r"^out\.reddit\.com$", ("url",)),
    (r"^(?:www\.|mobile\.)?(?:x|twitter)\.com$", ("redirect_after_login",)),
)
_WRAPPED_PATHS = re.compile(
    r"^/(?:l\.php|url|redirect|redir/redirect|safety/go|authwall|uas/login|login|accounts/login|ml|m|i/flow/login|)/?$"
)
# Links that phones share between apps, and the plain address they mean.
_APP_LINKS = (
    (r"^fb://(?:profile|page)/(\d+)", r"https://www.facebook.com/profile.php?id=\1"),
    (r"^instagram://user\?username=([^&]+)", r"https://www.instagram.com/\1/"),
    (r"^twitter://user\?screen_name=([^&]+)", r"https://x.com/\1"),
    (r"^tg://resolve\?domain=([^&]+)", r"https://t.me/\1"),
    (r"^whatsapp://send/?\?(.+)", r"https://api.whatsapp.com/send?\1"),
    (r"^vnd\.youtube://(?:www\.youtube\.com/)?(.+)", r"https://www.youtube.com/\1"),
)
_IN_TEXT = re.compile(r"(?:https?:)?//[^\s<>\"“”]+", re.IGNORECASE)
_BARE = re.compile(r"^(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#].*)?$", re.IGNORECASE)
_NOT_WEB = re.compile(r"^(mailto|tel|sms|javascript|data|file|ftp|ftps|about|blob):", re.IGNORECASE)
_OWN_NAMES = (".bsky.social", ".substack.com", ".medium.com", ".etsy.com", ".t.me")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in parts: lower-case `host`, `path` from its slash, `query`; or what is wrong with it."""

    host: str
    path: str
    query: str
    problem: str = ""

    @property
    def target(self) -> str:
        """Give path and query, as the patterns of the catalogue want them: letters as letters."""
        path = "/".join(_decoded(each) for each in self.path.split("/"))
        return f"{path}?{self.query}" if self.query else path


def read_address(text: str) -> Address | None:
    """Give the address in a pasted text, unwrapped; None when there is none and it may be a name."""
    text = clean(text, limit=4000).strip()
    for pattern, plain in _APP_LINKS:
        if re.match(pattern, text, re.IGNORECASE):
            text = re.sub(pattern, plain, text, flags=re.IGNORECASE)
    if found := _NOT_WEB.match(text):
        return Address("", "", "", f"This is a {found[1].lower()} link, not a web address.")
    if re.match(r"^(?!https?:)[a-z][a-z0-9+.-]*://", text, re.IGNORECASE):
        return Address("", "", "", "This is no web address: it should start with https://")
    if found := _IN_TEXT.search(text):
        return _unwrapped(_split(found[0]))
    bare = text.strip("<>\"'“”‘’ ,;").removeprefix("@")
    if _BARE.match(bare) and ("/" in bare or not text.startswith("@")) and not _is_handle(bare):
        return _unwrapped(_split("https://" + bare))
    return None


def _is_handle(text: str) -> bool:
    """Names with dots are handles on some networks; a lone host is a link when it has a path or a www."""
    return (
        "/" not in text
        and "?" not in text
        and not text.lower().startswith(("www.", "m."))
        and not _known_host(text)
    )


def _known_host(text: str) -> bool:
    from kit.networks.catalogue import index

    host = text.lower().rstrip(".")
    return any(host in (*entry.hosts, *entry.short_links) for entry in index().values()) or any(
        host.endswith(each) for each in _OWN_NAMES if each != ".bsky.social"
    )


def _decoded(segment: str) -> str:
    """Undo percent signs, unless that would make a new part of the address."""
    plain = unquote(segment)
    return segment if re.search(r"[/?#%\s\ufffd]", plain) else plain


def _split(url: str) -> Address:
    url = url.rstrip(".,;:!?)]}>'\"’”…") if not url.endswith("()") else url
    if url.startswith("//"):
        url = "https:" + url
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return Address("", "", "", "This address is damaged. Copy it again from the address bar.")
    if "@" in parts.netloc:
        return Address(host, "", "", f"This address pretends: it really leads to {host}.")
    if "." not in host or port not in (None, 80, 443):
        return Address(host, "", "", "This is not an address on the public web.")
    path = re.sub(r"/{2,}", "/", parts.path) or "/"
    if parts.fragment.startswith("!/"):  # twitter.com/#!/name, as it was until 2012
        path = parts.fragment[1:].split("?")[0]
    return Address(host, path, parts.query)


def _unwrapped(address: Address, depth: int = 0) -> Address:
    """Give the address inside a log-in, consent or "you are leaving" link."""
    if depth > 3 or address.problem or not address.query or not _WRAPPED_PATHS.match(address.path):
        return address
    for pattern, names in _WRAPPERS:
        if not re.match(pattern, address.host):
            continue
        values = parse_qs(address.query)
        for name in names:
            inner = unquote(values.get(name, [""])[0])
            if inner.startswith("/"):
                inner = f"https://{address.host}{inner}"
            if inner.startswith(("http://", "https://")):
                return _unwrapped(_split(inner), depth + 1)
    return address
