"""robots.txt as RFC 9309 has it: the group for our name, the longest rule wins, wildcards included.

The standard library's parser knows neither wildcards nor the longest rule, and has no bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, unquote_to_bytes

from kit.net.types import Ask, Reply
from kit.net.urls import parse_url

SIZE_LIMIT = 512_000
"""Bytes that are read; RFC 9309, 2.5 asks for at least 500 KiB."""
_RULE_LIMIT = 5000
_SITEMAP_LIMIT = 500
_AGENT = "webkit-check"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a group: `pattern` begins at the root and may hold * and end in $."""

    allow: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host's robots.txt says to us."""

    rules: tuple[Rule, ...] = ()
    sitemaps: tuple[str, ...] = ()
    delay: float = 0.0
    """Seconds between two requests (Crawl-delay, which is no standard but widely meant)."""

    def allows(self, target: str) -> bool:
        """Say whether path and query `target` may be crawled: the longest rule that fits, allow before disallow."""
        path = _normal(target)
        if path == "/robots.txt":
            return True
        fitting = [(len(rule.pattern), rule.allow) for rule in self.rules if _fits(rule.pattern, path)]
        return max(fitting, default=(0, True))[1]


OPEN = Robots()
SHUT = Robots((Rule(allow=False, pattern="/"),))


def robots_ask(url: str) -> Ask:
    """Give the ask for the robots.txt of the host of `url`; raises BadUrl."""
    place = parse_url("/robots.txt", parse_url(url))
    return Ask(place.text, want_body=True, body_limit=SIZE_LIMIT)


def read_robots(reply: Reply, agent: str = _AGENT) -> Robots:
    """Give what the answer to `robots_ask` means (RFC 9309, 2.3.1): none there is open, out of order is shut."""
    if reply.status is not None and 200 <= reply.status < 300:
        return parse_robots(reply.body, agent)
    if reply.status is not None and 300 <= reply.status < 500 and reply.status != 429:
        return OPEN
    return SHUT


def parse_robots(raw: bytes, agent: str = _AGENT) -> Robots:
    """Read a robots.txt for `agent`, within bounds whatever it holds."""
    groups: dict[str, list[Rule]] = {}
    delays: dict[str, float] = {}
    sitemaps: list[str] = []
    current: list[str] = []
    in_rules = False
    count = 0
    for line in raw[:SIZE_LIMIT].decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        key, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            current = [] if in_rules else current
            in_rules = False
            current.append(_product(value))
            groups.setdefault(current[-1], [])
        elif key in {"allow", "disallow"}:
            in_rules = True
            count += 1
            if value and count <= _RULE_LIMIT:
                for name in current:
                    groups[name].append(Rule(key == "allow", _normal(value)))
        elif key == "crawl-delay":
            in_rules = True
            delays.update(dict.fromkeys(current, _seconds(value)))
        elif key == "sitemap" and value and len(sitemaps) < _SITEMAP_LIMIT:
            sitemaps.append(value[:2000])
    ours = agent.lower() if agent.lower() in groups else "*"
    return Robots(tuple(groups.get(ours, ())), tuple(sitemaps), delays.get(ours, 0.0))


def _product(value: str) -> str:
    found = re.match(r"[a-zA-Z_-]+|\*", value)
    return found.group().lower() if found else value.lower()[:100]


def _seconds(value: str) -> float:
    return min(float(value), 60.0) if re.fullmatch(r"\d{1,4}(\.\d{1,4})?", value, re.ASCII) else 0.0


def _normal(path: str) -> str:
    """Give a path with its percent-encoding made uniform, so that /%7Ejoe and /~joe are one."""
    return quote_from_bytes(unquote_to_bytes(path[:2000]), "/*$?=&;:@!'(),+~%")


def _fits(pattern: str, path: str) -> bool:
    """Match in linear steps: each piece between two * is searched for once, from where the last one ended."""
    ends = pattern.endswith("$")
    pieces = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    for piece in pieces[1:-1]:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    if len(pieces) == 1:
        return not ends or place == len(path)
    if ends:
        return len(path) - len(pieces[-1]) >= place and path.endswith(pieces[-1])
    return path.find(pieces[-1], place) >= 0
