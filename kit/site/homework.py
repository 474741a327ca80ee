"""What the website still waits for: what, why and how, for the owner's homework."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel

from kit.facts.models import Business
from kit.facts.words import Words
from kit.site.contents import EMPTY, Content
from kit.site.days_off import unsettled_holidays
from kit.site.form import lacks_key, on_another_host
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


@dataclass(frozen=True, slots=True)
class Open:
    """One thing the site waits for: what, why it matters, and what settles it."""

    say: str
    why: str
    do: str


def site_homework(
    business: Business,
    content: Content = EMPTY,
    today: dt.date | None = None,
    pictures: Iterable[str] = (),
) -> tuple[Open, ...]:
    """Give what is open about the website, the most useful first; with `today` also the holidays ahead.

    `pictures` are the files that lie in `content/photos/`, whether or not a page shows them.

    What the interview asks for (hours, services, photos, the address) is in its own homework and not here.
    """
    return (
        *_form(business),
        *_legal(business),
        *_quotes(business),
        *(_holidays(business, today) if today else ()),
        *_questions(business),
        *_pictures(business),
        *_unshown(business, content, pictures),
        *_untranslated(business),
        *_unspoken(business),
        *_content(business, content),
    )


def untranslated(business: Business) -> list[tuple[str, str]]:
    """Give (fact, language) for each text customers read that is not there in a language of the site."""
    return [
        (path, language)
        for path, text in _texts(business)
        for language in business.all_languages
        if not text.has(language)
    ]


def _form(business: Business) -> Iterator[Open]:
    if lacks_key(business):
        yield Open(
            "The contact form waits for its key",
            "Without the key your form service mailed you every answer would be lost, so the form is left out.",
            "webkit set contact.form.key 00000000-0000-0000-0000-000000000000",
        )
    if on_another_host(business):
        yield Open(
            f"The contact form is Netlify's, and the site goes to {business.site.host}",
            f"Only Netlify takes it; on {business.site.host} every answer would be lost, so the form is left out.",
            "webkit set contact.form.to email",
        )


def _legal(business: Business) -> Iterator[Open]:
    gaps = tuple(imprint_gaps(business))
    if gaps:
        yield Open(
            f"The imprint your country asks for lacks {', '.join(gaps)}",
            "Without it the page is not complete, and competitors may send a warning with a bill.",
            "Add it to business.yaml, or with webkit set",
        )


def _quotes(business: Business) -> Iterator[Open]:
    for number, proof in enumerate(business.proof, 1):
        if proof.kind == "quote" and proof.permission is None:
            yield Open(
                f"The words of {proof.by or 'a customer'} wait for permission",
                "They are not shown before.",
                f'Ask, then: webkit set "proof[{number}].permission" 2026-05-14',
            )


def _holidays(business: Business, today: dt.date) -> Iterator[Open]:
    ahead = unsettled_holidays(business, today)
    if ahead:
        days = ", ".join(f"{_said(day, today)} ({name})" for day, name in ahead)
        yield Open(
            f"Holidays ahead on days you are usually open: {days}",
            "A customer before a locked door does not come back; site and maps show what you say here.",
            "Add each to hours.special in business.yaml, also if you open, for example: "
            f"- {{date: {ahead[0][0].isoformat()}, hours: closed}}",
        )


def _said(day: dt.date, today: dt.date) -> str:
    """Give a day as people say it, with the year where it is not this one."""
    return f"{day.day} {day:%B}{'' if day.year == today.year else f' {day.year}'}"


def _questions(business: Business) -> Iterator[Open]:
    if 0 < len(business.questions) < ENOUGH_QUESTIONS:
        yield Open(
            "Few questions are answered",
            f"From {ENOUGH_QUESTIONS} on they get a page of their own, which search engines show.",
            "Write down what customers asked this week, and your answers (questions in business.yaml)",
        )


def _pictures(business: Business) -> Iterator[Open]:
    for number, photo in enumerate(business.photos, 1):
        if photo.alt is None:
            yield Open(
                f"It is not said what {photo.file} shows",
                "People who do not see it, and search engines, read the sentence instead.",
                f'webkit set "photos[{number}].alt" "The workshop from the street"',
            )


def _unshown(business: Business, content: Content, pictures: Iterable[str]) -> Iterator[Open]:
    """Name pictures that lie ready and are on no page: whoever put them there waits to see them."""
    rooms = (content.pages, content.posts, content.events, content.blocks)
    bodies = (each.body.text for room in rooms for each in room)
    said = "\n".join((business.model_dump_json(), *bodies, *(post.photo for post in content.posts)))
    names = {file: file.rpartition("/")[2] for file in pictures}
    waiting = [file for file, name in names.items() if name not in said and quote(name) not in said]
    if waiting:
        others = f" and {len(waiting) - 1} more" if len(waiting) > 1 else ""
        yield Open(
            f"{waiting[0]}{others} {'are' if others else 'is'} on no page",
            "A picture in the folder is shown when the facts name it.",
            f"Add it under photos in business.yaml, for example: - {{file: {waiting[0]}, alt: What it shows}}",
        )


def _untranslated(business: Business) -> Iterator[Open]:
    for language in business.all_languages:
        facts = [path for path, missing in untranslated(business) if missing == language]
        if facts:
            yield Open(
                f"Not translated into {_called(language)} yet: {', '.join(facts)}",
                "The text in the first language stands there until then; it is never translated by a program.",
                f"Write both into business.yaml, for example: {facts[0]}: "
                f"{{{business.all_languages[0]}: …, {language}: …}}",
            )


def _unspoken(business: Business) -> Iterator[Open]:
    for language in business.all_languages:
        if language.split("-")[0] not in spoken():
            yield Open(
                f'The fixed words of the site (menu, form, notices) are not there in "{language}"',
                "They stay English.",
                f"Have a catalogue made: kit/site/locale/{language.split('-')[0]}.po",
            )


def _content(business: Business, content: Content) -> Iterator[Open]:
    for file in content.drafts:
        yield Open(f"{file} is a draft", "Nobody sees it.", "Take out the line draft: true when it is ready")
    first = business.all_languages[0]
    for language in business.all_languages[1:]:
        there = {page.name for page in content.pages if page.language == language}
        for page in content.pages:
            if page.language == first and page.name not in there:
                yield Open(
                    f"{page.body.file} is not there in {_called(language)}",
                    "Readers of that language do not find the page.",
                    f"Write content/pages/{page.name}.{language}.md",
                )


def _called(language: str) -> str:
    name: str = Speech("en").locale.languages.get(language.split("-")[0], language)
    return name


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
