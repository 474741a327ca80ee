"""The plan's files: what `webkit build` writes into `plan/`, all of it private."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from kit.base.cache import Cache
from kit.base.files import RenderedFile
from kit.base.share import shared_folder
from kit.base.text import clean
from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.plan.booklets import advisers_data, first_days_data, scripts_data
from kit.plan.calendar_file import calendar_bytes
from kit.plan.decisions import red_lines
from kit.plan.pages import plan_data
from kit.plan.plan import Plan, make_plan
from kit.plan.records import Records
from kit.plan.standing import Standing
from kit.plan.verify.marks import marks
from kit.plan.verify.seen import seen_of
from kit.plan.whom import company_of

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def render_plan(
    business: Business,
    trade: Trade,
    today: dt.date,
    *,
    records: Records | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Iterator[RenderedFile]:
    """Give the plan's files.

    `records` are the owner's ledger, people and decisions; `files` what this build made, by path. From both
    comes what is ticked and who is named. `today` decides what is late and which week stands on the first screen;
    the rest hangs on `marketing.start` alone.
    """
    return standing_files(make_plan(business, trade, today), today, records or Records(), files or {})


def standing_files(
    plan: Plan, today: dt.date, records: Records, files: Mapping[str, bytes], cache: Cache | None = None
) -> Iterator[RenderedFile]:
    """Give the files of a plan with everything ticked that can be seen to be done."""
    files = {"plan/scripts.md": _scripts(plan).encode(), **files} if files else files
    seen = seen_of(plan, today, records, files)
    red = red_lines(records.decisions, today, plan.business.language)
    found = {name: str(mark) for name, mark in marks(plan.shown.all, seen).items()}
    company = company_of(plan, records.people)
    standing = Standing(today, found, (*red, *records.problems), company, records.decisions)
    yield from plan_files(plan, standing, cache)


def plan_files(plan: Plan, standing: Standing, cache: Cache | None = None) -> Iterator[RenderedFile]:
    """Give the files of a plan that was made already, as it stands on a day."""
    from kit.render.engine import Templates

    templates = Templates(shared_folder("templates") / "plan")
    text = templates.render("plan.md", plan_data(plan, standing, markdown_safe))
    yield RenderedFile.text("plan/plan.md", tidy(text), private=True)
    for name, data in (
        ("advisers.md", advisers_data(plan, markdown_safe)),
        ("first-30-days.md", first_days_data(plan, standing, markdown_safe)),
    ):
        yield RenderedFile.text(f"plan/{name}", tidy(templates.render(name, data)), private=True)
    yield RenderedFile.text("plan/scripts.md", _scripts(plan), private=True)
    page = templates.render("plan.html", plan_data(plan, standing))
    yield RenderedFile.text("plan/plan.html", page, private=True)
    yield RenderedFile(
        path=RenderedFile.text("plan/calendar.ics", "").path,
        content=calendar_bytes(plan, standing.company, cache),
        private=True,
    )


def _scripts(plan: Plan) -> str:
    """Give the text of `scripts.md`; two items of the plan are proved by it."""
    from kit.render.engine import Templates

    templates = Templates(shared_folder("templates") / "plan")
    return tidy(templates.render("scripts.md", scripts_data(plan, markdown_safe)))


def markdown_safe(text: str) -> str:
    """Give an owner's text so that Markdown shows it as it was typed, on one line."""
    return _MARKDOWN.sub(r"\\\1", clean(text))


def tidy(text: str) -> str:
    """Give Markdown with single empty lines and one line end at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
