"""What would change a verdict: for a pick what would end it, else what the plan says would turn it."""

from __future__ import annotations

from kit.plan.choice import Scored
from kit.plan.explain import Explainer
from kit.plan.words import count_word, counted, hours_text


def what_would_change(scored: Scored, explainer: Explainer) -> str:
    """Say in a sentence or two what would make this channel a pick; for a pick, what would end it."""
    if scored.verdict != "pick":
        return explainer.price(scored)
    channel, signal = scored.channel, scored.channel.signal
    least = hours_text(round(channel.weeks * channel.minutes * 0.8))
    few = f"fewer than {count_word(signal.at_least)}" if signal.at_least > 1 else "no"
    return f"{few.capitalize()} {signal.what} after {counted(channel.weeks, 'week')}, holidays not counted, and {least}: then it goes."
