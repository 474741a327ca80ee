"""Small pictures of every look, for the documentation and for looking at with a critical eye.

`python -m tests.browser.contact_sheet docs` writes `looks/contact-sheet.webp` (every look with three trades, a desk and
a phone, by day and by night), the same larger as one sheet per look, and `plumber.webp`, the sample plumber's site.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from kit.facts.look import looks
from kit.facts.trade import load_trade
from kit.site.lettering import face
from tests.browser.scenes import scene
from tests.browser.sites import HERE, ROOT, build, load, served

_SAMPLES, _MORE = ROOT / "kit/facts/samples", HERE / "businesses"
FACTS = (
    _MORE / "bakery.yaml",
    _MORE / "dentist.yaml",
    _MORE / "photographer.yaml",
    _MORE / "bookshop.yaml",
    _SAMPLES / "harbour-plumbing.yaml",
    _SAMPLES / "north-light-coaching.yaml",
    HERE / "fullest/business.yaml",
    _SAMPLES / "corner-cup.yaml",
)
"""Three of these wear each look: those whose own it is, then the others in turn, so that a new look needs no row here."""
_SCENES = {
    "bakery": ("table", "bench", "room", "street"), "photographer": ("table", "bench", "face", "bench", "street"),
    "bookshop": ("street", "room"), "dentist": ("room",), "business": ("bench", "room", "street", "table", "face"),
}  # fmt: skip
"""What the photos of a business show, by the name of its facts."""
_HEIGHT, _SMALL, _GAP, _GROUND = 440, 264, 12, (120, 120, 120)
_SIZES = ((1280, 1100), (390, 844))


def main(target: Path) -> None:
    """Write the sheets below `target`."""
    from playwright.sync_api import sync_playwright

    (target / "looks").mkdir(parents=True, exist_ok=True)
    blocks = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        for place, look in enumerate(looks()):
            rows = []
            for number, facts in enumerate(worn_by(look.id, place)):
                with served(_build(facts, Path(name) / look.id / str(number), look.id)) as address:
                    rows.append(_row(browser, f"{address}/index.html"))
            _save(_stack([_beside(row, _HEIGHT) for row in rows]), target / f"looks/{look.id}.webp")
            small = [_beside(row, _SMALL) for row in rows]
            blocks += [_label(f"{look.id.capitalize()}: {look.feeling.lower()}", small[0].width), *small]
        with served(build(_SAMPLES / "harbour-plumbing.yaml", Path(name) / "plumber")) as address:
            _save(_plumber(browser, f"{address}/index.html"), target / "plumber.webp")
        browser.close()
    _save(_stack(blocks), target / "looks/contact-sheet.webp")


def worn_by(look: str, place: int) -> list[Path]:
    """Choose three businesses for the look at `place` among the looks: its own first."""
    own = [facts for facts in FACTS if _look_of(facts) == look]
    others = [facts for facts in FACTS if facts not in own]
    turn = place % len(others)
    return [*own, *others[turn:], *others[:turn]][:3]


def _look_of(facts: Path) -> str:
    business = load(facts)
    return business.look.design or load_trade(business.identity.trade).look


def _build(facts: Path, target: Path, look: str) -> Path:
    kinds = _SCENES.get(facts.stem, ("room",))

    def read(file: str) -> bytes:
        number = sum(file.encode())
        return scene("face" if "margaret" in file else kinds[number % len(kinds)], number)

    first = load(facts).photos[:1]
    return build(
        facts, target, look, read=lambda file: scene(kinds[0], 5) if file == first[0].file else read(file)
    )


def _row(browser: Any, url: str) -> list[Image.Image]:
    """Take a desk and a phone by day, and both by night."""
    return [
        _shot(browser, url, width, height, scheme) for scheme in ("light", "dark") for width, height in _SIZES
    ]


def _shot(
    browser: Any, url: str, width: int, height: int, scheme: str = "light", scale: int = 1
) -> Image.Image:
    """Take what a visitor sees first."""
    page = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        device_scale_factor=scale,
    ).new_page()
    page.goto(url, wait_until="networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.context.close()
    return picture


def _plumber(browser: Any, url: str) -> Image.Image:
    """Show one site at a desk, and before it in a hand."""
    sheet = Image.new("RGB", (1400, 900), (226, 230, 232))
    desk = _sized(_shot(browser, url, 1280, 960), 780)
    phone = _sized(_shot(browser, url, 390, 844, scale=2), 640)
    for picture, place, round_by in ((desk, (60, 60), 10), (phone, (1044, 200), 34)):
        frame = Image.new("L", (picture.width * 2 + 24, picture.height * 2 + 24))
        ImageDraw.Draw(frame).rounded_rectangle(
            (0, 0, frame.width - 1, frame.height - 1), radius=round_by * 2 + 12, fill=255
        )
        edge = frame.reduce(2)
        inner = edge.resize(picture.size)
        sheet.paste((38, 44, 48), (place[0] - 6, place[1] - 6), edge)
        sheet.paste(picture, place, inner)
    return sheet


def _sized(picture: Image.Image, height: int) -> Image.Image:
    return picture.resize((round(picture.width * height / picture.height), height), Image.Resampling.LANCZOS)


def _label(text: str, width: int) -> Image.Image:
    band = Image.new("RGB", (width, 44), _GROUND)
    ImageDraw.Draw(band).text((_GAP, 28), text, fill="#ffffff", font=face(text, 19), anchor="lm")
    return band


def _beside(pictures: list[Image.Image], height: int) -> Image.Image:
    pictures = [_sized(each, height) for each in pictures]
    width = sum(each.width for each in pictures) + _GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, height + _GAP), _GROUND)
    x = _GAP
    for each in pictures:
        sheet.paste(each, (x, _GAP))
        x += each.width + _GAP
    return sheet


def _stack(rows: list[Image.Image]) -> Image.Image:
    sheet = Image.new(
        "RGB", (max(row.width for row in rows), sum(row.height for row in rows) + _GAP), _GROUND
    )
    y = 0
    for row in rows:
        sheet.paste(row, (0, y))
        y += row.height
    return sheet


def _save(picture: Image.Image, path: Path) -> None:
    picture.save(path, "WEBP", quality=72, method=6)
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
