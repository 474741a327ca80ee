"""What can be said about a business: statements made of its facts and nothing else, each with its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kit.facts.models import Business
from kit.facts.phones import Phone
from kit.facts.shown import Proof
from kit.facts.trade import Trade
from kit.profiles.phrases import Tongue
from kit.profiles.wording import bare, for_whom, labelled, small, speaks

Kind = Literal[
    "what", "what_for", "what_short", "trade", "role", "speciality", "price", "service", "service_plain", "services",
    "licence", "guarantee", "proof", "since", "quote", "first_words", "starts", "person", "person_line", "person_about",
    "own_words", "customers", "not_for", "hours", "contact", "about", "question", "link",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: `text` without its full stop, the kind of thing it says, and the facts it rests on."""

    kind: Kind
    text: str
    facts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Give the statement as a sentence: with a full stop unless it ends in a mark of its own."""
        if re.search(r"https?://\S+$", self.text):
            return self.text  # a full stop would become part of the link
        if found := re.search(r"[“„«][^“”„«»]*\w(\s?[”“»])$", self.text):
            return f"{self.text[: found.start(1)]}.{found[1]}"
        return self.text if re.search(r"[.!?…][”\"“»)]*$", self.text) else f"{self.text}."


def statements(business: Business, trade: Trade, language: str) -> tuple[Said, ...]:
    """Give everything that can be said in `language`, in the order of the facts. Nothing is invented."""
    tongue = Tongue(language)
    return tuple(
        said
        for make in (_what, _identity, _services, _proof, _people, _customers, _rest)
        for said in make(business, trade, tongue)
        if said.text.strip()
    )


def trade_name(business: Business, trade: Trade, language: str) -> str:
    """Give what the business is called as a trade: the owner's own word for it, else the list's."""
    own = business.identity.trade_name
    return own.say(language) if own else trade.name(language)


def where(business: Business, tongue: Tongue, most: int = 4) -> str:
    """Give the places customers would name: the areas, else the town."""
    places = business.place.areas[:most] or ((business.place.town,) if business.place.town else ())
    return tongue.listed(places) if places else ""


def shown_phone(phone: Phone, business: Business) -> str:
    """Give a number as customers there read it: national at home, international when they are anywhere."""
    if not phone.valid:
        return phone.text  # a number kept for fiction has no layout of its own
    far = "online" in business.place.reach or phone.region != business.country
    return phone.international if far else phone.national


def _what(business: Business, trade: Trade, tongue: Tongue) -> Iterator[Said]:
    name, place = trade_name(business, trade, tongue.language), business.place
    facts = ("business.trade_name",) if business.identity.trade_name else ("business.trade",)
    spot = "place.areas" if place.areas else "place.town"
    if "local" in place.reach or not place.reach or "premises" in place.mode:
        if here := where(business, tongue):
            yield Said("what", tongue.say("{trade} in {place}", trade=name, place=here), (*facts, spot))
    elif "online" in place.reach:
        said = name if "online" in name.casefold() else tongue.say("{trade}, online", trade=name)
        yield Said("what", said, (*facts, "place.reach"))
    else:
        yield Said("what", tongue.say("{trade}, all over the country", trade=name), (*facts, "place.reach"))
    if business.customers.ideal and "local" not in place.reach and "premises" not in place.mode:
        whom = for_whom(business.customers.ideal, tongue)
        if whom:
            yield Said("what_for", f"{name} {whom}", (*facts, "customers.ideal"))
    if place.town:
        short = tongue.say("{trade} in {place}", trade=name, place=place.town)
        yield Said("what_short", short, (*facts, "place.town"))
    yield Said("trade", name, facts)


def _identity(business: Business, _trade: Trade, tongue: Tongue) -> Iterator[Said]:
    identity, language = business.identity, tongue.language
    if identity.speciality:
        text = tongue.say("Known for: {speciality}", speciality=bare(identity.speciality, language))
        yield Said("speciality", text, ("business.speciality",))
    if identity.about:
        yield Said("about", bare(identity.about, language), ("business.about",))
    if identity.since:
        yield Said("since", tongue.say("Since {year}", year=str(identity.since)), ("business.since",))
    if identity.licence:
        body, number = identity.licence.body, identity.licence.number
        text = tongue.say("{body}, no. {number}", body=body, number=number) if number else body
        yield Said("licence", text, ("business.licence",))


def _services(business: Business, _trade: Trade, tongue: Tongue) -> Iterator[Said]:
    for number, service in enumerate(business.services, start=1):
        name, path = bare(service.name, tongue.language), f"services[{number}]"
        amount = service.price.text if service.price and service.price.amount is not None else ""
        starts = service.price is not None and service.price.starts
        priced = f"{name} {amount}" if starts else f"{name}, {amount}"
        if amount:
            yield Said("price", priced, (f"{path}.name", f"{path}.price"))
        if service.about:
            about = bare(service.about, tongue.language)
            facts = (f"{path}.name", f"{path}.about")
            yield Said("own_words", f"{name}: {small(about, tongue.language)}", facts)
            yield Said("service_plain", f"{name}: {small(about, tongue.language)}", facts)
            more = (f"{path}.price",) if amount else ()
            yield Said(
                "service", f"{priced if amount else name}: {small(about, tongue.language)}", (*facts, *more)
            )
        else:
            yield Said("service_plain", name, (f"{path}.name",))
            yield Said("service", priced if amount else name, (f"{path}.name", f"{path}.price"))
    if business.services:
        names = tuple(bare(each.name, tongue.language) for each in business.services)
        yield Said(
            "services", " · ".join(names), tuple(f"services[{n}].name" for n in range(1, len(names) + 1))
        )


def _proof(business: Business, _trade: Trade, tongue: Tongue) -> Iterator[Said]:
    for number, proof in enumerate(business.proof, start=1):
        path, text = f"proof[{number}]", bare(proof.text, tongue.language)
        if proof.kind == "quote":
            if proof.permission:  # without the customer's yes it is not ours to show
                yield Said("quote", _quoted(proof, text, tongue), (f"{path}.text", f"{path}.by"))
        elif proof.kind == "guarantee":
            yield Said("guarantee", labelled("Guarantee: {text}", text, tongue), (f"{path}.text",))
        elif proof.kind == "licence":
            yield Said("licence", text, (f"{path}.text",))
        elif proof.kind == "insured":
            yield Said("proof", labelled("Insured: {text}", text, tongue), (f"{path}.text",))
        else:
            yield Said("proof", text, (f"{path}.text",))


def _quoted(proof: Proof, text: str, tongue: Tongue) -> str:
    if proof.by:
        return tongue.say("“{words}” – {by}", words=text, by=proof.by.rstrip("."))
    return tongue.say("“{words}”", words=text)


def _people(business: Business, trade: Trade, tongue: Tongue) -> Iterator[Said]:
    for number, person in enumerate(business.people, start=1):
        path, language = f"people[{number}]", tongue.language
        if person.role and (person.name, person.role.say(language).casefold()) == (
            business.name, trade_name(business, trade, language).casefold(),
        ):  # fmt: skip
            pass  # trade and name stand there already
        elif person.role:
            text = tongue.say(
                "{person}, {role}", person=person.name, role=small(bare(person.role, language), language)
            )
            yield Said("person", text, (f"{path}.name", f"{path}.role"))
            firm = tongue.say("{person}, {role}", person=bare(person.role, language), role=business.name)
            yield Said("role", firm, (f"{path}.role", "business.name"))
        else:
            yield Said("person", person.name, (f"{path}.name",))
        if person.about:
            about = bare(person.about, language)
            yield Said("person_about", about, (f"{path}.about",))
            if speaks(about):
                yield Said("person_line", about, (f"{path}.about",))
            else:
                line = f"{person.name}: {small(about, language)}"
                yield Said("person_line", line, (f"{path}.name", f"{path}.about"))


def _customers(business: Business, _trade: Trade, tongue: Tongue) -> Iterator[Said]:
    customers, language = business.customers, tongue.language
    if customers.first_words:
        words = bare(customers.first_words, language).strip("\"'“”„‘’«» ")
        yield Said("first_words", tongue.say("“{words}”", words=words), ("customers.first_words",))
        starts = tongue.say("It starts with: “{words}”", words=words)
        yield Said("starts", starts, ("customers.first_words",))
    if customers.ideal:
        said = for_whom(customers.ideal, tongue) or f"for: {bare(customers.ideal, language)}"
        yield Said("customers", said[:1].upper() + said[1:], ("customers.ideal",))
    if customers.not_for:
        text = tongue.say("Not for: {whom}", whom=small(bare(customers.not_for, language), language))
        yield Said("not_for", text, ("customers.not_for",))


def _rest(business: Business, _trade: Trade, tongue: Tongue) -> Iterator[Said]:
    if business.hours.regular:
        shown = business.hours.regular.text
        # "Hours: by appointment" would be no hours at all.
        text = (
            tongue.say("Hours: {hours}", hours=shown)
            if business.hours.regular.days
            else shown[:1].upper() + shown[1:]
        )
        yield Said("hours", text, ("hours.regular",))
    if business.hours.note:
        yield Said("hours", bare(business.hours.note, tongue.language), ("hours.note",))
    for number, question in enumerate(business.questions, start=1):
        ask, answer = question.ask.say(tongue.language), question.answer.say(tongue.language)
        yield Said("question", f"{ask} {answer}", (f"questions[{number}].ask", f"questions[{number}].answer"))
    yield from _ways(business, tongue)
    if business.site.address:
        text = tongue.say("Website: {link}", link=business.site.address)
        yield Said("link", text, ("site.address",))


def _ways(business: Business, tongue: Tongue) -> Iterator[Said]:
    """Give the ways to get in touch, the owner's first step first."""
    contact, place = business.contact, business.place
    call = {"i": "Call me: {phone}", "we": "Call us: {phone}"}.get(
        business.identity.voice or "", "Call {phone}"
    )
    ways: dict[str, Said] = {}
    if contact.phone:
        text = tongue.say(call, phone=shown_phone(contact.phone, business))
        ways["call"] = Said("contact", text, ("contact.phone",))
    number = contact.text_phone or contact.phone
    if number:
        path = "contact.text_phone" if contact.text_phone else "contact.phone"
        ways["text"] = Said(
            "contact", tongue.say("Text {phone}", phone=shown_phone(number, business)), (path,)
        )
    if contact.booking_link:
        text = tongue.say("Book: {link}", link=contact.booking_link)
        ways["book"] = Said("contact", text, ("contact.booking_link",))
    if contact.email:
        ways["write"] = Said("contact", tongue.say("Write to {mail}", mail=contact.email), ("contact.email",))
    if place.street and ("premises" in place.mode or not place.mode):
        said = not place.areas or place.town in place.areas[:4]  # the town stands in "Café in Westport" then
        spot = place.street if said or not place.town else f"{place.street}, {place.town}"
        ways["walk_in"] = Said(
            "contact", tongue.say("Come in: {place}", place=spot), ("place.street", "place.town")
        )
    first = contact.first_step or ("walk_in" if "walk_in" in ways else "call")
    if first != "text" and not contact.text_phone:
        ways.pop("text", None)
    yield from (
        ways[each]
        for each in dict.fromkeys((first, "walk_in", "call", "book", "write", "text"))
        if each in ways
    )
