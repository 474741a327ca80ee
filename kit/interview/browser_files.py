"""What the pages of the browser face fetch: suggestions, a week as understood, pictures, the preview, their clothes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.base.errors import KitError
from kit.base.share import shared_folder
from kit.interview import engine
from kit.interview.desk import Desk
from kit.interview.uploads import FOLDER, store_picture

if TYPE_CHECKING:
    from flask import Flask

_ASSETS = ("form.css", "browser.css", "entries.js", "browser.js", "pictures.js")


def add_files(app: Flask, desk: Desk, top: str) -> None:
    """Add the routes that give no page to `app`, below the address `top`."""
    _add_lookups(app, desk, top)
    _add_pictures(app, desk, top)
    _add_preview(app, desk, top)


def _add_lookups(app: Flask, desk: Desk, top: str) -> None:
    from flask import abort, request, send_from_directory

    @app.get(f"{top}/trades")
    def trades() -> list[dict[str, str]]:
        from kit.facts.trade_search import find_trades

        found = find_trades(request.args.get("q", "")[:100], limit=6)
        return [{"label": each.label, "by": each.by} for each in found]

    @app.get(f"{top}/hours")
    def hours() -> list[dict[str, str]]:
        from kit.interview.hours_table import hours_rows

        try:
            rows = hours_rows(request.args.get("q", "")[:500], engine.weekdays_now(desk.state))
        except ValueError:
            return []  # not yet; what is wrong is said when it is sent
        return [{"day": day, "times": times} for day, times in rows]

    @app.get(f"{top}/<name>")
    def asset(name: str) -> Any:
        if name not in _ASSETS:
            abort(404)
        return send_from_directory(shared_folder("templates").resolve() / "form", name)


def _add_pictures(app: Flask, desk: Desk, top: str) -> None:
    from flask import request, send_from_directory

    @app.post(f"{top}/picture")
    def keep() -> dict[str, str]:
        file = request.files.get("picture")
        if file is None or not file.filename:
            return {"error": "No picture arrived. Drop it once more."}
        try:
            return {"path": store_picture(desk.folder, file.filename, file.read())}
        except KitError as exc:
            return {"error": f"{exc.message} {exc.hint}".strip()}

    @app.get(f"{top}/picture/<name>")
    def show(name: str) -> Any:
        return send_from_directory((desk.folder / FOLDER).resolve(), name)

    @app.get(f"{top}/found/<name>")
    def waiting(name: str) -> Any:
        return send_from_directory((desk.folder / ".webkit" / "found").resolve(), name)


def _add_preview(app: Flask, desk: Desk, top: str) -> None:
    from flask import send_from_directory

    made = desk.folder / ".webkit" / "preview"

    @app.get(f"{top}/preview-made")
    def preview_made() -> tuple[str, dict[str, str]]:
        index = made / "index.html"
        stamp = str(index.stat().st_mtime_ns) if index.is_file() else "0"
        return stamp, {"Content-Type": "text/plain"}

    @app.get(f"{top}/preview/", defaults={"path": "index.html"})
    @app.get(f"{top}/preview/<path:path>")
    def preview(path: str) -> Any:
        return send_from_directory(made.resolve(), path)
