"""The command `webkit`: a table of verbs, each imported only when it is called, and one place where runs end."""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

import click

from kit.base.errors import Exit, KitError

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("kit.cli.init", "Answer a few questions, and get your website, profiles and plan."),
    "build": ("kit.cli.build", "Make everything anew from your facts."),
    "serve": ("kit.cli.serve", "Look at the site on this machine while you change it."),
    "check": ("kit.cli.check", "Check links, profiles and facts of a site or project."),
    "why": ("kit.cli.why", "What a network is, and whether it is for you."),
    "plan": ("kit.cli.plan", "This week's page, and what other hours would change."),
    "set": ("kit.cli.set", "Change one fact, build, and list the places that still say the old thing."),
    "undo": ("kit.cli.undo", "Take the last change of the facts back."),
    "answers": ("kit.cli.answers", "Show, edit or import answers."),
    "ask": ("kit.cli.ask", "Make a form that a client fills in offline."),
    "new": ("kit.cli.new", "Start a post, decision, event or page with the right head."),
    "people": ("kit.cli.people", "Your people: who is due, whom you met."),
    "log": ("kit.cli.log", "Write down an enquiry, job, referral or post."),
    "review": ("kit.cli.review", "The monthly half page and the 90-day review."),
    "change": ("kit.cli.change", "What to do when you move, close for a while or change prices."),
    "handles": ("kit.cli.handles", "One name that fits every network you picked."),
    "leftovers": ("kit.cli.leftovers", "Outside places that still show an old fact."),
    "handover": ("kit.cli.handover", "The client's hand-over book: who holds which account."),
    "portfolio": ("kit.cli.portfolio", "Look after many sites."),
    "pack": ("kit.cli.pack", "Look at what a template pack would do."),
    "list": ("kit.cli.list", "Networks, trades, questions, checks, packs and looks."),
}
"""Command → the module that holds it and its line in `webkit --help`; adding one is adding a file and a row."""


_MACHINE = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EMFILE", "ENFILE", "ENOMEM", "EACCES", "EPERM")
)


class _ReaderLeft(Exception):
    """The other end of the pipe was closed; click itself would make that exit code 1, which means findings."""


class _Lazy(click.Group):
    """A group that imports a command only to run it, so that `webkit --help` stays instant."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as exc:
            raise _ReaderLeft from exc

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as exc:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1) if args else []
            if near:
                raise click.UsageError(
                    f"There is no command {args[0]!r}; did you mean: webkit {near[0]}?", ctx
                ) from exc
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"webkit {version('webkit-starter-kit')}")
        ctx.exit()


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
)
@click.option("--debug", is_flag=True, help="Show what happened inside when something goes wrong.")
@click.pass_context
def cli(context: click.Context, *, debug: bool) -> None:
    """A small business's website, profiles and plan from one file of facts, and an honest check of all that.

    Start with: webkit init. With nobody to ask: webkit init demo --sample harbour-plumbing
    """
    if os.environ.get("NO_COLOR"):  # no-color.org; click itself does not look
        context.color = False
    if debug:
        os.environ["WEBKIT_DEBUG"] = "1"


class _Stopped(SystemExit):
    """SIGTERM or SIGHUP: what is on disk stays, nothing more is begun.

    A SystemExit, because an event loop lets nothing else out of a callback that a signal falls into.
    """


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with an exit code of README's table."""
    # A command makes small values by the hundred thousand and no rings of them: the hunt is a tenth of a build and
    # a sixth of an audit.
    gc.set_threshold(200_000, 20, 100)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    code = run(args)
    if code in {Exit.DONE, Exit.FINDINGS}:  # what was stopped may hold values that a library wants back
        gc.freeze()  # nor is there anything to hunt for on the way out: that was a tenth of a second and more
    sys.exit(code)


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; every error becomes a sentence here and nowhere else."""
    try:
        code = cli.main(args=args, prog_name="webkit", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except KitError as exc:
        _say(exc.message, exc.hint)
        return exc.exit
    except click.exceptions.Exit as exc:
        return exc.exit_code
    except click.ClickException as exc:
        exc.show()
        return Exit.INPUT
    except (KeyboardInterrupt, click.Abort, EOFError):
        click.echo("\nStopped. What was saved before is still there.", err=True)
        return Exit.INTERRUPTED
    except _Stopped:
        return Exit.TERMINATED
    except (BrokenPipeError, _ReaderLeft):
        sys.stdout = None  # so that leaving does not write to the closed pipe again
        return Exit.DONE
    except OSError as exc:  # the screen or the disk refused where no file of the owner's was at stake
        if exc.errno == errno.ENAMETOOLONG:  # asked about a name that no disk could hold
            _say(
                f"“{str(exc.filename or '')[:60]}…” is too long for the name of a file or folder.",
                "Look whether a space or a quote is missing.",
            )
            return Exit.INPUT
        return _refused(exc) if exc.errno in _MACHINE else _crash(exc)
    except Exception as exc:  # noqa: BLE001 - our own mistake, whatever it is: a log to paste, no traceback on the screen
        return _crash(exc)


def _say(message: str, hint: str) -> None:
    with contextlib.suppress(OSError):  # a screen that refuses, too, does not change how the run ended
        click.echo(message, err=True)
        if hint:
            click.echo(f"→ {hint}", err=True)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _Stopped


def _refused(exc: OSError) -> int:
    _say(
        f"This machine refused: {exc.strerror or exc}",
        "Check the disk, its space and your rights, then try again.",
    )
    return Exit.MACHINE


def _crash(exc: Exception) -> int:
    try:
        from kit.cli.crash import write_log

        where = write_log(exc, sys.argv)
    except OSError as trouble:  # where not even the log can be written, the machine is at fault first of all
        return _refused(trouble)
    _say(
        f"Something went wrong inside webkit: {type(exc).__name__}.",
        f"This is our mistake. Please send us this file: {where}",
    )
    return Exit.BUG
