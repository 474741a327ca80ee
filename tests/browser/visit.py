"""One visit to one page in Chromium, and everything that is wrong with what a visitor meets there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

MOST_REQUESTS = 8
PHONE, DESK, NARROW = (390, 844), (1280, 900), (320, 640)
_WATCH = """
window.__shift = 0; window.__refused = [];
new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.__shift += one.value })
  .observe({type: 'layout-shift', buffered: true});
addEventListener('securitypolicyviolation', event => window.__refused.push(event.violatedDirective + ' ' + event.blockedURI));
"""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_WIDE = """() => [...document.querySelectorAll('body *')].filter(one => {
  const box = one.getBoundingClientRect(); return box.width && (box.right > innerWidth + 1 || box.left < -1)
    && getComputedStyle(one).position !== 'absolute' && !one.closest('svg, .hero-picture, .hero-pattern') })
  .slice(0, 3).map(one => one.tagName.toLowerCase() + '.' + one.className)"""


@cache
def axe() -> str:
    """Give the text of axe-core: npm's newest where the gates installed it, else the Python package's."""
    newest = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
    if newest.is_file():
        return newest.read_text(encoding="utf-8")
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def open_page(browser: Any) -> Any:
    """Give a fresh page whose shifts and refused requests are counted."""
    page = browser.new_context(viewport=_size(PHONE)).new_page()
    page.add_init_script(_WATCH)
    page.set_default_timeout(15_000)
    return page


def faults(page: Any, url: str, *, desk: bool = True) -> Iterator[str]:
    """Load `url` and tell each fault: accessibility, shifts, policy, requests, scripts, sideways scrolling."""
    requests: list[tuple[str, str]] = []

    def heard(request: Any) -> None:
        requests.append((request.resource_type, request.url))

    page.on("request", heard)
    page.set_viewport_size(_size(PHONE))
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(url, wait_until="load")
    page.remove_listener("request", heard)
    if len(requests) > MOST_REQUESTS:
        yield f"{len(requests)} requests, {MOST_REQUESTS} are allowed"
    origin = url.split("/", 3)[2]
    yield from (f"a script: {address}" for kind, address in requests if kind == "script")
    yield from (f"another host: {address}" for _, address in requests if f"//{origin}/" not in address)
    yield from (f"at 390 light: {fault}" for fault in _axe(page))
    yield from (f"policy refused {refused}" for refused in page.evaluate("__refused"))
    shift = page.evaluate("__shift")
    if shift > 0:
        yield f"the page shifted by {shift:.4f} while it loaded"
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    yield from (f"at 390 dark: {fault}" for fault in _axe(page))
    if desk:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size(_size(DESK))
        yield from (f"at 1280 light: {fault}" for fault in _axe(page))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        yield from _sideways(page, "with text at 200 %")
        page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(_size(NARROW))
    yield from _sideways(page, "at 320")


def first_load(browser: Any, url: str) -> int:
    """Give the bytes a phone with two dots a pixel takes before anybody scrolls, photos near the fold included."""
    context = browser.new_context(viewport=_size(PHONE), device_scale_factor=2)
    page = context.new_page()
    loaded: list[int] = []
    page.on("requestfinished", lambda request: loaded.append(request.sizes()["responseBodySize"]))
    page.goto(url, wait_until="networkidle")
    context.close()
    return sum(loaded)


def printed_pages(page: Any) -> int:
    """Give how many A4 pages the open page takes on paper."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))


def _axe(page: Any) -> Iterator[str]:
    # Scripts given through the protocol are not held to the page's policy.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe())
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", _RULES)
    for violation in found["violations"]:
        places = "; ".join(str(node["target"][0]) for node in violation["nodes"][:3])
        summary = violation["nodes"][0]["failureSummary"].replace("\n", " ")[:200]
        yield f"{violation['id']}: {violation['help']} ({places}) {summary}"


def _sideways(page: Any, when: str) -> Iterator[str]:
    extra = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if extra > 0:
        yield f"scrolls sideways by {extra} px {when}: {page.evaluate(_WIDE)}"


def _size(size: tuple[int, int]) -> dict[str, int]:
    return {"width": size[0], "height": size[1]}
