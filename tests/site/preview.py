"""Write a site for looking at, or the starter pack's sample.

`python tests/site/preview.py FACTS OUT` makes the site of a facts file (with the `content/` beside it).
`python tests/site/preview.py --sample` writes templates/starter/cookiecutter.json anew; a test compares
the pages that plain cookiecutter makes of it with ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kit.base.share import shared_folder
from kit.facts.reader import load_business
from kit.facts.trade import load_trade
from kit.site.make import render_site
from kit.site.reading import load_content, reader
from kit.site.sample import TODAY, sample_settings


def main(arguments: list[str]) -> None:
    """Write what the arguments ask for."""
    if arguments == ["--sample"]:
        (shared_folder("templates") / "starter/cookiecutter.json").write_text(
            sample_settings(), encoding="utf-8"
        )
        return
    facts, out = (Path(argument) for argument in arguments)
    business = load_business(facts).business
    content = load_content(facts.parent, business.all_languages)
    trade = load_trade(business.identity.trade)
    for file in render_site(business, trade, content, TODAY, read=reader(facts.parent)):
        path = out / file.path.relative_to("site")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


if __name__ == "__main__":
    main(sys.argv[1:])
