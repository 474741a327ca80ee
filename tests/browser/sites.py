"""The sites the browser looks at: three sizes of business, every look, built by the real makers."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kit.facts.look import look_ids
from kit.facts.models import Business
from kit.facts.reader import load_business
from kit.facts.trade import load_trade
from kit.site.headers import content_policy
from kit.site.make import render_site
from kit.site.reading import load_content
from tests.browser.pictures import still_life
from tests.site.made import MADE

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TODAY = dt.date(2026, 11, 24)
LOOKS = look_ids()
LANGUAGES = ("en", "de", "ar")
SIZES = {
    "smallest": ROOT / "kit/facts/samples/corner-cup.yaml",
    "usual": ROOT / "kit/facts/samples/harbour-plumbing.yaml",
    "fullest": HERE / "fullest/business.yaml",
}


def load(facts: Path, look: str | None = None, languages: tuple[str, ...] = ()) -> Business:
    """Give the business of a file, in another look or other languages when asked."""
    business = load_business(facts).business
    if look:
        business = business.model_copy(update={"look": business.look.model_copy(update={"design": look})})
    if languages:
        business = business.model_copy(update={"language": languages[0], "languages": languages})
    return business


def build(
    facts: Path,
    target: Path,
    look: str | None = None,
    languages: tuple[str, ...] = (),
    *,
    cards: bool = False,
    photos: bool = True,
    read: Callable[[str], bytes | None] | None = None,
) -> Path:
    """Write the site of a business below `target` and give its folder; photos are drawn still lifes, or what `read` gives."""
    business = load(facts, look, languages)
    content = load_content(facts.parent, business.all_languages)
    trade = load_trade(business.identity.trade)
    read = read or (photo_reader(business) if photos else None)
    for file in render_site(business, trade, content, TODAY, read=read, cache=MADE, cards=cards):
        path = target / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    (target / "policy.txt").write_text(content_policy(business), encoding="utf-8")
    return target / "site"


def photo_reader(business: Business) -> Callable[[str], bytes | None]:
    """Give what a photo's file name stands for in these tests: a still life of its own."""
    files = [photo.file for photo in business.photos] + [
        person.photo for person in business.people if person.photo
    ]
    # Each business begins with a picture of its own, as each has its own photographer.
    first = sum(business.name.encode()) % 5
    return lambda file: still_life(first + files.index(file)) if file in files else None


def pages(site: Path) -> list[str]:
    """Give every page of a site by its path."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def one_of_each(site: Path) -> list[str]:
    """Give one page for each template: pages made once, and one post, question, event, service, own page."""
    chosen: dict[str, str] = {}
    for path in pages(site):
        text = (site / path).read_text(encoding="utf-8")
        kind = text.partition('class="look-')[2].partition('"')[0].partition(" ")[2]
        decision = " decision" if "decision-" in text.partition("<main")[2].partition("<h1")[0] else ""
        chosen.setdefault(text.partition(' lang="')[2][:2] + kind + decision, path)
    return sorted(chosen.values())


def compressed(site: Path, page: str) -> int:
    """Give the bytes of a page and its style sheet as gzip sends them, the least any host does."""
    sheets = (site / "assets").glob("site*.css")
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in (site / page, *sheets))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a site that `build` made, under its own policy, on loopback; gives the address without a slash."""
    handler = type(
        "Handler", (_Handler,), {"policy": (folder.parent / "policy.txt").read_text(encoding="utf-8")}
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def send_head(self) -> Any:
        """Send text as every host does, compressed; the rest as the library sends it."""
        path = Path(self.translate_path(self.path))
        kind = self.guess_type(str(path))
        if not path.is_file() or not kind.startswith(("text/", "image/svg")):
            return super().send_head()
        content = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, *arguments: Any) -> None:
        """Stay quiet: the gate tells what matters."""
