"""Writes anew every file of `kit` that is made from others: PYTHONPATH=. python tests/write_derived.py

Run it after adding or changing a network, a trade or a field of the facts. One test for each file
fails, naming this command, while the file says something else than what it is made from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kit.base.atomic import atomic_write
from kit.facts.schema import dumped
from kit.facts.trade import Trade
from kit.facts.trade_search import index_of as trade_rows
from kit.facts.yaml_data import load_record
from kit.networks.catalogue import index_of as network_rows
from kit.networks.catalogue import read_network

ROOT = Path(__file__).parent.parent
COMMAND = "PYTHONPATH=. python tests/write_derived.py"


@dataclass(frozen=True, slots=True)
class Derived:
    """One file that is made from others: its name in the repository, and what gives its content."""

    name: str
    make: Callable[[], bytes]

    @property
    def stale(self) -> str:
        """Give what to do when the file is not what it should be; nothing when it is."""
        path = ROOT / self.name
        if path.is_file() and path.read_bytes() == self.make():
            return ""
        return f"{self.name} is out of date; write it anew: {COMMAND}"


def _networks() -> bytes:
    head = "# Made from data/*.yaml (`index_of` in catalogue.py) so that a network is found without reading its file.\n"
    # not `load_network`, which knows only what the index has already
    files = sorted((ROOT / "kit/networks/data").glob("*.yaml"))
    return _dumped(head, network_rows({path.stem: read_network(path) for path in files}))


def _trades() -> bytes:
    head = "# Made from trades/*.yaml (`index_of` in trade_search.py) so that a trade is found without reading them all.\n"
    files = sorted((ROOT / "kit/facts/trades").glob("*.yaml"))
    return _dumped(head, trade_rows(load_record(path, Trade) for path in files))


def _dumped(head: str, rows: dict[str, dict[str, Any]]) -> bytes:
    text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=160, default_flow_style=None)
    return f"{head}# Do not edit: {COMMAND}\n{text}".encode()


NETWORKS = Derived("kit/networks/index.yaml", _networks)
TRADES = Derived("kit/facts/trades_index.yaml", _trades)
SCHEMA = Derived("kit/facts/business.schema.json", dumped)


def main() -> None:
    """Write what is out of date, and say which."""
    for derived in (NETWORKS, TRADES, SCHEMA):
        try:
            stale, content = derived.stale, derived.make()
        except ValueError as exc:
            raise SystemExit(str(exc)) from exc
        if stale:
            atomic_write(ROOT / derived.name, content)
            print(f"{derived.name}: written anew")
        else:
            print(f"{derived.name}: up to date")


if __name__ == "__main__":
    main()
