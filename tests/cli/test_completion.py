"""Shell completion: what TAB offers, through click's own protocol."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from kit.cli.main import cli

FACTS = "version: 1\nbusiness: {name: A, trade: cafe}\nservices: [{name: One}, {name: Two}]\n"


def offered(*words: str) -> list[str]:
    """Give what is offered for the last word."""
    shell = ShellComplete(cli, {}, "webkit", "_WEBKIT_COMPLETE")
    return [item.value for item in shell.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "some"),
    [
        pytest.param(["set", "contact.ph"], ["contact.phone"], id="a fact by its beginning"),
        pytest.param(["set", "services"], ["services", "services[1].name", "services[3].price"], id="lists by number"),
        pytest.param(["set", "business.form", "c"], ["company"], id="a value that is chosen"),
        pytest.param(["set", "business.regulated", ""], ["yes", "no"], id="yes or no"),
        pytest.param(["answers", "edit", "ser"], ["services"], id="a question"),
        pytest.param(["answers", ""], ["show", "edit", "import"], id="what answers can do"),
        pytest.param(["li"], ["list"], id="a command"),
    ],
)  # fmt: skip
def test_tab_offers(tmp_path, monkeypatch, words, some):
    (tmp_path / "business.yaml").write_text(FACTS, "utf-8")
    monkeypatch.chdir(tmp_path)
    found = offered(*words)
    assert set(some) <= set(found)
    assert all(each.startswith(words[-1]) for each in found)


def test_outside_a_project_and_with_broken_facts_it_still_offers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "services[1].name" in offered("set", "services")
    (tmp_path / "business.yaml").write_text("a: [", "utf-8")
    assert "services[1].name" in offered("set", "services")
