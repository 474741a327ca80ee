"""Beginning a project from ready answers: a file of facts, standard input, or a sample business."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.base.errors import InputError
from kit.cli.first_build import finish, show
from kit.cli.input_file import read_given
from kit.cli.project import Project, changing
from kit.output.facts_file import FACTS, read_facts, save_facts

if TYPE_CHECKING:
    from kit.cli.init_pack import PackChoice
    from kit.facts.reader import Loaded

LARGEST_ANSWERS = 1_000_000
"""Bytes of an answers file; the reader refuses more anyway."""


def begin_from(
    folder: Path, *, answers: str | None, sample: str | None, pack: PackChoice | None = None, dry_run: bool
) -> None:
    """Check ready answers and build from them; other facts that are there already are never written over."""
    from kit.cli.init_pack import with_pack
    from kit.facts.reader import moved, parse_business
    from kit.facts.schema import COMMENT

    if answers and sample:
        raise InputError("--answers and --sample are two sets of facts.", hint="Give one of them.")
    name, text = _sample(sample) if sample else _answers(str(answers))
    text = with_pack(text, pack)
    loaded = parse_business(text, name)
    _refuse_other_facts(folder, loaded, "--sample" if sample else "--answers")
    if not text.startswith("# yaml-language-server"):
        text = COMMENT + text
    loaded = moved(loaded, text, FACTS)
    if dry_run:
        show(Project(folder, loaded))
        return
    with changing(folder, "init"):
        was = read_facts(folder)
        if was is None:
            save_facts(folder, text, was=None)
        finish(Project(folder, loaded if was is None else parse_business(was, FACTS)))


def _sample(name: str) -> tuple[str, str]:
    import kit.facts

    folder = Path(str(kit.facts.__file__)).parent / "samples"
    path = folder / f"{name.removesuffix('.yaml')}.yaml"
    known = sorted(each.stem for each in folder.glob("*.yaml"))
    if path.stem not in known:
        raise InputError(f"There is no sample {name!r}.", hint=f"There are: {', '.join(known)}")
    return path.name, path.read_text("utf-8")


def _answers(name: str) -> tuple[str, str]:
    from kit.facts.tree import decode

    example = "Name a file of facts such as business.yaml, or a sample: --sample corner-cup"
    content, called = read_given(name, most=LARGEST_ANSWERS, example=example)
    return called, decode(content, called)


def _refuse_other_facts(folder: Path, loaded: Loaded, option: str) -> None:
    from kit.interview.answers import data_of

    was = read_facts(folder) if folder.is_dir() else None
    if was is not None and _compared(data_of(was), data_of(loaded.text)) != _compared(
        data_of(loaded.text), {}
    ):
        raise InputError(
            f"{folder / FACTS} holds other facts already.",
            hint=f"{option} never writes over facts. Name a new folder, or change single facts with: webkit set FACT VALUE",
        )
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is not a folder.", hint="Name a new or empty folder.")


def _compared(data: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what the first build writes into the facts by itself, unless the new answers say it too."""
    made = {name: dict(block) if isinstance(block, dict) else block for name, block in data.items()}
    for block, name in (("marketing", "start"), ("place", "timezone")):
        if other and name not in (other.get(block) or {}) and isinstance(made.get(block), dict):
            made[block].pop(name, None)
            if not made[block]:
                del made[block]
    return made
