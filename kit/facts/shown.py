"""The facts that customers may read, one model per block of `business.yaml`, one sentence per field."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from kit.facts.kinds import (
    Country,
    Day,
    Email,
    FilePath,
    Hours,
    Id,
    Line,
    Link,
    Money,
    SpecialHours,
    Telephone,
    Text,
    Timezone,
)  # fmt: skip
from kit.facts.part import Facts

Form = Literal["sole_trader", "company", "partnership", "nonprofit"]
Stage = Literal["pre_launch", "first_year", "established", "changing"]
Mode = Literal["premises", "at_customer", "remote", "ship"]
Reach = Literal["local", "national", "online"]
Who = Literal["people", "firms"]
ProofKind = Literal["licence", "insured", "guarantee", "years", "jobs", "training", "award", "quote", "local"]


class Registration(Facts):
    """Where the business is registered."""

    model_config = ConfigDict(validate_by_alias=True, validate_by_name=False)

    body: Line | None = Field(default=None, alias="register")  # `register` is a method of every BaseModel
    """The register, such as Companies House or Amtsgericht Hamburg."""
    number: Line | None = None
    """The number in that register, with its leading zeros."""
    place: Line | None = None
    """Where it is registered, such as England and Wales."""
    vat: Line | None = None
    """The VAT number."""
    office: Line | None = None
    """The registered office, when it is not where customers come."""


class Licence(Facts):
    """The register or licence that governs the trade."""

    body: Line
    """Who gave it, such as Gas Safe Register."""
    number: Line | None = None
    """Its number, with leading zeros."""


class Identity(Facts):
    """Who the business is."""

    name: Line
    """The name on the sign."""
    trade: Id
    """What it does, an id of `webkit list trades` or a trade of your own in snake_case."""
    trade_name: Text | None = None
    """How a trade that the list does not know is called."""
    legal_name: Line | None = None
    """The registered name, when it differs."""
    form: Form | None = None
    """sole_trader, company, partnership or nonprofit."""
    stage: Stage | None = None
    """pre_launch, first_year, established or changing."""
    since: Annotated[int, Field(ge=1000, le=2100)] | None = None
    """The year it began."""
    country: Country | None = None
    """The country, two letters (ISO 3166)."""
    voice: Literal["i", "we"] | None = None
    """Whether texts say I or we."""
    regulated: bool | None = None
    """Whether a register or licence governs the trade."""
    registration: Registration | None = None
    """Where the business is registered."""
    licence: Licence | None = None
    """The licence customers may look up."""
    about: Text | None = None
    """What you would tell a neighbour about the business, in your own words."""
    speciality: Text | None = None
    """The one kind of work you are known for."""


class Person(Facts):
    """Someone customers meet."""

    name: Line
    """The person's name."""
    role: Text | None = None
    """What they do here."""
    about: Text | None = None
    """A sentence or two about them, in their own words."""
    photo: FilePath | None = None
    """Their picture, below the project folder."""


class Place(Facts):
    """Where work is done."""

    mode: tuple[Mode, ...] = ()
    """premises, at_customer, remote, ship: one or more."""
    reach: tuple[Reach, ...] = ()
    """local, national, online: how far customers are."""
    street: Line | None = None
    """Street and number."""
    town: Line | None = None
    """The town."""
    region: Line | None = None
    """County, state or region, where it is part of the address."""
    postcode: Line | None = None
    """The postcode."""
    areas: tuple[Line, ...] = ()
    """The places you drive to or deliver to."""
    timezone: Timezone | None = None
    """The time zone, such as Europe/London."""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Where the door is, in degrees north."""
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Where the door is, in degrees east."""
    note: Text | None = None
    """How to find the door: parking, the step, the bell."""


class ContactForm(Facts):
    """Where the website's form sends its answers."""

    to: Literal["email", "provider"] = "provider"
    """email (opens the visitor's mail program) or provider (needs its address)."""
    address: Link | None = None
    """The provider's address for this form."""
    provider: Id | None = None
    """Who runs it, such as formspree; known ones need no more than the address, netlify not even that."""
    key: Line | None = None
    """The form's public key, where its service wants one in the page (Web3Forms)."""


class Contact(Facts):
    """How customers get in touch."""

    first_step: Literal["call", "text", "book", "write", "walk_in"] | None = None
    """What a new customer should do first."""
    phone: Telephone | None = None
    """The number customers ring."""
    text_phone: Telephone | None = None
    """A number for text messages, when it differs."""
    email: Email | None = None
    """The mail address customers write to."""
    booking_link: Link | None = None
    """Where customers book by themselves."""
    form: ContactForm | None = None
    """Where the website's form sends its answers."""
    reply_time: Text | None = None
    """How soon you answer, as a promise you keep."""


class SpecialDay(Facts):
    """A day or a span of days that differs from the week."""

    date: Day
    """The day, year-month-day."""
    until: Day | None = None
    """The last day of a span."""
    hours: SpecialHours
    """The hours of that day, or closed."""
    why: Text | None = None
    """The reason customers read."""


class OpeningHours(Facts):
    """When customers reach you."""

    regular: Hours | None = None
    """The usual week, such as Mon-Fri 08:00-18:00, Sat 9-13."""
    note: Text | None = None
    """One line beside the hours, such as emergencies until 22:00."""
    special: tuple[SpecialDay, ...] = ()
    """Days that differ."""


class Service(Facts):
    """One thing people pay for."""

    name: Text
    """What customers call it."""
    about: Text | None = None
    """What happens, in your own words."""
    price: Money | None = None
    """What it costs, such as from £85, or ask."""
    details: Text | None = None
    """More about it; long enough, it gets a page of its own."""


class Customers(Facts):
    """Whom the business is for."""

    ideal: Text | None = None
    """The customer you want more of."""
    first_words: Text | None = None
    """What they say when they first ring."""
    who: tuple[Who, ...] = ()
    """people, firms or both."""
    not_for: Text | None = None
    """Whom or what you turn away."""


class Proof(Facts):
    """Why a stranger may trust you: something that can be checked."""

    kind: ProofKind
    """licence, insured, guarantee, years, jobs, training, award, quote or local."""
    text: Text
    """The proof in one sentence; for a quote the customer's exact words."""
    date: Day | None = None
    """When it was true or given."""
    by: Line | None = None
    """Who said or gave it."""
    permission: Day | None = None
    """The day the customer allowed you to show it."""
    link: Link | None = None
    """Where it can be checked."""


class Question(Facts):
    """A question customers really ask."""

    ask: Text
    """The question, in their words."""
    answer: Text
    """Your answer."""
