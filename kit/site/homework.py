"""What the website still waits for: one plain sentence each, for the owner's homework."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kit.facts.models import Business
from kit.facts.words import Words
from kit.site.contents import EMPTY, Content
from kit.site.days_off import unsettled_holidays
from kit.site.legal import imprint_gaps
from kit.site.pages import ENOUGH_QUESTIONS
from kit.site.speech import Speech, spoken

_SHOWN = (
    "identity",
    "people",
    "place",
    "contact",
    "hours",
    "services",
    "customers",
    "proof",
    "questions",
    "photos",
)
"""The blocks whose texts customers read."""


def site_homework(business: Business, content: Content = EMPTY, today: dt.date | None = None) -> list[str]:
    """Give what is open about the website, the most useful first; with `today` also the holidays ahead."""
    return [
        *_missing(business),
        *(_holidays(business, today) if today else ()),
        *_pictures(business),
        *_untranslated(business),
        *_unspoken(business),
        *_content(business, content),
    ]


def untranslated(business: Business) -> list[tuple[str, str]]:
    """Give (fact, language) for each text customers read that is not there in a language of the site."""
    return [
        (path, language)
        for path, text in _texts(business)
        for language in business.all_languages
        if not text.has(language)
    ]


def _missing(business: Business) -> Iterator[str]:
    if not business.site.address:
        yield "Where will the website be? Set it with: webkit set site.address https://www.yourname.com/"
    if business.hours.regular is None:
        yield "When can customers reach you? Set hours.regular, for example: Mon-Fri 8-18, Sat 9-13"
    if not business.services:
        yield "Name three to eight services in your customers' words, with a price where you can (services)."
    if business.identity.about is None:
        yield "Tell a neighbour about the business in five sentences (business.about); they become the page About."
    if len(business.questions) < ENOUGH_QUESTIONS:
        yield "Write down the questions customers really ask, and your answers (questions); from three on they get a page."
    for fact in imprint_gaps(business):
        yield f"The law of your country wants an imprint with {fact}; please add it."
    for number, proof in enumerate(business.proof, 1):
        if proof.kind == "quote" and proof.permission is None:
            yield f"The words of {proof.by or 'a customer'} wait for permission: ask, then set proof[{number}].permission to the day."
    yield "Read privacy.html once: it lists what this site uses. If you keep customers' data elsewhere, say so in content/blocks/privacy.md."


def _holidays(business: Business, today: dt.date) -> Iterator[str]:
    ahead = unsettled_holidays(business, today)
    if ahead:
        days = ", ".join(f"{day.isoformat()} ({name})" for day, name in ahead)
        yield f"Holidays ahead on days you are usually open: {days}. Say what you do then (hours.special), even if you open."


def _pictures(business: Business) -> Iterator[str]:
    if not business.photos:
        yield "Bring one good photo of the work or the place (content/photos/, then photos in business.yaml); until then the site wears a drawing."
    for photo in business.photos:
        if photo.alt is None:
            yield f"Say what {photo.file} shows, for people who do not see it (photos, alt)."


def _untranslated(business: Business) -> Iterator[str]:
    speech = Speech("en")
    for language in business.all_languages:
        facts = [path for path, missing in untranslated(business) if missing == language]
        if facts:
            name = speech.locale.languages.get(language.split("-")[0], language)
            yield f"Not translated into {name} yet, so the first language stands there: {', '.join(facts)}."


def _unspoken(business: Business) -> Iterator[str]:
    for language in business.all_languages:
        if language.split("-")[0] not in spoken():
            yield f'The fixed words of the site (menu, form, notices) are not there in "{language}"; they stay English.'


def _content(business: Business, content: Content) -> Iterator[str]:
    for file in content.drafts:
        yield f"{file} is a draft; take out the line draft: yes when it is ready."
    first = business.all_languages[0]
    for language in business.all_languages[1:]:
        there = {page.name for page in content.pages if page.language == language}
        for page in content.pages:
            if page.language == first and page.name not in there:
                yield f"{page.body.file} is not there in {language}; write content/pages/{page.name}.{language}.md"


def _texts(business: Business) -> Iterator[tuple[str, Words]]:
    for name in _SHOWN:
        field = type(business).model_fields[name]
        yield from _inside(getattr(business, name), field.alias or name)


def _inside(value: Any, path: str) -> Iterator[tuple[str, Words]]:
    if isinstance(value, Words):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _inside(getattr(value, name), f"{path}.{field.alias or name}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value, 1):
            yield from _inside(each, f"{path}[{number}]")
