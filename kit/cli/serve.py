"""`webkit serve`: the site on this machine, rebuilt on every save."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from kit.base.errors import Exit, KitError
from kit.cli.build_run import build
from kit.cli.options import examples, here
from kit.cli.project import changing, find_folder, open_project


@click.command(epilog=examples("webkit serve my-business --open"))
@here
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port on this machine; 0 takes any free one.",
)
@click.option("--open/--no-open", "open_page", default=False, help="Open the page in your browser.")
def command(*, folder: Path | None, port: int, open_page: bool) -> int:
    """Show the site of DIR on this machine; every save of your facts or words builds it anew."""
    place = find_folder(folder)
    rebuild(place)
    server = make_server(place / "site", port)
    address = f"http://127.0.0.1:{server.server_port}/"
    click.echo(f"Your site is at {address} on this machine only. Ctrl-C ends it.")
    if open_page:
        click.launch(address)
    stop = threading.Event()
    threading.Thread(target=watch, args=(place, stop), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("\nEnded.", err=True)
    finally:
        stop.set()
        server.server_close()
    return Exit.DONE


def rebuild(place: Path) -> None:
    """Build once; a mistake in the facts is said and the old site stays."""
    try:
        with changing(place, "serve"):
            build(open_project(place))
    except KitError as exc:
        click.echo(f"{exc.message}\n→ {exc.hint}", err=True)


def watch(place: Path, stop: threading.Event) -> None:
    """Build anew whenever the owner's files change, until `stop` is set."""
    from watchfiles import watch as changes

    ours = tuple(
        str(place / name) for name in ("site", "profiles", "plan", ".webkit", "homework.md", ".gitignore")
    )
    for _ in changes(
        place,
        stop_event=stop,
        watch_filter=lambda _change, path: not path.startswith(ours),
        raise_interrupt=False,
    ):
        rebuild(place)
        click.echo("Saved and built.", err=True)


def make_server(site: Path, port: int):  # type: ignore[no-untyped-def]  # werkzeug's server class is not public
    """Give a server of the folder `site` on loopback; the 404 page is the site's own."""
    import logging

    from flask import Flask, Response, request, send_from_directory
    from werkzeug.serving import make_server as serve_on

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = Flask("webkit", static_folder=None)

    @app.route("/", defaults={"path": ""})
    @app.route("/<path:path>")
    def page(path: str) -> Response:
        if request.host.rsplit(":", 1)[0] not in {"127.0.0.1", "localhost"}:
            return Response("This preview is for this machine only.", 403)
        name = _file_for(site, path)
        answer = send_from_directory(site, name or "404.html", max_age=0)
        answer.status_code = 200 if name else 404
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return serve_on("127.0.0.1", port, app, threaded=True)


def _file_for(site: Path, path: str) -> str:
    """Give the name of the file that an address leads to, as hosts find it; "" when there is none."""
    try:
        name = f"{path.rstrip('/')}/index.html".lstrip("/") if (site / path).is_dir() else path
        if not (site / name).is_file() and (site / f"{name}.html").is_file():
            name += ".html"
        return name if (site / name).is_file() else ""
    except OSError:  # a name longer than any disk takes, a link to itself, a folder that may not be entered
        return ""
