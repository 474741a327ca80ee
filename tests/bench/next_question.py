"""How long an owner waits for the next prompt after an answer: checked, kept on disk, the next one worked out.

    python tests/bench/next_question.py

Types the largest sample in through the plain face and prints, over all its prompts, the median and the worst
time from Enter to the next prompt, as processor time and as the clock on the wall. The goal: 50 ms.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from kit.facts.reader import parse_business
from kit.interview.answers import data_of
from kit.interview.face import Prompt
from tests.interview import test_typed_in
from tests.interview.test_typed_in import Typist, first_language

GOAL = 0.05
SAMPLE = Path(__file__).resolve().parents[2] / "kit" / "facts" / "samples" / "harbour-plumbing.yaml"


@dataclass
class Timed(Typist):
    """A typist who looks at both clocks whenever a prompt appears and whenever Enter is pressed."""

    waits: list[tuple[float, float, str]] = field(default_factory=list)
    enter: tuple[float, float] | None = None

    def ask(self, prompt: Prompt) -> str:
        """Note how long this prompt was waited for, then type."""
        if self.enter:
            now = time.process_time(), time.perf_counter()
            self.waits.append((now[0] - self.enter[0], now[1] - self.enter[1], prompt.label))
        line = super().ask(prompt)
        self.enter = time.process_time(), time.perf_counter()
        return line


def main() -> int:
    """Print the figures; 1 when the worst processor time misses the goal."""
    original = parse_business(SAMPLE.read_text("utf-8"))
    wanted = first_language(data_of(original.text), tuple(original.business.languages))
    typists: list[Timed] = []

    def timed(facts: object) -> Timed:
        typists.append(Timed(facts))  # type: ignore[arg-type]
        return typists[-1]

    test_typed_in.Typist = timed  # type: ignore[assignment,misc]
    with tempfile.TemporaryDirectory() as place:
        test_typed_in.type_in(Path(place), wanted)
    waits = typists[0].waits
    for name, column in (("processor", 0), ("wall", 1)):
        times = [wait[column] for wait in waits]
        worst = max(waits, key=lambda wait: wait[column])
        print(
            f"{name:10} {len(times)} prompts, median {statistics.median(times) * 1000:5.1f} ms, "
            f"worst {worst[column] * 1000:5.1f} ms (before {worst[2][:40]!r})"
        )
    return int(max(wait[0] for wait in waits) > GOAL)


if __name__ == "__main__":
    sys.exit(main())
