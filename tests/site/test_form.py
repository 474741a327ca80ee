"""The contact form is written only when its answers arrive somewhere."""

from __future__ import annotations

import pytest

from kit.site.homework import site_homework
from tests.site.made import facts, made

BASE = """
business: {name: Corner Cup, trade: cafe, country: IE}
place: {mode: [premises], street: 4 Example Quay, town: Westport}
services: [{name: Tea}]
"""


def _form(contact: str) -> str:
    html = made(facts(BASE + contact))["contact.html"].decode()
    return html[html.find("<form") : html.find("</form>")] if "<form" in html else ""


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param("contact: {phone: 020 912 0123}", id="nothing said"),
        pytest.param("contact: {phone: 020 912 0123, email: a@corner.ie}", id="a mail address alone"),
    ],
)
def test_no_destination_no_form(contact: str) -> None:
    assert _form(contact) == ""


def test_mail_opens_the_visitors_program_with_subject_and_body() -> None:
    form = _form("contact: {email: a@corner.ie, form: {to: email}}")
    assert 'action="mailto:a@corner.ie" method="get"' in form
    assert 'name="subject"' in form
    assert 'name="body"' in form
    assert '<option value="Tea">Tea</option>' in form


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        pytest.param("{to: provider, address: 'https://formspree.io/f/x'}", ['action="https://formspree.io/f/x" method="post"', 'name="_gotcha"', "by way of Formspree"], id="known by its host"),
        pytest.param("{to: provider, provider: basin, address: 'https://usebasin.com/f/x'}", ['name="_gotcha"'], id="known by its name"),
        pytest.param("{to: provider, address: 'https://forms.example.org/f/x'}", ['action="https://forms.example.org/f/x"', "by way of forms.example.org"], id="anybody else"),
        pytest.param("{to: provider, provider: own_script, address: 'https://corner.ie/send.php'}", ["Your answers go to Corner Cup."], id="a script of one's own"),
    ],
)  # fmt: skip
def test_a_service_gets_a_plain_post(contact: str, expected: list[str]) -> None:
    form = _form(f"contact: {{phone: 020 912 0123, form: {contact}}}")
    for text in expected:
        assert text in form
    for label in ("Your name", "Your email address", "Your message"):
        assert label in form


WEB3 = "{to: provider, address: 'https://api.web3forms.com/submit'%s}"


def test_a_service_that_wants_a_key_gets_it_and_shows_our_thanks_afterwards() -> None:
    site = "\nsite: {address: 'https://corner.ie/'}"
    form = _form(f"contact: {{phone: 020 912 0123, form: {WEB3 % ', key: ab-12'}}}{site}")
    assert '<input type="hidden" name="access_key" value="ab-12">' in form
    assert 'name="redirect" value="https://corner.ie/thanks.html"' in form


def test_without_its_key_such_a_form_is_left_out_and_homework_says_so() -> None:
    contact = f"contact: {{phone: 020 912 0123, form: {WEB3 % ''}}}"
    assert _form(contact) == ""
    assert site_homework(facts(BASE + contact))[0].say == "The contact form waits for its key"


def test_a_host_that_takes_forms_itself_needs_no_address() -> None:
    form = _form("contact: {phone: 020 912 0123, form: {to: provider, provider: netlify}}")
    assert 'data-netlify="true"' in form
    assert 'action="thanks.html"' in form


@pytest.mark.parametrize(
    ("site", "written"),
    [
        pytest.param("", True, id="the host is open"),
        pytest.param("site: {host: netlify}", True, id="the host that takes it"),
        pytest.param("site: {host: nginx}", False, id="a host that loses it"),
    ],
)
def test_a_form_that_only_its_host_takes_is_left_out_elsewhere(site: str, written: bool) -> None:
    """A page that posts to a file of nginx answers 405 to the customer, and the enquiry is gone."""
    contact = f"contact: {{phone: 020 912 0123, form: {{to: provider, provider: netlify}}}}\n{site}"
    assert bool(_form(contact)) is written
    said = [task.say for task in site_homework(facts(BASE + contact))]
    assert ("The contact form is Netlify's, and the site goes to nginx" in said) is not written
