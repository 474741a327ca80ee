"""The numbers of the channel choice, typed: `model.yaml` (weights, limits, scenes) and `channels/` (one file each)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kit.facts.private import Goal
from kit.facts.shown import Reach
from kit.facts.trade import Family
from kit.facts.yaml_data import load_record

_FOLDER = Path(__file__).resolve().parent
_Cell = Annotated[int, Field(ge=0, le=3)]
Skill = Literal["writing", "photo", "video", "talking", "stage"]
Gate = Literal["past_customers_10", "local_or_regional", "local_b2c", "sells_things", "sells_things_or_ideas"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Signal(_Record):
    """What shows that a channel works, and how many of it are enough at the test date."""

    what: str
    at_least: int


class Channel(_Record):
    """A way to meet people; `networks` are the profiles that belong to it."""

    id: str
    order: int
    name: str
    type: Literal["people", "own", "feed"]
    networks: tuple[str, ...]
    what: str
    why_yes: str
    why_no: str
    customers: dict[Family, _Cell]
    reach: dict[Reach, _Cell]
    goals: dict[Goal, _Cell]
    skills: tuple[Skill, ...]
    learning: _Cell
    minutes: int
    weeks: int
    signal: Signal
    gate: Gate | None = None
    visual: bool = False
    shows_work: bool = False
    lookup: bool = False
    said: str = ""
    """The name as it stands inside a sentence, where it needs an article or is too long for one."""
    proper: bool = False
    """Whether the name keeps its capital inside a sentence."""
    leave: str = "stop posting, pin one note that says where I am to be found, and copy the people I really know into my contacts"
    """How the owner leaves it decently, in the first person, as it stands in the stop rule."""

    @property
    def inline(self) -> str:
        """Give the name as it stands inside a sentence."""
        return self.said or self.name if self.proper or self.said else self.name[0].lower() + self.name[1:]


class Weights(_Record):
    """How many of the hundred points each part can give."""

    customers: int
    proof: int
    reach: int
    comfort: int
    goals: int
    learning: int


class Adjust(_Record):
    """What is added or taken away for profiles, pictures and confidentiality."""

    active_and_held: int
    dormant_and_held: int
    tried_no_result: int
    visual_gap: int
    confidential: int


class Thresholds(_Record):
    """Points needed to be picked, and to be kept in reserve."""

    pick: int
    reserve: int


class Split(_Record):
    """Shares of the week, before floors."""

    measure: float
    upkeep: float
    learning: float
    slack: float


class Floors(_Record):
    """The least minutes of each envelope."""

    measure: int
    upkeep: int
    learning: int


class Cap(_Record):
    """How many channels at most, below so many hours a week."""

    hours_below: float
    max: int


class FeedLimit(_Record):
    """How many feeds at most: `max` below so many hours, else `otherwise`."""

    hours_below: float
    max: int
    otherwise: int


class GateText(_Record):
    """Why a gate is shut for this owner, and what would open it."""

    shut: str
    opens: str


class Model(_Record):
    """Everything the choice counts with. Numbers are practice values, meant to be edited."""

    version: int
    weights: Weights
    goal_rank_weights: tuple[float, ...]
    proof_unknown: float
    proof_full_at: int
    adjust: Adjust
    thresholds: Thresholds
    split: Split
    floors: Floors
    caps: tuple[Cap, ...]
    feed_limit: FeedLimit
    families: tuple[Family, ...]
    scenes: dict[str, str]
    """By family, or by trade where people choose in another way."""
    goal_names: tuple[Goal, ...]
    people_words: dict[str, tuple[str, str]]
    """By family, or by trade where it has a word of its own."""
    gates: dict[str, GateText]
    slot_starts: dict[Family, str]
    channels: tuple[Channel, ...]

    def channel(self, name: str) -> Channel:
        """Give the channel with this id. Raises KeyError when there is none."""
        for channel in self.channels:
            if channel.id == name:
                return channel
        raise KeyError(name)

    def channel_of(self, network: str) -> Channel | None:
        """Give the channel a network's profiles belong to, or None (listings have none)."""
        return next((each for each in self.channels if network in each.networks), None)


@cache
def load_model() -> Model:
    """Give the shipped model. A mistake in it is ours and may crash; tests load every file."""
    files = sorted((_FOLDER / "channels").glob("*.yaml"))
    channels = sorted((load_record(path, Channel) for path in files), key=lambda each: each.order)
    return load_record(_FOLDER / "model.yaml", Model, {"channels": tuple(channels)})
