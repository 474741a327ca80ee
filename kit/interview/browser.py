"""The browser face: Flask on loopback, one question a page, the same engine and files as the terminal.

Only a browser that knows the random address gets in: token in the path, Host and Origin checked, a strict
content policy, nothing from outside. The state is on disk after every answer.
"""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING, Any

from kit.base.errors import InputError, KitError
from kit.base.share import shared_folder
from kit.interview import engine
from kit.interview.browser_files import add_files
from kit.interview.conversation import review_rows
from kit.interview.desk import Desk, answer_page
from kit.interview.found_page import found_data
from kit.interview.page import Sent, question_data
from kit.interview.progress import progress
from kit.interview.saving import current_text
from kit.interview.uploads import store_picture

if TYPE_CHECKING:
    from flask import Flask, Response

    from kit.render.engine import Templates

LARGEST_UPLOAD = 42_000_000
"""Bytes of one page sent: one picture as large as the site reads it, and its words."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"
)


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
    add_files(app, desk, top)
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
        if not framed:  # the preview is sandboxed: its own style comes to it from another origin
            answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _pages(app: Flask, desk: Desk, top: str, templates: Templates) -> None:
    from flask import redirect, request

    @app.get(f"{top}/")
    def page() -> str:
        with desk.lock:
            desk.state = current_text(desk.folder, desk.state)
            desk.shown_at = desk.now()
            shown = templates.render("browser.html", _page(desk, top))
            desk.notices.clear()
            desk.notes.clear()
        if desk.state.finished:
            desk.end()
        return shown

    @app.post(f"{top}/answer")
    def answer() -> Any:
        sent = {name: request.form.getlist(name) for name in request.form}
        refused = None
        with desk.lock:
            try:
                refused = answer_page(desk, sent, _pictures(desk, sent))
            except KitError as exc:
                desk.notices.append(f"{exc.message} {exc.hint}".strip())
            if refused is not None:
                return templates.render("browser.html", _page(desk, top, errors=refused, sent=sent)), 422
        return redirect(f"{top}/", 303)

    @app.errorhandler(413)
    def too_large(_error: Exception) -> Any:
        desk.notices.append("That was too much at once: a picture may have 40 MB, a text 5,000 characters.")
        return redirect(f"{top}/", 303) if request.path == f"{top}/answer" else ("too large", 413)


def _pictures(desk: Desk, sent: dict[str, list[str]]) -> dict[str, str]:
    """Keep the pictures sent with a page and put their paths into `sent`; gives what was no picture, by fact."""
    from flask import request

    wrong: dict[str, str] = {}
    for name, file in request.files.items():
        fact = name.removesuffix(".file")
        if file.filename:
            try:
                sent[fact] = [store_picture(desk.folder, file.filename, file.read())]
            except InputError as exc:
                wrong[re.sub(r"\.\d+\.\w+$", "", fact)] = f"{exc.message} {exc.hint}"
    return wrong


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
        "kind": kind, "base": top, "folder": str(desk.folder.resolve()), "notices": list(dict.fromkeys(desk.notices)),
        "title": f"{question.ask} · webkit" if question and kind == "question" else "Your answers · webkit",
        "place": {"group": place.group, "number": place.number, "of": place.of, "left": left, "percent": round(place.share * 100)},
        "question": question_data(state, question, errors=errors or {}, sent=sent, upload=True, machine=desk.machine, notes=desk.notes) if question else {},
        "rows": [
            {"id": name, "ask": ask, "said": said, "open": said in {"open", "on your homework"}}
            for name, ask, said in (review_rows(state) if kind == "review" else ())
        ],
        "found": found_data(state) if kind == "found" else [],
        "preview": (desk.folder / ".webkit" / "preview" / "index.html").is_file(),
    }  # fmt: skip
