"""Beginning a project with questions, and going through its answers again later."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import Exit, InputError
from kit.cli.first_build import finish
from kit.cli.project import Project, changing, command_for
from kit.cli.this_terminal import face_for, has_terminal, this_machine
from kit.output.facts_file import FACTS, read_facts, save_facts

if TYPE_CHECKING:
    from kit.cli.init_pack import PackChoice
    from kit.interview.engine import Guess, State
    from kit.interview.face import Face
    from kit.interview.questions import Interview


@dataclass(frozen=True, slots=True)
class How:
    """How the interview is held: which one, in which face, and after reading which existing site."""

    interview: Interview = "standard"
    browser: bool = False
    plain: bool = False
    source: str | None = None
    allow: tuple[str, ...] = ()
    """Internal addresses that the existing site may be at (`--allow-address`)."""
    pack: PackChoice | None = None


def begin_with_questions(folder: Path, how: How, *, dry_run: bool) -> None:
    """Hold the interview in the face that was asked for, then build."""
    if not how.browser and not has_terminal():
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

            finish(Project(folder, parse_business(state.text, FACTS)))


def change_answers(start: Path | None, question: str | None, *, plain: bool) -> None:
    """Hold the review over a project's answers, or one question of it, then build."""
    from kit.cli.project import find_folder
    from kit.facts.reader import parse_business
    from kit.interview import engine
    from kit.interview.saving import interview_of, load

    folder = find_folder(start)
    if not has_terminal():
        raise InputError(
            "There is no terminal to ask questions in.",
            hint='Change a single fact with: webkit set contact.phone "020 7946 0018"',
        )
    with changing(folder, "answers edit"):
        state = load(folder, interview_of(folder))
        where = _question_named(state, question) if question else engine.REVIEW
        command = command_for("webkit answers edit", folder, "--dir")
        state = _converse(folder, engine.go(state, where), plain=plain, again=command, revising=True)
        if state.finished:
            finish(Project(folder, parse_business(state.text, FACTS)))


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


def _keep_pack(folder: Path, pack: PackChoice | None) -> None:
    """Put the pack into the facts before the first question, so that the preview and a resumed interview use it."""
    from kit.cli.init_pack import with_pack
    from kit.interview.engine import EMPTY

    was = read_facts(folder)
    text = with_pack(was or EMPTY, pack)
    if pack and text != (was or EMPTY):
        save_facts(folder, text, was=was)


def _interview(folder: Path, how: How) -> State:
    from kit.cli.init_pack import pack_guesses, pack_questions
    from kit.interview.engine import FOUND
    from kit.interview.saving import load

    guesses: tuple[Guess, ...] = ()
    if how.source:
        from kit.cli.init_from import read_guesses

        guesses = read_guesses(how.source, folder, allow=how.allow)
    _keep_pack(folder, how.pack)
    state = load(folder, how.interview, guesses, pack_questions(how.pack))
    if guesses and state.here != FOUND:
        click.echo("Your answers say all of that already; nothing on the site is new.", err=True)
    state = replace(state, guesses=(*state.guesses, *pack_guesses(how.pack)))
    if how.browser:
        from kit.cli.browser_face import interview_in_browser

        return interview_in_browser(
            folder,
            state,
            keep=lambda new, old: _keep(folder, new, old),
            machine=this_machine(),
            launch=bool(
                os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform != "linux"
            ),
        )
    return _converse(folder, state, plain=how.plain, again=_again(folder, how))


def _converse(folder: Path, state: State, *, plain: bool, again: str, revising: bool = False) -> State:
    from kit.interview.conversation import converse
    from kit.interview.face import World
    from kit.interview.uploads import bring_picture

    face = face_for(plain=plain)
    if not revising:
        _welcome(face, state)
    world = World(
        keep=lambda new, old: _keep(folder, new, old),
        now=time.monotonic,
        machine=this_machine(),
        preview=lambda _now: preview_home(folder),
        bring=lambda text: bring_picture(folder, text),
    )
    try:
        return converse(state, face, world, revising=revising)
    except (KeyboardInterrupt, EOFError):
        click.echo(f"\nSaved. Go on whenever you like with: {again}", err=True)
        raise click.exceptions.Exit(Exit.INTERRUPTED) from None


def _keep(folder: Path, new: State, old: State) -> State:
    """Put a state on disk, and the logo of an existing site beside the photos once it is an answer."""
    from kit.cli.init_from_logo import keep_logo
    from kit.interview.saving import save

    keep_logo(folder, new)
    return save(folder, new, was=old.text)


def _again(folder: Path, how: How) -> str:
    words = [command_for("webkit init", folder)]
    words += [f"--{how.interview}" if how.interview != "standard" else "", "--plain" if how.plain else ""]
    return " ".join(word for word in words if word)


def _welcome(face: Face, state: State) -> None:
    from kit.interview.progress import progress

    if state.passed:
        told = len(state.passed)
        count = "One question is" if told == 1 else f"{told} questions are"
        where = "with what you put off" if state.here in state.later else "where you stopped"
        face.say(f"Welcome back. {count} answered; we go on {where}.")
    else:
        face.say(f"Your website starts with a few questions, about {progress(state).minutes_left} minutes.")
        face.say("Only trade, name, place and one way to reach you are needed.")
    face.say("Every answer is saved at once. Stop with Ctrl-C, and go on another day.")


def preview_home(folder: Path) -> str:
    """Begin to build a rough home page from the answers so far, and give the address it will have."""
    from kit.cli.preview import preview_page, start_preview

    start_preview(folder)
    return preview_page(folder).resolve().as_uri()
