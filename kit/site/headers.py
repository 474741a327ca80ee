"""The headers a host should send with the pages, in each host's own words."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kit.facts.models import Business
from kit.profiles.identity import redirects

YEAR = 31_536_000
"""Seconds a browser may keep a file whose name changes with its content."""
_POWERS = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "usb", "xr-spatial-tracking",
)  # fmt: skip


def content_policy(business: Business) -> str:
    """Give the Content-Security-Policy: nothing, and then what these pages really need (CSP level 3)."""
    form = business.contact.form
    target = "'none'"
    if form and form.to == "email":
        target = "mailto:"
    elif form:
        parts = urlsplit(form.address or "")
        target = f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"
    wanted = {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "manifest-src": "'self'",
        # No page asks for anything itself, but Lighthouse reads robots.txt as if the page did.
        "connect-src": "'self'",
        "form-action": target,
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in wanted.items())


def headers(business: Business) -> dict[str, str]:
    """Give the headers of every page: name to value."""
    return {
        "Content-Security-Policy": content_policy(business),
        "Strict-Transport-Security": f"max-age={YEAR}; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def host_block(kind: str, business: Business) -> str:
    """Give the configuration for a kind of host: netlify, nginx, apache, caddy or github."""
    return "".join(f"{line}\n" for line in _KINDS[kind](business))


def _netlify(business: Business) -> Iterator[str]:
    """`_headers`, which Netlify and Cloudflare Pages both read."""
    yield "/*"
    yield from (f"  {name}: {value}" for name, value in headers(business).items())
    for folder in ("/assets/photos/*", "/assets/cards/*", "/assets/site.*.css"):
        yield folder
        yield f"  Cache-Control: public, max-age={YEAR}, immutable"


def _nginx(business: Business) -> Iterator[str]:
    host, other = served_names(business)
    if other:
        yield "server {"
        yield "    listen 80;"
        yield f"    server_name {other};"
        yield f"    return 301 $scheme://{host}$request_uri;"
        yield "}"
    yield "server {"
    yield "    listen 80;"
    yield f"    server_name {host};"
    yield f"    root /var/www/{host};"
    yield "    error_page 404 /404.html;"
    yield "    gzip on;"
    yield "    gzip_types text/css image/svg+xml application/atom+xml text/calendar application/manifest+json;"
    yield from (f'    add_header {name} "{value}" always;' for name, value in headers(business).items())
    for path, target in redirects(business):
        yield f'    location = {path} {{ return 302 "{target}"; }}'
    yield "    location ~* ^/assets/(photos/|cards/|site\\.[0-9a-f]+\\.css) {"
    # nginx forgets the headers of the level above where a level sets one of its own.
    yield from (f'        add_header {name} "{value}" always;' for name, value in headers(business).items())
    yield f'        add_header Cache-Control "public, max-age={YEAR}, immutable";'
    yield "    }"
    yield "}"


def _apache(business: Business) -> Iterator[str]:
    yield "ErrorDocument 404 /404.html"
    yield "<IfModule mod_headers.c>"
    yield from (f'  Header always set {name} "{value}"' for name, value in headers(business).items())
    yield '  <FilesMatch "^(site\\.[0-9a-f]+\\.css|.*\\.(avif|webp|jpg)|.*-\\d+x\\d+\\.png)$">'
    yield f'    Header set Cache-Control "public, max-age={YEAR}, immutable"'
    yield "  </FilesMatch>"
    yield "</IfModule>"
    yield "<IfModule mod_deflate.c>"
    yield "  AddOutputFilterByType DEFLATE text/html text/css image/svg+xml application/atom+xml"
    yield "</IfModule>"
    yield "AddType image/avif .avif"
    yield from (f'Redirect 302 {path} "{target}"' for path, target in redirects(business))


def _caddy(business: Business) -> Iterator[str]:
    host, other = served_names(business)
    if other:
        yield f"{other} {{"
        yield f"    redir https://{host}{{uri}} permanent"
        yield "}"
    yield f"{host} {{"
    yield f"    root * /srv/{host}"
    yield "    encode zstd gzip"
    yield "    header {"
    yield from (f'        {name} "{value}"' for name, value in headers(business).items())
    yield "    }"
    yield from (f"    redir {path} {target} 302" for path, target in redirects(business))
    yield "    @named path_regexp ^/assets/(photos/|cards/|site\\.[0-9a-f]+\\.css)"
    yield f'    header @named Cache-Control "public, max-age={YEAR}, immutable"'
    yield "    file_server"
    yield "    handle_errors {"
    yield "        rewrite * /404.html"
    yield "        file_server"
    yield "    }"
    yield "}"


def _github(business: Business) -> Iterator[str]:
    """The workflow that publishes the folder `site`; it needs no build, the files are in the repository."""
    del business
    yield from """\
name: Put the website online
on:
  push:
    branches: [main]
    paths: ["site/**"]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency: {group: pages, cancel-in-progress: true}
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: {name: github-pages, url: "${{ steps.publish.outputs.page_url }}"}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/upload-pages-artifact@v3
        with: {path: site}
      - id: publish
        uses: actions/deploy-pages@v4""".splitlines()


def served_names(business: Business) -> tuple[str, str]:
    """Give the host name the site lives at, and the one that sends visitors there ("" where there is none).

    People type a domain with and without www; both must answer, and one of them is the address.
    """
    domain = business.domain.name or ""
    host = urlsplit(business.site.address or "").hostname or domain or "www.yourname.com"
    bare = host.removeprefix("www.")
    if bare != host:
        return host, bare
    return host, f"www.{host}" if host == domain else ""


_KINDS = {"netlify": _netlify, "nginx": _nginx, "apache": _apache, "caddy": _caddy, "github": _github}
