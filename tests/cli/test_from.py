"""`webkit init --from`: a site on loopback, a folder, and sites that mean harm."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kit.base.errors import InputError, UnsafeError
from kit.cli import init_from
from kit.cli.init_from import read_guesses, read_site
from kit.cli.init_from_logo import keep_logo
from kit.facts.reader import parse_business
from kit.interview import engine
from tests.interview.screen import Screen

LOCAL = ("127.0.0.1",)
HOME = """<!doctype html><html lang=de><title>Salon Berg | Friseur in Bonn</title><link rel=stylesheet href=/style.css>
<a href=/kontakt>Kontakt</a><a href=/impressum>Impressum</a><a href=/blog/1>Blog</a><a href=https://elsewhere.example/contact>x</a>
<img src=/logo.png alt=Logo><p>Tel. 0228 901820"""


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 240)) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, "#0b5d7a").save(out, kind)
    return out.getvalue()


Answer = Callable[[BaseHTTPRequestHandler], None]


def text(body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> Answer:
    def send(peer: BaseHTTPRequestHandler) -> None:
        content = body.encode() if isinstance(body, str) else body
        peer.send_response(status)
        peer.send_header("Content-Type", kind)
        peer.send_header("Content-Length", str(len(content)))
        peer.end_headers()
        peer.wfile.write(content)

    return send


def moved(address: str) -> Answer:
    def send(peer: BaseHTTPRequestHandler) -> None:
        peer.send_response(302)
        peer.send_header("Location", address)
        peer.end_headers()

    return send


def endless(peer: BaseHTTPRequestHandler) -> None:
    peer.send_response(200)
    peer.send_header("Content-Type", "text/html")
    peer.end_headers()
    peer.wfile.write(b"<title>Salon Berg</title><p>Tel. 0228 901820")
    while True:
        peer.wfile.write(b"<p>" + b"x" * 65536)


def slow(peer: BaseHTTPRequestHandler) -> None:
    peer.send_response(200)
    peer.send_header("Content-Type", "text/html")
    peer.end_headers()
    for _ in range(200):
        peer.wfile.write(b"<")
        time.sleep(0.1)


@pytest.fixture
def site() -> Iterator[Callable[[dict[str, Answer]], tuple[str, list[str]]]]:
    """Give a function that serves paths and says where, and which paths were asked for."""
    servers: list[ThreadingHTTPServer] = []

    def serve(paths: dict[str, Answer]) -> tuple[str, list[str]]:
        asked: list[str] = []

        class Peer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                try:
                    paths.get(self.path, text("gone", status=404))(self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Peer)
        servers.append(server)
        threading.Thread(target=partial(server.serve_forever, 0.02), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/", asked

    yield serve
    for each in servers:
        each.shutdown()
        each.server_close()


def told(url: str, folder) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for each in read_guesses(url, folder, allow=LOCAL):
        found.setdefault(each.fact, []).append(each.value)
    return found


def test_a_few_pages_are_read_politely(site, tmp_path):
    url, asked = site({
        "/": text(HOME), "/kontakt": text("<a href='mailto:hallo@salon.example'>m</a><p>Tel. 0228 901899"),
        "/impressum": text("<p>must not be read"), "/style.css": text("a{color:#0b5d7a}", "text/css"),
        "/robots.txt": text("User-agent: *\nDisallow: /impressum", "text/plain"), "/logo.png": text(picture(), "image/png"),
    })  # fmt: skip
    found = told(url, tmp_path)
    assert found["business.trade"] == ["hairdresser"]
    assert found["contact.email"] == ["hallo@salon.example"]
    assert found["contact.phone"] == ["0228 901820", "0228 901899"]
    assert found["look.colour"] == ["#0b5d7a"]
    assert found["look.logo"] == ["content/photos/logo.png"]
    assert set(asked) == {"/", "/robots.txt", "/kontakt", "/style.css", "/logo.png"}


def test_the_logo_is_kept_only_after_a_yes(site, tmp_path):
    url, _ = site({"/": text(HOME), "/logo.png": text(picture(), "image/png")})
    read_guesses(url, tmp_path, allow=LOCAL)
    kept = tmp_path / "content" / "photos" / "logo.png"
    keep_logo(tmp_path, engine.State())
    assert not kept.exists()
    keep_logo(tmp_path, engine.put(engine.State(), {"look.logo": "content/photos/logo.png"}))
    assert kept.read_bytes() == picture()


@pytest.mark.parametrize(
    "logo",
    [
        pytest.param(b"<svg onload='alert(1)'/>", id="a drawing with a script"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"0" * 400, id="no picture behind the name"),
        pytest.param(picture(size=(32, 32)), id="an icon"),
        pytest.param(picture("GIF"), id="a kind that the site does not show"),
    ],
)
def test_what_is_no_logo_is_not_offered(site, tmp_path, logo):
    url, _ = site({"/": text(HOME), "/logo.png": text(logo, "image/png")})
    assert "look.logo" not in told(url, tmp_path)


def test_an_inner_address_is_refused_unless_it_is_named(site):
    url, asked = site({"/": text(HOME)})
    with pytest.raises(UnsafeError, match="this machine") as refused:
        read_site(url)
    assert "--allow-address 127.0.0.1" in refused.value.message
    assert asked == []


def test_a_redirect_inside_is_judged_again(site):
    inner, asked = site({"/": text("secrets")})
    url, _ = site({"/": moved(inner.replace("127.0.0.1", "127.0.0.2"))})
    with pytest.raises(UnsafeError):
        read_site(url, allow=(url.split("/")[2],))
    assert asked == []


def test_a_page_without_end_is_cut_and_still_read(site, tmp_path):
    url, _ = site({"/": endless})
    began = time.monotonic()
    assert told(url, tmp_path)["business.name"] == ["Salon Berg"]
    assert time.monotonic() - began < 8


def test_a_site_that_drips_ends_with_a_sentence(site, monkeypatch):
    monkeypatch.setattr(init_from, "_SECONDS", 0.4)
    monkeypatch.setattr(init_from, "_PATIENCE", 0.4)
    url, _ = site({"/": slow})
    with pytest.raises(InputError, match="did not answer in time"):
        read_site(url, allow=LOCAL)


NOT_READ = [
    pytest.param({"/": text("no", status=500)}, "answers 500", id="out of order"),
    pytest.param({"/": text("%PDF", "application/pdf")}, "no HTML page", id="a PDF"),
    pytest.param({"/": moved("/")}, "redirect", id="a ring of redirects"),
]


@pytest.mark.parametrize(("paths", "words"), NOT_READ)
def test_what_cannot_be_read_says_why_and_what_to_do(site, paths, words):
    url, _ = site(paths)
    with pytest.raises(InputError) as refused:
        read_site(url, allow=LOCAL)
    assert words in refused.value.message
    assert "begins empty" in refused.value.hint


def test_a_site_made_by_scripts_says_so(site, tmp_path, capsys):
    url, _ = site({"/": text("<title></title><div id=app></div><script src=/app.js></script>")})
    read_guesses(url, tmp_path, allow=LOCAL)
    assert "builds itself by script" in capsys.readouterr().err


FOLDERS = [
    pytest.param("nowhere", "no folder called", "--from", id="a name that is nothing"),
    pytest.param(
        "salon-berg.de", "no folder called", "https://salon-berg.de/", id="an address without https"
    ),
    pytest.param(".", "no HTML pages", "index.html", id="a folder without pages"),
    pytest.param("notes.txt", "no HTML page", "folder", id="a file that is no page"),
]


@pytest.mark.parametrize(("source", "message", "hint"), FOLDERS)
def test_a_source_that_is_none(tmp_path, monkeypatch, source, message, hint):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("Tel. 0228 901820", "utf-8")
    with pytest.raises(InputError, match=message) as refused:
        read_site(source)
    assert hint in refused.value.hint or hint == "--from"


def test_a_single_page_is_a_site_too(tmp_path):
    (tmp_path / "old.html").write_text("<title>Salon Berg</title>", "utf-8")
    (tmp_path / "other.html").write_text("<title>Somebody else</title>", "utf-8")
    assert [page.title for page in read_site(str(tmp_path / "old.html")).pages] == ["Salon Berg"]


def test_a_folder_never_leads_out_of_itself(tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(picture())
    (folder / "index.html").write_text(
        "<img src='../secret.png' alt=logo><img src='/../../secret.png' alt=logo>", "utf-8"
    )
    site = read_site(str(folder))
    assert [site.picture(link.url) for link in site.pages[0].links] == [b"", b""]


@pytest.mark.slow
@pytest.mark.long
def test_init_from_an_address_in_a_terminal(site, tmp_path):
    """Long: the command in a terminal of its own, and a whole build."""
    url, _ = site({"/": text(HOME + "<p>Mo-Fr 9-18 Uhr<address>Am Markt 3<br>53111 Bonn</address>")})
    folder = tmp_path / "new"
    with Screen("init", str(folder), "--quick", "--from", url) as screen:
        assert screen.code() == 4
        assert "--allow-address 127.0.0.1" in " ".join(screen.text.split())
    with Screen("init", str(folder), "--quick", "--from", url, "--allow-address", "127.0.0.1") as screen:
        screen.wait_for("Is this right?")
        screen.wait_for("Hours")
        screen.type("\r")
        screen.wait_for("Where do you meet your customers?")
        screen.type("\r")
        screen.wait_for("Where can people find you already?")
        screen.type("!\r")
        screen.wait_for("This will be created")
        screen.type("\r")
        assert screen.code() == 0
    business = parse_business((folder / "business.yaml").read_text("utf-8")).business
    assert (business.name, business.identity.trade, business.language) == ("Salon Berg", "hairdresser", "de")
    assert (business.place.street, business.place.town, business.country) == ("Am Markt 3", "Bonn", "DE")
    assert business.hours.regular.text == "Mon-Fri 09:00-18:00"
    assert (folder / "site" / "index.html").is_file()
