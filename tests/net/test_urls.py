"""Addresses are read as browsers read them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.net.types import Trouble
from kit.net.urls import BadUrl, mask, parse_url

SAME = [
    ("http://a.test", "http://a.test/"),
    ("  https://A.Test:443/x \n", "https://a.test/x"),
    ("http://a.test:80", "http://a.test/"),
    ("http://a.test:/x", "http://a.test/x"),
    ("http://a.test:08080/", "http://a.test:8080/"),
    ("HTTP:\\\\a.test\\b", "http://a.test/b"),
    ("http:a.test/b", "http://a.test/b"),
    ("http:////a.test//b", "http://a.test//b"),
    ("ht\ntp://a.te\tst/", "http://a.test/"),
    ("http://a.test/a/./b/../c", "http://a.test/a/c"),
    ("http://a.test/a/%2E%2e/c/..", "http://a.test/"),
    ("http://a.test/../../x", "http://a.test/x"),
    ("http://a.test/ä b?ü c'\"", "http://a.test/%C3%A4%20b?%C3%BC%20c%27%22"),
    ("http://a.test/100%", "http://a.test/100%"),
    ("http://a.test/%7e?%7e", "http://a.test/%7e?%7e"),
    ("http://a.test?x", "http://a.test/?x"),
    ("http://a.test#x", "http://a.test/"),
    ("http://bücher.test/", "http://xn--bcher-kva.test/"),
    ("http://☕.test/", "http://xn--53h.test/"),
    ("http://faß.test/", "http://xn--fa-hia.test/"),
    ("http://a_b.test/", "http://a_b.test/"),
    ("http://%61.test/", "http://a.test/"),
    ("http://a。test/", "http://a.test/"),
    ("http://[::1]:81/", "http://[::1]:81/"),
    ("http://[0:0::0001]/", "http://[::1]/"),
    ("http://u:p@a.test/", "http://a.test/"),
    ("http://u@h@a.test/", "http://a.test/"),
    ("http://2130706433/", "http://127.0.0.1/"),
    ("http://0x7f000001/", "http://127.0.0.1/"),
    ("http://0177.1/", "http://127.0.0.1/"),
    ("http://127.0x00.1/", "http://127.0.0.1/"),
    ("http://127.1./", "http://127.0.0.1/"),
    ("http://１２７.0.0.1/", "http://127.0.0.1/"),
]
RELATIVE = [
    ("b", "https://h.test:81/x/b"),
    ("/b?c", "https://h.test:81/b?c"),
    ("?c", "https://h.test:81/x/y?c"),
    ("", "https://h.test:81/x/y?q"),
    ("#f", "https://h.test:81/x/y?q"),
    ("//o.test/b", "https://o.test/b"),
    ("\\\\o.test\\b", "https://o.test/b"),
    ("https:b", "https://h.test:81/x/b"),
    ("https:/b", "https://h.test:81/b"),
    ("https://o.test", "https://o.test/"),
    ("http:o.test", "http://o.test/"),
    ("../../b", "https://h.test:81/b"),
    ("b:c", None),
]
MALFORMED = [
    "a.test/x",
    "http://",
    "http:///",
    "http://:80/",
    "http://a b.test/",
    "http://a.test:x/",
    "http://a.test:65536/",
    "http://a.test:99999999999999/",
    "http://[::1/",
    "http://[::1]x/",
    "http://[fe80::1%25eth0]/",
    "http://a<b>.test/",
    "http://256.1.1.1/",
    "http://1.2.3.4.5/",
    "http://1.2.3.09/",
    "http://0xg/".replace("0xg", "1.0xg.0x"),
    "http://%00/",
    "http://a%2fb.test/",
    "http://\u00ad/",
    "http://" + "a" * 70_000,
]


@pytest.mark.parametrize(("written", "asked"), SAME)
def test_absolute(written: str, asked: str) -> None:
    assert parse_url(written).text == asked


@pytest.mark.parametrize(("written", "asked"), RELATIVE)
def test_relative(written: str, asked: str | None) -> None:
    base = parse_url("https://h.test:81/x/y?q")
    if asked is None:
        with pytest.raises(BadUrl):
            parse_url(written, base)
    else:
        assert parse_url(written, base).text == asked


@pytest.mark.parametrize("written", MALFORMED)
def test_malformed(written: str) -> None:
    with pytest.raises(BadUrl) as bad:
        parse_url(written)
    assert bad.value.trouble is Trouble.MALFORMED_URL


@pytest.mark.parametrize("written", ["ftp://a.test/", "javascript:alert(1)", "file:///etc/passwd", "data:,x"])
def test_other_schemes(written: str) -> None:
    with pytest.raises(BadUrl) as bad:
        parse_url(written)
    assert bad.value.trouble is Trouble.UNSUPPORTED_SCHEME


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_any_text_is_an_address_or_refused(text: str, relative: bool) -> None:
    base = parse_url("http://a.test/x") if relative else None
    try:
        url = parse_url(text if relative else "http://" + text, base)
    except BadUrl:
        return
    assert url.text.isascii()
    assert not set(url.text) & set(" \t\r\n\x00")
    assert parse_url(url.text).text == url.text


def test_a_login_is_kept_apart_and_masked() -> None:
    url = parse_url("https://us%65r:p%40ss@a.test/x#f")
    assert (url.login, url.text, url.fragment) == (("user", "p@ss"), "https://a.test/x", "f")
    assert (
        mask("see https://user:secret@a.test/x and http://b@c.test")
        == "see https://***@a.test/x and http://***@c.test"
    )
    assert "secret" not in mask("HTTPS:\\\\u:secret@x/")
