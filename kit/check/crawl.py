"""Reading a live site: from its start page through links and sitemap, politely, never beyond its limits."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from kit.check.asking import LOOKED_AT, Answers, ask_for
from kit.check.ignores import is_not_asked
from kit.check.judge import settle
from kit.check.reading import LONGEST_PAGE, Reading, Source
from kit.check.types import LinkResult, Target, Verdict
from kit.check.world import Settings, Step, World
from kit.net.robots import OPEN, Robots
from kit.net.types import Ask, Reply
from kit.pages.types import Page

_SAME_SHAPE = 400
"""Pages with a query that differ only in its values: more is a calendar or a filter, not content."""
_REPEATS = 3
"""A folder name that follows itself this often in one address: relative links that never end."""
_DEEPEST = 24
_SITEMAP, _MANIFEST = "application/xml", "application/manifest+json"
_READ = ("css", "xml", "manifest+json", "vcard")
"""How the types end that are read for what they say, beside pages."""
_INDEX = re.compile(r"/(?:index\.html?)?\Z")


@dataclass(slots=True)
class Crawl:
    """One crawl. `stopped` says which limit ended it early, in words for people."""

    start: str
    reading: Reading
    answers: Answers
    settings: Settings
    world: World
    robots: Robots = OPEN
    queue: deque[Ask] = field(default_factory=deque)
    known: set[str] = field(default_factory=set)
    guessed: set[str] = field(default_factory=set)
    """Where a sitemap is looked for though nothing names it as a page, until a page does."""
    named: dict[str, str] = field(default_factory=dict)
    """What an address is said to be where its server need not say so: a packed sitemap, a manifest sent as JSON."""
    shapes: Counter[str] = field(default_factory=Counter)
    folders: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """By a folder's address: where its page was read, and what it was made of."""
    pages: int = 0
    under_way: int = 0
    left_out: int = 0
    stopped: str | None = None

    def run(self, seeds: tuple[str, ...] = ()) -> None:
        """Read every page of the site that can be reached, and ask for every address on the way."""
        assert self.world.ask is not None
        self._want(self.start)
        for url in seeds:
            self.named[url] = _SITEMAP
            if url not in self.known:
                self._want(url)
                self.guessed.add(url)
        for reply in self.world.ask(self._asks()):
            self.under_way -= 1
            self._take(reply)
            self.world.progress(Step("addresses", len(self.answers.results), len(self.known)))

    def _asks(self) -> Iterator[Ask | None]:
        while self.queue or self.under_way:
            if self.queue:
                self.under_way += 1
                yield self.queue.popleft()
            else:
                yield None

    def _take(self, reply: Reply) -> None:
        result = self.answers.take(reply)
        final = reply.final_url.partition("#")[0] or result.url
        if result.verdict is not Verdict.LIVE and not shows_nothing(result):
            return
        if self.pages == 0 and result.url == self.start and reply.hops:
            self.start = final  # to the host with www in front, or to https
        if not (self.is_own(final) and (self.is_own(result.url) or final == self.start)):
            return
        if final in self.reading.digests:
            return
        if not is_html(reply):
            self._take_other(reply)
            return
        if result.url in self.guessed:
            return  # a server that answers everything with a page has no sitemap
        if (twin := self._twin(final, reply.body)) is not None:
            self.reading.glanced[final] = self.reading.digests[twin]
            self.answers.results[result.url] = as_read(result)
            return
        if self.pages >= self.settings.max_pages:
            self.stopped = self.stopped or f"stopped after {self.pages} pages (--max-pages)"
            return
        self.pages += 1
        self._want_links(self.reading.read(source_of(reply)))
        self.answers.results[result.url] = as_read(result)

    def _twin(self, url: str, body: bytes) -> str | None:
        """Give where the very page of `url` was read: `/` and `/index.html` are one on most servers."""
        folder, index = _INDEX.subn("/", url)
        if not index:
            return None
        made_of = sha256(body).digest()
        twin, known = self.folders.setdefault(folder, (url, made_of))
        return twin if twin != url and known == made_of and twin in self.reading.digests else None

    def _take_other(self, reply: Reply) -> None:
        """Read style sheets, sitemaps, feeds, manifests and contact files for what they say."""
        source = source_of(reply)
        if not source.kind.endswith(_READ):
            source = replace(source, kind=self.named.get(reply.ask.key, source.kind))
        if source.kind.endswith(_READ) and reply.body:
            self._want_links(self.reading.read(source))

    def _want_links(self, page: Page) -> None:
        for link in page.links:
            if link.url:
                url = link.url.partition("#")[0]
                if link.element == "sitemap":
                    self.named[url] = _SITEMAP
                elif link.rel and "manifest" in link.rel:
                    self.named[url] = _MANIFEST
                self._want(url)

    def _want(self, url: str) -> None:
        self.guessed.discard(url)
        if url in self.known or not url.startswith(("http:", "https:")):
            return
        self.known.add(url)
        own = self.is_own(url)
        if reason := is_not_asked(url, self.settings.ignores, self.world.now.date()):
            self.answers.results[url] = settle(Target(url), "not_asked", note=reason)
            return
        if own and (trap := self._trap(url)):
            self.stopped = self.stopped or trap
            self.left_out += 1
            self.answers.results[url] = settle(Target(url), "not_asked", note=trap)
            return
        if own and url != self.start and not self.robots.allows(target_of(url)):
            self.answers.results[url] = settle(Target(url), "robots")
            return
        known = () if own else self.world.past.conditions(url)
        ask = ask_for(url, limit=LONGEST_PAGE if own else LOOKED_AT, known=known)
        if own and ask.method == "HEAD" and url in self.named:  # a packed sitemap is read
            ask = replace(ask, method="GET", body_limit=LONGEST_PAGE, want_body=True)
        self.queue.append(ask)

    def is_own(self, url: str) -> bool:
        """Tell whether an address belongs to the site that is crawled."""
        return origin(url) == origin(self.start) and _below(url, self.start)

    def _trap(self, url: str) -> str:
        path, _, query = url.partition("?")
        steps = [step for step in urlsplit(path).path.split("/") if step]
        repeated = max(Counter(steps).values(), default=0)
        if repeated > _REPEATS or len(steps) > _DEEPEST:
            return f"addresses grow without end, such as {url[:200]}; they were not followed"
        if not query:
            return ""
        shape = path + "?" + re.sub(r"=[^&]*", "=…", query)
        self.shapes[shape] += 1
        if self.shapes[shape] > _SAME_SHAPE:
            return f"more than {_SAME_SHAPE} pages of one shape ({shape[:200]}); the rest was left out"
        return ""


def shows_nothing(result: LinkResult) -> bool:
    """Tell a page that is nobody's (a server's own, an empty one); on the checked site a rule says so."""
    return bool(result.note) and result.reason in {"parked", "soft_404"}


def as_read(result: LinkResult) -> LinkResult:
    """Give the result of a page that was read: what it shows is the rules' to judge."""
    return replace(result, verdict=Verdict.LIVE, reason="ok", note="") if shows_nothing(result) else result


def ask_page(url: str, reading: Reading, answers: Answers, world: World) -> LinkResult:
    """Ask for one page and read it; gives what became of it."""
    assert world.ask is not None
    for reply in world.ask([ask_for(url, limit=LONGEST_PAGE)]):
        result = answers.take(reply)
        if (result.verdict is Verdict.LIVE or shows_nothing(result)) and is_html(reply):
            reading.read(source_of(reply))
            answers.results[result.url] = result = as_read(result)
        return result
    return settle(Target(url), "not_asked")


def source_of(reply: Reply) -> Source:
    """Give what an answer holds as the source of a page at the address where it was found."""
    final = reply.final_url.partition("#")[0]
    kind = reply.header("content-type").partition(";")[0].strip().lower() or "text/html"
    return Source(reply.body, final, final, charset_of(reply), kind, reply.header("x-robots-tag"))


def is_html(reply: Reply) -> bool:
    """Tell by its type whether an answer is a page; without a type by its beginning."""
    kind = reply.header("content-type").partition(";")[0].strip().lower()
    if kind:
        return kind in {"text/html", "application/xhtml+xml"}
    return bool(re.match(rb"\s*<(!doctype html|html|head|body)", reply.body[:512], re.IGNORECASE))


def charset_of(reply: Reply) -> str:
    """Give the charset that the server names, or ""."""
    found = re.search(r"charset\s*=\s*\"?([\w:.\-]+)", reply.header("content-type"), re.IGNORECASE)
    return found.group(1) if found else ""


def origin(url: str) -> tuple[str, str]:
    """Give host and port of an address; http and https of one host are one site."""
    return _origin("/".join(url.split("/", 3)[:3]))


@lru_cache(maxsize=4096)
def _origin(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "", ""
    return parts.hostname or "", str(port or "") if port not in {80, 443} else ""


def target_of(url: str) -> str:
    """Give path and query of an address, as robots.txt speaks of them."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _below(url: str, start: str) -> bool:
    """On hosts with a folder per person (`/~anna/`) only that folder is the site."""
    home = re.match(r"https?://[^/]*(/~[^/]+/)", start)
    return home is None or urlsplit(url).path.startswith(home.group(1))
