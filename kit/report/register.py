"""The ownership register: what the business depends on, in whose name it is, and who gets it back. No passwords."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kit.facts.models import Business
from kit.facts.private import Account
from kit.networks.catalogue import index

AFTERNOON = 240
"""Minutes: from lunch to the end of the day."""

_SOON = 60
"""Days before a renewal at which it belongs into the hand-over."""

_READY, _UNKNOWN, _ELSEWHERE, _LOST = 10, 30, 60, 120
"""Minutes an entry takes: to show the login; to find out; to have it moved; to get it back, if at all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to hand over. `open` says what is missing, in words; `minutes` what that costs."""

    what: str
    name: str
    holder: str
    recovery: str
    renews: date | None
    open: tuple[str, ...]
    minutes: int
    steps: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Tell whether it can be handed over as it is."""
        return not self.open


@dataclass(frozen=True, slots=True)
class Register:
    """Everything to hand over, the most important first."""

    entries: tuple[Entry, ...]

    @property
    def minutes(self) -> int:
        """Add up the time it takes."""
        return sum(entry.minutes for entry in self.entries)

    @property
    def in_an_afternoon(self) -> bool:
        """Tell whether all of it could be handed over between lunch and evening, with nobody else's help."""
        return self.minutes <= AFTERNOON and all(entry.minutes < _ELSEWHERE for entry in self.entries)


def register_of(business: Business, today: date) -> Register:
    """Give the register: what the accounts say, and what must be there although no account names it."""
    known = list(business.accounts)
    entries = [
        _domain(business, _take(known, "domain"), today),
        *(_plain(what, _take(known, what), today) for what in ("dns", "hosting")),
        *([] if business.domain.mail == "none" else [_plain("mail", _take(known, "mail"), today)]),
        *_profiles(business, known, today),
        *(_account(account, today) for account in known),
    ]
    return Register(tuple(entry for entry in entries if entry is not None))


def _take(known: list[Account], what: str, name: str = "") -> Account | None:
    """Take an account out of those that are left."""
    for account in known:
        if account.what == what and (not name or name.casefold() in account.name.casefold()):
            known.remove(account)
            return account
    return None


def _domain(business: Business, account: Account | None, today: date) -> Entry | None:
    facts = business.domain
    if facts.held_by == "none" or (facts.name is None and account is None):
        return None
    renews = (account.renews if account else None) or facts.renews
    missing, minutes = _gaps(account, renews, today)
    match facts.held_by:
        case "designer" | "someone_else":
            rest = (each for each in missing if each != _NO_HOLDER)
            missing = (f"it is in {_WHOSE[facts.held_by]} name; have it moved to the owner", *rest)
            minutes = max(minutes, _ELSEWHERE)
        case "unknown" | None if account is None or not account.holder:
            missing = (
                "nobody knows in whose name it is; look it up at the registrar, where the domain is paid for",
                *missing,
            )
            minutes = max(minutes, _UNKNOWN)
        case "me":
            missing = tuple(each for each in missing if each != _NO_HOLDER)
            minutes = minutes if missing else _READY
    holder = (account.holder if account else None) or _HOLDERS.get(facts.held_by or "", "")
    recovery = (account.recovery if account else None) or ""
    return Entry(
        "domain",
        facts.name or (account.name if account else ""),
        holder,
        recovery,
        renews,
        missing,
        minutes,
        _STEPS["domain"],
    )


def _plain(what: str, account: Account | None, today: date) -> Entry:
    if account is not None:
        return _account(account, today)
    missing = (f"the facts do not say where the {_NAMES[what]} is",)
    return Entry(what, "", "", "", None, missing, _UNKNOWN, _STEPS[what])


def _profiles(business: Business, known: list[Account], today: date) -> Iterator[Entry]:
    for profile in business.profiles:
        if profile.state == "closed":
            continue
        name = index()[profile.network].name if profile.network in index() else profile.network
        what = (
            "listing"
            if profile.network in index() and index()[profile.network].kind == "listing"
            else "profile"
        )
        account = _take(known, what, name) or _take(known, "profile", profile.network)
        missing, minutes = _gaps(account, account.renews if account else None, today)
        match profile.login:
            case "lost":
                missing, minutes = ("nobody can sign in; ask the network for it back", *missing), _LOST
            case "someone_else":
                missing, minutes = (
                    ("somebody else signs in; have the owner made its owner", *missing),
                    _ELSEWHERE,
                )
            case "me":
                missing = tuple(each for each in missing if each != _NO_HOLDER)
                minutes = minutes if missing else _READY
        holder = (account.holder if account else None) or ("the owner" if profile.login == "me" else "")
        recovery = (account.recovery if account else None) or ""
        shown = f"{name} ({profile.handle or profile.link})" if profile.handle or profile.link else name
        yield Entry(what, shown, holder, recovery, None, missing, minutes, _STEPS[what])


def _account(account: Account, today: date) -> Entry:
    missing, minutes = _gaps(account, account.renews, today)
    return Entry(
        account.what,
        account.name,
        account.holder or "",
        account.recovery or "",
        account.renews,
        missing,
        minutes,
        _STEPS[account.what],
    )


_NO_HOLDER = "the facts do not say in whose name it is"
_NO_RECOVERY = "the facts do not say who can get it back, and how"


def _gaps(account: Account | None, renews: date | None, today: date) -> tuple[tuple[str, ...], int]:
    missing = [] if account and account.holder else [_NO_HOLDER]
    missing += [] if account and account.recovery else [_NO_RECOVERY]
    if renews is not None and (renews - today).days < _SOON:
        word = "ran out" if renews < today else "must be renewed by"
        missing.append(f"it {word} {'on ' if renews < today else ''}{renews.isoformat()}")
    return tuple(missing), _UNKNOWN if missing else _READY


_HOLDERS = {"me": "the owner", "designer": "the web designer", "someone_else": "somebody else"}
_WHOSE = {"designer": "the web designer's", "someone_else": "somebody else's"}
_NAMES = {"dns": "name server (DNS)", "hosting": "hosting", "mail": "mail"}
_STEPS: dict[str, tuple[str, ...]] = {
    "domain": ("Sign in at the registrar together.", "Check that owner and mail address are the client's.", "Switch on automatic renewal and the transfer lock."),
    "dns": ("Sign in together.", "Save a copy of all records with this book."),
    "hosting": ("Sign in together.", "Make the client the owner and the payer.", "Hand over a copy of the whole site."),
    "mail": ("Sign in together as administrator.", "Check that recovery goes to an address outside this domain."),
    "listing": ("Sign in together.", "Make the client the owner, helpers managers."),
    "profile": ("Sign in together.", "Change the recovery address to the client's.", "Switch on two-factor sign-in with the client's phone."),
    "other": ("Sign in together.", "Change owner and recovery address to the client's."),
}  # fmt: skip
