"""Reading a subject: every page of it, from disk or web, into one run's reading and answers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin

from kit.base.errors import InputError, UnsafeError
from kit.base.text import clean
from kit.check.asking import Answers
from kit.check.crawl import Crawl, ask_page
from kit.check.hiding import hidden_by_robots
from kit.check.judge import says
from kit.check.local import Tree, Where, address_of, is_front, is_local, path_of
from kit.check.probing import Wanted
from kit.check.reading import Reading, Source
from kit.check.subject import Subject
from kit.check.targets import scheme_of, without_fragment
from kit.check.types import Seen, SubjectKind, Verdict
from kit.check.world import Settings, Step, World
from kit.net.robots import read_robots, robots_ask
from kit.net.types import Reply


@dataclass(slots=True)
class Run:
    """One audit under way."""

    subject: Subject
    settings: Settings
    world: World
    reading: Reading
    answers: Answers
    tree: Tree | None = None
    twins: dict[str, str] = field(default_factory=dict)
    profiles: dict[str, Wanted] = field(default_factory=dict)
    """Links of the site that lead to the business's own profiles, by address."""
    stopped: str | None = None
    start: str = ""
    """Where a crawled site was found, after redirects."""
    notes: list[str] = field(default_factory=list)
    placeless: bool = False
    """The page came from standard input and nothing tells where it belongs."""


def read_subject(run: Run) -> None:
    """Read every page of the subject, crawling where it lives on the web."""
    subject = run.subject
    match subject.kind:
        case SubjectKind.PROJECT | SubjectKind.FOLDER:
            assert subject.folder is not None
            run.tree = Tree(
                subject.folder,
                clean_urls=subject.clean_urls or _is_for_clean_host(subject.folder),
                left_out=subject.set_aside(),
            )
            run.twins = run.reading.read_folder(run.tree, lambda done, of: _step(run, "pages", done, of))
            if (robots := subject.folder / "robots.txt").is_file():
                with contextlib.suppress(OSError):
                    _note_hiding(run, robots.read_bytes(), robots.name)
        case SubjectKind.URL:
            _crawl(run)
        case SubjectKind.PAGE if subject.url:
            _online_page(run)
        case SubjectKind.PAGE:
            assert subject.folder is not None
            run.tree = Tree(subject.folder)
            if subject.file:
                run.reading.read_file(subject.folder / subject.file, subject.file)
            else:
                _read_piped(run, run.tree)
        case SubjectKind.LIST:
            assert subject.folder is not None
            run.tree = Tree(subject.folder)
            for number, line in subject.lines:
                run.reading.targets.see(_listed(line), Seen(subject.name, number, 1, "line", ""))

    _note_what_was_not_read(run)


def _note_what_was_not_read(run: Run) -> None:
    """Say when every page is made by a script: then the run has seen next to nothing of what visitors read."""
    pages = run.reading.digests.values()
    if pages and all(page.scripted for page in pages):
        run.notes.append(
            "The pages show next to no text without their scripts: what a browser makes of them was not checked."
        )


def _is_for_clean_host(folder: Path) -> bool:
    """Tell a folder made for Netlify, Cloudflare or GitHub, by the files that only they read."""
    return any((folder / name).is_file() for name in ("_redirects", "CNAME"))


def _crawl(run: Run) -> None:
    if run.world.ask is None:
        raise InputError(
            "A website cannot be crawled offline.", hint="Leave --offline away, or name a folder of pages."
        )
    reply = _first(run.world.ask([robots_ask(run.subject.url)]))
    robots = read_robots(reply)
    crawl = Crawl(run.subject.url, run.reading, run.answers, run.settings, run.world, robots)
    crawl.run(robots.sitemaps or (urljoin(run.subject.url, "/sitemap.xml"),))
    run.stopped = crawl.stopped
    run.start = crawl.start
    if reply.status == HTTPStatus.OK and is_front(crawl.start, crawl.start):
        _note_hiding(run, reply.body, reply.final_url)
    run.reading.targets.see(crawl.start, Seen(run.subject.name, 0, 0, "start", ""))


def _read_piped(run: Run, tree: Tree) -> None:
    """Read a page from standard input: from this folder, or, when no file that it names is here, from anywhere."""
    page = run.reading.read(Source(run.subject.content, "-", address_of("-")))
    named = {path_of(link.url) for link in page.links if is_local(link.url)} - {None, "", "-"}
    if named and not any(path and tree.find(path).where is Where.FILE for path in named):
        run.placeless = True
        run.notes.append(
            "No file that this page links to is in this folder, so its own links were not asked. Give its address "
            "instead (webkit check --no-crawl https://…), or run this in the folder where the page belongs."
        )


def _note_hiding(run: Run, robots: bytes, where: str) -> None:
    run.reading.hiding.extend(filter(None, (hidden_by_robots(robots, where),)))


def _first(replies: Iterable[Reply]) -> Reply:
    return next(iter(replies))


def _online_page(run: Run) -> None:
    url = run.subject.url
    if run.world.ask is None:
        raise InputError("A page on the web cannot be read offline.", hint="Leave --offline away.")
    run.reading.targets.see(url, Seen(run.subject.name, 0, 0, "start", ""))
    ask_page(without_fragment(url), run.reading, run.answers, run.world)


def _listed(line: str) -> str:
    """Give the address of one line of a list: as it stands, or of a path beside the list."""
    if len(scheme_of(line)) > 1:  # a single letter is a drive of Windows
        return line
    path, mark, fragment = line.replace("\\", "/").partition("#")
    return f"{address_of(path)}{mark}{fragment}"


def _step(run: Run, what: str, done: int, total: int) -> None:
    run.world.progress(Step(what, done, total))


def refuse_nothing(run: Run) -> None:
    """Empty is not success: raise InputError when there was no page to read and no address to ask.

    An address inside a private network is refused as unsafe (UnsafeError) until the owner permits it.
    """
    subject = run.subject
    if run.reading.digests or run.reading.found:
        return
    if subject.url:
        start = run.answers.results.get(without_fragment(subject.url))
        if start is None or start.verdict is Verdict.BROKEN or start.reason == "parked":
            return
        why = start.note or (says(start) if start.verdict is not Verdict.LIVE else "it is no HTML page")
        hint = _HINTS.get(start.reason, _NOTHING_HINT[subject.kind])
        refused = UnsafeError if start.reason == "blocked_private_address" else InputError
        raise refused(f"{clean(subject.url)} could not be read: {why}.", hint=hint)
    if not len(run.reading.targets):
        raise InputError(_nothing(subject), hint=_NOTHING_HINT[subject.kind])


_HINTS = {
    "blocked_private_address": "If it is yours, permit it: --allow-address with its name or number.",
    "not_asked": "If it is yours, permit its port: --allow-port.",
}


def _nothing(subject: Subject) -> str:
    what = {
        SubjectKind.PROJECT: "has no pages yet",
        SubjectKind.FOLDER: "holds no HTML pages",
        SubjectKind.LIST: "names no addresses",
    }.get(subject.kind, "could not be read")
    return f"There is nothing to check: {subject.name} {what}."


_NOTHING_HINT = {
    SubjectKind.PROJECT: "Run `webkit build` first.",
    SubjectKind.FOLDER: "Name the folder that holds index.html.",
    SubjectKind.LIST: "Put one address or path on each line.",
    SubjectKind.URL: "Open the address in a browser: does it show a page?",
    SubjectKind.PAGE: "Open the address in a browser: does it show a page?",
}
