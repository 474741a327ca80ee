"""Why `webkit set` cannot keep a value, said about the command that was typed, with one that works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.base.errors import InputError
from kit.base.text import clean
from kit.cli.project import command_for
from kit.facts.edit import fact_at, parse_path, set_fact
from kit.facts.problems import FactsError, Problem

if TYPE_CHECKING:
    from kit.cli.project import Project
    from kit.interview.questions import Part

_EXAMPLE = re.compile(r"(?:^|[;,]? ?)(?:(?:write|add it),? )?for example: (?P<said>[^;]+)$", re.IGNORECASE)
_MEANT = re.compile(r'; did you mean "(\w+)"\?')
_ELSEWHERE = re.compile(r"; did you mean ([\w.\[\]]+)")


def refused(project: Project, fact: str, value: str, why: FactsError) -> InputError:
    """Give the error for a fact that cannot be set so: what was typed, what is wrong, a command that is right."""
    problem = why.problems[0]
    hint = "Nothing was changed."
    if works := next(_commands(project, fact, value, problem), ""):
        hint = f"{hint} Write for example: {works}"
    return InputError(_said(fact, value, problem, shortened=bool(works)), hint=hint)


def _said(fact: str, value: str, problem: Problem, *, shortened: bool) -> str:
    message = _MEANT.sub("", problem.message)
    message = _EXAMPLE.sub("", message) if shortened else message
    typed = f'"{clean(value, limit=60)}"'
    if not value:
        missing = problem.message.startswith("is missing")
        needed = "nothing can be built without it" if missing else f"{problem.field} {message}"
        return f"{fact} cannot be taken away: {needed}."
    if not _about(fact, problem.field):
        return f"{fact} cannot be {typed}: {problem.field} does not go with it, {message}."
    speaks = message.startswith('"') or problem.message.startswith("is not a fact")
    said = message if speaks else f"{typed} {message}"
    return f"{problem.field}: {said}{'' if said.endswith('?') else '.'}"


def _about(fact: str, field: str) -> bool:
    return (
        fact == field
        or fact.startswith((f"{field}.", f"{field}["))
        or field.startswith((f"{fact}.", f"{fact}["))
    )


def _commands(project: Project, fact: str, value: str, problem: Problem) -> Iterator[str]:
    """Give the commands that would be right, the likeliest first; each was tried."""
    for name, example in _candidates(project, fact, value, problem):
        if _works(project.loaded.text, name, example):
            yield command_for(f"webkit set {name} {_quoted(example)}", project.folder)


def _candidates(project: Project, fact: str, value: str, problem: Problem) -> Iterator[tuple[str, str]]:
    if meant := _MEANT.search(problem.message):
        wrong = problem.field
        right = f"{wrong[: len(wrong) - len(wrong.rpartition('.')[2])]}{meant[1]}{fact[len(wrong) :]}"
        yield right, value
        yield from _examples(project, right)
        return
    if meant := _ELSEWHERE.search(problem.message):
        yield meant[1], value
        yield from _examples(project, meant[1])
        return
    name = fact if not value or _about(fact, problem.field) else problem.field
    if name != fact and name.endswith("phone"):
        from kit.facts.phones import parse_phone

        number = str(fact_at(_data(project), name) or "")
        yield name, parse_phone(number, str(project.business.country or "")).international
    if said := _EXAMPLE.search(problem.message):
        yield name, _example(said["said"])
    yield from _examples(project, name)


def _examples(project: Project, name: str) -> Iterator[tuple[str, str]]:
    part = _part(project, name)
    if part is not None and part.kind == "blocks":
        first = part.fields[0]
        yield f"{name}[{len(fact_at(_data(project), name) or []) + 1}].{first.fact}", first.example
    elif part is not None:
        usual = {"yes_no": "yes", "score": "2"}.get(part.kind, "")
        yield name, part.example or usual or next(iter(part.choices), "")


def _example(said: str) -> str:
    """Take the value out of `phone: 020 …`, or give a plain example as it is."""
    return re.sub(r"^[a-z_]+: ", "", said.strip())


def _part(project: Project, fact: str) -> Part | None:
    from kit.interview.questions import questions_for

    plain = re.sub(r"\[\d+\]", "", fact)
    for question in questions_for("designer", project.trade, project.business.country or ""):
        for part in question.parts:
            if part.fact == plain:
                return part
            for field in part.fields:
                if f"{part.fact}.{field.fact}" == plain:
                    return field
    return None


def _data(project: Project) -> object:
    from kit.facts.tree import parse_tree

    return parse_tree(project.loaded.text, "business.yaml")[0].data


def _works(text: str, name: str, example: str) -> bool:
    from kit.cli.set import typed_value
    from kit.facts.reader import parse_business

    try:
        parse_path(name)
        parse_business(set_fact(text, name, typed_value(name, example)), "business.yaml")
    except InputError:
        return False
    return bool(example)


def _quoted(value: str) -> str:
    """Quote a value as every shell reads it: double quotes where there is nothing special, else the shell's own way."""
    import shlex

    if re.fullmatch(r"[\w@.:/+-]+", value):
        return value
    return shlex.quote(value) if re.search(r'["$`\\!]', value) else f'"{value}"'
