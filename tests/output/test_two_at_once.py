"""Two at once: the second waits its turn with a sentence, a dead one's lock holds nobody, an editor's file stays."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.faults.jobs import COMMAND, ENVIRONMENT, SAMPLE, webkit

HOLD = """
import sys, time
from pathlib import Path
from kit.base.lock import lock
with lock(Path(sys.argv[1]) / ".webkit" / "lock", who="webkit build, process 4711, since 21:04"):
    print("held", flush=True)
    time.sleep(60)
"""


def _holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_is_at_work_and_a_dead_ones_lock_holds_nobody(tmp_path: Path) -> None:
    (tmp_path / "business.yaml").write_bytes(SAMPLE.read_bytes())
    first = _holder(tmp_path)
    try:
        second = webkit("build", str(tmp_path), cwd=tmp_path)
        assert second.returncode == 3
        assert "is being changed by webkit build, process 4711, since 21:04" in second.stderr
        assert not (tmp_path / "site").exists()
    finally:
        first.kill()
        first.communicate()
    assert webkit("build", str(tmp_path), cwd=tmp_path).returncode == 0


def test_two_builds_at_the_same_moment_leave_one_whole_site(tmp_path: Path) -> None:
    (tmp_path / "business.yaml").write_bytes(SAMPLE.read_bytes())
    both = [
        subprocess.Popen(
            [*COMMAND, "build", str(tmp_path)], stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    assert {process.returncode for process in both} <= {0, 3}
    assert not any("Traceback" in text for text in said)
    assert webkit("build", str(tmp_path), cwd=tmp_path).returncode == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_facts_that_an_editor_saved_meanwhile_are_not_overwritten(tmp_path: Path) -> None:
    from kit.output.facts_file import read_facts, save_facts

    (tmp_path / "business.yaml").write_bytes(SAMPLE.read_bytes())
    was = read_facts(tmp_path)
    assert was is not None
    time.sleep(0.01)
    theirs = was.replace("Harbour Plumbing & Heating", "Harbour Plumbing, Heating & Sons")
    (tmp_path / "business.yaml").write_text(theirs, "utf-8")
    save_facts(tmp_path, was.replace("Harbour", "Haven"), was=was)
    kept = [path.read_text("utf-8") for path in tmp_path.iterdir() if path.is_file()]
    assert any("& Sons" in text for text in kept)
    assert any("Haven" in text for text in kept)
    assert "& Sons" in (tmp_path / "business.yaml").read_text("utf-8")
