"""The command line as a whole: help, wrong words, and how runs end."""

from __future__ import annotations

import errno
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kit.base.errors import Exit, MachineError, UnsafeError
from kit.cli import main
from tests.cli.conftest import Run


def test_help_names_every_command(webkit: Run) -> None:
    shown = webkit("--help")
    assert shown.code == 0
    assert all(f"\n  {name} " in shown.out for name in main.COMMANDS)


@pytest.mark.parametrize("name", list(main.COMMANDS))
def test_every_command_has_help(webkit: Run, name: str) -> None:
    shown = webkit(name, "--help")
    assert shown.code == 0
    assert "Usage: webkit" in shown.out


def test_the_version(webkit: Run) -> None:
    assert webkit("--version").out.startswith("webkit 0.")


def test_a_mistyped_command_is_understood(webkit: Run) -> None:
    shown = webkit("chek")
    assert shown.code == Exit.INPUT
    assert "did you mean: webkit check?" in shown.err


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (MachineError("full"), 3),
        (UnsafeError("no"), 4),
        (KeyboardInterrupt(), 130),
        (main._Stopped(), 143),
        (RuntimeError("ours"), 70),
        (BrokenPipeError(), 0),
        (OSError(28, "No space left on device"), 3),
        (OSError(2, "No such file"), 70),
        (OSError(errno.ENAMETOOLONG, "File name too long", "a" * 300), 2),
    ],
)
def test_every_ending_has_its_code(
    webkit: Run, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int
) -> None:
    @click.command()
    def broken() -> int:
        raise raised

    monkeypatch.setattr(main._Lazy, "get_command", lambda *_: broken)
    monkeypatch.setattr("sys.stdout", sys.stdout)
    shown = webkit("build")
    assert shown.code == code
    assert "Traceback" not in shown.err


def test_our_own_mistake_leaves_a_log_without_secrets(webkit: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def broken() -> int:
        raise RuntimeError("https://user:secret@host.example/")

    monkeypatch.setattr(main._Lazy, "get_command", lambda *_: broken)
    shown = webkit("build")
    log = Path(shown.err.rsplit(" ", 1)[1].strip())
    assert "RuntimeError" in log.read_text()
    assert "secret" not in log.read_text()


@pytest.mark.slow
def test_a_terminated_run_ends_with_143(plumber: Path) -> None:
    """Slow: waits for a real second process."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from kit.cli.main import main; main()", "serve", "--port", "0", str(plumber)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ, PYTHONUNBUFFERED="1"),
    )  # fmt: skip
    assert process.stdout is not None
    assert "Your site is at http://127.0.0.1:" in process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == Exit.TERMINATED


@pytest.mark.parametrize("what", ["networks", "trades", "questions", "checks", "packs", "looks", "facts"])
def test_lists(webkit: Run, what: str) -> None:
    shown = webkit("list", what)
    assert shown.code == 0
    assert len(shown.out.splitlines()) >= 1


def test_a_command_says_nothing_of_its_own_on_the_way_out(tmp_path: Path) -> None:
    """Libraries in C complain on stderr at the end of a process when something of theirs is kept alive."""
    page = tmp_path / "index.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p><a href="index.html#top">x</a>')
    code = "import sys; from kit.cli.main import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(tmp_path), "--offline", "--fail-on", "never"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def _commands(group: click.Group, words: str = "webkit") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group, info_name=words)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{words} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{words} {name}")


EVERY = dict(_commands(main.cli))


@pytest.mark.parametrize("name", EVERY)
def test_help_is_whole_and_ends_with_examples_that_work(name: str) -> None:
    """At 80 columns nothing is cut, every option says what it does, and each example is a command that parses."""
    command = EVERY[name]
    context = click.Context(command, info_name=name, terminal_width=80)
    shown = command.get_help(context)
    assert max(map(len, shown.splitlines())) <= 80
    assert not re.search(r"\w\.\.\.$", shown, re.MULTILINE)
    silent = [each.opts for each in command.params if isinstance(each, click.Option) and not each.help]
    assert [each for each in silent if each != ["--portfolio"]] == []
    lines = re.findall(r"^ +(webkit .*)$", command.epilog or "", re.MULTILINE)
    assert lines or isinstance(command, click.Group)
    for line in lines:
        assert line.startswith(name)
        words = shlex.split(line.removeprefix(name))
        command.make_context(name, words, resilient_parsing=False)


def test_a_reader_that_has_seen_enough_is_no_finding() -> None:
    """`webkit list trades | head -1`."""
    line = f"{shlex.quote(sys.executable)} -c 'from kit.cli.main import main; main()' list trades"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | head -1"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (Exit.DONE, 1, "")
