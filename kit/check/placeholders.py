"""The lists of `data/placeholders.yaml`, read once: what templates leave behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from kit.facts.yaml_data import load_data


@dataclass(frozen=True, slots=True)
class Leftover:
    """One kind of text that a template leaves; the pattern is only tried where a sign is."""

    what: str
    signs: tuple[str, ...]
    like: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Placeholders:
    """Patterns and names that belong to nobody's business."""

    texts: tuple[Leftover, ...]
    phones: re.Pattern[str]
    domains: frozenset[str]
    endings: frozenset[str]
    theme_authors: frozenset[str]
    front_pages: frozenset[str]
    form_targets: re.Pattern[str]
    top_words: frozenset[str]
    alt_texts: re.Pattern[str]
    picture_hosts: frozenset[str]
    mail_domains: frozenset[str]
    titles: re.Pattern[str]
    to_come: re.Pattern[str]
    handles: re.Pattern[str]


@cache
def placeholders() -> Placeholders:
    """Read the lists."""
    raw = load_data(Path(__file__).parent / "data" / "placeholders.yaml")
    return Placeholders(
        texts=tuple(
            Leftover(
                each["what"],
                tuple(each["signs"]),
                re.compile(each["like"], 0 if each.get("case") else re.IGNORECASE),
            )
            for each in raw["text"]
        ),
        phones=re.compile(f"(?:{'|'.join(raw['fiction_phones'])})"),
        domains=frozenset(raw["domains"]),
        endings=frozenset(raw["endings"]),
        theme_authors=frozenset(raw["theme_authors"]),
        front_pages=frozenset(raw["front_pages"]),
        form_targets=re.compile(raw["form_targets"], re.IGNORECASE),
        top_words=frozenset(raw["top_words"]),
        alt_texts=re.compile(raw["alt_texts"], re.IGNORECASE),
        picture_hosts=frozenset(raw["picture_hosts"]),
        mail_domains=frozenset(raw["mail_domains"]),
        titles=re.compile(raw["titles"], re.IGNORECASE),
        to_come=re.compile(raw["to_come"], re.IGNORECASE),
        handles=re.compile(raw["handles"], re.IGNORECASE),
    )


def is_sample_domain(host: str) -> bool:
    """Tell a host that belongs to nobody, such as anything below example.com."""
    known = placeholders()
    host = host.casefold().rstrip(".")
    if host.rpartition(".")[2] in known.endings:
        return True
    return any(host == domain or host.endswith(f".{domain}") for domain in known.domains)


def is_reserved(host: str) -> bool:
    """Tell a host that nobody can ever have (RFC 2606) from one that templates merely use."""
    labels = host.casefold().rstrip(".").split(".")
    return labels[-1] in placeholders().endings or labels[-2:-1] == ["example"]


def is_fiction(phone: str) -> bool:
    """Tell a phone number that is kept for fiction; without a country code each known one is tried."""
    plain = re.sub(r"\D", "", phone.replace("(0)", ""))
    tries = [plain.removeprefix("00")]
    if not phone.strip().startswith(("+", "00")):
        tries += [f"{code}{plain.lstrip('0')}" for code in ("44", "1", "61", "49", "33")]
    return any(placeholders().phones.fullmatch(each) for each in tries)


def host_of_mail(address: str) -> str:
    """Give what stands behind the @."""
    return address.rpartition("@")[2].strip().casefold()


@lru_cache(maxsize=8192)
def host_of_url(url: str) -> str:
    """Give the host of an address, "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""
