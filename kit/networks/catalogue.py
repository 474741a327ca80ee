"""The catalogue of networks: one file each, read only when asked for, found by any of its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from kit.base.errors import InputError
from kit.base.text import clean
from kit.facts.yaml_data import load_data, place
from kit.networks.evidence import Bots, Controls, Liveness, Probe, Rule, Tests
from kit.networks.models import (
    Backlink,
    Example,
    Guide,
    HandleRule,
    Icon,
    Images,
    NameRule,
    Network,
    Other,
    PathPattern,
    Picture,
    TextField,
    Urls,
    WebsiteField,
    WeeklyMinutes,
    frozen,
)

_FOLDER = Path(__file__).resolve().parent
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of a network, so that no file is read to find it."""

    id: str
    name: str
    kind: str
    status: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    host_pattern: str | None
    short_links: tuple[str, ...]
    regions: tuple[str, ...]
    suits: tuple[str, ...]
    chosen: bool
    what: str


@dataclass(frozen=True, slots=True)
class Common:
    """What holds for all networks: reasons, transport rules, signs of a wall."""

    business_kinds: tuple[str, ...]
    states: Mapping[str, str]
    reasons: Mapping[str, str]
    user_agent: str
    wall_statuses: tuple[int, ...]
    wall_headers: tuple[str, ...]
    wall_body: tuple[str, ...]
    wall_url: tuple[str, ...]
    counting_methods: Mapping[str, str]


@cache
def index() -> Mapping[str, Entry]:
    """Give every network's entry by id, from the one small file that `index_of` describes."""
    rows = load_data(_FOLDER / "index.yaml")
    return {name: _record(Entry, row, id=name) for name, row in rows.items()}


def network_ids() -> tuple[str, ...]:
    """Give the ids of all networks, in alphabetical order."""
    return tuple(index())


@cache
def load_network(name: str) -> Network:
    """Give one network by its id. Raises KeyError for an id that is not in the catalogue."""
    if name not in index():
        raise KeyError(name)
    return read_network(_FOLDER / "data" / f"{name}.yaml")


@cache
def load_common() -> Common:
    """Give what holds for all networks."""
    raw = load_data(_FOLDER / "common.yaml")
    wall = raw["generic_cannot_tell"]
    return Common(
        business_kinds=frozen(raw["business_kinds"]),
        states=raw["states"],
        reasons=raw["reasons"],
        user_agent=raw["transport"]["user_agent"],
        wall_statuses=frozen(wall["statuses"]),
        wall_headers=frozen(wall["headers"]),
        wall_body=frozen(wall["body_any"]),
        wall_url=frozen(wall["final_url_any"]),
        counting_methods={key: text for key, text in raw["counting_methods"].items() if key != "source"},
    )


def find_network(words: str) -> str:
    """Give the id that `words` mean: an id, a name, an old name or an alias, in any case.

    Raises InputError naming the nearest ones when nothing fits.
    """
    wanted = plain_name(words)
    known = names()
    if wanted in known:
        return known[wanted]
    from difflib import get_close_matches

    near = dict.fromkeys(known[each] for each in get_close_matches(wanted, known, n=5, cutoff=0.6))
    hint = "`webkit list networks` shows all of them."
    if near:
        hint = f"Did you mean {' or '.join(list(near)[:3])}? {hint}"
    raise InputError(f"I know no network called {clean(words, limit=60)!r}.", hint=hint)


@cache
def names() -> Mapping[str, str]:
    """Give every name a network goes by, in plain letters, with its id."""
    found: dict[str, str] = {}
    for entry in index().values():
        for name in (entry.id, entry.name, entry.name.split("(")[0], *entry.aliases, *entry.hosts):
            found.setdefault(plain_name(name), entry.id)
    # An alias that somebody wrote by hand wins over a host or a shortened name of another network.
    found.update({plain_name(name): entry.id for entry in index().values() for name in entry.aliases})
    found.update({plain_name(name): name for name in index()})
    return found


def index_of(networks: Mapping[str, Network]) -> dict[str, dict[str, Any]]:
    """Give the rows of `index.yaml` for these networks; a test holds the file to them."""
    return {
        name: {
            "name": network.name,
            "kind": network.kind,
            "status": network.status,
            "aliases": list(network.aliases),
            "hosts": list(network.urls.hosts),
            "host_pattern": network.urls.host_pattern,
            "short_links": list(network.urls.short_links),
            "regions": list(network.regions),
            "suits": list(network.suits),
            "chosen": network.handle.chosen,
            "what": network.what,
        }
        for name, network in sorted(networks.items())
    }


def read_network(path: Path) -> Network:
    """Give the network of one file, in the index or not; raises ValueError that names the file and what is wrong."""
    try:
        return _network(load_data(path))
    except (KeyError, TypeError) as exc:
        raise ValueError(f"{place(path)}: missing or wrong: {exc}") from exc


def _network(parts: Mapping[str, Any]) -> Network:
    if missing := sorted(_needed(Network) - {"what"} - parts.keys() | {"what_it_is"} - parts.keys()):
        raise KeyError(", ".join(missing))
    urls, live = dict(parts["urls"]), dict(parts["liveness"])
    regions = parts["regions"]
    return _record(
        Network,
        {key: parts[key] for key in ("id", "name", "kind", "status", "aliases", "traps")},
        regions=(regions,) if isinstance(regions, str) else tuple(regions),
        what=parts["what_it_is"]["text"],
        suits=frozen(parts["suits"]["kinds"]),
        weekly_minutes=_record(WeeklyMinutes, _without(parts["weekly_minutes"], "source")),
        urls=_record(
            Urls,
            urls,
            path_patterns=tuple(_record(PathPattern, each) for each in urls["path_patterns"]),
            others=tuple(_record(Other, each) for each in urls["others"]),
            examples=tuple(_record(Example, each) for each in urls["examples"]),
        ),
        handle=_record(HandleRule, parts["handle"]),
        display_name=_record(NameRule, parts["display_name"]),
        fields=tuple(_record(TextField, each) for each in parts["fields"]),
        website_field=_record(WebsiteField, parts["website_field"]),
        images=Images(_picture(parts["images"]["avatar"]), _picture(parts["images"]["cover"])),
        bots=_record(Bots, parts["bots"]),
        liveness=_record(
            Liveness,
            _without(live, "rate_limit", "rejected_methods", "note"),
            probes=tuple(_probe(each) for each in live["probes"]),
            controls=_record(Controls, _without(live["controls"], "source")),
        ),
        backlink=_record(Backlink, _without(parts["backlink"], "note", "source")),
        icon=_record(Icon, _without(parts["icon"], "note", "source")),
        guide=_record(Guide, _without(parts["guide"], "source")) if parts.get("guide") else None,
    )


def _probe(raw: Mapping[str, Any]) -> Probe:
    missing = raw["missing_if"]
    return _record(
        Probe,
        raw,
        headers=tuple(raw["headers"].items()),
        check_first=tuple(_rule(each) for each in raw["check_first"]),
        live_if=_tests(raw["live_if"]),
        missing_if=_tests(missing) if missing else None,
        check_last=tuple(_rule(each) for each in raw["check_last"]),
    )


def _rule(raw: Mapping[str, Any]) -> Rule:
    return Rule(_tests(raw["when"]), raw["state"], raw["reason"])


def _tests(raw: Mapping[str, Any]) -> Tests:
    return _record(Tests, raw, json=tuple((raw.get("json") or {}).items()))


def _picture(raw: Mapping[str, Any]) -> Picture:
    return _record(Picture, raw, formats=tuple(raw["formats"] or ()))


def _record(cls: type[_T], raw: Mapping[str, Any], **made: Any) -> _T:
    """Build a frozen record from plain data; `made` holds the parts that need more than freezing."""
    if extra := raw.keys() - _names(cls):  # type: ignore[arg-type]  # mypy takes classes for unhashable
        raise TypeError(f"{cls.__name__} has no {', '.join(sorted(extra))}")
    if missing := _needed(cls) - raw.keys() - made.keys():  # type: ignore[arg-type]
        raise TypeError(f"{cls.__name__} needs {', '.join(sorted(missing))}")
    return cls(**({key: frozen(value) for key, value in raw.items()} | made))


@cache
def _names(cls: type[object]) -> frozenset[str]:
    return frozenset(each.name for each in fields(cls))  # type: ignore[arg-type]


@cache
def _needed(cls: type[object]) -> frozenset[str]:
    return frozenset(each.name for each in fields(cls) if each.default is MISSING)  # type: ignore[arg-type]


def _without(raw: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key not in keys}


def plain_name(name: str) -> str:
    """Give a name without case, spaces and marks: `Twitter / X` and `twitter-x` are one."""
    return "".join(each for each in name.casefold() if each.isalnum())
