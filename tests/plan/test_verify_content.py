"""What is said on the pages and signed for in the log: each check on yes, no and nobody can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.facts.models import Business
from tests.plan.owners import business_from
from tests.plan.test_verify import FULL, answer, seen, site

HOSTED = business_from(site={"host": "netlify"}, profiles=[{"network": "x", "state": "dormant"}])
SCRIPTS = (Path(__file__).parent.parent / "expected" / "plan-corner-cup" / "scripts.md").read_text("utf-8")
FILM = '<video src="a.mp4">{}</video>'
PRODUCT = {"site/services/bowl.html": b"<title>Bowl</title><h1>Bowl</h1><p>Any Business, a@b.example. {}</p>"}


@pytest.mark.parametrize(
    ("name", "files", "log", "business", "expected"),
    [
        pytest.param("captions_present", site(FILM.format('<track kind="captions" src="a.vtt">')), "", None, True, id="film with captions"),
        pytest.param("captions_present", site(FILM.format("")), "", None, False, id="film without captions"),
        pytest.param("captions_present", site(), "", None, None, id="no film"),
        pytest.param("consent_before_load", site('<img alt="" src="https://other.example/a.jpg">'), "", None, False, id="loads before the yes"),
        pytest.param("consent_before_load", site(), "", None, None, id="loads nothing"),
        pytest.param("disclosure_present", site(partners="Partners"), "", None, False, id="partners, money unsaid"),
        pytest.param("disclosure_present", site("<p>Nobody paid for a place here.</p>", partners="Partners"), "", None, True, id="partners, money said"),
        pytest.param("disclosure_present", site(), "", None, None, id="no partners"),
        pytest.param("product_safety_fields", PRODUCT, "", None, False, id="goods without a safety note"),
        pytest.param("product_safety_fields", {name: text.replace(b"{}", b"Safety: dishwasher only.") for name, text in PRODUCT.items()}, "", None, True, id="goods with a safety note"),
        pytest.param("processor_list_matches_notice", site("Netlify delivers these pages", privacy="Privacy"), "", HOSTED, True, id="host named"),
        pytest.param("processor_list_matches_notice", site(privacy="Privacy"), "", HOSTED, False, id="host not named"),
        pytest.param("processor_list_matches_notice", site(privacy="Privacy"), "", None, None, id="no firm in the facts"),
        pytest.param("review_policy_linked", site("<p>Good</p><p>These words come from customers; we ask permission.</p>"), "", FULL, True, id="how words got here"),
        pytest.param("review_policy_linked", site("<p>Good</p>"), "", FULL, False, id="words, nothing said"),
        pytest.param("avatar_files_present", {"profiles/pictures/x.png": b""}, "", None, True, id="pictures made"),
        pytest.param("avatar_files_present", site(), "", None, False, id="no pictures"),
        pytest.param("jsonld_product_matches", {"site/index.html": b'<script type="application/ld+json">{"offers": {"price": "85.00"}}</script><p>&pound;85</p>'}, "", None, True, id="price stands on the page"),
        pytest.param("jsonld_product_matches", {"site/index.html": b'<script type="application/ld+json">{"offers": {"price": "85.00"}}</script><p>&pound;95</p>'}, "", None, False, id="another price on the page"),
        pytest.param("jsonld_product_matches", site(), "", None, False, id="no product in the markup"),
        pytest.param("contrast_focus_headings", site("<h4>too deep</h4>"), "", None, False, id="a level left out"),
        pytest.param("contrast_focus_headings", site("<h2>good</h2>"), "", None, None, id="the hand test is the owner's"),
        pytest.param("product_feed_valid", site() | {"site/products.xml": b"<item><price>4</price></item>"}, "", None, True, id="product list"),
        pytest.param("product_feed_valid", site(), "", None, False, id="no product list"),
        pytest.param("file_present", {"plan/scripts.md": SCRIPTS.encode()}, "", None, True, id="note for a bad review"),
        pytest.param("file_present", site(), "", None, False, id="no note"),
        pytest.param("review_request_clean", {"plan/scripts.md": SCRIPTS.encode()}, "", None, True, id="asks, offers nothing"),
        pytest.param("review_request_clean", {"plan/scripts.md": SCRIPTS.replace("Thank you", "Win a voucher").encode()}, "", None, False, id="asks with a reward"),
        pytest.param("reply_drafts_no_patient_facts", {"plan/scripts.md": SCRIPTS.encode()}, "", None, True, id="reply names no treatment"),
        pytest.param("reply_drafts_no_patient_facts", {"plan/scripts.md": SCRIPTS.replace("as it should be", "your last visit").encode()}, "", None, False, id="reply names a visit"),
        pytest.param("word_count_at_most", site(f"<blockquote>{'word ' * 40}</blockquote>", recommend="Recommend us"), "", None, True, id="forty words"),
        pytest.param("word_count_at_most", site(f"<blockquote>{'word ' * 60}</blockquote>", recommend="Recommend us"), "", None, False, id="sixty words"),
        pytest.param("word_count_at_most", site(recommend="Recommend us"), "", None, None, id="nothing to pass on"),
        pytest.param("case_page_fields", site("<h2>The problem</h2><h2>Our decision</h2><h2>Result and cost</h2>"), "", None, True, id="a case in four parts"),
        pytest.param("case_page_fields", site("<h2>The problem</h2>"), "", None, False, id="a problem alone"),
        pytest.param("pages_signed_off", site(), "2026-12-01,page_read,index.html\n2026-12-01,page_read,about.html", None, True, id="both pages read"),
        pytest.param("pages_signed_off", site(), "2026-12-01,page_read,index.html", None, False, id="one page read"),
        pytest.param("mail_basis_present", {}, "2026-12-01,consent,Ines,,,,,card at the market", None, True, id="consent with its place"),
        pytest.param("mail_basis_present", {}, "2026-12-01,consent,Ines", None, False, id="consent from nowhere"),
        pytest.param("parked_have_pin", {}, "2026-12-01,pinned,,x_twitter", HOSTED, True, id="pinned"),
        pytest.param("parked_have_pin", {}, "", HOSTED, False, id="not pinned"),
        pytest.param("parked_have_pin", {}, "", None, None, id="nothing parked"),
    ],
)  # fmt: skip
def test_content(
    name: str, files: dict[str, bytes], log: str, business: Business | None, expected: Any
) -> None:
    more = {"words": 45} if name == "word_count_at_most" else {}
    assert answer(name, seen(log, files=files, business=business), **more) is expected
