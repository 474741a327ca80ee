"""Help while typing in the terminal: what a few letters could mean, and what is wrong before Enter counts.

Part of the terminal face (`terminal.py`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kit.base.text import clean
from kit.interview.face import KEYS, Prompt

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.document import Document


ACCENT = "cyan"
"""The one colour of the terminal face, beside dim and bold."""


def style_of(*, colour: bool) -> Any:
    """Give the style of prompts, lists and menus; without `colour` only bold and reverse."""
    from prompt_toolkit.styles import Style

    accent = f"ansi{ACCENT} bold" if colour else "bold"
    return Style.from_dict(
        {
            "here": accent, "row": "", "keys": "fg:ansibrightblack" if colour else "", "label": "", "key": "bold fg:default",
            "bottom-toolbar": "noreverse",
            "validation-toolbar": "noreverse bold" + (" fg:ansired bg:default" if colour else ""),
            "completion-menu": "bg:default fg:default noreverse", "completion-menu.completion": "bg:default fg:default",
            "completion-menu.completion.current": f"reverse {accent} bg:default" if colour else "reverse",
            "completion-menu.meta.completion": "bg:default fg:ansibrightblack" if colour else "bg:default",
            "completion-menu.meta.completion.current": "bg:default fg:ansibrightblack" if colour else "bg:default",
        }
    )  # fmt: skip


def head_of(prompt: Prompt, width: int) -> list[tuple[str, str]]:
    """Give what stands above the place to type: label, hint, guess and ideas, wrapped, as styled lines."""
    rows = [("class:label", prompt.label)]
    if prompt.part.hint:
        rows.append(("class:keys", prompt.part.hint))
    if not prompt.now and prompt.guess:
        rows.append(("class:here", f"{clean(prompt.guess, limit=300)}: is this right?"))
        rows.append(("class:keys", f"Enter is yes. It comes from {prompt.where}."))
    if prompt.rivals:
        rows.append(("class:keys", "Your website says two things; a number takes one:"))
        rows += [
            ("class:keys", f"{number:3}  {clean(said, limit=300)}  {where}")
            for number, (said, where) in enumerate(prompt.rivals, 1)
        ]
    if prompt.ideas:
        rows.append(("class:keys", "Often heard in your trade; a number takes one:"))
        rows += [("class:keys", f"{number:3}  {idea}") for number, idea in enumerate(prompt.ideas, 1)]
    return [
        (style, f"{line}\n")
        for style, text in rows
        for line in textwrap.wrap(text, width - 1, subsequent_indent="     " if text[:1] == " " else "")
    ]


def placeholder_of(prompt: Prompt, width: int, *, unicode: bool) -> str:
    """Give the dim words in the empty field: what Enter alone would do, or an example; on one line."""
    room = width - 4
    if prompt.now:
        now = clean(prompt.now, limit=300)
        arrow = "\u2191" if unicode else "the up arrow"
        whole = f"{now}  (Enter keeps it, {arrow} edits it, x takes it away)"
        return whole if len(whole) <= room else f"{now[: max(room - 16, 10)]}  (Enter keeps it)"[:room]
    if prompt.guess or not prompt.part.example:
        return ""
    if prompt.part.kind == "file":
        return f"drop the file onto this window, or type where it is: {prompt.part.example}"[:room]
    return f"for example: {prompt.part.example}"[:room]


def validator(prompt: Prompt, width: int, above: list[str]) -> Any:
    """Give the check that stops Enter while something is wrong, with the sentence that says what.

    The library shows one line below; a sentence longer than `width` goes into `above`, to stand over the field.
    """
    from prompt_toolkit.validation import ValidationError, Validator

    class Checked(Validator):
        def validate(self, document: Document) -> None:
            problem = clean(prompt.check(document.text)) if prompt.part.kind != "trade" else ""
            above[:] = textwrap.wrap(problem, width - 1) if len(problem) >= width else []
            if problem:
                message = "Not kept; see above" if above else problem
                raise ValidationError(message=message, cursor_position=len(document.text))

    return Checked()


def completer_for(prompt: Prompt) -> Completer | None:
    """Give the suggestions for the kind of a prompt, or None where nothing can be suggested."""
    from prompt_toolkit.completion import Completer, Completion

    if prompt.part.kind not in _SUGGEST:
        return None
    suggest = _SUGGEST[prompt.part.kind]

    class Suggested(Completer):
        def get_completions(self, document: Document, complete_event: object) -> Iterable[Completion]:  # noqa: ARG002
            typed = document.text_before_cursor
            if typed.strip() and typed.strip() not in KEYS:
                for text, meta in suggest(typed, prompt):
                    yield Completion(text, start_position=-len(typed), display_meta=meta)

    return Suggested()


def _trades(typed: str, _prompt: Prompt) -> Iterator[tuple[str, str]]:
    from kit.facts.trade_search import find_trades

    for found in find_trades(typed, limit=6):
        yield found.label, "" if found.by.casefold() == found.label.casefold() else found.by


def _countries(typed: str, _prompt: Prompt) -> Iterator[tuple[str, str]]:
    from kit.facts.places import country_names

    folded = typed.casefold()
    names = sorted(
        (name, code) for code, name in country_names("en").items() if name.casefold().startswith(folded)
    )
    yield from names[:6]


def _zones(typed: str, prompt: Prompt) -> Iterator[tuple[str, str]]:
    yield from (
        (zone, "")
        for zone, label in prompt.choices.items()
        if typed.casefold() in f"{zone} {label}".casefold()
    )


def _networks(typed: str, _prompt: Prompt) -> Iterator[tuple[str, str]]:
    from kit.networks.catalogue import index

    if "/" not in typed:
        folded = typed.casefold()
        yield from [
            (each.id, each.name) for each in index().values() if each.name.casefold().startswith(folded)
        ][:6]


_SUGGEST: dict[str, Callable[[str, Prompt], Iterator[tuple[str, str]]]] = {
    "trade": _trades, "id": _trades, "country": _countries, "timezone": _zones, "profile": _networks,
}  # fmt: skip
