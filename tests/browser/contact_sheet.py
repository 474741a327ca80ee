"""Small pictures of every look, for the documentation and for looking at with a critical eye.

`python -m tests.browser.contact_sheet docs/looks` writes one sheet per look (three trades; a desk and a phone,
in light and in dark) and `all.webp`, the six side by side.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from tests.browser.sites import HERE, LOOKS, ROOT, build, served

_SAMPLES, _MORE = ROOT / "kit/facts/samples", HERE / "businesses"
TRADES = {
    "harbour": (
        _SAMPLES / "harbour-plumbing.yaml",
        HERE / "fullest/business.yaml",
        _MORE / "photographer.yaml",
    ),
    "table": (_MORE / "bakery.yaml", _SAMPLES / "corner-cup.yaml", _MORE / "bookshop.yaml"),
    "practice": (
        _MORE / "dentist.yaml",
        _SAMPLES / "north-light-coaching.yaml",
        _SAMPLES / "corner-cup.yaml",
    ),
    "study": (_SAMPLES / "north-light-coaching.yaml", HERE / "fullest/business.yaml", _MORE / "dentist.yaml"),
    "bench": (_MORE / "photographer.yaml", HERE / "fullest/business.yaml", _MORE / "bakery.yaml"),
    "corner": (_MORE / "bookshop.yaml", _SAMPLES / "corner-cup.yaml", _SAMPLES / "harbour-plumbing.yaml"),
}
_HEIGHT, _GAP, _GROUND = 440, 12, (120, 120, 120)
_SIZES = ((1280, 1100), (390, 844))


def main(target: Path) -> None:
    """Write the sheets below `target`."""
    from playwright.sync_api import sync_playwright

    target.mkdir(parents=True, exist_ok=True)
    first = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        for look in LOOKS:
            rows = []
            for number, facts in enumerate(TRADES[look]):
                with served(build(facts, Path(name) / look / str(number), look)) as address:
                    rows.append(_row(browser, f"{address}/index.html"))
            first[look] = rows[0][0]
            _save(_stack([_beside(row) for row in rows]), target / f"{look}.webp")
        browser.close()
    thirds = [list(first.values())[:3], list(first.values())[3:]]
    _save(_stack([_beside(row) for row in thirds]), target / "all.webp")


def _row(browser: Any, url: str) -> list[Image.Image]:
    """Take a desk and a phone, each in light and in dark, at one height."""
    shots = []
    for width, height in _SIZES:
        for scheme in ("light", "dark"):
            page = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            ).new_page()
            page.goto(url, wait_until="load")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            page.context.close()
            shots.append(picture.resize((round(width * _HEIGHT / height), _HEIGHT), Image.Resampling.LANCZOS))
    return shots


def _beside(pictures: list[Image.Image]) -> Image.Image:
    width = sum(each.width for each in pictures) + _GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, _HEIGHT + _GAP), _GROUND)
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
