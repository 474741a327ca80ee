"""Which sites a portfolio holds: every CSV that people really have, and a sentence for what is no site."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError
from kit.portfolio.sites import Site, add_site, load_sites, parse_sites

ONE = (Site("Harbour", "https://harbour.example/", "Sue"),)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"name,target,client\nHarbour,https://harbour.example/,Sue\n", id="plain"),
        pytest.param(b"\xef\xbb\xbfname;target;client\r\nHarbour;https://harbour.example/;Sue\r\n", id="Excel in Europe"),
        pytest.param("client\ttarget\tname\nSue\thttps://harbour.example/\tHarbour".encode("utf-16"), id="tabs, UTF-16"),
        pytest.param(b"Harbour,https://harbour.example/,Sue", id="no header"),
        pytest.param(b"Name,Website,Client\nHarbour,harbour.example,Sue\n", id="a bare host under another word"),
        pytest.param(b"name,target,client\n'Harbour,https://harbour.example/,Sue\n", id="an apostrophe against formulas"),
        pytest.param(b"\n\nname,target,client\n,,\nHarbour,https://harbour.example/,Sue\n\n", id="empty lines"),
    ],
)  # fmt: skip
def test_every_csv_that_people_have(content: bytes) -> None:
    """Byte order marks, semicolons, headers of any order."""
    assert parse_sites(content, Path("p.csv")).sites == ONE


def test_twins_and_lines_without_a_target_are_named() -> None:
    """They are checked once, or not at all; the rest goes on."""
    found = parse_sites(
        b"name,target\nA,https://a.example/\nB,https://a.example/\nC,\nD,=1+1\n", Path("p.csv")
    )
    assert [site.name for site in found.sites] == ["A", "D"]
    assert found.problems == (
        "p.csv:3: https://a.example/ stands there twice; it is checked once",
        "p.csv:4: this line has no target and was left out",
    )


def test_names_in_an_old_encoding(tmp_path: Path) -> None:
    """What spreadsheets on Windows write."""
    assert (
        parse_sites("name,target\nCafé,https://c.example/".encode("cp1252"), Path("p.csv")).sites[0].name
        == "Café"
    )


def test_paths_count_from_the_file(tmp_path: Path) -> None:
    """So a portfolio can be moved with its projects."""
    (tmp_path / "p.csv").write_text("name,target\nA,a\n")
    assert load_sites(tmp_path / "p.csv").sites[0].target == str(tmp_path / "a")


def test_a_folder_of_projects(tmp_path: Path) -> None:
    """Every folder with facts is a site; a CSV there wins."""
    for name in ("b", "a", "c"):
        (tmp_path / name).mkdir()
    for name in ("a", "b"):
        (tmp_path / name / "business.yaml").write_text("version: 1")
    assert [site.name for site in load_sites(tmp_path).sites] == ["a", "b"]
    (tmp_path / "portfolio.csv").write_text("X,https://x.example/")
    assert [site.name for site in load_sites(tmp_path).sites] == ["X"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "names no sites", id="empty"),
        pytest.param(b"name,target\n", "names no sites", id="only a header"),
        pytest.param(b"\x89PNG\0\0", "not a text file", id="a picture"),
    ],
)
def test_what_is_no_portfolio(content: bytes, words: str) -> None:
    """Exit 2 with an example."""
    with pytest.raises(InputError, match=words) as refused:
        parse_sites(content, Path("p.csv"))
    assert "target" in refused.value.hint


def test_nothing_there_says_how_to_begin(tmp_path: Path) -> None:
    """Both for a file and for a folder."""
    for path in (tmp_path / "p.csv", tmp_path):
        with pytest.raises(InputError) as refused:
            load_sites(path)
        assert "portfolio add" in refused.value.hint


def test_adding_a_site_keeps_what_is_there() -> None:
    """Twice the same is refused."""
    content = add_site(b"", ONE[0])
    content = add_site(content.rstrip(), Site("B, the second", "https://b.example/"))
    assert [site.name for site in parse_sites(content, Path("p.csv")).sites] == ["Harbour", "B, the second"]
    with pytest.raises(InputError, match="already"):
        add_site(content, ONE[0])


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Never a traceback."""
    with contextlib.suppress(InputError):
        assert parse_sites(content, Path("p.csv")).sites


def test_a_list_of_sites_is_not_added_as_a_site() -> None:
    """Whoever types that wants all of its sites, and is told how to have them."""
    with pytest.raises(InputError, match="is a list, not a site") as refused:
        add_site(b"", Site("clients.csv", "clients.csv", ""))
    assert "webkit portfolio check clients.csv" in refused.value.hint
