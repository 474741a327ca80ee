"""Whatever people paste becomes one canonical link, or a sentence that says what it is instead."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.networks.catalogue import load_network, network_ids
from kit.networks.links import ProfileLink, Refusal, Refused, read_link

IDS = network_ids()


def forms(url: str) -> dict[str, str]:
    """The same link as people paste it."""
    bare = url.removeprefix("https://")
    host, slash, rest = bare.partition("/")
    mark = "&" if "?" in url else "?"
    return {
        "as it is": url,
        "http": f"http://{bare}",
        "no scheme": bare,
        "slashes only": f"//{bare}",
        "shouted host": f"https://{host.upper()}{slash}{rest}",
        "spaces around": f"  {url}\n",
        "angle brackets": f"<{url}>",
        "quotes": f'"{url}"',
        "typographic quotes": f"“{url}”",
        "end of a sentence": f"We are at {url}.",
        "inside a message": f"Have a look: {url} – see you there!",
        "in brackets": f"our page ({url})",
        "utm parameters": f"{url}{mark}utm_source=newsletter&utm_medium=email",
        "share parameters": f"{url}{mark}fbclid=IwAR0abc&igsh=MzRl&si=xyz",
        "fragment": f"{url}#about",
        "invisible characters": f"\u200b{url}\u200e",
        "port of https": f"https://{host}:443{slash}{rest}",
        "host with a dot at its end": f"https://{host}.{slash}{rest}",
        "copied from Facebook": f"https://l.facebook.com/l.php?u={quote(url, safe='')}&h=AT0",
        "copied from a Google result": f"https://www.google.com/url?sa=t&url={quote(url, safe='')}",
        "markdown": f"[us]({url})",
    }


ROWS = [
    pytest.param(name, text, expected, id=f"{name} {label}")
    for name in IDS
    for expected in [read_link(load_network(name).urls.examples[0].url, name)]
    for label, text in forms(expected.url if isinstance(expected, ProfileLink) else "").items()
]


@pytest.mark.parametrize(("name", "text", "expected"), ROWS)
def test_every_form_of_a_link_is_read(name: str, text: str, expected: ProfileLink) -> None:
    assert read_link(text, name) == expected
    assert read_link(text) == expected


@pytest.mark.parametrize("name", IDS)
def test_examples_of_the_catalogue(name: str) -> None:
    urls = load_network(name).urls
    for example in urls.examples:
        for network in (name, None):
            found = read_link(example.url, network)
            assert isinstance(found, ProfileLink), example.url
            assert (found.network, found.handle) == (name, example.handle)
            assert read_link(found.url, network) == found, "a canonical link reads as itself"
    for url in urls.not_profiles:
        assert isinstance(read_link(url, name), Refusal), url


@pytest.mark.parametrize(
    ("network", "text", "url"),
    [
        ("x", "@jack", "https://x.com/jack"),
        ("twitter", "@jack", "https://x.com/jack"),
        ("x", "jack", "https://x.com/jack"),
        ("x", "https://twitter.com/#!/jack", "https://x.com/jack"),
        ("x", "https://mobile.twitter.com/Jack?s=21&t=abc", "https://x.com/jack"),
        ("x", "twitter://user?screen_name=jack", "https://x.com/jack"),
        ("x", "https://x.com/jack/with_replies", "https://x.com/jack"),
        ("x", "https://twitter.com/intent/follow?screen_name=jack", "https://x.com/jack"),
        ("x", "https://x.com/login?redirect_after_login=%2Fjack", "https://x.com/jack"),
        ("instagram", "@corner.cup", "https://www.instagram.com/corner.cup/"),
        ("instagram", "instagram://user?username=corner.cup", "https://www.instagram.com/corner.cup/"),
        ("instagram", "https://instagr.am/corner.cup", "https://www.instagram.com/corner.cup/"),
        ("instagram", "https://www.instagram.com/accounts/login/?next=/corner.cup/", "https://www.instagram.com/corner.cup/"),
        ("facebook_page", "https://de-de.facebook.com/HarbourPlumbing/about", "https://www.facebook.com/harbourplumbing"),
        ("facebook_page", "fb://page/100063571234567", "https://www.facebook.com/profile.php?id=100063571234567"),
        ("facebook_page", "https://www.facebook.com/pages/Harbour/100063571234567", "https://www.facebook.com/profile.php?id=100063571234567"),
        ("facebook_page", "https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fharbourplumbing", "https://www.facebook.com/harbourplumbing"),
        ("linkedin_person", "https://www.linkedin.com/authwall?sessionRedirect=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fruth-calder", "https://www.linkedin.com/in/ruth-calder/"),
        ("linkedin_person", "https://ca.linkedin.com/in/ruth-calder/fr", "https://www.linkedin.com/in/ruth-calder/"),
        ("linkedin_person", "ruth-calder", "https://www.linkedin.com/in/ruth-calder/"),
        ("linkedin_company", "https://www.linkedin.com/company/harbour/about/", "https://www.linkedin.com/company/harbour/"),
        ("youtube", "https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2F%40harbour&gl=DE", "https://www.youtube.com/@harbour"),
        ("youtube", "https://m.youtube.com/@Harbour/videos", "https://www.youtube.com/@harbour"),
        ("youtube", "https://www.youtube.com/c/Harbour/featured", "https://www.youtube.com/c/harbour"),
        ("tiktok", "https://www.tiktok.com/@corner.cup?lang=en&is_from_webapp=1", "https://www.tiktok.com/@corner.cup"),
        ("mastodon", "@sue@mastodon.example", "https://mastodon.example/@sue"),
        ("mastodon", "sue@mastodon.example", "https://mastodon.example/@sue"),
        ("bluesky", "@harbour.bsky.social", "https://bsky.app/profile/harbour.bsky.social"),
        ("bluesky", "harbour", "https://bsky.app/profile/harbour.bsky.social"),
        ("bluesky", "harbourplumbing.example.com", "https://bsky.app/profile/harbourplumbing.example.com"),
        ("whatsapp_business", "+44 7700 900123", "https://wa.me/447700900123"),
        ("whatsapp_business", "0044 (0) 7700 900123", "https://wa.me/447700900123"),
        ("whatsapp_business", "whatsapp://send?phone=447700900123&text=Hi", "https://wa.me/447700900123"),
        ("threads", "https://www.threads.net/@corner.cup", "https://www.threads.com/@corner.cup"),
        ("telegram", "tg://resolve?domain=cornercup", "https://t.me/cornercup"),
        ("telegram", "https://cornercup.t.me", "https://t.me/cornercup"),
        ("etsy", "https://jennykrafts.etsy.com", "https://www.etsy.com/shop/jennykrafts"),
        ("substack", "northlight.substack.com", "https://northlight.substack.com/"),
        ("substack", "@anna", "https://substack.com/@anna"),
        ("reddit", "r/plumbing", "https://www.reddit.com/r/plumbing/"),
        ("reddit", "https://old.reddit.com/r/Plumbing/", "https://www.reddit.com/r/plumbing/"),
        ("pinterest", "https://www.pinterest.co.uk/cornercup/_created/", "https://www.pinterest.com/cornercup/"),
        ("yelp", "https://m.yelp.ie/biz/corner-cup-westport", "https://www.yelp.com/biz/corner-cup-westport"),
        ("google_business", "https://maps.app.goo.gl/AbCdEfGh12345", "https://maps.app.goo.gl/AbCdEfGh12345"),
        ("xing", "https://www.xing.com/pages/nordlicht", "https://www.xing.com/pages/nordlicht"),
    ],
)  # fmt: skip
def test_forms_of_single_networks(network: str, text: str, url: str) -> None:
    found = read_link(text, network)
    assert isinstance(found, ProfileLink), found
    assert found.url == url


@pytest.mark.parametrize(
    ("network", "text", "why", "words"),
    [
        pytest.param("facebook_page", "https://www.facebook.com/", Refused.FRONT_PAGE, "front page of Facebook", id="front page"),
        pytest.param(None, "facebook.com", Refused.FRONT_PAGE, "front page", id="front page without scheme"),
        pytest.param("x", "https://x.com/jack/status/20", Refused.NOT_A_PROFILE, "one post", id="a post"),
        pytest.param("youtube", "https://youtu.be/dQw4w9WgXcQ", Refused.NOT_A_PROFILE, "one video", id="a video"),
        pytest.param("facebook_page", "https://www.facebook.com/groups/123456789", Refused.NOT_A_PROFILE, "a group", id="a group"),
        pytest.param("facebook_page", "https://www.facebook.com/share/1AbCdEf/", Refused.NOT_A_PROFILE, "share link", id="a share link"),
        pytest.param("linkedin_company", "https://www.linkedin.com/in/sue", Refused.WRONG_KIND, "a LinkedIn profile, but a LinkedIn Page", id="a person for a company"),
        pytest.param("etsy", "https://www.etsy.com/people/sue", Refused.NOT_A_PROFILE, "a person's profile", id="a buyer's profile"),
        pytest.param("instagram", "https://www.facebook.com/harbour", Refused.WRONG_NETWORK, "Facebook, not to Instagram", id="another network"),
        pytest.param("instagram", "https://harbour.example.com/", Refused.WRONG_NETWORK, "no profiles of Instagram", id="not a network"),
        pytest.param(None, "https://harbour.example.com/", Refused.UNKNOWN_SITE, "not a network I know", id="an unknown site"),
        pytest.param("x", "https://bit.ly/3abc", Refused.SHORT_LINK, "hides where it leads", id="a shortener"),
        pytest.param("linkedin_person", "https://lnkd.in/abc", Refused.SHORT_LINK, "hides", id="the network's own short link"),
        pytest.param("instagram", "corner..cup", Refused.BAD_HANDLE, "not allowed on Instagram", id="a handle against the rules"),
        pytest.param("x", "harbourplumbingandheating", Refused.BAD_HANDLE, "at most 15", id="a handle too long"),
        pytest.param("x", "home", Refused.BAD_HANDLE, "page of X", id="a reserved name"),
        pytest.param("facebook_page", "harbour.com", Refused.BAD_HANDLE, "web address", id="a Facebook name that ends like a site"),
        pytest.param("yelp", "corner-cup", Refused.UNREADABLE, "not enough", id="a name where the network makes the address"),
        pytest.param("whatsapp_business", "sue", Refused.BAD_HANDLE, "not a phone number", id="no number"),
        pytest.param("instagram", "instagram", Refused.UNREADABLE, "own name", id="the network's name"),
        pytest.param(None, "@harbour", Refused.NO_NETWORK, "any network", id="a name without a network"),
        pytest.param("our_forum", "https://x.com/jack", Refused.NO_NETWORK, "no network called 'our_forum'", id="an unknown network"),
        pytest.param("x", "  @ ", Refused.EMPTY, "nothing", id="nothing"),
        pytest.param("x", "mailto:sue@x.com", Refused.UNREADABLE, "mailto link", id="a mail link"),
        pytest.param("x", "javascript:alert(1)", Refused.UNREADABLE, "javascript link", id="a script"),
        pytest.param("x", "https://x.com@evil.example/jack", Refused.UNREADABLE, "really leads to evil.example", id="a pretender"),
        pytest.param("x", "https://x.com:8443/jack", Refused.UNREADABLE, "public web", id="a strange port"),
        pytest.param("x", "https://[x.com/jack", Refused.UNREADABLE, "damaged", id="a damaged address"),
        pytest.param("x", "gopher://x.com/jack", Refused.UNREADABLE, "https://", id="another scheme"),
        pytest.param("nextdoor", "https://nextdoor.com/profile/0123/", Refused.NOT_A_PROFILE, "a person's profile", id="a neighbour"),
        pytest.param("tripadvisor", "https://www.tripadvisor.ie/Profile/sue", Refused.NOT_A_PROFILE, "a person's profile", id="a reviewer"),
    ],
)  # fmt: skip
def test_refusals(network: str | None, text: str, why: Refused, words: str) -> None:
    found = read_link(text, network)
    assert isinstance(found, Refusal), found
    assert found.why is why
    assert words in found.sentence
    assert found.hint or why is Refused.EMPTY


def test_a_post_names_the_profile_it_belongs_to() -> None:
    found = read_link("https://x.com/Jack/status/20", "x")
    assert isinstance(found, Refusal)
    assert found.hint == "The profile it belongs to is https://x.com/jack"


@given(st.data(), st.sampled_from(IDS))
@settings(max_examples=300, deadline=None)
def test_every_handle_that_a_network_allows_leads_to_an_address_that_reads_back(
    data: st.DataObject, network: str
) -> None:
    rule = load_network(network).handle.regex
    handle = data.draw(st.from_regex(rule, fullmatch=True, alphabet=st.characters(codec="ascii")))
    found = read_link(handle, network)
    if isinstance(found, ProfileLink):
        assert read_link(found.url, found.network) == found


@given(st.text(max_size=60), st.sampled_from([None, *IDS]))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_link_or_a_sentence(text: str, network: str | None) -> None:
    found = read_link(text, network)
    if isinstance(found, ProfileLink):
        assert found.url.startswith("https://")
        assert read_link(found.url, found.network) == found
    else:
        assert found.sentence.endswith(".")


@given(st.sampled_from(IDS), st.text("abcDEF0123._-/?#@%&=:+ü ", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_path_on_a_network_is_read_or_refused(name: str, path: str) -> None:
    hosts = load_network(name).urls.hosts or ("mastodon.example",)
    found = read_link(f"https://{hosts[0]}/{path}", name)
    if isinstance(found, ProfileLink):
        assert read_link(found.url, found.network) == found
