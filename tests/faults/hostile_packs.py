"""Packs that mean harm, and odd ones that do not: what `webkit build` does with each.

    python -m tests.faults.hostile_packs

Every pack is written to a folder of its own and named in the facts of a built project (`pack: {from: …}`); the
real command runs in a process of its own. A hostile pack must end with exit 4 and a reason, a mistaken one with
exit 2 and file and line, within ten seconds; nothing may run, nothing outside may be read or written, and the
old site must stand. Hooks and templates that get through would write a file named `ran`; a secret lies outside.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.jobs import COMMAND, ENVIRONMENT, SAMPLE, webkit
from tests.faults.kill_everywhere import site_print

PAGES = "{{cookiecutter.slug}}"
SETTINGS = {"slug": "site", "business": {"name": "Corner Cup"}}
NAME = "{{ cookiecutter.business.name }}"
SECRET = "the-secret-that-lies-outside"
LONGEST, LARGEST = 10.0, 512
"""Seconds, and megabytes of the child that renders (the issue's figures)."""


@dataclass(frozen=True)
class Hostile:
    """One pack: its files by name, its settings beside the usual, what else is done to its folder, and the exit."""

    name: str
    files: dict[str, str]
    settings: dict[str, object] | str | None = None
    more: Callable[[Path], None] | None = None
    exit: int = 4


def _page(source: str) -> dict[str, str]:
    return {f"{PAGES}/index.html": source}


def _link(name: str, target: str) -> Callable[[Path], None]:
    def do(pack: Path) -> None:
        path = pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return do


def _pipe(name: str) -> Callable[[Path], None]:
    def do(pack: Path) -> None:
        import os

        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).unlink(missing_ok=True)
        os.mkfifo(pack / name)

    return do


_RUN = "open('ran','w').write('x')"
_ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cookiecutter.__class__ }}",
    "{{ cookiecutter.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('touch ran').read() }}",
    "{{ cycler.__init__.__globals__.os.system('touch ran') }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__class__.__base__ }}",
    "{{ (1).__class__.__base__.__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ ''|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ '{0.__class__}'.format('') }}",
    "{{ '{0.__class__.__mro__}'|format('') }}{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "{% set f = '{0.__class__}'.format %}{{ f('') }}",
    "{{ ['{0.__class__}'.format]|map('call', '')|list }}{{ ''.__doc__ }}",
    "{{ [1]|map(attribute='__class__')|list }}",
    "{{ cookiecutter.business.items.__self__ }}",
    "{{ (lambda: 1)() }}",
    "{% for k in ().__class__.__base__.__subclasses__() %}{{ k }}{% endfor %}",
    "{{ url_for.__globals__ }}",
    "{{ config.items() }}",
    "{{ request.application.__globals__ }}",
    "{{ loop.__class__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{{ m.__globals__ }}",
    "{{ self._TemplateReference__context }}{{ self.__dict__ }}",
    "{{ (self|attr('_TemplateReference__context')).environment }}",
    "{% set x = cookiecutter %}{% do x.clear() %}",
    "{{ cookiecutter.clear() }}",
    "{{ cookiecutter.update({'slug': '..'}) }}",
)
_ENDLESS = (
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxx{% endfor %}{% endfor %}",
    "{{ 'x' * 2000000000 }}",
    "{{ [0] * 900000000 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ range(999999999) }}",
    "{{ 'x'.ljust(2000000000) }}",
    "{{ '%2000000000d'|format(1) }}",
    "{{ 'x'|center(2000000000) }}",
    "{% set ns = namespace(t='x') %}{% for a in range(60) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}{{ ns.t }}",
    "{{ lipsum(n=99999999) }}",
    "{{ ('a' * 60)|replace('', 'b' * 9000000) }}",
)
_INCLUDES = (
    "../../../../../../etc/passwd",
    "/etc/passwd",
    "../../secret.txt",
    "hooks/pre_gen_project.py",
    ".git/config",
    "....//....//etc/passwd",
    "..\\..\\secret.txt",
)
_OUT = (
    "../out.html",
    "a/../../out.html",
    "/tmp/out.html",
    ".git/hooks/post-checkout",
    ".github/workflows/run.yml",
    ".htaccess",
    "con.html",
    "a:b.html",
    "nul",
    "x\\..\\out.html",
)


def hostile() -> Iterator[Hostile]:
    """Give every pack that means harm or is mistaken."""
    yield from _programs()
    yield from _templates()
    yield from _paths()
    yield from _mistakes()


def _programs() -> Iterator[Hostile]:
    for name in ("pre_prompt", "pre_gen_project", "post_gen_project"):
        yield Hostile(f"hook {name}.py", {**_page("x"), f"hooks/{name}.py": _RUN})
        yield Hostile(f"hook {name}.sh", {**_page("x"), f"hooks/{name}.sh": "touch ran"})
    yield Hostile(
        "an empty hooks folder with a link in it",
        _page("x"),
        more=_link("hooks/pre_gen_project.py", "/bin/sh"),
    )
    for number, given in enumerate(
        (["os"], ["jinja2.ext.do"], ["cookiecutter.extensions.SlugifyExtension"], "os")
    ):
        yield Hostile(f"extension {number}", _page("x"), {"_extensions": given})


def _templates() -> Iterator[Hostile]:
    for number, source in enumerate(_ESCAPES):
        yield Hostile(f"escape {number}: {source[:48]}", _page(source), exit=0)
    for number, source in enumerate(_ENDLESS):
        yield Hostile(f"endless {number}: {source[:48]}", _page(source), exit=0)
    for name in _INCLUDES:
        yield Hostile(
            f"include {name}", {**_page("{% include " + repr(name) + " %}"), "hooks_/x": ""}, exit=2
        )
    yield Hostile(
        "include by a link in .git",
        _page("{% include '.git/secret' %}"),
        more=_link(".git/secret", "../../secret.txt"),
        exit=2,
    )


def _paths() -> Iterator[Hostile]:
    for name in (f"{PAGES}/a.html", "templates/a.html", "templates/each/post.html", "templates"):
        yield Hostile(f"link {name}", _page("{% include 'a.html' %}"), more=_link(name, "/etc/passwd"))
    yield Hostile("link settings", _page("x"), more=_link("cookiecutter.json", "../secret.txt"))
    yield Hostile("pipe settings", _page("x"), more=_pipe("cookiecutter.json"))
    yield Hostile("pipe page", _page("x"), more=_pipe(f"{PAGES}/a.html"))
    for name in _OUT:
        yield Hostile(
            f"name from an answer {name!r}", {f"{PAGES}/{{{{ cookiecutter.odd }}}}": "x"}, {"odd": name}
        )
    yield Hostile("name reaches out", {f"{PAGES}/{{{{ ''.__class__ }}}}": "x"}, exit=0)
    yield Hostile("a file of two megabytes", _page("x" * 2_000_000))
    yield Hostile("three thousand files", {f"{PAGES}/{n}.html": "" for n in range(3000)})
    yield Hostile("settings of two megabytes", _page("x"), json.dumps(SETTINGS | {"x": "y" * 2_000_000}))


def _mistakes() -> Iterator[Hostile]:
    for number, text in enumerate(
        ('{"slug":', "[" * 100_000, "[]", '{"slug": "x"}', '{"slug": "x", "business": "y"}', "\x00")
    ):
        yield Hostile(f"broken settings {number}", _page("x"), text, exit=2)
    for number, options in enumerate(
        (["a"], {"block_start_string": 5}, {"extensions": ["os"]}, {"block_start_string": ""})
    ):
        yield Hostile(f"odd options {number}", _page("x"), {"_jinja2_env_vars": options}, exit=2)
    yield Hostile("odd raw", _page("x"), {"_copy_without_render": 7}, exit=2)
    for number, source in enumerate(
        (
            "{% if %}",
            "{{ nothing }}",
            "{{ cookiecutter.business.nothing }}",
            "{{ 1/0 }}",
            "{% extends 'no' %}",
            "{{ cookiecutter | no }}",
        )
    ):
        yield Hostile(f"mistake {number}: {source}", _page("one\n" + source), exit=2)


_HONEST: tuple[Hostile, ...] = (
    Hostile("plain", _page(NAME), exit=0),
    Hostile("other marks", _page("[[ cookiecutter.business.name ]]"), {"_jinja2_env_vars": {"variable_start_string": "[[", "variable_end_string": "]]"}}, exit=0),
    Hostile("a variable of its own", _page("{{ cookiecutter.colour }} " + NAME), {"colour": "red"}, exit=0),
    Hostile("parts", {**_page("{% extends 'base.html' %}{% block a %}" + NAME + "{% endblock %}"), "templates/base.html": "<p>{% block a %}{% endblock %}"}, exit=0),
    Hostile("copied as it is", {**_page(NAME), f"{PAGES}/assets/x.txt": "{{ no }}"}, {"_copy_without_render": ["assets/*"]}, exit=0),
    Hostile("a macro", _page("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(cookiecutter.business.name) }}"), exit=0),
    Hostile("loops and filters", _page("{% for x in [1,2] %}{{ loop.index }}{% endfor %}" + "{{ cookiecutter.business.name|upper|title }}" + NAME), exit=0),
    Hostile("a page wanted by its name", {**_page(NAME), f"{PAGES}/{{% if cookiecutter.business.name %}}more.html{{% endif %}}": "x"}, exit=0),
    Hostile("well-known", {**_page(NAME), f"{PAGES}/.well-known/x.txt": "x", f"{PAGES}/.nojekyll": ""}, exit=0),
    Hostile("a folder under version control", {**_page(NAME), ".git/config": "x", "README.md": "x", "LICENSE": "x"}, exit=0),
    Hostile("names in other scripts", {**_page(NAME), f"{PAGES}/über uns.html": NAME}, exit=0),
    Hostile("pictures", {**_page(NAME), f"{PAGES}/x.png": "\x89PNG\x00\x00{{"}, exit=0),
)  # fmt: skip
"""Odd packs that must work; each shows the name of the business."""


def honest() -> tuple[Hostile, ...]:
    """Give the odd packs that mean no harm."""
    return _HONEST


def write(pack: Hostile, folder: Path) -> None:
    """Write a pack to its folder."""
    settings = pack.settings
    text = settings if isinstance(settings, str) else json.dumps(SETTINGS | (settings or {}))
    for name, content in {"cookiecutter.json": text, **pack.files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    if pack.more:
        pack.more(folder)


def complaint(pack: Hostile, place: Path, site: str, *, harmless: bool) -> str:
    """Build with a pack and give "" or the promise it broke."""
    shop, folder = place / "shop", place / "shop" / "pack"
    shutil.rmtree(folder, ignore_errors=True)
    write(pack, folder)
    before = _outside(place)
    start = time.monotonic()
    done = subprocess.run(
        [*COMMAND, "build", str(shop)], cwd=shop, capture_output=True, text=True, check=False, timeout=120,
        env=ENVIRONMENT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    seconds = time.monotonic() - start
    said = done.stdout + done.stderr
    pages = "".join(path.read_text("utf-8", "replace") for path in (shop / "site").rglob("*.html"))
    if "Traceback" in said or done.returncode == 70:
        return f"a traceback: {said[-300:]}"
    if _outside(place) != before or list(place.rglob("ran")):
        return "something outside was written, or ran"
    if SECRET in said or SECRET in pages or "root:x:0" in said + pages:
        return "read what lies outside"
    if harmless:
        name = "Harbour Plumbing &amp; Heating"
        good = done.returncode == 0 and name in (shop / "site" / "index.html").read_text("utf-8")
        return "" if good else f"an honest pack does not work: exit {done.returncode}: {said[-300:]}"
    if pack.exit and done.returncode != pack.exit:
        return f"exit {done.returncode} instead of {pack.exit}: {said[-200:]}"
    if done.returncode == 2 and pack.exit == 2 and "mistake" in pack.name and "index.html:" not in said:
        return f"no file and line: {said[-200:]}"
    if done.returncode and site_print(shop) != site:
        return "the old site does not stand"
    if "<class" in pages or "__globals__" in pages:
        return "showed something of the inside"
    return f"took {seconds:.1f} s" if seconds > LONGEST + 2 else ""


def _outside(place: Path) -> tuple[str, ...]:
    """Give what lies in the project and around it, less the site, the pack and our own state."""
    ours = ("shop/site/", "shop/pack", "shop/.webkit/", "shop/profiles/", "shop/plan/", "shop/online/")
    return tuple(
        sorted(
            name
            for path in place.rglob("*")
            if not (name := path.relative_to(place).as_posix()).startswith(ours)
        )
    )


def main() -> int:
    """Try every pack and print what broke."""
    broken = 0
    bad, good = tuple(hostile()), honest()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shop = place / "shop"
        shop.mkdir()
        (place / "secret.txt").write_text(SECRET)
        shutil.copy(SAMPLE, shop / "business.yaml")
        assert webkit("build", str(shop), cwd=shop).returncode == 0
        with (shop / "business.yaml").open("a") as facts:
            facts.write("\npack:\n  from: ./pack\n")
        start = (shop, place / "start")
        shutil.copytree(*start)
        site = site_print(shop)
        for packs, harmless in ((bad, False), (good, True)):
            for pack in packs:
                wrong = complaint(pack, place, site, harmless=harmless)
                broken += bool(wrong)
                if wrong:
                    print(f"{pack.name}: {wrong}", flush=True)
                shutil.rmtree(shop)
                shutil.copytree(place / "start", shop)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{len(bad)} hostile and mistaken packs, {len(good)} honest ones, {broken} broken promises, {peak} MB at most"
    )
    return 1 if broken or peak > LARGEST else 0


if __name__ == "__main__":
    sys.exit(main())
