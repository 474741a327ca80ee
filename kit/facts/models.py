"""The truth about one business, typed: `Business` is what every other room reads.

Field names are those of `business.yaml`. Every model is frozen, refuses unknown fields, and treats an
absent fact as "not known" (None or empty), never as zero. An absent block is made without validation, which
would cost a validator of its own at every start. The blocks stand in `shown.py` (what customers
may read), `web.py` (what is online) and `private.py` (what never reaches the site), one plain sentence per field.
"""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from kit.facts.kinds import Line
from kit.facts.part import Facts
from kit.facts.private import Account, Brief, Decision, Marketing, Network
from kit.facts.shown import (
    Contact,
    Customers,
    Identity,
    OpeningHours,
    Person,
    Place,
    Proof,
    Question,
    Service,
)  # fmt: skip
from kit.facts.web import Design, DomainFacts, Photo, Profile, Site

Already = Literal[
    "designer", "newsletter", "past_reviews", "old_site", "shop", "staff", "agency_access", "reviews_on_site",
    "video", "cms", "embeds", "third_party",
]  # fmt: skip


class Business(Facts):
    """Everything known about one business; the content of `business.yaml`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=False,
    )

    version: Annotated[int, Field(ge=1)] = 1
    """The version of this schema."""
    language: Line = "en"
    """The first language customers read."""
    languages: tuple[Line, ...] = ()
    """All languages of the site, the first one first."""
    identity: Identity = Field(alias="business")
    """Who the business is."""
    people: tuple[Person, ...] = ()
    """Whom customers meet."""
    place: Place
    """Where work is done."""
    contact: Contact = Contact.model_construct()
    """How customers get in touch."""
    hours: OpeningHours = OpeningHours.model_construct()
    """When customers reach you."""
    services: tuple[Service, ...] = ()
    """What people pay for."""
    customers: Customers = Customers.model_construct()
    """Whom the business is for."""
    proof: tuple[Proof, ...] = ()
    """Why a stranger may trust you."""
    questions: tuple[Question, ...] = ()
    """What customers really ask."""
    site: Site = Site.model_construct()
    """The website."""
    domain: DomainFacts = DomainFacts.model_construct()
    """The domain name."""
    profiles: tuple[Profile, ...] = ()
    """Pages of this business elsewhere."""
    already: tuple[Already, ...] = ()
    """What is there already."""
    marketing: Marketing = Marketing.model_construct()
    """What you can and want to do."""
    network: Network = Network.model_construct()
    """Your people (private)."""
    decisions: tuple[Decision, ...] = ()
    """Decisions you are weighing."""
    look: Design = Design.model_construct()
    """How the site looks."""
    photos: tuple[Photo, ...] = ()
    """Your pictures."""
    pack: dict[str, Any] = Field(default_factory=dict)
    """Answers to a pack's own questions."""
    brief: Brief | None = None
    """The designer's brief."""
    accounts: tuple[Account, ...] = ()
    """The ownership register, without passwords."""

    @property
    def name(self) -> str:
        """Give the name on the sign."""
        return self.identity.name

    @property
    def country(self) -> str:
        """Give the country's two letters, or "" when unknown."""
        return self.identity.country or ""

    @property
    def all_languages(self) -> tuple[str, ...]:
        """Give every language of the site, the first one first."""
        return tuple(dict.fromkeys((self.language, *self.languages)))
