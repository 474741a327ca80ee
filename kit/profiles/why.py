"""The answer to "you should be on X": what it is, who is there, what it costs, whether it is for you, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.networks.catalogue import index, load_network
from kit.networks.models import Network

if TYPE_CHECKING:
    from kit.facts.models import Business
    from kit.facts.trade import Trade
    from kit.plan.choice import Choice, Scored
    from kit.plan.model import Channel, Model
    from kit.profiles.verdicts import Verdict

_WORDS = {
    "pick": "Yes",
    "claim": "Claim it",
    "signpost": "Only as a signpost",
    "park": "Park it",
    "reserve": "Not now, but next in line",
    "leave": "No",
}
_LIKES = {"writing": "writing", "photo": "taking pictures", "video": "being on film", "talking": "talking to people", "stage": "speaking to a room"}  # fmt: skip


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


def explain(
    network: str,
    business: Business | None = None,
    trade: Trade | None = None,
    choice: Choice | None = None,
) -> Why:
    """Explain one network by its id; with facts and a choice, for this business.

    Without them nothing but the network's own file is read, so that the answer is instant.
    """
    record = load_network(network)
    if business is None or trade is None or choice is None:
        return _general(record)
    from kit.profiles.verdicts import verdict_of

    verdict = verdict_of(network, business, trade, choice)
    there = any(each.network == network and each.state != "closed" for each in business.profiles)
    if verdict.scored is not None:
        found = _by_channel(record, verdict.scored, choice)
    else:
        found = _without_points(record, verdict, business, trade, choice)
    return replace(found, hold=()) if there else found


def _general(record: Network) -> Why:
    from kit.profiles.kinds import kinds_in_words

    suits = f"It suits {kinds_in_words(record.suits)}."
    reasons = [suits]
    if record.status == "winding_down":
        reasons.append("It is closing down: do not start there.")
    reasons.append(
        f"Whether it suits you depends on your customers, your hours and what you like doing: webkit why {record.id} DIR"
    )
    return Why(
        record.id, record.name, record.what, _who(record), _cost(record), "", "That depends on your business",
        tuple(reasons), "", "", _hold(record),
    )  # fmt: skip


def _by_channel(record: Network, scored: Scored, choice: Choice) -> Why:
    from kit.plan.model import load_model
    from kit.profiles.changes import what_would_change

    model, channel = load_model(), scored.channel
    answer = _WORDS[scored.verdict]
    if not scored.gate:
        needed = f", and {model.thresholds.pick} is needed" if scored.points < model.thresholds.pick else ""
        answer += f": {scored.points} of 100 points{needed}"
    reasons = [_scene(model, choice), *_channel_reasons(scored, choice)]
    if channel.type == "people" or (channel.type == "own" and len(channel.networks) > 1):
        reasons.insert(1, f"It belongs to: {channel.name}.")
    if scored.verdict == "signpost":
        reasons.append(
            "People look you up there, so let it say who you are and where to reach you, and nothing more."
        )
    if scored.verdict == "park":
        reasons.append("Pin a note there that says where you are to be found, and leave it.")
    if scored.verdict == "reserve" or (scored.verdict == "leave" and scored.points >= model.thresholds.pick):
        reasons.append(_room(scored, choice))
    instead = "" if scored.verdict == "pick" else _instead(choice, channel.id)
    return Why(
        record.id, record.name, record.what, _who(record), _cost(record), scored.verdict, answer, tuple(reasons),
        what_would_change(scored, choice, model), instead, _hold(record), None if scored.gate else scored.points,
    )  # fmt: skip


def _scene(model: Model, choice: Choice) -> str:
    return next(text for family, text in model.scenes.items() if family == choice.owner.family)


def _channel_reasons(scored: Scored, choice: Choice) -> list[str]:
    channel, owner = scored.channel, choice.owner
    if scored.gate:
        return [channel.why_no]
    parts = {part.name: part for part in scored.parts}

    def points(name: str) -> str:
        return f"({parts[name].points:.0f} of {parts[name].most})"

    customers = parts["customers"]
    good = customers.points >= customers.most * 0.6
    reasons = [f"{(channel.why_yes if good else channel.why_no).rstrip('.')} {points('customers')}."]
    reasons.append(f"{_came(owner.came_by(channel.id))} {points('proof')}.")
    likes = " and ".join(_LIKES[each] for each in channel.skills)
    level = parts["comfort"].points / parts["comfort"].most
    feeling = "You enjoy" if level > 0.8 else "You do not mind" if level > 0.5 else "You do not much like"
    if "marketing.comfort" in owner.assumed:
        feeling = "You have not said whether you like"
    reasons.append(f"{feeling} {likes} {points('comfort')}.")
    if parts["learning"].points >= parts["learning"].most * 0.6:
        reasons.append(f"People there know things you want to learn {points('learning')}.")
    if "profile" in parts:
        count = parts["profile"].points
        reasons.append(
            f"You have a profile there and hold the login (+{count:.0f})." if count > 0
            else f"You tried it for half a year without an enquiry ({count:.0f})."
        )  # fmt: skip
    if "pictures" in parts:
        reasons.append(
            f"It lives from pictures, and your work does not show in them ({parts['pictures'].points:.0f})."
        )
    if "confidential" in parts:
        reasons.append(f"It shows the work, and yours is confidential ({parts['confidential'].points:.0f}).")
    return reasons


def _came(count: float | None) -> str:
    if count is None:
        return "You have not yet counted how your last ten customers came"
    number = f"{count:.0f}"
    words = {"0": "None", "1": "One", "2": "Two", "3": "Three", "4": "Four", "5": "Five", "6": "Six", "7": "Seven", "8": "Eight", "9": "Nine", "10": "All"}  # fmt: skip
    return f"{words.get(number, number)} of your last ten customers came this way"


def _room(scored: Scored, choice: Choice) -> str:
    picks = [inside(each.channel) for each in choice.picks]
    if not picks:
        return f"Your {choice.owner.minutes} minutes a week leave no room for anything new yet."
    return (
        f"It would take {scored.channel.minutes} of the {choice.budget.channels} minutes a week that are free for channels, "
        f"and {_listed(picks)} {'earns' if len(picks) == 1 else 'earn'} more with them."
    )


def _instead(choice: Choice, skip: str) -> str:
    picks = [each for each in choice.picks if each.channel.id != skip][:2]
    if not picks:
        return "First answer enquiries fast and keep your own site right: your hours do not carry more yet."
    named = _listed(
        [
            f"{inside(each.channel)} ({each.points} points, {each.channel.minutes} minutes a week)"
            for each in picks
        ]
    )
    return f"Put the time into {named}."


def _without_points(
    record: Network, verdict: Verdict, business: Business, trade: Trade, choice: Choice
) -> Why:
    reasons: list[str] = []
    change = ""
    came = dict(choice.owner.last_ten or ()).get("map_search")
    if verdict.word == "claim":
        reasons.append("It is a listing, not a place to talk: fill it once, keep it right, answer reviews.")
        reasons.append("It fits your trade" + (" and your country." if business.country else "."))
        if came and record.id in {"google_business", "apple_business", "bing_places"}:
            reasons.append(f"{_came(float(came)).replace('this way', 'by searching the map')}.")
        change = "A fee for what is free today, or your enquiries sold to others."
    elif verdict.missed:
        reasons.append(verdict.missed)
        change = _listing_change(verdict.missed)
    else:
        reasons, change = _outside(record, business, trade)
    instead = "" if verdict.word == "claim" else _nearest(verdict, choice)
    return Why(
        record.id, record.name, record.what, _who(record), _cost(record), verdict.word, _WORDS[verdict.word],
        tuple(reasons), change, instead, _hold(record),
    )  # fmt: skip


def _outside(record: Network, business: Business, trade: Trade) -> tuple[list[str], str]:
    """Say why a network of no channel is left: another country, portals that cost, or not this trade."""
    from kit.profiles.kinds import countries_in_words, kinds_in_words

    if business.country and not record.is_in(business.country):
        said = f"It serves {countries_in_words(record.regions)}; you are in {countries_in_words((business.country,))}."
        return [said], "A second place of business in one of those countries."
    if not set(record.suits) & set(trade.kinds):
        return (
            [f"It is made for {kinds_in_words(record.suits)}, and yours is none of these."],
            "Three customers who say that they looked for you there.",
        )
    if record.kind == "portal":
        said = (
            "It is made for your trade, but each enquiry costs, and the address book stays with the portal. "
            "What people pass on costs nothing and stays yours."
        )
        return (
            [said],
            "A diary with gaps that nothing else fills: then one month with a limit, and a count of what each job cost.",
        )
    return (
        [
            f"It is made for {kinds_in_words(record.suits)}, but nobody decides for a business like yours there."
        ],
        "Three customers who say that they looked for you there.",
    )


def _listing_change(missed: str) -> str:
    if "closing down" in missed:
        return "Nothing: it is going."
    if "serves" in missed:
        return "A second place of business in one of those countries."
    if "online-only" in missed:
        return "A door that customers come to, or work at their place."
    return "A different trade: the listing's visitors look for other things."


def _nearest(verdict: Verdict, choice: Choice) -> str:
    if not verdict.nearest:
        return _instead(choice, "")
    near = choice.of(verdict.nearest)
    if near.verdict == "pick":
        return f"{near.channel.name} will do this for you: {near.points} points, {near.channel.minutes} minutes a week."
    said = _WORDS[near.verdict].lower()
    return f"The nearest thing is {inside(near.channel)}, and for you that is: {said}. {_instead(choice, near.channel.id)}"


def _cost(record: Network) -> str:
    weekly = record.weekly_minutes
    span = f"{weekly.low}" if weekly.low == weekly.high else f"{weekly.low} to {weekly.high}"
    return f"{span} minutes a week, and {weekly.first_setup} minutes once. {weekly.note}"


def _who(record: Network) -> str:
    return record.guide.who if record.guide else ""


def _hold(record: Network) -> tuple[str, ...]:
    return record.guide.hold if record.guide else ()


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def inside(channel: Channel) -> str:
    """Give a channel's name as it stands inside a sentence: small, unless it is the name of a network."""
    return channel.name if channel.type == "feed" else channel.name[:1].lower() + channel.name[1:]


def every_network() -> tuple[str, ...]:
    """Give the ids of all networks, for `--all`."""
    return tuple(index())
