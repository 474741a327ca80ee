"""What a question is made of: parts, examples, and how each is worded."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kit.facts.look import looks

Interview = Literal["standard", "quick", "designer"]
Kind = Literal[
    "trade", "pick", "many", "line", "text", "words", "list", "hours", "day_hours", "money", "phone", "email",
    "link", "profile", "domain", "form", "date", "yes_no", "number", "score", "counts", "blocks", "colour",
    "file", "country", "timezone", "id", "language",
]  # fmt: skip


class Record(BaseModel):
    """What every record of the question files is: frozen, and strict about names."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Part(Record):
    """One thing a question asks for: where it goes (`fact`), what it looks like (`kind`), how it is worded."""

    fact: str
    kind: Kind
    label: str
    required: bool = False
    more: bool = False
    """Asked only of those who want to say more."""
    hint: str = ""
    example: str = ""
    examples: dict[str, str] = {}
    """Inside an entry that begins with a pick: the example for each choice, where `example` is of another kind."""
    needed_by: tuple[str, ...] = ()
    """Inside such an entry: the choices that ask for it in sight, though it is `more` for the others."""
    said: str = ""
    """How the answer reads in a sum of all answers, `{}` standing for it, where alone it would say nothing."""
    choices: dict[str, str] = {}
    """In a file also the word `looks`: whatever looks there are, by their feeling."""
    scale: tuple[str, ...] = ()
    ordered: bool = False
    when: dict[str, Any] = {}
    guess: str = ""
    ideas: str = ""
    one: str = ""
    """What one entry of a list of blocks is called."""
    pick: str = "Usual in your trade. Which are yours?"
    """The line above the trade's ideas, to pick from."""
    fields: tuple[Part, ...] = ()

    @field_validator("choices", mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return {look.id: look.feeling for look in looks()} if value == "looks" else value

    @property
    def several(self) -> bool:
        """Tell whether the answer is a list."""
        return self.kind in {"many", "list", "blocks"}


class Example(Record):
    """An example answer, and why it is good or weak; `kit/interview/examples/` has others for each trade family."""

    text: str
    because: str


class Question(Record):
    """One question: a page in the browser, a paragraph in the terminal."""

    id: str
    ask: str
    why: str
    feeds: tuple[str, ...]
    good: Example
    weak: Example
    interviews: tuple[Interview, ...]
    seconds: Annotated[int, Field(ge=5, le=600)]
    """How long it usually takes; the person's own pace corrects it."""
    parts: tuple[Part, ...]
    when: dict[str, Any] = {}
    group: str = ""
