"""`webkit why NETWORK`: what it is, whether it is for this business, and what would change the answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import Exit, InputError
from kit.cli.options import examples
from kit.cli.width import width
from kit.profiles.why import Why, explain

if TYPE_CHECKING:
    from kit.cli.project import Project
    from kit.plan.choice import Choice
    from kit.plan.model import Channel

_WIDTH = 80
_NAMES = 24
_NARROW = 60
"""Columns below which a row's reason stands under its names."""
_FEW = 4
"""More networks than this with one reason stand in a paragraph of their own."""


@click.command(epilog=examples("webkit why twitter", "webkit why --all my-business"))
@click.argument("words", nargs=-1, metavar="NETWORK [DIR]")
@click.option("--all", "everything", is_flag=True, help="Every network in one table.")
def command(*, words: tuple[str, ...], everything: bool) -> int:
    """Say what NETWORK is, who is there, what it costs, whether it is for the business in DIR, and why.

    Old names work too. Outside a project you get the general answer.
    """
    name, folder = _meant(words, everything=everything)
    for line in _table(folder) if everything else _answer(name, folder):
        click.echo(line)
    return Exit.DONE


def _meant(words: tuple[str, ...], *, everything: bool) -> tuple[str, Path | None]:
    """Tell the network's name, which may have several words, from the folder behind it."""
    from kit.networks.catalogue import names, plain_name

    if everything:
        return "", Path(words[-1]) if words else None
    if not words:
        hint = "Name one, for example: webkit why twitter. Or see them all: webkit why --all"
        raise InputError("Which network?", hint=hint)
    name = " ".join(words)
    if len(words) == 1 or plain_name(name) in names():
        return name, None
    return " ".join(words[:-1]), Path(words[-1])


def _answer(words: str, folder: Path | None) -> Iterator[str]:
    from kit.networks.catalogue import find_network

    channel, project = _channel(words), _project(folder)
    if channel:
        yield from _way(channel, project)
        return
    name = find_network(words)
    yield from shown(_explained(name, project) if project else explain(name))


def _channel(words: str) -> Channel | None:
    """Give the way to meet people that is no network, such as past customers, or None."""
    from kit.networks.catalogue import names, plain_name
    from kit.plan.model import load_model

    if plain_name(words) in names():
        return None
    plain = " ".join(words.lower().replace("_", " ").replace("-", " ").split())
    ways = ((each, {each.id.replace("_", " "), each.name.lower()}) for each in load_model().channels)
    return next((each for each, called in ways if plain in called), None)


def _way(channel: Channel, project: Project | None) -> Iterator[str]:
    """Explain a way to meet people that is no network, from the plan's own sentences."""
    from kit.plan.explain import Explainer
    from kit.plan.model import load_model

    yield from _paragraph("", f"{channel.name}: what is it?", channel.what)
    if project is None:
        return
    choice = _choice(project)
    scored = choice.of(channel.id)
    said = {"pick": "Yes", "reserve": "Not now, but next in line"}.get(scored.verdict, "No")
    points = "" if scored.gate else f": {scored.points} of 100 points"
    sentences = " ".join(Explainer(choice, load_model()).sentences(scored))
    yield from _paragraph("\n", "Why you?", f"{said}{points}. {sentences}")


def _table(folder: Path | None) -> Iterator[str]:
    from kit.networks.catalogue import index

    project = _project(folder)
    if project is None:
        for entry in index().values():
            yield from _row("", entry.name.split(" (")[0], entry.what)
        yield "\nFor your business: webkit why --all DIR. One of them in full: webkit why NETWORK"
        return
    from kit.profiles.table import table

    for group in table(project.business, project.trade, _choice(project)):
        yield click.style(group.head, bold=True)
        for row in sorted(group.rows, key=lambda each: len(each.networks) > _FEW):
            points = "" if row.points is None else str(row.points)
            if len(row.networks) > _FEW:
                yield from _block(f"{row.reason.removesuffix('.')}: {row.names}.")
            else:
                yield from _row(points, row.names, row.reason)
        yield ""
    yield "One of them in full, with what would change the answer: webkit why NETWORK"


def _row(points: str, names: str, reason: str) -> Iterator[str]:
    """Give a row in three columns; names and reason may take several lines."""
    if width(_WIDTH) < _NARROW:
        yield from textwrap.wrap(f"{points:>4}  {names}", width(_WIDTH), subsequent_indent=" " * 6)
        yield from textwrap.wrap(reason, width(_WIDTH), initial_indent=" " * 8, subsequent_indent=" " * 8)
        return
    left = textwrap.wrap(names, _NAMES) or [""]
    right = textwrap.wrap(reason, width(_WIDTH) - _NAMES - 8, break_on_hyphens=False) or [""]
    for number in range(max(len(left), len(right))):
        name = left[number] if number < len(left) else ""
        text = right[number] if number < len(right) else ""
        yield f"{points if not number else '':>4}  {name:{_NAMES}}  {text}".rstrip()


def _block(text: str) -> Iterator[str]:
    """Give many names with one reason, as wide as the table."""
    yield ""
    yield textwrap.fill(
        text, width(_WIDTH), initial_indent=" " * 6, subsequent_indent=" " * 6, break_on_hyphens=False
    )


def shown(why: Why) -> Iterator[str]:
    """Give the answer as lines for a terminal, at most 80 characters wide."""
    yield from _paragraph("", f"{why.name}: what is it?", why.what)
    if why.who:
        yield from _paragraph("\n", "Who is there?", why.who)
    yield from _paragraph("\n", "What does it cost?", why.cost)
    yield from _paragraph(
        "\n", "Why you?" if why.verdict else "Is it for you?", f"{why.answer}. {' '.join(why.reasons)}"
    )
    if why.parts:
        yield from _paragraph("\n", "How the points add up:", f"{why.parts[:1].upper()}{why.parts[1:]}.")
    if why.change:
        head = "What would end it:" if why.verdict in {"pick", "claim"} else "What would change this:"
        yield from _paragraph("\n", head, why.change)
    if why.instead:
        yield from _paragraph("\n", "Instead:", why.instead)
    if why.hold and why.verdict not in {"pick", "claim"}:
        yield "\n" + click.style("Hold the name in three minutes, so that nobody else has it:", bold=True)
        for number, step in enumerate(why.hold, start=1):
            yield textwrap.fill(
                step,
                width(_WIDTH),
                initial_indent=f"  {number}. ",
                subsequent_indent="     ",
                break_on_hyphens=False,
            )


def _paragraph(before: str, head: str, text: str) -> Iterator[str]:
    yield before + click.style(head, bold=True)
    yield textwrap.fill(
        text,
        width(_WIDTH),
        initial_indent="  ",
        subsequent_indent="  ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def _project(folder: Path | None) -> Project | None:
    """Open the project named, or the one around here; None when there is none and none was named."""
    from kit.cli.project import find_folder, open_project

    if folder is None:
        try:
            find_folder(None)
        except InputError:
            return None
    return open_project(folder)


def _choice(project: Project) -> Choice:
    from kit.plan.choice import choose
    from kit.plan.model import load_model
    from kit.plan.owner import owner_of

    model = load_model()
    return choose(owner_of(project.business, project.trade, model), model)


def _explained(name: str, project: Project) -> Why:
    return explain(name, project.business, project.trade, _choice(project))
