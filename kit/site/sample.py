"""The sample business of the starter pack: the view of the plumber, as `cookiecutter.json` holds it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import kit.facts
from kit.facts.reader import load_business
from kit.facts.trade import load_trade
from kit.site.job import Job
from kit.site.view import make_view

FACTS = Path(kit.facts.__file__).parent / "samples" / "harbour-plumbing.yaml"
TODAY = dt.date(2026, 11, 24)
"""The day the sample is seen on; it decides which special days are still ahead."""


def sample_settings() -> str:
    """Give the text of the starter pack's `cookiecutter.json`."""
    business = load_business(FACTS).business
    view = make_view(Job(business, load_trade(business.identity.trade), TODAY), business.language)
    options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    settings = {"slug": "site", "business": view, "_jinja2_env_vars": options}
    return json.dumps(settings, ensure_ascii=False, indent=1) + "\n"
