"""The browser face: who gets in, what is kept, and a whole interview by keyboard on a phone's width."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest

from kit.interview import engine
from kit.interview.browser import make_app
from kit.interview.desk import Desk
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
    post(client, question="looks", **{"look.logo.file": (io.BytesIO(b"<svg onload=alert(1)>"), "x.png")})
    assert "is not a picture that can be read" in client.get("/secret/").text


def test_text_of_the_owner_cannot_become_html(client, desk):
    post(client, question="trade", **{"business.trade": "plumber"})
    post(client, question="name", **{"business.name": '"><script>alert(1)</script>'})
    desk.state = engine.go(desk.state, "name")
    page = client.get("/secret/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.browser
@pytest.mark.slow
def test_a_quick_interview_by_keyboard_on_a_phone_without_a_single_axe_finding(chromium, tmp_path):
    """Slow: Chromium, with axe on every page."""
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
