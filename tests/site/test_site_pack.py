"""The starter pack: plain cookiecutter and we make the same pages of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from cookiecutter.main import cookiecutter

from kit.base.share import shared_folder
from kit.facts.reader import load_business
from kit.facts.trade import load_trade
from kit.site.make import render_site
from kit.site.sample import FACTS, TODAY, sample_settings

STARTER = shared_folder("templates") / "starter"


def test_the_sample_in_the_pack_is_the_view_of_the_plumber() -> None:
    """Write it anew with `python tests/site/preview.py --sample`."""
    assert (STARTER / "cookiecutter.json").read_text() == sample_settings()


def test_plain_cookiecutter_makes_the_same_pages(tmp_path: Path) -> None:
    cookiecutter(str(STARTER), no_input=True, output_dir=str(tmp_path))
    theirs = {path.name: path.read_text() for path in (tmp_path / "site").glob("*.html")}
    business = load_business(FACTS).business
    ours = {
        file.path.name: re.sub(r"site\.[0-9a-f]{10}\.css", "site.css", file.content.decode())
        for file in render_site(business, load_trade(business.identity.trade), today=TODAY)
        if file.path.suffix == ".html" and len(file.path.parts) == 2
    }
    assert ours == theirs
    assert {"index.html", "contact.html", "404.html", "services.html", "about.html"} <= set(ours)


def test_view_md_names_everything_a_template_may_use() -> None:
    text = (STARTER / "VIEW.md").read_text()
    business, page = text.partition("\n## b\n")[2].split("\n## page\n")
    sample = json.loads((STARTER / "cookiecutter.json").read_text())["business"]
    firsts = re.findall(r"^\| (`[^|]*`) \|", business, re.MULTILINE)
    assert {name for cell in firsts for name in re.findall(r"`(\w+)`", cell)} == set(sample)
    firsts = re.findall(r"^\| (`[^|]*`) \|", page, re.MULTILINE)
    assert {name for cell in firsts for name in re.findall(r"`(\w+)`", cell)} == set(sample["pages"]["home"])


def test_the_view_holds_plain_values_and_no_numbers() -> None:
    """Plain cookiecutter makes numbers text, so a number would give two different pages."""

    def look(value: object, path: str) -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                look(each, f"{path}.{key}")
        elif isinstance(value, list):
            for each in value:
                look(each, path)
        else:
            assert value is None or type(value) in {str, bool}, path

    look(json.loads((STARTER / "cookiecutter.json").read_text())["business"], "b")
