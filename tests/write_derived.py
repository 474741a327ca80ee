"""Writes anew every file of `kit` that is made from others: PYTHONPATH=. python tests/write_derived.py

Run it after adding or changing a network, a trade or a field of the facts. One test for each file
fails, naming this command, while the file says something else than what it is made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kit.base.atomic import atomic_write
from kit.facts.schema import dumped
from kit.facts.trade_search import index_of as trade_rows
from kit.facts.yaml_data import load_data
from kit.networks.catalogue import index_of as network_rows
from kit.networks.catalogue import network_from

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
    return _dumped(head, network_rows(dict(_read("kit/networks/data", network_from))))


def _trades() -> bytes:
    head = "# Made from trades/*.yaml (`index_of` in trade_search.py) so that a trade is found without reading them all.\n"
    return _dumped(head, trade_rows(dict(_read("kit/facts/trades", _trade))))


def _trade(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: raw[key] for key in ("label", "names")}


def _read(folder: str, make: Callable[[Any], Any]) -> Iterator[tuple[str, Any]]:
    for path in sorted((ROOT / folder).glob("*.yaml")):
        try:
            yield path.stem, make(load_data(path))
        except (KeyError, TypeError, yaml.YAMLError) as exc:
            raise ValueError(f"{folder}/{path.name}: missing or wrong: {exc}") from exc


def _dumped(head: str, rows: dict[str, dict[str, Any]]) -> bytes:
    text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=160, default_flow_style=None)
    return f"{head}# Do not edit: {COMMAND}\n{text}".encode()


NETWORKS = Derived("kit/networks/index.yaml", _networks)
TRADES = Derived("kit/facts/trades_index.yaml", _trades)
SCHEMA = Derived("kit/facts/business.schema.json", dumped)


def main() -> None:
    """Write what is out of date, and say which."""
    for derived in (NETWORKS, TRADES, SCHEMA):
        if derived.stale:
            atomic_write(ROOT / derived.name, derived.make())
            print(f"{derived.name}: written anew")
        else:
            print(f"{derived.name}: up to date")


if __name__ == "__main__":
    main()
