"""What the machine an interview is held on says about where it stands: a guess, and a weak one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Machine:
    """Its time zone (`Europe/Dublin`) and its locale (`en_IE.UTF-8`), "" where they are not set."""

    zone: str = ""
    locale: str = ""

    def country(self) -> str:
        """Give the two letters of the country it is set to, or ""; the clock is set by more people than the language.

        `en_US` alone says nothing: it is what a machine speaks when nobody chose.
        """
        from babel.core import get_global

        from kit.facts.places import COUNTRIES

        language, _, rest = self.locale.split(".")[0].partition("_")
        spoken = "" if (language, rest) == ("en", "US") else rest.upper()
        found = str(get_global("zone_territories").get(self.zone, ""))
        return next((code for code in (found, spoken) if code in COUNTRIES), "")


NOWHERE = Machine()
"""A machine that says nothing."""
