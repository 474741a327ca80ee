"""A folder as a server would show it: names letter by letter, links on the disk once, nothing beyond it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.check.local import BASE, Tree, Where, address_of, is_local, path_of, shown_url


@pytest.fixture
def site(tmp_path: Path) -> Tree:
    """Make a small folder with the traps that real ones have."""
    root = tmp_path / "site"
    for name in ("index.html", "About.html", "team.html", "blog/index.html", "files/a b.pdf", "ümlaut.html"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<p>x")
    (tmp_path / "above.html").write_text("<p>x")
    return Tree(root)


@pytest.mark.parametrize(
    ("path", "where", "near"),
    [
        pytest.param("team.html", Where.FILE, "", id="file"),
        pytest.param("", Where.FILE, "", id="the folder's index"),
        pytest.param("blog/", Where.FILE, "", id="folder with index"),
        pytest.param("blog", Where.FILE, "", id="folder without slash"),
        pytest.param("files/", Where.BARE_FOLDER, "", id="folder without index"),
        pytest.param("files/a b.pdf", Where.FILE, "", id="name with a space"),
        pytest.param("about.html", Where.OTHER_CASE, "About.html", id="other case"),
        pytest.param("BLOG/index.html", Where.OTHER_CASE, "blog/index.html", id="folder in other case"),
        pytest.param("teams.html", Where.MISSING, "team.html", id="near name"),
        pytest.param("team", Where.MISSING, "team.html", id="without ending"),
        pytest.param("team.html/", Where.MISSING, "team.html", id="a file is no folder"),
        pytest.param("nothing-like-it", Where.MISSING, "", id="nothing near"),
        pytest.param("a\0b", Where.MISSING, "", id="a NUL"),
        pytest.param("x" * 5000, Where.MISSING, "", id="longer than any file system"),
    ],
)
def test_what_a_path_leads_to(site: Tree, path: str, where: Where, near: str) -> None:
    """Names are compared as Linux servers do, on every system."""
    found = site.find(path)
    assert (found.where, found.near) == (where, near)


def test_clean_addresses_are_the_hosts_affair(site: Tree) -> None:
    """On Netlify and the like `team` is served from team.html."""
    assert Tree(site.root, clean_urls=True).find("team").path == "team.html"


def test_a_file_reached_twice_counts_once(site: Tree) -> None:
    """Links on the disk to files and folders make second paths, not second pages; loops end."""
    (site.root / "alias.html").symlink_to("team.html")
    (site.root / "again").symlink_to("blog")
    (site.root / "loop").symlink_to(".")
    (site.root / "itself").symlink_to("itself")
    (site.root / "itself.html").symlink_to("itself.html")
    scan = site.scan()
    assert scan.pages == ("About.html", "blog/index.html", "index.html", "team.html", "ümlaut.html")
    assert scan.twins["alias.html"] == "team.html"
    assert scan.twins["again/index.html"] == "blog/index.html"


def test_hidden_folders_and_modules_are_no_pages(site: Tree) -> None:
    """What a builder leaves behind is not the site."""
    for name in (".git/x.html", "node_modules/x.html", ".well-known/x.html"):
        (site.root / name).parent.mkdir()
        (site.root / name).write_text("<p>x")
    assert [page for page in site.scan().pages if page.endswith("/x.html")] == [".well-known/x.html"]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        pytest.param(f"{BASE}blog/index.html?page=2#top", "blog/index.html", id="query and fragment go"),
        pytest.param("https://folder.invalid/team.html", "team.html", id="from the root"),
        pytest.param("https://folder.invalid/", "", id="the root"),
        pytest.param(f"{BASE}a%20b%25.pdf", "a b%.pdf", id="decoded"),
        pytest.param(f"{BASE.removesuffix('-~/')}above.html", None, id="one above"),
    ],
)
def test_made_up_addresses_become_paths(url: str, path: str | None) -> None:
    """An address from the root counts from the folder; what climbs out is seen."""
    assert is_local(url)
    assert path_of(url) == path


def test_what_lies_above_is_looked_up_on_the_disk(site: Tree) -> None:
    """A link out of the folder may work here, which is the trap."""
    above = BASE.removesuffix("-~/")
    assert site.outside(f"{above}above.html").where is Where.OUTSIDE
    assert site.outside(f"{above}missing.html").where is Where.OUTSIDE_MISSING
    assert shown_url(f"{above}above.html#x") == "../above.html#x"


def test_other_hosts_are_not_local() -> None:
    """A host that only begins like ours is a stranger's."""
    assert not is_local("https://folder.invalid.example/")
    assert not is_local("https://www.example/")
    assert shown_url("https://www.example/") == "https://www.example/"


@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
        lambda x: x.strip("/.")
    )
)
@settings(derandomize=True, max_examples=60, deadline=None)
def test_any_file_name_survives_the_way_there_and_back(name: str) -> None:
    """The address of a file leads back to it, whatever its name."""
    path = name.strip("/").replace("//", "/")
    assert path_of(address_of(path)) == path
