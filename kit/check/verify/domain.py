"""Live checks of the domain: mail records, registry, and text records that prove who owns it."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

import re

from kit.check.verify.look import Look
from kit.net.records import Asked
from kit.plan.items import Item

_SELECTORS = (
    "google",
    "selector1",
    "selector2",
    "default",
    "mail",
    "dkim",
    "k1",
    "s1",
    "fm1",
    "protonmail",
    "zmail",
)
"""Selectors that large mail providers use; another one cannot be guessed (PLAN, `dkim_record`)."""
_COSTLY = re.compile(r"(?i)^[+?~-]?(?:include:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr|exists:|redirect=)")
_MOST_LOOKUPS = 10


def _beginning(look: Look, name: str, start: str) -> tuple[str, ...] | None:
    values = look.texts(name) if name else None
    return None if values is None else tuple(each for each in values if each.lower().startswith(start))


def spf_record(item: Item, look: Look) -> bool | None:
    """Hold when exactly one SPF record stands there, with ten look-ups at most, and ends in ~all or -all."""
    found = _beginning(look, look.mail_domain, "v=spf1")
    if found is None:
        return None
    terms = found[0].split() if len(found) == 1 else []
    return bool(terms) and terms[-1].lower() in {"~all", "-all"} and sum(bool(_COSTLY.match(term)) for term in terms) <= _MOST_LOOKUPS  # fmt: skip


def dkim_record(item: Item, look: Look) -> bool | None:
    """Hold when a key stands under one of the usual selectors; another selector cannot be known."""
    if not look.mail_domain:
        return None
    names = (f"{selector}._domainkey.{look.mail_domain}" for selector in _SELECTORS)
    return True if any("p=" in value for name in names for value in look.texts(name) or ()) else None


def dmarc_record(item: Item, look: Look) -> bool | None:
    """Hold when exactly one DMARC record with a policy stands there."""
    found = _beginning(look, f"_dmarc.{look.mail_domain}" if look.mail_domain else "", "v=dmarc1")
    return None if found is None else len(found) == 1 and bool(re.search(r"(?i)\bp=(none|quarantine|reject)\b", found[0]))  # fmt: skip


def mx_present(item: Item, look: Look) -> bool | None:
    """Hold when a mail server takes the domain's mail."""
    if not look.mail_domain:
        return None
    found = look.query(look.mail_domain, "MX")
    if found.asked is Asked.CANNOT_TELL:
        return None
    return any(value.partition(" ")[2] not in {"", "."} for value in found.values)


def no_mail_records(item: Item, look: Look) -> bool | None:
    """Hold when a domain without mail says so three times: SPF -all, DMARC reject, null MX."""
    if not look.domain:
        return None
    spf, dmarc = (
        _beginning(look, look.domain, "v=spf1"),
        _beginning(look, f"_dmarc.{look.domain}", "v=dmarc1"),
    )
    servers = look.query(look.domain, "MX")
    if spf is None or dmarc is None or servers.asked is Asked.CANNOT_TELL:
        return None
    null = [value.partition(" ")[2] for value in servers.values] in ([""], ["."])
    return (
        null
        and spf == ("v=spf1 -all",)
        and len(dmarc) == 1
        and "p=reject" in dmarc[0].replace(" ", "").lower()
    )


def dns_txt_present(item: Item, look: Look) -> bool | None:
    """Hold when the domain has the text record that a service asked for."""
    values = look.texts(look.domain) if look.domain else None
    return None if values is None else any(value.startswith(item.verify.record) for value in values)


def rdap_registrar_and_expiry(item: Item, look: Look) -> bool | None:
    """Hold when the registry names a registrar; fail when the domain is not registered at all."""
    found = look.registration(look.domain) if look.domain else None
    if found is None or found.registered is None:
        return None
    return bool(found.registrar or found.expires) if found.registered else False


def rdap_transfer_lock(item: Item, look: Look) -> bool | None:
    """Hold when the registry shows that transfers are prohibited; some registries show no status."""
    found = look.registration(look.domain) if look.domain else None
    if found is None or not found.statuses:
        return None
    return any("transfer" in each.lower() and "prohibited" in each.lower() for each in found.statuses)


def domain_identity_proof(item: Item, look: Look) -> bool | None:
    """Hold when the domain proves a name: an _atproto record, or a rel=me link on the home page."""
    if not look.domain or not look.host:
        return None
    values = look.texts(f"_atproto.{look.domain}")
    if values and any(value.startswith("did=") for value in values):
        return True
    home = look.fetch(f"https://{look.host}/")
    if home.status != 200:
        return None
    return bool(re.search(rb"""(?i)rel=["'][^"']*\bme\b""", home.body))
