"""The profiles folder as a whole: every file there, nothing private in it, the same bytes each time."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest

from kit.base.files import RenderedFile
from kit.profiles.cards import qr_svg, signature, vcard
from kit.profiles.introduction import introduction
from kit.profiles.make import render_profiles
from kit.profiles.pictures import contrast_with_white, photo_for_card, pictures
from tests.profiles.conftest import SAMPLES, Owner, owner, sample

HOSTILE = "<script>alert(1)</script> `tick` ``` | {{ 7*7 }} \"quote\" & 'apostrophe'"


def made(who: Owner) -> dict[str, bytes]:
    return {str(each.path): each.content for each in render_profiles(who.business, who.trade, who.choice)}


@pytest.fixture(scope="module", params=SAMPLES)
def folder(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return made(sample(request.param))


def test_the_folder_is_complete(folder: dict[str, bytes]) -> None:
    for name in ("profiles.html", "listings.md", "introduction.md", "handles.md", "cards/contact.vcf", "cards/signature.html", "cards/signature.txt", "cards/qr-contact.svg"):  # fmt: skip
        assert folder[f"profiles/{name}"]
    assert all(re.fullmatch(r"profiles/[\w./-]+", name) for name in folder)


def test_no_gap_and_no_placeholder(folder: dict[str, bytes]) -> None:
    for name, content in folder.items():
        if name.endswith((".md", ".html", ".txt")):
            text = content.decode("utf-8")
            assert not re.search(r"\bNone\b(?! of)|\bTODO\b|\{\{|\bundefined\b|Lorem", text), name
            assert "\n\n\n\n" not in text, name


def test_every_local_link_of_the_page_leads_to_a_file(folder: dict[str, bytes]) -> None:
    page = folder["profiles/profiles.html"].decode("utf-8")
    local = [
        each for each in re.findall(r'(?:href|src)="([^"#]+)"', page) if "://" not in each and ":" not in each
    ]
    assert local
    assert {f"profiles/{each}" for each in local} <= set(folder)
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_the_page_says_what_webkit_why_says(plumber: Owner) -> None:
    from html import escape

    from kit.networks.catalogue import network_ids
    from kit.profiles.why import explain, explainer_of

    page = " ".join(made(plumber)["profiles/profiles.html"].decode("utf-8").split())
    explainer = explainer_of(plumber.choice)
    for network in network_ids():
        why = explain(network, plumber.business, plumber.trade, plumber.choice, explainer)
        for text in (*why.reasons, why.change, why.cost):
            assert escape(text, quote=False).replace("'", "&#39;") in page or escape(text) in page, text


def test_same_facts_same_bytes() -> None:
    who = sample("corner-cup")
    assert made(who) == made(who)


def test_names_of_the_owners_people_never_appear(plumber: Owner) -> None:
    everything = b"".join(made(plumber).values()).decode("utf-8", "replace")
    for private in (*plumber.business.network.referrers, *plumber.business.network.advisers):
        assert private.name not in everything


def test_hostile_text_is_text(tmp_path: Path) -> None:
    import json

    who = owner(
        f"business: {{name: {json.dumps(HOSTILE)}, trade: plumber, country: GB, about: {json.dumps(HOSTILE)}}}\n"
        "place: {mode: [at_customer], town: Whitby}\ncontact: {phone: 020 7946 0018}\n"
    )
    files = made(who)
    page = files["profiles/profiles.html"].decode("utf-8")
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert "<script>alert" not in files["profiles/cards/signature.html"].decode("utf-8")
    sheet = files["profiles/google_business.md"].decode("utf-8")
    assert "````text" in sheet, "a fence that the text cannot close"


class TestCards:
    def test_the_contact_file_is_read_by_phones(self, plumber: Owner) -> None:
        text = vcard(plumber.business, plumber.trade)
        assert text.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Harbour;Sue;;;\r\n")
        assert "TEL;TYPE=WORK,VOICE:+441632960123\r\n" in text
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert "YO21" not in text, "customers do not come: the address stays off"

    def test_another_library_reads_the_contact_file(self, plumber: Owner) -> None:
        """Folding, escapes and the photo, by icalendar's reader of content lines (RFC 2426 and 5545 share them)."""
        from icalendar.parser import Contentline, Contentlines

        photo = bytes(range(256)) * 4
        text = vcard(plumber.business, plumber.trade, photo=photo)
        lines = [each for each in Contentlines.from_ical(text) if each]
        read = {
            name.upper(): (params, value)
            for name, params, value in (Contentline(each).parts() for each in lines)
        }
        assert read["N"][1].split(";")[:2] == ["Harbour", "Sue"]
        assert read["ORG"][1].replace("\\", "") == "Harbour Plumbing & Heating"
        assert read["TEL"][1] == "+441632960123"
        params, value = read["PHOTO"]
        assert (params["TYPE"], params["ENCODING"]) == ("JPEG", "b")
        assert base64.b64decode(value) == photo

    def test_a_firm_without_people_is_a_firm(self, cafe: Owner) -> None:
        text = vcard(cafe.business, cafe.trade)
        assert "X-ABSHOWAS:COMPANY" in text
        assert "ADR;TYPE=WORK:;;4 Example Quay;Westport;;;IE" in text

    def test_the_photo_is_folded_into_it(self, plumber: Owner) -> None:
        text = vcard(plumber.business, plumber.trade, photo=b"\xff\xd8" * 300)
        assert "PHOTO;ENCODING=b;TYPE=JPEG:" in text
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    def test_the_signature_carries_the_company_line(self, plumber: Owner, cafe: Owner) -> None:
        signed = signature(plumber.business, plumber.trade)
        assert "Companies House, 00000000" in signed.text
        assert signed.text.startswith("-- \nSue Harbour\n")
        assert "tel:+441632960123" in signed.html
        assert "<img" not in signed.html
        assert "Corner Cup" in signature(cafe.business, cafe.trade).text

    def test_a_code_has_a_quiet_zone_and_a_title(self) -> None:
        svg = qr_svg("https://example.org/", title="Site & more")
        assert "<title>Site &amp; more</title>" in svg
        with pytest.raises(ValueError, match="too long"):
            qr_svg("x" * 5000)


class TestPictures:
    def test_sizes_are_those_of_the_network(self, plumber: Owner) -> None:
        from PIL import Image

        from kit.networks.catalogue import load_network

        for name in ("x", "facebook_page", "youtube", "instagram"):
            record = load_network(name)
            for each in pictures(plumber.business, plumber.trade, record, lambda _path: None):
                image = Image.open(io.BytesIO(each.content))
                want = record.images.avatar if each.use == "picture" else record.images.cover
                assert image.size == (want.width, want.height)
                assert each.alt

    def test_logo_and_photos_are_cut_to_size(self, plumber: Owner) -> None:
        from PIL import Image

        from kit.networks.catalogue import load_network

        out = io.BytesIO()
        Image.new("RGBA", (900, 300), (200, 20, 20, 255)).save(out, "PNG")
        facts = (
            "business: {name: A b, trade: cafe, country: GB}\nplace: {town: Whitby}\ncontact: {phone: 020 7946 0018}\n"
            "people:\n  - {name: Sue H, photo: content/sue.jpg}\n"
            "look: {logo: content/logo.png}\nphotos:\n  - {file: content/van.jpg, alt: The van}\n"
        )
        who = owner(facts)
        found = list(
            pictures(who.business, who.trade, load_network("facebook_page"), lambda _path: out.getvalue())
        )
        assert [each.source for each in found] == ["content/logo.png", "content/van.jpg"]
        assert found[1].alt == "The van"
        logo = Image.open(io.BytesIO(found[0].content)).convert("RGB")
        assert logo.getpixel((2, 2)) == (255, 255, 255), "the whole logo stands inside the circle"
        portrait = list(
            pictures(who.business, who.trade, load_network("linkedin_person"), lambda _path: out.getvalue())
        )
        assert portrait[0].source == "content/sue.jpg"
        assert photo_for_card(who.business, lambda _path: out.getvalue())[:2] == b"\xff\xd8"

    @pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
    def test_a_broken_picture_is_no_crash(self, content: bytes) -> None:
        from kit.networks.catalogue import load_network

        who = owner("business: {name: 日本, trade: cafe, country: JP}\nplace: {town: Kyoto}\ncontact: {email: a@b-c.co}\nlook: {logo: content/logo.png}\n")  # fmt: skip
        assert list(pictures(who.business, who.trade, load_network("x"), lambda _path: content)) == []
        assert photo_for_card(who.business, lambda _path: content) == b""

    @pytest.mark.parametrize(("colour", "ratio"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54)])
    def test_contrast(self, colour: str, ratio: float) -> None:
        assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.01)


class TestIntroduction:
    def test_it_is_a_minute_at_most_and_asks_for_one_firm(self, each_sample: Owner) -> None:
        spoken = introduction(each_sample.business, each_sample.trade)
        assert spoken.lines
        assert 5 <= spoken.seconds <= 60
        assert re.match(r"A good introduction for (me|us) is an? ", spoken.ask)
        assert spoken.reason
        assert len(spoken.more_asks) == 3

    def test_partners_already_known_come_last(self, plumber: Owner) -> None:
        spoken = introduction(plumber.business, plumber.trade)
        assert "electrician" not in spoken.ask
        assert "letting agent" not in spoken.ask

    @pytest.mark.parametrize(
        ("language", "ask"),
        [("de", "Eine gute Empfehlung für uns: "), ("fr", "Une bonne mise en relation pour nous : "), ("es", "Un buen contacto para nosotros: ")],
    )  # fmt: skip
    def test_it_speaks_the_language_of_the_facts(self, language: str, ask: str) -> None:
        who = owner(f"language: {language}\nbusiness: {{name: A b, trade: bakery, country: DE, voice: we}}\nplace: {{mode: [premises], town: Jena}}\ncontact: {{phone: 03641 123456}}\n")  # fmt: skip
        spoken = introduction(who.business, who.trade)
        assert spoken.ask.startswith(ask)
        assert "introduction" not in " ".join((spoken.ask, *spoken.lines))

    def test_articles_go_by_sound(self, coach: Owner) -> None:
        spoken = introduction(coach.business, coach.trade)
        asks = " ".join((spoken.ask, *(ask for ask, _ in spoken.more_asks)))
        assert not re.search(r" a [aeio]| an [bcdfgkp]| a HR", asks)


def test_rendered_files_are_public(cafe: Owner) -> None:
    files = list(render_profiles(cafe.business, cafe.trade, cafe.choice))
    assert all(isinstance(each, RenderedFile) and not each.private for each in files)


@pytest.mark.browser
@pytest.mark.slow
def test_the_page_copies_and_passes_axe(chromium, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Slow: starts a real Chromium, at phone and desk width, in light and dark."""
    from axe_playwright_python.sync_playwright import Axe

    for name, content in made(sample("harbour-plumbing")).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for width, scheme in ((390, "light"), (1280, "dark")):
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto((tmp_path / "profiles" / "profiles.html").as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        button = page.locator(".copy button").first
        button.click()
        page.locator(".copy.was").first.wait_for()  # the browser copies when it gets to it
        assert button.text_content() in {"Copied", "Copy again"}
        assert "Copied" in page.locator(".live").text_content()
        assert page.locator(".job[open]").count() == 1, "one job at a time"
        page.locator(".job[open] .tick").click()
        assert page.locator("[data-progress]").text_content().startswith("1 of")
        assert "done" not in (page.locator(".job[open]").get_attribute("class") or "").split()
        page.reload()
        assert page.locator("[data-progress]").text_content().startswith("1 of"), "ticks are kept"
        page.close()
