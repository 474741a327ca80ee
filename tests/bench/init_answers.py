"""What `webkit init --answers` of a full sample costs, as a whole process: processor time, with and without pictures.

    python tests/bench/init_answers.py [--runs N]

"Without pictures and cards" is the sample without an address of its site (so no cards for shared links are drawn)
and without a logo or photos; icons, initials and words for the networks are drawn all the same. "With" has the
address, a logo and two photos of twelve megapixels, made here. Nothing is kept from one run to the next. The goal: under a second
without pictures and cards.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "kit" / "facts" / "samples"
NAMES = ("harbour-plumbing", "north-light-coaching", "corner-cup")


def seconds(text: str, runs: int, *, pictures: bool) -> float:
    """Give the least user + system seconds of several first builds from these facts; raises SystemExit when one fails."""
    least = float("inf")
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            folder, answers = Path(name) / "shop", Path(name) / "answers.yaml"
            answers.write_text(text, "utf-8")
            if pictures:
                draw(folder / "content" / "photos")
            command = (
                sys.executable,
                "-c",
                "from kit.cli.main import main; main()",
                "init",
                str(folder),
                "--answers",
                str(answers),
            )
            start = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            if done.returncode:
                raise SystemExit(done.stderr[-1500:])
            least = min(least, end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    return least


def draw(folder: Path) -> None:
    """Put a logo and two photos there: coarse noise made large, which takes a codec about as long as a street does."""
    from PIL import Image

    folder.mkdir(parents=True)
    for number, name in enumerate(("van", "tap", "logo")):
        size = (600, 300) if name == "logo" else (4000, 3000)
        noise = Image.effect_noise((size[0] // 8, size[1] // 8), 40 + number).resize(size).convert("RGB")
        noise.save(folder / f"{name}.jpg", quality=90)


def facts(name: str, *, pictures: bool) -> str:
    """Give a sample with its address and pictures, or without."""
    from kit.facts.edit import change_facts

    photos = [{"file": f"content/photos/{each}.jpg", "alt": f"A {each}"} for each in ("van", "tap")]
    return change_facts(
        (SAMPLES / f"{name}.yaml").read_text("utf-8"),
        (
            ("site.address", "https://www.shop-of-mine.co.uk/" if pictures else None),
            ("look.logo", "content/photos/logo.jpg" if pictures else None),
            ("photos", photos if pictures else None),
        ),
    )


def main() -> None:
    """Print a row a sample."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    print(
        f"webkit init --answers, whole process, least of {runs} runs, processor seconds (goal without: under 1.00)"
    )
    for name in NAMES:
        without = seconds(facts(name, pictures=False), runs, pictures=False)
        full = seconds(facts(name, pictures=True), 1, pictures=True)
        print(
            f"  {name:22} {without:5.2f} s without pictures and cards   {full:5.2f} s with cards, a logo and two photos"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
