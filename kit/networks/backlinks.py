"""Whether a profile points back to the business's own site, read from the answer of its probe."""

from __future__ import annotations

import html
import json
import re
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from kit.networks.reading import Answer

Back = Literal["yes", "no", "unknown"]

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]{}]+|(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>\"'()]*)?",
    re.IGNORECASE,
)


def links_back(network: str, probe: str, handle: str, answer: Answer, site: str) -> Back:
    """Say whether the profile names `site` (an address): yes, no, or unknown where the answer cannot show it.

    "No" needs an answer that would hold the address if there were one: Bluesky's record, Mastodon's
    account, GitHub's user. A page that merely does not show it proves nothing.
    """
    if not site or answer.status != 200:
        return "unknown"
    complete = _COMPLETE.get(f"{network}.{probe}")
    if complete is None:
        return "yes" if _named(answer.body, site) else "unknown"
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        return "unknown"
    if not isinstance(data, dict):
        return "unknown"
    if network == "bluesky" and _host(f"https://{handle}") == _host(site):
        return "yes"  # the domain itself is the handle: nobody else can have it
    texts = [_text(data.get(key)) for key in complete]
    return "yes" if any(_named(each, site) for each in texts) else "no"


def same_site(one: str, other: str) -> bool:
    """Say whether two addresses are one page to a visitor: scheme, www, case of the host and last slash aside."""
    return bool(_host(one)) and (_host(one), _path(one)) == (_host(other), _path(other))


_COMPLETE: dict[str, tuple[str, ...]] = {
    "bluesky.getProfile": ("website", "description"),
    "mastodon.lookup": ("fields", "note"),
    "github.users_api": ("blog", "bio"),
}
"""Probes whose answer holds every place for a website, and the keys of those places."""


def _named(text: str, site: str) -> bool:
    plain = html.unescape(unquote(text))
    return any(
        same_site(found.rstrip(".,;:!?"), site) or _below(found, site) for found in _ADDRESS.findall(plain)
    )


def _below(found: str, site: str) -> bool:
    """A link to a page of the site counts, when the site is a whole domain."""
    return _path(site) == "" and _host(found) == _host(site)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_text(each) for each in value)
    if isinstance(value, dict):
        return " ".join(_text(each) for each in value.values())
    return value if isinstance(value, str) else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "://" in url else f"https://{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _path(url: str) -> str:
    try:
        return urlsplit(url if "://" in url else f"https://{url}").path.rstrip("/")
    except ValueError:
        return ""
