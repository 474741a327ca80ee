"""The strict reader: what it keeps, and how it says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError, MachineError
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
    ("010", "010"), ("1,000", "1,000"), ("'0'", "0"),
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
_COMMENT = "there is a comment here that cannot be kept; move it to a line of its own above the name"
_NO_FACTS = "the file is empty or is not a list of facts; start with: business:"
REFUSED = (
    ("a: [b]\n\n |  # c\n    text\n", f"3:1: {_COMMENT}"),
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
    ("a: b\n\nc: d \x07\n", "3:6: there is a character here that no text file may hold"),
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
        (("name: Corner Cup", "nmae: Corner Cup"), '2:3: business.name: is missing; add it, for example: name: Harbour Plumbing | 2:3: business.nmae: is not a fact I know; did you mean "name"?'),
        (("name: Corner Cup", "name: Corner: Cup"), '2:15: a colon stands where none can; put the text in quotes, for example: name: "Tea: the shop"'),
        (("name: Corner Cup", "name: Corner Cup\n  name: Other"), '3:3: name: "name" stands here a second time; keep one of the two'),
        (("name: Corner Cup", "name: &a Corner Cup"), "2:9: references (&a) are not understood here; remove it"),
        (("name: Corner Cup", "name: *a"), "2:9: references (*name) are not understood here; write the value again"),
        (("name: Corner Cup", "name: !!str Corner Cup"), "2:9: tags such as tag:yaml.org,2002:str are not understood here; remove it"),
        (("mode: [premises]", 'mode: ["\\ud83d"]'), "6:10: half a character stands here (\\ud800 to \\udfff); type the whole one"),
        (("name: Corner Cup", 'name: "a\\ab"'), "2:9: business.name: has a hidden character (U+0007); type the text again without it"),
        (("name: Corner Cup", "name: [a, b]"), "2:9: business.name: must be one text, not a list or a block"),
        (("name: Corner Cup", "name: @cup"), '2:9: this character cannot begin a text; put the text in quotes, for example: "@name"'),
        (("name: Corner Cup", "	name: x"), "2:3: there is a tab; use spaces at the beginning of a line"),
        (("name: Corner Cup", 'name: "open'), '2:9: a quote or bracket is opened here and never closed; add the missing " or ]'),
        (("country: IE", "country: UK"), "4:12: business.country: \"UK\" is not the country's two letters; write GB | 8:10: contact.phone: \"020 912 0123\" has no country code, and the country is not known yet; write for example: +44 20 7946 0018"),
        (("mode: [premises]", "mode: premises"), "6:9: place.mode: must be a list; write for example: mode: [one, two]"),
        (("mode: [premises]", "mode: [moon]"), '6:10: place.mode[1]: "moon" is not one of the words: premises, at_customer, remote or ship'),
        (("mode: [premises]", "note: x"), "6:3: place: needs where you work: write mode: [premises] (or at_customer, remote, ship), or a town"),
        (("phone: 020 912 0123", "first_step: call"), "8:3: contact: needs one way to get in touch: phone, email or booking_link; for example: phone: 020 7946 0018"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nhours:\n  regular: Mon-Fri 8-26"), '10:12: hours.regular: "Mon-Fri 8-26" has an hour after 24; write for example: Mon-Fri 8-18, Sat 9-13'),
        (("phone: 020 912 0123", "email: a@b\n  form: {to: provider}"), '8:10: contact.email: "a@b" is not a mail address; write for example: hello@yourname.com'),
        (("phone: 020 912 0123", "phone: 020 912 0123\n  form: {to: provider}"), "9:9: contact.form: needs the provider's address, for example: address: https://formspree.io/f/abcd"),
        (("phone: 020 912 0123", "phone: 020 912 0123\n  form: {to: email}"), "9:9: contact.form: sends to email, but contact.email is missing; add it, or use a provider"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nprofiles: [{network: x}]"), "9:12: profiles[1]: needs a link, a handle or a state, for example: state: dormant"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: {comfort: {stage: 7}}"), '9:30: marketing.comfort.stage: "7" is too large; the most is 3'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: {minutes_per_week: -5}"), '9:31: marketing.minutes_per_week: "-5" is too small; the least is 0'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: {minutes_per_week: some}"), '9:31: marketing.minutes_per_week: "some" is not a whole number; write for example: 12'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: soon"), "9:12: marketing: must be a block of its own, with the facts indented below it"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nplace2: {}"), '9:1: place2: is not a fact I know; did you mean "place"?'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nbranches: []"), "9:1: branches: more than one place of business cannot be kept yet; make one folder for each"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlook: {colour: red}"), '9:16: look.colour: "red" is not a colour; write for example: "#0b5d7a" (with the quotes)'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nhours: {special: [{date: 2026-02-31, hours: closed}]}"), '9:26: hours.special[1].date: "2026-02-31" is not a day of the calendar; write year-month-day, for example: 2026-12-24'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nhours: {special: [{date: 2026-02-03, until: 2026-02-01, hours: closed}]}"), "9:45: hours.special[1].until: lies before its date; swap the two"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nphotos: [{file: ../secret.jpg}]"), '9:17: photos[1].file: "../secret.jpg" must not leave the folder; write for example: content/photos/van.jpg'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nversion: 2"), "9:10: version: these facts are of version 2, this webkit reads version 1; install a newer webkit"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguage: klingon"), '9:11: language: "klingon" is not a language; write for example: en, de or fr'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguage: en\nlanguages: [de, en]"), '10:12: languages: begins with "de", but language is "en"; put en first'),
        (("phone: 020 912 0123", "phone: 020 912 0123\n---\na: 1"), "9:1: there is a second document here; keep everything in one, without ---"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nbusiness: 3"), '9:1: business: "business" stands here a second time; keep one of the two'),
        (("phone: 020 912 0123", "phone: 020 912 0123\ndomain: {name: not a domain}"), '9:16: domain.name: "not a domain" is not a domain; write for example: yourname.com'),
        (("trade: cafe", "since: 3000"), '2:3: business.trade: is missing; add it, for example: trade: plumber | 3:10: business.since: "3000" is too large; the most is 2100'),
        (("trade: cafe", "trade: Ca fe"), '3:10: business.trade: "Ca fe" must be a short name of letters, digits and _'),
        (("trade: cafe", "trade: cafe\n  regulated: perhaps"), '4:14: business.regulated: "perhaps" must be yes or no'),
        (("trade: cafe", "trade: cafe\n  about: {de: Hallo}"), '4:10: business.about: "de" is not among the languages of these facts (en); add it to languages:'),
        (("trade: cafe", "trade: cafe\n  about: a\u202eb"), "4:10: business.about: has a hidden character (U+202E); type the text again without it"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nhours:\n  special:\n    - hours: closed"), "11:7: hours.special[1].date: is missing; add it, for example: date: …"),
        (("place:\n  mode: [premises]\n", ""), "1:1: place: is missing; add it, for example: place: {mode: [premises]}"),
        (("trade: cafe", "trade:"), "3:3: business.trade: is missing; add it, for example: trade: plumber"),
        (("country: IE", "country: [IE]"), '4:12: business.country: must be one text, not a list or a block | 8:10: contact.phone: "020 912 0123" has no country code, and the country is not known yet; write for example: +44 20 7946 0018'),
        (("business:\n  name: Corner Cup\n  trade: cafe\n  country: IE\n", "business: 3\n"), '1:11: business: must be a block of its own, with the facts indented below it | 5:10: contact.phone: "020 912 0123" has no country code, and the country is not known yet; write for example: +44 20 7946 0018'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguages: [klingon, en]"), '9:12: languages: "klingon" is not a language; write for example: en, de or fr'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguage: [a]"), "9:11: language: must be one text, not a list or a block"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguages: en"), "9:12: languages: must be a list; write for example: languages: [one, two]"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguages: [[de], fr]"), "9:13: languages[1]: must be one text, not a list or a block"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguage: de\nlanguages: [de, xx-1]"), '10:12: languages: "xx-1" is not a language; write for example: en, de or fr'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nlanguage: pt_BR"), '9:11: language: "pt_BR" is not a language; write for example: en, de or fr'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: {last_ten: {Past Customers: 3}}"), '9:24: marketing.last_ten.Past Customers: "Past Customers" must be a short name of letters, digits and _'),
        (("phone: 020 912 0123", "form: {to: provider}"), "8:3: contact: needs one way to get in touch: phone, email or booking_link; for example: phone: 020 7946 0018 | 8:9: contact.form: needs the provider's address, for example: address: https://formspree.io/f/abcd"),
        (("mode: [premises]\ncontact:\n  phone: 020 912 0123", "mode: [at_customer]\n  street: 1 High Street\ncontact: {}"), "8:10: contact: needs one way to get in touch: phone, email or booking_link; for example: phone: 020 7946 0018"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nversion: 12"), "9:10: version: these facts are of version 12, this webkit reads version 1; install a newer webkit"),
        (("phone: 020 912 0123", "phone: 020 912 0123\nversion: new"), '9:10: version: "new" is not a whole number; write for example: 12'),
        (("phone: 020 912 0123", "phone: 020 912 0123\nmarketing: {comfort: {stage: 7, x: 1}}"), '9:30: marketing.comfort.stage: "7" is too large; the most is 3 | 9:33: marketing.comfort.x: is not a fact I know; here may stand: writing, photo, video, talking, stage'),
    ],
)  # fmt: skip
def test_says_what_is_wrong_where_and_what_to_write(change: tuple[str, str], says: str) -> None:
    assert change[0] in SMALLEST
    complaints = _complaints(SMALLEST.replace(*change))
    assert " | ".join(each.removeprefix("business.yaml:") for each in complaints) == says


@pytest.mark.parametrize(
    "way",
    [
        "phone: 020 912 0123",
        "email: hello@cup.example",
        "booking_link: https://book.example/cup",
        "text_phone: 020 912 0123",
        "form: {to: provider, address: https://formspree.io/f/abcd}",
    ],
)
def test_one_way_to_get_in_touch_is_enough(way: str) -> None:
    assert parse_business(SMALLEST.replace("phone: 020 912 0123", way)).business.name == "Corner Cup"


def test_a_door_is_a_way_to_get_in_touch() -> None:
    text = SMALLEST.replace("phone: 020 912 0123", "first_step: walk_in")
    assert parse_business(text.replace("[premises]", "[premises]\n  street: 1 High Street")).business.name


def test_a_special_day_may_be_its_own_last_one() -> None:
    text = SMALLEST + "hours: {special: [{date: 2026-02-03, until: 2026-02-03, hours: closed}]}\n"
    assert parse_business(text).business.hours.special


def test_who_takes_the_form_may_be_said_one_fact_at_a_time() -> None:
    """`webkit set contact.form.provider netlify` needs no second fact that itself needs the first."""
    form = parse_business(SMALLEST + "  form: {provider: netlify}\n").business.contact.form
    assert form is not None
    assert form.to == "provider"
    form = parse_business(SMALLEST + "  form: {address: 'https://formspree.io/f/x'}\n").business.contact.form
    assert form is not None
    assert form.to == "provider"


def test_weekdays_are_read_in_the_countrys_language_until_one_is_said() -> None:
    """A client in Berlin writes Di-Fr into the form before anybody asked which language the site has."""
    berlin = SMALLEST.replace("country: IE", "country: DE").replace("020 912", "+353 20 912")
    berlin += "hours: {regular: 'Di-Fr 7-18, Sa 7-13'}\n"
    week = parse_business(berlin).business.hours.regular
    assert week is not None
    assert week.day(1).spans
    assert not week.day(0).spans
    with pytest.raises(FactsError, match="not a day I know"):
        parse_business(berlin + "language: en\n")


def test_hours_are_read_in_the_owners_language() -> None:
    text = SMALLEST + "language: de\nhours: {regular: Montag 9-17}\n"
    hours = parse_business(text).business.hours.regular
    assert hours is not None
    assert [number for number, _ in hours.days] == [0]


def test_what_stands_twice_hides_no_other_problem() -> None:
    complaints = _complaints(
        SMALLEST.replace("trade: cafe", "trade: cafe\n  trade: bar").replace("premises", "moon")
    )
    assert [complaint.split(": ")[1] for complaint in complaints] == ["trade", "place.mode[1]"]


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
    path = tmp_path / "shop.yaml"
    path.write_bytes(content)
    with pytest.raises(FactsError) as caught:
        load_business(path)
    assert caught.value.message == f"shop.yaml:{says}"


def test_a_megabyte_is_the_most_on_disk_and_after_a_change() -> None:
    assert len(decode(b"#" * 1_000_000, "f")) == 1_000_000
    with pytest.raises(FactsError, match="f:1:1: the file is 1000 kB"):
        decode(b"#" * 1_000_001, "f")
    with pytest.raises(FactsError, match="f:1:1: the file is 1000 kB"):
        parse_tree("é" * 500_001, "f")


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "business.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALLEST.encode())
    assert load_business(path).business.name == "Corner Cup"


@pytest.mark.parametrize(
    ("name", "error", "says", "hint"),
    [
        ("shop.yaml", InputError, "is not there", "Start one with: webkit init, or name the folder that holds it."),
        ("", InputError, "is a folder, not a file of facts", "Name the file inside it."),
        ("x" * 300, MachineError, "File name too long", "Check the rights of the file."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_opened(
    tmp_path: Path, name: str, error: type[InputError | MachineError], says: str, hint: str
) -> None:
    with pytest.raises(error) as caught:
        load_business(tmp_path / name)
    assert caught.value.message.startswith(str(tmp_path / name))
    assert caught.value.message.endswith(says)
    assert caught.value.hint == hint


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


_UNUSED = (
    '8:10: contact.phone: "020 912 0123" is not a number in use as far as the public plan says; ring it once'
)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param("start: 2026-12-07, last_ten: {past_customers: 10}", "", id="nothing"),
        pytest.param("last_ten: {past_customers: 8, search: 3}", " | 9:23: marketing.last_ten: adds up to 11, not ten; the plan counts with what stands there", id="eleven of ten"),
        pytest.param("start: 2026-12-08", " | 9:20: marketing.start: 2026-12-08 is not a Monday; week 1 begins on the Monday before", id="a Tuesday"),
    ],
)  # fmt: skip
def test_doubts_are_said_and_not_refused(more: str, said: str) -> None:
    warnings = parse_business(SMALLEST + f"marketing: {{{more}}}\n").warnings
    assert " | ".join(str(each).removeprefix("business.yaml:") for each in warnings) == _UNUSED + said


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["name: Corner Cup", "trade: cafe", "phone: 020 912 0123"]))
def test_any_text_anywhere_is_read_or_refused_with_places(text: str, line: str) -> None:
    try:
        parse_business(SMALLEST.replace(line, line.split(":")[0] + ": " + text))
    except FactsError as exc:
        assert all(problem.line >= 1 and problem.message for problem in exc.problems)


@pytest.mark.parametrize(
    ("legal", "says"),
    [
        ("Leeds", "also the town"),
        ("plumber", "also the trade"),
        ("Rosebank", "also the beginning of the address"),
        ("Ada Storr", ""),
        ("Leeds Pipes Ltd", ""),
    ],
)
def test_a_registered_name_that_answers_another_question_is_doubted(legal: str, says: str) -> None:
    loaded = parse_business(
        f"version: 1\nbusiness: {{name: Pipes, trade: plumber, country: GB, legal_name: {legal}}}\n"
        "place: {mode: [at_customer], town: Leeds, street: Rosebank 4}\ncontact: {email: a@example.com}\n"
    )
    found = [each.message for each in loaded.warnings if each.field == "business.legal_name"]
    assert len(found) == bool(says)
    assert all(f"Is {legal} really the registered name?" in each and says in each for each in found)
