"""From answers to verdicts: one row per thing a server can do, and what a visitor would meet."""

from __future__ import annotations

import pytest

from kit.check.judge import doubt, fix_for, judge, judge_by_look, says, settle
from kit.check.types import REASONS, Target, Verdict
from kit.check.walls import is_same_page, is_suspect, likeness
from kit.net.types import Ask, Hop, Reply, Trouble

URL = "https://baker.example/cakes"
_CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><script>window._cf_chl_opt={}</script></html>"
)


def reply(
    status: int | None = 200,
    body: bytes = b"",
    *,
    url: str = URL,
    final: str = "",
    trouble: Trouble | None = None,
    headers: tuple[tuple[str, str], ...] = (),
) -> Reply:
    """Make an answer; a final address makes a redirect."""
    hops = (Hop(301, url, final),) if final else ()
    return Reply(Ask(url), status, final or url, trouble, headers=headers, body=body, hops=hops)


_HOME = "https://baker.example/"
_FOR_SALE = (
    ("a service offers it", b"<title>baker.example</title><h1>baker.example</h1><p>This domain is for sale. Make an offer today.</p>"),
    ("another offers it by name", b"<h1>baker.example is for sale!</h1><p>Ask for the price, pay in parts, own it within a day.</p>"),
    ("a registrar's free page", b"<title>Welcome</title><p>baker.example</p><p>This web page is parked FREE, courtesy of your registrar.</p>"),
    ("it has run out", b"<title>Expired</title><p>This domain has expired. Is it yours? Renew it now.</p>"),
    ("a German service", "<h1>baker.example</h1><p>Diese Domain steht zum Verkauf. Fragen Sie nach dem Preis für sie.</p>".encode()),
    ("a German registrar", b"<p>baker.example ist abgelaufen. Sie sind der Inhaber? Bitte melden Sie sich.</p>"),
)  # fmt: skip
_NOT_FOR_SALE = (
    ("a dealer in domains", b"<title>Fine Names</title><h1>Names for shops</h1><p>cakes.com: this domain is for sale. pies.com: buy this domain.</p>"),
    ("a broker's own front page", b"<h1>We sell names</h1><p>Every visitor can buy this domain or that one: " + b"we have sold names to bakers since 2003 and know each of them. " * 20 + b"</p>"),
    ("a baker who sells his van", b"<h1>The bakery</h1><p>Our old van is for sale. Our offer has expired on Monday.</p>"),
    ("an almost empty page", b"<p>Soon here.</p>"),
    ("an empty page", b""),
    ("words in a script only", b"<script>var text = 'this domain is for sale'</script><h1>The bakery</h1>"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(reply(200), "ok", id="200"),
        pytest.param(reply(204), "ok", id="204"),
        pytest.param(reply(206), "ok", id="206"),
        pytest.param(reply(200, final="https://baker.example/pies"), "redirected", id="moved"),
        pytest.param(reply(404), "not_found", id="404"),
        pytest.param(reply(410), "gone", id="410"),
        pytest.param(reply(400), "refused", id="400 says nothing about the page"),
        pytest.param(reply(401), "refused", id="401"),
        pytest.param(reply(403), "refused", id="403"),
        pytest.param(reply(405), "refused", id="405"),
        pytest.param(reply(451), "refused", id="451"),
        pytest.param(reply(999), "refused", id="LinkedIn's 999"),
        pytest.param(reply(429), "rate_limited", id="429"),
        pytest.param(reply(500), "server_error", id="500"),
        pytest.param(reply(503), "server_error", id="503"),
        pytest.param(reply(403, _CHALLENGE), "bot_wall", id="Cloudflare asks for a browser"),
        pytest.param(reply(503, _CHALLENGE), "bot_wall", id="an older Cloudflare wall is no server error"),
        pytest.param(reply(403, headers=(("cf-mitigated", "challenge"),)), "bot_wall", id="wall by header"),
        pytest.param(
            reply(200, b"<title>Making sure you're not a bot!</title><script src=/.within.website/x/cmd/anubis/x.js>"),
            "bot_wall",
            id="Anubis answers 200",
        ),
        pytest.param(
            reply(200, b"<title>Our cakes</title><p>The words _cf_chl_opt in a long page</p>" + b"x" * 9000),
            "ok",
            id="a page about walls is no wall",
        ),
        pytest.param(reply(200, b"<title>Access denied</title><p>A novel."), "ok", id="a book called Access denied"),
        pytest.param(reply(200, headers=(("x-datadome", "protected"),)), "ok", id="a guarded page that let us in"),
        pytest.param(reply(200, final="https://baker.example/login?next=/cakes"), "login_wall", id="sent to sign in"),
        pytest.param(reply(200, final="https://accounts.google.com/v3/x"), "login_wall", id="sent to Google's sign-in"),
        pytest.param(
            reply(200, url="https://baker.example/login", final="https://www.baker.example/login"),
            "redirected",
            id="we asked for the sign-in page itself",
        ),
        pytest.param(reply(200, final="https://hugedomains.com/domain_profile.cfm"), "parked", id="sold to a dealer"),
        pytest.param(reply(200, b"<script src='//sedoparking.com/x.js'>"), "parked", id="parking script"),
        pytest.param(reply(200, b"<title>Help, my domain is for sale</title>"), "ok", id="somebody writes about it"),
        pytest.param(reply(200, b"<title>baker.example - this domain is for sale</title>"), "parked", id="title says so"),
        pytest.param(reply(200, b"<title>The domain baker.example: buy this domain</title>"), "parked", id="title names the domain"),
        *(pytest.param(reply(200, body, url=_HOME), "parked", id=name) for name, body in _FOR_SALE),
        *(pytest.param(reply(200, body, url=_HOME), "ok", id=name) for name, body in _NOT_FOR_SALE),
        pytest.param(reply(None, trouble=Trouble.DNS_FAILURE), "dns_failure", id="no such host"),
        pytest.param(reply(None, trouble=Trouble.TIMEOUT), "timeout", id="time-out"),
        pytest.param(reply(None, trouble=Trouble.TLS_ERROR), "tls_error", id="bad certificate"),
        pytest.param(reply(None, trouble=Trouble.BLOCKED_PORT), "not_asked", id="blocked port"),
        pytest.param(reply(None, trouble=Trouble.BLOCKED_PRIVATE_ADDRESS), "blocked_private_address", id="inside"),
    ],
)  # fmt: skip
def test_each_answer_has_one_reason_and_its_verdict(answer: Reply, reason: str) -> None:
    """The reason decides the verdict, by the table of the README."""
    result = judge(Target(URL), answer)
    assert (result.reason, result.verdict) == (reason, REASONS[reason])


def test_every_trouble_of_the_network_has_a_verdict() -> None:
    """A new trouble without a verdict would be a crash in somebody's run."""
    for trouble in Trouble:
        assert judge(Target(URL), reply(None, trouble=trouble)).reason in REASONS


def test_every_reason_has_words_for_people() -> None:
    """Each reason says what it means; the broken ones say what to do."""
    for reason, verdict in REASONS.items():
        assert says(settle(Target(URL), reason, status=404))
        assert fix_for(reason) or verdict is not Verdict.BROKEN


def test_an_accepted_status_is_fine() -> None:
    """The owner may say that a host answers 403 to everybody."""
    assert judge(Target(URL), reply(403), accepted=frozenset({403})).reason == "ok"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("mailto:sue@harbour.example", "ok", id="mail"),
        pytest.param(
            "mailto:sue@harbour.example,jo@harbour.example?subject=Hi", "ok", id="two and a subject"
        ),
        pytest.param("mailto:?subject=Look%20at%20this", "ok", id="the visitor chooses whom"),
        pytest.param("mailto:Sue%20Harbour%20<sue@harbour.example>", "ok", id="with a name"),
        pytest.param("mailto:sue@harbour", "ok", id="a domain without a dot is well-formed (RFC 6068)"),
        pytest.param("mailto:sue(at)harbour.example", "malformed_url", id="no at sign"),
        pytest.param("MAILTO:sue@harbour.example", "ok", id="capitals"),
        pytest.param("tel:+441632960123", "ok", id="phone"),
        pytest.param("tel:01632 960123", "ok", id="a number with a space still rings"),
        pytest.param("tel:+44-1632-960123;ext=7", "ok", id="extension"),
        pytest.param("tel:1-800-FLOWERS", "ok", id="vanity"),
        pytest.param("tel:112", "ok", id="emergency"),
        pytest.param("tel:call us", "malformed_url", id="words"),
        pytest.param("tel:", "malformed_url", id="empty"),
        pytest.param("sms:+441632960123?body=Hi", "ok", id="sms"),
        pytest.param("geo:54.48,-0.61", "ok", id="place"),
        pytest.param("geo:Whitby", "malformed_url", id="no numbers"),
    ],
)
def test_addresses_without_a_server_are_judged_by_their_form(url: str, reason: str) -> None:
    """Only what cannot work is malformed."""
    assert judge_by_look(Target(url)).reason == reason


def test_what_only_one_way_calls_broken_cannot_be_told() -> None:
    """The first reason stays, the verdict becomes honest."""
    broken = judge(Target(URL), reply(404))
    joined = doubt(broken, judge(Target(URL), reply(200)))
    assert (joined.verdict, joined.reason) == (Verdict.CANNOT_TELL, "not_found")
    assert doubt(broken, judge(Target(URL), reply(410))) == broken
    live = judge(Target(URL), reply(200))
    assert doubt(live, broken) == live


@pytest.mark.parametrize(
    ("answer", "suspect"),
    [
        pytest.param(reply(200, b"<title>Page not found</title>"), True, id="says so"),
        pytest.param(reply(200, b"<title>Seite nicht gefunden</title>"), True, id="says so in German"),
        pytest.param(reply(200, b"<title>Cakes</title>"), False, id="a page"),
        pytest.param(reply(404, b"<title>Not found</title>"), False, id="honest"),
        pytest.param(reply(200, final="https://baker.example/"), True, id="sent home"),
        pytest.param(
            reply(200, b"<title>Bakery</title><h1>Page not found</h1>"), True, id="only its heading says so"
        ),
        pytest.param(
            reply(200, b"<title>Piekarnia</title><h1>Nie znaleziono strony</h1>"),
            True,
            id="in Polish",
        ),
        pytest.param(
            reply(200, b"<title>Bakery</title><h1>Cakes</h1><p>404 not found"),
            False,
            id="its text is no sign",
        ),
        pytest.param(
            reply(200, url="https://a.example/", final="https://b.example/"), False, id="home to home"
        ),
        pytest.param(
            reply(200, b"<title>404</title>", url="https://a.example/"), False, id="a home page called 404"
        ),
    ],
)
def test_only_suspects_cost_a_made_up_path(answer: Reply, suspect: bool) -> None:
    """Most pages are not asked about twice."""
    assert is_suspect(answer) is suspect


def test_the_made_up_path_decides() -> None:
    """The same page for a name that cannot exist is a soft 404; another answer is not."""
    suspect = likeness(reply(200, b"<title>Not found</title>" + b"x" * 3000))
    assert is_same_page(suspect, likeness(reply(200, b"<title>Not found</title>" + b"x" * 3050)))
    assert not is_same_page(suspect, likeness(reply(404, b"<title>Not found</title>" + b"x" * 3000)))
    assert not is_same_page(suspect, likeness(reply(200, b"<title>Not found, a novel</title>")))
    home = likeness(reply(200, final="https://baker.example/"))
    assert is_same_page(home, likeness(reply(200, url=URL + "x", final="https://baker.example/")))
