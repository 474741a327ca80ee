"""The two ways to begin a project: from ready answers, or by an interview in one of its faces."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.base.clock import today
from kit.base.errors import Exit, InputError, MachineError
from kit.cli.making import build, listing, settle, tell
from kit.cli.project import Project, changing
from kit.output.facts_file import FACTS, read_facts, save_facts

if TYPE_CHECKING:
    from kit.facts.reader import Loaded
    from kit.interview.engine import Guess, State
    from kit.interview.face import Face
    from kit.interview.questions import Interview

LARGEST_ANSWERS = 1_000_000


def begin_from(folder: Path, *, answers: str | None, sample: str | None, dry_run: bool) -> None:
    """Check ready answers and build from them; other facts that are there already are never written over."""
    from kit.facts.reader import parse_business
    from kit.facts.schema import COMMENT

    if answers and sample:
        raise InputError("--answers and --sample are two sets of facts.", hint="Give one of them.")
    name, text = _sample(sample) if sample else _answers(str(answers))
    loaded = parse_business(text, name)
    _refuse_other_facts(folder, loaded, "--sample" if sample else "--answers")
    if not text.startswith("# yaml-language-server"):
        text = COMMENT + text
    if dry_run:
        _show(Project(folder, parse_business(text, FACTS)))
        return
    with changing(folder, "init"):
        was = read_facts(folder)
        if was is None:
            save_facts(folder, text, was=None)
        _finish(Project(folder, parse_business(text if was is None else was, FACTS)))


@dataclass(frozen=True, slots=True)
class How:
    """How the interview is held: which one, in which face, and after reading which existing site."""

    interview: Interview = "standard"
    browser: bool = False
    plain: bool = False
    source: str | None = None
    allow: tuple[str, ...] = ()
    """Internal addresses that the existing site may be at (`--allow-address`)."""


def begin_with_questions(folder: Path, how: How, *, dry_run: bool) -> None:
    """Hold the interview in the face that was asked for, then build."""
    if not how.browser and not _has_terminal():
        raise InputError(
            "There is no terminal to ask questions in.",
            hint="Hand the answers over: webkit init DIR --answers business.yaml (or --answers - for standard input).",
        )
    if folder.exists() and not folder.is_dir():
        raise InputError(
            f"{folder} is not a folder.", hint="Name a new or empty folder, for example: webkit init my-site"
        )
    if dry_run:
        raise InputError(
            "--dry-run needs answers to try.",
            hint="For example: webkit init my-site --sample corner-cup --dry-run",
        )
    with changing(folder, "init"):
        state = _interview(folder, how)
        if state.finished:
            from kit.facts.reader import parse_business

            _finish(Project(folder, parse_business(state.text, FACTS)))


def change_answers(start: Path | None, question: str | None, *, plain: bool) -> None:
    """Hold the review over a project's answers, or one question of it, then build."""
    from kit.cli.project import find_folder
    from kit.facts.reader import parse_business
    from kit.interview import engine
    from kit.interview.saving import load

    folder = find_folder(start)
    if not _has_terminal():
        raise InputError(
            "There is no terminal to ask questions in.",
            hint='Change a single fact with: webkit set contact.phone "020 7946 0018"',
        )
    with changing(folder, "answers edit"):
        state = load(folder, "standard")
        where = _question_named(state, question) if question else engine.REVIEW
        command = "webkit answers edit"
        state = _converse(folder, engine.go(state, where), plain=plain, again=command, revising=True)
        if state.finished:
            _finish(Project(folder, parse_business(state.text, FACTS)))


def _question_named(state: State, name: str) -> str:
    """Give the id of the question that is called so, or that asks for the fact called so."""
    import difflib

    from kit.interview import engine

    asked = engine.visible(state)
    for question in asked:
        if name == question.id or any(part.fact == name for part in question.parts):
            return question.id
    near = difflib.get_close_matches(name, [question.id for question in asked], n=1)
    raise InputError(
        f"There is no question {name!r}.",
        hint=f"Did you mean {near[0]}?" if near else "They are listed by: webkit list questions",
    )


def _interview(folder: Path, how: How) -> State:
    from kit.interview.saving import load

    guesses: tuple[Guess, ...] = ()
    if how.source:
        from kit.cli.existing import read_guesses

        guesses = read_guesses(how.source, folder, allow=how.allow)
    state = load(folder, how.interview, guesses)
    if how.browser:
        from kit.cli.browsing import interview_in_browser

        return interview_in_browser(
            folder,
            state,
            keep=lambda new, old: _keep(folder, new, old),
            locale=machine_locale(),
            launch=bool(os.environ.get("DISPLAY") or sys.platform != "linux"),
        )
    return _converse(folder, state, plain=how.plain, again=_again(folder, how))


def _converse(folder: Path, state: State, *, plain: bool, again: str, revising: bool = False) -> State:
    from kit.interview.conversation import converse
    from kit.interview.face import World

    face = _face(plain=plain)
    if not revising:
        _welcome(face, state)
    world = World(
        keep=lambda new, old: _keep(folder, new, old),
        now=time.monotonic,
        locale=machine_locale(),
        preview=lambda _now: preview_home(folder),
    )
    try:
        return converse(state, face, world, revising=revising)
    except (KeyboardInterrupt, EOFError):
        click.echo(f"\nSaved. Go on whenever you like with: {again}", err=True)
        raise click.exceptions.Exit(Exit.INTERRUPTED) from None


def _keep(folder: Path, new: State, old: State) -> State:
    """Put a state on disk, and the logo of an existing site beside the photos once it is an answer."""
    from kit.cli.existing_logo import keep_logo
    from kit.interview.saving import save

    keep_logo(folder, new)
    return save(folder, new, was=old.text)


def machine_locale() -> str:
    """Give the machine's locale, such as en_GB.UTF-8, or "" when none is set."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((value for name in names if (value := os.environ.get(name))), "")


def _again(folder: Path, how: How) -> str:
    words = ["webkit init", "" if str(folder) == "." else str(folder)]
    words += [f"--{how.interview}" if how.interview != "standard" else "", "--plain" if how.plain else ""]
    return " ".join(word for word in words if word)


def _welcome(face: Face, state: State) -> None:
    from kit.interview.progress import progress

    if state.passed:
        face.say(f"Welcome back. {len(state.passed)} questions are answered; we go on where you stopped.")
    else:
        face.say(f"Your website starts with a few questions, about {progress(state).minutes_left} minutes.")
        face.say("Only trade, name, place and one way to reach you are needed.")
    face.say("Every answer is saved at once. Stop with Ctrl-C, and go on another day.")


def _face(*, plain: bool) -> Face:
    """Give the face this terminal can show: line by line where it is dumb or that was asked for."""
    columns, lines = shutil.get_terminal_size((72, 24))
    if plain or os.environ.get("TERM", "dumb") in {"dumb", "", "unknown"}:
        from kit.interview.plain import PlainFace

        return PlainFace(
            _read_line, lambda line: click.echo(line, err=True), width=max(min(columns, 88) - 1, 20)
        )
    from kit.interview.terminal import TerminalFace

    unicode = "utf" in (machine_locale() or "utf").casefold()
    return TerminalFace(min(columns, 96), lines, colour=not os.environ.get("NO_COLOR"), unicode=unicode)


def _read_line(mark: str) -> str:
    click.echo(mark, nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _has_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def preview_home(folder: Path) -> str:
    """Begin to build a rough home page from the answers so far, and give the address it will have."""
    from kit.cli.preview import preview_page, start_preview

    start_preview(folder)
    return preview_page(folder).resolve().as_uri()


def _finish(project: Project) -> None:
    project = settle(project, today())
    made = build(project)
    tell(made, project.folder)
    home = project.folder / "site" / "index.html"
    if home.is_file():
        click.echo(f"Your home page: {home.resolve().as_uri()}", err=True)
    click.echo(
        "Next: webkit serve shows the site, webkit plan this week's page, homework.md what is still open.",
        err=True,
    )


def _show(project: Project) -> None:
    made = build(project, dry_run=True)
    click.echo("\n".join(listing(made.writes)))
    tell(made, project.folder, dry_run=True)


def _sample(name: str) -> tuple[str, str]:
    import kit.facts

    folder = Path(str(kit.facts.__file__)).parent / "samples"
    path = folder / f"{name.removesuffix('.yaml')}.yaml"
    known = sorted(each.stem for each in folder.glob("*.yaml"))
    if path.stem not in known:
        raise InputError(f"There is no sample {name!r}.", hint=f"There are: {', '.join(known)}")
    return path.name, path.read_text("utf-8")


def _answers(name: str) -> tuple[str, str]:
    from kit.facts.tree import decode

    if name == "-":
        return "standard input", decode(sys.stdin.buffer.read(LARGEST_ANSWERS + 1), "standard input")
    path = Path(name)
    if not path.is_file():
        raise InputError(
            f"{name} is not a file.",
            hint="Name a file of facts such as business.yaml, or a sample: --sample corner-cup",
        )
    try:
        with path.open("rb") as file:
            return path.name, decode(file.read(LARGEST_ANSWERS + 1), path.name)
    except OSError as exc:
        raise MachineError(f"{path}: {exc.strerror}", hint="Check the rights of the file.") from exc


def _refuse_other_facts(folder: Path, loaded: Loaded, option: str) -> None:
    from kit.interview.answers import data_of

    was = read_facts(folder) if folder.is_dir() else None
    if was is not None and _compared(data_of(was), data_of(loaded.text)) != _compared(
        data_of(loaded.text), {}
    ):
        raise InputError(
            f"{folder / FACTS} holds other facts already.",
            hint=f"{option} never writes over facts. Name a new folder, or change single facts with: webkit set FACT VALUE",
        )
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is not a folder.", hint="Name a new or empty folder.")


def _compared(data: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what the first build writes into the facts by itself, unless the new answers say it too."""
    made = {name: dict(block) if isinstance(block, dict) else block for name, block in data.items()}
    for block, name in (("marketing", "start"), ("place", "timezone")):
        if other and name not in (other.get(block) or {}) and isinstance(made.get(block), dict):
            made[block].pop(name, None)
            if not made[block]:
                del made[block]
    return made
