"""Jinja's sandbox, with a short way for what pages ask most: a key of a plain dict."""

from __future__ import annotations

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

_METHODS = frozenset(dir(dict))
"""What Jinja looks for before the keys: `page.items` is the method, as with plain cookiecutter."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox. A dict's own keys are safe to give away; every other look goes the long way past the guards."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give `obj.attribute` as the sandbox does, which first tries and fails to find an attribute of a dict."""
        if isinstance(obj, dict) and attribute in obj and attribute not in _METHODS:
            return obj[attribute]
        return super().getattr(obj, attribute)
