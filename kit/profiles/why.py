"""The answer to "you should be on X": what it is, who is there, what it costs, whether it is for you, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.networks.catalogue import load_network
from kit.networks.models import Network
from kit.profiles.points import points_line

if TYPE_CHECKING:
    from kit.facts.models import Business
    from kit.facts.trade import Trade
    from kit.plan.choice import Choice, Scored
    from kit.plan.explain import Explainer
    from kit.profiles.verdicts import Verdict

WORDS = {
    "pick": "Yes",
    "claim": "Claim it",
    "signpost": "Only as a signpost",
    "park": "Park it",
    "reserve": "Not now, but next in line",
    "leave": "No",
}
"""Each verdict as it is said to an owner."""

_KEEP_OR_GO = (
    "You have a profile there already. Keep it true: name, phone and link as on your site, looked at once a quarter, and "
    "no new posts. Or let it go: close it there, and set its state to closed in your facts."
)
"""What to do with a profile at a network that is not worth new work."""

_LIKES = {"writing": "writing", "photo": "taking pictures", "video": "being filmed", "talking": "talking to people", "stage": "speaking to a room"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Why:
    """One network answered. Without a business `verdict` is "" and `reasons` say whom it suits."""

    network: str
    name: str
    what: str
    who: str
    cost: str
    verdict: str
    answer: str
    """The verdict in words, with points where there are any."""
    reasons: tuple[str, ...]
    change: str
    instead: str
    hold: tuple[str, ...]
    points: int | None = None
    parts: str = ""
    """How the points add up, on one line."""
    brief: str = ""
    """The reason in a few words, for a table."""


def explain(
    network: str,
    business: Business | None = None,
    trade: Trade | None = None,
    choice: Choice | None = None,
    explainer: Explainer | None = None,
) -> Why:
    """Explain one network by its id; with facts and a choice, for this business.

    Without them nothing but the network's own file is read, so that the answer is instant. The sentences about a
    channel are the plan's own (`explainer`); whoever explains many networks makes one and passes it on.
    """
    record = load_network(network)
    if business is None or trade is None or choice is None:
        return _general(record)
    from kit.profiles.verdicts import verdict_of

    explainer = explainer or explainer_of(choice)
    verdict = verdict_of(network, business, trade, choice)
    there = any(each.network == network and each.state != "closed" for each in business.profiles)
    if verdict.scored is not None:
        found = _by_channel(record, verdict.scored, business, explainer)
    else:
        found = _without_points(record, verdict, business, trade, explainer)
    if there and found.verdict == "claim":
        found = replace(found, answer="You have it: keep it right")
    if there and found.verdict in {"leave", "reserve"}:
        found = replace(
            found,
            answer=f"{found.answer}; you have it, so keep it true or let it go",
            reasons=(*found.reasons, _KEEP_OR_GO),
        )
    return replace(found, hold=()) if there else found


def explainer_of(choice: Choice) -> Explainer:
    """Give what says why in the plan's own sentences, for this choice."""
    from kit.plan.explain import Explainer
    from kit.plan.model import load_model

    return Explainer(choice, load_model())


def _general(record: Network) -> Why:
    from kit.profiles.kinds import kinds_in_words

    reasons = [f"It suits {kinds_in_words(record.suits)}."]
    if record.status == "winding_down":
        reasons.append("It is closing down: do not start there.")
    reasons.append(f"For your own answer, with the points: webkit why {record.id} DIR")
    return Why(
        record.id, record.name, record.what, _who(record), _cost(record), "", "That depends on your customers, your hours and what you like doing",
        tuple(reasons), "", "", _hold(record), brief=record.what,
    )  # fmt: skip


def _by_channel(record: Network, scored: Scored, business: Business, explainer: Explainer) -> Why:
    from kit.profiles.changes import what_would_change

    pick = explainer.model.thresholds.pick
    answer = WORDS[scored.verdict]
    if not scored.gate:
        needed = f", and {pick} is needed" if scored.points < pick else ""
        answer += f": {scored.points} of 100 points{needed}"
    minutes = scored.channel.minutes if scored.verdict == "pick" else 0
    return Why(
        record.id, record.name, record.what, _who(record), _cost(record, minutes), scored.verdict, answer,
        tuple(_channel_reasons(record, scored, business, explainer)), what_would_change(scored, explainer),
        "" if scored.verdict == "pick" else instead(explainer.choice, scored.channel.id), _hold(record),
        None if scored.gate else scored.points, points_line(scored), _away(record, business) or _channel_brief(scored, explainer),
    )  # fmt: skip


def _channel_reasons(
    record: Network, scored: Scored, business: Business, explainer: Explainer
) -> Iterator[str]:
    channel = scored.channel
    yield explainer.scene
    if channel.type == "people" or (channel.type == "own" and len(channel.networks) > 1):
        yield f"It is a tool for one way to meet people: {channel.inline}."
    yield explainer.verdict_line(scored)
    if not scored.gate:
        yield (
            explainer.own_count(scored)
            or f"You have not counted how your last ten {explainer.people[1]} came."
        )
        if good := _for_it(scored, explainer):
            yield good
        if bad := explainer.against(scored):
            yield bad
    if scored.verdict == "signpost":
        yield "People look you up there, so let it say who you are and where to reach you, and nothing more."
    if scored.verdict == "park":
        yield "Pin a note there that says where you are to be found, and leave it."
    yield from _particular(record, scored, business)


def _particular(record: Network, scored: Scored, business: Business) -> Iterator[str]:
    """Say what its channel's sentences cannot know of this one network."""
    if away := _away(record, business):
        yield away
    if record.id == "whatsapp_business" and not (business.contact.phone or business.contact.text_phone):
        yield "It needs a phone number, and there is none in your facts: write letters or mails instead."
    alone = business.identity.form in {"sole_trader", None}
    if record.id == "linkedin_company" and alone and scored.verdict == "pick":
        yield "You trade alone, so your own profile does this work; the company page can wait."


def _away(record: Network, business: Business) -> str:
    from kit.profiles.kinds import countries_in_words

    if not business.country or record.is_in(business.country):
        return ""
    here = countries_in_words((business.country,))
    return f"{record.brand} itself serves {countries_in_words(record.regions)}: in {here} look for another of its kind."


def _for_it(scored: Scored, explainer: Explainer) -> str:
    from kit.plan.words import list_text

    owner, channel = explainer.choice.owner, scored.channel
    liked = [_LIKES[each] for each in channel.skills if owner.comfort_with(each) == 3]
    reasons = [f"you enjoy {list_text(liked)}"] if liked and "marketing.comfort" not in owner.assumed else []
    if "learn" in owner.goals and channel.learning >= 2:
        reasons.append("its people know things you want to learn")
    if any(part.name == "profile" and part.points > 0 for part in scored.parts):
        reasons.append("the login there is yours")
    return (
        f"For it: {', and '.join([', '.join(reasons[:-1]), reasons[-1]] if reasons[1:] else reasons)}."
        if reasons
        else ""
    )


def _channel_brief(scored: Scored, explainer: Explainer) -> str:
    from kit.plan.words import minutes_text

    if scored.verdict == "pick":
        return f"{minutes_text(scored.channel.minutes)} a week. {explainer.own_count(scored)}".strip()
    line = explainer.verdict_line(scored)
    # A no must not read like a yes: then what is missing says it.
    return explainer.price(scored) if scored.verdict == "leave" and line == scored.channel.why_yes else line


def instead(choice: Choice, skip: str) -> str:
    """Say where the time goes instead: the best two picks beside the channel `skip`."""
    from kit.plan.words import list_text, minutes_text

    picks = [each for each in choice.picks if each.channel.id != skip][:2]
    if not picks:
        return "First answer enquiries fast and keep your own site right: your hours do not carry more yet."
    named = (
        f"{each.channel.inline} ({each.points} points, {minutes_text(each.channel.minutes)} a week)"
        for each in picks
    )
    return f"Put the time into {list_text(named)}."


def _without_points(
    record: Network, verdict: Verdict, business: Business, trade: Trade, explainer: Explainer
) -> Why:
    from kit.profiles.outside import claimed, left

    reasons, change, brief = (
        claimed(record, business, trade, explainer)
        if verdict.word == "claim"
        else left(record, verdict, business, trade)
    )
    return Why(
        record.id, record.name, record.what, _who(record), _cost(record), verdict.word, WORDS[verdict.word],
        reasons, change, "" if verdict.word == "claim" else _nearest(verdict, explainer.choice), _hold(record), brief=brief,
    )  # fmt: skip


def _nearest(verdict: Verdict, choice: Choice) -> str:
    from kit.plan.words import minutes_text

    if not verdict.nearest:
        return instead(choice, "")
    near = choice.of(verdict.nearest)
    channel = near.channel
    if near.verdict == "pick":
        return f"{channel.name} will do this for you: {near.points} points, {minutes_text(channel.minutes)} a week."
    points = f" ({near.points} points)" if near.verdict != "leave" and not near.gate else ""
    said = {"leave": "no", "reserve": "not now"}.get(near.verdict, WORDS[near.verdict].lower())
    return f"The nearest thing is {channel.inline}, and the answer there is {said}{points}. {instead(choice, channel.id)}"


def _cost(record: Network, planned: int = 0) -> str:
    """Give the honest minutes; of a channel that is in the plan, the plan's."""
    from kit.plan.words import minutes_text

    weekly = record.weekly_minutes
    span = (
        f"{minutes_text(planned)} a week in your plan"
        if planned
        else f"{_span(weekly.low, weekly.high)} a week"
    )
    return f"{span}, and {minutes_text(weekly.first_setup)} once to set it up. {weekly.note}"


def _span(low: int, high: int) -> str:
    from kit.plan.words import minutes_text

    if low == high:
        return minutes_text(high) if high else "Nothing"
    if not low:
        return f"At most {minutes_text(high)}"
    if high <= 90:
        return f"{low} to {high} minutes"
    return f"{low / 60:g} to {high / 60:g} hours" if low >= 60 else f"{low} minutes to {minutes_text(high)}"


def _who(record: Network) -> str:
    return record.guide.who if record.guide else ""


def _hold(record: Network) -> tuple[str, ...]:
    return record.guide.hold if record.guide else ()
