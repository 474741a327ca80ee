"""What earlier runs saw, in one SQLite file: findings per run, how long each link and profile is as it is."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kit.base.database import database
from kit.check.confirmed import load_confirmed, still_good
from kit.check.types import Confirmed, Finding, LinkResult, Report, Severity, Verdict

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, at TEXT NOT NULL,
  errors INTEGER NOT NULL, warnings INTEGER NOT NULL, links INTEGER NOT NULL, broken INTEGER NOT NULL, stopped TEXT);
CREATE INDEX IF NOT EXISTS run_subject ON run (subject, id);
CREATE TABLE IF NOT EXISTS finding (run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, check_id TEXT NOT NULL,
  severity TEXT NOT NULL, page TEXT NOT NULL, line INTEGER NOT NULL, message TEXT NOT NULL, fix TEXT NOT NULL,
  url TEXT NOT NULL, column_ INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS finding_run ON finding (run);
CREATE TABLE IF NOT EXISTS link (subject TEXT NOT NULL, url TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
  status INTEGER, final_url TEXT, since TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (subject, url)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS moved (subject TEXT NOT NULL, url TEXT NOT NULL, there TEXT NOT NULL,
  PRIMARY KEY (subject, url)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS profile (subject TEXT NOT NULL, network TEXT NOT NULL, handle TEXT NOT NULL,
  missing INTEGER NOT NULL, since TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (subject, network, handle)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS validator (subject TEXT NOT NULL, url TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
  PRIMARY KEY (subject, url)) WITHOUT ROWID;
"""
_KEPT_RUNS = 50
_KEPT = timedelta(days=365)
"""How long an address that no page links any more is still looked after."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The history of one subject; it is the `Past` of a run."""

    connection: sqlite3.Connection
    subject: str
    now: datetime
    seen: Mapping[str, Confirmed] = field(default_factory=dict)
    """What people confirmed, from the readable part."""

    def missing_since(self, network: str, handle: str) -> datetime | None:
        """Give when a profile was first seen missing, if every run since then agreed."""
        row = self._one(
            "SELECT since FROM profile WHERE subject = ? AND network = ? AND handle = ? AND missing = 1",
            (self.subject, network, handle),
        )
        return datetime.fromisoformat(row[0]) if row else None

    def timeout_since(self, url: str) -> datetime | None:
        """Give when a link first ran out of time, if every run since then did."""
        row = self._one(
            "SELECT since FROM link WHERE subject = ? AND url = ? AND reason = 'timeout'", (self.subject, url)
        )
        return datetime.fromisoformat(row[0]) if row else None

    def confirmed(self, url: str) -> Confirmed | None:
        """Give what a person saw there within the last 90 days."""
        return still_good(self.seen.get(url), self.now)

    def live_at(self, url: str) -> tuple[datetime, LinkResult] | None:
        """Give when a link was last seen alive, with what it answered."""
        row = self._one(
            "SELECT at, reason, status, final_url, there FROM link LEFT JOIN moved USING (subject, url) "
            "WHERE subject = ? AND url = ? AND verdict = 'live'",
            (self.subject, url),
        )
        if row is None:
            return None
        known = LinkResult(url, Verdict.LIVE, row[1], row[2], row[3], moved_to=row[4] or "")
        return datetime.fromisoformat(row[0]), known

    def once_live(self) -> tuple[str, ...]:
        """Give the addresses that were alive when they were last asked for, at most a year ago."""
        rows = self.connection.execute(
            "SELECT url FROM link WHERE subject = ? AND verdict = 'live' AND at > ? ORDER BY at DESC LIMIT 5000",
            (self.subject, (self.now - _KEPT).isoformat()),
        )
        return tuple(str(url) for (url,) in rows)

    def conditions(self, url: str) -> tuple[tuple[str, str], ...]:
        """Give the headers that ask a server only for news, for an address that was alive in the last run."""
        row = self._one(
            "SELECT etag, modified FROM validator JOIN link USING (subject, url) "
            "WHERE subject = ? AND url = ? AND verdict = 'live' AND reason = 'ok'",
            (self.subject, url),
        )
        named = zip(("If-None-Match", "If-Modified-Since"), row or (), strict=False)
        return tuple((name, value) for name, value in named if value)

    def keep(self, validators: Mapping[str, tuple[str, str]]) -> None:
        """Keep (ETag, Last-Modified) per address; an address that names neither any more is forgotten."""
        with self.connection:
            for url, (etag, modified) in validators.items():
                if etag or modified:
                    self.connection.execute(
                        "INSERT OR REPLACE INTO validator VALUES (?,?,?,?)",
                        (self.subject, url, etag, modified),
                    )
                else:
                    self.connection.execute(
                        "DELETE FROM validator WHERE subject = ? AND url = ?", (self.subject, url)
                    )

    def last_findings(self) -> tuple[str, tuple[Finding, ...]] | None:
        """Give the day and the findings of the last run that was not stopped early."""
        row = self._one(
            "SELECT id, at FROM run WHERE subject = ? AND stopped IS NULL ORDER BY id DESC LIMIT 1",
            (self.subject,),
        )
        if row is None:
            return None
        rows = self.connection.execute("SELECT * FROM finding WHERE run = ?", (row[0],)).fetchall()
        found = tuple(Finding(each[1], Severity(each[2]), *each[3:9]) for each in rows)
        return str(row[1])[:10], found

    def trend(self) -> tuple[tuple[str, int, int], ...]:
        """Give (day, errors, warnings) of the runs, oldest first."""
        rows = self.connection.execute(
            "SELECT at, errors, warnings FROM run WHERE subject = ? ORDER BY id", (self.subject,)
        )
        return tuple((str(at)[:10], errors, warnings) for at, errors, warnings in rows)

    def remember(self, report: Report) -> None:
        """Keep a run: its findings, and since when each link and profile is as it is."""
        at = self.now.isoformat()
        with self.connection:
            counts = (
                report.count_findings(Severity.ERROR),
                report.count_findings(Severity.WARNING),
                len(report.links),
                report.count(Verdict.BROKEN),
            )
            run = self.connection.execute(
                "INSERT INTO run (subject, at, errors, warnings, links, broken, stopped) VALUES (?,?,?,?,?,?,?)",
                (self.subject, at, *counts, report.stopped),
            ).lastrowid
            self.connection.executemany(
                "INSERT INTO finding VALUES (?,?,?,?,?,?,?,?,?)",
                (
                    (run, f.check, f.severity.value, f.page, f.line, f.message, f.fix, f.url, f.column)
                    for f in report.findings
                ),
            )
            self.connection.executemany(_KEEP_LINK, self._links(report, at))
            self._keep_moved(report)
            self.connection.executemany(_KEEP_PROFILE, self._profiles(report, at))
            self.connection.execute(
                "DELETE FROM run WHERE subject = ? AND id <= ? - ?", (self.subject, run, _KEPT_RUNS)
            )

    def _links(self, report: Report, at: str) -> Iterator[tuple[object, ...]]:
        """Give a row for each address, not for each of its fragments; the last one that was judged counts."""
        rows = {
            link.url.partition("#")[0]: link
            for link in report.links
            if link.verdict is not Verdict.NOT_ASKED and link.url.startswith(("http://", "https://"))
        }
        for url, link in rows.items():
            known = (link.verdict.value, link.reason, link.status, link.final_url)
            yield (self.subject, url, *known, at, at)

    def _keep_moved(self, report: Report) -> None:
        """Keep where links have moved for good: a table of its own, so that an older history gets it too."""
        asked = {
            each.url.partition("#")[0]: each.moved_to for each in report.links if each.status is not None
        }
        gone = ((self.subject, url) for url in asked)
        self.connection.executemany("DELETE FROM moved WHERE subject = ? AND url = ?", gone)
        there = ((self.subject, url, moved) for url, moved in asked.items() if moved)
        self.connection.executemany("INSERT INTO moved VALUES (?,?,?)", there)

    def _profiles(self, report: Report, at: str) -> Iterator[tuple[object, ...]]:
        for profile in report.profiles:
            if profile.verdict is not Verdict.NOT_ASKED:
                missing = profile.verdict is Verdict.MISSING or profile.reason == "seen_once"
                yield (self.subject, profile.network, profile.handle, int(missing), at, at)

    def _one(self, query: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.connection.execute(query, values).fetchone()
        return found


# `since` only moves when what is known changes.
_KEEP_LINK = """INSERT INTO link VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (subject, url) DO UPDATE SET
  since = CASE WHEN link.reason = excluded.reason THEN link.since ELSE excluded.since END, verdict = excluded.verdict,
  reason = excluded.reason, status = excluded.status, final_url = excluded.final_url, at = excluded.at"""
_KEEP_PROFILE = """INSERT INTO profile VALUES (?,?,?,?,?,?) ON CONFLICT (subject, network, handle) DO UPDATE SET
  since = CASE WHEN profile.missing = excluded.missing THEN profile.since ELSE excluded.since END,
  missing = excluded.missing, at = excluded.at"""


@contextlib.contextmanager
def open_memory(
    file: Path, subject: str, now: datetime, *, confirmed: Path | None = None
) -> Iterator[Memory]:
    """Open the history, making it when it is not there; a damaged one is put aside, and a new one begun."""
    with database(file, f"{_SCHEMA} PRAGMA user_version = {_VERSION};", what="the history") as connection:
        yield Memory(connection, subject, now, load_confirmed(confirmed) if confirmed else {})
