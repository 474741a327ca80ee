"""Whether an answer is about the handle that was asked for: one small check per probe."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class _Seen:
    handle: str
    body: str
    json: Any
    final_url: str

    def value(self, *path: str) -> str:
        data = self.json
        for part in path:
            data = data.get(part) if isinstance(data, dict) else None
        return data if isinstance(data, str) else ""

    def is_value(self, *path: str) -> bool:
        return self.value(*path).lower() == self.handle.lower()


def names_handle(probe: str, handle: str, body: str, data: Any, final_url: str) -> bool:
    """Say whether the answer of `probe` ("network.probe") names `handle`; raises KeyError for an unknown probe."""
    return _ECHOES[probe](_Seen(handle, body, data, final_url))


def _page_ends_with_handle(seen: _Seen) -> bool:
    return any(_path(url).endswith("/" + seen.handle.lower()) for url in _own_addresses(seen.body))


def _path(url: str) -> str:
    return unquote(urlsplit(url).path).rstrip("/").lower()


def _own_addresses(body: str) -> tuple[str, ...]:
    """Give what the page says its own address is: canonical link, og:url and the app's link."""
    tags = re.findall(r"<(?:link|meta)\b[^>]*>", body[:400_000], re.IGNORECASE)
    found = []
    for tag in tags:
        names = dict(re.findall(r"([\w:-]+)\s*=\s*[\"']([^\"']*)[\"']", tag))
        if names.get("rel", "").lower() == "canonical":
            found.append(names.get("href", ""))
        elif (names.get("property") or names.get("name")) in {"og:url", "al:ios:url", "al:android:url"}:
            found.append(names.get("content", ""))
    return tuple(found)


def _bluesky(seen: _Seen) -> bool:
    return seen.is_value("handle") or seen.value("did") == seen.handle


def _webfinger(seen: _Seen) -> bool:
    user, _, server = seen.handle.lower().partition("@")
    aliases = seen.json.get("aliases") if isinstance(seen.json, dict) else None
    known = (
        [each.lower().rstrip("/") for each in aliases if isinstance(each, str)]
        if isinstance(aliases, list)
        else []
    )
    return seen.value("subject").lower() == f"acct:{user}@{server}" or f"https://{server}/@{user}" in known


def _mastodon_lookup(seen: _Seen) -> bool:
    return seen.value("acct").lower() == seen.handle.lower().partition("@")[0]


def _medium(seen: _Seen) -> bool:
    links = re.findall(r"<(?:atom:)?link\b[^>]*?(?:href=\"([^\"]*)\"|>([^<]*)<)", seen.body[:20_000])
    text = " ".join(part for pair in links for part in pair).lower()
    name = re.escape(seen.handle.lower())
    return re.search(rf"/@{name}(?![\w.])|//{name}\.medium\.com", text) is not None


def _pinterest_oembed(seen: _Seen) -> bool:
    text = " ".join(seen.value(each) for each in ("url", "author_url", "html")).lower()
    return f"/{seen.handle.lower()}/" in text


def _telegram(seen: _Seen) -> bool:
    extra = re.search(r"tgme_page_extra[^>]*>([^<]*)<", seen.body)
    name = re.escape(seen.handle.lower())
    if extra and re.search(rf"@{name}\b", extra[1].lower()):
        return True
    return any(
        re.search(rf"(?:domain=|/){name}(?:$|[/?&])", url.lower()) for url in _own_addresses(seen.body)
    )


def _threads(seen: _Seen) -> bool:
    return any(
        _path(url).endswith("/@" + seen.handle.lower())
        for url in (seen.final_url, *_own_addresses(seen.body))
    )


def _x(seen: _Seen) -> bool:
    text = f"{seen.value('url')} {seen.value('html')}".lower()
    return re.search(rf"/{re.escape(seen.handle.lower())}(?![a-z0-9_])", text) is not None


def _openstreetmap(seen: _Seen) -> bool:
    kind, _, number = seen.handle.partition("/")
    found = seen.json.get("elements") if isinstance(seen.json, dict) else None
    return isinstance(found, list) and any(
        isinstance(each, dict) and each.get("type") == kind and str(each.get("id")) == number
        for each in found
    )


def _linktree(seen: _Seen) -> bool:
    if _page_ends_with_handle(seen):
        return True
    return re.search(rf'"username":\s*"{re.escape(seen.handle)}"', seen.body, re.IGNORECASE) is not None


def _youtube(seen: _Seen) -> bool:
    if seen.handle.startswith("UC"):
        return any(url.rstrip("/").endswith("/channel/" + seen.handle) for url in _own_addresses(seen.body))
    name = re.escape(seen.handle.lower())
    return re.search(rf"youtube\.com/@{name}(?![\w.·-])", unquote(seen.body).lower()) is not None


_ECHOES: dict[str, Callable[[_Seen], bool]] = {
    "behance.page": _page_ends_with_handle,
    "bluesky.getProfile": _bluesky,
    "discord.get_invite": lambda seen: seen.value("code") == seen.handle,
    "dribbble.page": _page_ends_with_handle,
    "github.page": _page_ends_with_handle,
    "github.users_api": lambda seen: seen.is_value("login"),
    "linktree.page": _linktree,
    "mastodon.lookup": _mastodon_lookup,
    "mastodon.webfinger": _webfinger,
    "medium.rss": _medium,
    "openstreetmap.element": _openstreetmap,
    "pinterest.oembed": _pinterest_oembed,
    "pinterest.page": _page_ends_with_handle,
    "substack.person_api": lambda seen: seen.value("handle").lower() == seen.handle.lower().removeprefix("@"),
    "telegram.page": _telegram,
    "threads.html": _threads,
    "tiktok.oembed": lambda seen: (
        seen.value("author_url").lower().rstrip("/").endswith("/@" + seen.handle.lower())
    ),
    "vimeo.page": _page_ends_with_handle,
    "vimeo.simple_api": lambda seen: _path(seen.value("profile_url")).endswith("/" + seen.handle.lower()),
    "x.oembed_timeline": _x,
    "xing.page": _page_ends_with_handle,
    "youtube.page": _youtube,
}
