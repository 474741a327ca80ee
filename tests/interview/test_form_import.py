"""What a client sent back: merged, laid aside, sent back again or refused whole."""

from __future__ import annotations

import json
import re
import shutil
import time
import unicodedata

import pytest

from kit.cli.main import run
from kit.facts.reader import parse_business
from kit.interview import engine
from kit.interview.form_file import checksum_of
from kit.interview.saving import later_facts, load, save
from kit.output.facts_file import undo_facts
from tests.cli import conftest
from tests.interview.answers_file import answers_for, write_answers
from tests.interview.screen import Screen

FACTS = """\
# My own note.
version: 1
language: en
business:
  name: Corner Cup   # as on the sign
  trade: cafe
  country: IE
place:
  mode: [premises]
  town: Westport
contact:
  phone: 020 912 0123
"""


webkit = conftest.webkit


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Give a project for which a form was made."""
    folder = tmp_path_factory.mktemp("asked") / "cup"
    folder.mkdir()
    (folder / "business.yaml").write_text(FACTS, "utf-8")
    assert run(["ask", str(folder)]) == 0
    return folder


@pytest.fixture
def cup(tmp_path, asked):
    """Give a copy of that project."""
    return shutil.copytree(asked, tmp_path / "cup")


@pytest.fixture
def bring(cup, tmp_path, webkit):
    """Give a function that imports answers with options."""

    def call(answers, *options, unsure=None):
        file = write_answers(tmp_path / "answers.json", answers_for(cup, answers, unsure=unsure))
        return webkit("answers", "import", file, cup, *options)

    return call


def contents(cup):
    return {path: path.read_bytes() for path in cup.rglob("*") if path.is_file() and path.name != "lock"}


def facts(cup):
    return (cup / "business.yaml").read_text("utf-8")


def test_a_form_goes_out_with_a_mail_and_a_paper_version_without_a_script(cup, webkit):
    mail = (cup / "reminder.txt").read_text("utf-8")
    assert "Subject: Corner Cup: what is still open" in mail
    assert "  * When can customers reach you?" in mail
    assert webkit("ask", cup, "--print").code == 0
    assert "<script" not in (cup / "form-for-corner-cup-print.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        pytest.param(("--to", "not mail"), 2, '--to "not mail" is not a mail address', id="no mail address"),
        pytest.param(("--output", "elsewhere/form.html"), 0, "Send it by mail", id="another place"),
    ],
)
def test_options_of_ask(cup, webkit, monkeypatch, options, code, said):
    monkeypatch.chdir(cup)
    shown = webkit("ask", *options)
    assert shown.code == code
    assert said in shown.err


def test_facts_that_cannot_be_used_make_no_form(cup, webkit):
    (cup / "business.yaml").write_text("business: {name: x, nme: y}\n", "utf-8")
    shown = webkit("ask", cup)
    assert shown.code == 2
    assert 'did you mean "name"' in shown.err


def test_new_answers_are_merged_and_comments_stay(cup, bring):
    shown = bring(
        {
            "hours.regular": "Mon-Fri 8-16",
            "services": {"services.0.name": "Flat white", "services.0.price": "€3.80"},
        }
    )
    assert shown.code == 0
    assert "# My own note." in facts(cup)
    assert "# as on the sign" in facts(cup)
    assert "regular: Mon-Fri 8-16" in facts(cup)
    assert "- name: Flat white\n    price: €3.80" in facts(cup)
    assert "+ A usual week (hours.regular)" in shown.out
    assert "2 of 2 answers merged" in shown.err


def test_what_was_merged_before_offers_nothing_to_take_back(cup, bring):
    assert "takes them back" in bring({"hours.regular": "Mon-Fri 8-16"}).err
    again = bring({"hours.regular": "Mon-Fri 8-16"}).err
    assert "0 of 1 answers merged into business.yaml; nothing changed." in again
    assert "undo" not in again


def test_a_change_is_shown_with_what_stood_there(cup, bring):
    shown = bring({"contact.phone": ("020 912 0123", "020 912 0199")})
    assert "was:  020 912 0123\n    now:  020 912 0199" in shown.out
    assert "phone: 020 912 0199" in facts(cup)


@pytest.mark.parametrize(
    ("options", "kept", "said"),
    [
        pytest.param(
            (), "Westport", "kept: yours; --take theirs", id="nobody to ask: ours stays, and it says so"
        ),
        pytest.param(("--take", "mine"), "Westport", "kept: yours\n", id="mine"),
        pytest.param(("--take", "theirs"), "Galway", "taken: theirs", id="theirs"),
        pytest.param(("--accept",), "Westport", "kept: yours", id="accepting all does not write over ours"),
    ],
)
def test_a_fact_that_changed_on_both_sides_is_never_written_over_silently(cup, bring, options, kept, said):
    shown = bring({"place.town": ("Louisburgh", "Galway")}, *options)
    assert shown.code == 0
    assert f"town: {kept}" in facts(cup)
    assert "! Town (place.town)" in shown.out
    assert "yours:  Westport (changed since the form of 20" in shown.out
    assert said in shown.out


def test_what_the_facts_refuse_goes_back_with_the_sentence_and_the_rest_is_merged(cup, bring, webkit):
    shown = bring({"contact.email": "hello at cup", "hours.regular": "Mon-Fri 8-16"})
    assert shown.code == 0
    assert 'cannot be kept, goes back: "hello at cup" is not a mail address' in shown.out
    assert "Mon-Fri 8-16" in facts(cup)
    webkit("ask", cup)
    assert "is not a mail address; write for example" in (cup / "form-for-corner-cup.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("fact", "was", "said"),
    [
        pytest.param("business.name", "Corner Cup", "business.name: is missing", id="the name taken away"),
        pytest.param(
            "contact.phone", "020 912 0123", "needs one way to get in touch", id="the last way to reach them"
        ),
    ],
)
def test_what_nothing_can_be_built_without_is_not_taken_away(cup, bring, fact, was, said):
    shown = bring({fact: (was, {fact: ""}), "hours.regular": "Mon 8-16"})
    assert shown.code == 0
    assert said in shown.out
    assert "Mon 8-16" in facts(cup)
    assert parse_business(facts(cup))


def test_a_trade_that_is_not_on_the_list_keeps_the_clients_own_word(cup, bring):
    bring({"business.trade": ("cafe", "Segelmächerei Zzz")}, "--accept")
    assert "trade: segelmacherei_zzz" in facts(cup)
    assert "trade_name: Segelmächerei Zzz" in facts(cup)


def test_a_country_in_which_the_number_that_stands_there_cannot_exist_keeps_the_number_it_was(cup, bring):
    shown = bring({"business.country": ("IE", "Iceland"), "hours.regular": "Mon 8-16"})
    assert "written +353 20 912 0123 now" in shown.err
    assert "phone: +353 20 912 0123" in facts(cup)
    assert "country: IS" in facts(cup)
    assert "Mon 8-16" in facts(cup)


def test_a_country_and_its_number_come_back_together(cup, bring):
    bring({"business.country": ("IE", "Iceland"), "contact.phone": ("020 912 0123", "+354 410 1234")})
    assert "country: IS" in facts(cup)


def test_an_answer_sent_back_is_not_merged_and_the_next_form_carries_the_remark_and_the_draft(
    cup, bring, webkit
):
    shown = bring(
        {"business.about": "We are passionate."},
        "--send-back",
        "business.about",
        "--remark",
        "Why did you open?",
    )
    assert "passionate" not in facts(cup)
    assert "sent back: Why did you open?" in shown.out
    assert "* In your own words: Why did you open?" in (cup / "reminder.txt").read_text("utf-8")
    webkit("ask", cup)
    page = (cup / "form-for-corner-cup.html").read_text("utf-8")
    assert "Please look again:</strong> Why did you open?" in page
    assert ">We are passionate.</textarea>" in page
    bring({"business.about": "The quay had no place to sit."})
    webkit("ask", cup)
    assert "Why did you open?" not in (cup / "form-for-corner-cup.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["asked_cafe", "questions#Do you take cards?"])
def test_an_answer_to_customers_can_be_sent_back_by_its_question_or_its_fact(cup, bring, name):
    shown = bring({"questions#Do you take cards?": "Yes"}, "--send-back", name, "--remark", "From which sum?")
    assert shown.code == 0
    assert "Yes" not in facts(cup)


def test_pictures_are_promised_and_stand_in_the_brief_and_the_reminder(cup, bring):
    bring(
        {
            "logo_promised": "A green cup",
            "photos_promised": {"photos_promised.0.what": "Aoife", "photos_promised.0.by": "2026-12-12"},
        }
    )
    assert "- what: 'Logo: A green cup'" in facts(cup)
    assert "- what: 'Photo: Aoife'\n      by: 2026-12-12" in facts(cup)
    assert "* Photo: Aoife (by 12 December)" in (cup / "reminder.txt").read_text("utf-8")


def test_whom_they_want_to_ask_is_remembered_until_the_answer_is_there(cup, bring, webkit):
    bring({}, unsure={"hours": "my sister"})
    assert "(you were going to ask my sister)" in (cup / "reminder.txt").read_text("utf-8")
    webkit("ask", cup)
    assert "You wanted to ask my sister." in (cup / "form-for-corner-cup.html").read_text("utf-8")
    bring({"hours.regular": "Mon 8-16"})
    assert "my sister" not in (cup / "reminder.txt").read_text("utf-8")


def test_the_same_file_twice_changes_nothing_the_second_time(cup, bring):
    bring({"hours.regular": "Mon-Fri 8-16"})
    once = facts(cup)
    shown = bring({"hours.regular": "Mon-Fri 8-16"})
    assert facts(cup) == once
    assert "1 answer says what stands there already." in shown.out


def test_a_dry_run_shows_and_writes_nothing(cup, bring):
    before = contents(cup)
    shown = bring({"hours.regular": "Mon-Fri 8-16"}, "--dry-run")
    assert "+ A usual week" in shown.out
    assert contents(cup) == before


def test_a_merge_can_be_undone(cup, bring):
    bring({"hours.regular": "Mon-Fri 8-16"})
    assert undo_facts(cup) == FACTS


def test_a_file_pasted_into_a_mail_is_found_in_it(cup, tmp_path, webkit):
    text = f"Hello Anna,\n\n{json.dumps(answers_for(cup, {'hours.regular': 'Mon 8-16'}), indent=1)}\n\nBest, Aoife\n"
    (tmp_path / "mail.txt").write_text(text, "utf-8")
    assert webkit("answers", "import", tmp_path / "mail.txt", cup).code == 0
    assert "Mon 8-16" in facts(cup)


def _good(cup):
    return answers_for(cup, {"hours.regular": "Mon-Fri 8-16", "business.about": "Ünï ☕ ไทย"})


def _with_sum(content):
    left = {key: value for key, value in content.items() if key != "checksum"}
    return left | {"checksum": checksum_of(left)}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(lambda good: json.dumps(good)[:-80], "is cut off or damaged", id="truncated"),
        pytest.param(lambda good: json.dumps(good)[40:], "is not an answers file|is cut off", id="beginning missing"),
        pytest.param(lambda good: json.dumps(good).replace("8-16", "8-26"), "was changed after the form saved it", id="changed by hand"),
        pytest.param(lambda good: json.dumps(_with_sum(good | {"project": "another"})), "another project of the same name", id="another project"),
        pytest.param(lambda good: json.dumps(_with_sum(good | {"project": "x", "name": "Harbour"})), "belongs to 'Harbour', and this is 'Corner Cup'", id="another business"),
        pytest.param(lambda good: json.dumps(_with_sum(good | {"schema": "webkit-answers/9"})), "not an answers file of this webkit", id="a format of tomorrow"),
        pytest.param(lambda good: json.dumps(_with_sum(good | {"answers": [{"fact": 5}]})), "not as a form writes it", id="another shape"),
        pytest.param(lambda good: json.dumps(_with_sum(good | {"saved": 20261201})), "not as a form writes it", id="a number for a day"),
        pytest.param(lambda good: json.dumps(_with_sum(good | {"unsure": [{"question": "hours", "whom": ["Bo"]}]})), "not as a form writes it", id="a list for a name"),
        pytest.param(lambda good: json.dumps(_with_sum(good | {"answers": "x"})), "not as a form writes it", id="answers that are none"),
        pytest.param(lambda good: "<!doctype html><html>", "is the form itself, not the answers", id="the form instead of the answers"),
        pytest.param(lambda good: "", "is not an answers file", id="empty"),
        pytest.param(lambda good: "[" * 5000, "is not an answers file", id="brackets"),
        pytest.param(lambda good: '{"a":' * 100_000 + "}", "is cut off or damaged", id="deep nesting"),
        pytest.param(lambda good: b"\xff\xfe\x00", "it is not text", id="binary"),
        pytest.param(lambda good: "version: 1\nbusiness: {name: H, trade: plumber}\nplace: {mode: [premises]}\n", "is a file of facts.*\n?.*webkit init NAME --answers", id="a file of facts"),
        pytest.param(lambda good: "version: 1\nbusiness:\n  name: H\n", "is a file of facts", id="a file of facts without braces"),
        pytest.param(lambda good: b"x" * 2_000_001, "larger than 2 MB", id="too large"),
    ],
)  # fmt: skip
def test_a_spoilt_file_is_refused_whole_and_nothing_is_merged(cup, tmp_path, webkit, spoil, said):
    spoilt, before = spoil(_good(cup)), contents(cup)
    (tmp_path / "a.json").write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode("utf-8"))
    shown = webkit("answers", "import", tmp_path / "a.json", cup)
    assert shown.code == 2
    assert re.search(said, shown.err)
    assert "merged" in shown.err or "webkit ask" in shown.err or "Save my answers" in shown.err
    assert contents(cup) == before


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param("x" * 1_000_000, "1,000,000 characters long; at most 5,000", id="a megabyte of text"),
        pytest.param("abc\u202egpj.exe", "hidden character (U+202E)", id="a turned direction"),
        pytest.param("half a pair \ud83d", "hidden character (U+D83D)", id="half a character"),
        pytest.param("a\x07b", "hidden character (U+0007)", id="a bell"),
    ],
)
def test_text_that_cannot_be_kept_is_refused_by_a_stated_reason(cup, bring, answer, said):
    shown = bring({"business.about": answer})
    assert shown.code == 0
    assert said in shown.out
    assert facts(cup) == FACTS


@pytest.mark.parametrize(
    "answer", ["ร้านกาแฟ มุม", "קפה פינתי", "☕👩‍🍳 é", "e\u0301", "- not: [yaml, 'x']", "{{ 7*7 }} <b>"]
)
def test_text_in_any_script_is_kept_exactly(cup, bring, answer):
    bring({"business.about": answer})
    assert str(parse_business(facts(cup)).business.identity.about) == unicodedata.normalize("NFC", answer)


def test_without_the_project_folder_the_name_has_to_do(cup, tmp_path, webkit):
    file = write_answers(tmp_path / "a.json", _good(cup))
    shutil.rmtree(cup / ".webkit")
    assert webkit("answers", "import", file, cup).code == 0
    assert "Mon-Fri 8-16" in facts(cup)


def test_remarks_and_facts_must_pair(cup, bring):
    assert bring({"business.about": "x"}, "--send-back", "business.about").code == 2
    shown = bring({"business.about": "x"}, "--send-back", "business.name", "--remark", "no")
    assert shown.code == 2
    assert "It answers: business.about" in shown.err
    assert facts(cup) == FACTS


def test_a_question_that_was_put_off_is_off_the_homework_once_the_client_answered(cup, bring):
    state = engine.go(load(cup, "standard"), "hours")
    save(cup, engine.later(state), was=state.text)
    assert later_facts(cup) == {"hours"}
    bring({"hours.regular": "Mon-Fri 8-16"})
    assert later_facts(cup) == frozenset()


@pytest.mark.slow
def test_in_a_terminal_every_answer_is_accepted_or_sent_back(cup, tmp_path):
    """Slow: a real terminal."""
    content = answers_for(
        cup,
        {
            "place.town": ("Louisburgh", "Galway"),
            "hours.regular": "Mon-Fri 8-16",
            "business.about": "We are passionate.",
        },
    )
    file = write_answers(tmp_path / "a.json", content)
    with Screen("answers", "import", str(file), str(cup)) as screen:
        screen.wait_for("k keep mine, t take theirs, s send back")
        screen.answer("t", "Enter accept, s send back")
        screen.answer("", "Enter accept, s send back")
        screen.answer("x", "is none of these")
        screen.answer("s", "What should they look at?")
        screen.answer("Why did you open?", "Next: webkit build")
        assert screen.code() == 0
    assert "town: Galway" in facts(cup)
    assert "Mon-Fri 8-16" in facts(cup)
    assert "passionate" not in facts(cup)
    assert "Why did you open?" in (cup / "reminder.txt").read_text("utf-8")


def test_ctrl_c_in_the_middle_merges_nothing(cup, tmp_path):
    file = write_answers(
        tmp_path / "a.json", answers_for(cup, {"hours.regular": "Mon-Fri 8-16", "business.about": "x"})
    )
    with Screen("answers", "import", str(file), str(cup)) as screen:
        screen.wait_for("Enter accept, s send back")
        screen.answer("", "Enter accept, s send back")
        time.sleep(0.3)  # a signal between the prompt and the reading is seen with the next key only
        screen.type("\x03")
        assert screen.code() == 130
    assert facts(cup) == FACTS


def test_facts_that_are_hardly_begun_are_filled_from_a_form(tmp_path, webkit):
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "business.yaml").write_text("version: 1\nlanguage: en\n", "utf-8")
    assert webkit("ask", folder).code == 0
    answers = {
        "business.trade": "café",
        "business.name": "Corner Cup",
        "place.postcode": "F28 X000",
        "business.country": "Ireland",
    }
    file = write_answers(tmp_path / "a.json", answers_for(folder, answers))
    assert webkit("answers", "import", file, folder).code == 0
    assert "trade: cafe" in facts(folder)
    assert "country: IE" in facts(folder)
    assert "postcode: F28 X000" in facts(folder)
