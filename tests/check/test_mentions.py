"""What a stranger's page says is read in a moment, whatever it repeats."""

from __future__ import annotations

import time

import pytest

from kit.check.mentions import mentions_of
from kit.pages.business_text import said_in_texts
from kit.pages.other import parse_any
from kit.pages.parse import parse_page


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1", id="one number"),
        pytest.param("1 ", id="numbers"),
        pytest.param("1,", id="numbers with commas"),
        pytest.param("between 1 ", id="ranges without an end"),
        pytest.param("€1 ", id="prices"),
        pytest.param("a@", id="beginnings of mail addresses"),
        pytest.param("Mon 9-", id="hours without an end"),
    ],
)
@pytest.mark.parametrize("length", [pytest.param(30_000, id="one run"), pytest.param(1900, id="many runs")])
def test_a_text_that_repeats_itself_keeps_nobody_waiting(text: str, length: int) -> None:
    runs = f"<p>{text * (length // len(text))}</p>" * max(1, 60_000 // length)
    page = parse_page(runs.encode(), name="a.html", address="https://a.example/")
    began = time.process_time()
    mentions_of(page)
    tuple(said_in_texts(page))
    assert time.process_time() - began < 3  # one number of 200 kB took hours


def test_a_number_of_customers_is_a_claim_however_it_is_written() -> None:
    said = ("Over 500 happy customers", "12,000+ satisfied clients", "more than 1 000 000 loyal guests")
    page = parse_page("".join(f"<p>{each}.</p>" for each in said).encode(), name="a.html", address="https://a.example/")  # fmt: skip
    assert [each.text for each in mentions_of(page) if each.kind == "claim"] == list(said)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.html", f'<meta http-equiv="refresh" content="{"1" * 60_000}">', id="a refresh of many digits"),
        pytest.param("a.md", f"http://a.example/{':' * 60_000}x", id="an address of marks"),
        pytest.param("a.md", f"http://a.example/{'&a;' * 20_000}x", id="an address of entities"),
    ],
)  # fmt: skip
def test_an_address_that_repeats_itself_keeps_nobody_waiting(name: str, content: str) -> None:
    began = time.process_time()
    parse_any(content.encode(), name=name, address=f"https://a.example/{name}")
    assert time.process_time() - began < 4
