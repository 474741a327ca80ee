"""What a broken link may have meant: the right place on the page, a page of the site by its title, the page moved on its host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

from kit.check.asking import ask_for
from kit.check.judge import judge
from kit.check.site import Digest
from kit.check.types import LinkResult, Target, Verdict
from kit.check.walls import is_suspect, title_of
from kit.check.world import World
from kit.net.types import Ask, AskAll, Reply
from kit.pages.other import parse_any

_MOST_LINKS = 20
"""Broken links that are looked after; a site with more has one cause, not many."""
_MOST_HOSTS = 8
_MOST_CANDIDATES = 2
"""Requests for one broken link, beside the sitemap of its host."""
_ALIKE = 0.8
_SITEMAP = 3_000_000
_GONE = frozenset({"not_found", "gone", "file_missing"})
_COMMON = frozenset(
    [
        "our",
        "the",
        "a",
        "and",
        "of",
        "to",
        "us",
        "here",
        "page",
        "more",
        "read",
        "see",
        "link",
        "website",
        "site",
    ]
)


def suggest(broken: Iterable[LinkResult], pages: Iterable[Digest], world: World) -> dict[str, str]:
    """Give for broken links, by address, what to link to instead; nothing where nothing is sure enough.

    Offline only the pages that were read are looked through. Online a few addresses are asked for per link:
    other ways to write it, and what the sitemap of its host names alike. All of them must answer.
    """
    known = tuple(pages)
    found: dict[str, str] = {}
    left: list[LinkResult] = []
    for link in broken:
        if link.suggestion or link.reason == "fragment_missing":
            continue  # the place or file that was meant is known already
        if here := _by_look(link) or _by_title(link, known):
            found[link.url] = here
        elif link.url.startswith(("http://", "https://")):
            left.append(link)
    if world.ask is not None and not world.stopping():
        found |= _ask_for(left[:_MOST_LINKS], known, world.ask)
    return found


def _by_look(link: LinkResult) -> str:
    """Give what an address lacks at its beginning: a mail address without mailto:, a host without https://."""
    if link.reason not in _GONE:
        return ""
    if mail := _MAIL.search(link.url):
        return f"mailto:{mail[1]}"
    if slip := _SLIP.search(link.url):
        return f"{slip[1]}://{slip[2]}"
    host = _HOST.search(link.url)
    return f"https://{host[1]}" if host else ""


_MAIL = re.compile(r"(?:^|/)([\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})$")
_SLIP = re.compile(r"(?:^|/)(https?)[;,.]?/+((?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#].*)?)$")
_HOST = re.compile(r"(?:^|(?<=[^/:])/)(www\.(?:[\w-]+\.)+[A-Za-z]{2,}(?:/.*)?)$")


def _by_title(link: LinkResult, pages: tuple[Digest, ...]) -> str:
    """Give the one page of the site whose title begins with the words of the link."""
    if link.reason not in _GONE:
        return ""
    words = {_words(seen.text) for seen in link.seen if len(_words(seen.text)) > 1 or len(seen.text) > 5}
    alike = {page.name for page in pages if any(_begins(_words(page.title), each) for each in words if each)}
    return alike.pop() if len(alike) == 1 else ""


def _ask_for(links: list[LinkResult], pages: tuple[Digest, ...], ask: AskAll) -> dict[str, str]:
    """Ask for the candidates of each link, the likeliest first, and give what answers."""
    own: dict[str, list[str]] = {}
    for page in pages if links else ():
        own.setdefault(_origin(page.address), []).append(page.address)
    maps = own | _sitemaps([link for link in links if _origin(link.url) not in own], ask)
    wanted = {
        link.url: tuple(dict.fromkeys((*_other_ways(link), *_alike(link, maps))))[:_MOST_CANDIDATES]
        for link in links
    }
    asked = dict.fromkeys(url for each in wanted.values() for url in each)
    replies = {reply.ask.key: reply for reply in ask(ask_for(url) for url in asked)} if asked else {}
    found: dict[str, str] = {}
    for link in links:
        for url in wanted[link.url]:
            reply = replies.get(url)
            if reply is not None and _is_it(link, reply, sure=url in _other_ways(link)):
                found[link.url] = reply.final_url or url
                break
    return found


def _is_it(link: LinkResult, reply: Reply, *, sure: bool) -> bool:
    """Another way to write the address only has to answer; a page found by its name must also be about the same."""
    url = reply.ask.key
    if judge(Target(url), reply).verdict is not Verdict.LIVE or is_suspect(reply):
        return False
    if reply.hops and urlsplit(reply.final_url).path in {"", "/"} and urlsplit(url).path not in {"", "/"}:
        return False  # sent on to the front page: that is a polite "not found"
    title = _words(title_of(reply))
    return sure or _alike_names(link.url, url) or any(_within(_words(seen.text), title) for seen in link.seen)


def _other_ways(link: LinkResult) -> Iterator[str]:
    """Give the slips people make with an address that the same server would answer without."""
    parts = urlsplit(link.url)
    if link.reason == "dns_failure":
        host = parts.hostname or ""
        other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
        yield link.url.replace(f"//{host}", f"//{other}", 1)
    elif link.reason in {"connection_refused", "connection_failed"} and parts.scheme == "http":
        yield link.url.replace("http:", "https:", 1)
    elif link.reason in {"not_found", "gone"} and not parts.query:
        path = parts.path
        cut = re.sub(r"(?:%20|[ .,;:)\]}'\"…])+$", "", unquote(path)).rstrip()
        ways = [cut, path.lower(), path.rstrip("/") if path.endswith("/") else f"{path}/"]
        ways += [path.removesuffix(".html")] if path.endswith(".html") else []
        for way in ways:
            if way and way != path:
                yield parts._replace(path=way, fragment="").geturl()


def _sitemaps(links: list[LinkResult], ask: AskAll) -> dict[str, list[str]]:
    """Give the addresses in the sitemap of each host, by scheme and host."""
    wanted = [_origin(link.url) for link in links if link.reason in {"not_found", "gone"}]
    origins = list(dict.fromkeys(wanted))[:_MOST_HOSTS]
    asks = [
        Ask(urljoin(origin, "/sitemap.xml"), key=origin, body_limit=_SITEMAP, want_body=True)
        for origin in origins
    ]
    found: dict[str, list[str]] = {}
    for reply in ask(asks) if asks else ():
        if reply.status == 200 and reply.body.lstrip()[:1] == b"<":
            page = parse_any(reply.body, name="sitemap.xml", address=reply.final_url)
            found[reply.ask.key] = [link.url for link in page.links if _origin(link.url) == reply.ask.key]
    return found


def _alike(link: LinkResult, maps: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the addresses of the host's sitemap whose last step is alike, or is what the link's text says."""
    slug = _slug(link.url)
    texts = {"-".join(_words(seen.text)) for seen in link.seen} - {""}
    ranked = [
        (max(SequenceMatcher(None, each, _slug(url)).ratio() for each in (slug, *texts)), url)
        for url in maps.get(_origin(link.url), ())[:5000]
        if slug and _slug(url)
    ]
    return [url for near, url in sorted(ranked, reverse=True)[:_MOST_CANDIDATES] if near >= _ALIKE]


def _alike_names(one: str, other: str) -> bool:
    return SequenceMatcher(None, _slug(one), _slug(other)).ratio() >= _ALIKE


def _slug(url: str) -> str:
    name = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]).casefold()
    return re.sub(r"\.(?:html?|php|aspx?)$", "", name)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(maxsize=8192)  # each title is compared with the words of each broken link
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"\w+", text.casefold()) if word not in _COMMON)


def _begins(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return bool(words) and title[: len(words)] == words


def _within(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    return len(words) > 1 and set(words) <= set(title)
