"""The catalogue: every file typed, sourced and dated; every name finds its network; the index is true."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kit.networks
from kit.base.errors import InputError
from kit.facts.yaml_data import load_data
from kit.networks.catalogue import find_network, index, load_common, load_network, network_ids, read_network
from kit.networks.counting import COUNTERS
from kit.networks.models import UNCHECKED, WORLDWIDE, unchecked
from tests.write_derived import NETWORKS

FOLDER = Path(kit.networks.__file__).parent
IDS = network_ids()


def test_the_index_is_true() -> None:
    assert not NETWORKS.stale, NETWORKS.stale
    assert {path.stem for path in (FOLDER / "data").glob("*.yaml")} == set(IDS)


@pytest.mark.parametrize("name", IDS)
def test_every_value_has_its_declared_type(name: str) -> None:
    assert not list(_misfits(load_network(name), name))


@pytest.mark.parametrize("name", IDS)
def test_the_record_is_sound(name: str) -> None:
    network, common = load_network(name), load_common()
    assert network.id == name
    assert set(network.suits) <= set(common.business_kinds)
    assert network.regions == WORLDWIDE or all(len(code) == 2 and code.isupper() for code in network.regions)
    assert len(network.what.split()) <= 40
    assert {each.counting for each in (*network.fields, network.display_name)} <= set(COUNTERS)
    assert network.weekly_minutes.low <= network.weekly_minutes.high
    for picture in (network.images.avatar, network.images.cover):
        if safe := picture.safe_area():
            assert safe[0] <= (picture.width or 0)
            assert safe[1] <= (picture.height or 0)


@pytest.mark.parametrize("name", IDS)
def test_a_limit_has_a_source_and_a_dated_one_was_read(name: str) -> None:
    network = load_network(name)
    pictures = (network.images.avatar, network.images.cover)
    for part in (network.handle, network.display_name, network.website_field, *network.fields, *pictures):
        assert part.source
        assert (part.as_of is None) == all(UNCHECKED in each for each in part.source)


@pytest.mark.parametrize("name", IDS)
def test_probes_rest_on_no_share_alike_data(name: str) -> None:
    text = (FOLDER / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    probes = text.split("\nliveness:\n")[1].split("\n  rejected_methods:")[0]
    assert "wmn-data" not in probes


@pytest.mark.parametrize("name", IDS)
def test_nothing_rests_on_share_alike_data_alone(name: str) -> None:
    """WhatsMyName is CC BY-SA: it may be named beside another source, never be the only one."""
    alone = [
        source
        for source in _sources(load_data(FOLDER / "data" / f"{name}.yaml"))
        if all("wmn-data" in str(each) for each in source)
    ]
    assert alone == []


def _sources(value: Any) -> typing.Iterator[list[Any]]:
    if isinstance(value, dict):
        if value.get("source"):
            yield value["source"]
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from _sources(each)


@pytest.mark.parametrize("name", IDS)
def test_reasons_are_in_the_closed_list(name: str) -> None:
    live, reasons = load_network(name).liveness, load_common().reasons
    rules = [rule for probe in live.probes for rule in (*probe.check_first, *probe.check_last)]
    assert {live.default_reason, *(rule.reason for rule in rules)} <= set(reasons)
    assert {rule.state for rule in rules} <= {"live", "missing", "cannot_tell", "follow"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("twitter", "x"), ("Twitter", "x"), ("X (formerly Twitter)", "x"), ("x.com", "x"), ("@x", "x"),
        ("google maps", "google_business"), ("Google", "google_business"), ("GMB", "google_business"),
        ("facebook", "facebook_page"), ("FB", "facebook_page"), ("linkedin", "linkedin_person"),
        ("LinkedIn Page (company)", "linkedin_company"), ("linkedin.com", "linkedin_person"),
        ("tik tok", "tiktok"), ("whatsapp", "whatsapp_business"), ("insta", "instagram"),
        ("apple maps", "apple_business"), ("linktr.ee", "linktree"), ("bing", "bing_places"),
    ],
)  # fmt: skip
def test_any_name_finds_its_network(words: str, expected: str) -> None:
    assert find_network(words) == expected


@pytest.mark.parametrize("name", IDS)
def test_ids_names_and_aliases_lead_home(name: str) -> None:
    entry = index()[name]
    assert {find_network(each) for each in (name, entry.name, *entry.aliases)} == {name}


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        find_network("instagrm")
    assert "instagram" in caught.value.hint


def test_nonsense_is_refused_without_a_guess() -> None:
    with pytest.raises(InputError) as caught:
        find_network("\x1b[31mqqqqqqq")
    assert "\x1b" not in caught.value.message
    assert "Did you mean" not in caught.value.hint
    with pytest.raises(KeyError):
        load_network("nowhere")


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        pytest.param(
            ("  chosen: ", "  colour: blue\n  chosen: "), "new.yaml: .*HandleRule has no colour", id="unknown"
        ),
        pytest.param(("\n  chosen: true", ""), "new.yaml: .*HandleRule needs chosen", id="missing in a part"),
        pytest.param(("\nname:", "\nnome:"), "new.yaml: .*name", id="missing"),
    ],
)
def test_a_file_that_is_not_whole_is_named_with_what_is_wrong(
    instead: tuple[str, str], said: str, tmp_path: Path
) -> None:
    text = (FOLDER / "data" / "x.yaml").read_text("utf-8")
    assert instead[0] in text
    (tmp_path / "new.yaml").write_text(text.replace(*instead, 1), "utf-8")
    with pytest.raises(ValueError, match=said):
        read_network(tmp_path / "new.yaml")


@pytest.mark.parametrize(
    ("as_of", "source", "expected"),
    [
        pytest.param(date(2026, 11, 23), ("a page",), "", id="read lately"),
        pytest.param(date(2025, 1, 1), ("a page",), "last checked 2025-01-01, over a year ago", id="old"),
        pytest.param(None, ("a page",), UNCHECKED, id="no date"),
        pytest.param(date(2026, 11, 23), (UNCHECKED,), UNCHECKED, id="no source"),
    ],
)
def test_what_must_be_looked_at_again(as_of: date | None, source: tuple[str, ...], expected: str) -> None:
    assert unchecked(as_of, source, date(2026, 11, 24)) == expected


def _misfits(value: Any, place: str) -> typing.Iterator[str]:
    hints = typing.get_type_hints(type(value))
    for each in fields(value):
        held = getattr(value, each.name)
        if not _is(held, hints[each.name]):
            yield f"{place}.{each.name}: {held!r} is not {hints[each.name]}"
        for number, part in enumerate(held if isinstance(held, tuple) else (held,)):
            if is_dataclass(part):
                yield from _misfits(part, f"{place}.{each.name}[{number}]")


def _is(value: Any, hint: Any) -> bool:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return any(_is(value, each) for each in args)
    if origin is tuple:
        if args[-1] is Ellipsis:
            return isinstance(value, tuple) and all(_is(each, args[0]) for each in value)
        return isinstance(value, tuple) and len(value) == len(args) and all(map(_is, value, args))
    return isinstance(value, hint) and (hint is bool or not isinstance(value, bool))
