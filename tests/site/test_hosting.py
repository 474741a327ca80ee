"""Headers and guides for each host: strict, and exactly what the pages need."""

from __future__ import annotations

import pytest

from kit.site.headers import content_policy, host_block
from kit.site.hosting import guide, hosting_files, hosts
from tests.site.made import facts

BASE = """
business: {name: Corner Cup, trade: cafe, country: IE}
place: {mode: [premises], street: 4 Example Quay, town: Westport}
"""


@pytest.mark.parametrize(
    ("contact", "target"),
    [
        pytest.param("contact: {phone: 020 912 0123}", "'none'", id="no form"),
        pytest.param("contact: {email: a@corner.ie, form: {to: email}}", "mailto:", id="the visitor's mail program"),
        pytest.param("contact: {form: {to: provider, address: 'https://formspree.io/f/x'}}", "https://formspree.io", id="a service"),
    ],
)  # fmt: skip
def test_the_policy_allows_what_the_pages_need_and_no_more(contact: str, target: str) -> None:
    policy = content_policy(facts(BASE + contact))
    assert policy == (
        "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; connect-src 'self'; "
        f"form-action {target}; base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize("kind", ["netlify", "nginx", "apache", "caddy"])
def test_every_host_sends_every_header_and_keeps_named_files(kind: str) -> None:
    block = host_block(kind, facts(BASE + "site: {address: https://corner.ie/}"))
    for name in (
        "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy",
        "Permissions-Policy", "immutable",
    ):  # fmt: skip
        assert name in block
    assert block.count("{") == block.count("}")


def test_one_host_is_chosen_or_all_are_explained() -> None:
    every = {str(file.path) for file in hosting_files(facts(BASE))}
    assert every == {*(f"online/{name}.md" for name in hosts()), "site/_headers"}
    github = {
        str(file.path)
        for file in hosting_files(facts(BASE + "site: {host: github}\ndomain: {name: corner.ie}"))
    }
    assert github == {"online/github.md", ".github/workflows/website.yml", "site/.nojekyll", "site/CNAME"}
    apache = {str(file.path) for file in hosting_files(facts(BASE + "site: {host: apache}"))}
    assert apache == {"online/apache.md", "site/.htaccess"}


@pytest.mark.parametrize("name", list(hosts()))
def test_a_guide_is_one_page_with_the_owners_domain(name: str) -> None:
    text = guide(name, facts(BASE + "domain: {name: corner.ie}"))
    assert "corner.ie" in text
    assert "{domain}" not in text
    assert "{host}" not in text
    assert len(text.splitlines()) < 70


@pytest.mark.parametrize(
    ("facts_of_site", "host", "other"),
    [
        pytest.param("site: {address: https://www.corner.ie/}\ndomain: {name: corner.ie}", "www.corner.ie", "corner.ie", id="with www"),
        pytest.param("site: {address: https://corner.ie/}\ndomain: {name: corner.ie}", "corner.ie", "www.corner.ie", id="without www"),
        pytest.param("domain: {name: corner.ie}", "corner.ie", "www.corner.ie", id="only a domain"),
        pytest.param("site: {address: https://cafe.corner.ie/}", "cafe.corner.ie", "", id="below somebody's domain"),
    ],
)  # fmt: skip
def test_a_server_finds_the_files_where_the_guide_puts_them(
    facts_of_site: str, host: str, other: str
) -> None:
    """Copied to one folder and served from another is a blank page; the name without www leads there too."""
    business = facts(BASE + facts_of_site)
    nginx, caddy = guide("nginx", business), guide("caddy", business)
    assert f"you@server:/var/www/{host}/`" in nginx
    assert f"root /var/www/{host};" in nginx
    assert f"you@server:/srv/{host}/`" in caddy
    assert f"root * /srv/{host}\n" in caddy
    certificate = f"-d {host} -d {other}`" if other else f"-d {host}`"
    assert certificate in nginx
    assert (f"return 301 $scheme://{host}$request_uri;" in nginx) is bool(other)
    assert (f"redir https://{host}{{uri}} permanent" in caddy) is bool(other)
