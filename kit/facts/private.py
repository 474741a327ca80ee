"""The facts that stay with the owner: time, money, people, decisions, accounts. Never on the site."""

from typing import Annotated, Literal

from pydantic import Field

from kit.facts.kinds import Day, Id, Line, Long, Score, Text
from kit.facts.part import Facts

Goal = Literal["new_customers", "repeat", "referrals", "learn", "reputation", "hire"]


class Comfort(Facts):
    """What the owner likes doing: 0 dread it, 3 enjoy it."""

    writing: Score | None = None
    """Writing a few lines."""
    photo: Score | None = None
    """Taking pictures."""
    video: Score | None = None
    """Being filmed or filming."""
    talking: Score | None = None
    """Talking to people one at a time."""
    stage: Score | None = None
    """Standing in front of a room."""


class Marketing(Facts):
    """What the owner can and wants to do about being found."""

    start: Day | None = None
    """Monday of week 1."""
    minutes_per_week: Annotated[int, Field(ge=0, le=2400)] | None = None
    """Honest minutes a week."""
    hours_before_launch: Annotated[float, Field(ge=0, le=400)] | None = None
    """Hours for the launch list, once."""
    goals: tuple[Goal, ...] = ()
    """new_customers, repeat, referrals, learn, reputation, hire: the first counts most."""
    good_month: Annotated[int, Field(ge=0, le=100000)] | None = None
    """Jobs in a good month."""
    more_jobs_possible: Annotated[int, Field(ge=0, le=100000)] | None = None
    """How many more a month you could take; 0 means fully booked."""
    customers_served: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    """How many customers so far, roughly."""
    last_ten: dict[Id, Annotated[int, Field(ge=0, le=100)]] | None = None
    """How the last ten came: channel ids, map_search, unknown."""
    comfort: Comfort | None = None
    """What you like doing, 0 to 3."""
    shows_in_pictures: Score | None = None
    """0 no, 3 the picture sells."""
    confidential: Score | None = None
    """0 nothing to hide, 3 nothing may be shown."""
    never: tuple[Id, ...] = ()
    """Networks or channels refused on principle."""
    opted: tuple[Literal["open_decisions", "referral_rewards", "generated_text"], ...] = ()
    """What you agreed to try."""
    hour_worth: Annotated[float, Field(ge=0, le=100000)] | None = None
    """What an hour of yours is worth, in your money."""
    profit_per_customer: Annotated[float, Field(ge=0, le=10_000_000)] | None = None
    """Gross profit from one new customer, in your money."""


class Contactable(Facts):
    """A person or firm of the owner's network. Private: never on the site."""

    name: Line
    """Who it is."""
    trade: Id | None = None
    """Their trade."""
    note: Line | None = None
    """How you know them."""


class Adviser(Facts):
    """A trusted adviser. Private: never on the site."""

    topic: Line
    """What you ask them about."""
    name: Line
    """Who it is."""


class Topic(Facts):
    """A subject the business hangs on. Private: never on the site."""

    topic: Line
    """The subject."""
    know: Score | None = None
    """How much you know, 0 to 3."""
    mistake_costs: Annotated[int, Field(ge=1, le=3)] | None = None
    """What a mistake costs: 1 little, 2 money, 3 law or health."""
    question: Long | None = None
    """Your question now."""
    outside: tuple[Line, ...] = ()
    """People outside who know more."""


class Network(Facts):
    """The owner's people. Private: never on the site."""

    referrers: tuple[Contactable, ...] = ()
    """Who sends you customers, or could."""
    advisers: tuple[Adviser, ...] = ()
    """Whom you trust with numbers."""
    topics: tuple[Topic, ...] = ()
    """What you want to learn."""


class Decision(Facts):
    """A decision you are still weighing; once a post exists, its front matter is the truth."""

    title: Text
    """The question, with a question mark."""
    status: Literal["open", "decided", "withdrawn"] | None = None
    """open, decided or withdrawn."""
    opened: Day | None = None
    """When it was asked."""
    closes: Day | None = None
    """Until when you listen."""


class Supply(Facts):
    """Who supplies what by when."""

    what: Line
    """The thing, such as photos of the team."""
    who: Line | None = None
    """Who brings it."""
    by: Day | None = None
    """Until when."""


class Brief(Facts):
    """What a designer agrees with the client."""

    goals: tuple[Long, ...] = ()
    """Goals in numbers."""
    supplies: tuple[Supply, ...] = ()
    """Who supplies what by when."""
    approves: Line | None = None
    """Who says yes in the end."""
    must_keep: tuple[Line, ...] = ()
    """Pages or addresses of the old site that must stay."""
    budget: Line | None = None
    """The budget band."""


class Account(Facts):
    """One account the business depends on, without its password."""

    what: Literal["domain", "dns", "hosting", "mail", "listing", "profile", "other"]
    """domain, dns, hosting, mail, listing, profile or other."""
    name: Line
    """Where it is, such as the registrar's name."""
    holder: Line | None = None
    """In whose name."""
    recovery: Line | None = None
    """Who can get it back, and how, without a password here."""
    renews: Day | None = None
    """When it must be renewed."""
