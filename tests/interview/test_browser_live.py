"""The browser face as a person meets it: real Chromium, a real second process, and pages that mean harm."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kit.cli.init_from import read_guesses
from kit.cli.preview import write_preview
from kit.facts.reader import parse_business
from kit.interview import engine
from kit.interview.browser import make_app
from kit.interview.saving import load
from tests.interview.screen import Screen, facts_in
from tests.interview.test_browser import PNG, desk_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@contextlib.contextmanager
def served(desk) -> Iterator[str]:
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, make_app(desk), threaded=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/secret/"
    server.shutdown()
    server.server_close()


# What is typed on each page of the standard interview; \t goes to the next field, a space picks.
TYPED = {
    "trade": "coffee sh", "name": "Corner Cup", "place": "Ireland\t4 Example Quay\tWestport",
    "contact": "020 912 0123\tanna@cornercup.example", "hours": "Tue-Fri 8-16, Sat 9-15",
    "about": "We opened because the quay had no place to sit out of the wind.", "customers": "People who work from home nearby",
    "asked_cafe": "Yes, until three.", "website": "cornercup.example", "time": "60", "last_ten": "4\t\t3", "comfort": " ",
    "looks": "dark green",
}  # fmt: skip


@pytest.mark.long
def test_a_standard_interview_by_keyboard_on_a_phone_without_a_single_axe_finding(chromium, tmp_path):
    """Long: some twenty pages, with axe on each."""
    from axe_playwright_python.sync_playwright import Axe

    desk = desk_in(tmp_path)
    desk.end = lambda: None
    page = chromium.new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
    outside: list[str] = []
    page.on(
        "request",
        lambda request: (
            None
            if "://127.0.0.1:" in request.url or request.url.startswith("data:")
            else outside.append(request.url)
        ),
    )
    seen = []
    with served(desk) as address:
        page.goto(address)
        while (here := desk.state.here) != engine.REVIEW:
            seen.append(here)
            _look(page, Axe(), here)
            page.keyboard.press("?")  # a good and a weak answer, while nothing is typed
            assert page.evaluate("document.getElementById('help').open"), here
            page.evaluate(
                "document.querySelector('form [name]:not([type=hidden], button, .guess input)').focus()"
            )
            for piece in re.split(r"(\t)", TYPED.get(here, "")):
                page.keyboard.press("Tab") if piece == "\t" else page.keyboard.type(piece)
            with page.expect_navigation():
                page.keyboard.press("Control+Enter")
            if "One thing more" in page.inner_text("main"):  # the page's own answers call for another
                _look(page, Axe(), f"{here}, one thing more")
                with page.expect_navigation():
                    page.keyboard.press("Control+Enter")
            assert desk.state.here != here, page.inner_text("main")
        _look(page, Axe(), "review")
        _press(page, "finish")
        _look(page, Axe(), "done")
        assert "That is all" in page.inner_text("h1")
    page.close()
    assert not outside
    assert seen == [question.id for question in engine.visible(desk.state)]
    business = parse_business(facts_in(tmp_path)).business
    assert (business.identity.trade, business.place.town, business.marketing.minutes_per_week) == (
        "cafe",
        "Westport",
        60,
    )


def _look(page, axe, here: str) -> None:
    page.evaluate("document.querySelectorAll('details:not(#help)').forEach((each) => (each.open = true))")
    found = axe.run(page).response["violations"]
    assert not found, f"{here}: {[(each['id'], each['nodes'][0]['html'][:120]) for each in found]}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        f"{here} is wider than a phone"
    )
    small = page.evaluate("""[...document.querySelectorAll('main button:not(.entry button), main summary, main .choice')]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 38).map((each) => each.outerHTML.slice(0, 80))""")
    assert not small, f"{here}: too small for a thumb: {small}"


def _press(page, move: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == move:
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.long
def test_what_an_old_site_says_is_judged_by_keyboard_on_a_phone(chromium, tmp_path):
    """Long: Chromium, with axe; a site whose two numbers contradict each other."""
    from axe_playwright_python.sync_playwright import Axe

    old = tmp_path / "old"
    old.mkdir()
    (old / "index.html").write_text(OLD, "utf-8")
    (old / "contact.html").write_text("<html lang=en><p>Call us: 01632 960999", "utf-8")
    (old / "logo.png").write_bytes(PNG)
    folder = tmp_path / "new"
    desk = desk_in(folder)
    desk.state = load(folder, "standard", read_guesses(str(old), folder))
    page = chromium.new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
    with served(desk) as address:
        page.goto(address)
        _look(page, Axe(), "found")
        assert page.locator("img").evaluate_all("each => each.every((one) => one.naturalWidth > 0)")
        page.keyboard.press("Space")  # the trade is wrong
        page.locator("[name='found.contact.phone']").last.focus()
        page.keyboard.press("ArrowUp")
        _press(page, "on")
        assert "What do you do?" in page.inner_text("h1")
        _look(page, Axe(), "trade")
    page.close()
    assert engine.value_now(desk.state, "business.trade") is None
    assert engine.value_now(desk.state, "business.name") == "Harbour"
    assert engine.value_now(desk.state, "contact.phone") == "01632 960999"
    assert {"name", "place", "contact", "hours", "profiles"} <= desk.state.passed


OLD = """<html lang=en><title>Plumber in Whitby | Harbour</title><img src=logo.png alt="logo of Harbour">
<meta name=theme-color content="#0b5d7a"><a href="tel:+441632960123">01632 960123</a> <a href="contact.html">Contact</a>
<p>Mon-Fri 8am - 6pm<address>1 Quay<br>Whitby YO21 3AB</address><a href="https://www.facebook.com/harbourplumbing.example">Facebook</a>"""


def _enough(folder: Path) -> engine.State:
    """Give the state of an interview that has what a site needs, at the question about looks."""
    state = engine.start()
    for answers in (
        {"business.trade": "cafe"}, {"business.name": "Corner Cup"}, {"place.mode": ["premises"]},
        {"business.country": "IE", "place.town": "Westport"}, {"contact.phone": "020 912 0123"},
    ):  # fmt: skip
        state = engine.answer(state, answers)
    (folder / "business.yaml").write_text(state.text, "utf-8")
    return engine.go(state, "looks")


@pytest.mark.long
def test_photos_are_dropped_seen_described_and_the_preview_changes(chromium, tmp_path):
    """Long: renders the preview twice."""
    desk = desk_in(tmp_path)
    desk.state = _enough(tmp_path)
    desk.preview = lambda: write_preview(tmp_path, facts_in(tmp_path))
    desk.preview()
    page = chromium.new_page(viewport={"width": 1280, "height": 860})
    with served(desk) as address:
        page.goto(address)
        shown: list[str] = []  # the preview is sandboxed: what it fetched says what it shows
        page.on(
            "response",
            lambda answer: (
                shown.append(answer.text()) if answer.url.endswith(("/preview/", ".css")) else None
            ),
        )
        page.reload()
        page.wait_for_timeout(300)
        before = "".join(shown)
        shown.clear()
        page.fill("[name='look.colour']", "#0b5d7a")
        page.set_input_files(
            ".many input",
            [
                {"name": f"Photo {number}.PNG", "mimeType": "image/png", "buffer": PNG + bytes([number])}
                for number in (1, 2)
            ],
        )
        page.wait_for_selector(".entry:nth-of-type(2) img")
        page.set_input_files(
            "[name='look.logo.file']", {"name": "notes.png", "mimeType": "image/png", "buffer": b"<svg/>"}
        )
        page.wait_for_selector("text=is not a picture that can be read")
        page.fill("[name='photos.0.alt']", "The counter in the morning")
        page.fill("[name='photos.1.alt']", "The window seat")
        with page.expect_navigation():
            page.click("text=Go on")
        page.wait_for_timeout(300)
        after = "".join(shown)
    page.close()
    assert engine.value_now(desk.state, "photos") == [
        {"file": "content/photos/photo-1.png", "alt": "The counter in the morning"},
        {"file": "content/photos/photo-2.png", "alt": "The window seat"},
    ]
    assert "Corner Cup" in before
    assert "The counter in the morning" not in before
    assert "The counter in the morning" in after
    styled = [re.search(r"assets/site\.\w+\.css", html)[0] for html in (before, after)]
    assert styled[0] != styled[1]


@pytest.mark.long
def test_a_closed_tab_keeps_what_was_typed_and_a_stopped_program_says_so(chromium, tmp_path):
    """Long: Chromium, and three seconds until the page notices."""
    desk = desk_in(tmp_path)
    desk.state = engine.answer(engine.start(), {"business.trade": "cafe"})
    context = chromium.new_context()
    page = context.new_page()
    with served(desk) as address:
        page.goto(address)
        page.keyboard.type("Corner C")
        page.close()
        page = context.new_page()
        page.goto(address)
        assert page.input_value("[name='business.name']") == "Corner C"
        page.keyboard.press("End")
        page.keyboard.type("up")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert engine.value_now(desk.state, "business.name") == "Corner Cup"
        with page.expect_navigation():
            page.click("text=Back")
        assert page.input_value("[name='business.name']") == "Corner Cup"
    page.wait_for_selector("text=The program has stopped. Every answer you sent is saved")
    context.close()


HARM = """<!doctype html><title>harm</title><iframe id=f src="{0}"></iframe><script>
const told = [];
fetch("{0}").then((r) => r.text()).then((t) => told.push("read " + t.length)).catch(() => told.push("not read"));
fetch("{0}trades?q=cafe", {{mode: "no-cors"}}).then((r) => told.push("opaque " + r.type)).catch(() => told.push("no cors"));
fetch("{0}answer", {{method: "POST", mode: "no-cors", body: new URLSearchParams({{question: "trade", "business.trade": "cafe", move: "on"}})}}).catch(() => told.push("not sent"));
fetch("{0}picture", {{method: "POST", mode: "no-cors", body: new FormData()}}).catch(() => 0);
try {{ told.push("frame " + document.getElementById("f").contentDocument) }} catch {{ told.push("frame shut") }}
window.told = told;
</script><form id=p method=post action="{0}answer" target=_blank><input name=question value=trade><input name=business.trade value=cafe></form>"""


def test_another_page_in_the_same_browser_can_neither_read_nor_answer(chromium, tmp_path):
    """Slow: Chromium, with a page of another origin that even knows the secret address."""
    desk = desk_in(tmp_path)
    with served(desk) as address:

        class Harm(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = HARM.format(address).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        other = ThreadingHTTPServer(("127.0.0.1", 0), Harm)
        threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{other.server_port}/")
        page.wait_for_function("told.length >= 3")
        told = page.evaluate("told")
        with page.expect_popup() as popup:
            page.evaluate("document.getElementById('p').submit()")
        popup.value.wait_for_load_state()
        assert "Forbidden" in popup.value.inner_text("body")
        framed = [frame.url for frame in page.frames if frame != page.main_frame]
        page.context.close()
        other.shutdown()
        other.server_close()
    assert "not read" in told
    assert "no cors" in told
    assert not any(each.startswith("read") for each in told)
    assert all(url.startswith("chrome-error://") for url in framed)
    assert engine.value_now(desk.state, "business.trade") is None
    assert facts_in(tmp_path) == ""


class Face:
    """`webkit init DIR --browser` in a process of its own, and a browser that sends plain forms to it."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from kit.cli.main import main; main()", "init", str(folder), "--browser", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={key: value for key, value in os.environ.items() if "DISPLAY" not in key},
        )  # fmt: skip
        assert self.process.stderr is not None
        self.address = next(
            found[0] for line in self.process.stderr if (found := re.search(r"http://\S+/", line))
        )

    def page(self) -> str:
        import requests

        return requests.get(self.address, timeout=10).text

    def send(self, question: str, move: str = "on", **fields: str) -> str:
        import requests

        origin = self.address.split("/", 3)
        data = {"question": question, "move": move} | {
            name.replace("__", "."): value for name, value in fields.items()
        }
        return requests.post(
            f"{self.address}answer", data=data, headers={"Origin": f"http://{origin[2]}"}, timeout=30
        ).text

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        self.process.send_signal(number)
        self.process.wait(20)
        assert self.process.stderr is not None
        self.process.stderr.close()


@pytest.mark.long
def test_a_killed_server_loses_nothing_and_goes_on_where_it_was(tmp_path):
    """Long: starts the command three times."""
    face = Face(tmp_path)
    face.send("trade", business__trade="plumber")
    face.send("name", business__name="Harbour")
    face.kill()
    assert "name: Harbour" in facts_in(tmp_path)
    face = Face(tmp_path)
    assert "Where do you meet your customers?" in face.page()
    face.send("mode", place__mode="at_customer")
    face.kill()
    face = Face(tmp_path)
    assert "Where are you?" in face.page()
    face.kill(signal.SIGINT)
    assert face.process.returncode == 130


@pytest.mark.long
def test_begun_line_by_line_gone_on_in_the_browser_and_ended_in_the_terminal(tmp_path):
    """Long: the command in each of its faces, one after the other, on one folder."""
    folder = tmp_path / "demo"
    with Screen("init", str(folder), "--quick", "--plain") as screen:
        screen.wait_for("What do you do?")
        screen.answer("plumber", "What is the business called?")
        screen.answer("Harbour", "Where do you meet")
        screen.type("\x03")
        assert screen.code() == 130
    face = Face(folder, "--quick")
    assert "Where do you meet your customers?" in face.page()
    face.send("mode", place__mode="at_customer")
    face.send("place", business__country="GB", place__town="Whitby")
    assert "When can customers reach you?" in face.send("contact", contact__phone="01632 960123")
    face.kill(signal.SIGINT)
    with Screen("init", str(folder), "--quick") as screen:
        screen.wait_for("When can customers reach you?")
        screen.type("!\r")
        screen.wait_for("This will be created")
        screen.type("\r")
        assert screen.code() == 0
    business = parse_business(facts_in(folder)).business
    assert (business.name, business.place.town, business.contact.phone.e164) == (
        "Harbour",
        "Whitby",
        "+441632960123",
    )
    assert (folder / "site" / "index.html").is_file()


@pytest.mark.long
def test_the_server_ends_by_itself_when_the_interview_has(tmp_path):
    """Long: builds a whole project."""
    state = _enough(tmp_path)
    assert load(tmp_path, "quick").text == state.text
    face = Face(tmp_path, "--quick")
    question = re.search(r'name="question" value="(\w+)"', face.page())
    assert question is not None
    face.send(question[1], move="finish")
    assert "That is all" in face.send("review", move="finish")
    assert face.process.wait(60) == 0
    assert face.process.stderr is not None
    face.process.stderr.close()
    assert (tmp_path / "site" / "index.html").is_file()
    with pytest.raises(OSError, match="refused"):
        face.page()
