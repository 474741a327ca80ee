"""Bios: whole statements about this one business, in two variants, within a box's limit by its own counting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kit.networks.counting import UNITS, count, fits, shorten
from kit.networks.models import TextField
from kit.profiles.statements import Kind, Said

Variant = Literal["facts", "voices", "turned"]
"""`facts` says what, where and for how much; `voices` lets customers and the people here speak; `turned` says the same the other way round."""

_ORDER: dict[Variant, tuple[Kind, ...]] = {
    "facts": ("what", "speciality", "price", "licence", "guarantee", "customers", "person", "proof", "since", "quote", "hours"),
    "voices": ("first_words", "person_line", "what_short", "guarantee", "own_words", "quote", "person", "licence", "price"),
}  # fmt: skip
# Where people come in, they look for the door and the hours before anything else.
_ORDER_DOOR: dict[Variant, tuple[Kind, ...]] = {
    "facts": ("what", "speciality", "hours", "price", "guarantee", "person", "since", "quote", "licence", "proof"),
    "voices": ("first_words", "quote", "person_line", "what_short", "own_words", "person", "price", "hours"),
}  # fmt: skip
# Whoever sells advice is chosen as a person: who it is for and who does it come before the price.
_ORDER_ADVICE: dict[Variant, tuple[Kind, ...]] = {
    "facts": ("what", "customers", "person_line", "proof", "licence", "speciality", "price", "since", "quote", "hours"),
    "voices": ("first_words", "person_line", "what_short", "own_words", "quote", "proof", "price", "since"),
}  # fmt: skip
_PARAGRAPHS: dict[Variant, tuple[tuple[Kind, ...], ...]] = {
    "facts": (
        ("what", "speciality", "customers", "about"), ("service",), ("licence", "proof", "guarantee", "since"),
        ("person", "person_about"), ("quote",), ("question",), ("not_for",), ("hours",),
    ),
    "voices": (
        ("starts", "about"), ("person", "person_about"), ("service",), ("quote",), ("what", "customers", "not_for"),
        ("licence", "guarantee", "proof", "since"), ("question",), ("hours",),
    ),
}  # fmt: skip
_PARAGRAPHS_ADVICE: dict[Variant, tuple[tuple[Kind, ...], ...]] = {
    "facts": (
        ("what", "speciality", "customers", "about"), ("person_line",), ("licence", "proof", "guarantee", "since"),
        ("service",), ("quote",), ("question",), ("not_for",), ("hours",),
    ),
    "voices": (
        ("starts", "about"), ("person_line",), ("what", "customers", "not_for"), ("service",), ("quote",),
        ("licence", "proof", "guarantee", "since"), ("question",), ("hours",),
    ),
}  # fmt: skip
_BESIDE = frozenset({"headline", "tagline", "shop_title"})
"""Boxes that are read as one line of fragments."""
_LONG = 500
"""From this many characters on, a text is set in paragraphs and says everything."""
_FEW = 3
_ROOMY = 200
"""From this many characters on, a customer's first words get a sentence around them."""
_SMALL = 100
"""Up to this many, fragments stand side by side instead of sentences."""


@dataclass(frozen=True, slots=True)
class Bio:
    """A text for one box, with its count by the network's way, and the facts it rests on."""

    text: str
    count: int
    limit: int | None
    unit: str
    variant: Variant
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taste:
    """What a box wants or refuses: no prices, no ways to get in touch, no links; advice puts people first."""

    prices: bool = True
    contact: bool = True
    links: bool = True
    advice: bool = False
    door: bool = False
    """Customers come in: hours and the door come first."""
    personal: str = ""
    """The name of the person whose own profile this is; it then speaks of their role, not their name."""


def bios(said: tuple[Said, ...], box: TextField, taste: Taste) -> tuple[Bio, ...]:
    """Give the variants for one text box: two when the facts allow two different ones, else one, or none."""
    made: list[Bio] = []
    both: tuple[Variant, ...] = ("facts", "voices")
    for variant in both:
        text, used = _write(_usable(said, taste), box, variant, taste)
        if text and text not in {each.text for each in made}:
            facts = tuple(dict.fromkeys(path for each in used for path in each.facts))
            made.append(Bio(text, count(text, box.counting), box.max, UNITS[box.counting], variant, facts))
    if len(made) == 1 and (other := _turned(made[0], said, box, taste)):
        made.append(other)
    return tuple(made)


def _usable(said: tuple[Said, ...], taste: Taste) -> tuple[Said, ...]:
    plain = "service" if not taste.prices else "service_plain"  # of the two, the one with prices or without
    usable = [each for each in said if each.kind != plain and _allowed(each, taste)]
    if taste.personal:  # on their own profile a person need not be named
        usable = [_own_about(each) for each in usable if _is_hers(each) and each.kind != "person_line"]
    role = next((each for each in usable if each.kind == "role"), None) if taste.personal else None
    if role:
        usable = [each for each in usable if each.kind not in {"what", "what_for"}]
        usable.insert(0, Said("what", role.text, role.facts))
    merged = next((each for each in usable if each.kind == "what_for"), None)
    if merged:  # "Coach for people who …" says what and for whom in one breath
        usable = [each for each in usable if each.kind not in {"what", "what_for", "customers"}]
        usable.insert(0, Said("what", merged.text, merged.facts))
    if not taste.prices:
        usable = [
            Said("service", each.text, each.facts) if each.kind == "service_plain" else each
            for each in usable
        ]
    return tuple(usable)


def _is_hers(said: Said) -> bool:
    """On a personal profile only the first person of the facts is spoken of."""
    return not any(each.startswith("people[") and not each.startswith("people[1]") for each in said.facts)


def _own_about(said: Said) -> Said:
    return Said("person_line", said.text, said.facts) if said.kind == "person_about" else said


def _allowed(said: Said, taste: Taste) -> bool:
    if not taste.prices and (said.kind == "price" or _shows_price(said.text)):
        return False
    if said.kind == "contact" and not taste.contact:
        return False
    if taste.personal and said.kind == "person" and said.text.startswith(taste.personal):
        return False
    return taste.links or not ("://" in said.text or "www." in said.text or "@" in said.text)


def _shows_price(text: str) -> bool:
    return re.search(r"[£€$¥]\s?\d|\d\s?(?:£|€|\$|EUR|GBP|USD)", text) is not None


def _write(said: tuple[Said, ...], box: TextField, variant: Variant, taste: Taste) -> tuple[str, list[Said]]:
    if box.max is None or box.max >= _LONG:
        return _paragraphs(said, box, _PARAGRAPHS_ADVICE[variant] if taste.advice else _PARAGRAPHS[variant])
    order = (_ORDER_ADVICE if taste.advice else _ORDER_DOOR if taste.door else _ORDER)[variant]
    ways = [each for each in said if each.kind == "contact"]
    contact = ways[0] if ways else None
    kept = _chosen(said, order, contact, box)
    whole = [*kept, *_last(contact)]
    if len(kept) < _FEW:  # little is known: then at least every way to get in touch
        for each in ways[1:]:
            whole = [*whole, each] if _fits([*whole, each], box) else whole
    if not _fits(whole, box) or (contact and not kept):
        whole = kept or [each for each in _last(contact) if _fits([each], box)]
    if whole:
        return _joined(whole, box), whole
    return _pressed(said, box)


def _chosen(
    said: tuple[Said, ...], order: tuple[Kind, ...], contact: Said | None, box: TextField
) -> list[Said]:
    """Take one statement of a kind after another, as long as they fit beside the way to get in touch."""
    kept: list[Said] = []
    for kind in order:
        if kind == "person" and any(each.kind == "person_line" for each in kept):
            continue  # the same person is not introduced twice
        if kind == "since" and _has_year(said, kept):
            continue
        roomy = box.max is not None and box.max >= _ROOMY and box.id not in _BESIDE
        wanted: Kind = "starts" if kind == "first_words" and roomy else kind
        for each in _of_kind(said, wanted):
            more = _with(kept, each, said)
            if _fits([*more, *_last(contact)], box):
                kept = more
                break  # one of a kind: a short box is no list
    return kept


def _has_year(said: tuple[Said, ...], kept: list[Said]) -> bool:
    """Say whether the year they began stands in the text already: "1400 mugs sold since 2019. Since 2019."."""
    years = re.findall(r"\d{4}", next((each.text for each in said if each.kind == "since"), ""))
    return any(year in each.text for year in years for each in kept)


def _with(kept: list[Said], new: Said, said: tuple[Said, ...]) -> list[Said]:
    """Add a statement; price and description of one service become one statement, so that it is named once."""
    for at, each in enumerate(kept):
        if {each.kind, new.kind} == {"price", "own_words"} and each.facts[0] == new.facts[0]:
            whole = next(
                (one for one in said if one.kind == "service" and one.facts[0] == new.facts[0]), each
            )
            return [*kept[:at], whole, *kept[at + 1 :]]
    return [*kept, new]


def _of_kind(said: tuple[Said, ...], kind: Kind) -> Iterator[Said]:
    """Give the statements of a kind; of what the business is, also the shorter ways to say it."""
    kinds: tuple[Kind, ...] = ("what", "what_short", "trade") if kind == "what" else (kind,)
    for each in kinds:
        yield from (one for one in said if one.kind == each)


def _last(contact: Said | None) -> tuple[Said, ...]:
    return (contact,) if contact else ()


def _pressed(said: tuple[Said, ...], box: TextField) -> tuple[str, list[Said]]:
    """Nothing fits whole: cut the first statement at a word, never inside one."""
    for each in said:
        if text := shorten(each.text, box.max, box.counting, whole_words=True):
            return text, [each]
    return "", []


def _paragraphs(
    said: tuple[Said, ...], box: TextField, layout: tuple[tuple[Kind, ...], ...]
) -> tuple[str, list[Said]]:
    broken = box.line_breaks != "not_allowed"
    ways = [each for each in said if each.kind == "contact"]
    if not fits(_set([ways], broken=broken), box.max, box.counting):
        ways = [each for each in ways[:1] if fits(each.sentence, box.max, box.counting)]
    kept: list[list[Said]] = []
    for kinds in layout:
        group: list[Said] = []
        for each in _grouped(said, kinds):
            if each.kind == "since" and _has_year(
                said, [*group, *(one for earlier in kept for one in earlier)]
            ):
                continue
            if fits(_set([*kept, [*group, each], ways], broken=broken), box.max, box.counting):
                group.append(each)
        kept += [group] if group else []
    if not kept and not ways:
        return _pressed(said, box)
    kept += [ways] if ways else []
    return _set(kept, broken=broken), [each for group in kept for each in group]


def _grouped(said: tuple[Said, ...], kinds: tuple[Kind, ...]) -> Iterator[Said]:
    """Give the statements of a paragraph; what is told about a person stays behind that person's name."""
    if "person" in kinds:
        yield from (each for each in said if each.kind in kinds)
    else:
        yield from (each for kind in kinds for each in said if each.kind == kind)


def _set(groups: Iterable[Iterable[Said]], *, broken: bool) -> str:
    paragraphs = (_paragraph(tuple(group), broken=broken) for group in groups if group)
    return ("\n\n" if broken else " ").join(paragraphs)


def _paragraph(group: tuple[Said, ...], *, broken: bool) -> str:
    """Set one paragraph; services and questions stand on a line each, where the box keeps lines."""
    listed = broken and all(each.kind in {"service", "question"} for each in group)
    return ("\n" if listed else " ").join(each.sentence for each in group)


def _fits(said: list[Said], box: TextField) -> bool:
    return fits(_joined(said, box), box.max, box.counting)


def _joined(said: list[Said], box: TextField) -> str:
    if box.line_breaks == "allowed":
        return "\n".join(each.text for each in said)
    if (box.max is not None and box.max <= _SMALL) or box.id in _BESIDE:
        return " · ".join(each.text for each in said)
    return " ".join(each.sentence for each in said)


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def _turned(bio: Bio, said: tuple[Said, ...], box: TextField, taste: Taste) -> Bio | None:
    """The facts gave only one text: give the same facts the other way round, ways to reach first."""
    usable = _usable(said, taste)
    ways = [each for each in usable if each.kind == "contact"]
    rest = [each for each in usable if each.kind in {"what_short", "trade", "hours", "services"}]
    kept: list[Said] = []
    for each in (*ways, *rest[:1], *rest[2:]):
        if _fits([*kept, each], box):
            kept.append(each)
    text = _joined(kept, box)
    if not kept or _letters(text) == _letters(bio.text):
        return None
    facts = tuple(dict.fromkeys(path for each in kept for path in each.facts))
    return Bio(text, count(text, box.counting), box.max, bio.unit, "turned", facts)
