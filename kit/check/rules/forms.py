"""Forms that lose what customers write: without an address, or with the example's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.local import is_local
from kit.check.placeholders import placeholders
from kit.check.rule import Fault, check
from kit.check.types import Severity
from kit.pages.types import Form, Page

_FORM_FIX = "Give it the address of a form provider, or let it open the visitor's mail program."


@check(Page, Severity.ERROR)
def form_without_address(page: Page) -> Iterator[Fault]:
    """A form must say where its answers go.

    A form without an address looks fine and loses every enquiry. On a site made of files nothing receives
    it; name a provider's address, or let it open the visitor's mail program.
    """
    for form in page.forms:
        if not _asks_for_contact(form) or _is_taken_by_host(form):
            continue
        action = (form.action or "").strip()
        if action == "#" or (is_local(page.address) and not action):
            name = f"the form {form.name!r}" if form.name else "a form"
            yield Fault(f"{name} has no address to send its answers to", _FORM_FIX, form.place)


@check(Page, Severity.WARNING)
def form_to_placeholder(page: Page) -> Iterator[Fault]:
    """A form's address must have been filled in.

    Providers give each form an id of its own; "your-form-id" is still the example's.
    """
    for form in page.forms:
        # Some providers take their id from an attribute; in a folder such a form without an address is named already.
        values = [value for name, value in form.attributes if name.startswith("data-")]
        targets = [form.action or "", *(values if form.action or not is_local(page.address) else ())]
        left = next((each for each in targets if placeholders().form_targets.search(each)), "")
        if left:
            message = f"a form sends its answers to a placeholder: {left[:100]}"
            yield Fault(message, _FORM_FIX, form.place)


@check(Page, Severity.WARNING)
def form_without_https(page: Page) -> Iterator[Fault]:
    """What customers write into a form must travel unreadable by others.

    A form that sends to an http address makes browsers warn before it is sent, and most people stop there.
    """
    for form in page.forms:
        action = (form.action or "").strip()
        if action[:7].lower() == "http://" and _asks_for_contact(form) and not _OWN_MACHINE.match(action):
            message = f"a form sends what customers write without protection: {action[:100]}"
            yield Fault(
                message, "Write https:// there; ask the form's provider if it does not work.", form.place
            )


_OWN_MACHINE = re.compile(r"https?://(?:localhost|127\.)", re.IGNORECASE)


def _asks_for_contact(form: Form) -> bool:
    """Tell a form that customers write into from a search box or a calculator."""
    kinds = {field.type for field in form.fields}
    names = " ".join(field.name.casefold() for field in form.fields)
    return bool({"email", "tel", "textarea"} & kinds) or bool(
        re.search(r"e-?mail|phone|message|nachricht", names)
    )


def _is_taken_by_host(form: Form) -> bool:
    """Some hosts take forms by an attribute (Netlify), some scripts by a handler."""
    names = {
        name.casefold() for name, value in form.attributes if not placeholders().form_targets.search(value)
    }
    return any(
        name.startswith(
            ("data-netlify", "netlify", "onsubmit", "data-hs", "hx-", "x-on:", "@submit", "v-on:")
        )
        for name in names
    )
