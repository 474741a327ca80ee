"""What was typed in haste is written with large letters and signs of money; no word of it changes."""

from __future__ import annotations

import pytest

from kit.interview import engine
from kit.interview.engine import put, value_now
from kit.interview.entries import _field_label
from kit.interview.handwriting import fair
from kit.interview.homework import _how
from kit.interview.questions import Part, standing_questions
from kit.interview.typed import read_typed
from tests.interview.screen import Screen, facts_in
from tests.interview.test_terminal_keys import begun

SERVICES = "services"


@pytest.mark.parametrize(
    ("country", "fact", "typed", "kept"),
    [
        pytest.param("GB", "place.town", "hebden bridge", "Hebden Bridge", id="a town"),
        pytest.param("GB", "place.town", "stoke-on-trent", "Stoke-on-Trent", id="its small words stay small"),
        pytest.param("DE", "place.town", "bad homburg vor der höhe", "Bad Homburg vor der Höhe", id="small words of a German town"),
        pytest.param("NL", "place.town", "den haag", "Den Haag", id="a small word at its beginning is large"),
        pytest.param("NL", "place.town", "ijmuiden", "IJmuiden", id="a Dutch ij is one letter"),
        pytest.param("TR", "place.town", "izmir", "izmir", id="Turkish has another large i"),
        pytest.param("GB", "place.town", "den Haag", "den Haag", id="somebody meant that large letter"),
        pytest.param("GB", "place.street", "12b canal side, leeds", "12b Canal Side", id="a street without its town"),
        pytest.param("FR", "place.street", "12 rue de la paix", "12 rue de la paix", id="a French street is small"),
        pytest.param("GB", "business.name", "the soggy dogs", "the soggy dogs", id="the name is as on the sign"),
        pytest.param("GB", "business.about", "my dog. then i began, approx. ten years", "My dog. Then I began, approx. ten years", id="sentences"),
        pytest.param("GB", "business.about", "me and Shaun. we turn up", "Me and Shaun. We turn up", id="with a name"),
        pytest.param("GB", "questions", [{"answer": "55 now. more if matted"}], [{"answer": "55 now. more if matted"}], id="a figure first"),
        pytest.param("GB", "business.about", "iPhones and eBay. no more", "iPhones and eBay. no more", id="a name of its own"),
        pytest.param("GB", "business.about", "www.paws.com says it", "www.paws.com says it", id="an address is no sentence"),
        pytest.param("GB", "hours.regular", "tues to sat 9-5", "Tues to Sat 9-5", id="days"),
        pytest.param("GB", SERVICES, [{"name": "nails", "price": "12"}], [{"name": "Nails", "price": "£12"}], id="a bare price"),
        pytest.param("GB", SERVICES, [{"price": "80 call out"}], [{"price": "£80 call out"}], id="a bare price with words"),
        pytest.param("GB", SERVICES, [{"price": "30 minutes"}], [{"price": "30 minutes"}], id="a time is no price"),
        pytest.param("DE", SERVICES, [{"price": "12"}], [{"price": "12 €"}], id="a bare price in Germany"),
        pytest.param("GB", SERVICES, [{"price": "from £28"}], [{"price": "from £28"}], id="a price with its sign"),
    ],
)  # fmt: skip
def test_what_was_typed_in_haste_is_written_fair(country, fact, typed, kept):
    assert fair(fact, typed, {"business": {"country": country}, "place": {"town": "Leeds"}}) == kept


def test_a_street_with_its_town_loses_it_once_the_town_is_known():
    state = engine.start()
    for fact, value in (
        ("business.trade", "dog_groomer"), ("business.name", "Soggy"), ("place.mode", ["premises"]), ("business.country", "GB"),
        ("place.street", "12b canal side, hebden bridge"), ("place.town", "hebden bridge"),
    ):  # fmt: skip
        state = put(state, {fact: value})
    assert value_now(state, "place.street") == "12b Canal Side"


def test_a_field_says_which_service_it_belongs_to_however_long_the_name():
    services = next(
        each for question in standing_questions() for each in question.parts if each.fact == "services"
    )
    price = services.fields[1]
    for name in (
        "Fault finding: lights, sockets or power gone",
        "Safety check with report, for landlords or buyers",
    ):
        label = _field_label(services, price, {"name": name}, 1)
        assert label.startswith(name[:12]), label
        assert label.endswith(": Price"), label


@pytest.mark.parametrize(
    ("do", "shown"),
    [
        ('webkit set a.b "Scheme (e.g. NAPIT)"', '`webkit set a.b "Scheme (e.g. NAPIT)"`'),
        ('webkit set a.b "x" (or take it away)', '`webkit set a.b "x"` (or take it away)'),
        ("webkit answers edit proof", "`webkit answers edit proof`"),
    ],
)
def test_a_command_of_the_homework_keeps_the_brackets_within_its_quotes(do, shown):
    assert _how(do) == shown


def test_a_network_with_the_name_of_a_page_says_what_to_write():
    with pytest.raises(ValueError, match="Write facebook alone"):
        read_typed(Part(fact="link", kind="profile", label="l"), "facebook, The Soggy Dogs")


def test_an_arrow_then_enter_takes_the_row_under_the_cursor_where_another_was_chosen(tmp_path):
    folder = begun(tmp_path, "contact")
    with Screen("init", str(folder)) as screen:
        screen.wait_for("Phone")
        screen.type("+44 20 7946 0018\r")
        screen.wait_for("Email")
        screen.type("\r")
        screen.wait_for("booking")
        screen.type("\r")
        screen.wait_for("Just walk in")
        screen.type("\x1b[B")
        screen.type("\r")
        screen.wait_for("What do people pay")
        screen.type("\x03")
        assert screen.code() == 130
    assert "first_step: text" in facts_in(folder)
