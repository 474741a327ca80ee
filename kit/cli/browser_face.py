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
from kit.cli.project import command_for
from kit.interview.engine import State
from kit.interview.machine import Machine

_LAST_PAGE = 1.5
"""Seconds in which the last page fetches its style and the preview beside it, before the server goes."""


def interview_in_browser(
    folder: Path,
    state: State,
    *,
    keep: Callable[[State, State], State],
    machine: Machine,
    launch: bool = True,
) -> State:
    """Hold the interview in a browser and give its end; Ctrl-C keeps what was answered and leaves with 130."""
    import logging

    from werkzeug.serving import make_server

    from kit.interview.browser import make_app
    from kit.interview.desk import Desk
    from kit.interview.engine import obstacles

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    ended = threading.Event()
    previews = Previews(lambda: start_preview(folder).wait(120))
    desk = Desk(
        folder=folder, state=state, keep=keep, machine=machine, preview=previews.ask, end=ended.set,
        token=secrets.token_urlsafe(16), now=time.monotonic,
    )  # fmt: skip
    if not obstacles(state):
        previews.ask()
    server = make_server("127.0.0.1", 0, make_app(desk), threaded=True)
    address = f"http://127.0.0.1:{server.server_port}/{desk.token}/"
    click.echo(f"Answer in your browser: {address}", err=True)
    click.echo("Every answer is saved at once. Ctrl-C here stops; the same command goes on.", err=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if launch:
        click.launch(address)
    try:
        while not ended.wait(0.5):
            pass
        time.sleep(_LAST_PAGE)
    except KeyboardInterrupt:
        again = command_for("webkit init", folder)
        click.echo(f"\nSaved. Go on with: {again} --browser (or here in the terminal: {again})", err=True)
        raise click.exceptions.Exit(Exit.INTERRUPTED) from None
    finally:
        server.shutdown()
        server.server_close()
    return desk.state


class Previews:
    """Makes previews in the background, one at a time; what is asked for meanwhile is made once, afterwards.

    Two at once could end in the wrong order and leave the older page standing.
    """

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make
        self._wanted = threading.Event()
        self._thread: threading.Thread | None = None

    def ask(self) -> None:
        """Ask for a preview of what is on disk now; gives back at once."""
        self._wanted.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            self._make()
