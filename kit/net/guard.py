"""Which addresses and ports may be dialled: the judge that stands before every connection."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from kit.base.errors import InputError
from kit.net.types import NetSettings, Trouble

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

WEB_PORTS = frozenset({80, 443, 8080, 8443})
"""Ports that a link may name without `--allow-port`: any other one is seldom a website and often a service."""

# IANA special-purpose registries (RFC 6890 and its updates), everything that is not a place on the
# public internet; documentation and benchmarking ranges lead nowhere and are refused with the rest.
_INTERNAL_4: tuple[tuple[ipaddress.IPv4Network, str], ...] = tuple(
    (ipaddress.IPv4Network(network), name)
    for network, name in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "link-local, where clouds keep their metadata"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.88.99.0/24", "a retired relay"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "reserved for measurements"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_INTERNAL_6: tuple[tuple[ipaddress.IPv6Network, str], ...] = tuple(
    (ipaddress.IPv6Network(network), name)
    for network, name in (
        ("::/128", "this machine"),
        ("::1/128", "this machine"),
        ("::/96", "a retired form of an IPv4 address"),
        ("64:ff9b:1::/48", "a private translation prefix"),
        ("100::/64", "a range that discards everything"),
        ("100:0:0:1::/64", "a range that discards everything"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "reserved for documentation"),
        ("3fff::/20", "reserved for documentation"),
        ("5f00::/16", "a segment routing range"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "multicast"),
    )
)
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def internal(address: Address) -> str:
    """Say what kind of inner place `address` is, such as "a private network"; "" for the public internet.

    IPv4 inside IPv6 (mapped, NAT64, 6to4, both halves of Teredo) is judged as that IPv4. What IANA has not
    given out as global unicast (2000::/3) is never public.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return next((name for network, name in _INTERNAL_4 if address in network), "")
    inner = _embedded(address)
    if inner is not None:
        return next((name for name in map(internal, inner) if name), "")
    for network, name in _INTERNAL_6:
        if address in network:
            return name
    return "" if address in _PUBLIC_6 else "not a public address"


def plain(address: Address) -> Address:
    """Give the IPv4 address inside an IPv4-mapped one (the kernel dials it as IPv4), else the address itself."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a connection is not made, as a reason and one sentence for people."""

    trouble: Trouble
    detail: str


@dataclass(frozen=True, slots=True)
class Guard:
    """What the person running `webkit` has allowed, and the judgement that follows from it."""

    names: frozenset[tuple[str, int | None]] = frozenset()
    networks: tuple[tuple[Network, int | None], ...] = ()
    ports: frozenset[int] = WEB_PORTS

    def judge(self, host: str, address: str, port: int) -> Refusal | None:
        """Refuse to dial `address` (an IP, resolved from `host`) at `port`, or give None: go ahead."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return Refusal(Trouble.DNS_FAILURE, f"the name {host} leads to no usable address")
        if self.allowed(host, address, port):
            return None
        inner = internal(found)
        if inner:
            sentence = f"{address} is {inner}; --allow-address {address} lets it be asked"
            return Refusal(Trouble.BLOCKED_PRIVATE_ADDRESS, sentence)
        if port not in self.ports:
            return Refusal(
                Trouble.BLOCKED_PORT, f"port {port} is not a usual port of websites; --allow-port {port}"
            )
        return None

    def allowed(self, host: str, address: str, port: int) -> bool:
        """Say whether `--allow-address` names this host or this address, at any port or at this one."""
        if (host, None) in self.names or (host, port) in self.names:
            return True
        if not self.networks:
            return False
        found = plain(ipaddress.ip_address(address))
        return any(
            own in (None, port) and found.version == network.version and found in network
            for network, own in self.networks
        )


def build_guard(settings: NetSettings) -> Guard:
    """Give the guard that `--allow-address` and `--allow-port` ask for; raises InputError for what is neither."""
    names: set[tuple[str, int | None]] = set()
    networks: list[tuple[Network, int | None]] = []
    for text in settings.allow_addresses:
        place, port = parse_allowed(text)
        if isinstance(place, str):
            names.add((place, port))
        else:
            networks.append((place, port))
    return Guard(frozenset(names), tuple(networks), WEB_PORTS | frozenset(settings.allow_ports))


def parse_allowed(text: str) -> tuple[Network | str, int | None]:
    """Read one `--allow-address`: IP, IP:PORT, [IPv6]:PORT, CIDR, name or name:PORT; raises InputError."""
    wanted = text.strip().lower()
    place, port = _split_port(wanted, text)
    try:
        network = ipaddress.ip_network(place, strict=False)
    except ValueError:
        if not _NAME.fullmatch(place) or place.replace(".", "").isdigit():
            raise _not_an_address(text) from None
        return place.rstrip("."), port
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    if mapped is not None and network.prefixlen >= 96:
        return ipaddress.ip_network(f"{mapped}/{network.prefixlen - 96}", strict=False), port
    return network, port


_NAME = re.compile(r"(?!-)[\w-]{1,63}(\.[\w-]{1,63})*\.?")


def _split_port(wanted: str, text: str) -> tuple[str, int | None]:
    bracketed = re.fullmatch(r"\[([^\]]*)\](?::(\d{1,5}))?", wanted)
    found = bracketed or re.fullmatch(r"([^:]*):(\d{1,5})", wanted)
    if found is None:
        return wanted, None
    place, digits = found.groups()
    if digits is None:
        return place, None
    if not 0 < int(digits) < 65536:
        raise _not_an_address(text)
    return place, int(digits)


def _not_an_address(text: str) -> InputError:
    return InputError(
        f"--allow-address {text!r} is not an address",
        hint="Give an IP (127.0.0.1), IP and port (127.0.0.1:8000), a range (10.0.0.0/8) or a host name (intranet.example).",
    )


def _embedded(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...] | None:
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in _TRANSLATED:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    return None
