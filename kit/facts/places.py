"""Countries, addresses and time zones, by babel's tables."""

from __future__ import annotations

from functools import cache

EU = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
"""The 27 members of the European Union (since 1 February 2020)."""

_COMMON_SLIPS = {"UK": "GB", "EN": "GB", "EL": "GR", "USA": "US"}
_TOWN_FIRST = frozenset(["AU", "CA", "GB", "IE", "IN", "NZ", "US"])
"""Countries whose addresses put the postcode after the town; elsewhere it stands before it."""


_CODES = (
    "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CQ CR CU CV CW CX CY CZ DE DG DJ DK DM "
    "DO DZ EA EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT "
    "GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR "
    "KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU "
    "MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM "
    "ZW"
)
COUNTRIES = frozenset(_CODES.split())
"""The keys of `country_names`, which a test compares: every command asks, and babel's tables take a while to read."""


def check_country(text: str) -> str:
    """Give the ISO code in capitals; raises ValueError that names the right one for common slips."""
    code = text.strip().upper()
    if code in COUNTRIES:
        return code
    if code in _COMMON_SLIPS:
        raise ValueError(f'"{text}" is not the country\'s two letters; write {_COMMON_SLIPS[code]}')
    for known, name in country_names("en").items():
        if name.upper() == code:
            raise ValueError(f'"{text}" must be two letters; write {known}')
    raise ValueError(f'"{text}" is not a country; write two letters, for example GB, IE, DE or US')


_SPOKEN = {
    "es": "ES MX AR CO CL PE EC UY PY BO CR GT HN NI PA SV DO VE CU", "de": "DE AT LI", "fr": "FR MC", "it": "IT SM", "nl": "NL",
    "pt": "PT BR",
}  # fmt: skip
"""Languages the site speaks, and the countries where nearly everybody reads them; the question `place` asks in these."""


def language_at_home(country: str) -> str:
    """Give the language nearly everybody in a country reads, "" where there is not one that the site speaks.

    It is what to ask about, and how weekdays may be written until somebody said; never the language of the site.
    """
    return next((code for code, countries in _SPOKEN.items() if country in countries.split()), "")


@cache
def country_names(language: str) -> dict[str, str]:
    """Give the name of each ISO country in `language`."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    skipped = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    return {
        code: name
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha() and code not in skipped
    }


def address_lines(
    *, street: str = "", town: str = "", region: str = "", postcode: str = "", country: str = ""
) -> tuple[str, ...]:
    """Write an address in the order its country writes it, one entry a line, no empty lines."""
    if country in {"US", "CA", "AU"}:
        last = " ".join(
            part for part in (f"{town}," if region and country == "US" else town, region, postcode) if part
        )
        lines = [street, last]
    elif country in _TOWN_FIRST:
        lines = [street, town, region, postcode]
    else:
        lines = [street, " ".join(part for part in (postcode, town) if part), region]
    return tuple(line for line in lines if line)


@cache
def timezones(country: str) -> tuple[str, ...]:
    """Give the IANA zones of a country; more than one means that the owner must choose."""
    from babel.core import get_global

    if country == "DE":  # Büsingen, the other one, keeps Berlin's time
        return ("Europe/Berlin",)
    zones = get_global("zone_territories")
    return tuple(sorted(zone for zone, territory in zones.items() if territory == country))


_WELL_KNOWN = (
    "New_York",
    "Chicago",
    "Denver",
    "Phoenix",
    "Los_Angeles",
    "Anchorage",
    "Honolulu",
    "Toronto",
    "Halifax",
    "Winnipeg",
    "Regina",
    "Edmonton",
    "Vancouver",
    "St_Johns",
    "Sydney",
    "Brisbane",
    "Adelaide",
    "Darwin",
    "Perth",
    "Sao_Paulo",
    "Manaus",
    "Noronha",
    "Mexico_City",
    "Tijuana",
    "Cancun",
    "Buenos_Aires",
    "Moscow",
    "Samara",
    "Yekaterinburg",
    "Novosibirsk",
    "Vladivostok",
    "Madrid",
    "Lisbon",
    "Kiev",
    "Santiago",
    "Auckland",
    "Almaty",
    "Kinshasa",
    "Kuala_Lumpur",
    "Ulaanbaatar",
    "Tashkent",
    "Nicosia",
    "Majuro",
)
"""Cities that people look for in a list of time zones; of two in a country the likelier stands first."""


@cache
def zones_apart(country: str) -> tuple[str, ...]:
    """Give one zone for each clock a country keeps in 2026, by its best known city: 8 for the United States, not 29."""
    import datetime as dt
    import zoneinfo

    found: dict[tuple[dt.timedelta | None, ...], str] = {}
    for zone in timezones(country):
        try:
            clock = zoneinfo.ZoneInfo(zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            continue
        kept = tuple(dt.datetime(2026, month, 10, 12, tzinfo=clock).utcoffset() for month in range(1, 13))
        if kept not in found or zone.rpartition("/")[2] in _WELL_KNOWN:
            found[kept] = zone
    return tuple(sorted(found.values())) or timezones(country)


def likely_zone(country: str) -> str:
    """Give the zone of the country that most businesses keep, as an example; London's where the country is not known."""
    known = {city: rank for rank, city in enumerate(_WELL_KNOWN)}
    zones = sorted(zones_apart(country), key=lambda zone: known.get(zone.rpartition("/")[2], len(known)))
    return next(iter(zones), "Europe/London")


def check_timezone(text: str) -> str:
    """Give the zone's name; raises ValueError when this machine knows no such zone."""
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise ValueError(f'"{text}" is not a time zone; write for example: Europe/London') from exc
    return text
