"""Whether this machine has a way to the internet at all, asked only when nothing answered."""

from __future__ import annotations

import socket

from kit.net.lookup import system_resolver
from kit.net.types import Resolver

# Addresses kept for documentation (RFC 5737, RFC 3849): connecting a datagram socket only picks a route.
_PLACES = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))

CONTROLS = ("iana.org", "ietf.org", "wikipedia.org")
"""Names that exist as long as the internet does; when none of them is known, the name servers are at fault."""


def has_network(resolver: Resolver = system_resolver) -> bool:
    """Tell whether there is a route to the internet and a name server that knows one of the controls."""
    return any(_has_route(*place) for place in _PLACES) and any(
        _is_known(name, resolver) for name in CONTROLS
    )


def _has_route(family: socket.AddressFamily, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as route:
            route.connect((address, 53))
    except OSError:
        return False
    return True


def _is_known(name: str, resolver: Resolver) -> bool:
    try:
        return bool(resolver(name))
    except OSError:
        return False
