"""What `webkit check` is pointed at: every kind of target, and a sentence for everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.base.errors import InputError
from kit.check.subject import Subject, find_subject
from kit.check.types import SubjectKind
from kit.facts.models import Business
from kit.facts.reader import load_business


def _find(target: str, content: bytes = b"", *, crawl: bool = True) -> Subject:
    def load(folder: Path) -> Business:
        return load_business(folder / "business.yaml").business

    return find_subject(target, load=load, stdin=lambda: content, crawl=crawl)


@pytest.mark.parametrize(
    ("files", "target", "kind"),
    [
        pytest.param({"s/index.html": "<p>"}, "s", SubjectKind.FOLDER, id="folder"),
        pytest.param({"p.html": "<p>"}, "p.html", SubjectKind.PAGE, id="page by its ending"),
        pytest.param({"p": "<!doctype html><p>"}, "p", SubjectKind.PAGE, id="page by its beginning"),
        pytest.param({"l.txt": "https://a.example/\n"}, "l.txt", SubjectKind.LIST, id="list"),
        pytest.param({"read.md": "[x](y)"}, "read.md", SubjectKind.PAGE, id="markdown"),
        pytest.param({}, "https://a.example/", SubjectKind.URL, id="site"),
        pytest.param({}, "HTTP://a.example", SubjectKind.URL, id="capitals"),
    ],
)
def test_the_kind_of_each_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], target: str, kind: SubjectKind
) -> None:
    """The target itself says what it is; no option is needed."""
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert _find(target).kind is kind


def test_a_project_is_checked_in_its_site(tmp_path: Path, samples: Path) -> None:
    """The facts come with it; without a website it says what to do."""
    (tmp_path / "business.yaml").write_bytes((samples / "corner-cup.yaml").read_bytes())
    with pytest.raises(InputError, match="no website yet"):
        _find(str(tmp_path))
    (tmp_path / "site").mkdir()
    subject = _find(str(tmp_path))
    assert subject.kind is SubjectKind.PROJECT
    assert subject.folder == tmp_path / "site"
    assert subject.business is not None


def test_one_page_of_a_site(tmp_path: Path) -> None:
    """--no-crawl reads only the page that is named."""
    assert _find("https://a.example/x.html", crawl=False).kind is SubjectKind.PAGE


def test_standard_input_may_be_a_page_or_a_list() -> None:
    """A page begins with a tag."""
    assert _find("-", b"\xef\xbb\xbf <html>").kind is SubjectKind.PAGE
    listed = _find("-", b"https://a.example/\r\n\n# a note\n  b.html \n")
    assert listed.lines == ((1, "https://a.example/"), (4, "b.html"))


def test_a_list_in_windows_unicode() -> None:
    """Notepad's UTF-16 is text too."""
    assert _find("-", "https://a.example/\n".encode("utf-16")).lines == ((1, "https://a.example/"),)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        pytest.param("nowhere", "no file or folder", id="nothing there"),
        pytest.param("https://", "not a web address", id="no host"),
        pytest.param("https://a.example:99999/", "not a web address", id="impossible port"),
    ],
)
def test_what_is_nothing_is_refused(target: str, words: str) -> None:
    """With what to write instead."""
    with pytest.raises(InputError, match=words) as refused:
        _find(target)
    assert refused.value.hint


def test_a_bare_host_name_gets_its_address_spelled_out() -> None:
    """People forget https://."""
    with pytest.raises(InputError) as refused:
        _find("www.harbour.example")
    assert "https://www.harbour.example" in refused.value.hint


def test_a_picture_is_no_list(tmp_path: Path) -> None:
    """Binary files are refused before they are asked line by line."""
    (tmp_path / "p.png").write_bytes(b"\x89PNG\0\0\0")
    with pytest.raises(InputError, match="not a text file"):
        _find(str(tmp_path / "p.png"))
