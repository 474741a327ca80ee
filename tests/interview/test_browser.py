"""The browser face: who gets in, what is kept, and a whole interview by keyboard on a phone's width."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest

from kit.interview import engine
from kit.interview.browser import make_app
from kit.interview.desk import Desk
from kit.interview.machine import Machine
from kit.interview.saving import load, save


def picture(kind: str = "PNG") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (320, 200), "#0b5d7a").save(out, kind)
    return out.getvalue()


PNG = picture()


def desk_in(folder: Path, interview: str = "standard") -> Desk:
    return Desk(
        folder=folder, state=load(folder, interview), keep=lambda new, old: save(folder, new, was=old.text),
        preview=lambda: None, end=lambda: None, token="secret", now=lambda: 0.0,
    )  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    return desk_in(tmp_path)


@pytest.fixture
def client(desk):
    return make_app(desk).test_client()


def post(client, **fields):
    return client.post("/secret/answer", data=fields, headers={"Origin": "http://localhost"})


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        pytest.param("/secret/", {}, 200, id="the address as given"),
        pytest.param("/", {}, 404, id="no token"),
        pytest.param("/secreT/", {}, 404, id="another token"),
        pytest.param("/secret/", {"Host": "evil.example"}, 403, id="another host name (rebinding)"),
        pytest.param("/secret/preview/../../business.yaml", {}, 404, id="out of the folder"),
        pytest.param("/secret/fields.html", {}, 404, id="a template is no asset"),
    ],
)
def test_only_who_knows_the_address_gets_in(client, path, headers, status):
    assert client.get(path, headers=headers).status_code == status


def test_an_answer_from_another_site_is_refused(client, desk):
    answer = client.post(
        "/secret/answer",
        data={"question": "trade", "business.trade": "cafe"},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403
    assert engine.value_now(desk.state, "business.trade") is None


@pytest.mark.parametrize("origin", ["http://localhost", "https://evil.example"])
def test_who_does_not_know_the_address_learns_nothing(client, origin):
    assert client.post("/guess/answer", data={}, headers={"Origin": origin}).status_code == 404


def test_nothing_may_come_from_outside(client):
    page = client.get("/secret/")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "http" not in page.text.replace("http-equiv", "")


def test_an_answer_is_on_disk_before_the_next_page(client, desk, tmp_path):
    assert post(client, question="trade", **{"business.trade": "plummer"}).status_code == 303
    assert "trade: plumber" in (tmp_path / "business.yaml").read_text("utf-8")
    assert load(tmp_path, "standard").here == "name"


def test_what_is_refused_is_shown_with_what_was_typed_and_the_rest_is_kept(client, desk):
    for fields in (
        {"business.trade": "plumber"},
        {"business.name": "H"},
        {"place.mode": "premises"},
        {"place.town": "Whitby"},
    ):
        post(client, question=desk.state.here, **fields)
    page = post(client, question="contact", **{"contact.phone": "+4412", "contact.email": "h@h.example"})
    assert page.status_code == 422
    assert "too few digits" in page.text
    assert 'value="+4412"' in page.text
    assert engine.value_now(desk.state, "contact.email") == "h@h.example"


def test_lists_counts_and_orders_are_read(client, desk):
    post(client, question="trade", **{"business.trade": "plumber"})
    desk.state = engine.go(desk.state, "services")
    post(
        client,
        question="services",
        **{"services.0.name": "Boilers", "services.0.price": "from £85", "services.2.name": "Leaks"},
    )
    assert engine.value_now(desk.state, "services") == [
        {"name": "Boilers", "price": "from £85"},
        {"name": "Leaks"},
    ]
    desk.state = engine.go(desk.state, "last_ten")
    post(
        client,
        question="last_ten",
        **{"marketing.last_ten.past_customers": "4", "marketing.last_ten.unknown": "0"},
    )
    assert engine.value_now(desk.state, "marketing.last_ten") == {"past_customers": "4"}
    desk.state = engine.go(desk.state, "time")
    goals = {"marketing.goals": ["repeat", "referrals"], "marketing.goals.order": "referrals, repeat"}
    post(client, question="time", **goals)
    assert engine.value_now(desk.state, "marketing.goals") == ["referrals", "repeat"]


def test_a_picture_is_kept_under_a_safe_name_and_anything_else_is_refused(client, desk, tmp_path):
    post(client, question="trade", **{"business.trade": "plumber"})
    desk.state = engine.go(desk.state, "looks")
    post(client, question="looks", **{"look.logo.file": (io.BytesIO(PNG), "../../Mein Logo.svg")})
    assert (tmp_path / "content" / "photos" / "mein-logo.png").read_bytes() == PNG
    assert engine.value_now(desk.state, "look.logo") == "content/photos/mein-logo.png"
    desk.state = engine.go(desk.state, "looks")
    fields = {"look.logo.file": (io.BytesIO(b"<svg onload=alert(1)>"), "x.png"), "look.colour": "dark green"}
    sent = post(client, question="looks", **fields)
    assert sent.status_code == 422
    assert engine.value_now(desk.state, "look.colour") == "#1b4d2e"
    assert "is not a picture that can be read" in sent.text
    assert engine.value_now(desk.state, "look.logo") == "content/photos/mein-logo.png"


DROPPED = [
    pytest.param(PNG, "Mein Laden.PNG", "content/photos/mein-laden.png", "", id="a picture"),
    pytest.param(picture("JPEG"), "x.png", "content/photos/x.jpg", "", id="named by what it is"),
    pytest.param(
        PNG, "..\\..\\\u202eevil.exe", "content/photos/evil.png", "", id="a name that would lead out"
    ),
    pytest.param(
        picture("GIF"), "dance.gif", "", "JPEG, PNG, WebP or AVIF", id="a kind the site does not show"
    ),
    pytest.param(b"%PDF-1.7", "menu.pdf", "", "not a picture", id="a PDF"),
    pytest.param(PNG[:60], "half.png", "", "not a picture", id="half a picture"),
    pytest.param(b"", "nothing.png", "", "not a picture", id="nothing"),
]


@pytest.mark.parametrize(("content", "name", "path", "error"), DROPPED)
def test_a_dropped_picture_is_looked_at_before_it_is_kept(client, tmp_path, content, name, path, error):
    data = {"picture": (io.BytesIO(content), name)}
    told = client.post("/secret/picture", data=data, headers={"Origin": "http://localhost"}).json
    assert told.get("path", "") == path
    assert error in told.get("error", "")
    assert [each.name for each in (tmp_path / "content" / "photos").glob("*")] == (
        [Path(path).name] if path else []
    )
    if path:
        with client.get(f"/secret/picture/{Path(path).name}") as answer:
            assert answer.data == content


def test_the_same_picture_twice_is_one_file_and_another_of_its_name_a_second(client):
    def drop(content: bytes) -> str:
        data = {"picture": (io.BytesIO(content), "van.png")}
        return client.post("/secret/picture", data=data, headers={"Origin": "http://localhost"}).json["path"]

    assert [drop(PNG), drop(PNG), drop(PNG + b"1")] == ["content/photos/van.png"] * 2 + [
        "content/photos/van-2.png"
    ]


def test_hours_are_understood_while_they_are_typed(client):
    rows = client.get("/secret/hours?q=Mon-Fri 9-17").json
    assert rows[0] == {"day": "Monday", "times": "09:00 to 17:00"}
    assert client.get("/secret/hours?q=Mon 9-").json == []


def test_the_browsers_own_back_button_answers_the_question_it_shows(client, desk):
    post(client, question="trade", **{"business.trade": "plumber"})
    post(client, question="name", **{"business.name": "Harbour"})
    post(client, question="trade", **{"business.trade": "cafe"})
    assert engine.value_now(desk.state, "business.trade") == "cafe"
    assert desk.state.here == "mode"


def test_an_answer_sent_twice_is_given_once(client, desk):
    for _ in range(2):
        post(client, question="trade", **{"business.trade": "plumber"})
    assert desk.state.here == "name"


def test_what_an_editor_changed_meanwhile_is_not_overwritten(client, desk, tmp_path):
    post(client, question="trade", **{"business.trade": "plumber"})
    facts = tmp_path / "business.yaml"
    facts.write_text(facts.read_text("utf-8") + "# a note of mine\n", "utf-8")
    post(client, question="name", **{"business.name": "Harbour"})
    assert "# a note of mine" in facts.read_text("utf-8")
    assert "name: Harbour" in facts.read_text("utf-8")


def test_a_trade_that_is_not_on_the_list_keeps_its_own_word(client, desk):
    post(client, question="trade", **{"business.trade": "Segelmächerei Zzz"})
    assert engine.value_now(desk.state, "business.trade") == "segelmacherei_zzz"
    assert engine.value_now(desk.state, "business.trade_name") == "Segelmächerei Zzz"
    post(client, question="name", move="back")
    assert 'value="Segelmächerei Zzz"' in client.get("/secret/").text
    post(client, question="trade", **{"business.trade": "Plumber"})
    assert engine.value_now(desk.state, "business.trade_name") is None


def test_a_book_is_no_trade(client, desk):
    assert "at most 5,000" in post(client, question="trade", **{"business.trade": "x" * 300_000}).text
    assert engine.value_now(desk.state, "business.trade") is None


def test_a_page_larger_than_any_picture_is_not_taken_in(client, desk):
    sent = client.post(
        "/secret/picture",
        content_type="multipart/form-data; boundary=x",
        headers={"Origin": "http://localhost"},
        environ_overrides={"CONTENT_LENGTH": "43000000"},  # what it says is enough: nothing of it is read
    )
    assert (sent.status_code, sent.text) == (413, "too large")


def test_too_much_at_once_is_a_sentence(client, desk):
    fields = {"question": "trade", "business.trade": "x" * 20_000}
    client.application.config["MAX_FORM_MEMORY_SIZE"] = 10_000
    sent = client.post(
        "/secret/answer",
        data=fields,
        content_type="multipart/form-data",
        headers={"Origin": "http://localhost"},
    )
    assert sent.status_code == 303
    assert "That was too much at once" in client.get("/secret/").text


MOVES = [
    pytest.param("back", "trade", id="back"), pytest.param("skip", "mode", id="skip"),
    pytest.param("later", "mode", id="later"), pytest.param("finish", "name", id="finish now, but the name is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("move", "here"), MOVES)
def test_the_buttons_under_every_question(client, desk, move, here):
    post(client, question="trade", **{"business.trade": "plumber"})
    post(client, question="name", move=move)
    assert desk.state.here == here
    assert ("name" in desk.state.later) == (move == "later")


def test_a_change_from_the_review_leads_back_to_it(client, desk):
    desk.state = engine.start()
    for answers in (
        {"business.trade": "plumber"}, {"business.name": "Harbour"}, {"place.mode": ["premises"]},
        {"business.country": "GB", "place.town": "Whitby"}, {"contact.phone": "01632 960123"},
    ):  # fmt: skip
        desk.state = engine.answer(desk.state, answers)
    while desk.state.here != engine.REVIEW:
        desk.state = engine.skip(desk.state)
    assert "Change: What is the business called?" in client.get("/secret/").text
    post(client, question="review", move="go:name")
    post(client, question="name", **{"business.name": "Harbour Plumbing"})
    assert desk.state.here == engine.REVIEW
    assert "Harbour Plumbing" in client.get("/secret/").text
    post(client, question="review", move="finish")
    assert "That is all" in client.get("/secret/").text


def test_an_existing_site_is_judged_on_one_page(tmp_path):
    desk = desk_in(tmp_path)
    guesses = (
        engine.Guess("business.trade", "plumber", "index.html, line 3"),
        engine.Guess("contact.phone", "+44 1632 960123", "contact.html, line 12"),
        engine.Guess("contact.phone", "+44 1632 960999", "about.html, line 3"),
    )
    desk.state = load(tmp_path, "standard", guesses)
    client = make_app(desk).test_client()
    page = client.get("/secret/").text
    assert "Your website says different things" in page
    assert "contact.html, line 12" in page
    fields = {"found.business.trade": "0", "found.contact.phone": "2"}
    assert post(client, question="found", **fields).status_code == 303
    assert engine.value_now(desk.state, "business.trade") == "plumber"
    assert engine.value_now(desk.state, "contact.phone") == "+44 1632 960999"
    assert desk.state.here == "name"


def test_a_guess_counts_when_it_stays_ticked_and_nothing_is_typed(tmp_path):
    desk = desk_in(tmp_path)
    desk.machine = Machine(locale="en_GB.UTF-8")
    desk.state = engine.go(engine.answer(engine.start(), {"business.trade": "plumber"}), "place")
    client = make_app(desk).test_client()
    assert 'name="business.country.guess" value="1" checked' in client.get("/secret/").text
    post(
        client,
        question="place",
        **{"business.country": "", "business.country.guess": "1", "place.town": "Whitby"},
    )
    assert engine.value_now(desk.state, "business.country") == "GB"


def test_what_a_country_calls_for_is_asked_on_the_page_that_names_it(client, desk):
    """A Spanish site came out in English: the language was to be asked, and its page was over."""
    desk.state = engine.go(engine.answer(engine.start(), {"business.trade": "window_cleaner"}), "place")
    fields = {"business.country": "España", "place.town": "Getafe"}
    post(client, question="place", **fields)
    page = client.get("/secret/").text
    assert desk.state.here == "place"
    assert page.count("One thing more, because of what you just said.") == 2  # its language, and which clock
    assert 'name="language.guess" value="1" checked' in page
    assert "One thing more" not in client.get("/secret/").text
    post(client, question="place", language="", **{"language.guess": "1"}, **fields)
    assert desk.state.here != "place"
    assert engine.value_now(desk.state, "language") == "es"


def test_a_number_that_lacks_a_digit_is_kept_and_asked_about_once(client, desk):
    answers = {"business.trade": "plumber", "business.country": "GB"}
    desk.state = engine.go(engine.answer(engine.start(), answers), "contact")
    fields = {"contact.phone": "01422 96012", "contact.email": "h@h.example"}
    post(client, question="contact", **fields)
    assert "Please look again: 01422 96012 seems to be one digit short." in client.get("/secret/").text
    assert engine.value_now(desk.state, "contact.phone") == "01422 96012"
    post(client, question="contact", **fields)
    assert desk.state.here != "contact"


def test_text_of_the_owner_cannot_become_html(client, desk):
    post(client, question="trade", **{"business.trade": "plumber"})
    post(client, question="name", **{"business.name": '"><script>alert(1)</script>'})
    desk.state = engine.go(desk.state, "name")
    page = client.get("/secret/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.long
def test_a_quick_interview_by_keyboard_on_a_phone_without_a_single_axe_finding(chromium, tmp_path):
    """Long: Chromium, with axe on every page."""
    from axe_playwright_python.sync_playwright import Axe
    from werkzeug.serving import make_server

    desk = desk_in(tmp_path, "quick")
    server = make_server("127.0.0.1", 0, make_app(desk), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = chromium.new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page.goto(f"http://127.0.0.1:{server.server_port}/secret/")
    typed = {
        "trade": "plummer",
        "name": "Harbour",
        "mode": "",
        "contact": "+44 20 7946 0018",
        "hours": "Mon-Fri 8-18",
    }
    seen = []
    for _ in range(8):
        here = desk.state.here
        seen.append(here)
        found = Axe().run(page).response["violations"]
        assert not found, f"{here}: {[each['id'] for each in found]}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{here} is wider than a phone"
        )
        if here == "review":
            break
        if here == "place":
            page.keyboard.type("England")
            page.keyboard.press("Tab")
            page.keyboard.type("Whitby")
        page.keyboard.type(typed.get(here, ""))
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert seen == ["trade", "name", "mode", "place", "contact", "hours", "profiles", "review"]
    while page.evaluate("document.activeElement.value") != "finish":
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "That is all" in page.inner_text("h1")
    assert desk.state.finished
    page.close()
    server.shutdown()
