"""One reply, read once and tested against the catalogue's conditions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kit.networks.echoes import names_handle
from kit.networks.evidence import Tests


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: header names in lower case, the body decoded; `status` None when nothing came."""

    status: int | None
    final_url: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


class Reading:
    """One answer with its JSON read once, tested against the catalogue's conditions."""

    def __init__(self, answer: Answer, network: str, probe: str, handle: str) -> None:
        self.answer, self.network, self.probe, self.handle = answer, network, probe, handle
        try:
            self.json: Any = json.loads(answer.body)
        except (ValueError, RecursionError):
            self.json = None

    def passes(self, tests: Tests) -> bool:
        """Say whether every given test holds."""
        body = self.answer.body
        return (
            (not tests.status or self.answer.status in tests.status)
            and all(each in body for each in tests.body_all)
            and (not tests.body_any or any(each in body for each in tests.body_any))
            and not any(each in body for each in tests.body_none)
            and all(_json_test(self.json, path, test) for path, test in tests.json)
            and (not tests.final_url or in_address(tests.final_url, self.answer.final_url))
        )

    def echoes(self, tests: Tests) -> bool:
        """Say whether the reply names the handle asked for, where the catalogue wants that."""
        if not tests.handle_echo:
            return True
        return names_handle(
            f"{self.network}.{self.probe}", self.handle, self.answer.body, self.json, self.answer.final_url
        )


def in_address(sign: str, url: str) -> bool:
    """Match whole path segments (`/login`) or hosts (`consent.google.com`), never parts of a handle."""
    parts = urlsplit(url)
    if not sign.startswith("/"):
        return (parts.hostname or "") == sign
    path = f"{parts.path.rstrip('/')}/"
    return f"{sign.rstrip('/')}/" in path


def _json_test(data: Any, path: str, test: str) -> bool:
    for part in path.split("."):
        if not isinstance(data, Mapping) or part not in data:
            return False
        data = data[part]
    if test == "exists":
        return data is not None and data != "" and data is not False
    text = {True: "true", False: "false", None: ""}.get(data, data) if isinstance(data, bool | None) else data
    if test.startswith("contains "):
        return test.removeprefix("contains ") in str(text)
    return str(text) == test
