"""Putting the site online: the files a host reads, and a page of steps per host for the owner."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kit.base.files import RenderedFile
from kit.facts.models import Business
from kit.facts.yaml_data import load_data
from kit.profiles.identity import redirects
from kit.site.headers import host_block, served_names

_WHERE = {"netlify": "site/_headers", "github": ".github/workflows/website.yml", "apache": "site/.htaccess"}
"""Files a host reads from where it finds them; what a server of one's own reads stands in its guide."""
_LANGUAGE = {"netlify": "text", "github": "yaml", "nginx": "nginx", "apache": "apache", "caddy": "text"}


@cache
def hosts() -> dict[str, dict[str, Any]]:
    """Give what is known about each host, by id."""
    return dict(load_data(Path(__file__).parent / "hosting.yaml"))


def hosting_files(business: Business) -> Iterator[RenderedFile]:
    """Give the chosen host's files and its guide; without a choice, every guide and what does no harm.

    Paths are below the project folder: `site/_headers`, `online/NAME.md`.
    """
    chosen = business.site.host
    for name in [chosen] if chosen in hosts() else list(hosts()):
        assert name is not None
        yield RenderedFile.text(f"online/{name}.md", guide(name, business))
    kinds = hosts()[chosen]["files"] if chosen in hosts() else ["netlify"]
    for kind in kinds:
        if kind in _WHERE:
            yield RenderedFile.text(_WHERE[kind], host_block(kind, business))
    if "netlify" in kinds and (lines := [f"{path} {target} 302\n" for path, target in redirects(business)]):
        yield RenderedFile.text("site/_redirects", "".join(lines))
    if chosen == "github":
        yield RenderedFile.text("site/.nojekyll", "")
        if business.domain.name:
            yield RenderedFile.text("site/CNAME", f"{business.domain.name}\n")


def guide(name: str, business: Business) -> str:
    """Give the page "put it online" for one host, as Markdown."""
    host = hosts()[name]
    domain = business.domain.name or "your domain"
    served, other = served_names(business)
    names = f"{served} -d {other}" if other else served
    lines = [f"# Put {business.name} online: {host['name']}", ""]
    lines += [
        "Before: `webkit build --publish` says what is still unfinished, and `webkit check` whether all links live.",
        "",
    ]
    for number, step in enumerate(host["steps"], 1):
        said = step.replace("{domain}", domain).replace("{host}", served).replace("{names}", names)
        lines.append(f"{number}. {said}")
    lines += ["", *([host["note"], ""] if host.get("note") else [])]
    for kind in host["files"]:
        where = (
            f" (`{_WHERE[kind]}`, made by `webkit build` when `site.host` is `{name}`)"
            if kind in _WHERE
            else ""
        )
        lines += [
            f"The configuration{where}:",
            "",
            f"```{_LANGUAGE[kind]}",
            host_block(kind, business).rstrip(),
            "```",
            "",
        ]
    lines += [
        "Afterwards: set the address once (`webkit set site.address https://…/`), build again, upload again;",
        "then `webkit check https://…/` looks at what visitors really get.",
    ]
    return "\n".join(lines) + "\n"
