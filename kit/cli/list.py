"""`webkit list`: what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from kit.base.errors import Exit
from kit.cli.options import examples


@click.command(epilog=examples("webkit list facts", "webkit list networks --stale"))
@click.argument(
    "what", type=click.Choice(["networks", "trades", "questions", "checks", "packs", "looks", "facts"])
)
@click.option("--stale", is_flag=True, help="Only limits of networks that nobody verified within a year.")
def command(*, what: str, stale: bool) -> int:
    """List networks, trades, questions, checks, packs, looks or facts, one a line."""
    lines = _stale() if stale and what == "networks" else _LISTS[what]()
    for line in lines:
        click.echo(line)
    return Exit.DONE


def _networks() -> Iterator[str]:
    from kit.networks.catalogue import index

    for entry in index().values():
        yield f"{entry.id:20} {entry.name}: {entry.what}"


def _stale() -> Iterator[str]:
    from kit.base.clock import today
    from kit.networks.stale import stale_lines

    yield from stale_lines(today())


def _trades() -> Iterator[str]:
    from kit.facts.trade import load_trade, trade_ids

    for trade in map(load_trade, trade_ids()):
        yield f"{trade.id:20} {trade.name('en')}"


def _questions() -> Iterator[str]:
    from kit.interview.questions import standing_questions

    for question in standing_questions():
        yield f"{question.id:20} {question.ask}"


def _checks() -> Iterator[str]:
    from kit.check.rules import all_checks

    for rule in all_checks():
        yield f"{rule.id:32} {rule.severity:8} {rule.summary}"


def _packs() -> Iterator[str]:
    from kit.base.share import shared_folder

    for path in sorted(shared_folder("templates").glob("*/cookiecutter.json")):
        yield path.parent.name


def _looks() -> Iterator[str]:
    from kit.facts.look import looks

    for look in looks():
        yield f"{look.id:10} {look.feeling}"


def _facts() -> Iterator[str]:
    from kit.facts.paths import all_paths

    for path, sentence in all_paths():
        yield f"{path:36} {sentence}"


_LISTS: dict[str, Callable[[], Iterator[str]]] = {
    "networks": _networks,
    "trades": _trades,
    "questions": _questions,
    "checks": _checks,
    "packs": _packs,
    "looks": _looks,
    "facts": _facts,
}
