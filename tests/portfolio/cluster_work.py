"""Work for the cluster test: it must be importable in the worker processes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from kit.portfolio.journal import Done
from kit.portfolio.sites import Site


def work(site: Site) -> Done:
    """Note which process was at it, take a moment, and give a result."""
    folder = Path(os.environ["WEBKIT_TEST_FOLDER"])
    (folder / f"{site.name}.{os.getpid()}").touch()
    time.sleep(0.1)
    return Done(site.target, "2026-11-24T09:00:00+00:00", 0, pages=1)
