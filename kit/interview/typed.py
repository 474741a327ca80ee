"""From what a person types to a plain answer, by kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kit.facts.places import country_names, timezones
from kit.interview.answer_text import choices_of, short
from kit.interview.answers import Plain
from kit.interview.colours import read_colour
from kit.interview.questions import Part

_YES = {"y", "yes", "ja", "j", "oui", "o", "si", "sí", "s", "true", "1"}
_NO = {"n", "no", "nein", "non", "false", "0"}


def read_typed(part: Part, text: str, *, country: str = "") -> Plain:
    """Give the plain answer for a typed text; raises ValueError with one sentence and an example.

    Whether the value itself can be kept (a real phone, readable hours) the facts decide afterwards.
    """
    text = text.strip()
    if part.fact == "place.postcode":
        return _postcode(text, country)
    reader = _READERS.get(part.kind)
    return reader(part, text, country) if reader else text


_BRITISH = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})")


def _postcode(text: str, country: str) -> str:
    """Write letters large, as every country does, and leave the space where Britain wants it: `ls81ab` is LS8 1AB."""
    large = " ".join(text.upper().split()) if text.isascii() and re.search(r"\d", text) else text
    british = _BRITISH.fullmatch(large) if country in {"GB", "IM", "JE", "GG", ""} else None
    return " ".join(british.groups()) if british else large


def _timezone(part: Part, text: str, country: str) -> Plain:
    """Take any zone of the country by its whole name, and those of the short list as any other choice."""
    return text if text in timezones(country) else _pick(part, text, country)


def _pick(part: Part, text: str, country: str) -> Plain:
    return _choice(choices_of(part, country=country), text)


def _choice(choices: Mapping[str, str], text: str) -> str:
    """Find the choice meant by a number from 1, an id, or the beginning of its words."""
    folded = text.casefold()
    ids = list(choices)
    if folded in choices:
        return folded
    if text in choices:
        return text
    if folded.isdigit() and 1 <= int(folded) <= len(ids):
        return ids[int(folded) - 1]
    begins = [name for name, words in choices.items() if words.casefold().startswith(folded)]
    within = begins or [
        name for name, words in choices.items() if len(folded) > 2 and folded in words.casefold()
    ]
    if len(within) == 1:
        return within[0]
    offer = ", ".join(f"{number} {short(words)}" for number, words in enumerate(choices.values(), 1))
    raise ValueError(f'"{text}" is not one of: {offer}. Type its number, for example: 1')


def _many(part: Part, text: str, country: str) -> Plain:
    choices = choices_of(part, country=country)
    pieces = [piece for piece in re.split(r"[,;\n]+|\s+(?=\d)|(?<=\d)\s+", text) if piece.strip()]
    if pieces == ["all"]:
        return list(choices)
    return list(dict.fromkeys(_choice(choices, piece.strip()) for piece in pieces))


def _list(part: Part, text: str, _country: str) -> Plain:
    between = r"\s*;\s*" if "one a line" in part.label else r"\s*[;,]\s*"  # a sentence has commas of its own
    parts = text.split("\n") if "\n" in text else re.split(between, text)
    return [part.strip(" \t-•*") for part in parts if part.strip(" \t-•*")]


def _yes_no(_part: Part, text: str, _country: str) -> Plain:
    folded = text.casefold().rstrip(".!")
    if folded in _YES:
        return "yes"
    if folded in _NO:
        return "no"
    raise ValueError(f'"{text}" must be yes or no; write for example: yes')


_HOURS_SAID = {
    "half an hour": "30 min", "an hour and a half": "1.5 h", "(an|one) hour": "1 h", "two hours": "2 h", "three hours": "3 h",
    "four hours": "4 h", "five hours": "5 h",
}  # fmt: skip
"""How people say their time a week; the same in `templates/form/checks.js`."""


def _number(part: Part, text: str, _country: str) -> Plain:
    folded = re.sub(
        r"^((dunno|maybe|say|about|around|circa|ca\.?|roughly|approx\.?|~|£|€|\$)[\s,]*)+",
        "",
        text.casefold(),
    )
    folded = re.sub(r"(ish|\s+(or so|at most|tops|max\.?|if i['’]?m lucky))$", "", folded.strip("£€$ "))
    for words, number in _HOURS_SAID.items():
        folded = re.sub(rf"^{words}\b", number, folded)
    spell = re.fullmatch(
        r"(\d+(?:[.,]\d+)?)\s*(h|hr|hrs|hours?|m|min|mins|minutes?)(?:\s*(?:a|per)\s*week)?", folded
    )
    if spell and part.fact.endswith(("minutes_per_week", "hours_before_launch")):
        amount = float(spell.group(1).replace(",", "."))
        minutes = amount * (60 if spell.group(2)[0] == "h" else 1)
        value = minutes if part.fact.endswith("minutes_per_week") else minutes / 60
        return f"{value:g}"
    plain = re.sub(r"(?<=\d)[ ’',](?=\d{3}\b)", "", folded)
    if re.fullmatch(r"\d+(?:[.,]\d+)?", plain):
        return plain.replace(",", ".")
    raise ValueError(f'"{text}" is not a number; write for example: {part.example or 12}')


def _score(part: Part, text: str, _country: str) -> Plain:
    if text in {"0", "1", "2", "3"}:
        return text
    for number, word in enumerate(part.scale):
        if word.casefold().startswith(text.casefold()) and len(text) > 2:
            return str(number)
    scale = ", ".join(f"{number} {word}" for number, word in enumerate(part.scale))
    raise ValueError(f'"{text}" is not on the scale: {scale}; write for example: 2')


def _counts(part: Part, text: str, _country: str) -> Plain:
    found: dict[str, str] = {}
    for piece in (each.strip() for each in re.split(r"[,;\n]+", text) if each.strip()):
        number = re.search(r"\d+", piece)
        words = re.sub(r"[\d:=×x]+(?=\s|$)|^\d+\s*[x×]?", " ", piece).strip()
        if not number or not words:
            raise ValueError(
                f'"{piece}" needs a number and a way; write for example: 4 past customers, 3 google'
            )
        name = _way(part.choices, words)
        found[name] = str(int(found.get(name, "0")) + int(number.group()))
    return dict(found)


_WAYS = {
    "past": "past_customers", "customer": "past_customers", "came back": "past_customers", "repeat": "past_customers",
    "word of mouth": "past_customers", "recommend": "past_customers", "google": "map_search", "search": "map_search",
    "map": "map_search", "partner": "referral_partners", "referral": "referral_partners", "idea": "unknown",
    "know": "unknown", "facebook": "facebook_local", "insta": "instagram", "twitter": "x_twitter", "etsy": "marketplace",
}  # fmt: skip


def _way(choices: Mapping[str, str], words: str) -> str:
    folded = words.casefold().strip()
    if folded.replace(" ", "_") in choices:
        return folded.replace(" ", "_")
    for word, name in _WAYS.items():
        if word in folded and name in choices:
            return name
    return _choice(choices, folded)


def _date(_part: Part, text: str, country: str) -> Plain:
    found = re.fullmatch(r"(\d{1,2})([./ -])(\d{1,2})\2(\d{4})", text)
    if found:
        first, second = int(found.group(1)), int(found.group(3))
        if country == "US" and found.group(2) == "/":
            first, second = second, first
        return f"{found.group(4)}-{second:02d}-{first:02d}"
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    worded = re.fullmatch(r"(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?\s+(\d{4})", text.casefold())
    if worded and worded.group(2) in months:
        return f"{worded.group(3)}-{months.index(worded.group(2)) + 1:02d}-{int(worded.group(1)):02d}"
    return text


def _link(_part: Part, text: str, _country: str) -> Plain:
    if "://" not in text and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text):
        return f"https://{text}"
    return text


def _domain(_part: Part, text: str, _country: str) -> Plain:
    return re.sub(r"^(https?://)?(www\.)?", "", text.strip().lower()).split("/")[0]


def _email(_part: Part, text: str, _country: str) -> Plain:
    return re.sub(r"(?i)^mailto:", "", text).strip("<> ")


def _form(_part: Part, text: str, country: str) -> Plain:
    if text.casefold() in {"email", "e-mail", "mail", "my mail", "yes"}:
        return {"to": "email"}
    address, _, key = text.partition(" ")
    link = _link(_part, address, country)
    if not str(link).startswith(("http://", "https://")):
        raise ValueError(
            f'"{text}" is not the address of a form; write email, or for example: https://formspree.io/f/abcd'
        )
    if "web3forms.com" in str(link) and not key.strip():
        raise ValueError(
            "Web3Forms needs your access key as well; write both, for example: "
            "https://api.web3forms.com/submit 00000000-0000-0000-0000-000000000000"
        )
    return {"to": "provider", "address": str(link)} | ({"key": key.strip()} if key.strip() else {})


def _country(_part: Part, text: str, _: str) -> Plain:
    folded = text.casefold()
    slips = {
        "uk": "GB",
        "england": "GB",
        "scotland": "GB",
        "wales": "GB",
        "great britain": "GB",
        "usa": "US",
        "america": "US",
        "holland": "NL",
    }
    if folded in slips:
        return slips[folded]
    if text.upper() in country_names("en"):
        return text.upper()
    for language in ("en", "de", "fr", "es"):
        for code, name in country_names(language).items():
            if name.casefold() == folded:
                return code
    begins = [
        code
        for code, name in country_names("en").items()
        if len(folded) > 2 and name.casefold().startswith(folded)
    ]
    if len(begins) == 1:
        return begins[0]
    raise ValueError(
        f'"{text}" is not a country I know; write its name or two letters, for example: Ireland, or IE'
    )


def _language(_part: Part, text: str, _country: str) -> Plain:
    from babel import Locale

    folded = text.casefold().replace("_", "-")
    for code in _LANGUAGES:
        locale = Locale(code)
        if folded in {code, str(locale.english_name).casefold(), str(locale.display_name).casefold()}:
            return code
    raise ValueError(f'"{text}" is not a language I know; write its name or two letters, for example: en')


_LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "da", "sv", "nb", "fi", "et", "lv", "lt", "hu", "ro", "bg", "el",
    "hr", "sl", "sk", "ga", "cy", "mt", "is", "tr", "uk", "ru", "ar", "he", "fa", "hi", "bn", "ur", "th", "vi", "id", "ms",
    "zh", "ja", "ko", "ca", "eu", "gl", "sr", "sq", "mk", "bs", "lb", "af", "sw",
)  # fmt: skip


def _profile(_part: Part, text: str, _country: str) -> Plain:
    """Give {network, link} for a pasted link, or {network} for a network that is only named."""
    from kit.base.errors import InputError
    from kit.networks.catalogue import find_network
    from kit.networks.links import ProfileLink, read_link
    from kit.networks.own import Named, looked_through

    found = read_link(text)
    if isinstance(found, ProfileLink):
        said = next((each.trouble for each in looked_through([Named(found.network, found.url)])), "")
        if said:
            raise ValueError(said)
        return {"network": found.network, "link": found.url}
    named = re.split(r"[,:;]|\s[-–]\s", text, maxsplit=1)[0].strip()
    for words in dict.fromkeys([text, named]):
        try:
            network = find_network(words)
        except InputError:
            continue
        if words == text:
            return {"network": network}
        # The name of the page would be lost without a word.
        raise ValueError(
            f"Write {named} alone, or paste the link of your page; its name does not lead there."
        )
    raise ValueError(f"{found.sentence} {found.hint}".strip())


def _trade(_part: Part, text: str, _country: str) -> Plain:
    from kit.facts.trade_search import find_trades, slug

    found = find_trades(text)
    return found[0].id if found and found[0].score >= 2 else slug(text)


def _colour(_part: Part, text: str, _country: str) -> Plain:
    return read_colour(text)


def _id(_part: Part, text: str, _country: str) -> Plain:
    from kit.facts.trade_search import find_trades, slug

    found = find_trades(text)
    return found[0].id if found and found[0].score >= 2 else slug(text)


_READERS: dict[str, Callable[[Part, str, str], Plain]] = {
    "pick": _pick, "timezone": _timezone, "many": _many, "list": _list, "yes_no": _yes_no, "number": _number, "score": _score,
    "counts": _counts, "date": _date, "link": _link, "domain": _domain, "email": _email, "form": _form, "country": _country,
    "profile": _profile, "language": _language, "trade": _trade, "colour": _colour, "id": _id,
}  # fmt: skip
