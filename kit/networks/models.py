"""What the catalogue knows of one network, as frozen values with the names of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit.networks.evidence import Bots, Liveness

WORLDWIDE = ("worldwide",)
UNCHECKED = "general knowledge, verify"
"""What a source says when nobody has looked it up."""


@dataclass(frozen=True, slots=True)
class WeeklyMinutes:
    """Honest minutes: `low` to `high` a week, `first_setup` once."""

    low: int
    high: int
    first_setup: int
    note: str


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A shape of link: `pattern` over path and query holds (?P<handle>…); no `hosts` means all of them.

    `canonical` is the link to write for this shape, where it differs from the network's own.
    """

    pattern: str
    hosts: tuple[str, ...] = ()
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """A shape of link that is something else: `what` it is, said to people after "this is"."""

    pattern: str
    what: str


@dataclass(frozen=True, slots=True)
class Example:
    """A link and the handle it must give."""

    url: str
    handle: str


@dataclass(frozen=True, slots=True)
class Urls:
    """How links to this network look."""

    canonical: str
    hosts: tuple[str, ...]
    host_pattern: str | None
    any_host: bool
    old_domains: tuple[str, ...]
    short_links: tuple[str, ...]
    path_patterns: tuple[PathPattern, ...]
    others: tuple[Other, ...]
    reserved: tuple[str, ...]
    examples: tuple[Example, ...]
    not_profiles: tuple[str, ...]
    note: str | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandleRule:
    """What a handle may be; `chosen` when the owner picks it, else the network hands it out."""

    kind: str
    chosen: bool
    regex: str
    min: int
    max: int
    case_sensitive: bool
    shown_with_prefix: str
    normalise: tuple[str, ...]
    rules: tuple[str, ...]
    confidence: str
    as_of: date | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameRule:
    """How long the shown name may be; `max` None when no limit was found."""

    max: int | None
    counting: str
    note: str | None
    confidence: str
    as_of: date | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextField:
    """One text box of the profile; `max` None when no limit was found."""

    id: str
    label: str
    max: int | None
    min: int
    counting: str
    links: str
    hashtags: str
    line_breaks: str
    visible_first: int | None
    note: str | None
    confidence: str
    as_of: date | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WebsiteField:
    """The box for a web address, if there is one."""

    present: bool
    how_many: int
    max_chars: int | None
    clickable: str
    note: str | None
    as_of: date | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to make, in pixels; `safe` is the centred part that no screen cuts off."""

    width: int | None
    height: int | None
    min_width: int | None
    min_height: int | None
    max_width: int | None
    max_height: int | None
    shown_as: str
    max_mb: int | None
    formats: tuple[str, ...]
    note: str | None
    as_of: date | None
    source: tuple[str, ...]
    safe: tuple[int, int] | None = None

    def safe_area(self) -> tuple[int, int] | None:
        """Give width and height that stay visible; of a circle, the square that fits inside it."""
        if self.width is None or self.height is None:
            return None
        if self.safe:
            return self.safe
        if self.shown_as == "circle":
            side = int(min(self.width, self.height) / 2**0.5)
            return side, side
        return self.width, self.height


@dataclass(frozen=True, slots=True)
class Images:
    """The pictures a profile wants."""

    avatar: Picture
    cover: Picture


@dataclass(frozen=True, slots=True)
class Backlink:
    """Whether and how the profile can point back to the business's site."""

    shows_website: bool
    rel_me: str
    verifiable_without_login: str
    how: str


@dataclass(frozen=True, slots=True)
class Icon:
    """The simple-icons slug and the brand's colour, if they may be used."""

    simple_icons_slug: str | None
    hex: str | None


@dataclass(frozen=True, slots=True)
class Guide:
    """Where to click: written for a person in front of the screen, from general knowledge."""

    start: str
    """Address where the profile is made."""
    steps: tuple[str, ...]
    website: str
    """Where the site's address goes; empty when there is no place for it."""
    safety: str
    """Where two-factor sign-in and the recovery address are."""
    who: str
    """Who is there, in one sentence."""
    hold: tuple[str, ...] = ()
    """How to hold the name without running the profile; empty when there is nothing to hold."""
    not_for: str = ""
    """What speaks against it for a business of its own kind; only where no channel of the plan judges it."""


@dataclass(frozen=True, slots=True)
class Network:
    """A place with profiles or listings, as `kit/networks/data/ID.yaml` has it."""

    id: str
    name: str
    kind: str
    status: str
    aliases: tuple[str, ...]
    regions: tuple[str, ...]
    """ISO 3166 country codes, or WORLDWIDE."""
    what: str
    suits: tuple[str, ...]
    weekly_minutes: WeeklyMinutes
    urls: Urls
    handle: HandleRule
    display_name: NameRule
    fields: tuple[TextField, ...]
    website_field: WebsiteField
    images: Images
    bots: Bots
    liveness: Liveness
    backlink: Backlink
    icon: Icon
    traps: tuple[str, ...]
    guide: Guide | None = None

    def is_in(self, country: str) -> bool:
        """Say whether the network serves `country` (two letters)."""
        return self.regions == WORLDWIDE or country.upper() in self.regions

    @property
    def short_name(self) -> str:
        """Give the name without what stands in brackets: "X", "LinkedIn Page"."""
        return self.name.split(" (")[0]

    @property
    def brand(self) -> str:
        """Give the name of the place itself, as sentences say it: "Facebook", "LinkedIn", "Google"."""
        return brand_of(self.name)

    @property
    def is_listing(self) -> bool:
        """Say whether this is a listing that one claims rather than a place where one talks."""
        return self.kind == "listing"


def brand_of(name: str) -> str:
    """Give the place that a network's name speaks of: of "Facebook Page" Facebook, of "LinkedIn Page (company)" LinkedIn."""
    return _KINDS_OF_PAGE.sub("", name.split(" (")[0])


_KINDS_OF_PAGE = re.compile(
    r" (?:Page|[Pp]rofile|business page|Business Profile|channel|shop|server|Places for Business|Business)$"
)


def unchecked(as_of: date | None, source: tuple[str, ...], today: date) -> str:
    """Say why a limit must be looked at before it is trusted, or give "" when it is fresh.

    A limit is fresh for a year after `as_of` when at least one source was read.
    """
    if all(UNCHECKED in each for each in source) or as_of is None:
        return UNCHECKED
    if (today - as_of).days > 365:
        return f"last checked {as_of.isoformat()}, over a year ago"
    return ""


def frozen(value: Any) -> Any:
    """Give lists as tuples, all the way down."""
    return tuple(frozen(each) for each in value) if isinstance(value, list) else value
