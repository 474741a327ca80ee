"""The strict reader: what it keeps, and how it says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError
from kit.facts.problems import FactsError
from kit.facts.reader import load_business, parse_business
from kit.facts.tree import decode, parse_tree

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


KEPT = (
    # what YAML takes for numbers
    ("000000", "000000"), ("0123", "0123"), ("0o17", "0o17"), ("0x1F", "0x1F"), ("0b101", "0b101"), ("1.10", "1.10"),
    ("1.0", "1.0"), (".5", ".5"), ("+44", "+44"), ("-0", "-0"), ("1e3", "1e3"), ("1_000", "1_000"), (".inf", ".inf"),
    (".NaN", ".NaN"), ("12345678901234567890", "12345678901234567890"),
    # for times and days
    ("12:30", "12:30"), ("190:20:30", "190:20:30"), ("2026-01-01", "2026-01-01"), ("2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"),
    # for yes, no and nothing
    ("no", "no"), ("NO", "NO"), ("yes", "yes"), ("y", "y"), ("on", "on"), ("Off", "Off"), ("True", "True"), ("null", "null"),
    ("~", "~"),
    # for something else than text
    ("=", "="), ("<<", "<<"),
    # quotes, comments, blocks
    ('"a: b # c"', "a: b # c"), ("a # b", "a"), ("a#b", "a#b"), ("'it''s'", "it's"), ('"no"', "no"), (">-\n      folded\n      text", "folded text"),
    ("one\n      more", "one more"),
)  # fmt: skip
"""Values YAML readers change or drop without a word, and what has to come out."""


@pytest.mark.parametrize(("typed", "kept"), KEPT)
def test_what_was_typed_survives(typed: str, kept: str) -> None:
    text = SMALLEST.replace("  country: IE", f"  country: IE\n  licence:\n    body: B\n    number: {typed}")
    licence = parse_business(text).business.identity.licence
    assert licence is not None
    assert licence.number == kept


_COLON = 'a colon stands where none can; put the text in quotes, for example: name: "Tea: the shop"'
_OPEN = 'a quote or bracket is opened here and never closed; add the missing " or ]'
_BRACKET = "a comma or the closing bracket is missing after this one, for example: [one, two]"
_BEGINS = 'this character cannot begin a text; put the text in quotes, for example: "@name"'
_TAB = "there is a tab; use spaces at the beginning of a line"
_INDENT = "this line is indented differently from the ones above; give it the same number of spaces"
_LOOSE = (
    "this text belongs to nothing; put all of it in one pair of quotes, or indent it like the lines above"
)
_SINGLE = "a backslash means something else between double quotes; put the text in single ones, for example: 'C:\\photos'"
_ALIAS = "references (*name) are not understood here; write the value again"
_HALF = "half a character stands here (\\ud800 to \\udfff); type the whole one"
_NO_CHARACTER = "no character has the number after this \\U; type the character itself"
_BREAK = "a hidden line break stands here (U+0085, U+2028 or U+2029); delete it and press Enter"
_NO_FACTS = "the file is empty or is not a list of facts; start with: business:"
REFUSED = (
    ("a: b: c\n", f"1:5: {_COLON}"),
    ("a: b\ntea\nc: d\n", "3:1: a colon is missing after the name, for example: phone: 020 7946 0018"),
    ("a: @tea\n", f"1:4: {_BEGINS}"),
    ("a: ]\n", f"1:4: {_BEGINS}"),
    ("a:\n\tb: c\n", f"2:1: {_TAB}"),
    ("a: b\nc: 'open\nd: e\n", f"2:4: {_OPEN}"),
    ('a: "open\n', f"1:4: {_OPEN}"),
    ("a: [b, c\nd: e\n", f"1:4: {_BRACKET}"),
    ("a: {b: c\n", f"1:4: {_BRACKET}"),
    ("a:\n  b: c\n d: e\n", f"3:2: {_INDENT}"),
    ("  a: b\n c: d\n", f"2:2: {_INDENT}"),
    ("- >\n  \n    |-\na-", f"3:5: {_INDENT}"),
    ("a: 'b' c\n", f"1:8: {_LOOSE}"),
    ("a: - b\n", "1:4: a list begins on the line below its name, for example: - name: Tea"),
    ('a: "C:\\photos"\n', f"1:8: {_SINGLE}"),
    ("a: |x\n", "1:5: this cannot be read (expected chomping or indentation indicators, but found 'x'); put the text in quotes"),
    ("a: &n b\nc: *n\n", f"1:4: references (&n) are not understood here; remove it | 2:4: {_ALIAS}"),
    ("a: &n [b]\n", "1:4: references (&n) are not understood here; remove it"),
    ("a: *n\nb: c\n", f"1:4: {_ALIAS}"),
    ("a: !!binary b\n", "1:4: tags such as tag:yaml.org,2002:binary are not understood here; remove it"),
    ("a: !python/name [b]\n", "1:4: tags such as !python/name are not understood here; remove it"),
    ("a: b\n---\nc: d\n", "2:1: there is a second document here; keep everything in one, without ---"),
    ("a: 1\nbusiness: 2\na: 3\n", '3:1: a: "a" stands here a second time; keep one of the two'),
    ("? [a]\n: b\n", "1:3: a name must be a word, not a list or block"),
    ('a: "\\ud800"\n', f"1:4: {_HALF}"),
    ('a: "x\\udfff"\n', f"1:4: {_HALF}"),
    ('a: "\\U0001F600"\nb: "\\U00110000"\n', f"2:5: {_NO_CHARACTER}"),
    ('a: "\\UFFFFFFFF"\n', f"1:5: {_NO_CHARACTER}"),
    ("a: b\nc: # d\u2028e\n\n", f"2:7: {_BREAK}"),
    ("a: b\nc: d \x07\n", "2:6: there is a character here that no text file may hold"),
    ("a: " + "[" * 9 + "]" * 9, ""),
    ("a: " + "[" * 10 + "]" * 10, "1:13: this is nested more than 10 deep; write it flatter"),
    ("a: 1\na: 2\nb: " + "[" * 10, '2:1: a: "a" stands here a second time; keep one of the two | 3:13: this is nested more than 10 deep; write it flatter'),
    ("a: \ud800\n", "1:4: there is a character here that no text file may hold"),
    ("# nothing\n", f"1:1: {_NO_FACTS}"),
    ("- a\n- b\n", f"1:1: {_NO_FACTS}"),
    ("tea\n", f"1:1: {_NO_FACTS}"),
)  # fmt: skip
"""Files in which something stands that YAML knows and an owner does not mean; ` | ` divides two complaints."""


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_what_yaml_does_not_say_plainly_is_refused_with_its_place(text: str, says: str) -> None:
    try:
        _, problems = parse_tree(text, "f")
    except FactsError as exc:
        problems = exc.problems
    assert " | ".join(str(problem).removeprefix("f:") for problem in problems) == says


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
        (("name: Corner Cup", 'name: "a\\ab"'), "business.name: has a hidden character (U+0007)"),
        (("name: Corner Cup", "name: [a, b]"), "business.name: must be one text"),
        (("name: Corner Cup", "name: @cup"), "this character cannot begin a text"),
        (("name: Corner Cup", "\tname: x"), "business.yaml:2:3: there is a tab; use spaces"),
        (("name: Corner Cup", 'name: "open'), "business.yaml:2:9: a quote or bracket is opened here and never closed"),
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


_NOT_UTF_8 = "this is not UTF-8 text; save the file as UTF-8 in your editor (Save as, Encoding)"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", f"1:1: {_NO_FACTS}", id="empty"),
        pytest.param(b"name: caf\xe9\n", f"1:10: {_NOT_UTF_8}", id="Latin-1"),
        pytest.param(
            "\ufeffé: é\né".encode() + b"\xe9\n", f"2:2: {_NOT_UTF_8}", id="half UTF-8, after a mark"
        ),
        pytest.param(b"x" * 2_500_000, "1:1: the file is 2500 kB; facts are at most 1000 kB", id="too large"),
    ],
)
def test_files_that_cannot_be_facts(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "business.yaml"
    path.write_bytes(content)
    with pytest.raises(FactsError) as caught:
        load_business(path)
    assert caught.value.message == f"business.yaml:{says}"


def test_a_megabyte_is_the_most_on_disk_and_after_a_change() -> None:
    assert len(decode(b"#" * 1_000_000, "f")) == 1_000_000
    with pytest.raises(FactsError, match="f:1:1: the file is 1000 kB"):
        decode(b"#" * 1_000_001, "f")
    with pytest.raises(FactsError, match="f:1:1: the file is 1000 kB"):
        parse_tree("é" * 500_001, "f")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(("trade: cafe", "trade:"), "3:3: business.trade: is missing", id="at an empty fact"),
        pytest.param(("place:\n  mode: [premises]\n", ""), "1:1: place: is missing", id="at the top"),
        pytest.param(("0123", "0123\nhours:\n  special:\n    - hours: closed"), "11:7: hours.special[1].date: is missing", id="at the entry around it"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_where_it_belongs(change: tuple[str, str], says: str) -> None:
    [complaint] = _complaints(SMALLEST.replace(*change))
    assert complaint.startswith(f"business.yaml:{says}")


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
