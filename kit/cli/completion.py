"""What the shell offers after TAB: names of facts with their sentence, values that may be chosen, questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from kit.base.errors import KitError


def complete_fact(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the facts whose name begins so; lists are offered with the numbers there are, and one more."""
    from kit.facts.paths import all_paths

    data = _facts_here()
    rows = [
        (numbered, sentence)
        for path, sentence in all_paths()
        if path.partition("[")[0].startswith(incomplete.partition("[")[0])
        for numbered in _numbered(path, data)
    ]
    return [CompletionItem(path, help=sentence) for path, sentence in rows if path.startswith(incomplete)]


def complete_value(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the values of a fact that is chosen and not written; nothing for all others."""
    from kit.interview.questions import standing_questions

    fact = str(context.params.get("fact") or "")
    parts = (part for question in standing_questions() for part in question.parts)
    found = next((part for part in parts if part.fact == fact), None)
    if found is None:
        return []
    choices = {"yes": "", "no": ""} if found.kind == "yes_no" else dict(found.choices)
    return [CompletionItem(name, help=word) for name, word in choices.items() if name.startswith(incomplete)]


def complete_question(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the questions of the interview by their ids."""
    from kit.interview.questions import standing_questions

    found = (question for question in standing_questions() if question.id.startswith(incomplete))
    return [CompletionItem(question.id, help=question.ask) for question in found]


def _facts_here() -> dict[str, Any]:
    from kit.cli.project import find_folder
    from kit.interview.answers import data_of
    from kit.output.facts_file import read_facts

    try:
        return data_of(read_facts(find_folder(Path())) or "")
    except (KitError, OSError):  # a key on the way to a command never ends in a message
        return {}


def _numbered(path: str, data: dict[str, Any]) -> Iterator[str]:
    """Write `services[].price` with numbers: one for each entry that stands, and the next."""
    from kit.facts.edit import fact_at

    before, mark, after = path.partition("[]")
    if not mark:
        yield path
        return
    entries = fact_at(data, before)
    for number in range(1, (len(entries) if isinstance(entries, list) else 0) + 2):
        yield from _numbered(f"{before}[{number}]{after}", data)
