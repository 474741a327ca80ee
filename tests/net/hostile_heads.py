"""Hostile servers, part one: connections, status lines, heads and interim answers."""

from __future__ import annotations

import socket
import ssl

from .world import Behaviour, Close, Peer, _context, sends

OK = "HTTP/1.1 200 OK\r\n"
EMPTY = "Content-Length: 0\r\n\r\n"


def hang(peer: Peer) -> None:
    peer.hang()


def reset(peer: Peer) -> None:
    peer.reset()
    raise Close


def many_headers(count: int, size: int):
    def serve(peer: Peer) -> None:
        peer.send(OK, *(f"X-{number}: {'x' * size}\r\n" for number in range(count)), EMPTY)

    return serve


def endless(beginning: str, data: bytes, pause: float = 0.0):
    def serve(peer: Peer) -> None:
        peer.send(beginning)
        peer.forever(data, pause)

    return serve


def drips(data: str):
    def serve(peer: Peer) -> None:
        peer.drip(data.encode())

    return serve


def dropped_once(peer: Peer) -> None:
    if peer.count == 1:
        raise Close
    peer.answer()


def half_close(peer: Peer) -> None:
    peer.sock.shutdown(socket.SHUT_WR)
    peer.hang()


def tls_accept(peer: Peer) -> None:
    with _context("good").wrap_socket(peer.sock, server_side=True) as secure:
        secure.recv(65_536)


def tls_then(*pieces: bytes):
    def serve(peer: Peer) -> None:
        peer.sock.recv(65_536)
        peer.send(*pieces)
        raise Close

    return serve


def tls_drip(peer: Peer) -> None:
    peer.sock.recv(65_536)
    peer.drip(b"\x16\x03\x03\x40\x00" + b"\x02" * 2000)


def tls_reset_after(peer: Peer) -> None:
    peer.reset()
    raise Close


def tls_unknown_name(peer: Peer) -> None:
    context = _context("good")
    context.sni_callback = lambda *_: ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
    with context.wrap_socket(peer.sock, server_side=True):
        pass


HEADS = (
    Behaviour("fine", lambda peer: peer.answer(), "200"),
    Behaviour("closes", sends(""), "connection_failed", "without an answer"),
    Behaviour("resets", reset, "connection_failed", "without an answer"),
    Behaviour("silent", hang, "timeout", "within"),
    Behaviour("half-close", half_close, "connection_failed"),
    Behaviour("dropped-once", dropped_once, "200", requests=2),
    Behaviour("accepts-only", hang, "timeout", door="raw", target="plain/"),
    Behaviour("closes-at-once", sends(""), "connection_failed", door="raw", target="plain/"),
    Behaviour(
        "talks-first-ssh",
        endless("SSH-2.0-OpenSSH_9.2\r\n", b"", 0.2),
        "not_http",
        target="plain/",
        door="raw",
    ),
    Behaviour("ssh", endless("SSH-2.0-OpenSSH_9.2\r\n", b"", 0.2), "not_http"),
    Behaviour("smtp", endless("220 mail.example ESMTP\r\n", b"", 0.2), "not_http"),
    Behaviour(
        "slow-status-line", drips("HTTP/1.1 200 OK and a very long reason, letter by letter"), "timeout"
    ),
    Behaviour("slow-head", endless(OK, b"X-Slow: yes\r\n", 0.05), "timeout"),
    Behaviour("slow-head-bytes", drips(OK + "X-Slow: " + "x" * 100), "timeout"),
    Behaviour("stops-in-head", endless(OK + "X-Half:", b"", 0.2), "timeout"),
    Behaviour("ends-in-head", sends(OK + "X-Half: y\r\n"), "not_http", "inside the head"),
    Behaviour("ends-in-status", sends("HTTP/1."), "not_http"),
    Behaviour("endless-status-line", endless("HTTP/1.1 200 ", b"y" * 65_536), "not_http", "longer"),
    Behaviour("endless-header-line", endless(OK + "X: ", b"y" * 65_536), "not_http", "longer"),
    Behaviour("endless-headers", endless(OK, b"X-Y: z\r\n" * 8000), "not_http", "longer"),
    Behaviour("endless-blank-lines", endless("", b"\r\n" * 8000), "not_http", "longer"),
    Behaviour("endless-folding", endless(OK + "X: y\r\n", b" more\r\n" * 8000), "not_http", "longer"),
    Behaviour("cookie-bomb", endless(OK, b"Set-Cookie: a=" + b"b" * 4000 + b"\r\n"), "not_http", "longer"),
    Behaviour("150-headers", many_headers(150, 20), "200"),
    Behaviour("2000-headers", many_headers(2000, 20), "200"),
    Behaviour("head-of-200-kb", many_headers(4, 50_000), "200"),
    Behaviour("head-of-300-kb", many_headers(6, 50_000), "not_http", "longer"),
    Behaviour(
        "bare-line-feeds",
        sends("HTTP/1.1 200 OK\nContent-Length: 4\n\nfine"),
        "200",
        body=b"fine",
        wanted=True,
    ),
    Behaviour("carriage-returns-only", sends("HTTP/1.1 200 OK\rContent-Length: 0\r\r"), "not_http"),
    Behaviour("folded-header", sends(OK, "X: a\r\n b\r\n\tc\r\n", EMPTY), "200"),
    Behaviour("folded-first", sends(OK, " folded: first\r\n", EMPTY), "200"),
    Behaviour("no-colon", sends(OK, "this is no header\r\n", EMPTY), "200"),
    Behaviour("colon-first", sends(OK, ": nothing\r\n", EMPTY), "200"),
    Behaviour("nul-in-header", sends(OK, "X: a\x00b\r\n", EMPTY), "200"),
    Behaviour("latin-1-header", sends(OK, b"X: caf\xe9 \x85 \x0c\r\n", EMPTY), "200"),
    Behaviour("utf-8-header-name", sends(OK, "Größe: ☃\r\n", EMPTY), "200"),
    Behaviour(
        "space-before-colon", sends(OK, "Content-Length : 4\r\n\r\nfine"), "200", body=b"fine", wanted=True
    ),
    Behaviour("escapes-in-header", sends(OK, "Server: \x1b]0;owned\x07\x1b[31m\r\n", EMPTY), "200"),
    Behaviour("http-0-9", sends("<html><p>Hello</p></html>"), "not_http"),
    Behaviour("empty-lines-only", sends("\r\n\r\n\r\n"), "connection_failed"),
    Behaviour("garbage", sends(bytes(range(256)) * 20), "not_http"),
    Behaviour("http-2-frames", sends(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\x00" * 18), "not_http"),
    Behaviour("http-1-2", sends("HTTP/1.2 200 OK\r\n", EMPTY), "200"),
    Behaviour("http-2-status", sends("HTTP/2 200\r\n", EMPTY), "not_http"),
    Behaviour("http-3-status", sends("HTTP/3.0 200 OK\r\n", EMPTY), "not_http"),
    Behaviour("http-11-digits", sends("HTTP/11 200 OK\r\n", EMPTY), "not_http"),
    Behaviour("lower-case-http", sends("http/1.1 200 ok\r\n", EMPTY), "200"),
    Behaviour("status-000", sends("HTTP/1.1 000 No\r\n", EMPTY), "not_http"),
    Behaviour("status-099", sends("HTTP/1.1 099 No\r\n", EMPTY), "not_http"),
    Behaviour("status-1000", sends("HTTP/1.1 1000 No\r\n", EMPTY), "not_http"),
    Behaviour("status-20", sends("HTTP/1.1 20 No\r\n", EMPTY), "not_http"),
    Behaviour("status-minus", sends("HTTP/1.1 -200 No\r\n", EMPTY), "not_http"),
    Behaviour("status-letters", sends("HTTP/1.1 abc No\r\n", EMPTY), "not_http"),
    Behaviour("status-unicode-digits", sends("HTTP/1.1 ２００ OK\r\n", EMPTY), "not_http"),
    Behaviour("status-missing", sends("HTTP/1.1\r\n", EMPTY), "not_http"),
    Behaviour("status-999", sends("HTTP/1.1 999 Request denied\r\n", EMPTY), "999"),
    Behaviour("status-600", sends("HTTP/1.1 600 What\r\n", EMPTY), "600"),
    Behaviour("status-299", sends("HTTP/1.1 299 Odd\r\n", EMPTY), "299"),
    Behaviour("status-451", sends("HTTP/1.1 451 Unavailable For Legal Reasons\r\n", EMPTY), "451"),
    Behaviour("no-reason", sends("HTTP/1.1 200\r\n", EMPTY), "200"),
    Behaviour("two-spaces", sends("HTTP/1.1  200  OK\r\n", EMPTY), "200"),
    Behaviour("blank-line-first", sends("\r\n", OK, EMPTY), "200"),
    Behaviour("hundred", sends("HTTP/1.1 100 Continue\r\n\r\n", OK, EMPTY), "200"),
    Behaviour(
        "early-hints", sends("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n", OK, EMPTY), "200"
    ),
    Behaviour("five-102", sends("HTTP/1.1 102 Processing\r\n\r\n" * 5, OK, EMPTY), "200"),
    Behaviour("endless-100", endless("", b"HTTP/1.1 100 Continue\r\n\r\n"), "not_http", "interim"),
    Behaviour("endless-103", endless("", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), "not_http"),
    Behaviour("slow-100", endless("", b"HTTP/1.1 100 Continue\r\n\r\n", 0.15), "timeout"),
    Behaviour("hundred-then-close", sends("HTTP/1.1 100 Continue\r\n\r\n"), "connection_failed"),
    Behaviour("switching", sends("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), "101"),
    Behaviour(
        "head-refused", lambda peer: peer.answer(405 if peer.method == "HEAD" else 200), "200", method="HEAD"
    ),
    Behaviour(
        "head-missing", lambda peer: peer.answer(404 if peer.method == "HEAD" else 200), "200", method="HEAD"
    ),
    Behaviour(
        "head-hangs",
        lambda peer: hang(peer) if peer.method == "HEAD" else peer.answer(),
        "200",
        method="HEAD",
    ),
    Behaviour(
        "head-drops",
        lambda peer: reset(peer) if peer.method == "HEAD" else peer.answer(),
        "200",
        method="HEAD",
    ),
    Behaviour("head-with-body", sends(OK + "Content-Length: 4\r\n\r\nfine"), "200", method="HEAD"),
    Behaviour("tls-good", lambda peer: peer.answer(), "200", door="good"),
    Behaviour("tls-expired", hang, "tls_error", "expired on 5 March 2021", door="expired"),
    Behaviour("tls-early", hang, "tls_error", "not valid before 1 January 2110", door="early"),
    Behaviour("tls-wrong", hang, "tls_error", "for other.example, www.other.example", door="wrong"),
    Behaviour("tls-selfsigned", hang, "tls_error", "self-signed", door="selfsigned"),
    Behaviour("tls-lonely", hang, "tls_error", "does not send its intermediate certificate", door="lonely"),
    Behaviour("tls-stranger", hang, "tls_error", "signed by Nobody Knows", door="stranger"),
    Behaviour("tls-silent", hang, "timeout", door="raw"),
    Behaviour("tls-slow", tls_drip, "timeout", door="raw"),
    Behaviour("tls-closes", tls_then(b""), "connection_failed", door="raw"),
    Behaviour("tls-resets", tls_reset_after, "connection_failed", door="raw"),
    Behaviour(
        "tls-plain-text",
        tls_then(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        "tls_error",
        "does not speak TLS",
        door="raw",
    ),
    Behaviour("tls-garbage", tls_then(b"\xff" * 500), "tls_error", door="raw"),
    Behaviour("tls-old", tls_then(b"\x15\x03\x01\x00\x02\x02\x46"), "tls_error", "given up", door="raw"),
    Behaviour("tls-unknown-name", tls_unknown_name, "tls_error", "does not know the name", door="raw"),
    Behaviour("tls-then-closes", tls_accept, "connection_failed", door="raw"),
    Behaviour("tls-alert", tls_then(b"\x15\x03\x03\x00\x02\x02\x28"), "tls_error", "in common", door="raw"),
)
