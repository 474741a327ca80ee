"""Checks of what was built: the site's pages, the profiles, the plan itself. None means that nothing was built."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kit.pages.types import LinkKind, Page
from kit.plan.items import Verify
from kit.plan.verify.seen import Seen

_SCORES = re.compile(r"aggregaterating", re.IGNORECASE)
_REPEALED = re.compile(r"\bTMG\b|Telemediengesetz")
_PLACEHOLDER = re.compile(r"(?i)lorem ipsum|\[your |\byour name here\b|\bTODO\b|xxxx|\{\{|\bexample text\b")
_HIDDEN = ("404.html",)


def _shown(seen: Seen) -> tuple[Page, ...]:
    return tuple(page for page in seen.pages if not page.name.endswith(_HIDDEN))


def _texts(pages: Iterable[Page]) -> str:
    return " ".join(run.text for page in pages for run in page.texts)


def _items(seen: Seen) -> Iterator[dict[str, Any]]:
    """Give every object in the pages' structured data."""
    stack: list[Any] = [data.value for page in _shown(seen) for data in page.data if data.syntax == "json-ld"]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            stack += list(value.values())
        elif isinstance(value, list):
            stack += value


def page_exists(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the site has the page."""
    return seen.page(f"{verify.slug}.html") is not None if seen.pages else None


def text_on_page(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the home page says what the facts say of whom the business is for."""
    home, ideal = seen.page("index.html"), seen.business.customers.ideal
    if home is None:
        return None
    return ideal is not None and str(ideal).casefold()[:40] in _texts([home]).casefold()


def price_on_page(verify: Verify, seen: Seen) -> bool | None:
    """Hold when three prices of the facts stand on the site."""
    prices = [
        service.price.text
        for service in seen.business.services
        if service.price and service.price.amount is not None
    ]
    amounts = [re.sub(r"\D", "", price)[:4] for price in prices]
    text = re.sub(r"(?<=\d)[.,  ](?=\d{3})", "", _texts(_shown(seen)))
    return sum(amount in text for amount in amounts) >= 3 if seen.pages else None


def titles_unique(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every page has a title and a description of its own."""
    pages = _shown(seen)
    if not pages:
        return None
    descriptions = [
        next((content for name, content, _ in page.meta if name.lower() == "description"), "")
        for page in pages
    ]
    titles = [page.title.strip() for page in pages]
    return all(titles) and all(descriptions) and len(set(titles)) == len(titles) and len(set(descriptions)) == len(descriptions)  # fmt: skip


def alt_text_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when no picture lacks its description."""
    return (
        all(image.alt is not None for page in _shown(seen) for image in page.images) if seen.pages else None
    )


def no_self_rating_markup(verify: Verify, seen: Seen) -> bool | None:
    """Hold when no page marks up its own stars."""
    return not any(_SCORES.search(seen.text(page.name)) for page in _shown(seen)) if seen.pages else None


def no_odr_link(verify: Verify, seen: Seen) -> bool | None:
    """Hold when nothing links to the closed EU dispute platform."""
    if not seen.pages:
        return None
    return not any("ec.europa.eu/consumers/odr" in link.url for page in _shown(seen) for link in page.links)


def no_third_party_requests(verify: Verify, seen: Seen) -> bool | None:
    """Hold when no page loads anything from another host."""
    if not seen.pages:
        return None
    return not any(re.match(r"(?i)(https?:)?//", link.raw) for page in _shown(seen) for link in page.links if link.kind is LinkKind.RESOURCE)  # fmt: skip


def page_weight(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the home page with all it loads is light enough."""
    home = seen.page("index.html")
    if home is None:
        return None
    loaded = {link.raw.split("?")[0].split("#")[0] for link in home.links if link.kind is LinkKind.RESOURCE}
    size = len(seen.files["site/index.html"])
    size += sum(len(seen.files.get(f"site/{name.removeprefix('./')}", b"")) for name in loaded)
    return size <= (verify.at_most_kb or 1000) * 1000


def lang_and_reading_ease(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every page says its language."""
    return all(page.lang for page in _shown(seen)) if seen.pages else None


def share_preview_tags(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every page has the tags that shared links show."""
    pages = _shown(seen)
    return (
        all({"og:title", "og:description"} <= {name for name, _, _ in page.meta} for page in pages)
        if pages
        else None
    )


def jsonld_localbusiness(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the structured data names this business, and nothing of it is broken."""
    if not seen.pages:
        return None
    broken = any("JSON" in text for page in _shown(seen) for text, _ in page.problems)
    return not broken and any(
        item.get("name") == seen.business.name and item.get("@type") for item in _items(seen)
    )


def jsonld_sameas_matches(verify: Verify, seen: Seen) -> bool | None:
    """Hold when sameAs names the profiles of the facts."""
    links = {profile.link for profile in seen.business.profiles if profile.link and profile.state != "closed"}
    if not seen.pages or not links:
        return None
    named: set[Any] = set()
    for item in _items(seen):
        same = item.get("sameAs")
        named.update(same if isinstance(same, list) else [same])
    return links <= named


def form_labels_and_promise(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every field of every form has a label."""
    forms = [form for page in _shown(seen) for form in page.forms]
    return all(field.labelled for form in forms for field in form.fields if field.type not in {"hidden", "submit"}) if forms else None  # fmt: skip


def source_field_in_form(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a form asks who or what brought the visitor."""
    forms = [form for page in _shown(seen) for form in page.forms]
    wanted = re.compile(r"(?i)source|found|brought|heard|herkunft|woher")
    return any(wanted.search(field.name) for form in forms for field in form.fields) if forms else None


def first_section_complete(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the home page begins with a heading, the place and one thing to do."""
    home = seen.page("index.html")
    if home is None:
        return None
    start = _texts([home])[:1500]
    town = seen.business.place.town or ""
    acts = any(
        link.raw.startswith(("tel:", "mailto:", "sms:")) or "contact" in link.raw
        for link in home.links
        if link.kind is LinkKind.NAVIGATE
    )
    return (
        bool(home.headings)
        and (town in start or not town)
        and (acts or bool(seen.business.contact.booking_link))
    )


def main_action_and_tel(verify: Verify, seen: Seen) -> bool | None:
    """Hold when phone numbers can be tapped on the contact page (and there is one to tap)."""
    if not seen.pages or seen.business.contact.phone is None:
        return None
    return any(link.raw.startswith("tel:") for page in _shown(seen) for link in page.links)


def about_person_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a page names one of the people of the facts."""
    names = [person.name for person in seen.business.people]
    return any(name in _texts(_shown(seen)) for name in names) if seen.pages else None


def area_served_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the places served stand on the site and in its markup."""
    if not seen.pages:
        return None
    areas, text = seen.business.place.areas, _texts(_shown(seen))
    return bool(areas) and all(area in text for area in areas) and any("areaServed" in item for item in _items(seen))  # fmt: skip


def hours_match_profile(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the markup has the hours of the facts."""
    if not seen.pages or seen.business.hours.regular is None:
        return None
    return any("openingHoursSpecification" in item or "openingHours" in item for item in _items(seen))


def no_home_address_outside_imprint(verify: Verify, seen: Seen) -> bool | None:
    """Hold when street and postcode stand on no page but an imprint."""
    place = seen.business.place
    secret = [part for part in (place.street, place.postcode) if part]
    pages = [page for page in _shown(seen) if not re.search(r"imprint|impressum|legal|privacy", page.name)]
    return not any(part in seen.text(page.name) for page in pages for part in secret) if pages else None


def no_placeholder_text(verify: Verify, seen: Seen) -> bool | None:
    """Hold when no page says sample text."""
    return not _PLACEHOLDER.search(_texts(_shown(seen))) if seen.pages else None


def imprint_fields(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a page shows what the law of the place asks for; never with the repealed act."""
    if not seen.pages:
        return None
    text = _texts(_shown(seen))
    identity = seen.business.identity
    registration = identity.registration
    number = (registration.number if registration else None) or ""
    owner = seen.business.people[0].name if seen.business.people else ""
    wanted = {
        "uk_company": [identity.legal_name or "", number],
        "uk_sole": [owner],
        "regulated": [(identity.licence.number if identity.licence else None) or ""],
    }.get(verify.variant, [identity.legal_name or owner or identity.name])
    return all(part and part in text for part in wanted) and not _REPEALED.search(text)


def category_matches_markup(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the markup has the narrow type of the trade."""
    types = {str(item.get("@type")) for item in _items(seen)}
    return seen.plan.trade.schema_org in " ".join(types) if seen.pages else None


def service_pages(verify: Verify, seen: Seen) -> bool | None:
    """Hold when there is a page for each service that has details."""
    detailed = [service for service in seen.business.services if service.details]
    pages = [page for page in seen.pages if page.name.startswith("site/services/")]
    return bool(detailed) and len(pages) >= len(detailed) if seen.pages else None


def feed_valid(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the feed is there and names an entry."""
    feeds = [name for name in seen.files if re.search(r"site/(feed|atom|rss)[\w.-]*\.(xml|atom)$", name)]
    return any("<entry" in seen.text(name) or "<item" in seen.text(name) for name in feeds) if seen.pages else None  # fmt: skip


def bio_within_limit(verify: Verify, seen: Seen) -> bool | None:
    """Fail when no profile sheet was made. Each is cut to its network's limit; what was pasted nobody can tell."""
    sheets = [name for name in seen.files if name.startswith("profiles/")]
    return False if seen.files and not sheets else None


def nap_matches_profile(verify: Verify, seen: Seen) -> bool | None:
    """Hold when name and phone of the facts stand on the site."""
    if not seen.pages:
        return None
    phone = seen.business.contact.phone
    digits = re.sub(r"\D", "", phone.text)[-6:] if phone else ""
    text = _texts(_shown(seen))
    return seen.business.name in text and digits in re.sub(r"\D", "", text)
