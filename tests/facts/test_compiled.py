"""Kept copies of our data files: they follow the file, and nothing but plain data comes out of one."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.facts import compiled as room
from kit.facts.reader import moved, parse_business
from kit.facts.schema import COMMENT

SAMPLES = Path(room.__file__).parent / "samples"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(room, "__file__", str(tmp_path / "kit" / "facts" / "compiled.py"))
    room._ours.cache_clear()
    file = tmp_path / "kit" / "data.yaml"
    file.parent.mkdir()
    file.write_text("one")
    yield file  # type: ignore[misc]
    room._ours.cache_clear()


def test_a_copy_is_used_and_a_changed_file_is_read_again(data: Path) -> None:
    assert room.compiled(data, bytes.decode) == "one"
    assert room.compiled(data, lambda _: "read again") == "one"
    data.write_text("other")
    assert room.compiled(data, bytes.decode) == "other"


def test_a_copy_that_names_code_is_not_believed(data: Path) -> None:
    room.compiled(data, bytes.decode)
    kept = data.parent / "__pycache__" / "data.yaml.data"
    head, code = kept.read_bytes().split(b"\n")[0], pickle.dumps(os.getcwd)
    kept.write_bytes(head + b"\n" + zlib.crc32(code).to_bytes(4, "big") + code)
    assert room.compiled(data, bytes.decode) == "one"


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda content: content[:-2], id="cut short"),
        pytest.param(lambda content: content[:-4] + b"\0" * 4, id="its end never reached the disk"),
        pytest.param(lambda content: content.replace(b"one", b"\0\0\0"), id="a hole in a text"),
        pytest.param(lambda content: content.split(b"\n")[0] + b"\n", id="nothing behind its head"),
    ],
)
def test_a_copy_that_a_power_cut_spoiled_is_made_anew(data: Path, spoil: Callable[[bytes], bytes]) -> None:
    room.compiled(data, bytes.decode)
    kept = data.parent / "__pycache__" / "data.yaml.data"
    kept.write_bytes(spoil(kept.read_bytes()))
    assert room.compiled(data, lambda _: "read again") == "read again"


def test_what_a_library_says_is_kept_for_its_version(data: Path) -> None:
    days = [(dt.date(2026, 12, 25), "Christmas")]
    (data.parent / "facts").mkdir()
    assert room.compiled_from("holidays of GB", "0.9", lambda: days) == days
    assert room.compiled_from("holidays of GB", "0.9", lambda: pytest.fail("asked twice")) == days
    assert room.compiled_from("holidays of FR", "0.9", list) == []
    assert room.compiled_from("holidays of GB", "1.0", list) == []


def test_an_owners_folder_gets_no_copy(data: Path, tmp_path: Path) -> None:
    mine = tmp_path / "pack.yaml"
    mine.write_text("mine")
    assert room.compiled(mine, bytes.decode) == "mine"
    assert not (tmp_path / "__pycache__").exists()


def test_moved_facts_are_what_reading_the_moved_file_gives() -> None:
    text = (SAMPLES / "harbour-plumbing.yaml").read_text("utf-8").replace("start: ", "start:  ")
    text = text.removeprefix(COMMENT)
    first, again = parse_business(text, "a.yaml"), parse_business(COMMENT + text, "business.yaml")
    assert moved(first, COMMENT + text, "business.yaml") == again
