"""Hostile servers, part three: redirects, pauses that they ask for, and failures that pass."""

from __future__ import annotations

from collections.abc import Callable

from .hostile_bodies import zeros
from .world import Behaviour, Close, Peer


def redirects(location: str | bytes, status: int = 302, *headers: str):
    """Give a behaviour that sends elsewhere; {port}, {canary} and {host} are filled in."""

    def serve(peer: Peer) -> None:
        if peer.target == "/end":
            peer.answer()
            return
        place = location if isinstance(location, bytes) else _filled(location, peer).encode()
        lines = "".join(f"{header}\r\n" for header in headers)
        peer.send(f"HTTP/1.1 {status} Found\r\n{lines}Location: ", place, "\r\nContent-Length: 0\r\n\r\n")

    return serve


def _filled(text: str, peer: Peer) -> str:
    names = {"port": peer.world.port(), "canary": peer.world._ports.get("canary", 1), "host": peer.name}
    return text.format(**names)


def grows(peer: Peer) -> None:
    peer.answer(302, b"", f"Location: {peer.target}more")


def hops(count: int):
    def serve(peer: Peer) -> None:
        step = int(peer.target.strip("/") or 0)
        if step == count:
            peer.answer()
        else:
            peer.answer(301, b"", f"Location: /{step + 1}")

    return serve


def wants_cookie(peer: Peer) -> None:
    if "Cookie: seen=yes" in peer.head:
        peer.answer()
    else:
        peer.answer(302, b"", "Set-Cookie: seen=yes; Path=/; HttpOnly", f"Location: {peer.target}")


def keeps_cookies_in(peer: Peer) -> None:
    """Set a cookie and send to another host, which must not get it."""
    if peer.target == "/cookie-thief":
        peer.answer(500 if "Cookie" in peer.head else 200)
        return
    peer.answer(
        302,
        b"",
        "Set-Cookie: secret=1; Domain=world.test",
        f"Location: http://cookie-thief.world.test:{peer.world.port()}/x",
    )


def thief(peer: Peer) -> None:
    peer.answer(418 if "cookie:" in peer.head.lower() or "authorization:" in peer.head.lower() else 200)


def new_cookie_each_time(peer: Peer) -> None:
    peer.answer(302, b"", f"Set-Cookie: n={peer.count}", "Location: /")


def cookie_flood(peer: Peer) -> None:
    if peer.target == "/end":
        peer.answer()
        return
    cookies = [f"Set-Cookie: c{number}={'x' * 1000}" for number in range(200)]
    peer.answer(302, b"", *cookies, "Location: /end")


def asks_for_patience(status: int, value: str, *, times: int = 99):
    def serve(peer: Peer) -> None:
        if peer.count > times:
            peer.answer()
        else:
            peer.answer(status, b"", f"Retry-After: {value}")

    return serve


def fails(status: int, times: int):
    return lambda peer: peer.answer(status if peer.count <= times else 200)


def drops(times: int):
    def serve(peer: Peer) -> None:
        if peer.count <= times:
            raise Close
        peer.answer()

    return serve


def bomb_on_redirect(peer: Peer) -> None:
    if peer.target == "/end":
        peer.answer()
    else:
        peer.answer(302, zeros(20), "Content-Encoding: gzip", "Location: /end")


def leaves_quietly(peer: Peer) -> None:
    """Say that the connection stays open, and close it."""
    peer.answer()
    if peer.count == 1:
        raise Close


def row(name: str, serve: Callable[[Peer], None], ends: str, detail: str = "", **more: object) -> Behaviour:
    return Behaviour(name, serve, ends, detail, **more)  # type: ignore[arg-type]


MANNERS = (
    row("redirect", redirects("/end"), "200", requests=2),
    row("redirect-no-location", lambda peer: peer.answer(302), "302"),
    row("redirect-empty-location", redirects(""), "302"),
    row("redirect-self", redirects("/"), "too_many_redirects", "circle", requests=1),
    row("redirect-fragment", redirects("/end#part"), "200"),
    row("redirect-scheme-relative", redirects("//{host}.world.test:{port}/end"), "200"),
    row("redirect-backslashes", redirects("\\\\{host}.world.test:{port}\\end"), "200"),
    row("redirect-dots", redirects("/a/../b/%2e%2e/end"), "200"),
    row("redirect-spaces", redirects("  /end  "), "200"),
    row("redirect-twice-named", redirects("/end\r\nLocation: /other"), "200"),
    row(
        "redirect-pair",
        lambda peer: peer.answer(302, b"", "Location: /" + ("b" if peer.target == "/a" else "a")),
        "too_many_redirects",
        "circle",
    ),
    row("redirect-grows", grows, "too_many_redirects", "more than"),
    row("redirect-long", redirects("/" + "x" * 60_000), "too_many_redirects"),
    row("redirect-too-long", redirects("/" + "x" * 70_000), "malformed_url", "long"),
    row("ten-hops", hops(10), "200", requests=11),
    row("eleven-hops", hops(11), "too_many_redirects", "more than 10"),
    row("redirect-malformed", redirects("http://"), "malformed_url"),
    row("redirect-bad-port", redirects("http://x.world.test:99999/"), "malformed_url"),
    row("redirect-binary", redirects(b"http://\xff\xfe\xfd/"), "malformed_url"),
    row("redirect-utf-8", redirects("/ende/ä/../../end".encode()), "200"),
    row("redirect-no-host", redirects("http:///"), "malformed_url"),
    row("redirect-file", redirects("file:///etc/passwd"), "unsupported_scheme", "file"),
    row("redirect-javascript", redirects("javascript:alert(1)"), "unsupported_scheme"),
    row("redirect-data", redirects("data:text/html,hello"), "unsupported_scheme"),
    row("redirect-mail", redirects("mailto:me@example.test"), "unsupported_scheme"),
    row("redirect-unknown-name", redirects("http://nobody.example.test/"), "dns_failure"),
    row("redirect-refused", redirects("http://{host}.world.test:1/"), "connection_refused"),
    row(
        "redirect-canary", redirects("http://127.0.0.1:{canary}/"), "blocked_private_address", "this machine"
    ),
    row("redirect-canary-name", redirects("http://canary.inside.test:{canary}/"), "blocked_private_address"),
    row(
        "redirect-metadata",
        redirects("http://169.254.169.254/latest/meta-data/"),
        "blocked_private_address",
        "metadata",
    ),
    row("redirect-decimal", redirects("http://2130706433:{canary}/"), "blocked_private_address"),
    row("redirect-mapped", redirects("http://[::ffff:127.0.0.1]:{canary}/"), "blocked_private_address"),
    row("redirect-login", redirects("http://user:secret@{host}.world.test:{port}/end"), "200"),
    row("redirect-300", redirects("/end", 300), "300"),
    row("redirect-304", redirects("/end", 304), "304"),
    row("redirect-307", redirects("/end", 307), "200"),
    row("redirect-308", redirects("/end", 308), "200"),
    row("redirect-with-bomb", bomb_on_redirect, "200", wanted=True, body=b"fine"),
    row("refresh-header", lambda peer: peer.answer(200, b"", "Refresh: 0; url=/other"), "200", requests=1),
    row("cookie-needed", wants_cookie, "200", requests=2),
    row("cookie-to-others", keeps_cookies_in, "200"),
    row("cookie-thief", thief, "200"),
    row("cookie-every-time", new_cookie_each_time, "too_many_redirects", "more than"),
    row("cookie-flood", cookie_flood, "200"),
    row("429-years", asks_for_patience(429, "99999999"), "429", requests=1),
    row("429-countless", asks_for_patience(429, "9" * 100), "429", requests=1),
    row("429-date-far", asks_for_patience(429, "Wed, 21 Oct 2099 07:28:00 GMT"), "429", requests=1),
    row("429-date-past", asks_for_patience(429, "Wed, 21 Oct 2015 07:28:00 GMT", times=1), "200", requests=2),
    row("429-date-nonsense", asks_for_patience(429, "Wed, 99 Foo 20150 07:28:00 GMT", times=1), "200"),
    row("429-zero", asks_for_patience(429, "0", times=1), "200", requests=2),
    row("429-negative", asks_for_patience(429, "-5", times=1), "200", requests=2),
    row("429-words", asks_for_patience(429, "soon", times=1), "200", requests=2),
    row("429-with-unit", asks_for_patience(429, "3600s"), "429", requests=1),
    row("429-forever", asks_for_patience(429, "0"), "429", requests=3),
    row("503-years", asks_for_patience(503, "99999999"), "503", requests=1),
    row("503-once", fails(503, 1), "200", requests=2),
    row("500-twice", fails(500, 2), "200", requests=3),
    row("500-always", fails(500, 99), "500", requests=3),
    row("501-once", fails(501, 1), "501", requests=1),
    row("404-once", fails(404, 1), "404", requests=1),
    row("520-always", fails(520, 99), "520", requests=3),
    row("drops-twice", drops(2), "200", requests=3),
    row("drops-always", drops(99), "connection_failed", requests=3),
    row("leaves-quietly", leaves_quietly, "200"),
)
