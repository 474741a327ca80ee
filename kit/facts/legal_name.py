"""A registered name that is more likely the answer to another question: the town, the trade, the street."""

from __future__ import annotations


def doubted(legal_name: str, *, town: str = "", trade: str = "", street: str = "") -> str:
    """Give one sentence asking whether it is the registered name, or "" where nothing speaks against it."""
    words = street.split()
    taken = {"town": town, "trade": trade, "beginning of the address": words[0].rstrip(",") if words else ""}
    for what, other in taken.items():
        if legal_name and legal_name.strip().casefold() == other.strip().replace("_", " ").casefold():
            return (
                f"Is {legal_name} really the registered name? It is also the {what}, and the privacy page names it as "
                "responsible. A sole trader's is their own name, such as Ada Storr."
            )
    return ""
