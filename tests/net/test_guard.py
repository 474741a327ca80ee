"""The guard: every spelling of an inner address is known for what it is, and what may be allowed is allowed."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError
from kit.net.guard import Refusal, build_guard, internal
from kit.net.types import NetSettings, Trouble

PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "192.0.3.1", "198.20.0.1"]
PUBLIC += ["2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
INNER = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.1.2.3",
    "64:ff9b:1::1",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:0:0:0:0:0:f5ff:fffe",
    "2001:2::1",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "2002:c0a8:101::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert internal(ipaddress.ip_address(address)) == ""


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_inner(address: str) -> None:
    assert internal(ipaddress.ip_address(address)) != ""


def test_what_nobody_was_given_is_not_public() -> None:
    assert internal(ipaddress.ip_address("4000::1")) == "not a public address"


def test_teredo_is_judged_by_the_client_inside_it() -> None:
    public_server = int(ipaddress.IPv4Address("65.54.227.120"))
    client = int(ipaddress.IPv4Address("192.168.0.5")) ^ 0xFFFFFFFF
    address = ipaddress.IPv6Address(0x20010000 << 96 | public_server << 64 | client)
    assert internal(address) == "a private network"


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_an_embedded_address_is_judged_as_itself(number: int) -> None:
    inner = internal(ipaddress.IPv4Address(number))
    for base in (0xFFFF << 32, 0x0064FF9B << 96):
        assert internal(ipaddress.IPv6Address(base | number)) == inner
    assert internal(ipaddress.IPv6Address(0x2002 << 112 | number << 80)) == inner


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.ip_addresses(v=4))
def test_what_python_calls_private_is_never_public(address: ipaddress.IPv4Address) -> None:
    if address.is_private or address.is_multicast or address.is_reserved or address.is_link_local:
        assert internal(address)


ALLOWED = [
    pytest.param("127.0.0.1", "x.test", "127.0.0.1", 5000, True, id="an address, any port"),
    pytest.param("127.0.0.1", "x.test", "127.0.0.2", 5000, False, id="another address"),
    pytest.param("127.0.0.1:8000", "x.test", "127.0.0.1", 8000, True, id="address and port"),
    pytest.param("127.0.0.1:8000", "x.test", "127.0.0.1", 8001, False, id="another port"),
    pytest.param("10.0.0.0/8", "x.test", "10.9.8.7", 80, True, id="a range"),
    pytest.param("10.0.0.0/8", "x.test", "11.9.8.7", 22, False, id="out of the range"),
    pytest.param("10.9.8.7/8", "x.test", "10.1.1.1", 80, True, id="a range by an address in it"),
    pytest.param("127.0.0.1:1", "x.test", "127.0.0.1", 1, True, id="the first port"),
    pytest.param("127.0.0.1:65535", "x.test", "127.0.0.1", 65535, True, id="the last port"),
    pytest.param("::1", "x.test", "::1", 80, True, id="IPv6"),
    pytest.param("[::1]:8080", "x.test", "::1", 8080, True, id="IPv6 and port"),
    pytest.param("[::1]:8080", "x.test", "::1", 80, False, id="IPv6 and another port"),
    pytest.param("[::1]", "x.test", "::1", 80, True, id="IPv6 in brackets"),
    pytest.param("fd00::/8", "x.test", "fd12::1", 80, True, id="an IPv6 range"),
    pytest.param("127.0.0.1", "x.test", "::ffff:127.0.0.1", 80, True, id="mapped is the same place"),
    pytest.param("::ffff:127.0.0.1", "x.test", "127.0.0.1", 80, True, id="mapped in the option"),
    pytest.param("::ffff:10.1.2.3/104", "x.test", "10.9.9.9", 80, True, id="a mapped range in the option"),
    pytest.param("::ffff:10.1.2.3/104", "x.test", "127.0.0.1", 80, False, id="out of the mapped range"),
    pytest.param("::ffff:0:0/96", "x.test", "127.0.0.1", 80, True, id="all of IPv4, mapped"),
    pytest.param("intranet.example.", "intranet.example", "10.0.0.1", 80, True, id="a name to its last dot"),
    pytest.param("Intranet.Example", "intranet.example", "10.0.0.1", 80, True, id="a name"),
    pytest.param("intranet.example:81", "intranet.example", "10.0.0.1", 81, True, id="name and port"),
    pytest.param("intranet.example:81", "intranet.example", "10.0.0.1", 80, False, id="name, other port"),
    pytest.param("intranet.example", "www.intranet.example", "10.0.0.1", 80, False, id="a name below it"),
    pytest.param("localhost", "localhost", "127.0.0.1", 3000, True, id="localhost"),
]


@pytest.mark.parametrize(("option", "host", "address", "port", "passes"), ALLOWED)
def test_allow_address(option: str, host: str, address: str, port: int, passes: bool) -> None:
    guard = build_guard(NetSettings(allow_addresses=(option,)))
    assert (guard.judge(host, address, port) is None) is passes


@pytest.mark.parametrize(
    "option",
    [
        "",
        " ",
        "1.2.3",
        "1.2.3.4.5",
        "10.0.0.0/40",
        "1.2.3.4:0",
        "1.2.3.4:65536",
        "http://x/",
        "[::1",
        "a b",
        "Ä b",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(option: str) -> None:
    with pytest.raises(InputError) as refused:
        build_guard(NetSettings(allow_addresses=(option,)))
    assert refused.value.message == f"--allow-address {option!r} is not an address"
    assert refused.value.hint == (
        "Give an IP (127.0.0.1), IP and port (127.0.0.1:8000), a range (10.0.0.0/8) or a host name (intranet.example)."
    )


@pytest.mark.parametrize(
    ("port", "ports", "passes"),
    [(80, (), True), (443, (), True), (8080, (), True), (8443, (), True), (22, (), False), (22, (22,), True)],
)
def test_ports(port: int, ports: tuple[int, ...], passes: bool) -> None:
    refusal = build_guard(NetSettings(allow_ports=ports)).judge("x.test", "8.8.8.8", port)
    assert (refusal is None) is passes
    assert passes or refusal == Refusal(
        Trouble.BLOCKED_PORT, f"port {port} is not a usual port of websites; --allow-port {port}"
    )


def test_an_open_port_opens_no_inner_address() -> None:
    refusal = build_guard(NetSettings(allow_ports=(8000,))).judge("x.test", "127.0.0.1", 8000)
    assert refusal == Refusal(
        Trouble.BLOCKED_PRIVATE_ADDRESS,
        "127.0.0.1 is this machine; --allow-address 127.0.0.1 lets it be asked",
    )


def test_a_resolver_that_gives_nonsense_is_no_crash() -> None:
    refusal = build_guard(NetSettings()).judge("x.test", "not an address", 80)
    assert refusal == Refusal(Trouble.DNS_FAILURE, "the name x.test leads to no usable address")
