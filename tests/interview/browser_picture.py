"""Make the picture of the browser face that README shows: `python -m tests.interview.browser_picture`."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from kit.cli.preview import write_preview
from kit.interview import engine
from tests.interview.test_browser import desk_in
from tests.interview.test_browser_live import served

ROOT = Path(__file__).parent.parent.parent
TOLD = """
  first_step: walk_in
services:
  - name: Flat white
    price: €3.80
    about: Beans from two streets away, roasted on Mondays.
"""
ABOUT = "We opened because the quay had no place to sit out of the wind with a proper coffee."


def main() -> None:
    """Tell the café's hours beside its own home page and photograph it."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    text = (ROOT / "kit/facts/samples/corner-cup.yaml").read_text("utf-8").rstrip() + TOLD
    text = text.replace("  trade: cafe\n", f"  trade: cafe\n  about: {ABOUT}\n")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "business.yaml").write_text(text, "utf-8")
        write_preview(Path(folder), text)
        desk = desk_in(Path(folder))
        desk.state = engine.go(desk.state, "hours")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 860}, device_scale_factor=1.5)
        with served(desk) as address:
            page.goto(address)
            page.keyboard.type("Tue-Fri 8-16, Sat 9-15")
            page.wait_for_selector("table.week")
            page.wait_for_timeout(400)  # the preview's style arrives
            shot = page.screenshot()
        browser.close()
    with Image.open(io.BytesIO(shot)) as picture:
        small = picture.convert("RGB").resize((1080, round(1080 * 860 / 1180)), Image.Resampling.LANCZOS)
        small.save(ROOT / "docs/interview-browser.webp", quality=82, method=6)


if __name__ == "__main__":
    main()
