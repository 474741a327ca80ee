"""Which sites a portfolio holds: a CSV file or a folder of projects, with a sentence for every line that is no site."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.base.errors import InputError
from kit.base.text import clean

FILE = "portfolio.csv"
HEADER = ("name", "target", "client")
_LARGEST = 20_000_000
_EXAMPLE = "Each line has a name and a target, for example:\nname,target,client\nHarbour,https://www.harbour.co.uk/,Sue"


@dataclass(frozen=True, slots=True)
class Site:
    """One site to look after. `target` is what `webkit check` takes; `client` groups reports."""

    name: str
    target: str
    client: str = ""


@dataclass(frozen=True, slots=True)
class Sites:
    """The sites in their order, and what was left out, in words."""

    sites: tuple[Site, ...]
    problems: tuple[str, ...] = ()


def load_sites(path: Path) -> Sites:
    """Read a portfolio: a CSV file, a folder with `portfolio.csv`, or a folder of projects."""
    if path.is_dir():
        return load_sites(path / FILE) if (path / FILE).is_file() else _from_folder(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path} is larger than 20 MB.", hint="Split it into several portfolios.")
        content = path.read_bytes()
    except OSError as exc:
        raise InputError(
            f"{path}: {exc.strerror}.", hint="Start one with: webkit portfolio add TARGET"
        ) from exc
    return parse_sites(content, path)


def parse_sites(content: bytes, path: Path) -> Sites:
    """Read the CSV: comma, semicolon or tab, with or without a header, any of the usual encodings."""
    text = _text(content)
    if "\0" in text:
        raise InputError(f"{path} is not a text file.", hint=_EXAMPLE)
    rows = [(number, row) for number, row in _rows(text) if any(cell.strip() for cell in row)]
    if not rows:
        raise InputError(f"{path} names no sites.", hint=_EXAMPLE)
    columns = _columns(rows[0][1])
    body = rows[1:] if columns else rows
    found: dict[str, Site] = {}
    problems: list[str] = []
    for number, row in body:
        site = _site(row, columns or {"name": 0, "target": 1, "client": 2}, path.parent)
        if site is None:
            problems.append(f"{path.name}:{number}: this line has no target and was left out")
        elif site.target in found:
            problems.append(f"{path.name}:{number}: {site.target} stands there twice; it is checked once")
        else:
            found[site.target] = site
    if not found:
        raise InputError(f"{path} names no sites.", hint=_EXAMPLE)
    return Sites(tuple(found.values()), tuple(problems))


def add_site(content: bytes, site: Site) -> bytes:
    """Give the CSV with one more line; raises InputError for what stands there already, or is a list of sites itself."""
    if site.target.casefold().endswith(".csv"):
        raise InputError(
            f"{clean(site.target)} is a list, not a site.",
            hint=f"Check all sites in it: webkit portfolio check {clean(site.target)}",
        )
    if content.strip():
        known = parse_sites(content, Path(FILE))
        if any(each.target == site.target for each in known.sites):
            raise InputError(
                f"{site.target} is in the portfolio already.", hint="`webkit portfolio list` shows it."
            )
    else:
        content = (",".join(HEADER) + "\n").encode()
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([site.name, site.target, site.client])
    separator = b"" if content.endswith(b"\n") else b"\n"
    return content + separator + out.getvalue().encode()


def _from_folder(path: Path) -> Sites:
    projects = sorted(each.parent for each in path.glob("*/business.yaml"))
    if not projects:
        raise InputError(
            f"{path} holds neither {FILE} nor projects.", hint="Start one with: webkit portfolio add TARGET"
        )
    return Sites(tuple(Site(project.name, str(project)) for project in projects))


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what spreadsheets on Windows write


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            yield reader.line_num + 1, next(reader)
        except StopIteration:
            return
        except csv.Error as exc:
            raise InputError(f"line {reader.line_num} cannot be read as CSV: {exc}", hint=_EXAMPLE) from exc


def _columns(row: list[str]) -> dict[str, int] | None:
    names = [cell.strip().casefold() for cell in row]
    aliases = {
        "url": "target",
        "address": "target",
        "site": "target",
        "website": "target",
        "folder": "target",
    }
    places = {aliases.get(name, name): place for place, name in enumerate(names)}
    return places if "target" in places else None


def _site(row: list[str], columns: dict[str, int], folder: Path) -> Site | None:
    def cell(name: str) -> str:
        place = columns.get(name, len(row))
        return _plain(row[place]) if place < len(row) else ""

    target = cell("target")
    if len(row) == 1:
        target = _plain(row[0])
    if not target:
        return None
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+", target) and not (folder / target).exists():
        target = f"https://{target}/"
    elif not re.match(r"(?i)https?://", target) and not Path(target).is_absolute():
        target = str(folder / target)
    return Site(cell("name") or target, target, cell("client"))


def _plain(text: str) -> str:
    """Give a cell as text; the apostrophe that keeps a spreadsheet from taking it for a formula goes."""
    return clean(text).removeprefix("'").strip()
