"""In which language the plan speaks to whom: what is said to others has the facts' language where there are words for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kit.facts.yaml_data import load_data
from kit.plan.plan import Plan


@cache
def scripts() -> dict[str, Any]:
    """Give `scripts.yaml`."""
    found: dict[str, Any] = load_data(Path(__file__).resolve().parent / "scripts.yaml")
    return found


def language_note(plan: Plan) -> str:
    """Tell an owner of another language, in that language, what of the plan is written in it; "" in English."""
    notes: dict[str, str] = scripts()["plan_note"]
    return notes.get(plan.business.language, "")


def words_language(plan: Plan) -> str:
    """Give the language of what is said to others: the facts' own where there are words for it, else English."""
    language = plan.business.language
    return language if language in scripts()["first_words"] else "en"
