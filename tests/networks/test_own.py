"""The profiles in the facts: what may be linked, and the sentence for what may not."""

from __future__ import annotations

import pytest

from kit.networks.models import brand_of
from kit.networks.own import Named, looked_through, troubles

X, PAGE = "https://x.com/", "https://www.facebook.com/"


@pytest.mark.parametrize(
    ("named", "url", "words"),
    [
        pytest.param(Named("x", "https://twitter.com/CornerCup?s=21"), X + "cornercup", "", id="an old domain"),
        pytest.param(Named("twitter", handle="@cornercup"), X + "cornercup", "", id="an old name of the network"),
        pytest.param(Named("our_forum", "https://forum.example.org/u/1"), "https://forum.example.org/u/1", "", id="a network nobody knows"),
        pytest.param(Named("google_business", state="active"), "", "", id="only that it is there"),
        pytest.param(Named("instagram", handle="corner..cup"), "", "not allowed on Instagram", id="a handle against the rules"),
        pytest.param(Named("x", X + "jack/status/20"), "", "one post, not a profile on X. The profile it belongs to is https://x.com/jack", id="a post"),
        pytest.param(Named("facebook_page", PAGE), "", "front page of Facebook, not a profile", id="a front page"),
        pytest.param(Named("linkedin_company", "https://www.linkedin.com/in/sue"), "", "a LinkedIn profile, but a LinkedIn Page is meant", id="a person where a page is meant"),
        pytest.param(Named("foursquare", "https://foursquare.com/v/corner/4b0588f1f964a52012d522e3"), "", "closing down", id="a closing network"),
        pytest.param(Named("x", "https://bit.ly/3abc"), "", "hides where it leads", id="a short link"),
    ],
)  # fmt: skip
def test_only_a_profile_is_linked(named: Named, url: str, words: str) -> None:
    (found,) = looked_through([named])
    assert found.url == url
    assert words in found.trouble
    assert bool(found.trouble) == bool(words)


def test_of_two_profiles_on_one_network_the_first_is_linked() -> None:
    found = looked_through([Named("x", X + "one"), Named("twitter", X + "two"), Named("x", X + "One")])
    assert [each.url for each in found] == [X + "one", "", X + "one"]
    (said,) = troubles(found)
    assert said.startswith(
        "profiles[2]: There are two profiles on X: https://x.com/one and https://x.com/two."
    )


def test_a_closed_profile_is_no_profile() -> None:
    assert looked_through([Named("x", X + "one", state="closed")]) == ()
    assert [each.number for each in looked_through([Named("x", state="closed"), Named("vimeo", "x")])] == [2]


@pytest.mark.parametrize(
    ("name", "brand"),
    [("Facebook Page", "Facebook"), ("LinkedIn Page (company)", "LinkedIn"), ("X (formerly Twitter)", "X"), ("Google Business Profile", "Google"), ("Yelp", "Yelp")],
)  # fmt: skip
def test_sentences_speak_of_the_place_itself(name: str, brand: str) -> None:
    assert brand_of(name) == brand
