"""What day it is, for the commands that hand it on; everything else takes the day as an argument."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """Give today's date; SOURCE_DATE_EPOCH (reproducible-builds.org) settles it for builds that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now().astimezone().date()
