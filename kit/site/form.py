"""The contact form: written only when its answers arrive somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from kit.facts.models import Business
from kit.facts.shown import ContactForm
from kit.facts.yaml_data import load_data
from kit.site.speech import Speech


def contact_form(business: Business, speech: Speech) -> dict[str, Any] | None:
    """Give `form` of the view, or None when the answers would go nowhere."""
    wanted = business.contact.form
    if wanted is None:
        return None
    if wanted.to == "email":
        return _mail_form(business, speech) if business.contact.email else None
    provider = _provider(wanted)
    if not wanted.address and (not provider.get("inside") or on_another_host(business)):
        return None
    if provider.get("key") and not wanted.key:
        return None
    return _provider_form(wanted, provider, business, speech)


def on_another_host(business: Business) -> bool:
    """Say whether the form is one that only its own host takes (Netlify), and the site goes to another."""
    wanted, host = business.contact.form, business.site.host
    if wanted is None or wanted.to == "email" or wanted.address or not host:
        return False
    return bool(_provider(wanted).get("inside")) and host != wanted.provider


@cache
def providers() -> dict[str, dict[str, Any]]:
    """Give every provider the site knows more about than its address, by id."""
    return dict(load_data(Path(__file__).parent / "forms.yaml"))


def _provider(form: ContactForm) -> dict[str, Any]:
    """Find the provider by its name in the facts, else by the host of its address."""
    if form.provider:
        return providers().get(form.provider, {})
    host = urlsplit(form.address or "").hostname or ""
    return next((each for each in providers().values() if host in each.get("hosts", ())), {})


def _mail_form(business: Business, speech: Speech) -> dict[str, Any]:
    """A form whose answers open the visitor's mail program: `subject` and `body` of RFC 6068."""
    options = [service.name.say(speech.language) for service in business.services]
    fields = [
        _field(
            "subject",
            speech.say("What is it about?"),
            kind="select" if options else "text",
            options=options,
        ),
        _field("body", speech.say("Your message"), kind="textarea", required=True),
    ]
    return {
        **_frame(business, speech),
        "action": f"mailto:{business.contact.email}",
        "method": "get",
        "fields": fields,
        "note": speech.say("The button opens your mail program with this message in it."),
    }


def _provider_form(
    form: ContactForm, provider: dict[str, Any], business: Business, speech: Speech
) -> dict[str, Any]:
    names = {"name": "name", "email": "email", "phone": "phone", "message": "message"} | provider.get(
        "fields", {}
    )
    service = provider.get("name", urlsplit(form.address or "").hostname or "")
    fields = [
        _field(names["name"], speech.say("Your name"), required=True, complete="name"),
        _field(
            names["email"], speech.say("Your email address"), kind="email", required=True, complete="email"
        ),
        _field(names["phone"], speech.say("Your phone number"), kind="tel", complete="tel"),
        _field(names["message"], speech.say("Your message"), kind="textarea", required=True),
    ]
    return {
        **_frame(business, speech),
        "action": form.address or "thanks.html",
        "inside": not form.address,
        "method": "post",
        "fields": fields,
        "hidden": list(_hidden(form, provider, business, speech)),
        "attributes": [
            {"name": key, "value": value} for key, value in provider.get("attributes", {}).items()
        ],
        "trap": provider.get("trap", ""),
        "service": service,
        "note": speech.say(
            "Your answers go to {name} by way of {service}.", name=business.name, service=service
        )
        if service
        else speech.say("Your answers go to {name}.", name=business.name),
    }


def _hidden(
    form: ContactForm, provider: dict[str, Any], business: Business, speech: Speech
) -> Iterator[dict[str, str]]:
    """Give the fields nobody sees: what the service wants, the form's key, and where to go afterwards."""
    for name, value in provider.get("hidden", {}).items():
        yield {"name": name, "value": value}
    if provider.get("key"):
        yield {"name": provider["key"], "value": form.key or ""}
    if provider.get("after") and business.site.address:
        folder = "" if speech.language == business.all_languages[0] else f"{speech.language}/"
        yield {"name": provider["after"], "value": urljoin(business.site.address, f"{folder}thanks.html")}


def lacks_key(business: Business) -> bool:
    """Tell whether the form waits for the key its service wants: without it every answer would be lost."""
    wanted = business.contact.form
    return bool(wanted and wanted.to == "provider" and _provider(wanted).get("key") and not wanted.key)


def _frame(business: Business, speech: Speech) -> dict[str, Any]:
    mine = business.identity.voice == "i"
    return {
        "title": speech.say("Write to me") if mine else speech.say("Write to us"),
        "button": speech.say("Send"),
        "inside": False,
        "hidden": [],
        "attributes": [],
        "trap": "",
        "service": "",
    }


def _field(
    name: str,
    label: str,
    *,
    kind: str = "text",
    required: bool = False,
    complete: str = "",
    options: list[str] | None = None,
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "kind": kind,
        "required": required,
        "complete": complete,
        "options": options or [],
    }
