"""Handles: each network's rules, one name that fits everywhere, and names that could be mistaken for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.networks.catalogue import load_network
from kit.networks.models import HandleRule, Network

# Letters that a web address cannot hold, as their own languages write them in plain ones.
_PLAIN_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "þ": "th", "ð": "d", "ł": "l", "đ": "d", "&": " and "}
)  # fmt: skip
_WEAK_WORDS = frozenset(
    [
        "the",
        "and",
        "of",
        "&",
        "ltd",
        "limited",
        "llc",
        "inc",
        "co",
        "company",
        "gmbh",
        "ug",
        "kg",
        "ag",
        "sarl",
        "sas",
        "sl",
        "srl",
        "bv",
        "plc",
        "und",
        "et",
        "y",
        "e",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
    ]
)
# Characters that readers take for one another, in lower case and plain letters (Unicode TR39, the Latin part).
_LOOKALIKES = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("5", "s"),
    ("8", "b"),
)
_SEPARATORS = "._-"
_EASY = 20
"""Longer handles are a burden on cards and on the phone."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one handle stands on one network: "" in `problem` means it fits as it is."""

    network: str
    handle: str
    same: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A handle for every network asked for; `differs` names those where it must be written otherwise."""

    handle: str
    fits: tuple[Fit, ...]
    warnings: tuple[str, ...] = ()

    @property
    def differs(self) -> tuple[str, ...]:
        """Give the networks where the handle is not exactly the same."""
        return tuple(each.network for each in self.fits if not each.same)


def normalise(handle: str, rule: HandleRule, *, compare: bool = False) -> str:
    """Write a handle as the network keeps it; with `compare` also drop what it ignores."""
    for step in rule.normalise:
        handle = _step(handle, step, compare=compare)
    return handle


def same_handle(one: str, other: str, network: Network) -> bool:
    """Say whether two spellings are one account: Facebook ignores full stops, most ignore capitals."""
    return normalise(one, network.handle, compare=True) == normalise(other, network.handle, compare=True)


def handle_problem(handle: str, network: Network) -> str:
    """Say in a sentence why `handle` cannot be one on this network, or give ""."""
    rule, shown = network.handle, handle if len(handle) <= 60 else handle[:57] + "…"
    if len(handle) < rule.min:
        return f"{shown!r} is too short for {network.name}: at least {rule.min} characters."
    if len(handle) > rule.max:
        return f"{shown!r} is too long for {network.name}: {len(handle)} characters, at most {rule.max}."
    if handle.lower() in network.urls.reserved:
        return f"{shown!r} is a page of {network.name} itself."
    if not re.fullmatch(rule.regex, handle):
        because = f" ({rule.rules[0]})" if rule.rules else ""
        return f"{shown!r} is not allowed on {network.name}{because}."
    if network.id == "facebook_page" and re.search(r"\.(?:com|net|org|co\.uk|de|fr)$", handle):
        return f"{shown!r} is not allowed on {network.name} (it may not end like a web address)."
    return ""


def propose(
    name: str,
    networks: Iterable[str],
    *,
    town: str = "",
    trade: str = "",
    domain: str = "",
    prefer: tuple[str, ...] = (),
    limit: int = 5,
) -> tuple[Proposal, ...]:
    """Propose handles made from the business's own name, best first: same everywhere, then short.

    `networks` are ids; those that hand out addresses themselves are left out. `town` and `trade`
    are used when the bare name is too common or too short; `domain` fits where a domain is the name;
    `prefer` are handles the business has already, tried first.
    """
    records = [load_network(each) for each in networks]
    records = [each for each in records if each.handle.chosen]
    made = dict.fromkeys((*prefer, *_candidates(name, town, trade)))
    proposals = [_proposal(handle, records, domain) for handle in made]
    order = {proposal.handle: number for number, proposal in enumerate(proposals)}
    proposals.sort(key=lambda each: (_problems(each), len(each.differs), _long(each), order[each.handle]))
    return tuple(proposals[:limit])


def _long(proposal: Proposal) -> bool:
    return len(proposal.handle) > _EASY


def _problems(proposal: Proposal) -> int:
    return sum(bool(fit.problem) for fit in proposal.fits)


def confusable(one: str, other: str) -> bool:
    """Say whether readers could take one handle for the other, though they are different accounts."""
    return one.lower() != other.lower() and _skeleton(one) == _skeleton(other)


def reading_warnings(handle: str) -> Iterator[str]:
    """Say what makes a handle hard to pass on by word of mouth, in print or by eye."""
    if re.search(r"[0o][1lI]|[1lI][0o]", handle) or (re.search(r"\d", handle) and re.search(r"[lo]", handle)):
        yield "digits next to l or o are misread: 1 and l, 0 and o look alike"
    if "rn" in handle and len(handle) > 4:
        yield "rn reads like m in small print"
    if "vv" in handle:
        yield "vv reads like w"
    if re.search(r"[_.-]{2}|[_.-]$", handle):
        yield "doubled or trailing marks are lost when it is spoken"
    if re.search(r"(.)\1\1", handle):
        yield "three equal letters in a row are hard to read"
    if len(handle) > _EASY:
        yield f"{len(handle)} characters are long to type from a van or a card"


def plain(text: str) -> str:
    """Give `text` in lower-case a-z and 0-9 with single spaces, as its language spells it in plain letters."""
    text = unicodedata.normalize("NFC", text).lower().translate(_PLAIN_LETTERS)
    text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    text = re.sub(r"['’`´]", "", text)
    return " ".join(re.findall(r"[a-z0-9]+", text))


def _step(handle: str, step: str, *, compare: bool) -> str:
    match step:
        case "trim":
            return handle.strip().strip("\u200b\ufeff")
        case "strip_at":
            return handle.removeprefix("@")
        case "lowercase":
            return handle.lower()
        case "lowercase_unless_channel_id":
            return handle if re.fullmatch(r"UC[A-Za-z0-9_-]{22}", handle) else handle.lower()
        case "digits_only":
            # wa.me/message/… and /channel/… are not numbers: they stay as they are.
            digits = handle.removeprefix("+").replace("(0)", "")
            return handle if "/" in handle else re.sub(r"\D", "", re.sub(r"^00", "", digits))
        case "strip_leading_zeros_after_country_code":
            return re.sub(r"^(44|49|33|39|34|353|31|32|41|43|61|64)0+(?=\d{6})", r"\1", handle)
        case "remove_dots_for_compare":
            return handle.replace(".", "") if compare else handle
    raise ValueError(f"no such step: {step}")


def _candidates(name: str, town: str, trade: str) -> Iterator[str]:
    words = plain(name).split()
    strong = [each for each in words if each not in _WEAK_WORDS] or words
    place, work = plain(town).replace(" ", ""), plain(trade).split()
    base = "".join(strong)
    if not base:
        base = "".join(work) + place
        strong = [base]
    yield base
    for end in range(len(strong) - 1, 0, -1):
        short = "".join(strong[:end])
        if len(short) >= 4:
            yield from (short + each for each in ("", place) if each or end > 1 or len(short) >= 6)
    if place and place not in base:
        yield base + place
    if work:
        yield strong[0] + work[0]
    if len(strong) > 1:
        yield "_".join(strong)
        initials = "".join(each[0] for each in strong)
        yield initials + (place or (work[0] if work else ""))
    yield base + "hq" if len(base) <= 13 else base[:15]


def _proposal(handle: str, records: list[Network], domain: str) -> Proposal:
    return Proposal(
        handle, tuple(_fit(handle, each, domain) for each in records), tuple(reading_warnings(handle))
    )


def _fit(handle: str, network: Network, domain: str) -> Fit:
    """Fit one handle to one network's rules, by the smallest change that its readers would expect."""
    if network.handle.kind == "domain_name":
        own = domain or f"{handle.replace('_', '-')}.bsky.social"
        problem = handle_problem(own, network)
        return Fit(network.id, own, same=own.split(".")[0] == handle, problem=problem)
    if network.handle.kind == "user_at_server":
        local = re.sub(r"[^A-Za-z0-9_]", "_", handle)[:30]
        return Fit(network.id, f"{local}@your.server", same=local == handle)
    for attempt in (
        handle,
        handle.replace("_", "-"),
        handle.replace("_", ""),
        handle[: network.handle.max].rstrip(_SEPARATORS),
    ):
        if not handle_problem(attempt, network):
            return Fit(network.id, attempt, same=attempt == handle)
    return Fit(network.id, handle, same=False, problem=handle_problem(handle, network))


def _skeleton(handle: str) -> str:
    text = re.sub(r"[._-]", "", plain(handle).replace(" ", ""))
    for seen, meant in _LOOKALIKES:
        text = text.replace(seen, meant)
    return text
