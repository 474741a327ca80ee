"""Asks for every address of a list and says how it went: what the benchmarks start as a process of its own.

`python tests/bench/net_ask.py LIST [--engine fast|requests] [--allow ADDRESS] [--ca FILE] [--timeout SECONDS]`
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections import Counter
from pathlib import Path

from kit.net.engine import ask_all
from kit.net.types import Ask, NetSettings


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("list", type=Path)
    parser.add_argument("--engine", default="fast")
    parser.add_argument("--allow", action="append", default=[])
    parser.add_argument("--ca", default="")
    parser.add_argument("--timeout", type=float, default=20.0)
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 100)  # as `webkit` itself does
    settings = NetSettings(
        timeout=options.timeout, allow_addresses=tuple(options.allow), ca_file=options.ca, concurrency=256
    )
    asks = (Ask(line) for line in options.list.read_text().split())
    ends = Counter(
        str(reply.status or reply.trouble) for reply in ask_all(asks, settings, engine=options.engine)
    )
    json.dump(dict(ends.most_common()), sys.stdout)


if __name__ == "__main__":
    main()
