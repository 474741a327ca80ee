"""Pictures named in the terminal: found wherever they lie, kept in the project, refused at the question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from kit.interview.uploads import bring_picture


@pytest.fixture
def van(tmp_path: Path) -> Path:
    file = tmp_path / "My Pictures" / "The Van.png"
    file.parent.mkdir()
    Image.new("RGB", (400, 300), "teal").save(file)
    return file


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(str, id="as it stands"),
        pytest.param(lambda file: f"'{file}'", id="dropped with quotes"),
        pytest.param(lambda file: str(file).replace(" ", "\\ "), id="dropped with backslashes"),
        pytest.param(lambda file: file.as_uri(), id="dropped as an address"),
        pytest.param(lambda file: f"  {file} ", id="with a blank behind it"),
    ],
)
def test_a_picture_from_elsewhere_is_copied_beside_the_photos(tmp_path, van, spell):
    project = tmp_path / "site"
    assert bring_picture(project, spell(van)) == "content/photos/the-van.png"
    assert (project / "content/photos/the-van.png").read_bytes() == van.read_bytes()


def test_one_that_is_in_the_project_stays_where_it_is(tmp_path, van):
    assert bring_picture(tmp_path, "My Pictures/The Van.png") == "My Pictures/The Van.png"
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("dark green", "there is no picture", id="no file at all"),
        pytest.param("notes.txt", "Choose a JPEG", id="no picture"),
        pytest.param("\0", "there is no picture", id="a control character"),
    ],
)
def test_what_is_no_picture_is_said_at_the_question(tmp_path, text, words):
    (tmp_path / "notes.txt").write_text("hello", "utf-8")
    with pytest.raises(ValueError, match=words):
        bring_picture(tmp_path, text)
