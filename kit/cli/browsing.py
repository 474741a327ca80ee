"""Running the browser face: a server on loopback that ends when the interview has."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

import click

from kit.base.errors import Exit
from kit.cli.preview import start_preview
from kit.interview.engine import State


def interview_in_browser(
    folder: Path, state: State, *, keep: Callable[[State, State], State], locale: str, launch: bool = True
) -> State:
    """Hold the interview in a browser and give its end; Ctrl-C keeps what was answered and leaves with 130."""
    import logging

    from werkzeug.serving import make_server

    from kit.interview.browser import Desk, make_app
    from kit.interview.engine import obstacles

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    ended = threading.Event()
    desk = Desk(
        folder=folder, state=state, keep=keep, locale=locale,
        preview=lambda: _preview(folder), end=ended.set, token=secrets.token_urlsafe(16), now=time.monotonic,
    )  # fmt: skip
    if not obstacles(state):
        _preview(folder)
    server = make_server("127.0.0.1", 0, make_app(desk), threaded=True)
    address = f"http://127.0.0.1:{server.server_port}/{desk.token}/"
    click.echo(f"Answer in your browser: {address}", err=True)
    click.echo("Every answer is saved at once. Ctrl-C here stops; the same command goes on.", err=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    if launch:
        click.launch(address)
    try:
        while not ended.wait(0.5):
            pass
        time.sleep(0.5)  # let the last page's style arrive before the server goes
    except KeyboardInterrupt:
        click.echo(
            f"\nSaved. Go on with: webkit init {folder} --browser, or without --browser here.", err=True
        )
        raise click.exceptions.Exit(Exit.INTERRUPTED) from None
    finally:
        server.shutdown()
        server.server_close()
    return desk.state


def _preview(folder: Path) -> None:
    """Make the preview anew in the background; the process is waited for, so that none is left behind."""
    threading.Thread(target=lambda: start_preview(folder).wait(120), daemon=True).start()
