"""Kinds of business and countries as people say them."""

from __future__ import annotations


def kinds_in_words(kinds: tuple[str, ...]) -> str:
    """Give kinds of business as people say them."""
    names = [_KINDS.get(each, each.replace("_", " ")) for each in kinds]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_KINDS = {
    "local_service": "local services", "trades": "trades", "restaurant_cafe": "places to eat", "retail_shop": "shops",
    "online_shop": "online shops", "professional_services": "advisers", "health_wellness": "health care",
    "beauty": "beauty", "creative": "creative work", "photography": "photographers", "events": "events",
    "nonprofit": "charities", "tech": "technology firms", "b2b": "firms that serve firms", "hospitality_travel": "places to stay",
    "home_improvement": "work on houses", "education": "teaching", "author_coach": "coaches", "community": "communities",
}  # fmt: skip


def countries_in_words(codes: tuple[str, ...]) -> str:
    """Give country codes as names, with the article some of them need."""
    from kit.facts.places import country_names

    known = country_names("en")
    names = [f"{'the ' if code in _THE else ''}{known.get(code, code)}" for code in codes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_THE = frozenset({"GB", "US", "NL", "AE", "PH", "CZ"})
