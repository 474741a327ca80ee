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
    Guard("a file is fsynced before its rename", "kit/base/atomic.py", "        os.fsync(file.fileno()) if lasting else None\n", "", ORDER),
    Guard("a folder is fsynced after a rename", "kit/base/atomic.py", "        if lasting:\n            sync_folder(folder)", "        pass", ORDER),
    Guard("many files are fsynced with their folder", "kit/base/atomic.py", "    for folder, path in folders.items():", "    for folder, path in ():", "tests/base/test_atomic.py"),
    Guard("a file is replaced as a whole", "kit/base/atomic.py", "        temporary.replace(path)", "        path.write_bytes(content); temporary.unlink()", "tests/base/test_atomic.py"),
    Guard("a half-made file lies on the same disk", "kit/base/atomic.py", 'temporary = path.parent / f".', 'temporary = Path("/tmp") / f".', "tests/base/test_atomic.py"),
    Guard("a file that is replaced keeps its rights", "kit/base/atomic.py", "like=path if path.exists() else like,", "like=like,", "tests/base/test_rights.py"),
    Guard("a copy is as private as the facts", "kit/output/facts_file.py", 'atomic_write(kept_as, text.encode("utf-8"), like=project / FACTS)', 'atomic_write(kept_as, text.encode("utf-8"))', "tests/output/test_facts_file.py"),
    Guard("nothing replaces a device or a pipe", "kit/base/atomic.py", "    if path.exists() and not (path.is_file() or path.is_dir()):", "    if False:", "tests/base/test_in_the_way.py"),
    Guard("a link to itself is no name to write to", "kit/base/atomic.py", "        if path.is_symlink():\n            raise", "        if False:\n            raise", "tests/base/test_in_the_way.py"),
    Guard("a lock behind a link empties nothing", "kit/base/lock.py", 'getattr(os, "O_NOFOLLOW", 0)', "0", "tests/base/test_in_the_way.py"),
    Guard("a pipe is no lock", "kit/base/lock.py", "            if not stat.S_ISREG(os.fstat(handle).st_mode):", "            if False:", "tests/base/test_in_the_way.py"),
    Guard("hidden files are no posts", "kit/site/reading.py", '.glob("[!.]*.md")', '.glob("*.md")', "tests/site/test_content.py"),
    Guard("a pipe among the posts is not waited for", "kit/site/reading.py", "    if not path.is_file():\n        raise", "    if False:\n        raise", "tests/site/test_content.py"),
    Guard("a seal others could have put there does not count", "kit/base/cache.py", "_mine(path.parent, 0o022) and", "", "tests/cli/test_rebuild.py"),
    Guard("a seal others can read does not count", "kit/base/cache.py", "_mine(path, 0o077)", "True", "tests/cli/test_rebuild.py"),
    Guard("a seal that is a pipe is not waited for", "kit/base/cache.py", "if path.is_file() and _mine", "if _mine", "tests/cli/test_rebuild.py"),
    Guard("one writer at a time", "kit/base/lock.py", "    except BlockingIOError:\n        return False", "    except BlockingIOError:\n        return True", "tests/output/test_two_at_once.py"),
    Guard("an edited file stays", "kit/output/writes.py", "if manifest.ours(path, now) or (overwrite and now != LINK):", "if True:", "tests/output"),
    Guard("paths stay in the folder", "kit/output/writes.py", "    if problem:\n        raise UnsafeError(f\"the file name", "    if False:\n        raise UnsafeError(f\"the file name", "tests/output"),
    Guard("control characters are cleaned", "kit/base/text.py", '_UNSAFE.sub("", _ESCAPES.sub("", text))', "text", "tests/base"),
    Guard("inner addresses are refused", "kit/net/guard.py", "        if inner:\n            sentence", "        if False:\n            sentence", "tests/net/test_guard.py tests/net/test_canary.py"),
    Guard("unusual ports are refused", "kit/net/guard.py", "        if port not in self.ports:", "        if False:", "tests/net/test_guard.py tests/net/test_canary.py"),
    Guard("IPv4 inside IPv6 is seen", "kit/net/guard.py", "    if inner is not None:\n        return", "    if False:\n        return", "tests/net/test_guard.py"),
    Guard("the fast path asks the guard", "kit/net/loop/flight.py", "self._loop.guard.judge(url.host, address, url.port)", "None", "tests/net/test_canary.py"),
    Guard("the reference path asks the guard", "kit/net/session.py", "guard.judge(host, address, port)) for", "None) for", "tests/net/test_canary.py"),
    Guard("unpacked bodies have a limit", "kit/net/body.py", "        room = self.limit - len(self.text)", "        room = 10**12", "tests/net/test_body.py"),
    Guard("aliases are refused", "kit/facts/tree.py", "elif isinstance(event, events.AliasEvent):", "elif False:", "tests/facts/test_reader.py"),
    Guard("second keys are refused", "kit/facts/tree.py", "        if key in parent:\n            message", "        if False:\n            message", "tests/facts/test_reader.py"),
    Guard("deep nesting is refused", "kit/facts/tree.py", "if len(self._open) >= DEEPEST:", "if False:", "tests/facts/test_reader.py"),
    Guard("large files are refused", "kit/facts/tree.py", "    if size > LARGEST_FILE:", "    if False:", "tests/facts/test_reader.py"),
    Guard("templates are rendered in the sandbox", "kit/render/sandbox.py", "from jinja2.sandbox import ImmutableSandboxedEnvironment\n", "from jinja2 import Environment as ImmutableSandboxedEnvironment\n", "tests/render"),
    Guard("a template's output has a limit", "kit/render/engine.py", "if size > _LARGEST_OUTPUT or", "if", "tests/render"),
    Guard("hooks are refused", "kit/render/packs.py", '(folder / "hooks").exists() and not without_hooks', "False", "tests/render"),
    Guard("extensions are refused", "kit/render/packs.py", 'if settings.get("_extensions"):', "if False:", "tests/render"),
    Guard("links in packs are refused", "kit/render/packs.py", "if path.is_symlink() or not", "if not", "tests/render"),
    Guard("links out of a pack are not followed", "kit/render/loader.py", "path.is_file() and path.resolve().is_relative_to(folder.resolve())", "path.is_file()", "tests/render"),
    Guard("a stranger's template has little memory", "kit/render/limited.py", "(resource.RLIMIT_AS, MEMORY),", "", "tests/render/test_limited.py"),
    Guard("zip entries stay in the folder", "kit/render/fetched.py", "    if problem or stat", "    if stat", "tests/render"),
    Guard("a changed pack is not used", "kit/render/fetched.py", "    if known is not None and known != mark:", "    if False:", "tests/render"),
    Guard("cells are no formulas", "kit/report/csv.py", "if text.startswith(_DANGEROUS) else text", "if False else text", "tests/report"),
    Guard("the browser interview checks the host", "kit/interview/browser.py", 'not in {"127.0.0.1", "localhost"}', "in {None}", "tests/interview/test_browser.py"),
    Guard("the browser interview checks the origin", "kit/interview/browser.py", 'if request.method == "POST" and', "if False and", "tests/interview/test_browser.py"),
    Guard("the browser interview wants its token", "kit/interview/browser.py", "if not hmac.compare_digest(", "if False and hmac.compare_digest(", "tests/interview/test_browser.py"),
    Guard("the browser interview has a strict policy", "kit/interview/browser.py", "PREVIEW_POLICY if framed else POLICY", '""', "tests/interview/test_browser.py"),
    Guard("the browser interview takes no huge page", "kit/interview/browser.py", '    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD\n', "", "tests/interview/test_browser.py"),
    Guard("the browser interview gives out its own files only", "kit/interview/browser_files.py", "        if name not in _ASSETS:", "        if False:", "tests/interview/test_browser.py"),
    Guard("the preview server checks the host", "kit/cli/serve.py", 'not in {"127.0.0.1", "localhost"}', "in {None}", "tests/cli/test_serve.py"),
    Guard("answers cut off on their way are refused", "kit/interview/form_file.py", "    except (ValueError, RecursionError):\n        _refuse_facts", "    except MemoryError:\n        _refuse_facts", "tests/interview/test_form_import.py"),
    Guard("huge answers files are refused", "kit/interview/form_file.py", "    if len(content) > LARGEST:", "    if False:", "tests/interview/test_form_import.py"),
    Guard("answers of another form are refused", "kit/interview/form_file.py", '    if whole.get("schema") != SCHEMA:', "    if False:", "tests/interview/test_form_import.py"),
    Guard("answers of another business are refused", "kit/interview/form_file.py", "    if record.project == returned.project if record else returned.name == name:", "    if True:", "tests/interview/test_form_import.py"),
    Guard("answers of another type are refused", "kit/interview/form_file.py", "    if not isinstance(value, str):", "    if False:", "tests/interview/test_form_import.py"),
    Guard("a file an editor saved meanwhile stays", "kit/output/facts_file.py", "    if now != was:", "    if False:", "tests/output"),
    Guard("the facts that are replaced are remembered", "kit/output/facts_file.py", "        _remember(project, now)", "        pass", "tests/output"),
    Guard("what --overwrite replaces is kept", "kit/output/apply.py", "    _keep_replaced(project, writes, old)\n", "", "tests/output"),
    Guard("a killed build is no edit", "kit/output/apply.py", "    atomic_write(state / NAME, dump_manifest(_during(old, writes)))\n", "", "tests/output"),
    Guard("a site between two renames is put back", "kit/output/apply.py", "    settle_exchange(next_site, project / SITE)\n", "", "tests/output"),
    Guard("a link in the place of a page is not written through", "kit/output/apply.py", "            if path.is_symlink():", "            if False:", "tests/output"),
    Guard("a file or a link in the site's place is not removed", "kit/output/apply.py", "    _own_folder(project / SITE)\n", "", "tests/output"),
    Guard("a folder that cannot be listed stops the build", "kit/output/apply.py", "os.walk(folder, onerror=_raise)", "os.walk(folder)", "tests/output"),
    Guard("two pages of one name are refused", "kit/output/writes.py", "        if path in made or other != path:", "        if False:", "tests/output"),
    Guard("a change drops nothing that stands twice", "kit/facts/tree.py", "    yaml.preserve_quotes = True\n", "    yaml.preserve_quotes = True\n    yaml.allow_duplicate_keys = True\n", "tests/facts/test_edit.py"),
    Guard("unusual texts are left to the strict reader", "kit/facts/tree.py", "if loader is None or _UNUSUAL.search(text):", "if loader is None:", "tests/facts/test_two_readers.py"),
    Guard("anchors are refused", "kit/facts/tree.py", "        if event.anchor:", "        if False:", "tests/facts/test_reader.py"),
    Guard("tags are refused", "kit/facts/tree.py", "        if event.tag is not None:", "        if False:", "tests/facts/test_reader.py"),
    Guard("second documents are refused", "kit/facts/tree.py", "if isinstance(event, events.DocumentStartEvent) and self.root is not None:", "if False:", "tests/facts/test_reader.py"),
    Guard("half characters are refused", "kit/facts/tree.py", '            if any("\\ud800" <=', '            if False and any("\\ud800" <=', "tests/facts/test_reader.py"),
    Guard("numbers of no character are refused", "kit/facts/tree.py", "except (YAMLError, OverflowError, ValueError, NotImplementedError, AssertionError)", "except YAMLError", "tests/facts/test_reader.py"),
    Guard("every scalar stays text", "kit/facts/tree.py", "            if kind is ScalarNode:", "            if False:", "tests/facts"),
    Guard("passwords in addresses are masked", "kit/net/urls.py", 'return _LOGIN.sub(r"\\1***@", clean(text))', "return clean(text)", "tests/net/test_urls.py"),
    Guard("a body has a few layers at most", "kit/net/body.py", "        if len(wanted) > _LAYERS:", "        if False:", "tests/net/test_body.py"),
    Guard("two lengths for one body are refused", "kit/net/head.py", "        if len(lengths) > 1:", "        if False:", "tests/net/test_head.py"),
    Guard("chunks that lie are refused", "kit/net/frames.py", "            if line:\n                self.fault", "            if False:\n                self.fault", "tests/net"),
    Guard("templates in hidden folders and hooks are not found", "kit/render/loader.py", 'if not parts or parts[0] in _NEVER or parts[0].startswith("."):', "if False:", "tests/render"),
    Guard("a stranger's template has little time", "kit/render/limited.py", "            (resource.RLIMIT_CPU, SECONDS),\n", "", "tests/render/test_limited.py"),
    Guard("a stranger's template writes no file", "kit/render/limited.py", "            (resource.RLIMIT_FSIZE, 0),\n", "", "tests/render/test_limited.py"),
    Guard("a stranger's template does not see the environment", "kit/render/limited.py", 'env={"WEBKIT_NO_CACHE": "1"} | _system()', 'env=__import__("os").environ', "tests/render/test_limited.py"),
    Guard("packs of strangers are rendered in a child", "kit/render/packs.py", "make = Templates if pack.ours else LimitedTemplates", "make = Templates", "tests/render"),
    Guard("pages of a pack stay in the folder", "kit/render/packs.py", '"/" in "".join(parts)', "False", "tests/render"),
    Guard("large files in zips are refused", "kit/render/fetched.py", "    if entry.file_size > LARGEST_FILE:", "    if False:", "tests/render"),
    Guard("zips that lie are refused with a sentence", "kit/render/fetched.py", "except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError)", "except MemoryError", "tests/render"),
    Guard("links in zips are refused", "kit/render/fetched.py", "or stat.S_ISLNK(entry.external_attr >> 16)", "", "tests/render"),
    Guard("large packs are refused", "kit/render/packs.py", "            if bytes_here > LARGEST_FILE or size > LARGEST_PACK or count > MOST_FILES:", "            if False:", "tests/render"),
    Guard("a form changed by hand is refused", "kit/interview/form_file.py", "    if checksum != checksum_of(whole):", "    if False:", "tests/interview/test_form_import.py"),
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
