"""Asking the network about addresses: once each, with second opinions before anything is called broken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from kit.check.judge import doubt, judge, settle
from kit.check.pictures import picture_trouble
from kit.check.types import LinkResult, Target, Verdict
from kit.check.walls import Likeness, is_same_page, is_suspect, likeness
from kit.check.world import Settings, Step, World
from kit.net.types import Ask, Reply
from kit.pages.tree import MAX_BYTES

LOOKED_AT = 131_072
"""Bytes of a stranger's page that are read: enough for its title and for the code of a wall."""

_LARGE = frozenset(
    ["7z", "apk", "avi", "bz2", "deb", "dmg", "exe", "flac", "gz", "iso", "m4a", "m4v", "mkv", "mov", "mp3",
     "mp4", "mpeg", "mpg", "msi", "ogg", "ogv", "pdf", "rar", "rpm", "tar", "tgz", "tif", "tiff", "wav",
     "webm", "wmv", "xz", "zip"]
)  # fmt: skip


@dataclass(slots=True)
class Answers:
    """What is known of each asked address (without fragment), and which answers look like "not found"."""

    settings: Settings
    results: dict[str, LinkResult] = field(default_factory=dict)
    suspects: dict[str, Likeness] = field(default_factory=dict)
    no_pictures: dict[str, str] = field(default_factory=dict)
    """Addresses called like a picture whose answer is none, with the reason."""
    certificates: dict[str, int] = field(default_factory=dict)
    """Days left, per host."""
    validators: dict[str, tuple[str, str]] = field(default_factory=dict)
    """(ETag, Last-Modified) of what answered at its own address: with them the next run asks only for news."""

    def take(self, reply: Reply) -> LinkResult:
        """Judge one reply and remember what later steps need of it."""
        url = reply.ask.key or reply.ask.url
        result = judge(Target(url), reply, accepted=self._accepted(url))
        if reply.status == NOT_MODIFIED and reply.ask.headers:
            result = replace(result, status=200)  # what a visitor gets; only we asked for less
        elif reply.status == 200 and not reply.hops and result.verdict is Verdict.LIVE:
            self.validators[url] = (_sendable(reply.header("etag")), _sendable(reply.header("last-modified")))
        self.results[url] = result
        if result.verdict is Verdict.LIVE and is_suspect(reply):
            self.suspects[url] = likeness(reply)
        sent = result.verdict is Verdict.LIVE and _is_sent_as_picture(reply)
        if sent and (trouble := picture_trouble(reply.body)):
            self.no_pictures[url] = trouble
        if reply.certificate_days is not None and not reply.hops:
            self.certificates.setdefault(host_of(url), reply.certificate_days)
        return result

    def _accepted(self, url: str) -> frozenset[int]:
        host = host_of(url)
        return frozenset().union(
            *(statuses for name, statuses in self.settings.accepted if name in {host, "*"})
        )


NOT_MODIFIED = 304


def _is_sent_as_picture(reply: Reply) -> bool:
    """Tell an answer that says it is a picture; a page in its place may be a wall that lets only browsers through."""
    return (
        reply.status == 200
        and reply.ask.method == "GET"
        and reply.header("content-type").startswith("image/")
    )


def _sendable(value: str) -> str:
    """What a server said is sent back to it: only when it is plain text of a sensible length."""
    return value if len(value) <= 300 and value.isascii() and value.isprintable() else ""


def ask_for(url: str, *, limit: int = LOOKED_AT, known: tuple[tuple[str, str], ...] = ()) -> Ask:
    """Give the request for one address: HEAD for what is likely large (a GET follows any failure).

    `known` are the headers by which a server may answer that nothing changed (RFC 9110, 13.1).
    """
    name = url.partition("?")[0].rpartition("/")[2].rpartition(".")[2].lower()
    if name in _LARGE:
        return Ask(url, key=url, method="HEAD")
    return Ask(url, key=url, headers=known, body_limit=limit, want_body=True)


def ask_links(
    urls: Iterable[str],
    answers: Answers,
    world: World,
    look: Callable[[Reply], None] | None = None,
    whole: Collection[str] = (),
) -> None:
    """Ask for each address that has no answer yet; `look` sees every reply once.

    What was alive in the last run need only answer that it did not change, but for the pages in `whole`, which
    are read to their end.
    """
    wanted = [url for url in dict.fromkeys(urls) if url not in answers.results]
    if world.ask is None:
        answers.results.update({url: settle(Target(url), "offline") for url in wanted})
        return
    past = world.past
    asks = (
        ask_for(url, limit=MAX_BYTES) if url in whole else ask_for(url, known=past.conditions(url))
        for url in wanted
    )
    for number, reply in enumerate(world.ask(asks), 1):
        answers.take(reply)
        if look is not None:
            look(reply)
        world.progress(Step("links", number, len(wanted)))


def unmask_soft_404(answers: Answers, world: World) -> None:
    """Ask each suspect's folder for a name that cannot exist; the same page for both is a soft 404."""
    if world.ask is None or not answers.suspects:
        return
    made_up = {url: _made_up(url) for url in answers.suspects}
    names = {folder: f"{folder}{_letters(world)}" for folder in dict.fromkeys(made_up.values())}
    replies: dict[str, Likeness] = {}
    asks = (Ask(name, key=folder, body_limit=LOOKED_AT, want_body=True) for folder, name in names.items())
    for reply in world.ask(asks):
        replies[reply.ask.key] = likeness(reply)
    for url, looks in answers.suspects.items():
        other = replies.get(made_up[url])
        if other is not None and is_same_page(looks, other):
            old = answers.results[url]
            answers.results[url] = replace(old, verdict=Verdict.CANNOT_TELL, reason="soft_404")
    answers.suspects.clear()


def second_opinions(answers: Answers, world: World, urls: Iterable[str]) -> None:
    """Ask again, the other way, for everything called broken; what only one way calls broken is not."""
    if world.ask_again is None:
        return
    known = answers.results
    broken = [url for url in dict.fromkeys(urls) if known[url].verdict is Verdict.BROKEN]
    for number, reply in enumerate(world.ask_again(ask_for(url) for url in broken), 1):
        first = answers.results[reply.ask.key]
        answers.results[first.url] = doubt(first, judge(Target(first.url), reply))
        world.progress(Step("second opinions", number, len(broken)))


def take_back_without_network(answers: Answers, world: World) -> bool:
    """Tell whether this machine, not the web, is why hosts were not reached; such links were then not asked.

    Hosts of this machine and reserved names prove nothing. Only when no host out there answered is the
    world asked whether there is a network at all.
    """
    outside = [result for result in answers.results.values() if _is_out_there(result)]
    if not outside or any(result.status is not None or result.reason not in _UNREACHED for result in outside):
        return False
    if world.online():
        return False
    for result in outside:
        answers.results[result.url] = settle(Target(result.url), "not_asked", note=NO_NETWORK)
    return True


NO_NETWORK = "this machine has no way to the internet"
_UNREACHED = frozenset({"dns_failure", "connection_failed", "timeout"})
_RESERVED = frozenset({"invalid", "test", "example", "localhost", "local", "internal"})
"""Endings that no host on the internet has (RFC 2606, RFC 6762): their absence says nothing about the network."""


def _is_out_there(result: LinkResult) -> bool:
    host = host_of(result.url)
    name, _, ending = host.rpartition(".")
    numeric = ending.isdigit() or ":" in host
    reserved = ending in _RESERVED or not name or name.endswith("example") or name == "example"
    return result.verdict is not Verdict.NOT_ASKED and not numeric and not reserved


def host_of(url: str) -> str:
    """Give the host of an address in lower case, "" when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _made_up(url: str) -> str:
    parts = urlsplit(url)
    folder = parts.path.rstrip("/").rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{folder}/"


def _letters(world: World) -> str:
    return "no-such-page-" + "".join(
        world.random.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(12)
    )
