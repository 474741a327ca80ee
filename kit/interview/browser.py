"""The browser face: Flask on loopback, one question a page, the same engine and files as the terminal.

Only a browser that knows the random address gets in: token in the path, Host and Origin checked, a strict
content policy, nothing from outside. The state is on disk after every answer.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.base.atomic import atomic_write
from kit.base.errors import KitError
from kit.base.share import shared_folder
from kit.interview import engine
from kit.interview.answers import Refused
from kit.interview.conversation import review_rows
from kit.interview.engine import State
from kit.interview.found import take
from kit.interview.found_page import found_data, read_found
from kit.interview.page import Sent, question_data, read_page
from kit.interview.progress import progress
from kit.interview.uploads import place_for

if TYPE_CHECKING:
    from flask import Flask, Response

    from kit.render.engine import Templates

LARGEST_UPLOAD = 25_000_000
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"
)


@dataclass(slots=True)
class Desk:
    """What the pages work on: the state, and how to keep it, preview it and end."""

    folder: Path
    state: State
    keep: Callable[[State, State], State]
    preview: Callable[[], None]
    end: Callable[[], None]
    token: str
    now: Callable[[], float]
    locale: str = ""
    shown_at: float = 0.0
    notices: list[str] = field(default_factory=list)


def make_app(desk: Desk) -> Flask:
    """Give the app; run it on loopback only."""
    from flask import Flask

    from kit.render.engine import Templates

    app = Flask("webkit", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD
    app.config["MAX_FORM_MEMORY_SIZE"] = 2_000_000
    top = f"/{desk.token}"
    _guard(app, desk, top)
    _pages(app, desk, top, Templates(shared_folder("templates") / "form"))
    _files(app, desk, top)
    return app


def _guard(app: Flask, desk: Desk, top: str) -> None:
    from flask import abort, request

    @app.before_request
    def guard() -> None:
        if request.host.rsplit(":", 1)[0] not in {"127.0.0.1", "localhost"}:
            abort(403)
        if not hmac.compare_digest(request.path.split("/")[1].encode(), desk.token.encode()):
            abort(404)
        if request.method == "POST" and request.headers.get("Origin") != f"http://{request.host}":
            abort(403)

    @app.after_request
    def armour(answer: Response) -> Response:
        framed = request.path.startswith(f"{top}/preview/")
        answer.headers["Content-Security-Policy"] = PREVIEW_POLICY if framed else POLICY
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "same-origin"  # with no-referrer browsers send Origin: null
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _pages(app: Flask, desk: Desk, top: str, templates: Templates) -> None:
    from flask import redirect, request

    @app.get(f"{top}/")
    def page() -> str:
        desk.shown_at = desk.now()
        shown = templates.render("browser.html", _page(desk, top))
        desk.notices.clear()
        if desk.state.finished:
            desk.end()
        return shown

    @app.post(f"{top}/answer")
    def answer() -> Any:
        sent = {name: request.form.getlist(name) for name in request.form}
        refused = None
        try:
            for name, file in request.files.items():
                if file.filename:
                    sent[name.removesuffix(".file")] = [_store(desk.folder, file.filename, file.read())]
            refused = _take(desk, sent)
        except KitError as exc:
            desk.notices.append(f"{exc.message} {exc.hint}".strip())
        if refused is not None:
            return templates.render("browser.html", _page(desk, top, errors=refused, sent=sent)), 422
        return redirect(f"{top}/", 303)


def _files(app: Flask, desk: Desk, top: str) -> None:
    from flask import abort, request, send_from_directory

    made = desk.folder / ".webkit" / "preview"

    @app.get(f"{top}/trades")
    def trades() -> list[dict[str, str]]:
        from kit.facts.trade_search import find_trades

        found = find_trades(request.args.get("q", "")[:100], limit=6)
        return [{"label": each.label, "by": each.by} for each in found]

    @app.get(f"{top}/preview-made")
    def preview_made() -> tuple[str, dict[str, str]]:
        index = made / "index.html"
        stamp = str(index.stat().st_mtime_ns) if index.is_file() else "0"
        return stamp, {"Content-Type": "text/plain"}

    @app.get(f"{top}/preview/", defaults={"path": "index.html"})
    @app.get(f"{top}/preview/<path:path>")
    def preview(path: str) -> Any:
        return send_from_directory(made.resolve(), path)

    @app.get(f"{top}/<name>")
    def asset(name: str) -> Any:
        if name not in {"form.css", "browser.js"}:
            abort(404)
        return send_from_directory(shared_folder("templates").resolve() / "form", name)


def _take(desk: Desk, sent: Sent) -> dict[str, str] | None:
    """Carry out what a page sent; gives the problems by fact when something cannot be kept, else None."""
    old = desk.state
    question = engine.current(old)
    move = sent.get("move", ["on"])[0]
    if old.here == engine.FOUND:
        if sent.get("question") == [engine.FOUND]:
            right, wrong = read_found(old, sent, move)
            desk.state = desk.keep(take(old, right, wrong=wrong), old)
            _preview_if_ready(desk)
        return None
    if question is None or sent.get("question", [""])[0] != question.id:
        if question is None:
            desk.state = desk.keep(_steer(desk, old, move), old)
        return None  # a page from before: show what is asked now
    if move in {"back", "skip", "later"}:
        desk.state = desk.keep(_steer(desk, old, move), old)
        return None
    values, errors = read_page(old, question, sent, trade=_trade, locale=desk.locale)
    state = old
    for _ in range(2):  # the second time without what was refused: what is right stays typed
        try:
            state = engine.put(old, {fact: value for fact, value in values.items() if fact not in errors})
            break
        except Refused as exc:
            errors |= exc.problems
    if errors:
        desk.state = desk.keep(state, old)
        return errors
    state = engine.onward(state, seconds=desk.now() - desk.shown_at)
    desk.state = desk.keep(_steer(desk, state, move) if move == "finish" else state, old)
    if desk.state.text != old.text:
        _preview_if_ready(desk)
    return None


def _preview_if_ready(desk: Desk) -> None:
    if not engine.obstacles(desk.state):
        desk.preview()


def _steer(desk: Desk, state: State, move: str) -> State:
    """Move without an answer; `finish` goes to the review first, and from there to the end."""
    if move.startswith("go:"):
        return engine.go(state, move[3:])
    if move in {"back", "skip", "later"}:
        return {"back": engine.back, "skip": engine.skip, "later": engine.later}[move](state)
    missing = engine.obstacles(state)
    desk.notices.extend(f"Still needed: {sentence}" for sentence in missing.values())
    if missing:
        return engine.go(state, next(iter(missing)))
    return engine.finish(state) if engine.current(desk.state) is None else engine.go(state, engine.REVIEW)


def _trade(text: str) -> str:
    from kit.facts.trade_search import find_trades, slug

    found = find_trades(text)
    return found[0].id if found and found[0].score >= 0.8 else slug(text)


def _page(
    desk: Desk, top: str, *, errors: dict[str, str] | None = None, sent: Sent | None = None
) -> dict[str, Any]:
    state, question = desk.state, engine.current(desk.state)
    place = progress(state)
    kind = (
        "done"
        if state.finished
        else "question"
        if question
        else "found"
        if state.here == engine.FOUND
        else "review"
    )
    left = str(place).rpartition(", ")[2]
    return {
        "kind": kind, "base": top, "folder": str(desk.folder), "notices": list(desk.notices),
        "title": f"{question.ask} · webkit" if question and kind == "question" else "Your answers · webkit",
        "place": {"group": place.group, "number": place.number, "of": place.of, "left": left, "percent": round(place.share * 100)},
        "question": question_data(state, question, errors=errors or {}, sent=sent, upload=True, locale=desk.locale) if question else {},
        "rows": [
            {"id": name, "ask": ask, "said": said, "open": said in {"open", "on your homework"}}
            for name, ask, said in (review_rows(state) if kind == "review" else ())
        ],
        "found": found_data(state) if kind == "found" else [],
        "preview": (desk.folder / ".webkit" / "preview" / "index.html").is_file(),
    }  # fmt: skip


def _store(folder: Path, filename: str, content: bytes) -> str:
    """Keep an uploaded picture below `content/photos/` and give its path; what is no picture is refused."""

    def read(path: str) -> bytes | None:
        there = folder / path
        return there.read_bytes() if there.is_file() else None

    path = place_for(filename, content, read=read)
    atomic_write(folder / path, content)
    return path
