"""Packs: what they may do, what is refused before anything of them is used, and what lint says."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from kit.base.errors import InputError, UnsafeError
from kit.render.fetched import Address, fetch_git, fetch_zip, folder_hash, parse_address, pinned
from kit.render.lint import lint_pack, names_used
from kit.render.packs import PAGES, PackPages, built_in, open_pack, read_pack

SETTINGS = {"slug": "site", "colour": "red", "business": {"name": "Corner Cup", "there": False}}


def _pack(folder: Path, files: dict[str, str | bytes] | None = None, **settings: object) -> Path:
    pack = folder / "mine"
    (pack / PAGES).mkdir(parents=True)
    (pack / "cookiecutter.json").write_text(json.dumps(SETTINGS | settings))
    for name, content in (files or {"index.html": "{{ cookiecutter.business.name }}"}).items():
        path = pack / (name if name.startswith(("templates/", "hooks/")) else f"{PAGES}/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return pack


def _made(folder: Path, business: dict[str, object] | None = None) -> dict[str, bytes]:
    pack = read_pack(folder)
    return dict(PackPages(pack).files(business or pack.sample))


def test_a_pack_makes_its_files_escaped_and_with_its_own_answers(tmp_path: Path) -> None:
    pack = _pack(
        tmp_path,
        {
            "index.html": '{% include "part.html" %} {{ cookiecutter.colour }}',
            "templates/part.html": "{{ cookiecutter.business.name }}",
            "{{ cookiecutter.slug }}/a.txt": "x",
            "picture.png": b"\x89PNG\x00{{",
        },
    )
    made = dict(PackPages(read_pack(pack), {"colour": "blue"}).files({"name": "<&>"}))
    assert made == {"index.html": b"&lt;&amp;&gt; blue", "site/a.txt": b"x", "picture.png": b"\x89PNG\x00{{"}


def test_a_file_whose_name_comes_out_empty_is_not_made(tmp_path: Path) -> None:
    name = "{% if cookiecutter.business.there %}about.html{% endif %}"
    pack = _pack(tmp_path, {name: "{{ cookiecutter.business.name }}"})
    assert _made(pack) == {}
    assert _made(pack, {"name": "<", "there": True}) == {"about.html": b"&lt;"}
    assert PackPages(read_pack(pack)).file_names({"there": True}) == ("about.html",)


def test_what_is_to_be_copied_is_not_rendered(tmp_path: Path) -> None:
    pack = _pack(tmp_path, {"assets/a.js.txt": "{{ no }}"}, _copy_without_render=["assets/*"])
    assert _made(pack) == {"assets/a.js.txt": b"{{ no }}"}


def test_answers_are_never_templates(tmp_path: Path) -> None:
    assert _made(_pack(tmp_path), {"name": "{{ 7 * 7 }}"}) == {"index.html": b"{{ 7 * 7 }}"}


def test_pages_of_things_come_from_each(tmp_path: Path) -> None:
    pages = PackPages(
        read_pack(
            _pack(tmp_path, {"templates/each/post.html": "{{ post.title }} {{ cookiecutter.business.name }}"})
        )
    )
    assert pages.has("post")
    assert not pages.has("event")
    assert pages.each("post", {"name": "N"}, post={"title": "<T>"}) == "&lt;T&gt; N"


def test_hooks_are_refused_and_the_way_out_is_named(tmp_path: Path) -> None:
    pack = _pack(tmp_path, {"index.html": "x", "hooks/pre_gen_project.py": "raise SystemExit('ran')"})
    with pytest.raises(UnsafeError) as caught:
        read_pack(pack)
    assert "--without-hooks" in caught.value.hint
    assert dict(PackPages(read_pack(pack, without_hooks=True)).files({})) == {"index.html": b"x"}


def test_extensions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeError, match="extensions"):
        read_pack(_pack(tmp_path, _extensions=["os"]))


def test_links_are_refused(tmp_path: Path) -> None:
    pack = _pack(tmp_path)
    (pack / PAGES / "passwd.html").symlink_to("/etc/passwd")
    with pytest.raises(UnsafeError, match="is a link"):
        read_pack(pack)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("{{ cookiecutter.business.name }}", id="as a file name"),
        pytest.param("{{ cookiecutter.business.name }}/a.html", id="as a folder"),
    ],
)
@pytest.mark.parametrize("answer", ["a/b", "../../out", "..", "/etc/out", "con", "a:b", "x\n"])
def test_no_path_leaves_the_folder(tmp_path: Path, name: str, answer: str) -> None:
    pages = PackPages(read_pack(_pack(tmp_path, {name: "x"})))
    with pytest.raises(UnsafeError):
        dict(pages.files({"name": answer}))


def test_a_file_or_pack_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeError, match="is too large"):
        read_pack(_pack(tmp_path, {"a.html": b"x" * 1_000_001}))


def test_a_template_that_reaches_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeError, match="sandbox"):
        _made(_pack(tmp_path, {"a.html": "{{ cookiecutter.business.name.__class__.__mro__ }}"}))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda pack: (pack / "cookiecutter.json").unlink(), "has no cookiecutter.json", id="no settings"),
        pytest.param(lambda pack: (pack / "cookiecutter.json").write_text("{"), "cookiecutter.json: ", id="broken settings"),
        pytest.param(lambda pack: (pack / "cookiecutter.json").write_text('{"slug": "x"}'), "needs `slug` and a sample", id="no sample"),
        pytest.param(lambda pack: (pack / "cookiecutter.json").write_text("[]"), "needs `slug` and a sample", id="a list"),
    ],
)  # fmt: skip
def test_what_is_no_pack_is_said_so(tmp_path: Path, change: object, expected: str) -> None:
    pack = _pack(tmp_path)
    assert callable(change)
    change(pack)
    with pytest.raises(InputError, match=expected.replace("`", ".")):
        read_pack(pack)


def test_a_pack_without_pages_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "cookiecutter.json").write_text(json.dumps(SETTINGS))
    with pytest.raises(InputError, match="has no folder named"):
        read_pack(tmp_path)


def test_packs_open_by_name_or_folder(tmp_path: Path) -> None:
    assert built_in() == ("starter",)
    assert open_pack("starter").name == "starter"
    assert open_pack(str(_pack(tmp_path))).name == "mine"
    with pytest.raises(InputError, match="there is no pack 'nothing'"):
        open_pack("nothing")


def test_the_starter_pack_has_nothing_to_complain_of() -> None:
    remarks = [remark for remark in lint_pack(open_pack()) if remark.severity == "error"]
    assert remarks == []


def test_the_starter_pack_asks_for_names_the_view_has() -> None:
    pack = open_pack()
    assert names_used(pack) - set(pack.sample) == set()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<script src="https://cdn.example/x.js"></script>', "loads something from another server: https://cdn.example/x.js", id="script from elsewhere"),
        pytest.param("<link rel=stylesheet href=//fonts.example/x>", "loads something from another server: //fonts.example/x", id="fonts"),
        pytest.param('<img alt="" src="http://pixel.example/1.gif">', "loads something from another server", id="pixel"),
        pytest.param("<style>@import 'https://a.example/x.css'</style>", "loads something from another server", id="import"),
        pytest.param("<style>a{background:url(https://a.example/x)}</style>", "loads something from another server", id="background"),
        pytest.param('<form method=post action="https://thief.example/">', "sends a form to an address of its own: https://thief.example/", id="form"),
        pytest.param("<script>x()</script>", "runs a script", id="script"),
        pytest.param('<a href="#" onclick="x()">', "runs a script in the visitor's browser (onclick)", id="handler"),
        pytest.param("<iframe></iframe>", "puts another page into this one (iframe)", id="frame"),
        pytest.param('<meta http-equiv="refresh" content="0;url=x">', "sends the visitor elsewhere", id="refresh"),
        pytest.param("{{ nothing }}", "its own sample cannot be made", id="an unknown name"),
    ],
)  # fmt: skip
def test_lint_names_what_a_pack_would_do(tmp_path: Path, html: str, expected: str) -> None:
    pack = read_pack(_pack(tmp_path, {"index.html": f"line one\n{html}", "a.js": ""}))
    lines = [str(remark) for remark in lint_pack(pack) if remark.severity == "error"]
    assert any(expected in line for line in lines)
    assert any("a.js:1: error: is a script" in line for line in lines)


def test_lint_lets_structured_data_and_doubts_safe(tmp_path: Path) -> None:
    pack = read_pack(
        _pack(
            tmp_path,
            {
                "index.html": '<script type="application/ld+json">{{ cookiecutter.business.name | safe }}</script>'
            },
        )
    )
    text = "\n".join(str(remark) for remark in lint_pack(pack))
    assert "runs a script" not in text
    assert "warning: lets text through unescaped" in text
    assert "makes no 404.html" in text


@pytest.mark.parametrize(
    ("line", "doubts"),
    [
        pytest.param("{{ b.pattern | safe }}", 0, id="a drawing"),
        pytest.param("{{ cookiecutter.business.palette.css | safe }}", 0, id="the palette"),
        pytest.param("{{ post.html | safe }}{{ own|safe }}{{ html | safe }}", 0, id="text that was cleaned"),
        pytest.param('{{ b.name | replace("@", "@<wbr>" | safe) }}', 0, id="the template's own text"),
        pytest.param("{{ b.name | safe }}", 1, id="a fact"),
        pytest.param("{{ post.html | safe }}{{ post.title | safe }}", 1, id="a fact after cleaned text"),
        pytest.param('{{ b.name | replace("a", "b") | safe }}', 1, id="a fact that went through a filter"),
        pytest.param('{{ ("<b>" ~ b.name) | safe }}', 1, id="a fact put together"),
        pytest.param('{{ "<b>" ~ b.name | safe }}', 1, id="a fact behind the template's text"),
    ],
)
def test_lint_doubts_safe_only_where_the_owners_words_go_through(
    tmp_path: Path, line: str, doubts: int
) -> None:
    """A pack that begins as a copy of the starter must not begin with seventeen warnings."""
    text = "\n".join(str(remark) for remark in lint_pack(read_pack(_pack(tmp_path, {"index.html": line}))))
    assert text.count("lets text through unescaped") == doubts


def test_a_copy_of_the_starter_has_nothing_to_remark() -> None:
    assert lint_pack(read_pack(Path(__file__).parents[2] / "templates" / "starter")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("starter", Address("built_in", "starter"), id="built in"),
        pytest.param("./mine", Address("folder", "./mine"), id="folder"),
        pytest.param("https://a.example/p.zip", Address("zip", "https://a.example/p.zip"), id="zip"),
        pytest.param("https://a.example/p.git", Address("git", "https://a.example/p.git"), id="git"),
        pytest.param(
            "https://a.example/p.git@v2.1",
            Address("git", "https://a.example/p.git", "v2.1"),
            id="git at a tag",
        ),
        pytest.param("ssh://git@a.example/p.git", Address("git", "ssh://git@a.example/p.git"), id="ssh"),
    ],
)
def test_addresses_of_packs(text: str, expected: Address) -> None:
    assert parse_address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "http://a.example/p.zip", "file:///etc/p.git", "git://a.example/p.git", "ext::sh -c x", "https://a.example/p",
        "git@a.example:p.git", "https://a.example/p.git@--upload-pack=x", "https://a.example/p.git@a b",
        "https://a.example/p.git@../x",
    ],
)  # fmt: skip
def test_addresses_that_cannot_be_trusted_are_refused(text: str) -> None:
    with pytest.raises(UnsafeError):
        parse_address(text)


def _zip(entries: dict[str, bytes], link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            packed.writestr(info, "/etc/passwd")
    return out.getvalue()


GOOD = {f"p-1.0/{PAGES}/index.html": b"x", "p-1.0/cookiecutter.json": json.dumps(SETTINGS).encode()}


def test_a_zip_is_unpacked_once_and_known_by_its_hash(tmp_path: Path) -> None:
    asked: list[str] = []
    content = _zip(GOOD)  # once: a zip holds the time at which it was made

    def fetch(address: str) -> bytes:
        asked.append(address)
        return content

    folder, mark = fetch_zip(Address("zip", "https://a.example/p.zip"), tmp_path, fetch)
    assert _made(folder) == {"index.html": b"x"}
    again, same = fetch_zip(Address("zip", "https://a.example/p.zip"), tmp_path, fetch)
    assert (again, same) == (folder, mark)
    assert asked == ["https://a.example/p.zip"] * 2
    assert not pinned("a", mark, {})
    assert pinned("a", mark, {"a": mark})
    with pytest.raises(UnsafeError, match="is not the pack you agreed to"):
        pinned("a", mark, {"a": "other"})


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(b"no zip", InputError, id="no zip"),
        pytest.param(_zip({"a/b.txt": b"x"}), InputError, id="no pack in it"),
        pytest.param(_zip({"../out": b"x"}), UnsafeError, id="leaves the folder"),
        pytest.param(_zip({"/out": b"x"}), UnsafeError, id="absolute"),
        pytest.param(_zip({"a\\..\\b": b"x"}), UnsafeError, id="backslash"),
        pytest.param(_zip(GOOD, link="p-1.0/link"), UnsafeError, id="link"),
        pytest.param(_zip({"a": b"x" * 1_000_001}), UnsafeError, id="a large file"),
        pytest.param(
            _zip({"a": b"x" * 3_000_000}).replace(
                (3_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little")
            ),
            UnsafeError,
            id="a file larger than it says",
        ),
        pytest.param(_zip({"a": b"x" * 900}).replace(b"xxx", b"yyy"), UnsafeError, id="a damaged file"),
        pytest.param(
            _zip(GOOD).replace(b"\x14\x00\x00\x00", b"\x14\x00\x01\x00"), UnsafeError, id="a locked file"
        ),
        pytest.param(_zip({str(number): b"" for number in range(2_001)}), UnsafeError, id="many files"),
    ],
)
def test_a_zip_that_is_none_or_harms_is_refused(
    tmp_path: Path, content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        fetch_zip(Address("zip", "https://a.example/p.zip"), tmp_path / "store", lambda _address: content)
    assert not (tmp_path / "out").exists()


def test_git_is_told_to_run_nothing_and_only_safe_ways(tmp_path: Path) -> None:
    ran: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> None:
        ran.append(command)
        (Path(command[-1]) / ".git").mkdir(parents=True)
        (Path(command[-1]) / "cookiecutter.json").write_text("{}")

    folder, mark = fetch_git(Address("git", "https://a.example/p.git", "v2"), tmp_path, run)
    assert ran[0][-5:-1] == ("--branch", "v2", "--", "https://a.example/p.git")
    assert {"protocol.allow=never", "core.hooksPath=/dev/null", "--no-recurse-submodules"} <= set(ran[0])
    assert not (folder / ".git").exists()
    assert mark == folder_hash(folder)
    (folder / "more").write_text("x")
    assert mark != folder_hash(folder)
