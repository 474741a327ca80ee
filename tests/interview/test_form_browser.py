"""The client form in a real Chromium: the same checks as here, offline, by keyboard, on a phone, and the designer's whole loop."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kit.facts.hours import day_names, parse_week
from kit.facts.known import known
from kit.facts.trade import trade_of
from kit.interview.answers import data_of
from kit.interview.engine import start
from kit.interview.form import make_form
from kit.interview.form_conditions import compile_condition, evaluate
from kit.interview.form_file import checksum_of
from kit.interview.form_page import Sender, form_page
from kit.interview.form_record import Record, SentBack
from kit.interview.hours_table import hours_rows
from kit.interview.keeping import put
from kit.interview.trouble import business_of
from tests.cli import conftest
from tests.facts.test_hours import AT_NINE_IN_THE_EVENING, NO_HOURS, OTHER_WORDS
from tests.interview.screen import Screen
from tests.interview.test_form import CUP, conditions, knowns

pytestmark = pytest.mark.browser
webkit = conftest.webkit


def write_form(folder: Path, text: str = CUP, *, sender: Sender | None = None, **how: Any) -> str:
    """Write a form and give its file: address."""
    path = folder / "form.html"
    form = make_form(start(text=text), Record("0123456789abcdef"), **how)
    path.write_text(form_page(form, sender or Sender("Anna Storr", "#5b2a86")), "utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def everything(chromium, tmp_path_factory):
    """Give the page of a form that asks everything, opened from disk without a network."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto(write_form(tmp_path_factory.mktemp("form"), everything=True))
    yield page
    context.close()


def as_data(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def test_conditions_hold_in_the_page_as_they_do_here(everything):
    dice = random.Random(11)
    rows = [(compile_condition(conditions(dice)), knowns(dice)) for _ in range(200)]
    sent = [
        [condition, {"words": {key: as_data(each) for key, each in facts.items() if isinstance(each, frozenset) and key != "facts"},
                     "facts": sorted(facts["facts"]), "hours": facts["hours"], "regulated": facts["regulated"]}]
        for condition, facts in rows
    ]  # fmt: skip
    said = everything.evaluate(
        "rows => rows.map(([c, k]) => evaluate(c, {...k, facts: new Set(k.facts)}))", sent
    )
    assert said == [evaluate(condition, facts) for condition, facts in rows]


ANSWERS = {
    "place.mode": [["premises"], ["at_customer", "ship"], ["remote"]],
    "place.street": ["4 Example Quay"],
    "place.town": ["Westport"],
    "place.reach": [["local"], ["online", "national"]],
    "customers.who": [["firms"]],
    "business.country": ["IE", "US"],
    "business.form": ["company"],
    "business.stage": ["changing"],
    "business.regulated": ["yes", "no"],
    "business.licence.body": ["Gas Safe Register"],
    "marketing.goals": [["learn"]],
    "marketing.opted": [["referral_rewards"]],
    "marketing.minutes_per_week": ["0", "90"],
    "marketing.customers_served": ["0", "60"],
    "domain.name": ["cup.ie"],
    "domain.held_by": ["none", "me"],
    "domain.mail": ["here", "none"],
    "contact.phone": ["+353 20 912 0123"],
    "contact.booking_link": ["https://cal.example.org/x"],
    "already": [["newsletter", "video"]],
}


def test_what_is_known_while_a_form_is_filled_in_is_what_the_facts_will_say(everything):
    dice = random.Random(5)
    base = everything.evaluate("form.known")
    for _ in range(15):
        answers = {fact: dice.choice([None, *values]) for fact, values in ANSWERS.items()}
        state = put(
            start(text="business: {name: Corner Cup, trade: cafe}\n"), {k: v for k, v in answers.items() if v}
        )
        business = business_of(data_of(state.text))
        here = known(business, trade_of(business))
        there = everything.evaluate(
            "([b, a]) => { const k = knownNow(b, a); return {...k, facts: [...k.facts]} }",
            [base | {"standing": {}, "given": ["business", "business.name", "business.trade"]}, answers],
        )
        for key, value in here.items():
            found = (
                there["words"].get(key) if isinstance(value, frozenset) or key not in there else there[key]
            )
            found = there["facts"] if key == "facts" else found
            if key in {"kind", "family", "language"}:
                continue
            if key == "facts":
                assert {each for each in value if each in ANSWERS} <= set(found), answers
                assert {each for each in found if each in ANSWERS} <= set(value), answers
            elif isinstance(value, frozenset):
                assert sorted(found or []) == sorted(value), (key, answers)
            else:
                assert found == value or (value is None and not found), (key, answers)


WEEKS = [
    "Mon-Fri 8-18, Sat 9-13", "Mon-Fri 08:00-12:30, 14:00-18:00; Sat 9-13", "Mon 9-5", "Sat 22-2", "by appointment", "Tue closed",
    "Mon-Fri 8-26", "weekdays 9-17", "9-17", "Mon 9-12, Mon 14-18", "Mon 9-12, 11-14", "Mon 9.30-17", "mon to fri 9am-5pm",
    "Mon-Fri 9am to 5.30pm; Sun by appointment", "Fri-Mon 10-16", "Mon, Wed and Fri 9-12", "Mon 24:00-3", "Mon 9-9", "Mon 13am-14",
    "Mon 9:75-10", "Mon", "Mon-Fri", "Mo-Fr 9-17", "Mon-Fri 9–17", "Mon 9h30-12h", "Sun 18:00-02:00", "  Mon   9-12  ", "Mon/Tue 9-12",
    "Mon 8-12 14-18", "Mon-Fri 9-17 Sat 10-14", "closed", "Mon closed Tue 9-17", "Mon 0-24", "Mon 25-26", "Tues 9-5pm", "🕘", "Mon 9-17,", "Mon 10-2", "Mon 9:30-2",
    *(typed for typed, _ in (*AT_NINE_IN_THE_EVENING, *NO_HOURS)), "x" * 70, "9-17 " * 20,
]  # fmt: skip


def test_hours_are_read_in_the_page_as_they_are_here(everything):
    def here(text: str) -> dict[str, Any]:
        try:
            parse_week(text)
        except ValueError as exc:
            return {"problem": str(exc), "days": []}
        return {"problem": "", "days": [list(row) for row in hours_rows(text)]}

    found = everything.evaluate("weeks => weeks.map((each) => readWeek(each, form))", WEEKS)
    assert dict(zip(WEEKS, found, strict=True)) == {text: here(text) for text in WEEKS}


def test_hours_in_other_languages_are_read_in_the_page_as_they_are_here(everything):
    rows = [(text, day_names(language)) for text, language, _ in OTHER_WORDS]
    found = everything.evaluate("rows => rows.map(([each, days]) => readWeek(each, {...form, days}))", rows)
    here = [[list(row) for row in hours_rows(text, language)] for text, language, _ in OTHER_WORDS]
    assert found == [{"problem": "", "days": days} for days in here]


CHECKED = [
    ("contact.phone", ["020 912 0123", "+353 20 912 0123", "123", "call me", "+4412", "(091) 123 456", "1" * 40]),
    ("contact.email", ["a@b.ie", "Hello@Cup.example", "mailto:a@b.ie", "a b@c.ie", "a@b", "@b.ie", "a@b..ie", "x"]),
    ("contact.booking_link", ["https://cal.example.org/x", "cal.example.org/x", "ftp://x.ie", "https://u:p@x.ie/", "not a link", "https://x y.ie"]),
    ("domain.name", ["cup.ie", "https://www.cup.ie/menu", "cup", "-cup.ie", "my cup.ie"]),
    ("domain.renews", ["2026-12-12", "2026-02-30", "soon"]),
    ("marketing.minutes_per_week", ["60", "about 90", "1.5 h", "as much as it takes", "1,200"]),
    ("hours.regular", WEEKS),
    ("business.country", ["Ireland", "ie", "UK", "Deutschland", "Atlantis", "Irel"]),
    ("look.colour", ["dark green", "#0b5d7a", "0b5", "greenish", "rgb(1,2,3)", "sparkling", "hotpink", "Hot Pink", "#petrol"]),
    ("business.about", ["ok", "a\u202eb", "x" * 5001, "x" * 5000, "ไทย ☕", "a\tb", "\ufeffx y"]),
    ("business.name", ["Cup", "two\nlines", "y" * 201, "\u0000"]),
]  # fmt: skip


def test_the_page_refuses_nothing_that_would_be_kept_and_says_the_same_sentence(everything):
    """What only the import knows (numbering plans) may pass in the page; never the other way round."""
    from kit.interview.answers import Refused
    from kit.interview.form import form_parts
    from kit.interview.typed import read_typed

    state = start(text=CUP)
    parts = form_parts(state)
    for fact, texts in CHECKED:
        said = everything.evaluate(
            "([f, t]) => t.map((each) => problemWith(form.parts[f], each, form))", [fact, texts]
        )
        for text, sentence in zip(texts, said, strict=True):
            try:
                put(state, {fact: read_typed(parts[fact][1], text, country="IE")})
                here = ""
            except Refused as exc:
                here = exc.problems[fact]
            except ValueError as exc:
                here = str(exc)
            if sentence:
                assert here, f"{fact}: {text[:40]!r} is refused in the page only: {sentence}"
                if fact == "contact.phone":
                    continue  # the page counts digits; which of three reasons it is only the numbering plan knows
                assert sentence.split(";")[0].replace(",", "") == here.split(";")[0].replace(",", ""), (
                    fact,
                    text[:40],
                )
            if here and fact not in {"contact.phone"}:
                assert sentence, f"{fact}: {text[:40]!r} passes in the page, but: {here}"


def test_the_page_counts_digits_as_the_import_does(everything):
    """With a range of digits the form took a number that the import then sent back to the client."""
    from kit.facts.phones import parse_phone
    from kit.interview.form_data import _phone

    rows = [
        (phone, country, f"{lead}{'2125550199876'[:count]}")
        for country in ("IE", "GB", "US", "ES", "FR", "IT")
        for phone in (_phone(country),)
        for lead in ("", phone["prefix"], f"+{phone['code']}")
        for count in range(4, 14)
    ]
    at_home = (("AR", "011 15-2345-6789"), ("US", "011 44 20 7946 0018"), ("GB", "00 1 212 555 0123"))
    rows += [(_phone(country), country, number) for country, number in at_home]
    said = everything.evaluate(
        "rows => rows.map(([phone, country, each]) => problemWith({kind: 'phone', limit: 200}, each, {...form, phone, country}))",
        rows,
    )

    def refused(number: str, country: str) -> bool:
        try:
            parse_phone(number, country)
        except ValueError:
            return True
        return False

    page = {(country, number): bool(each) for (_, country, number), each in zip(rows, said, strict=True)}
    here = {(country, number): refused(number, country) for _, country, number in rows}
    assert [each for each in page if page[each] and not here[each]] == []
    missed = Counter(
        country for country, number in page if here[country, number] and not page[country, number]
    )
    assert max(missed.values(), default=0) <= 3, missed


@pytest.mark.parametrize(
    ("country", "number", "doubted"),
    [
        ("GB", "01422 96012", True), ("GB", "+44 1422 96012", True), ("GB", "01422 960123", False), ("GB", "020 7946 0018", False),
        ("GB", "+353 1 909 912", False), ("IE", "01 909 912", False), ("ES", "912 345 678", False), ("GB", "call me", False),
    ],
)  # fmt: skip
def test_a_number_that_seems_to_lack_a_digit_is_doubted_in_the_page(everything, country, number, doubted):
    """Only where all numbers of a country are of one length; what is doubted is kept."""
    from kit.interview.form_data import _phone

    said = everything.evaluate(
        "([phone, country, each]) => doubtAbout({kind: 'phone', limit: 200}, each, {...form, phone, country})",
        [_phone(country), country, number],
    )
    assert bool(said) == doubted


HARD = {
    "plain": "Corner Cup", "many scripts": "Ünï ☕👩‍🍳 ไทย קפה", "marks and controls": '"\\/\b\f\n\r\t\x7f\x01',
    "separators and half a pair": "\u2028\u2029\ud800", "a closing tag": "</script>", "long": "x" * 70_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_the_checksum_of_the_page_is_ours(everything, text):
    content = {
        "schema": "webkit-answers/1",
        "answers": [{"fact": "a", "was": None, "sent": [["a", [text]]]}],
        "name": text,
    }
    written = everything.evaluate("text => answersFile(JSON.parse(text))", json.dumps(content))
    whole = json.loads(written)
    assert whole.pop("checksum") == checksum_of(whole) == checksum_of(content)
    assert written.isascii()


def save_by(page: Any, action: Any) -> dict[str, Any]:
    """Do what saves the form and give the answers file."""
    with page.expect_download() as download:
        action()
    return json.loads(download.value.path().read_text("utf-8"))


def field(page: Any, name: str) -> Any:
    return page.locator(f'[name="{name}"]')


@pytest.fixture
def phone(chromium):
    """Give a page without a network, as wide as a phone; whatever it asks from outside is written down."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, offline=True, bypass_csp=True)
    page = context.new_page()
    page.asked, page.wrong = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda said: page.wrong.append(said.text))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    context.close()


@pytest.mark.long
@pytest.mark.slow
def test_every_page_of_the_form_on_a_phone_without_a_single_axe_finding(phone, tmp_path):
    """Long: axe on seven pages by day and by night."""
    from axe_playwright_python.sync_playwright import Axe

    phone.goto(write_form(tmp_path, everything=True))
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        for group in phone.evaluate("[...form.groups, 'end']"):
            phone.evaluate(
                "group => { step(group); document.querySelectorAll('details').forEach((each) => (each.open = true)) }",
                group,
            )
            found = Axe().run(phone).response["violations"]
            assert not found, (
                f"{scheme} {group}: {[(each['id'], [n['html'][:120] for n in each['nodes'][:3]]) for each in found]}"
            )
            assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
                f"{group} is wider than a phone"
            )
    assert [url for url in phone.asked if not url.startswith(("file:", "data:"))] == []
    assert phone.wrong == []


@pytest.mark.long
@pytest.mark.slow
def test_filled_in_by_keyboard_kept_over_a_reload_and_saved(phone, tmp_path):
    """Long: a form by keyboard alone, key by key."""
    phone.goto(write_form(tmp_path))

    def tab_to(test: str) -> None:
        for _ in range(150):
            phone.keyboard.press("Tab")
            if phone.evaluate(f"(() => {{ const e = document.activeElement; return {test} }})()"):
                return
        raise AssertionError(f"the keyboard does not reach {test}")

    tab_to("e.name === 'contact.email'")
    phone.keyboard.type("hello at cup")
    phone.keyboard.press("Tab")
    assert "is not a mail address; write for example: hello@yourname.com" in phone.inner_text(
        '[data-fact="contact.email"]'
    )
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Control+a")
    phone.keyboard.type("hello@cup.ie")
    assert phone.locator('[data-fact="contact.email"] .error').count() == 0
    tab_to("e.dataset.step === 'sell' && e.tagName === 'BUTTON'")
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.textContent") == "What you sell"
    tab_to("e.name === 'hours.regular'")
    phone.keyboard.type("Mon-Fri 8-16")
    assert "Monday\t08:00 to 16:00" in phone.inner_text(".week")
    tab_to("e.dataset.unsure !== undefined && e.closest('#q-hours') === null")
    phone.keyboard.press("Space")
    phone.keyboard.type("my sister")
    phone.reload()
    assert field(phone, "hours.regular").input_value() == "Mon-Fri 8-16"
    assert field(phone, "contact.email").input_value() == "hello@cup.ie"
    tab_to("e.id === 'save-bar'")
    saved = save_by(phone, lambda: phone.keyboard.press("Enter"))
    assert [each["fact"] for each in saved["answers"]] == ["contact.email", "hours.regular"]
    assert saved["unsure"] == [{"question": "about", "whom": "my sister"}]
    assert phone.evaluate("document.activeElement.textContent") == "Write the mail"
    assert phone.wrong == []


def test_what_cannot_be_kept_is_named_before_saving_and_can_be_left_out(phone, tmp_path):
    phone.goto(write_form(tmp_path))
    field(phone, "business.about").evaluate("e => { e.value = 'x'.repeat(1000000); typed(e) }")
    field(phone, "hours.regular").evaluate("e => { e.value = 'Mon-Fri 8-26'; typed(e) }")
    field(phone, "place.postcode").fill("F28 X000")
    phone.click("#save-bar")
    assert "2 answers need another look:" in phone.inner_text("#problems")
    assert "is 1000000 characters long; at most 5000 are kept" in phone.text_content(
        '[data-fact="business.about"]'
    )
    saved = save_by(phone, lambda: phone.click("#problems button"))
    assert [each["fact"] for each in saved["answers"]] == ["place.postcode"]


def test_questions_appear_as_answers_call_for_them(phone, tmp_path):
    phone.goto(write_form(tmp_path, everything=True))
    areas = phone.locator('.asked:has([name="place.areas"])')
    assert not areas.is_visible()
    phone.check('[name="place.mode"][value="at_customer"]')
    assert areas.is_visible()
    field(phone, "place.areas").fill("Louisburgh\nNewport")
    phone.uncheck('[name="place.mode"][value="at_customer"]')
    assert not areas.is_visible()
    saved = save_by(phone, lambda: phone.click("#save-bar"))
    assert saved["answers"] == []
    phone.evaluate("step('you')")
    phone.check('[name="place.mode"][value="at_customer"]')
    saved = save_by(phone, lambda: phone.click("#save-bar"))
    assert [each["fact"] for each in saved["answers"]] == ["place.mode", "place.areas"]


def test_an_answer_that_came_back_is_open_until_it_is_changed(phone, tmp_path):
    record = Record(
        "x", sent_back=(SentBack("business.about", "Who made the first cup?", "We opened at seven."),)
    )
    form = make_form(start(text=CUP), record)
    (tmp_path / "form.html").write_text(form_page(form, Sender()), "utf-8")
    phone.goto((tmp_path / "form.html").as_uri())
    assert phone.text_content("#count").startswith("0 of")
    phone.evaluate("step('sell')")
    assert "Please look again: Who made the first cup?" in phone.inner_text("#q-about")
    field(phone, "business.about").fill("We opened at seven. My mother made the first cup.")
    assert phone.text_content("#count").startswith("1 of")
    saved = save_by(phone, lambda: phone.click("#save-bar"))
    assert [(each["fact"], each["was"]) for each in saved["answers"]] == [("business.about", None)]


def test_a_choice_can_be_taken_back(phone, tmp_path):
    phone.goto(write_form(tmp_path))
    phone.check('[name="contact.first_step"][value="call"]')
    phone.click('[data-fact="contact.first_step"] [data-clear]')
    assert save_by(phone, lambda: phone.click("#save-bar"))["answers"] == []


@pytest.mark.long
@pytest.mark.slow
def test_lists_orders_and_a_blocked_store(chromium, tmp_path):
    """Long: two pages, and a file opened again."""
    context = chromium.new_context(offline=True)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"
    )
    page = context.new_page()
    page.goto(write_form(tmp_path))
    assert "save before you close" in page.text_content("#kept")
    page.evaluate("step('sell')")
    page.click('[data-idea="Breakfast"]')
    page.click('[data-idea="Gift cards"]')
    page.evaluate("step('growing')")
    page.check('[name="marketing.goals"][value="referrals"]')
    page.check('[name="marketing.goals"][value="repeat"]')
    field(page, "marketing.last_ten.past_customers").fill("4")
    saved = save_by(page, lambda: page.click("#save-bar"))
    assert {each["fact"]: dict(each["sent"]) for each in saved["answers"]} == {
        "services": {"services.0.name": ["Breakfast"], "services.1.name": ["Gift cards"]},
        "marketing.goals": {
            "marketing.goals": ["repeat", "referrals"],
            "marketing.goals.order": ["referrals, repeat"],
        },
        "marketing.last_ten": {"marketing.last_ten.past_customers": ["4"]},
    }
    again = context.new_page()
    again.goto(page.url)
    (tmp_path / "saved.json").write_text(json.dumps(saved), "utf-8")
    again.set_input_files("#reopen", tmp_path / "saved.json")
    again.wait_for_function("document.getElementById('reopened').textContent === 'Your answers are back.'")
    assert field(again, "services.1.name").input_value() == "Gift cards"
    context.close()


@pytest.mark.long
@pytest.mark.slow
def test_the_designers_whole_loop(chromium, tmp_path, webkit):
    """Long: init --designer in a terminal, ask, the form in Chromium, answers import, build."""
    folder = tmp_path / "cup"
    with Screen("init", str(folder), "--designer", "--plain") as screen:
        screen.wait_for("Your trade")
        screen.answer("cafe", "as on the sign")
        screen.answer("Corner Cup", "Choose all")
        screen.answer("1", "Country")
        screen.answer("Ireland", "Street and number")
        screen.answer("4 Example Quay", "Town")
        screen.answer("Westport", "Postcode")
        screen.answer("", "Phone")
        screen.answer("020 912 0123", "Email")
        screen.answer("!", "Enter creates it")
        screen.answer("", "Your home page")
        assert screen.code() == 0, screen.text[-2000:]
    (folder / "agency.yaml").write_text('name: Anna Storr Web Design\ncolour: "#5b2a86"\n', "utf-8")
    assert webkit("ask", folder, "--to", "anna@storr.example").code == 0

    page = chromium.new_context(offline=True).new_page()
    page.goto((folder / "form-for-corner-cup.html").as_uri())
    assert "Anna Storr Web Design" in page.inner_text("header")
    page.evaluate("step('sell')")
    field(page, "services.0.name").fill("Flat white")
    field(page, "services.0.price").fill("€3.80")
    field(page, "hours.regular").fill("Mon-Fri 7:30-16, Sat 9-14")
    field(page, "business.about").fill("The quay had no place to sit out of the wind.\nNow it has.")
    page.evaluate("step('brief')")
    field(page, "brief.goals").fill("Twenty breakfasts a day instead of twelve")
    page.evaluate("step('looks')")
    field(page, "photos_promised.0.what").fill("Aoife at the counter")
    field(page, "photos_promised.0.by").fill("2026-12-12")
    saved = save_by(page, lambda: page.click("#save-bar"))
    assert page.get_attribute("#saved a", "href").startswith(
        "mailto:anna@storr.example?subject=Answers%20for%20Corner%20Cup"
    )
    page.context.close()
    (tmp_path / "answers-corner-cup.json").write_text(json.dumps(saved), "utf-8")

    shown = webkit("answers", "import", tmp_path / "answers-corner-cup.json", folder)
    assert shown.code == 0
    assert "5 of 5 answers merged" in shown.err
    assert webkit("build", folder).code == 0
    site = "".join(path.read_text("utf-8") for path in (folder / "site").glob("*.html"))
    assert "Flat white" in site
    assert "out of the wind" in site
    assert "Aoife at the counter" not in site
    assert "form-for-*.html" in (folder / ".gitignore").read_text("utf-8")
    second = webkit("ask", folder)
    assert int(second.err.split()[0]) < len(saved["answers"]) + 20
