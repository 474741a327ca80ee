"""One site of a portfolio, checked in a process of its own: what `webkit check` does, as a value."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from kit.base.errors import Exit, KitError
from kit.cli.check_settings import Options
from kit.portfolio.journal import Done
from kit.portfolio.sites import Site


@dataclass(frozen=True, slots=True)
class SiteWork:
    """Checks one site with these options; it can be sent to another process or machine."""

    options: Options

    def __call__(self, site: Site) -> Done:
        """Give what came out; a site that cannot be checked has its sentence, and the rest goes on."""
        from kit.check.types import Severity, Verdict
        from kit.cli.check_run import check_one, subjects_of
        from kit.report.json import as_data

        try:
            (subject,) = subjects_of((site.target,), self.options)
            report = check_one(subject, self.options, lambda: False)
        except KitError as exc:
            return Done(site.target, now(), exc.exit, problem=f"{exc.message} {exc.hint}".strip())
        except MemoryError:
            return Done(
                site.target, now(), Exit.STOPPED_EARLY, problem="it needs more memory than a site may have"
            )
        kept = {"report": as_data(report), "notes": list(report.notes), "title": report.title}
        return Done(
            site.target,
            now(),
            report.exit(self.options.fail_on),
            report.pages,
            len(report.links),
            report.count(Verdict.BROKEN),
            report.count_findings(Severity.ERROR),
            report.count_findings(Severity.WARNING),
            report=json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace"),
        )


def now() -> str:
    """Give this moment in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def file_names(sites: Sequence[Site]) -> dict[str, str]:
    """Give each site's report a file name of its own, valid on every system."""
    import re

    names: dict[str, str] = {}
    taken: set[str] = set()
    for site in sites:
        base = re.sub(r"[^a-z0-9]+", "-", site.name.casefold()).strip("-")[:60] or "site"
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        names[site.target] = f"{name}.html"
    return names
