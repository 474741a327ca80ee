"""From a business to the one plain value every template reads (templates/starter/VIEW.md names each part)."""

from __future__ import annotations

from typing import Any

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.site import offer, reach
from kit.site.dates import events
from kit.site.dress import add_portraits, dress_view, photo_view
from kit.site.form import contact_form
from kit.site.job import Job
from kit.site.opening import opening
from kit.site.pages import navigation, standard_pages
from kit.site.portraits import add_drawn_portraits
from kit.site.speech import Speech
from kit.site.stories import posts, subjects
from kit.site.strings import fixed


def make_view(job: Job, language: str) -> dict[str, Any]:
    """Give the view of a business in one language: text, True, False, None, lists and mappings only.

    Numbers are text too: plain cookiecutter turns them into text, and both must give the same page.
    """
    business, trade, today = job.business, job.trade, job.today
    shelf = job.shelf(language)
    speech, frame = shelf.frame.speech, shelf.frame
    form = contact_form(business, speech)
    ahead, over = events(shelf, today)
    services = offer.services(business, speech)
    services_heading, services_label = offer.services_title(trade, services, speech)
    view: dict[str, Any] = {
        "name": business.name,
        "language": language,
        "dir": speech.direction,
        "og_locale": str(speech.locale),
        "t": fixed(speech) | {"services": services_heading},
        "voice": business.identity.voice or "we",
        **_says(business, trade, speech),
        "services": services,
        "proof": offer.proof(business, speech),
        "questions": offer.questions(business, speech),
        "people": offer.people(business, speech),
        "hours": opening(business.hours, speech, today),
        "areas": list(business.place.areas),
        "contact": reach.contact(business, speech),
        "action": reach.action(business, speech, form is not None),
        "address": reach.address(business, speech),
        "profiles": reach.profiles(business),
        "form": form,
        "legal": offer.legal(business, speech),
        "posts": posts(shelf),
        "subjects": subjects(shelf),
        "events": ahead,
        "past_events": over,
        "qr": "assets/qr.svg" if business.site.address else "",
        "root": "../" if frame.prefix else "",
        "here": "",
        "vcard": "contact.vcf",
        **dress_view(job.dress),
        **photo_view(business, job.photos, speech),
    }
    add_portraits(view, business, job.photos, speech)
    add_drawn_portraits(view, business, job.dress)
    view["feed"] = {"title": business.name, "href": "feed.xml"} if view["posts"] and frame.address else None
    view["pages"] = standard_pages(shelf, trade, today, view | {"services_label": services_label})
    return view | navigation(shelf, view["pages"])


def _says(business: Business, trade: Trade, speech: Speech) -> dict[str, Any]:
    return {
        "headline": offer.headline(business, trade, speech),
        "trade": offer.trade_name(business, trade, speech),
        "where": _where(business, speech),
        "for_whom": _said(business.customers.ideal, speech),
        "not_for": _said(business.customers.not_for, speech),
        "first_words": _said(business.customers.first_words, speech),
        "about": offer.paragraphs(_said(business.identity.about, speech)),
        "lead": _lead(business, speech),
    }


def _where(business: Business, speech: Speech) -> str:
    if business.place.areas:
        return speech.listed(business.place.areas)
    return business.place.town or ""


def _lead(business: Business, speech: Speech) -> str:
    speciality = _said(business.identity.speciality, speech)
    paragraphs = offer.paragraphs(_said(business.identity.about, speech))
    return speciality or (paragraphs[0] if paragraphs else "")


def _said(text: Any, speech: Speech) -> str:
    return text.say(speech.language) if text else ""
