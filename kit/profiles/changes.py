"""What would change a verdict: the choice is made again with other answers, and the first that turns it is named."""

from __future__ import annotations

from dataclasses import replace

from kit.plan.choice import Choice, Scored, choose
from kit.plan.model import Model
from kit.plan.owner import Owner

_HOURS = (1, 2, 3, 4, 5, 6, 8, 10)
_GATES = {
    "past_customers_10": "Ten customers served: write down how many you have had (marketing.customers_served).",
    "local_or_regional": "Customers in your own town or region (place.reach: local).",
    "local_b2c": "Private customers in your own town (place.reach: local, customers.who: people).",
    "sells_things": "Goods that you send by post (place.mode: ship).",
    "sells_things_or_ideas": "Goods that you send, or work that sells itself by its picture (marketing.shows_in_pictures: 3).",
    "never": "You: you said that you never want it (marketing.never). Take it off that list.",
}
_LIKING = {"writing": "writing", "photo": "taking pictures", "video": "being on film", "talking": "talking to people", "stage": "speaking to a room"}  # fmt: skip


def what_would_change(scored: Scored, choice: Choice, model: Model) -> str:
    """Say in one sentence what would make this channel a pick; for a pick, what would end it."""
    channel = scored.channel
    if scored.gate:
        return _GATES[scored.gate]
    if scored.verdict == "pick":
        return (
            f"After {channel.weeks} weeks and {round(channel.weeks * channel.minutes * 0.8 / 60, 1):g} hours: "
            f"fewer than {channel.signal.at_least} {channel.signal.what}, and it goes."
        )
    found = choose(_with_proof(choice, channel.id), model).of(channel.id)
    if found.verdict == "pick":
        return "Three customers who say that they found you there: then it joins the plan."
    if scored.points < model.thresholds.pick <= found.points:
        return f"Three customers who say that they found you there: {found.points} points, and the question is open again."
    for hours in _HOURS:
        if hours * 60 > choice.owner.minutes and _picked(
            replace(choice.owner, minutes=hours * 60), channel.id, model
        ):
            return f"{_hours(hours)} a week instead of {_hours(choice.owner.minutes / 60)}: then it joins the plan."
    liked = replace(_with_proof(choice, channel.id), comfort=_liking(choice.owner, channel.skills))
    liking = choose(liked, model).of(channel.id).points
    skills = " and ".join(_LIKING[each] for each in channel.skills)
    if liking >= model.thresholds.pick:
        return f"Three customers who found you there, and a liking for {skills}: {liking} points then."
    return (
        f"Little: even three customers who found you there would bring it to {found.points} of 100. "
        "Your customers choose in another way."
    )


def _picked(owner: Owner, name: str, model: Model) -> bool:
    return choose(owner, model).of(name).verdict == "pick"


def _with_proof(choice: Choice, name: str) -> Owner:
    """The same owner, with three of the last ten customers from this channel."""
    others = {each: count for each, count in choice.owner.last_ten or () if each != name}
    total = sum(others.values())
    kept = {each: count * 7 // total if total > 7 else count for each, count in others.items()}
    return replace(choice.owner, last_ten=tuple((kept | {name: 3}).items()))


def _liking(owner: Owner, skills: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((dict(owner.comfort) | dict.fromkeys(skills, 3)).items())


def _hours(hours: float) -> str:
    text = f"{hours:.1f}".removesuffix(".0")
    return f"{text} hour" if text == "1" else f"{text} hours"
