"""The forms and images of a page: where a form goes, what it asks, and whether a label says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.pages.tree import Tree, fold, place_of, short_text
from kit.pages.types import Form, FormField, Image
from kit.pages.urls import Resolve

if TYPE_CHECKING:
    from turbohtml import Element

_FIELDS = "input,select,textarea,button"
# https://html.spec.whatwg.org/#the-input-element: types nobody fills in, so no label is missed.
_NOT_FILLED = frozenset({"hidden", "submit", "reset", "button", "image"})
_METHODS = frozenset({"get", "post", "dialog"})


def forms_of(tree: Tree, resolve: Resolve) -> Iterator[Form]:
    """Give each form with its fields; a field belongs to the form around it or to the one its `form` names."""
    forms = list(tree.select("form"))
    if not forms:
        return
    by_id = {name: form for form in reversed(forms) if (name := form.attr("id"))}
    owned: dict[Element, list[Element]] = {form: [] for form in forms}
    in_tables = _forms_in_tables(forms)
    for field in tree.select(_FIELDS):
        owner = _owner(field, by_id, in_tables)
        if owner is not None:
            owned[owner].append(field)
    labels = frozenset(
        name for label in tree.select("label[for]") if fold(label.text) and (name := label.attr("for"))
    )
    for form in forms:
        yield _form(form, owned[form], labels, resolve)


def _forms_in_tables(forms: list[Element]) -> dict[Element, Element]:
    """Give the first form of each table that the parser left empty there, though it owns the table's fields."""
    found: dict[Element, Element] = {}
    for form in forms:
        table = None if len(form) else form.closest("table")
        if table is not None:
            found.setdefault(table, form)
    return found


def _owner(field: Element, by_id: dict[str, Element], in_tables: dict[Element, Element]) -> Element | None:
    named = field.attr("form")
    if named is not None:
        return by_id.get(named)
    around = field.closest("form")
    if around is not None or not in_tables:
        return around
    table = field.closest("table")
    return in_tables.get(table) if table is not None else None


def _form(form: Element, fields: list[Element], labels: frozenset[str], resolve: Resolve) -> Form:
    action = form.attr("action")
    method = (form.attr("method") or "get").strip().lower()
    buttons = [field for field in fields if _kind(field) in {"submit", "image"}]
    return Form(
        action=action,
        url=resolve(action or "")[0],
        method=method if method in _METHODS else "get",
        place=place_of(form),
        fields=tuple(
            _field(field, labels) for field in fields if _kind(field) not in _NOT_FILLED or field.attr("name")
        ),
        name=form.attr("name") or form.attr("id") or "",
        submit_text=_button_text(buttons[0]) if buttons else "",
        attributes=tuple((name, form.attr(name) or "") for name in form.attrs),
    )


def _kind(field: Element) -> str:
    if field.tag == "button":
        kind = (field.attr("type") or "submit").lower()
        return kind if kind in {"reset", "button"} else "submit"
    return (field.attr("type") or "text").lower() if field.tag == "input" else field.tag


def _field(field: Element, labels: frozenset[str]) -> FormField:
    return FormField(
        name=field.attr("name") or "",
        type=_kind(field),
        labelled=_labelled(field, labels),
        required=field.attr("required") is not None,
        place=place_of(field),
    )


def _labelled(field: Element, labels: frozenset[str]) -> bool:
    """Say whether a name can be told for the field (https://www.w3.org/TR/html-aam-1.0/#accname-computation)."""
    if _kind(field) in _NOT_FILLED or (field.attr("id") or "") in labels:
        return True
    if any((field.attr(name) or "").strip() for name in ("aria-label", "aria-labelledby", "title")):
        return True
    around = field.closest("label")
    return around is not None and bool(short_text(around))


def _button_text(button: Element) -> str:
    if button.tag == "button":
        return short_text(button) or fold(button.attr("aria-label") or "")
    return fold(button.attr("value") or button.attr("alt") or "")


def images_of(tree: Tree) -> Iterator[Image]:
    """Give each image of the page with its alternative text."""
    linked = frozenset(tree.select("a[href] img"))
    for element in tree.select("img"):
        alt = element.attr("alt")
        src = element.attr("src") or element.attr("srcset") or ""
        yield Image(src, alt, place_of(element), element in linked)
