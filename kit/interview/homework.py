"""`homework.md`: what is still open, in the order of what it costs the owner, each with why and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kit.base.files import RenderedFile
from kit.base.text import clean
from kit.facts.conditions import Known, holds
from kit.facts.known import assumed, known
from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.facts.yaml_data import load_data
from kit.interview.questions import questions_for, standing_questions, trade_block

NAME = "homework.md"


@dataclass(frozen=True, slots=True)
class Task:
    """One open thing: what, why it matters, and what settles it."""

    id: str
    say: str
    why: str
    do: str


def homework(
    business: Business, trade: Trade, *, later: Iterable[str] = (), site: Iterable[Task] = ()
) -> tuple[Task, ...]:
    """Give what is still open, dearest first; then what the site waits for, and the questions put off by `later` (their ids)."""
    facts = known(business, trade)
    open_tasks = [task for row in _rows() for task in _tasks(row, business, trade, facts)]
    return (*open_tasks, *site, *_postponed(trade, frozenset(later)), *_trade_questions(business, trade))


def open_facts(business: Business, trade: Trade) -> frozenset[str]:
    """Give the facts of which the homework says that they are missing or not settled, by path."""
    facts = known(business, trade)
    open_rows = (row for row in _rows() if any(_tasks(row, business, trade, facts)))
    return frozenset(path for row in open_rows for path in (*row.get("missing", ()), *row.get("is", ())))


def render_homework(
    business: Business, trade: Trade, *, later: Iterable[str] = (), site: Iterable[Task] = ()
) -> RenderedFile:
    """Write the homework as Markdown; private, because it names what is weak. `site` is what the pages wait for."""
    tasks = homework(business, trade, later=later, site=site)
    lines = [f"# Homework for {plain(business.name)}", ""]
    if not tasks:
        lines += ["Nothing is open. The next thing is this week's page: `webkit plan`.", ""]
    else:
        count = "one thing" if len(tasks) == 1 else f"{len(tasks)} things"
        lines += [
            f"There is {count} open."
            if len(tasks) == 1
            else f"There are {count} open. The first cost you most.",
            "",
        ]
    for number, task in enumerate(tasks, 1):
        lines += [
            f"{number}. **{plain(task.say)}{'' if task.say[-1:] in '.?!' else '.'}** {plain(task.why)}",
            f"   {_how(task.do)}",
        ]
    return RenderedFile.text(NAME, "\n".join(lines).rstrip() + "\n", private=True)


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(load_data(Path(__file__).parent / "homework.yaml"))


def _tasks(row: dict[str, Any], business: Business, trade: Trade, facts: Known) -> Iterator[Task]:
    if holds(row.get("when", {}), facts) is not True:
        return
    given = facts.get("facts") or frozenset()
    assert isinstance(given, frozenset)
    if "missing" in row:
        wanted = row["missing"]
        found = any(path in given for path in wanted)
    elif "is" in row:
        found = not any(str(_value(business, path)) in values for path, values in row["is"].items())
    elif "login" in row:
        for profile in business.profiles:
            if profile.login == row["login"]:
                yield Task(
                    f"{row['id']}_{profile.network}",
                    row["say"].format(network=_network(profile.network)),
                    row["why"],
                    row["do"],
                )
        return
    else:
        found = not business.services or any(service.price for service in business.services)
    if not found:
        owner = assumed(business, trade)
        said = row["say"].format(
            who=" and ".join(owner.who), reach=" and ".join(owner.reach) or "local", network=""
        )
        yield Task(row["id"], said, row["why"], _done_by(row["do"], business, trade))


def _done_by(do: str, business: Business, trade: Trade) -> str:
    """Give the command that settles it, with the example that the interview has for this trade and country."""
    do = do.replace("{questions}", f"asked_{trade.id}")
    if "{example}" not in do:
        return do
    fact = re.sub(r"\[\d+\]", "", do.split()[2].strip('"'))
    country = business.country or ""
    example = _told_elsewhere(fact, business) or _examples(trade, country).get(fact) or _NO_EXAMPLE
    return do.replace("{example}", example if re.fullmatch(r"[\w./+-]+", example) else f'"{example}"')


_NO_EXAMPLE = "…"


def _told_elsewhere(fact: str, business: Business) -> str:
    """Give what other facts tell: the country a phone number rings in, the likeliest time zone of the country."""
    from kit.facts.places import language_at_home, likely_zone

    phone = business.contact.phone or business.contact.text_phone
    if fact == "business.country":
        return (phone.region if phone else "") or "GB"
    if fact == "language":
        return language_at_home(business.country or "")
    if fact == "place.timezone":
        return likely_zone(business.country or "")
    return ""


def _examples(trade: Trade, country: str) -> dict[str, str]:
    questions = questions_for("designer", trade, country)
    parts = [part for question in questions for part in question.parts]
    inside = {f"{part.fact}.{field.fact}": field.example for part in parts for field in part.fields}
    return {part.fact: part.example for part in parts} | inside


def _value(business: Business, path: str) -> Any:
    here: Any = business
    for step in path.split("."):
        here = getattr(here, "identity" if step == "business" else step, None)
    return here


def _network(network: str) -> str:
    from kit.networks.catalogue import index

    entry = index().get(network)
    return entry.name if entry else network


def _postponed(trade: Trade, later: frozenset[str]) -> Iterator[Task]:
    for question in (*standing_questions(), *trade_block(trade)):
        if question.id in later:
            yield Task(
                f"later_{question.id}",
                f"You put this off: {question.ask}".rstrip("?."),
                question.why,
                f"webkit answers edit {question.id}",
            )


def _trade_questions(business: Business, trade: Trade) -> Iterator[Task]:
    answered = {str(each.ask) for each in business.questions}
    if business.questions:  # with none at all there is one line above for the lot
        for question in trade.questions:
            if question.ask not in answered:
                yield Task(
                    "asked",
                    f"Customers of your trade also ask: {question.ask.rstrip('.')}",
                    question.why,
                    f"webkit answers edit asked_{trade.id}",
                )


def plain(text: str) -> str:
    """Give text as it reads inside Markdown: what could begin a mark is escaped."""
    shown = clean(text, limit=500)
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|" else each for each in shown)


def _how(do: str) -> str:
    """Set commands apart as code, and leave deeds as sentences."""
    if not do.startswith("webkit "):
        before, mark, command = do.partition(": webkit ")
        return f"{before}: `webkit {command}`" if mark else do
    # A remark may follow in brackets; brackets within the quotes of the command belong to it.
    found = re.fullmatch(r'((?:[^"(]|"[^"]*")+?)( \(.*)?', do)
    command, remark = found.groups() if found else (do, None)
    return f"`{command}`{remark or ''}"
