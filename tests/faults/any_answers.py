"""Ten thousand answers files, valid, nearly valid and mutated: read, or refused with place and remedy.

    python -m tests.faults.any_answers --count 10000

For each file: no traceback, at most one second, and every problem names file, line, what is wrong and what
to do. The process as a whole stays below 100 MB above where it began. The seed is printed, so that a failure
can be repeated.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

from kit.facts.edit import set_fact
from kit.facts.paths import all_paths
from kit.facts.problems import FactsError
from kit.facts.reader import parse_business
from kit.facts.tree import decode

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "kit" / "facts" / "samples").glob("*.yaml"))
ODD = [
    "", " ", "0", "-1", "1e999", "no", "null", "~", "Mon-Fri 25-99", "2026-02-31", "\u202eabc", "a\x00b", "é" * 300, "x" * 6000,
    "{{ 7*7 }}", "<script>alert(1)</script>", "'\"`;--", "&amp;", "*alias", "&anchor x", "!!python/object:os.system x", "- a", ": b",
    "? c", "[", "]", "{", "}", "|", ">", "#", "%", "@", "\t", "\\", "https://", "https://u:p@x.y/", "++44", "£", "𝕊", "ทดสอบ", "שלום",
    "👩‍👩‍👧", "\ud83d", "\ufeff", "a: b: c", "---", "...", "%YAML 1.2", "<<: *x", "0x", "1_0", ".inf", ".nan", "12:30", "+1", "=",
]  # fmt: skip


def one(chance: random.Random, texts: list[str], paths: list[str]) -> str:
    """Make one answers file: a sample with facts changed, or with its very text mutated."""
    text = chance.choice(texts)
    for _ in range(chance.randint(0, 3)):
        path = chance.choice(paths).replace("[]", f"[{chance.randint(1, 2)}]")
        try:
            text = set_fact(
                text,
                path,
                chance.choice([chance.choice(ODD), [chance.choice(ODD)], {"a": chance.choice(ODD)}]),
            )
        except Exception as exc:  # noqa: BLE001 - a path that cannot be walked in this sample is not what is tested here
            _ = exc
    for _ in range(chance.choice([0, 0, 1, 2, 5])):
        place = chance.randrange(len(text) + 1)
        text = (
            text[:place]
            + chance.choice([chance.choice(ODD), chr(chance.randint(0, 0x2FFF)), ""])
            + text[place + chance.randint(0, 6) :]
        )
    return text


def complaint(text: str) -> tuple[str, bool]:
    """Read one file; give what broke a promise ("" for nothing), and whether it was accepted."""
    start = time.perf_counter()
    accepted = False
    try:
        content = text.encode("utf-8", "surrogatepass")
        parse_business(decode(content, "business.yaml"), "business.yaml")
        accepted = True
    except FactsError as exc:
        for problem in exc.problems:
            if not (
                problem.path == "business.yaml"
                and problem.line >= 1
                and problem.column >= 1
                and len(problem.message) > 10
            ):
                return f"a refusal without place or remedy: {problem}", False
    except Exception as exc:  # noqa: BLE001 - anything else is what this program looks for
        return f"{type(exc).__name__}: {exc}", False
    seconds = time.perf_counter() - start
    return (f"took {seconds:.1f} s" if seconds > 1 else ""), accepted


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    texts = [path.read_text("utf-8") for path in SAMPLES]
    paths = [path for path, _ in all_paths()]
    for text in texts:
        complaint(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    broken = accepted = 0
    for number in range(options.count):
        text = one(chance, texts, paths)
        wrong, good = complaint(text)
        accepted += good
        if wrong:
            broken += 1
            print(f"file {number} (seed {options.seed}): {wrong}")
            if broken < 4:
                print("    " + text[:1500].replace("\n", "\n    "))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"{options.count} files: {accepted} read, {options.count - accepted} refused, {broken} broken promises, {grown:.0f} MB grown"
    )
    return 1 if broken or grown > 100 else 0


if __name__ == "__main__":
    sys.exit(main())
