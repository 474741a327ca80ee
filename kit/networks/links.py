"""Any pasted form of a profile becomes one canonical link and handle, or a sentence that says why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kit.networks.addresses import SHORTENERS, Address, read_address
from kit.networks.catalogue import Entry, index, load_network, names, plain_name
from kit.networks.handles import handle_problem, normalise
from kit.networks.models import Network, PathPattern


class Refused(StrEnum):
    """Why a pasted text is not a profile of that network."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    FRONT_PAGE = "front_page"
    NOT_A_PROFILE = "not_a_profile"
    WRONG_KIND = "wrong_kind"
    SHORT_LINK = "short_link"
    WRONG_NETWORK = "wrong_network"
    UNKNOWN_SITE = "unknown_site"
    BAD_HANDLE = "bad_handle"
    NO_NETWORK = "no_network"


@dataclass(frozen=True, slots=True)
class ProfileLink:
    """A profile that can be linked: network id, handle as compared, and the one way to write its link."""

    network: str
    handle: str
    url: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be linked, as a sentence for the owner, with what to paste instead."""

    why: Refused
    sentence: str
    hint: str = ""


def read_link(text: str, network: str | None = None) -> ProfileLink | Refusal:
    """Read what somebody pasted: a link in any form, `@name`, or a bare name when `network` is known.

    `network` is an id or an old name of one; without it the host decides. Never asks the web: a link that hides its
    target is refused with what to do.
    """
    if network is not None and network not in index():
        known = names().get(plain_name(network))  # facts written by hand may say twitter
        if known is None:
            return Refusal(Refused.NO_NETWORK, f"I know no network called {network!r}.", _KNOWN)
        network = known
    address = read_address(text)
    return _read_handle(text, network) if address is None else _read_address(address, network)


def _read_address(address: Address, network: str | None) -> ProfileLink | Refusal:
    if address.problem:
        return Refusal(Refused.UNREADABLE, address.problem, _example(network))
    if address.host in SHORTENERS:
        return _hidden(address.host)
    candidates = _candidates(address, network)
    if network and network not in candidates:
        return _elsewhere(address, network, candidates)
    if not candidates:
        return Refusal(Refused.UNKNOWN_SITE, f"{address.host} is not a network I know.", _KNOWN)
    order = [network, *(each for each in candidates if each != network)] if network else candidates
    records = [load_network(each) for each in order]
    for record in records:
        found = _match(address, record)
        if found is None or (record.id != network and network and not isinstance(found, ProfileLink)):
            continue
        if network and record.id != network:
            return _wrong_kind(load_network(network), record)
        return found
    return _not_a_profile(address, records[0])


_KNOWN = "`webkit list networks` shows the ones I know; any other link can go on the site as a plain link."


def _candidates(address: Address, network: str | None) -> list[str]:
    """Give the ids of the networks that live at this host; a server of the fediverse can be anywhere."""
    found = [entry.id for entry in index().values() if _lives_at(entry, address.host)]
    if not found and (network == "mastodon" or (network is None and _looks_federated(address))):
        return ["mastodon"]
    return found


def _lives_at(entry: Entry, host: str) -> bool:
    if host in entry.hosts or host in entry.short_links:
        return True
    return bool(entry.host_pattern and _compiled(entry.host_pattern).match(host))


def _looks_federated(address: Address) -> bool:
    return re.match(r"^/(?:web/)?@\w+/?$|^/users/\w+/?$", address.path) is not None


def _match(address: Address, network: Network) -> ProfileLink | Refusal | None:
    """Try the shapes of one network; None when none of them fits."""
    urls = network.urls
    if urls.host_pattern and (found := _compiled(urls.host_pattern).match(address.host)):
        handle = found.groupdict().get("handle")
        if handle:
            return _finished(handle, address, network, None)
    for shape in urls.path_patterns:
        if shape.hosts and address.host not in shape.hosts:
            continue
        if not shape.hosts and address.host in urls.short_links and address.host not in urls.old_domains:
            continue
        if found := _compiled(shape.pattern).match(address.target):
            return _finished(found["handle"], address, network, shape)
    return None


def _finished(
    raw: str, address: Address, network: Network, shape: PathPattern | None
) -> ProfileLink | Refusal:
    from urllib.parse import unquote

    handle = unquote(raw)
    if network.urls.any_host:
        handle = handle if "@" in handle else f"{handle}@{address.host}"
    handle = normalise(handle, network.handle)
    if handle.lower() in network.urls.reserved:
        return _not_a_profile(address, network)
    if problem := handle_problem(handle, network):
        return Refusal(Refused.BAD_HANDLE, problem, _example(network.id))
    return ProfileLink(network.id, handle, _written(handle, address, network, shape))


def _written(handle: str, address: Address, network: Network, shape: PathPattern | None) -> str:
    from urllib.parse import quote

    template = (shape and shape.canonical) or network.urls.canonical
    user, _, server = handle.partition("@")
    # Characters that a path may hold as they are (RFC 3986 pchar); slashes belong to some handles.
    safe = "/:@!$'()*+,;=~._-%" if network.handle.kind == "opaque_id" else "/:@!$'()*+,;=~._-"
    return template.format(
        handle=quote(handle, safe=safe),
        user=quote(user),
        server=server,
        path=address.path.rstrip("/") or "/",
        origin=f"https://{address.host}",
        section=address.path.strip("/").split("/")[0],
    )


def _read_handle(text: str, network: str | None) -> ProfileLink | Refusal:
    """Read a text that is no address: a name, with or without @, a phone number, `user@server`."""
    from kit.base.text import clean

    shown = clean(text, limit=80).strip("<>\"'“”‘’ ,;")
    if not shown.strip("@ "):
        return Refusal(Refused.EMPTY, "There is nothing to read.", _example(network))
    if network is None:
        if re.fullmatch(r"@?\w+@[\w.-]+\.\w{2,}", shown) and shown.startswith("@"):
            network = "mastodon"
        else:
            return Refusal(
                Refused.NO_NETWORK,
                f"{shown!r} could be a name on any network.",
                "Paste the whole link, for example https://www.instagram.com/yourname/",
            )
    record = load_network(network)
    if not (record.handle.chosen or record.handle.kind == "phone_e164_digits"):
        return Refusal(
            Refused.UNREADABLE,
            f"{record.name} gives profiles an address of its own making, so a name is not enough.",
            _example(network),
        )
    if record.handle.kind == "phone_e164_digits" and not re.fullmatch(r"[+\d\s()./-]+", shown):
        return Refusal(Refused.BAD_HANDLE, f"{shown!r} is not a phone number.", _example(network))
    if record.handle.kind == "domain_name" and "." not in shown:
        shown += ".bsky.social"  # people write the free name without its ending
    if shown.casefold() == record.name.casefold() or shown.casefold() in {
        each.casefold() for each in record.aliases
    }:
        return Refusal(Refused.UNREADABLE, f"{shown!r} is the network's own name.", _example(network))
    handle = normalise(shown, record.handle)
    if handle.lower() in record.urls.reserved:
        return Refusal(
            Refused.BAD_HANDLE, f"{handle!r} is a page of {record.name} itself.", _example(network)
        )
    if problem := handle_problem(handle, record):
        return Refusal(Refused.BAD_HANDLE, problem, _example(network))
    # @name on Substack is a person, r/name on Reddit a community: such a name is written by the shape it fits.
    kept = f"/{handle}" if handle.startswith("@") or "/" in handle else ""
    shape = next((each for each in record.urls.path_patterns if kept and re.match(each.pattern, kept)), None)
    return ProfileLink(record.id, handle, _written(handle, Address("", "", ""), record, shape))


def _not_a_profile(address: Address, network: Network) -> Refusal:
    if address.path == "/" and not address.query:
        return Refusal(
            Refused.FRONT_PAGE,
            f"This is the front page of {network.brand}, not a profile.",
            _example(network.id),
        )
    for other in network.urls.others:
        if found := _compiled(other.pattern).match(address.target):
            handle = found.groupdict().get("handle")
            hint = _example(network.id)
            if handle and not handle_problem(normalise(handle, network.handle), network):
                hint = f"The profile it belongs to is {_written(normalise(handle, network.handle), address, network, None)}"
            sentence = f"This is {other.what}, not a profile on {network.brand}."
            if other.what.startswith("a person's"):
                sentence = f"This is {other.what} on {network.brand}, not the page of a business."
            return Refusal(Refused.NOT_A_PROFILE, sentence, hint)
    if address.host in network.urls.short_links:
        return _hidden(address.host)
    return Refusal(
        Refused.NOT_A_PROFILE, f"This is some page of {network.brand}, not a profile.", _example(network.id)
    )


def _hidden(host: str) -> Refusal:
    return Refusal(
        Refused.SHORT_LINK,
        f"A {host} link hides where it leads.",
        "Open it in a browser and paste what the address bar then shows.",
    )


def _elsewhere(address: Address, network: str, candidates: list[str]) -> Refusal:
    wanted = load_network(network).brand
    if candidates:
        return Refusal(
            Refused.WRONG_NETWORK,
            f"This is a link to {load_network(candidates[0]).brand}, not to {wanted}.",
            _example(network),
        )
    return Refusal(
        Refused.WRONG_NETWORK, f"There are no profiles of {wanted} at {address.host}.", _example(network)
    )


def _wrong_kind(wanted: Network, found: Network) -> Refusal:
    return Refusal(
        Refused.WRONG_KIND,
        f"This is a {found.short_name}, but a {wanted.short_name} is meant here.",
        f"{_example(wanted.id)} Or enter it as {found.id}.",
    )


def _example(network: str | None) -> str:
    if network is None:
        return "Paste the link of your profile, for example https://www.instagram.com/yourname/"
    record = load_network(network)
    if record.handle.chosen and "{handle}" in record.urls.canonical:
        name = "yourname.example" if record.handle.kind == "domain_name" else "yourname"
        return f"Paste for example {record.urls.canonical.format(handle=name)}"
    example = read_link(record.urls.examples[0].url, network)  # written tidily, as it will stand on the site
    return f"Paste for example {example.url if isinstance(example, ProfileLink) else record.urls.canonical}"


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
