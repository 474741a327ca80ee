"""Privacy notice, accessibility statement and imprint: what is true of this very site, and nothing more."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from kit.facts.models import Business
from kit.facts.places import EU, address_lines, country_names
from kit.site.offer import registered
from kit.site.reach import shown_phone
from kit.site.speech import Speech

GDPR = EU | {"IS", "LI", "NO"}
"""Countries with the General Data Protection Regulation. The United Kingdom keeps a text of its own beside an Act."""
IMPRINT = frozenset(["AT", "CH", "DE", "ES", "FR", "IT", "LI", "LU"])
"""Countries where a business site must name its owner on a page of its own.

DE § 5 DDG; AT § 5 ECG and § 25 MedienG; CH Art. 3 (1) s UWG; LI Art. 5 ECG; FR art. 1-1 LCEN; ES art. 10
LSSI; IT art. 7 d.lgs. 70/2003; LU art. 5 of the law of 14 August 2000 (general knowledge, verify).
"""
HOSTS = {
    "netlify": "Netlify, Inc.",
    "cloudflare": "Cloudflare, Inc.",
    "github": "GitHub, Inc.",
}
"""Companies that deliver the pages, by `site.host`; a server of one's own has none."""


def privacy(business: Business, speech: Speech, view: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the sections of the privacy notice: what this site uses, from the facts it was made of."""
    say = speech.say
    sections = [
        _section(
            say("Who is responsible"),
            [say("{name} is responsible for this website.", name=_legal_name(business))],
            _ways(business, speech),
        ),
        _section(
            say("What this website does not do"),
            [
                say(
                    "It sets no cookies, runs no scripts, counts no visitors and loads nothing from other companies."
                )
            ],
        ),
        _section(say("When you read a page"), _reading(business, speech)),
    ]
    if business.contact.phone or business.contact.email or view["form"]:
        sections.append(_section(say("When you get in touch"), _writing(business, speech, view)))
    outside = _outside(business, speech, view)
    if outside:
        text = say(
            "These links lead to other companies. They learn nothing of your visit until you follow one."
        )
        sections.append(_section(say("Links that leave this website"), [text], outside))
    return [*sections, _section(say("Your rights"), _rights(business, speech))]


def accessibility(business: Business, speech: Speech) -> list[dict[str, Any]]:
    """Give the sections of the accessibility statement."""
    say = speech.say
    abilities = [
        say("Everything works with the keyboard alone, and you see where you are."),
        say("Text grows to twice its size without anything being lost."),
        say("Colours follow the light or dark setting of your device and keep their contrast."),
        say("Nothing moves when your device asks for less motion, and nothing runs out of time."),
        say("Pictures that say something say it in words too."),
    ]
    trouble = say(
        "Is something hard to read or to use? Please tell us; we will help you at once and mend it."
    )
    return [
        _section(
            say("What we aim at"),
            [
                say(
                    "This website is made to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA."
                )
            ],
            [{"text": each, "href": ""} for each in abilities],
        ),
        _section(say("When something does not work"), [trouble], _ways(business, speech)),
    ]


def imprint(business: Business, speech: Speech) -> list[dict[str, Any]] | None:
    """Give the sections of the imprint, or None in a country that asks for none."""
    if business.country not in IMPRINT:
        return None
    say, identity, place = speech.say, business.identity, business.place
    lines = [_legal_name(business)]
    lines += [person.name for person in business.people[:1] if identity.form in {None, "sole_trader"}]
    lines += address_lines(
        street=place.street or "",
        town=place.town or "",
        region=place.region or "",
        postcode=place.postcode or "",
        country=business.country,
    )
    lines.append(country_names(speech.language).get(business.country, ""))
    sections = [
        _section(say("Who is responsible"), [], lines=list(dict.fromkeys(line for line in lines if line))),
        _section(say("Contact"), [], _ways(business, speech)),
    ]
    if identity.registration:
        sections.append(_section(say("Registration"), [], lines=registered(business, speech)))
    if identity.licence:
        text = " ".join(part for part in (identity.licence.body, identity.licence.number) if part)
        sections.append(_section(say("Licence"), [text]))
    return sections


def imprint_gaps(business: Business) -> list[str]:
    """Give what the country's imprint needs and the facts do not hold, for homework."""
    if business.country not in IMPRINT:
        return []
    place = business.place
    wanted = (
        ("place.street", place.street),
        ("place.postcode", place.postcode),
        ("contact.email", business.contact.email),
    )
    return [name for name, value in wanted if not value]


def _section(
    heading: str,
    paragraphs: list[str],
    items: list[dict[str, str]] | None = None,
    *,
    lines: list[str] | None = None,
) -> dict[str, Any]:
    return {"heading": heading, "lines": lines or [], "paragraphs": paragraphs, "items": items or []}


def _legal_name(business: Business) -> str:
    return business.identity.legal_name or business.name


def _ways(business: Business, speech: Speech) -> list[dict[str, str]]:
    del speech
    ways = []
    if business.contact.phone:
        ways.append(
            {
                "text": shown_phone(business.contact.phone, business),
                "href": f"tel:{business.contact.phone.e164}",
            }
        )
    if business.contact.email:
        ways.append({"text": business.contact.email, "href": f"mailto:{business.contact.email}"})
    return ways


def _reading(business: Business, speech: Speech) -> list[str]:
    say = speech.say
    text = say(
        "Like every web server, the one that delivers these pages learns the address of your device, the time, and the page you ask for; it could not answer otherwise. It may keep this in a log for a short time to fend off attacks."
    )
    host = HOSTS.get(business.site.host or "")
    return [text, say("The server is run by {host} for us.", host=host)] if host else [text]


def _writing(business: Business, speech: Speech, view: dict[str, Any]) -> list[str]:
    say = speech.say
    texts = [
        say(
            "If you call or write, what you tell us is used to answer you and to do what you ask for. It is given to nobody else, and kept no longer than that and the law require."
        )
    ]
    form = view["form"]
    if form and form["action"].startswith("mailto:"):
        texts.append(
            say(
                "The form on the contact page opens your own mail program. Nothing is sent before you send it there."
            )
        )
    elif form:
        service = form["service"] or say("a script on our own server")
        texts.append(
            say("The form on the contact page sends your answers to us by way of {service}.", service=service)
        )
    if business.country == "GB":
        texts.append(
            say(
                "The legal basis is Article 6(1)(b) and (f) of the UK GDPR, read with the Data Protection Act 2018."
            )
        )
    elif business.country in GDPR:
        texts.append(
            say("The legal basis is Article 6(1)(b) and (f) of the General Data Protection Regulation.")
        )
    return texts


def _outside(business: Business, speech: Speech, view: dict[str, Any]) -> list[dict[str, str]]:
    del speech
    links = [(business.contact.booking_link or "", "")]
    links += [(view["address"]["map"], "Google Maps")] if view["address"] else []
    links += [(profile["href"], profile["name"]) for profile in view["profiles"]]
    links += [(proof["link"], "") for proof in view["proof"]["points"]]
    named = {
        name or (urlsplit(link).hostname or "").removeprefix("www."): link for link, name in links if link
    }
    return [{"text": name, "href": ""} for name in named]


def _rights(business: Business, speech: Speech) -> list[str]:
    say = speech.say
    texts = [
        say("You may ask what we keep about you, and have it corrected or deleted. A message is enough.")
    ]
    if business.country == "GB":
        texts.append(
            say(
                "You may also object to its use, ask for a copy to take elsewhere, and complain to the Information Commissioner’s Office."
            )
        )
    elif business.country in GDPR:
        texts.append(
            say(
                "You may also object to its use, ask for a copy to take elsewhere, and complain to the data protection authority of your country."
            )
        )
    return texts
