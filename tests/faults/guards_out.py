"""Every guard taken out by hand must turn something red: the proof that the tests bite.

    python -m tests.faults.guards_out

The project is copied; in the copy one guard at a time is replaced by what somebody in a hurry might write, and
the tests named beside it are run. A guard whose absence nobody notices is printed as MISSED, and one whose text
is no longer there as GONE (the table below then needs a look).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Guard:
    """What is taken out (`old` in `file` becomes `new`), and which tests must notice."""

    what: str
    file: str
    old: str
    new: str
    tests: str


ORDER = "-m tests.faults.kill_everywhere log --order"
GUARDS = (
    Guard("a file is fsynced before its rename", "kit/base/atomic.py", "                os.fsync(file.fileno()) if lasting else None\n            temporary", "                pass\n            temporary", ORDER),
    Guard("a folder is fsynced after a rename", "kit/base/atomic.py", "            raise\n        if lasting:\n            sync_folder(path.parent)", "            raise", ORDER),
    Guard("a file is replaced as a whole", "kit/base/atomic.py", "            temporary.replace(path)", "            path.write_bytes(content); temporary.unlink()", "tests/base/test_atomic.py"),
    Guard("one writer at a time", "kit/base/lock.py", "    except BlockingIOError:\n        return False", "    except BlockingIOError:\n        return True", "tests/output/test_two_at_once.py"),
    Guard("an edited file stays", "kit/output/writes.py", "if manifest.ours(path, now) or overwrite:", "if True:", "tests/output"),
    Guard("paths stay in the folder", "kit/output/writes.py", "    if problem:\n        raise UnsafeError(f\"the file name", "    if False:\n        raise UnsafeError(f\"the file name", "tests/output"),
    Guard("control characters are cleaned", "kit/base/text.py", '_UNSAFE.sub("", _ESCAPES.sub("", text))', "text", "tests/base"),
    Guard("inner addresses are refused", "kit/net/guard.py", "        if inner:\n            sentence", "        if False:\n            sentence", "tests/net/test_guard.py tests/net/test_canary.py"),
    Guard("unusual ports are refused", "kit/net/guard.py", "        if port not in self.ports:", "        if False:", "tests/net/test_guard.py tests/net/test_canary.py"),
    Guard("IPv4 inside IPv6 is seen", "kit/net/guard.py", "    if inner is not None:\n        return", "    if False:\n        return", "tests/net/test_guard.py"),
    Guard("the fast path asks the guard", "kit/net/loop/flight.py", "self._loop.guard.judge(url.host, address, url.port)", "None", "tests/net/test_canary.py"),
    Guard("the reference path asks the guard", "kit/net/session.py", "guard.judge(host, address, port)) for", "None) for", "tests/net/test_canary.py"),
    Guard("unpacked bodies have a limit", "kit/net/body.py", "        room = self.limit - len(self.text)", "        room = 10**12", "tests/net/test_body.py"),
    Guard("aliases are refused", "kit/facts/tree.py", "elif isinstance(event, events.AliasEvent):", "elif False:", "tests/facts/test_reader.py"),
    Guard("second keys are refused", "kit/facts/tree.py", "        if key in parent:\n            self._refuse", "        if False:\n            self._refuse", "tests/facts/test_reader.py"),
    Guard("deep nesting is refused", "kit/facts/tree.py", "if len(self._open) >= DEEPEST:", "if False:", "tests/facts/test_reader.py"),
    Guard("large files are refused", "kit/facts/tree.py", "    if len(content) > LARGEST_FILE:", "    if False:", "tests/facts/test_reader.py"),
    Guard("templates are rendered in the sandbox", "kit/render/engine.py", "    from jinja2.sandbox import ImmutableSandboxedEnvironment\n", "    from jinja2 import Environment as ImmutableSandboxedEnvironment\n", "tests/render"),
    Guard("a template's output has a limit", "kit/render/engine.py", "if size > _LARGEST_OUTPUT or", "if", "tests/render"),
    Guard("hooks are refused", "kit/render/packs.py", '(folder / "hooks").exists() and not without_hooks', "False", "tests/render"),
    Guard("extensions are refused", "kit/render/packs.py", 'if settings.get("_extensions"):', "if False:", "tests/render"),
    Guard("links in packs are refused", "kit/render/packs.py", "if path.is_symlink() or not", "if not", "tests/render"),
    Guard("links out of a pack are not followed", "kit/render/loader.py", "path.is_file() and path.resolve().is_relative_to(folder.resolve())", "path.is_file()", "tests/render"),
    Guard("a stranger's template has little memory", "kit/render/limited.py", "(resource.RLIMIT_AS, MEMORY),", "", "tests/render"),
    Guard("zip entries stay in the folder", "kit/render/fetched.py", "    if problem or stat", "    if stat", "tests/render"),
    Guard("a changed pack is not used", "kit/render/fetched.py", "    if known is not None and known != mark:", "    if False:", "tests/render"),
    Guard("cells are no formulas", "kit/report/csv.py", "if text.startswith(_DANGEROUS) else text", "if False else text", "tests/report"),
    Guard("the browser interview checks the host", "kit/interview/browser.py", 'not in {"127.0.0.1", "localhost"}', "in {None}", "tests/interview/test_browser.py"),
    Guard("the browser interview checks the origin", "kit/interview/browser.py", 'if request.method == "POST" and', "if False and", "tests/interview/test_browser.py"),
    Guard("a form changed by hand is refused", "kit/interview/form_file.py", "    if checksum != checksum_of(whole):", "    if False:", "tests/interview"),
)  # fmt: skip


def noticed(guard: Guard, copy: Path) -> str:
    """Take one guard out of the copy, run its tests, put it back; give "noticed", "MISSED" or "GONE"."""
    path = copy / guard.file
    text = path.read_text("utf-8")
    if text.count(guard.old) != 1:
        return "GONE"
    path.write_text(text.replace(guard.old, guard.new), "utf-8")
    try:
        words = guard.tests.split()
        there = [word for word in words if not word.startswith("tests/") or (copy / word).exists()]
        tests = (
            there
            if words[0] == "-m"
            else ["-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", *there]
        )
        done = subprocess.run(
            [sys.executable, *tests],
            cwd=copy,
            capture_output=True,
            check=False,
            timeout=300,
            env=os.environ | {"PYTHONPATH": str(copy)},
        )
    except subprocess.TimeoutExpired:
        return "noticed"  # a test that never ends is red too
    finally:
        path.write_text(text, "utf-8")
    return (
        "noticed" if done.returncode == 1 else "MISSED" if done.returncode == 0 else f"exit {done.returncode}"
    )


def main() -> int:
    """Take every guard out in turn, and print the table."""
    wanted = sys.argv[1:]
    missed = 0
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy"
        ignored = shutil.ignore_patterns(".git", ".venv", "node_modules", "__pycache__", ".*_cache", "docs")
        shutil.copytree(ROOT, copy, ignore=ignored)
        for guard in GUARDS:
            if wanted and not any(word in guard.file for word in wanted):
                continue
            result = noticed(guard, copy)
            missed += result != "noticed"
            print(f"{result:8} {guard.what:44} {guard.file}", flush=True)
    print(f"{len(GUARDS)} guards, {missed} that nobody misses")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
