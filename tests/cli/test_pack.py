"""`webkit pack lint`, and the pack a project names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.base.errors import Exit, InputError, UnsafeError
from kit.cli import pack_source
from kit.cli.main import main
from kit.render.packs import PAGES


def _pack(folder: Path, html: str) -> Path:
    pack = folder / "mine"
    (pack / PAGES).mkdir(parents=True)
    (pack / "cookiecutter.json").write_text(json.dumps({"slug": "s", "business": {"name": "N"}}))
    for name in ("index.html", "contact.html", "404.html"):
        (pack / PAGES / name).write_text(html)
    return pack


def _exit(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_the_starter_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit(["pack", "lint", "starter"]) == Exit.DONE
    assert "0 errors" in capsys.readouterr().err


def test_a_pack_that_loads_from_elsewhere_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = _pack(tmp_path, '<img src="https://pixel.example/x.gif">')
    assert _exit(["pack", "lint", str(pack)]) == Exit.FINDINGS
    assert "index.html:1: error: loads something from another server" in capsys.readouterr().out


def test_hooks_end_with_four(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = _pack(tmp_path, "x")
    (pack / "hooks").mkdir()
    assert _exit(["pack", "lint", str(pack)]) == Exit.UNSAFE
    assert "--without-hooks" in capsys.readouterr().err
    assert _exit(["pack", "lint", str(pack), "--without-hooks"]) == Exit.DONE


def test_a_fetched_pack_is_asked_about_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("cookiecutter.json", json.dumps({"slug": "s", "business": {}}))
        zipped.writestr(f"{PAGES}/index.html", "x")
    monkeypatch.setattr(pack_source, "_fetch", lambda _url: out.getvalue())
    asked: list[str] = []
    address = "https://packs.example/mine.zip"
    with pytest.raises(UnsafeError, match="was not agreed to"):
        pack_source.find_pack(address, tmp_path, agree=lambda _what: False)
    for _ in range(2):
        pack_source.find_pack(address, tmp_path, agree=lambda what: bool(asked.append(what)) or True)
    assert len(asked) == 1


def test_git_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be fetched"):
        pack_source._run(("git", "clone", "--quiet", "--", str(tmp_path / "none"), str(tmp_path / "to")))
