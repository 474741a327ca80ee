"""`brief.md`: what a designer and a client agree on before work begins, on one page that both can sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.base.files import RenderedFile
from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.facts.trade_search import label
from kit.interview.homework import homework, plain

NAME = "brief.md"
_STILL_OPEN = 6
"""Lines of homework on the brief: enough to see what is missing, short enough to be read."""
_HELD = {
    "me": "the client", "designer": "the designer", "someone_else": "somebody else", "unknown": "nobody knows yet",
    "none": "not registered yet",
}  # fmt: skip


def render_brief(
    business: Business, trade: Trade, *, later: Iterable[str] = (), designer: bool = False
) -> RenderedFile | None:
    """Write the brief, or give None where no designer asked for one. Private: it names money and people.

    `designer` says that the project was begun with `--designer`: then the brief is there from the first
    build, and says what is not agreed yet.
    """
    if not (business.brief or designer):
        return None
    parts = (
        ("What will be different", _goals(business)),
        ("Whom the site is for", _customers(business)),
        ("What it offers", _offer(business)),
        ("What is there already", _there(business)),
        ("Who brings what", _supplies(business)),
        ("Who decides", _decides(business)),
        ("Still open", _open(business, trade, later)),
    )
    lines = [f"# Brief for {plain(business.name)}", "", *_client(business), ""]
    for title, rows in parts:
        told = list(rows)
        if told:
            lines += [f"## {title}", "", *told, ""]
    lines += ["## Agreed", "", "Client: ______________________  Date: ____________", ""]
    lines += ["Designer: ____________________  Date: ____________"]
    return RenderedFile.text(NAME, "\n".join(lines) + "\n", private=True)


def _client(business: Business) -> Iterator[str]:
    yield ", ".join(filter(None, (label(business.identity.trade), plain(business.place.town or "")))) + "."
    phone = business.contact.phone
    ways = (phone.text if phone else "", business.contact.email)
    told = ", ".join(plain(str(way)) for way in ways if way)
    if told:
        yield f"Reached by: {told}."


def _goals(business: Business) -> Iterator[str]:
    for goal in business.brief.goals if business.brief else ():
        yield f"- {plain(str(goal))}"


def _customers(business: Business) -> Iterator[str]:
    rows = (
        ("More of", business.customers.ideal),
        ("They begin with", business.customers.first_words),
        ("Not for", business.customers.not_for),
    )
    for name, said in rows:
        if said:
            yield f"- {name}: {plain(str(said))}"


def _offer(business: Business) -> Iterator[str]:
    for service in business.services:
        price = f", {plain(service.price.text)}" if service.price else ""
        yield f"- {plain(str(service.name))}{price}"


def _there(business: Business) -> Iterator[str]:
    if business.domain.name:
        held = f", held by {_HELD[business.domain.held_by]}" if business.domain.held_by else ""
        yield f"- Domain: {plain(business.domain.name)}{held}"
    if business.site.address:
        yield f"- Address of the site: {plain(str(business.site.address))}"
    for kept in business.brief.must_keep if business.brief else ():
        yield f"- Must stay: {plain(kept)}"
    if business.look.colour or business.look.logo:
        look = ", ".join(filter(None, (business.look.colour, business.look.logo)))
        yield f"- Colour and logo: {plain(look)}"


def _supplies(business: Business) -> Iterator[str]:
    supplies = business.brief.supplies if business.brief else ()
    if supplies:
        yield from ("| What | Who | Until |", "|---|---|---|")
    for each in sorted(supplies, key=lambda supply: str(supply.by or "9")):
        yield f"| {plain(each.what)} | {plain(each.who or 'open')} | {each.by or 'open'} |"


def _decides(business: Business) -> Iterator[str]:
    brief = business.brief
    if brief and brief.approves:
        yield f"- Says yes in the end: {plain(brief.approves)}"
    if brief and brief.budget:
        yield f"- Budget: {plain(brief.budget)}"


def _open(business: Business, trade: Trade, later: Iterable[str]) -> Iterator[str]:
    brief = business.brief
    for given, said in (
        (brief and brief.goals, "No goal in numbers is agreed: `webkit answers edit goals`"),
        (brief and brief.supplies, "Nobody is named who brings what, and until when: `webkit answers edit supplies`"),
        (brief and brief.approves, "Nobody is named who says yes in the end: `webkit answers edit approval`"),
    ):  # fmt: skip
        if not given:
            yield f"- {said}"
    tasks = homework(business, trade, later=later)
    for task in tasks[:_STILL_OPEN]:
        yield f"- {plain(task.say)}"
    if len(tasks) > _STILL_OPEN:
        yield f"- and {len(tasks) - _STILL_OPEN} more, in homework.md"
