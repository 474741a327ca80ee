"""One request over the requests session, turned into an outcome whatever the server does."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import requests

from kit.net import certificate
from kit.net.body import Unpacker
from kit.net.chain import Exchange, Outcome
from kit.net.faults import outcome_of
from kit.net.guard import Guard
from kit.net.limits import DRAIN, DRAIN_SECONDS, SLACK
from kit.net.lookup import Lookups
from kit.net.session import Call, Response, dial, here

_INSPECTION = 5.0
"""Seconds for a second look at a certificate that failed."""


@dataclass(frozen=True, slots=True)
class World:
    """What an exchange needs from outside; `wall` gives the seconds since 1970."""

    session: requests.Session
    guard: Guard
    lookups: Lookups
    proxies: dict[str, str]
    wall: Callable[[], float]


def exchange_once(world: World, exchange: Exchange) -> Outcome:
    """Make one request and give its outcome; a kept connection that the server had left is replaced unseen."""
    begun = time.monotonic()
    for _ in range(3):
        here.call = call = Call(
            deadline=begun + exchange.seconds,
            room=(exchange.body_limit if exchange.want_body else DRAIN) + SLACK,
            target=exchange.url.target,
        )
        outcome = _try(world, exchange, call)
        if not (outcome.dropped and call.reused and not call.heard):
            break
    if outcome.certificate_fault:
        outcome = _explained(world, exchange, outcome)
    here.call = None
    days = outcome.certificate_days
    if days is None and call.certificate:
        days = certificate.days_left(call.certificate, world.wall())
    now = time.monotonic()
    return outcome._replace(
        seconds=now - begun,
        answer_seconds=now - (call.sent or now),
        certificate_days=days,
        address=call.address,
    )


def _try(world: World, exchange: Exchange, call: Call) -> Outcome:
    request = requests.PreparedRequest()
    request.method = exchange.method
    # Set, not prepared: requests would rewrite the address.
    request.url = exchange.url.text
    request.headers = requests.structures.CaseInsensitiveDict(exchange.headers)
    request.headers["Host"] = exchange.url.authority
    try:
        adapter = world.session.get_adapter(request.url)
        response = adapter.send(request, stream=True, timeout=exchange.seconds, proxies=world.proxies)
    except Exception as exc:  # noqa: BLE001  # whatever a stranger's server provokes becomes a reason
        return outcome_of(exc, exchange.url.host, exchange.seconds, proxied=bool(world.proxies))
    original = cast(Response, response.raw._original_response)
    try:
        return _read(original, exchange, call)
    finally:
        # The connection goes back to its pool only after a body that ended as announced.
        reusable = original.reusable
        original.close()
        response.raw.release_conn() if reusable else response.raw.close()


def _read(response: Response, exchange: Exchange, call: Call) -> Outcome:
    head = call.head
    assert head is not None
    if not exchange.want_body:
        _drain(response, call)
        return Outcome(head)
    unpacker = Unpacker(head.all("content-encoding"), exchange.body_limit)
    fault = ""
    try:
        for piece in response.pieces():
            if not unpacker.feed(piece):
                break
    except (OSError, ValueError) as exc:
        # The status is known; how the body failed is a remark.
        fault = outcome_of(exc, exchange.url.host, exchange.seconds).detail
    fault = unpacker.fault or fault or response.frames.fault
    return Outcome(head, detail=fault, body=bytes(unpacker.text), cut=unpacker.cut or bool(fault))


def _drain(response: Response, call: Call) -> None:
    """Read what little is left of a body that nobody wants, so that the connection can be kept."""
    if not response.frames.worth_draining(DRAIN):
        return
    call.deadline = min(call.deadline, time.monotonic() + DRAIN_SECONDS)
    with contextlib.suppress(OSError, ValueError):
        for _ in response.pieces():
            pass


def _explained(world: World, exchange: Exchange, outcome: Outcome) -> Outcome:
    """Look at the certificate over a connection that asks nothing, and say what is wrong with it in full."""
    here.call = Call(deadline=time.monotonic() + min(_INSPECTION, exchange.seconds), room=SLACK)
    url = exchange.url
    try:
        with (
            dial(world.guard, world.lookups, url.host, url.port) as plain,
            certificate.unverified().wrap_socket(plain, server_hostname=url.host) as shown,
        ):
            der = shown.getpeercert(binary_form=True) or b""
    except (OSError, ValueError):
        return outcome
    sentence = certificate.explain(outcome.certificate_fault, der, url.host, world.wall())
    days = certificate.days_left(der, world.wall())
    return outcome._replace(detail=sentence or outcome.detail, certificate_days=days)
