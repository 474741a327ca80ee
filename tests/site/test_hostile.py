"""Any text in any answer is shown exactly as typed, in every context it lands in."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kit.facts.models import Business
from kit.facts.words import Words
from tests.site.made import facts, made

_BASE = facts(
    """
business: {name: Corner Cup, trade: cafe, country: IE, about: About}
place: {mode: [premises], street: 4 Example Quay, town: Westport}
contact: {phone: 020 912 0123, form: {to: email}, email: a@corner.ie}
hours: {regular: Mon-Fri 8-18, special: [{date: 2026-12-25, hours: closed, why: Christmas}]}
services: [{name: Tea, about: Hot}]
questions: [{ask: Why, answer: Because}]
site: {address: https://corner.ie/}
"""
)
_TEXT = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Cf", "Zl", "Zp")), min_size=1, max_size=40
).filter(lambda text: text.strip() == text)
_NASTY = [
    "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "{{ 7*7 }}", "{% raw %}",
    "]]>", "--><!--", "javascript:alert(1)", "&lt;b&gt;&amp;", "a\\nBEGIN:VEVENT", "\\;,:", "} body{display:none", "\\u003c",
]  # fmt: skip


def _with(text: str) -> Business:
    words = Words((("en", text),))
    return _BASE.model_copy(
        update={
            "identity": _BASE.identity.model_copy(update={"name": text, "about": words}),
            "place": _BASE.place.model_copy(update={"street": text}),
            "services": (_BASE.services[0].model_copy(update={"name": words, "about": words}),),
            "questions": (_BASE.questions[0].model_copy(update={"ask": words, "answer": words}),),
            "hours": _BASE.hours.model_copy(
                update={"special": (_BASE.hours.special[0].model_copy(update={"why": words}),)}
            ),
        }
    )


class _Shown(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


_PLAIN = {path: _Shown(content.decode()) for path, content in made(_BASE).items() if path.endswith(".html")}


def _check(text: str) -> None:
    files = made(_with(text))
    for path, plain in _PLAIN.items():
        shown = _Shown(files[path].decode())
        # No answer adds an element or an attribute; images and words may differ, structure may not.
        assert set(shown.tags) == set(plain.tags), path
        assert shown.attributes == plain.attributes, path
    home = files["index.html"].decode()
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', home, re.DOTALL)[0])
    assert data["name"] == text
    assert data["address"]["streetAddress"] == text
    heading = re.findall(r"<summary>(.*?)</summary>", home, re.DOTALL)
    assert unescape(heading[0]) == text
    entries = Calendar.from_ical(files["special-days.ics"]).walk("VEVENT")
    assert len(entries) == 1
    assert files["contact.vcf"].count(b"BEGIN:VCARD") == 1


@pytest.mark.slow
@pytest.mark.parametrize("text", _NASTY)
def test_hostile_answers_stay_text(text: str) -> None:
    """Slow on a busy machine: a whole site each."""
    _check(text)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXT)
def test_any_answer_stays_text(text: str) -> None:
    """Slow: fifteen whole sites."""
    _check(text)
