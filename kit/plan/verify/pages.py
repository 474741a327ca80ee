"""More checks of the built pages: what stands where, and what must not stand anywhere."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

import datetime as dt
import re

from kit.plan.items import Verify
from kit.plan.verify.files import (
    alt_text_present,
    form_labels_and_promise,
    lang_and_reading_ease,
    no_third_party_requests,
)
from kit.plan.verify.seen import Seen

_BOAST = re.compile(r"(?i)\b(best|leading|number one|no\. ?1|#1|cheapest|führende|günstigste|beste)\b[^.!?]{0,40}\b(in|of|der|in der)\b")  # fmt: skip
_SOON = 60


def _text(seen: Seen) -> str:
    return " ".join(run.text for page in seen.pages for run in page.texts)


def _says(seen: Seen, pattern: str) -> bool | None:
    return bool(re.search(pattern, _text(seen))) if seen.pages else None


def custom_404(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a page for addresses that do not exist was built."""
    return seen.page("404.html") is not None if seen.pages else None


def sitemap_and_robots(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a sitemap was built; without the site's address none can be."""
    return "site/sitemap.xml" in seen.files if seen.pages else None


def no_tracking_no_banner(verify: Verify, seen: Seen) -> bool | None:
    """Hold when nothing is loaded from outside and nothing asks for consent."""
    if not seen.pages:
        return None
    banner = re.search(
        r"(?i)cookie[- ]?(banner|consent)", " ".join(seen.text(page.name) for page in seen.pages)
    )
    return bool(no_third_party_requests(verify, seen)) and not banner


def no_cookies_before_consent(verify: Verify, seen: Seen) -> bool | None:
    """Hold when no page can set a cookie: nothing from outside, and no script that names one."""
    if not seen.pages:
        return None
    scripts = any("document.cookie" in seen.text(page.name) for page in seen.pages)
    return bool(no_third_party_requests(verify, seen)) and not scripts


def a11y_clean_no_overlay(verify: Verify, seen: Seen) -> bool | None:
    """Fail on a picture without description, a field without label, a page without language, or an overlay.

    These find only part of the problems, so nothing wrong means that nobody can tell yet.
    """
    answers = [check(verify, seen) for check in (alt_text_present, lang_and_reading_ease, form_labels_and_promise, no_third_party_requests)]  # fmt: skip
    return False if False in answers else None


def no_testimonials(verify: Verify, seen: Seen) -> bool:
    """Hold when the facts have no quotes that the site would show."""
    return not any(proof.kind == "quote" for proof in seen.business.proof)


def menu_is_text(verify: Verify, seen: Seen) -> bool | None:
    """Hold when what is sold stands on a page as text with prices."""
    prices = [service.price.text for service in seen.business.services if service.price]
    return len(prices) >= 3 and all(price in _text(seen) for price in prices[:3]) if seen.pages else None


def own_booking_first(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the first outside link that books is the owner's own."""
    own, home = seen.business.contact.booking_link, seen.page("index.html")
    if home is None or not own:
        return None
    outside = [link.url for link in home.links if link.url.startswith("http") and link.element == "a"]
    booking = [url for url in outside if url == own or re.search(r"(?i)book|reserv|order", url)]
    return bool(booking) and booking[0] == own


def referral_page_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when there is a page for people who want to recommend the business."""
    return any(re.search(r"recommend|empfehl", page.name) for page in seen.pages) if seen.pages else None


def privacy_notice_matches_site(verify: Verify, seen: Seen) -> bool | None:
    """Hold when there is a privacy page and no page loads anything from a host it would have to name."""
    if not seen.pages:
        return None
    notice = any(re.search(r"privacy|datenschutz", page.name) for page in seen.pages)
    return notice and bool(no_third_party_requests(verify, seen))


def name_has_no_extras(verify: Verify, seen: Seen) -> bool:
    """Hold when the name is a name: no slogan behind a dash or bar, no town tacked on."""
    name, town = seen.business.name, seen.business.place.town
    return not re.search(r" [-–|:] ", name) and not (town and name.endswith(f" {town}") and name != seen.business.identity.legal_name)  # fmt: skip


def handles_consistent(verify: Verify, seen: Seen) -> bool | None:
    """Hold when all profiles go by one name; with fewer than two nobody can tell."""
    handles = [
        (profile.handle or (profile.link or "").rstrip("/").rpartition("/")[2]).lstrip("@").casefold()
        for profile in seen.business.profiles
        if profile.state != "closed" and (profile.handle or profile.link)
    ]
    return len(set(handles)) == 1 if len(handles) > 1 else None


def claims_have_source(verify: Verify, seen: Seen) -> bool | None:
    """Fail on a superlative without a source; hold with three proofs that have a date, a link or a name."""
    if _BOAST.search(_text(seen)):
        return False
    backed = [proof for proof in seen.business.proof if proof.date or proof.link or proof.by]
    return True if len(backed) >= 3 else None


def price_notes_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the pages say whether tax is in the prices."""
    return _says(seen, r"(?i)\b(vat|tax|gst|mwst|ust|umsatzsteuer|tva|iva)\b")


def allergen_info_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the pages speak of allergens."""
    return _says(seen, r"(?i)allerg")


def withdrawal_function_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a page offers to withdraw from a contract."""
    return _says(seen, r"(?i)withdraw from (the|your|this) (contract|order)|widerruf")


def signup_form_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a form asks for a mail address to send the letter to."""
    if not seen.pages:
        return None
    forms = [form for page in seen.pages for form in page.forms]
    return any(re.search(r"(?i)letter|subscribe|sign", f"{form.name} {form.submit_text}") for form in forms)


def domain_expiry_days(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the facts say that the domain is paid for two months and more."""
    renews = seen.business.domain.renews
    return None if renews is None else renews > seen.today + dt.timedelta(days=_SOON)


def new_post_within(verify: Verify, seen: Seen) -> bool:
    """Hold when a post that is no draft is young enough."""
    first = seen.today - dt.timedelta(days=verify.days or 30)
    return any(first <= day <= seen.today for day in seen.post_days)


def client_permission_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every quote says when it was allowed; without quotes nobody can tell."""
    quotes = [proof for proof in seen.business.proof if proof.kind == "quote"]
    return all(quote.permission for quote in quotes) if quotes else None


def access_table_complete(verify: Verify, seen: Seen) -> bool:
    """Hold when every account says who holds it and who can get it back."""
    accounts = seen.business.accounts
    return bool(accounts) and all(account.holder and account.recovery for account in accounts)
