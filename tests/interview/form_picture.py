"""Make the picture of the client form that README shows: `python -m tests.interview.form_picture`."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from kit.interview.engine import start
from kit.interview.form import make_form
from kit.interview.form_page import Sender, form_page
from kit.interview.form_record import Record

ROOT = Path(__file__).parent.parent.parent
FILLED = {
    "services.0.name": "Flat white",
    "services.0.price": "€3.80",
    "services.0.about": "Beans from two streets away, roasted on Mondays.",
    "hours.regular": "Tue-Fri 7:30-16, Sat 9-15",
}


def main() -> None:
    """Fill in a page of the café's form and photograph it."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    text = (ROOT / "kit/facts/samples/corner-cup.yaml").read_text("utf-8")
    form = make_form(start(text=text), Record("0123456789abcdef"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "form.html"
        path.write_text(form_page(form, Sender("Anna Storr Web Design", "#7a3b1d")), "utf-8")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 1080})
        page.goto(path.as_uri())
        _fill(page)
        shot = page.screenshot()
        browser.close()
    with Image.open(io.BytesIO(shot)) as picture:
        picture.save(ROOT / "docs/interview-form.webp", quality=82, method=6)


def _fill(page: Any) -> None:
    page.evaluate("step('sell')")
    for name, said in FILLED.items():
        page.locator(f'[name="{name}"]').fill(said)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.wait_for_timeout(400)  # the progress bar moves


if __name__ == "__main__":
    main()
