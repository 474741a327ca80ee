"""The client form: what it asks, when, and what a stranger's text can do to it (nothing)."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re

import pytest

from kit.facts.conditions import holds
from kit.facts.trade_search import all_labels
from kit.interview import engine
from kit.interview.engine import start
from kit.interview.form import make_form
from kit.interview.form_conditions import DEPENDS, compile_condition, evaluate, fold
from kit.interview.form_page import Sender, form_page
from kit.interview.form_record import Record, SentBack
from kit.interview.questions import standing_questions

RECORD = Record("0123456789abcdef")
CUP = "business: {name: Corner Cup, trade: cafe, country: IE}\nplace: {mode: [premises], street: 4 Example Quay, town: Westport}\ncontact: {phone: 020 912 0123}\n"


def asked(text=CUP, record=RECORD, **how):
    form = make_form(start(text=text), record, **how)
    return {each.question.id: [part.part.fact for part in each.parts] for each in form.questions}


def test_only_what_is_open_is_asked_and_what_is_settled_is_shown():
    form = make_form(start(text=CUP), RECORD)
    questions = {each.question.id: each for each in form.questions}
    assert not {"trade", "name", "mode"} & set(questions)
    assert "place.town" not in form.facts
    assert ("Town", "Westport") in questions["place"].known
    assert {"services", "hours", "about", "asked_cafe", "looks"} <= set(questions)


def test_with_all_everything_is_asked_with_the_answers_filled_in():
    page = form_page(make_form(start(text=CUP), RECORD, everything=True), Sender())
    assert 'name="business.name" value="Corner Cup"' in page
    assert 'value="premises" checked' in page


def test_a_question_that_no_answer_can_bring_up_is_left_out():
    assert "place.areas" not in asked()["place"]
    assert "place.areas" in asked(everything=True)["place"]


def test_files_are_described_and_not_attached():
    facts = asked()["looks"]
    assert {"logo_promised", "photos_promised"} <= set(facts)
    page = form_page(make_form(start(text=CUP), RECORD), Sender())
    assert re.findall(r'<input[^>]*type="file"[^>]*', page.split("<script")[0]) == [
        '<input type="file" id="reopen" accept=".json,application/json"'
    ]


def test_pictures_that_were_promised_are_not_asked_for_again():
    promised = CUP + "look: {colour: '#224433'}\nbrief: {supplies: [{what: 'Photo: Aoife'}]}\n"
    assert "looks" not in asked(promised)


def test_what_was_sent_back_is_asked_again_with_the_remark_and_the_draft():
    record = Record(
        "x", sent_back=(SentBack("business.about", "A little more about <you>", "We open at seven."),)
    )
    page = form_page(make_form(start(text=CUP), record), Sender())
    assert "Please look again:</strong> A little more about &lt;you&gt;" in page
    assert ">We open at seven.</textarea>" in page
    assert "A second look at Corner Cup" in page


def test_a_guess_is_said_and_never_marked():
    page = form_page(make_form(start(text="business: {trade: cafe}\n"), RECORD), Sender())
    assert "Our guess, from what is usual in your trade: They come to me" in page
    assert not re.search(r'name="place.mode"[^>]*checked', page)


def test_a_cafe_is_not_shown_examples_of_boilers():
    page = form_page(make_form(start(text=CUP), RECORD), Sender())
    assert "oiler" not in page[: page.index('id="form-data"')].split("<main>")[1]


def test_the_same_facts_give_the_same_bytes_and_other_facts_another_form():
    once, twice = (form_page(make_form(start(text=CUP), RECORD), Sender("Anna")) for _ in range(2))
    assert once == twice
    changed = make_form(start(text=CUP.replace("Westport", "Galway")), RECORD)
    assert changed.version != make_form(start(text=CUP), RECORD).version


HOSTILE = "</script><script>alert(1)</script>"


@pytest.mark.parametrize("paper", [False, True], ids=["on screen", "on paper"])
def test_no_text_becomes_html_or_script_and_the_policy_names_what_is_inside(paper):
    text = f'business: {{name: "{HOSTILE}", trade: "{HOSTILE}", about: "{HOSTILE}"}}\nplace: {{town: x}}\n'
    record = Record("x", sent_back=(SentBack("business.name", HOSTILE, HOSTILE),))
    page = form_page(make_form(start(text=text), record, everything=True), Sender(HOSTILE), paper=paper)
    assert HOSTILE not in page
    assert page.count("<script") == (0 if paper else 2)
    inside = re.findall(r"<(style|script)>(.*?)</\1>", page, re.DOTALL)
    for name, content in inside:
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{digest}&#39;" in page
    assert "default-src &#39;none&#39;" in page
    assert len(inside) == (1 if paper else 2)


def test_nothing_comes_from_outside():
    page = form_page(
        make_form(start(text=CUP), RECORD, everything=True),
        Sender("Anna", "#5b2a86", "https://anna.example/"),
    )
    fetched = re.findall(
        r"""(?:src|href|action|srcset)\s*=\s*["']?(https?:[^"'\s>]+)|url\((?!["']?data:)([^)]+)\)|@import""",
        page,
    )
    assert [row[0] for row in fetched] == ["https://anna.example/"]


KEYS = {
    key: ["premises", "at_customer", "company", "IE", "EU", "repeat", "people", "phone"]
    for key in DEPENDS
    if key not in {"hours", "regulated"}
}


def conditions(dice: random.Random, depth: int = 2):
    """Make a condition of the language by chance."""
    made = {}
    for key in dice.sample(
        [*KEYS, "any", "not", "hours_min", "hours_max", "regulated", "known", "not_known"], dice.randint(0, 3)
    ):
        match key:
            case "any":
                made[key] = [conditions(dice, depth - 1) for _ in range(dice.randint(0, 2))] if depth else []
            case "not":
                made[key] = conditions(dice, depth - 1) if depth else {}
            case "hours_min" | "hours_max":
                made[key] = dice.choice([0.5, 1, 2])
            case "regulated":
                made[key] = dice.random() < 0.5
            case "known" | "not_known":
                made[key] = dice.sample(
                    ["place.mode", "business.licence.body", "hours", "place"], dice.randint(1, 2)
                )
            case _:
                made[key] = dice.sample(KEYS[key], dice.randint(1, 2))
    return made


def knowns(dice: random.Random):
    """Make what is known by chance, with gaps."""
    made = {
        key: frozenset(dice.sample(words, dice.randint(0, 2)))
        for key, words in KEYS.items()
        if dice.random() < 0.7
    }
    made["maybe:has"] = frozenset(dice.sample(KEYS["has"], 1))
    made |= {"hours": dice.choice([None, 0.5, 1.0, 3.0]), "regulated": dice.choice([None, True, False])}
    return made | {"facts": frozenset(dice.sample(["place", "place.mode", "hours"], dice.randint(0, 3)))}


def test_a_compiled_condition_says_what_the_language_says():
    dice = random.Random(7)
    for _ in range(300):
        condition, known = conditions(dice), knowns(dice)
        compiled = compile_condition(condition)
        assert evaluate(compiled, known) is holds(condition, known), condition
        for facts in (
            (),
            ("place.mode", "business.country"),
            ("business.licence.body", "marketing.minutes_per_week"),
        ):
            assert evaluate(fold(compiled, known, facts), known) is holds(condition, known), (
                condition,
                facts,
            )


def test_every_key_the_questions_use_is_one_a_form_can_follow():
    used = set()

    def walk(condition):
        for key, wanted in condition.items():
            used.add(key)
            for each in wanted if key == "any" else [wanted] if key == "not" else []:
                walk(each)

    for question in standing_questions():
        walk(question.when)
        for part in question.parts:
            walk(part.when)
    assert used <= {*DEPENDS, "any", "not", "known", "not_known", "hours_min", "hours_max"}


def test_a_form_for_facts_that_are_hardly_begun():
    form = make_form(start(text=engine.EMPTY), RECORD)
    assert form.name == "your business"
    assert {"business.trade", "business.name", "place.mode", "business.country", "contact.phone"} <= set(
        form.facts
    )


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("trade", [trade for trade, _ in all_labels()])
def test_every_trade_has_a_form_of_open_questions_of_everything_and_for_paper(trade):
    """Long: all trades."""
    text = f"business: {{name: Corner, trade: {trade}}}\n"
    for everything in (False, True):
        form = make_form(start("designer", text=text), RECORD, everything=everything)
        data = form_page(form, Sender()).split('id="form-data">')[1].split("</script>")[0]
        assert set(json.loads(data)["parts"]) == set(form.facts)
        assert form_page(form, Sender(), paper=True).count("<section") > 10


@pytest.mark.parametrize("paper", [False, True], ids=["on screen", "on paper"])
def test_no_two_elements_have_one_id(paper):
    page = form_page(make_form(start(text=CUP), RECORD, everything=True), Sender(), paper=paper)
    ids = re.findall(r'\sid="([^"]+)"', page.split("<script")[0])
    assert len(ids) == len(set(ids)) > 50
