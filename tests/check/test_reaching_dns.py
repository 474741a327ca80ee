"""Mail records asked of a real name server on loopback: packets, types and "no such name" as on the wire."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from kit.check.asking import Answers
from kit.check.reaching import reach_of
from kit.check.rules.reach import mail_has_no_server, mail_sender_not_proved
from kit.check.site import Site, Truth
from kit.check.types import SubjectKind
from kit.check.world import Settings
from kit.net.records import system_query
from tests.check.test_reaching import ALL_LEAD_ON, MAIN, SITE, internet

ZONE = {
    ("good.co.uk", "MX"): ["10 aspmx.l.google.com."],
    ("good.co.uk", "TXT"): ['"v=spf1 include:_spf.good.co.uk ~all"', '"other=1"'],
    ("_spf.good.co.uk", "TXT"): ['"v=spf1 ip4:192.0.2.1 " "-all"'],
    ("_dmarc.good.co.uk", "TXT"): ['"v=DMARC1; p=none"'],
    ("google._domainkey.good.co.uk", "TXT"): ['"v=DKIM1; p=abc"'],
    ("bare.co.uk", "MX"): ["5 aspmx.l.google.com."],
    ("two.co.uk", "MX"): ["5 mail.two.co.uk."],
    ("two.co.uk", "TXT"): ['"v=spf1 -all"', '"v=spf1 mx -all"'],
    ("_dmarc.two.co.uk", "TXT"): ['"v=DMARC1; p=none"'],
    ("null.co.uk", "MX"): ["0 ."],
    ("deep.co.uk", "MX"): ["5 mail.deep.co.uk."], ("_dmarc.deep.co.uk", "TXT"): ['"v=DMARC1; p=none"'],
    ("deep.co.uk", "TXT"): [f'"v=spf1 {" ".join(f"include:s{n}.deep.co.uk" for n in range(11))} -all"'],
}  # fmt: skip
_NAMES = {name for name, _ in ZONE}


def _answered(packet: bytes) -> bytes:
    question = dns.message.from_wire(packet)
    reply = dns.message.make_response(question)
    reply.flags |= dns.flags.RA
    asked = question.question[0]
    name = asked.name.to_text(omit_final_dot=True).lower()
    kind = dns.rdatatype.to_text(asked.rdtype)
    if values := ZONE.get((name, kind)):
        reply.answer.append(dns.rrset.from_text_list(asked.name, 60, "IN", kind, values))
    elif name not in _NAMES:
        reply.set_rcode(dns.rcode.NXDOMAIN)
    return reply.to_wire()


@pytest.fixture
def name_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve ZONE over UDP on loopback, and make it this machine's name server."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                packet, whom = server.recvfrom(4096)
                if packet == b"stop":
                    return
                server.sendto(_answered(packet), whom)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        here = dns.resolver.Resolver(configure=False)
        here.nameservers, here.port = ["127.0.0.1"], server.getsockname()[1]
        monkeypatch.setattr(dns.resolver, "default_resolver", here)
        yield
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stop:
            stop.sendto(b"stop", server.getsockname())
        thread.join()


@pytest.mark.parametrize(
    ("domain", "faults"),
    [
        pytest.param("good.co.uk", [], id="all set"),
        pytest.param("bare.co.uk", ["no SPF", "no signing key (DKIM) where Google Workspace", "no DMARC"], id="nothing set"),
        pytest.param("two.co.uk", ["2 SPF records"], id="two SPF records"),
        pytest.param("deep.co.uk", ["needs 11 look-ups"], id="eleven look-ups"),
        pytest.param("null.co.uk", ["no mail can arrive"], id="says that it takes no mail"),
        pytest.param("nobody.co.uk", ["no mail can arrive"], id="no such name"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("name_server")
def test_mail_records_over_the_wire(domain: str, faults: list[str]) -> None:
    """As the name server sends them."""
    from dataclasses import replace

    world = replace(internet(ALL_LEAD_ON, {}), query=system_query)
    reach = reach_of(SITE, Truth("site", emails=(f"sue@{domain}",)), Answers(Settings()), world, MAIN)
    site = Site(SubjectKind.URL, "s", (), (), reach=reach)
    found = [fault.message for rule in (mail_has_no_server, mail_sender_not_proved) for fault in rule(site)]
    assert len(found) == len(faults)
    assert all(words in message for words, message in zip(faults, found, strict=True))
