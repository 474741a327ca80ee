"""Checks of what is said: captions, disclosure, policies, products, notices; and what the owner signed for in the log."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from kit.pages.types import Page
from kit.plan.items import Verify
from kit.plan.verify.files import no_third_party_requests
from kit.plan.verify.seen import Seen

_PARTNERS = re.compile(r"partner|recommended|empfehlungen|friends")
_DISCLOSED = re.compile(r"(?i)\b(paid|commission|affiliate|gift(ed)?|no money|in return|related to|bezahlt|provision|gegenleistung|anzeige)\b")  # fmt: skip
_POLICY = re.compile(
    r"(?i)(words|reviews|quotes)\b.{0,80}\b(permission|real customers|checked|verified|we ask|edited)|"
    r"(bewertungen|stimmen)\b.{0,80}\b(erlaubnis|geprüft|echt)"
)
_REWARD = re.compile(r"(?i)discount|voucher|free|gift|prize|win|rabatt|gutschein|gratis|geschenk|gewinn")
_BAD_REVIEW = ("The first bad review", "Die erste schlechte Bewertung")
_ASKING = ("Asking for a review", "Um eine Bewertung bitten")
_CARE = re.compile(
    r"(?i)\b(patient|treatment|appointment|visit(ed)?|bill|insurance|diagnos\w*|behandlung|termin|besuch|rechnung|kasse)\b"
)
_RECOMMEND = re.compile(r"recommend|empfehl")
_QUOTE = re.compile(r"(?is)<blockquote\b[^>]*>(.*?)</blockquote>")
_FEWEST = 15
"""Words below which a quote is a motto and no text to pass on."""
_CASE = (
    ("problem",),
    ("decision", "entscheidung"),
    ("result", "ergebnis"),
    ("cost", "price", "kosten", "preis"),
)
_FEED = re.compile(r"site/[\w-]*product[\w-]*\.(xml|tsv|csv)$")


def _text(page: Page) -> str:
    return " ".join(run.text for run in page.texts)


def captions_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every film on a page has its captions; without films there is nothing to see."""
    sources = [seen.text(page.name) for page in seen.pages]
    films = [film for text in sources for film in re.findall(r"(?is)<video\b.*?</video>", text)]
    return all(re.search(r"(?i)<track\b[^>]*kind=[\"']?(captions|subtitles)", film) for film in films) if films else None  # fmt: skip


def consent_before_load(verify: Verify, seen: Seen) -> bool | None:
    """Fail when a page loads something from outside by itself; whether a question can be refused nobody can tell."""
    return False if no_third_party_requests(verify, seen) is False else None


def disclosure_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the page of recommended firms says whether money flows; without such a page nobody can tell."""
    pages = [page for page in seen.pages if _PARTNERS.search(page.name)]
    return all(_DISCLOSED.search(_text(page)) for page in pages) if pages else None


def product_safety_fields(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every product page names the maker, a way to write, and a note on safety."""
    pages = [page for page in seen.pages if page.name.startswith("site/services/")]
    maker = seen.business.identity.legal_name or seen.business.name
    safety = re.compile(r"(?i)safety|warning|sicherheit|warnung")
    said = [(_text(page), seen.text(page.name)) for page in pages]
    return all(maker in text and "@" in raw and safety.search(text) for text, raw in said) if said else None


def processor_list_matches_notice(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the privacy page names every firm of the facts that handles what visitors send."""
    form = seen.business.contact.form
    firms = [name for name in (seen.business.site.host, form.provider if form else None) if name]
    notice = next((page for page in seen.pages if re.search(r"privacy|datenschutz", page.name)), None)
    if notice is None or not firms:
        return None
    text = re.sub(r"[\W_]", "", _text(notice).casefold())
    return all(re.sub(r"[\W_]", "", name.casefold()) in text for name in firms)


def review_policy_linked(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a page that shows words of customers says how they came there; without such words nobody can tell."""
    quotes = [str(proof.text)[:40] for proof in seen.business.proof if proof.kind == "quote"]
    pages = [text for text in map(_text, seen.pages) if any(quote in text for quote in quotes)]
    return all(_POLICY.search(text) for text in pages) if pages else None


def avatar_files_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the one picture was made in the sizes of the networks."""
    names = [name for name in seen.files if name.startswith("profiles/pictures/")]
    return bool(names) if seen.files else None


def jsonld_product_matches(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every price in the structured data stands on the same page for people."""
    if not seen.pages:
        return None
    offers = [(page, amount) for page in seen.pages for data in page.data if data.syntax == "json-ld" for amount in _prices(data.value)]  # fmt: skip
    return all(re.search(rf"\b{re.escape(amount)}\b", _text(page).replace(",", "")) for page, amount in offers) if offers else False  # fmt: skip


def _prices(value: Any) -> list[str]:
    """Give the prices below a value, without the decimals that are nought."""
    if isinstance(value, list):
        return [price for each in value for price in _prices(each)]
    if not isinstance(value, dict):
        return []
    own = [re.sub(r"\.0+$", "", str(value["price"]))] if value.get("price") else []
    return own + [price for each in value.values() for price in _prices(each)]


def contrast_focus_headings(verify: Verify, seen: Seen) -> bool | None:
    """Fail on a page without exactly one main heading, or with a level left out; the hand test stays with the owner."""
    for page in seen.pages:
        levels = [level for level, _, _ in page.headings]
        if levels.count(1) != 1 or any(later > earlier + 1 for earlier, later in pairwise(levels)):
            return False
    return None


def product_feed_valid(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a list of products for free shopping entries lies among the files, with a price in it."""
    feeds = [name for name in seen.files if _FEED.search(name)]
    return any("price" in seen.text(name) for name in feeds) if seen.pages else None


def _script(seen: Seen, titles: tuple[str, ...]) -> str:
    """Give a text of the owner's own `scripts.md` by its title in one of the languages, "" when it is not there."""
    return next((part for part in seen.text("plan/scripts.md").split("\n## ") if part.startswith(titles)), "")


def file_present(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the note for the first bad review lies there, with its four steps."""
    return _script(seen, _BAD_REVIEW).count("\n> ") >= 4 if seen.files else None


def review_request_clean(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the one text that asks for reviews offers nothing for them."""
    text = _script(seen, _ASKING).partition("\n> ")[2]
    return bool(text) and not _REWARD.search(text) if seen.files else None


def reply_drafts_no_patient_facts(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the answer drafted for a bad review names no visit, treatment, bill or insurance."""
    text = "".join(re.findall("[“„]([^“”]*)[“”]", _script(seen, _BAD_REVIEW)))
    return bool(text) and not _CARE.search(text) if seen.files else None


def word_count_at_most(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the page for those who recommend quotes a text short enough to pass on; without it nobody can tell."""
    pages = [seen.text(page.name) for page in seen.pages if _RECOMMEND.search(page.name)]
    quotes = [re.sub("<[^>]*>", " ", each).split() for text in pages for each in _QUOTE.findall(text)]
    return any(_FEWEST <= len(words) <= int(verify.words) for words in quotes) if quotes else None


def case_page_fields(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a page tells a finished job under headings: problem, decision, result, cost."""
    if not seen.pages:
        return None
    heads = [" ".join(text for _, text, _ in page.headings).casefold() for page in seen.pages]
    return any(all(any(word in head for word in words) for words in _CASE) for head in heads)


def pages_signed_off(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the log has a line for every page: read, and true (`webkit log page_read --who about.html`)."""
    signed = {entry.who.casefold() for entry in seen.ledger.of("page_read")}
    names = {page.name.removeprefix("site/").casefold() for page in seen.pages if "404" not in page.name}
    return names <= signed if names else None


def mail_basis_present(verify: Verify, seen: Seen) -> bool:
    """Hold when the log has consents, and each says who gave it and where it came from."""
    entries = seen.ledger.of("consent")
    return bool(entries) and all(entry.who and entry.note for entry in entries)


def parked_have_pin(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the log has a pinned note for every parked profile."""
    parked = {each.channel.id for each in seen.plan.choice.with_verdict("park")}
    return parked <= {entry.channel for entry in seen.ledger.of("pinned")} if parked else None
