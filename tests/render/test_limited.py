"""Templates of strangers: answered by a child with limits, as if they were rendered here."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

import pytest

from kit.base.errors import UnsafeError
from kit.render.engine import TemplateMistake, safe_html
from kit.render.limited import LimitedTemplates
from kit.render.loader import Within
from kit.render.packs import PackPages, open_pack


def _templates(folder: Path, source: str) -> LimitedTemplates:
    (folder / "page.html").write_text(source)
    return LimitedTemplates([folder], {"autoescape": True})


def test_text_is_escaped_and_safe_html_passes_the_pipe(tmp_path: Path) -> None:
    templates = _templates(tmp_path, "{{ word }} {{ html }} {{ more[0].x }}")
    data = {"word": "<é>", "html": safe_html("<b>"), "more": [{"x": safe_html("<i>")}]}
    assert templates.render("page.html", data) == "&lt;é&gt; <b> <i>"
    assert templates.text("{{ word }}.html", {"word": "a"}) == "a.html"


def test_a_mistake_comes_back_with_its_place_and_the_child_goes_on(tmp_path: Path) -> None:
    templates = _templates(tmp_path, "one\n{{ nothing }}")
    with pytest.raises(TemplateMistake, match=r"page\.html:2"):
        templates.render("page.html", {})
    assert templates.text("still here", {}) == "still here"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param("{{ 'x' * 2000000000 }}", "more memory than a page", id="takes all memory"),
        pytest.param("{{ ''.__class__.__mro__ }}", "out of the sandbox", id="reaches out"),
    ],
)
def test_what_could_harm_is_refused(tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(UnsafeError, match=said):
        _templates(tmp_path, source).render("page.html", {})


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="the system tells nobody")
def test_the_system_holds_the_child_to_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "of the owner")
    before = _children()
    templates = _templates(tmp_path, "")
    assert templates.text("there", {}) == "there"
    [child] = _children() - before
    limits = Path(f"/proc/{child}/limits").read_text()
    said = dict(re.findall(r"^(Max [a-z ]+?) {2,}(\S+)", limits, re.MULTILINE))
    assert said["Max cpu time"] == "5"
    assert said["Max address space"] == "536870912"
    assert said["Max file size"] == said["Max core file size"] == "0"
    environment = Path(f"/proc/{child}/environ").read_bytes().split(b"\0")
    names = {name.partition(b"=")[0].decode() for name in environment if name}
    assert names <= {"WEBKIT_NO_CACHE", "PATH", "LANG", "LC_CTYPE"}


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="the system tells nobody")
def test_a_pack_from_elsewhere_has_a_child_and_ours_needs_none(tmp_path: Path) -> None:
    shutil.copytree(open_pack("starter").folder, tmp_path / "theirs")
    before = _children()
    ours, theirs = PackPages(open_pack("starter")), PackPages(open_pack(str(tmp_path / "theirs")))
    ours.file_names(ours.pack.sample)
    assert _children() == before
    next(theirs.files(theirs.pack.sample))
    assert len(_children() - before) == 1


def _children() -> set[str]:
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # a thread that was joined may still be on its way out
            found.update((task / "children").read_text().split())
    return found


@pytest.mark.long
def test_a_template_that_counts_for_ever_is_stopped(tmp_path: Path) -> None:
    """Long: the child may compute for five seconds."""
    templates = _templates(
        tmp_path, "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    )
    with pytest.raises(UnsafeError, match="does not come to an end"):
        templates.render("page.html", {})
    assert templates.text("a new child", {}) == "a new child"


@pytest.mark.parametrize("name", ["hooks/run.py", ".git/config", "link.html", "folder"])
def test_only_pages_below_the_folder_are_found(tmp_path: Path, name: str) -> None:
    from jinja2 import Environment, TemplateNotFound

    pack = tmp_path / "pack"
    for path in (
        pack / "hooks" / "run.py",
        pack / ".git" / "config",
        pack / "folder" / "x",
        tmp_path / "secret",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret")
    (pack / "link.html").symlink_to(tmp_path / "secret")
    with pytest.raises(TemplateNotFound):
        Within([str(pack)]).get_source(Environment(), name)
