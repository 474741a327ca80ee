"""The strict reader: what it keeps, and how it says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError
from kit.facts.problems import FactsError
from kit.facts.reader import load_business, parse_business

SMALLEST = """\
business:
  name: Corner Cup
  trade: cafe
  country: IE
place:
  mode: [premises]
contact:
  phone: 020 912 0123
"""


def _complaints(text: str) -> list[str]:
    with pytest.raises(FactsError) as caught:
        parse_business(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["corner-cup", "harbour-plumbing", "north-light-coaching"])
def test_samples_are_read(samples: Path, name: str) -> None:
    assert load_business(samples / f"{name}.yaml").business.name


def test_the_smallest_answers() -> None:
    loaded = parse_business(SMALLEST)
    assert loaded.business.identity.trade == "cafe"
    assert loaded.business.hours.regular is None
    assert loaded.business.marketing.minutes_per_week is None
    assert "ring it once" in str(loaded.warnings[0])


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("number: 000000", "000000"),
        ("number: 0123", "0123"),
        ("number: 1.10", "1.10"),
        ("number: 12:30", "12:30"),
        ("number: no", "no"),
        ("number: 1e3", "1e3"),
        ("number: 0x1F", "0x1F"),
        ("number: 2026-01-01", "2026-01-01"),
        ("number: null", "null"),
        ("number: ~", "~"),
        ("number: 0o17", "0o17"),
        ("number: 1_000", "1_000"),
        ("number: .inf", ".inf"),
        ("number: Off", "Off"),
        ('number: "a: b # c"', "a: b # c"),
        ("number: a # b", "a"),
        ("number: 'it''s'", "it's"),
        ("number: >-\n      folded\n      text", "folded text"),
    ],
)
def test_what_was_typed_survives(line: str, kept: str) -> None:
    text = SMALLEST.replace("  country: IE", f"  country: IE\n  licence:\n    body: B\n    {line}")
    licence = parse_business(text).business.identity.licence
    assert licence is not None
    assert licence.number == kept


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("name: Corner Cup", "nmae: Corner Cup"), 'business.yaml:2:3: business.nmae: is not a fact I know; did you mean "name"?'),
        (("name: Corner Cup", "name: Corner: Cup"), 'business.yaml:2:15: a colon stands where none can'),
        (("name: Corner Cup", "name: Corner Cup\n  name: Other"), "business.yaml:3:3: name: \"name\" stands here a second time"),
        (("name: Corner Cup", "name: &a Corner Cup"), "business.yaml:2:9: references (&a) are not understood"),
        (("name: Corner Cup", "name: *a"), "references (*name) are not understood"),
        (("name: Corner Cup", "name: !!str Corner Cup"), "tags such as"),
        (("mode: [premises]", 'mode: ["\\ud83d"]'), "half a character stands here"),
        (("name: Corner Cup", "name: [a, b]"), "business.name: must be one text"),
        (("name: Corner Cup", "name: @cup"), "this character cannot begin a text"),
        (("name: Corner Cup", "\tname: x"), "business.yaml:2:3: there is a tab; use spaces"),
        (("name: Corner Cup", 'name: "open'), "business.yaml:2:9: a quote or bracket is opened and never closed"),
        (("country: IE", "country: UK"), "write GB"),
        (("mode: [premises]", "mode: premises"), "must be a list; write for example: mode: [one, two]"),
        (("mode: [premises]", "mode: [moon]"), '"moon" is not one of the words: premises, at_customer, remote or ship'),
        (("mode: [premises]", "note: x"), "place: needs where you work"),
        (("phone: 020 912 0123", "first_step: call"), "contact: needs one way to get in touch"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nhours:\n  regular: Mon-Fri 8-26"), "business.yaml:10:12: hours.regular: \"Mon-Fri 8-26\" has an hour after 24"),
        (("phone: 020 912 0123", "email: a@b\n  form: {to: provider}"), "is not a mail address"),
        (("phone: 020 912 0123", "phone: 020 912 0123\n  form: {to: provider}"), "needs the provider's address"),
        (("phone: 020 912 0123", "phone: 020 912 0123\n  form: {to: email}"), "contact.email is missing"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nprofiles: [{network: x}]"), "profiles[1]: needs a link"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: {comfort: {stage: 7}}"), '"7" is too large; the most is 3'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: {minutes_per_week: -5}"), '"-5" is too small; the least is 0'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: {minutes_per_week: some}"), "is not a whole number"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: soon"), "must be a block of its own"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nplace2: {}"), 'did you mean "place"?'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nbranches: []"), "make one folder for each"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlook: {colour: red}"), "is not a colour"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nhours: {special: [{date: 2026-02-31, hours: closed}]}"), "is not a day of the calendar"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nhours: {special: [{date: 2026-02-03, until: 2026-02-01, hours: closed}]}"), "lies before its date"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nphotos: [{file: ../secret.jpg}]"), "must not leave the folder"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nversion: 2"), "install a newer webkit"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguage: klingon"), "is not a language"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguage: en\nlanguages: [de, en]"), "put en first"),
        (("phone: 020 912 0123", "phone: 020 912 0123\n---\na: 1"), "a second document"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nbusiness: 3"), "stands here a second time"),
        (("phone: 020 912 0123", "phone: 020 912 0123\ndomain: {name: not a domain}"), "is not a domain"),
        (("trade: cafe", "since: 3000"), "business.trade: is missing"),
        (("trade: cafe", "trade: Ca fe"), "must be a short name"),
        (("trade: cafe", "trade: cafe\n  regulated: perhaps"), "must be yes or no"),
        (("trade: cafe", "trade: cafe\n  about: {de: Hallo}"), 'is not among the languages of these facts'),
        (("trade: cafe", "trade: cafe\n  about: a\u202eb"), "hidden character (U+202E)"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_where_and_what_to_write(change: tuple[str, str], says: str) -> None:
    assert change[0] in SMALLEST
    complaints = _complaints(SMALLEST.replace(*change))
    assert any(says in complaint for complaint in complaints), complaints


def test_all_problems_at_once_in_the_order_of_the_file() -> None:
    text = (
        SMALLEST.replace("Corner Cup", "")
        .replace("IE", "UK")
        .replace("[premises]", "[moon]")
        .replace("020 912 0123", "12")
    )
    complaints = _complaints(text)
    assert [complaint.split(":")[1] for complaint in complaints] == ["2", "4", "6", "8"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"- a\n- b\n", "start with: business:"),
        (b"name: caf\xe9\n", "1:10: this is not UTF-8"),
        (b"x" * 1_000_001, "at most 1000 kB"),
        (b"a: " + b"[" * 50 + b"]" * 50, "nested more than 10 deep"),
        (b"? [a]\n: b\n", "a name must be a word"),
        (b"a: \x07\n", "no text file may hold"),
    ],
)
def test_files_that_cannot_be_facts(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "business.yaml"
    path.write_bytes(content)
    with pytest.raises(FactsError) as caught:
        load_business(path)
    assert says in caught.value.message


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "business.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALLEST.encode())
    assert load_business(path).business.name == "Corner Cup"


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        load_business(tmp_path / "business.yaml")
    with pytest.raises(InputError, match="is a folder"):
        load_business(tmp_path)


def test_several_languages() -> None:
    text = (
        SMALLEST.replace("  trade: cafe", "  trade: cafe\n  about: {en: Hello, de: Hallo}")
        + "languages: [en, de]\n"
    )
    business = parse_business(text).business
    assert business.all_languages == ("en", "de")
    assert business.identity.about is not None
    assert business.identity.about.say("de") == "Hallo"
    assert parse_business(SMALLEST + "languages: [de, en]\n").business.language == "de"


def test_doubts_are_said_and_not_refused() -> None:
    text = SMALLEST + "marketing: {start: 2026-12-08, last_ten: {past_customers: 14}}\n"
    said = " ".join(str(warning) for warning in parse_business(text).warnings)
    assert "adds up to 14, not ten" in said
    assert "is not a Monday" in said


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["name: Corner Cup", "trade: cafe", "phone: 020 912 0123"]))
def test_any_text_anywhere_is_read_or_refused_with_places(text: str, line: str) -> None:
    try:
        parse_business(SMALLEST.replace(line, line.split(":")[0] + ": " + text))
    except FactsError as exc:
        assert all(problem.line >= 1 and problem.message for problem in exc.problems)
