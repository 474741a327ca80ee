"""The client form as one HTML file: style and script inside, a policy that allows exactly those, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.base.share import shared_folder
from kit.base.text import clean
from kit.interview import engine
from kit.interview.form import Form, FormPart, FormQuestion
from kit.interview.form_data import script_data
from kit.interview.page import part_data
from kit.interview.questions import all_groups
from kit.render.engine import safe_html

SCRIPTS = ("checks.js", "hours.js", "conditions.js", "keeping.js", "client.js", "sending.js")
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
    from kit.render.engine import Templates

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
    return Templates(folder).render("client.html", data)


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
    made = []
    for group in all_groups():
        mine = [question for question in form.questions if question.question.group == group.id]
        if mine:
            made.append(
                {
                    "id": group.id,
                    "title": group.title,
                    "private": group.id == "growing",
                    "questions": [_question(form, each, paper=paper) for each in mine],
                }
            )
    return made


def _question(form: Form, asked: FormQuestion, *, paper: bool) -> dict[str, Any]:
    question, family = asked.question, engine.trade_now(form.state).family
    rows = [(_part(form, part, paper=paper), part.part.more) for part in asked.parts]
    main = [row for row, more in rows if not more]
    return {
        "id": question.id, "ask": question.customer_asks or question.ask, "why": question.why, "asked": bool(question.customer_asks),
        "feeds": ", ".join(question.feeds), "whom": asked.whom,
        "good": {"text": question.good.of(family), "because": question.good.because},
        "weak": {"text": question.weak.of(family), "because": question.weak.because},
        "known": [{"label": label.rstrip("?"), "said": clean(said, limit=120)} for label, said in asked.known],
        "parts": main or [row for row, _ in rows], "more": [row for row, more in rows if more] if main else [],
    }  # fmt: skip


def _part(form: Form, part: FormPart, *, paper: bool) -> dict[str, Any]:
    """Give one part for the template: a guess is said and never marked, and an asterisk of days becomes a date field."""
    row = part_data(form.state, part.part, "", upload=False)
    value = engine.value_now(form.state, part.part.fact)
    if row["kind"] in _LISTED and value is None:
        for choice in row["choices"]:
            choice["chosen"] = False
        if row["guess"]:
            row["hint"] = f"{row['hint']} Our guess, from {row['where']}: {row['guess']}.".strip()
        row["guess"] = ""
    for each in (row, *(field for entry in row["rows"] for field in entry)):
        if each["kind"] == "date":
            each["input"] = "date"
            each["example"] = ""
    if paper and row["kind"] == "blocks":
        row["rows"] = (row["rows"] * 3)[: max(len(row["rows"]), 2)]
    return row | {"remark": part.remark, "conditional": isinstance(part.when, list)}
