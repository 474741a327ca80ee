"""Write a site for looking at, or the starter pack's sample: `python tests/site/preview.py FACTS OUT`.

`python tests/site/preview.py --sample` writes templates/starter/cookiecutter.json anew from the facts of
the plumber; a test compares the pages that plain cookiecutter makes of it with ours.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

from kit.facts.reader import load_business
from kit.facts.trade import load_trade
from kit.render.packs import open_pack
from kit.site.contents import Content
from kit.site.make import render_site
from kit.site.view import make_view

ROOT = Path(__file__).parent.parent.parent
TODAY = dt.date(2026, 11, 24)
SAMPLE = ROOT / "kit/facts/samples/harbour-plumbing.yaml"


def sample_settings() -> str:
    """Give the text of the starter pack's cookiecutter.json."""
    business = load_business(SAMPLE).business
    view = make_view(business, load_trade(business.identity.trade), Content(), TODAY, business.language)
    options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    return (
        json.dumps(
            {"slug": "site", "business": view, "_jinja2_env_vars": options}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def main(arguments: list[str]) -> None:
    """Write what the arguments ask for."""
    if arguments == ["--sample"]:
        (ROOT / "templates/starter/cookiecutter.json").write_text(sample_settings(), encoding="utf-8")
        return
    business = load_business(Path(arguments[0])).business
    for file in render_site(business, load_trade(business.identity.trade), today=TODAY, pack=open_pack()):
        path = Path(arguments[1]) / file.path.relative_to("site")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


if __name__ == "__main__":
    main(sys.argv[1:])
