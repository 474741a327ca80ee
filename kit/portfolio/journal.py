"""The journal of a portfolio: which round is under way, which sites of it are done, and what came out."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.base.database import database
from kit.portfolio.sites import Site

_SCHEMA = """
CREATE TABLE IF NOT EXISTS round (id INTEGER PRIMARY KEY, at TEXT NOT NULL, options TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS job (round INTEGER NOT NULL REFERENCES round ON DELETE CASCADE, place INTEGER NOT NULL,
  target TEXT NOT NULL, name TEXT NOT NULL, client TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open', at TEXT,
  exit INTEGER, pages INTEGER, links INTEGER, broken INTEGER, errors INTEGER, warnings INTEGER, problem TEXT,
  report BLOB, PRIMARY KEY (round, target));
CREATE INDEX IF NOT EXISTS job_target ON job (target, round);
"""
_KEPT_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Done:
    """What came out of one site. `problem` is the sentence when it could not be checked at all."""

    target: str
    at: str
    exit: int
    pages: int = 0
    links: int = 0
    broken: int = 0
    errors: int = 0
    warnings: int = 0
    problem: str = ""
    report: bytes = b""
    """The report as JSON (webkit-report/1), with its notes."""

    @property
    def failed(self) -> bool:
        """Tell whether somebody should look."""
        return bool(self.problem) or self.errors > 0


@dataclass(frozen=True, slots=True)
class Row:
    """One site in one round, for lists: `done` None while it is open."""

    site: Site
    done: Done | None


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal; every result is on the disk when `keep` returns."""

    connection: sqlite3.Connection

    def open_round(self, options: str) -> int | None:
        """Give the round with these options that was not finished, or None."""
        row = self._one(
            "SELECT id FROM round WHERE done = 0 AND options = ? ORDER BY id DESC LIMIT 1", (options,)
        )
        return int(row[0]) if row else None

    def last_round(self) -> int | None:
        """Give the latest round."""
        row = self._one("SELECT id FROM round ORDER BY id DESC LIMIT 1", ())
        return int(row[0]) if row else None

    def begin(self, at: str, options: str, sites: Iterable[Site]) -> int:
        """Begin a round with these sites; what an older, unfinished one left open stays as it is."""
        with self.connection:
            self.connection.execute("UPDATE round SET done = 1 WHERE done = 0")
            number = int(
                self.connection.execute(
                    "INSERT INTO round (at, options) VALUES (?, ?)", (at, options)
                ).lastrowid
                or 0
            )
            self.connection.executemany(
                "INSERT INTO job (round, place, target, name, client) VALUES (?,?,?,?,?)",
                ((number, place, site.target, site.name, site.client) for place, site in enumerate(sites)),
            )
            self.connection.execute("DELETE FROM round WHERE id <= ? - ?", (number, _KEPT_ROUNDS))
        return number

    def open_sites(self, number: int) -> tuple[Site, ...]:
        """Give the sites of a round that are not done."""
        rows = self.connection.execute(
            "SELECT name, target, client FROM job WHERE round = ? AND state = 'open' ORDER BY place",
            (number,),
        )
        return tuple(Site(*row) for row in rows)

    def keep(self, number: int, done: Done) -> bool:
        """Keep one result; False when the site was done already, so that each counts exactly once."""
        with self.connection:
            changed = self.connection.execute(
                "UPDATE job SET state='done', at=?, exit=?, pages=?, links=?, broken=?, errors=?, warnings=?, problem=?, report=? "
                "WHERE round = ? AND target = ? AND state = 'open'",
                (
                    done.at,
                    done.exit,
                    done.pages,
                    done.links,
                    done.broken,
                    done.errors,
                    done.warnings,
                    done.problem,
                    zlib.compress(done.report, 6),
                    number,
                    done.target,
                ),
            )
        return changed.rowcount == 1

    def finish(self, number: int) -> None:
        """Mark a round as done when nothing of it is open."""
        with self.connection:
            self.connection.execute(
                "UPDATE round SET done = 1 WHERE id = ? AND NOT EXISTS "
                "(SELECT 1 FROM job WHERE round = ? AND state = 'open')",
                (number, number),
            )

    def rows(self, number: int) -> Iterator[Row]:
        """Give each site of a round, without its report."""
        for row in self.connection.execute(
            "SELECT name, target, client, state, at, exit, pages, links, broken, errors, warnings, problem FROM job "
            "WHERE round = ? ORDER BY place",
            (number,),
        ):
            done = Done(row[1], *row[4:12]) if row[3] == "done" else None
            yield Row(Site(*row[:3]), done)

    def report(self, number: int, target: str) -> bytes:
        """Give the report of one site in a round, b"" when there is none."""
        row = self._one("SELECT report FROM job WHERE round = ? AND target = ?", (number, target))
        return zlib.decompress(row[0]) if row and row[0] else b""

    def failed(self) -> frozenset[str]:
        """Give the targets whose latest result had errors or could not be had."""
        rows = self.connection.execute(
            "SELECT target, errors, problem FROM job AS j WHERE state = 'done' AND round = "
            "(SELECT max(round) FROM job WHERE target = j.target AND state = 'done')"
        )
        return frozenset(target for target, errors, problem in rows if errors or problem)

    def trend(self, target: str) -> tuple[int, ...]:
        """Give the number of errors of a site in its rounds, oldest first; -1 where it could not be checked."""
        rows = self.connection.execute(
            "SELECT errors, problem FROM job WHERE target = ? AND state = 'done' ORDER BY round", (target,)
        )
        return tuple(-1 if problem else int(errors or 0) for errors, problem in rows)

    def _one(self, query: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.connection.execute(query, values).fetchone()
        return found


@contextlib.contextmanager
def open_journal(file: Path) -> Iterator[Journal]:
    """Open the journal; a damaged one is put aside and the sites are checked again: nothing else is lost."""
    with database(file, _SCHEMA, what="the journal", thorough=True) as connection:
        yield Journal(connection)
