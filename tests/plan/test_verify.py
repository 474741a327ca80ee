"""Whether items are done: each check on something done, something open and something nobody can tell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kit.check.verify.run import live_check
from kit.facts.models import Business
from kit.plan.decisions import DecisionPost
from kit.plan.items import Verify, load_items
from kit.plan.ledger import header, read_ledger
from kit.plan.people import read_people
from kit.plan.standing import standing_text
from kit.plan.verify.marks import check_for, mark, marks, open_names
from kit.plan.verify.seen import Mark, Seen
from tests.plan.owners import business_from, plan_for, sample

DAY = dt.date(2026, 12, 16)
OPEN = Path(__file__).parent / "open_checks.txt"
"""Check names that nothing looks at, neither here nor live: those items are the owner's word. It may only shrink."""

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><meta name="description" content="{title} here">
<meta property="og:title" content="x"><meta property="og:description" content="x">
<script type="application/ld+json">{{"@type": "Plumber", "name": "Any Business", "areaServed": ["Whitby"],
"openingHours": "Mo-Fr 08:00-18:00", "sameAs": ["https://x.com/any"]}}</script></head>
<body><h1>Any Business in Whitby</h1><p>Ada Storr</p><p>Prices include VAT: from £85, £95 and £120.</p>
<a href="tel:+441632960123">01632 960123</a><a href="contact.html">Write</a>
<form name="f" action="/x"><label>Who brought you? <input name="source"></label></form>{more}</body></html>"""


def site(more: str = "", **pages: str) -> dict[str, bytes]:
    names = {"index": "Home", "about": "About", **pages}
    return {
        f"site/{name}.html": PAGE.format(title=title, more=more).encode() for name, title in names.items()
    }


def seen(
    log: str = "",
    people: str = "",
    files: dict[str, bytes] | None = None,
    business: Business | None = None,
    **more: Any,
) -> Seen:
    plan = plan_for(business or business_from(business={"name": "Any Business", "trade": "plumber"}))
    ledger = read_ledger(f"{header()}\n{log}")
    assert ledger.problems == ()
    return Seen(plan, DAY, ledger, read_people(people), files=files or {}, **more)


def answer(name: str, there: Seen, **verify: Any) -> bool | None:
    check = check_for(name)
    assert check is not None, name
    return check(Verify(by="ledger", check=name, **verify), there)


def test_open_names_may_only_shrink() -> None:
    there = {name for name in open_names() if live_check(name) is None}
    listed = set(OPEN.read_text("utf-8").split())
    added, done = sorted(there - listed), sorted(listed - there)
    assert not added, (
        f"write {', '.join(added)} in kit/plan/verify/ (live ones in kit/check/verify/), or let the item be `by: owner`"
    )
    assert not done, f"{', '.join(done)} has its function: take it out of tests/plan/open_checks.txt"
    assert len(there) <= 9


def test_no_check_here_belongs_to_no_item() -> None:
    from kit.plan.verify.marks import MODULES

    named = {item.verify.check for item in load_items()}
    made = {
        name
        for module in MODULES
        for name, value in vars(module).items()
        if not name.startswith("_")
        and callable(value)
        and getattr(value, "__module__", "") == module.__name__
    }
    assert made <= named


@pytest.mark.parametrize(
    ("name", "verify", "log", "expected"),
    [
        pytest.param("ledger_count", {"kind": "rival", "at_least": 2}, "2026-12-01,rival,A\n2026-12-02,rival,B", True, id="count enough"),
        pytest.param("ledger_count", {"kind": "rival", "at_least": 3}, "2026-12-01,rival,A", False, id="count too few"),
        pytest.param("ledger_count_per_week", {"kind": "touch", "at_least": 1}, "2026-12-10,touch", True, id="this week"),
        pytest.param("ledger_count_per_week", {"kind": "touch", "at_least": 1}, "2026-12-09,touch", False, id="last week"),
        pytest.param("ledger_recent", {"kind": "letter", "days": 40}, "2026-11-10,letter", True, id="recent"),
        pytest.param("ledger_recent", {"kind": "letter", "days": 40}, "2026-09-10,letter", False, id="long ago"),
        pytest.param("minutes_logged_this_week", {}, "2026-12-15,minutes,,linkedin,30", True, id="minutes"),
        pytest.param("minutes_within_plan", {}, "2026-12-15,minutes,,linkedin,600", False, id="too many minutes"),
        pytest.param("minutes_within_plan", {}, "", None, id="no minutes logged"),
        pytest.param("source_known_share", {"at_least": 0.8}, "\n".join(["2026-12-01,enquiry,,past_customers"] * 5), True, id="sources known"),
        pytest.param("source_known_share", {"at_least": 0.8}, "\n".join(["2026-12-01,enquiry,,unknown"] * 5), False, id="sources unknown"),
        pytest.param("source_known_share", {"at_least": 0.8}, "2026-12-01,enquiry,,unknown", None, id="too few enquiries"),
        pytest.param("median_reply_minutes", {"at_most": 60}, "\n".join(["2026-12-01,reply,,,30"] * 5), True, id="quick replies"),
        pytest.param("median_reply_minutes", {"at_most": 60}, "", None, id="no replies"),
        pytest.param("review_sheet_complete", {"kind": "monthly"}, "2026-12-01,monthly", True, id="review done"),
        pytest.param("review_sheet_complete", {"kind": "quarterly"}, "2026-08-01,quarterly", False, id="review long ago"),
        pytest.param("no_overdue_promises", {}, "", None, id="nobody promised anything"),
        pytest.param("no_overdue_promises", {}, "2026-12-01,promise,Tom,,,,2026-12-10", False, id="late promise"),
        pytest.param("no_overdue_promises", {}, "2026-12-01,promise,Tom,,,,2026-12-10\n2026-12-09,touch,tom", True, id="kept promise"),
        pytest.param("followup_days_at_most", {"days": 2}, "2026-12-01,contact,Ines\n2026-12-03,touch,Ines", True, id="followed up"),
        pytest.param("followup_days_at_most", {"days": 2}, "2026-12-01,contact,Ines", False, id="not followed up"),
        pytest.param("followup_days_at_most", {"days": 2}, "", None, id="nobody new"),
        pytest.param("referrals_thanked", {"days": 2}, "2026-12-01,referral,Tom\n2026-12-02,thanks,Tom", True, id="thanked"),
        pytest.param("referrals_thanked", {"days": 2}, "2026-12-01,referral,Tom", False, id="not thanked"),
        pytest.param("referrals_thanked", {"days": 2}, "", None, id="no referral"),
        pytest.param("replies_not_below_posts", {}, "2026-12-01,post\n2026-12-01,comment", True, id="answers"),
        pytest.param("replies_not_below_posts", {}, "2026-12-01,post", False, id="only posts"),
        pytest.param("replies_not_below_posts", {}, "", None, id="silence"),
        pytest.param("decision_fields_complete", {}, "2026-12-01,decision,vans,,,,2027-03-01,sell; 80 %", True, id="decision noted"),
        pytest.param("decisions_reviewed", {}, "2026-08-01,decision,vans,,,,2026-11-01,sell", False, id="not looked at"),
        pytest.param("decisions_reviewed", {}, "", None, id="no decision"),
        pytest.param("advice_reported_back", {"days": 30}, "2026-10-01,advice_used,Tom", False, id="nobody told"),
        pytest.param("advice_reported_back", {"days": 30}, "2026-10-01,advice_used,Tom\n2026-10-09,reported_back,Tom", True, id="told"),
        pytest.param("advice_reported_back", {"days": 30}, "", None, id="no advice"),
        pytest.param("baseline_present", {}, "2026-12-01,baseline", True, id="baseline"),
        pytest.param("verdict_by_date", {}, "", None, id="no rule due"),
        pytest.param("log_schema_valid", {}, "2026-12-01,job", True, id="log"),
        pytest.param("log_schema_valid", {}, "", None, id="no log"),
        pytest.param("cost_per_enquiry_computed", {}, "2026-12-01,enquiry\n2026-12-01,minutes,,,30", True, id="cost"),
        pytest.param("people_share_computed", {}, "", None, id="no jobs"),
        pytest.param("plan_age_days", {"at_most": 370}, "", True, id="young plan"),
        pytest.param("calendar_within_hours", {}, "", True, id="calendar"),
        pytest.param("plan_states_exclusion", {}, "", True, id="exclusions"),
    ],
)  # fmt: skip
def test_ledger_and_plan(name: str, verify: dict[str, Any], log: str, expected: bool | None) -> None:
    assert answer(name, seen(log), **verify) is expected


FULL = business_from(
    business={"name": "Any Business", "trade": "plumber", "legal_name": "Ada Storr"},
    people=[{"name": "Ada Storr"}],
    place={"areas": ["Whitby"]},
    contact={"phone": "01632 960123"},
    hours={"regular": "Mon-Fri 8-18", "special": [{"date": "2026-12-25", "hours": "closed"}]},
    services=[{"name": name, "price": price} for name, price in (("A", "from £85"), ("B", "£95"), ("C", "£120"))],
    customers={"ideal": "Any Business in Whitby", "not_for": "Nobody"},
    proof=[{"kind": "quote", "text": "Good", "by": "A", "permission": "2026-01-01"} for _ in range(3)],
    questions=[{"ask": f"Why {number}?", "answer": "So"} for number in range(6)],
    profiles=[
        {"network": "x", "link": "https://x.com/any", "state": "active"},
        {"network": "instagram", "handle": "@any", "state": "active"},
    ],
    photos=[{"file": f"content/photos/{n}.jpg", "alt": "x", "permission": "2026-01-01"} for n in range(10)],
    accounts=[{"what": what, "name": "A", "holder": "me", "recovery": "Tom", "renews": "2027-01-01"} for what in ("domain", "hosting", "mail")],
    domain={"name": "any.example", "renews": "2027-06-01"},
    marketing={
        "customers_served": 400, "more_jobs_possible": 3, "good_month": 9, "hour_worth": 60, "profit_per_customer": 300,
        "last_ten": {"past_customers": 9, "unknown": 1},
    },
    network={
        "referrers": [{"name": f"R{n}"} for n in range(4)],
        "advisers": [{"topic": "money", "name": "Bea"}],
        "topics": [{"topic": f"money {n}", "know": 1, "mistake_costs": 3} for n in range(8)],
    },
)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "alt_text_present", "about_person_present", "account_register_complete", "area_served_present", "access_table_complete",
        "category_matches_markup", "client_permission_present", "claims_have_source", "domain_expiry_days", "every_profile_has_verdict",
        "expertise_map_complete", "faq_answers_present", "first_section_complete", "form_labels_and_promise", "handover_complete",
        "handles_consistent", "hours_match_profile", "image_permission_notes", "images_present_with_alt", "imprint_fields",
        "jsonld_localbusiness", "jsonld_sameas_matches", "lang_and_reading_ease", "last_ten_filled", "main_action_and_tel",
        "menu_is_text", "name_has_no_extras", "nap_matches_profile", "no_cookies_before_consent", "no_home_address_outside_imprint",
        "no_odr_link", "no_placeholder_text", "no_self_rating_markup", "no_third_party_requests", "no_tracking_no_banner",
        "page_weight", "plan_has_target", "price_notes_present", "price_on_page", "quotes_have_name_date",
        "red_topics_have_professional", "second_admin_present", "share_preview_tags", "source_field_in_form",
        "special_hours_next_90_days", "text_on_page", "titles_unique", "unit_value_filled",
    ],
)  # fmt: skip
def test_a_business_that_did_it_all(name: str) -> None:
    done = seen(files=site(), business=FULL)
    assert answer(name, done) is True


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("alt_text_present", '<img src="a.jpg">'),
        ("no_self_rating_markup", "<p itemprop='aggregateRating'>5</p>"),
        ("no_odr_link", '<a href="https://ec.europa.eu/consumers/odr">x</a>'),
        ("no_third_party_requests", '<img alt="" src="https://other.example/a.jpg">'),
        ("no_tracking_no_banner", "<div id=cookie-banner>ok</div>"),
        ("no_cookies_before_consent", "<script>document.cookie='a=1'</script>"),
        ("no_placeholder_text", "<p>Lorem ipsum</p>"),
        ("form_labels_and_promise", "<form><input name=a></form>"),
        ("claims_have_source", "<p>The best plumber in Whitby</p>"),
        ("a11y_clean_no_overlay", '<img src="a.jpg">'),
        ("imprint_fields", "<p>Nach § 5 TMG</p>"),
        ("service_pages", ""),
        ("allergen_info_present", ""),
        ("withdrawal_function_present", ""),
        ("signup_form_present", ""),
        ("referral_page_present", ""),
        ("privacy_notice_matches_site", ""),
        ("custom_404", ""),
        ("sitemap_and_robots", ""),
        ("feed_valid", ""),
        ("bio_within_limit", ""),
    ],
)
def test_a_site_that_lacks_it(name: str, more: str) -> None:
    assert answer(name, seen(files=site(more), business=FULL)) is False


def test_pages_of_their_own() -> None:
    files = site(privacy="Privacy", recommend="Recommend us") | {"site/404.html": b"<title>x</title>", "site/sitemap.xml": b"x", "site/feed.xml": b"<entry>"}  # fmt: skip
    there = seen(files=files, business=FULL)
    for name in ("privacy_notice_matches_site", "referral_page_present", "custom_404", "sitemap_and_robots", "feed_valid"):  # fmt: skip
        assert answer(name, there) is True
    assert answer("page_exists", there, slug="recommend") is True
    assert answer("page_exists", there, slug="cost") is False
    assert there.page("nowhere.html") is None


@pytest.mark.parametrize(
    "item", [item for item in load_items() if item.verify.where], ids=lambda item: item.id
)
def test_nothing_built_proves_nothing_about_pages(item: Any) -> None:
    answer_to_nothing = mark(item, seen())
    assert answer_to_nothing in {Mark.PROVED, Mark.CANNOT_TELL, Mark.OPEN}
    check = check_for(item.verify.check)
    if answer_to_nothing is Mark.PROVED:
        assert check is not None
        assert check.__module__.rpartition(".")[2] in {"own", "pages", "facts"}


def test_people() -> None:
    inner = "people:\n- {name: Ada, circle: inner, grade: A}\n"
    assert answer("referrers_graded", seen(people=inner)) is True
    assert answer("referrers_graded", seen(people=inner.replace("grade: A", "how: x"))) is False
    assert answer("referrers_graded", seen()) is None
    assert answer("touches_fit_budget", seen(people=inner)) is True
    many = "people:\n" + "".join(f"- {{name: N{number}, circle: inner}}\n" for number in range(80))
    assert answer("touches_fit_budget", seen(people=many)) is False
    assert answer("ledger_count", seen(people=many), kind="contact", at_least=50) is True
    assert answer("no_overdue_promises", seen(people="people:\n- {name: A, promise: x, promise_due: 2026-12-01}\n")) is False  # fmt: skip
    assert answer("profile_field_filled", seen(business=FULL), field="capacity") is True
    assert answer("profile_field_filled", seen(business=FULL), field="intro_20s") is None


def test_decisions() -> None:
    post = DecisionPost("Q?", "open", dt.date(2026, 11, 1), dt.date(2026, 11, 20), None, None, "", "", "")
    late = seen(decisions=(post,))
    assert answer("decision_post_closed", late) is False
    assert answer("decision_post_fields", late) is False
    assert answer("decision_post_private_route", late) is False
    assert answer("decision_post_closed", seen()) is None


def test_posts_and_stop_rules() -> None:
    assert answer("new_post_within", seen(post_days=(dt.date(2026, 12, 1),)), days=30) is True
    assert answer("new_post_within", seen(post_days=(dt.date(2026, 9, 1),)), days=30) is False
    business = sample("harbour-plumbing")
    assert answer("stop_rules_present", seen(business=business)) is False
    assert answer("stop_rules_present", seen("2026-12-07,signed", business=business)) is True
    booked = business_from(contact={"booking_link": "https://cal.example/me"})
    link = '<a href="https://cal.example/me">Book</a><a href="https://portal.example/book">x</a>'
    assert answer("own_booking_first", seen(files=site(link), business=booked)) is True


def test_marks_and_their_sum() -> None:
    by_id = {item.id: item for item in load_items()}
    there = seen("2026-12-01,done,sec-07\n2026-12-01,rival\n2026-12-01,rival\n2026-12-01,rival")
    assert mark(by_id["sec-07"], there) is Mark.YOUR_WORD
    assert mark(by_id["fnd-08"], there) is Mark.LOGGED
    assert mark(by_id["con-03"], there) is Mark.PROVED
    assert mark(by_id["lst-01"], there) is Mark.CANNOT_TELL
    assert mark(by_id["con-01"], there) is Mark.OPEN
    text = standing_text(marks(by_id.values(), there))
    assert "on your word" in text
    assert "%" not in text
