"""Each target its verdict: by its form, by the files of the folder, or by what its address answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from kit.base.alike import nearest
from kit.check.asking import Answers, host_of
from kit.check.https_and_mail import mail_domains
from kit.check.judge import JUDGED_BY_LOOK, judge_by_look, settle
from kit.check.local import BASE, PAGES, Landing, Tree, Where, address_of, is_local, path_of, shown_url
from kit.check.pictures import is_picture, trouble_in_file
from kit.check.reading import Reading
from kit.check.site import Digest, Stray
from kit.check.targets import ASKED, scheme_of, without_fragment
from kit.check.types import LinkResult, Target, Verdict
from kit.pages.fragments import Found, find_fragment

_MOST_GUESSES = 300
"""Missing places that are guessed at; a site with more has one cause, not many."""
_MOST_WORDS = 20
_SLIPS = {
    **dict.fromkeys(("htp", "htpp", "htttp", "hhtp", "ttp", "hthttp", "httpp"), "http"),
    **dict.fromkeys(("htps", "htpps", "htttps", "hhtps", "ttps", "httsp", "httpss", "hhtpps"), "https"),
    **dict.fromkeys(("mailt", "malto", "maito", "mailo", "mialto", "mailtto", "maillto", "mail"), "mailto"),
    **dict.fromkeys(("tell", "phone", "telephone"), "tel"),
}
"""Kinds of address that nobody knows, as people type them, each with the one that was meant."""


@dataclass(slots=True)
class Settling:
    """Settles targets one by one. `strays` collects local addresses that work here but not on a server."""

    reading: Reading
    answers: Answers
    tree: Tree | None = None
    twins: Mapping[str, str] = field(default_factory=dict)
    own_address: str = ""
    """Where the project's pages will be; addresses below it are files of the folder."""
    strays: list[Stray] = field(default_factory=list)
    deaf: frozenset[str] = frozenset()
    """Domains that take no mail."""
    placeless: bool = False
    """Nothing tells where the page belongs: its local links, but those to itself, are not judged."""
    _guesses: int = 0
    _found: dict[str, Landing] = field(default_factory=dict)
    _pages: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    """By the address of a page of the folder: how it is shown, and the places on it."""

    def settle(self, target: Target) -> LinkResult:
        """Give the verdict of one target, without asking anything."""
        url = target.url
        address, mark, fragment = url.partition("#")
        if (page := self._pages.get(address)) and (fragment in page[1] or not fragment):
            # Most links of a folder: to a page that was read, and a place that is on it.
            shown = f"{page[0]}{mark}{fragment}" or "./"
            return LinkResult(shown, Verdict.LIVE, "ok", seen=target.seen)
        if self.tree is None and address in self.answers.results:
            return self._settle_asked(target)
        if url in self.reading.targets.problems:
            return settle(target, "malformed_url", note=self.reading.targets.problems[url])
        if (local := self.local(url)) is not None:
            return self._settle_local(target, local)
        scheme = scheme_of(url)
        if scheme in JUDGED_BY_LOOK:
            return self._settle_by_look(target)
        if scheme in ASKED:
            return self._settle_asked(target)
        if meant := _SLIPS.get(scheme):
            note = f"“{scheme}:” is no kind of address"
            right = f"{meant}{target.url[len(scheme) :]}"
            return replace(settle(target, "malformed_url", note=note), suggestion=right)
        return settle(target, "unsupported_scheme")

    def _settle_by_look(self, target: Target) -> LinkResult:
        result = judge_by_look(target)
        if result.verdict is Verdict.LIVE and self.deaf:
            domain = next((each for each in mail_domains(target.url) if each in self.deaf), "")
            if domain:
                return settle(target, "dns_failure", note=f"{domain} has no mail server")
        return result

    def local(self, url: str) -> str | None:
        """Give the made-up address that stands for `url` in this folder, or None when it is elsewhere."""
        if self.tree is None:
            return None
        if is_local(url):
            return url
        if self.own_address:
            for address in (self.own_address, _other_scheme(self.own_address)):
                if url.startswith(address):
                    return address_of("") + url[len(address) :]
                if url == address[:-1]:
                    return address_of("")
        return None

    def _settle_local(self, target: Target, url: str) -> LinkResult:
        shown = Target(shown_url(target.url), target.seen)
        path = path_of(url)
        assert self.tree is not None
        if (page := self._read_at(url)) is not None:
            address = without_fragment(target.url)
            self._pages[address] = ("" if address == BASE else shown_url(address), page.anchors)
            return self._judge_anchor(shown, settle(shown, "ok"), page, url.partition("#")[2])
        if self.placeless:
            return settle(shown, "not_asked")
        if path is None:
            found = self.tree.outside(url)
        else:
            found = self._found.get(path) or self.tree.find(path)
            self._found[path] = found
        if found.where in _NOT_THERE and path is not None and self._is_sent_on(path):
            return settle(shown, "redirected")
        result = self._judge_found(shown, found, url.partition("#")[2])
        if found.where in {Where.BARE_FOLDER, Where.OUTSIDE, Where.OTHER_CASE}:
            self.strays.append(Stray(result, found.where.value, found.near or found.path))
        elif found.where is Where.FILE and is_picture(found.path, target.seen):
            self._look_at_picture(result, self.tree.root / found.path)
        return result

    def _read_at(self, url: str) -> Digest | None:
        """Give the page that was read there; a query asks a file for itself."""
        address = without_fragment(url)
        return self.reading.digests.get(address) or self.reading.digests.get(address.partition("?")[0])

    def _look_at_picture(self, result: LinkResult, file: Path) -> None:
        if trouble := trouble_in_file(file):
            self.strays.append(Stray(result, Where.NO_PICTURE.value, trouble))

    def _is_sent_on(self, path: str) -> bool:
        """Tell whether a rule of the folder's `_redirects` answers for a path that no file has."""
        return any(
            rule.status < 400 and _pattern(rule.source).fullmatch(f"/{path}")
            for rule in self.reading.redirects
        )

    def _judge_found(self, target: Target, found: Landing, fragment: str) -> LinkResult:
        match found.where:
            case Where.FILE:
                return self._judge_anchor(
                    target, settle(target, "ok"), self._digest(found.path) if fragment else None, fragment
                )
            case Where.BARE_FOLDER | Where.OUTSIDE:
                return settle(target, "ok")
            case Where.OTHER_CASE:
                note = f"only {found.near} is there, written differently"
                return replace(settle(target, "file_missing", note=note), suggestion=found.near)
            case Where.MISSING if found.near:
                return replace(settle(target, "file_missing"), suggestion=found.near)
            case _:
                return settle(target, "file_missing")

    def _digest(self, path: str) -> Digest | None:
        path = self.twins.get(path, path)
        address = address_of(path)
        known = self.reading.anchors(address)
        if known is None and self.tree is not None and path.lower().endswith(PAGES):
            try:
                self.reading.glance((self.tree.root / path).read_bytes(), address)
            except OSError:
                return None
            known = self.reading.anchors(address)
        return known

    def _settle_asked(self, target: Target) -> LinkResult:
        address, _, fragment = target.url.partition("#")
        answer = self.answers.results.get(address)
        if answer is None:
            return settle(target, "not_asked")
        result = LinkResult(  # spelled out: `replace` takes three times as long, and a site has many links
            target.url, answer.verdict, answer.reason, answer.status, answer.final_url, target.seen,
            answer.note, answer.suggestion, answer.moved_to,
        )  # fmt: skip
        if address in self.answers.no_pictures and self._is_own_picture(target, address):
            self.strays.append(Stray(result, Where.NO_PICTURE.value, self.answers.no_pictures[address]))
        if not fragment or result.verdict is not Verdict.LIVE:
            return result
        page = self.reading.anchors(without_fragment(answer.final_url or answer.url))
        return self._judge_anchor(target, result, page, fragment)

    def _is_own_picture(self, target: Target, address: str) -> bool:
        """A stranger's picture of no size counts visitors, and is meant to be seen by nobody."""
        own = {host_of(page) for page in self.reading.digests}
        return host_of(address) in own and is_picture(address, target.seen)

    def _judge_anchor(
        self, target: Target, result: LinkResult, page: Digest | None, fragment: str
    ) -> LinkResult:
        """Look for the place that the fragment names; most are found at once, the rest is looked at closely."""
        if page is None or fragment in page.anchors or not fragment:
            return result
        path = path_of(page.address) if is_local(page.address) else None
        file = self.tree.root / path if self.tree is not None and path else None
        answer = find_fragment(self.reading.whole_page(page, file), fragment)
        if answer.found is Found.YES:
            return result
        if answer.found is Found.CANNOT_TELL:
            return replace(result, note=answer.reason)
        missing = settle(target, "fragment_missing", status=result.status, note=answer.reason)
        return replace(missing, final_url=result.final_url, suggestion=self._meant(target, page, fragment))

    def _meant(self, target: Target, page: Digest, fragment: str) -> str:
        """Give the address with the place that was meant: by its own name, or by the words of the link."""
        self._guesses += 1
        if self._guesses > _MOST_GUESSES or ":~:" in fragment:
            return ""
        words = {seen.text for seen in target.seen[:_MOST_WORDS] if len(seen.text) > 3}
        near = nearest(unquote(fragment), page.anchors)
        if not near and len(words) == 1:
            said = re.sub(r"[\W_]", "", words.pop()).casefold()
            alike = [each for each in page.anchors if re.sub(r"[\W_]", "", each).casefold() == said]
            near = min(alike, default="")
        return f"{without_fragment(target.url)}#{near}" if near else ""


_NOT_THERE = frozenset({Where.MISSING, Where.OTHER_CASE, Where.BARE_FOLDER})


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Give the pattern of a rule's path: `*` is anything, `:name` one step; a slash at the end does not count."""
    parts = (re.escape(part) for part in re.split(r"(\*|:\w+)", source.rstrip("/")))
    steps = (".*" if part == r"\*" else "[^/]+" if part.startswith(":") else part for part in parts)
    return re.compile("".join(steps) + "/?")


def _other_scheme(address: str) -> str:
    scheme, mark, rest = address.partition("://")
    return ("http" if scheme == "https" else "https") + mark + rest
