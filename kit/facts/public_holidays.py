"""Public holidays of a country, or of a part of it, from the library `holidays`."""

from __future__ import annotations

import datetime as dt
from functools import cache

from kit.facts.compiled import compiled_from


@cache
def public_holidays(country: str, region: str, years: tuple[int, ...]) -> tuple[tuple[dt.date, str], ...]:
    """Give (day, name) in order; none where the country is not known.

    `country` is an ISO code. `region` is a code or name the library knows; with any other, or "", the days are
    those of the whole country.
    """
    from importlib.metadata import version

    name = f"public holidays of {country} {region} {years}"
    # the library loads all countries to answer for one: as long as a whole small build takes elsewhere
    found = compiled_from(name, version("holidays"), lambda: _asked(country, region, years))
    return tuple((day, called) for day, called in found)


def _asked(country: str, region: str, years: tuple[int, ...]) -> list[tuple[dt.date, str]]:
    import holidays

    try:
        known = holidays.country_holidays(country, years=set(years))
    except NotImplementedError:
        return []
    aliases = getattr(known, "subdivisions_aliases", {})
    part = aliases.get(region) or (region if region in known.subdivisions else None)
    found = holidays.country_holidays(country, subdiv=part, years=set(years)) if part else known
    return sorted(found.items())
