"""The facts of what is online: the website, its domain, profiles, look and pictures; one sentence per field."""

from typing import Annotated, Literal

from pydantic import Field

from kit.facts.kinds import Day, Domain, FilePath, Id, Line, Link, LookName, Text
from kit.facts.part import Facts


class SkippedCheck(Facts):
    """A check this business leaves out, and why."""

    check: Id
    """The id of the check (`webkit list checks`)."""
    reason: Line
    """Why it is left out; the report shows it."""
    until: Day | None = None
    """When to look again."""


class Site(Facts):
    """The website."""

    address: Link | None = None
    """Where the website will be, with https://."""
    host: Id | None = None
    """Who hosts it: netlify, cloudflare, github, nginx, apache or caddy."""
    skip: tuple[SkippedCheck, ...] = ()
    """Checks left out, each with a reason."""
    shown_profiles: bool | None = None
    """Whether the site links the profiles (yes when absent)."""


class DomainFacts(Facts):
    """The domain name and who holds it."""

    name: Domain | None = None
    """The domain, such as yourname.com."""
    held_by: Literal["me", "designer", "someone_else", "unknown", "none"] | None = None
    """In whose name it is registered."""
    renews: Day | None = None
    """When it must be renewed."""
    mail: Literal["here", "elsewhere", "none"] | None = None
    """Whether mail runs on this domain."""


class Profile(Facts):
    """One page of this business on a network."""

    network: Id
    """The network, an id of `webkit list networks`."""
    link: Link | None = None
    """The address of the profile."""
    handle: Line | None = None
    """The name there, when there is no link."""
    state: Literal["active", "dormant", "tried", "closed"] | None = None
    """active, dormant, tried (half a year, no enquiry) or closed."""
    login: Literal["me", "someone_else", "lost"] | None = None
    """Who can log in."""


class Design(Facts):
    """How the site looks."""

    design: LookName | None = None
    """One of the looks; absent: the trade's own."""
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    """The brand colour, such as "#0b5d7a"."""
    logo: FilePath | None = None
    """The logo, below the project folder."""


class Photo(Facts):
    """One picture."""

    file: FilePath
    """Where it is, below the project folder."""
    alt: Text | None = None
    """What it shows, for people who do not see it."""
    caption: Text | None = None
    """A line beneath it."""
    permission: Day | None = None
    """When the people in it agreed."""
    service: Line | None = None
    """The service it belongs to."""
