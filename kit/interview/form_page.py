"""The client form as one HTML file: style and script inside, a policy that allows exactly those, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kit.base.share import shared_folder
from kit.base.text import clean
from kit.interview import engine
from kit.interview.form import Form, FormPart, FormQuestion
from kit.interview.form_data import script_data
from kit.interview.page import part_data
from kit.interview.questions import Part, all_groups
from kit.render.engine import Templates, safe_html

SCRIPTS = ("checks.js", "hours.js", "conditions.js", "keeping.js", "entries.js", "client.js", "sending.js")
"""Files of `templates/form/` that become the form's one script, in this order."""
STYLES = ("form.css", "client.css")
_LISTED = {"pick", "yes_no", "score", "many"}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the form, as the client sees it: the designer's name, colour (`#rrggbb`), web address and mail."""

    name: str = ""
    colour: str = ""
    link: str = ""
    mail: str = ""


def form_page(form: Form, sender: Sender, *, paper: bool = False) -> str:
    """Write the form; with `paper` the version to print and fill in by hand."""
    folder = shared_folder("templates") / "form"
    style = "".join(_read(folder / name) for name in STYLES) + _colours(form, sender)
    script = "" if paper else "".join(_read(folder / name) for name in SCRIPTS)
    data = {
        "name": clean(form.name, limit=200), "sender": _sender(sender), "paper": paper,
        "minutes": max(round(form.seconds / 60), 1), "count": len(form.questions),
        "groups": _groups(form, paper=paper), "style": safe_html(style), "script": safe_html(script),
        "policy": _policy(style, script), "data": safe_html(_json(script_data(form, sender.mail))), "everything": form.everything,
        "sent_back": sum(bool(each.remark) for question in form.questions for each in question.parts),
    }  # fmt: skip
    return _templates(folder).render("client.html", data)


@cache
def _templates(folder: Path) -> Templates:
    return Templates(folder)


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Allow this style and this script by their hashes, and nothing else at all."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}'; {scripts}img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _json(data: Any) -> str:
    """Write data for a script element: no `<`, so that no text of anybody can end it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _colours(form: Form, sender: Sender) -> str:
    """Dress the form in the designer's colour, else the business's own: readable by day and by night."""
    from kit.site.palette import Roles, palette

    colour = sender.colour or str(engine.value_now(form.state, "look.colour") or "") or "#0b5d7a"
    found = palette(colour if len(colour) == 7 else "#0b5d7a", "table")

    def roles(each: Roles, card: str) -> str:
        names = {
            "surface": each.surface, "card": card, "text": each.text, "muted": each.muted, "line": each.line, "accent": each.accent,
            "on-accent": each.on_accent, "soft": each.tint, "block": each.block, "on-block": each.on_block,
        }  # fmt: skip
        return ":root{" + "".join(f"--{name}:{value};" for name, value in names.items()) + "}"

    light, dark = roles(found.light, "#fffefc"), roles(found.dark, found.dark.surface_2)
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _sender(sender: Sender) -> dict[str, str]:
    return {
        "name": clean(sender.name, limit=100),
        "link": sender.link,
        "mail": sender.mail,
        "initial": clean(sender.name, limit=100)[:1].upper(),
    }


def _groups(form: Form, *, paper: bool) -> list[dict[str, Any]]:
    asked = (
        (group, [each for each in form.questions if each.question.group == group.id])
        for group in all_groups()
    )
    return [
        {
            "id": group.id,
            "title": group.title,
            "private": group.id == "growing",
            "questions": [row for each in mine if (row := _question(form, each, paper=paper))["parts"]],
        }
        for group, mine in asked
        if mine
    ]


def _question(form: Form, asked: FormQuestion, *, paper: bool) -> dict[str, Any]:
    question = asked.question
    rows = [
        (_part(form, part, paper=paper), part.part.more)
        for part in asked.parts
        if not (paper and part.part.more)
    ]
    main = [row for row, more in rows if not more]
    return {
        "id": question.id, "ask": question.ask, "why": question.why,
        "feeds": ", ".join(question.feeds), "whom": asked.whom,
        "good": {"text": question.good.text, "because": question.good.because},
        "weak": {"text": question.weak.text, "because": question.weak.because},
        "known": [{"label": label.rstrip("?"), "said": clean(said, limit=120)} for label, said in asked.known],
        "parts": main or [row for row, _ in rows], "more": [row for row, more in rows if more] if main else [],
    }  # fmt: skip


def _part(form: Form, part: FormPart, *, paper: bool) -> dict[str, Any]:
    """Give one part for the template: a guess is said and never marked; days are picked from a calendar."""
    row = part_data(form.state, part.part, "", upload=False)
    if row["kind"] in _LISTED and engine.value_now(form.state, part.part.fact) is None:
        for choice in row["choices"]:
            choice["chosen"] = False
        if row["guess"]:
            row["hint"] = f"{row['hint']} Our guess, from {row['where']}: {row['guess']}.".strip()
        row["guess"] = ""
    for each in (row, *(field for entry in row["rows"] for field in entry)):
        if each["kind"] == "date" and not paper:
            each["input"], each["example"] = "date", ""
    if paper and row["kind"] == "blocks":
        row["rows"] = _on_paper(part.part, row["rows"])
    return row | {"remark": part.remark, "conditional": isinstance(part.when, list)}


def _on_paper(part: Part, rows: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """Give entries to write into: three at least, without what is only asked of those who want to say more."""
    short = {field.fact for field in part.fields if not field.more}
    made = [
        [_written(field) for field in entry if field["name"].rpartition(".")[2] in short] for entry in rows
    ]
    return made + [[_numbered(field, number) for field in made[-1]] for number in range(len(made), 3)]


def _numbered(field: dict[str, Any], number: int) -> dict[str, Any]:
    """Give the same field for a further entry: no two elements of a page have one id."""
    return field | {"id": f"{field['id']}-{number + 1}", "name": f"{field['name']}.{number + 1}"}


def _written(field: dict[str, Any]) -> dict[str, Any]:
    """Turn a list to choose from into a line with the choices above it."""
    if field["kind"] not in {"pick", "score"}:
        return field
    words = ", ".join(choice["label"] for choice in field["choices"])
    return field | {"kind": "line", "hint": words, "choices": []}
