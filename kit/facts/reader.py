"""From the text of `business.yaml` to a typed Business, or every problem at once in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit.base.errors import InputError, MachineError
from kit.facts.legal_name import doubted
from kit.facts.plain import dotted, say
from kit.facts.problems import FactsError, Problem
from kit.facts.tree import Tree, decode, parse_tree

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from kit.facts.models import Business

VERSION = 1
"""The newest schema this program reads."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Checked facts, what a person should look at again, and the text they came from."""

    business: Business
    warnings: tuple[Problem, ...]
    text: str


def load_business(path: Path) -> Loaded:
    """Read a facts file from disk; raises FactsError (all problems) or MachineError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as exc:
        hint = "Start one with: webkit init, or name the folder that holds it."
        raise InputError(f"{path} is not there", hint=hint) from exc
    except IsADirectoryError as exc:
        raise InputError(f"{path} is a folder, not a file of facts", hint="Name the file inside it.") from exc
    except OSError as exc:
        raise MachineError(f"{path}: {exc.strerror}", hint="Check the rights of the file.") from exc
    return parse_business(decode(content, path.name), path.name)


def parse_business(text: str, name: str = "business.yaml") -> Loaded:
    """Read facts from text; raises FactsError with every problem, its place and a remedy."""
    from pydantic import ValidationError

    from kit.facts.models import Business
    from kit.facts.places import language_at_home

    tree, problems = parse_tree(text, name)
    _refuse_newer(tree, name)
    languages, language_problems = _languages(tree, name)
    country = _country(tree)
    weekdays = languages[0] if "language" in tree.data else language_at_home(country) or "en"
    context = {"language": languages[0], "languages": languages, "country": country, "weekdays": weekdays}
    found = [*problems, *language_problems]
    try:
        business = Business.model_validate(tree.data, context=context)
    except ValidationError as exc:
        found += [_problem(tree, name, error) for error in exc.errors(include_url=False)]
        raise FactsError(tuple(found)) from exc
    found += [Problem(name, *tree.place(path), dotted(path), message) for path, message in _across(business)]
    if found:
        raise FactsError(tuple(found))
    warnings = tuple(Problem(name, *tree.place(path), dotted(path), text) for path, text in _doubts(business))
    return Loaded(business, warnings, text)


def moved(loaded: Loaded, text: str, name: str) -> Loaded:
    """Give checked facts as they are in a file `name` with the same text, but for comment lines put before it.

    What `parse_business` would say of that file, without reading it all again.
    """
    lines = text[: len(text) - len(loaded.text)].count("\n")
    warnings = tuple(replace(each, path=name, line=each.line + lines) for each in loaded.warnings)
    return Loaded(loaded.business, warnings, text)


def _refuse_newer(tree: Tree, name: str) -> None:
    version = str(tree.data.get("version"))
    if version.isdigit() and int(version) > VERSION:
        message = f"these facts are of version {version}, this webkit reads version {VERSION}; install a newer webkit"
        raise FactsError((Problem(name, *tree.place(("version",)), "version", message),))


def _languages(tree: Tree, name: str) -> tuple[tuple[str, ...], list[Problem]]:
    from babel import Locale, UnknownLocaleError

    first, several = tree.data.get("language"), tree.data.get("languages")
    listed = [code for code in several if isinstance(code, str)] if isinstance(several, list) else []
    if first is None and listed:
        first = tree.data["language"] = listed[0]
    codes = tuple(dict.fromkeys((first if isinstance(first, str) else "en", *listed)))
    problems = []
    for code in codes:
        try:
            Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            fact = "languages" if code in listed else "language"
            message = f'"{code}" is not a language; write for example: en, de or fr'
            problems.append(Problem(name, *tree.place((fact,)), fact, message))
    if listed and isinstance(first, str) and listed[0] != first:
        message = f'begins with "{listed[0]}", but language is "{first}"; put {first} first'
        problems.append(Problem(name, *tree.place(("languages",)), "languages", message))
    return codes, problems


def _country(tree: Tree) -> str:
    from kit.facts.places import check_country

    block = tree.data.get("business")
    code = block.get("country") if isinstance(block, dict) else None
    try:
        return check_country(code) if isinstance(code, str) else ""
    except ValueError:
        return ""


def _across(business: Business) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What no single field can know: the few things a presence cannot do without, and pairs that must agree."""
    place, contact = business.place, business.contact
    if not place.mode and not place.town:
        yield (
            ("place",),
            "needs where you work: write mode: [premises] (or at_customer, remote, ship), or a town",
        )
    reachable = contact.phone or contact.email or contact.booking_link or contact.text_phone
    form_elsewhere = contact.form is not None and contact.form.address
    if not reachable and not form_elsewhere and not (place.street and "premises" in place.mode):
        yield (
            ("contact",),
            "needs one way to get in touch: phone, email or booking_link; for example: phone: 020 7946 0018",
        )
    if contact.form is not None:
        # Netlify takes the forms of the sites it serves itself: kit/site/forms.yaml.
        if contact.form.to == "provider" and not contact.form.address and contact.form.provider != "netlify":
            yield (
                ("contact", "form"),
                "needs the provider's address, for example: address: https://formspree.io/f/abcd",
            )
        if contact.form.to == "email" and not contact.email:
            yield (
                ("contact", "form"),
                "sends to email, but contact.email is missing; add it, or use a provider",
            )
    for number, special in enumerate(business.hours.special):
        if special.until and special.until < special.date:
            yield ("hours", "special", number, "until"), "lies before its date; swap the two"
    for number, profile in enumerate(business.profiles):
        if profile.link is None and profile.handle is None and profile.state is None:
            yield ("profiles", number), "needs a link, a handle or a state, for example: state: dormant"


def _doubts(business: Business) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What may be right and looks wrong: shown, never refused."""
    for field in ("phone", "text_phone"):
        phone = getattr(business.contact, field)
        if phone is not None and not phone.valid:
            yield (
                ("contact", field),
                f'"{phone.text}" is not a number in use as far as the public plan says; ring it once',
            )
    identity, place = business.identity, business.place
    if doubt := doubted(
        identity.legal_name or "", town=place.town or "", trade=identity.trade, street=place.street or ""
    ):
        yield ("business", "legal_name"), doubt
    marketing = business.marketing
    if marketing.last_ten and sum(marketing.last_ten.values()) != 10:
        total = sum(marketing.last_ten.values())
        yield (
            ("marketing", "last_ten"),
            f"adds up to {total}, not ten; the plan counts with what stands there",
        )
    if marketing.start and marketing.start.weekday() != 0:
        yield ("marketing", "start"), f"{marketing.start} is not a Monday; week 1 begins on the Monday before"


def _problem(tree: Tree, name: str, error: ErrorDetails) -> Problem:
    path = tuple(error["loc"])
    about_name = error["type"] == "extra_forbidden"
    if path[-1:] == ("[key]",):  # so pydantic says that the name is wrong, not the value
        path, about_name = path[:-1], True
    place = tree.keys[path] if about_name else tree.place(path)
    return Problem(name, *place, dotted(path), say(error, path))
