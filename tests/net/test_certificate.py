"""Certificates read from their bytes, and the sentences about them."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError
from kit.net import certificate, tls

from .world import CERTIFICATES

NOW = datetime(2026, 6, 1, tzinfo=UTC).timestamp()


def der(name: str) -> bytes:
    blocks = (CERTIFICATES / f"{name}.pem").read_text().split("-----BEGIN CERTIFICATE-----")
    return ssl.PEM_cert_to_DER_cert("-----BEGIN CERTIFICATE-----" + blocks[1])


def test_a_certificate_is_read() -> None:
    found = certificate.read_certificate(der("expired"))
    assert found is not None
    assert found.issuer == "World Intermediate"
    assert found.names == ("*.world.test", "*.world.internal")
    assert datetime.fromtimestamp(found.ends, UTC) == datetime(2021, 3, 5, tzinfo=UTC)
    assert (found.self_signed, found.names_its_issuer) == (False, True)


@pytest.mark.parametrize(
    ("code", "name", "sentence"),
    [
        (10, "expired", "the certificate expired on 5 March 2021"),
        (10, "good", "a certificate in the chain that the server sends has expired"),
        (9, "early", "the certificate is not valid before 1 January 2110"),
        (62, "wrong", "the certificate is not made out for a.test but for other.example, www.other.example"),
        (18, "selfsigned", "the certificate is self-signed, so no browser trusts it"),
        (
            20,
            "lonely",
            "the server does not send its intermediate certificate (issued by World Intermediate)",
        ),
        (20, "stranger", "the certificate was signed by Nobody Knows, which browsers do not know"),
        (23, "good", ""),
    ],
)
def test_the_sentence_for_a_fault(code: int, name: str, sentence: str) -> None:
    assert certificate.explain(code, der(name), "a.test", NOW) == sentence


def test_days_left() -> None:
    assert certificate.days_left(der("expired"), NOW) == -1914
    assert (certificate.days_left(der("good"), NOW) or 0) > 30_000
    assert certificate.days_left(b"nonsense", NOW) is None
    assert certificate.explain(10, b"nonsense", "a.test", NOW) == ""


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.data())
def test_damaged_certificates_are_no_crash(data: st.DataObject) -> None:
    raw = bytearray(der("good"))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(raw[: data.draw(st.integers(0, len(raw)))])
    certificate.read_certificate(cut)
    certificate.days_left(cut, NOW)
    certificate.explain(62, cut, "a.test", NOW)


def verification(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "failed")
    error.verify_code, error.verify_message = code, "no reason known"
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (verification(10), "has expired"),
        (verification(9), "not valid yet"),
        (verification(18), "self-signed"),
        (verification(20), "intermediate"),
        (verification(62), "not made out for a.test"),
        (verification(23), "revoked"),
        (verification(66), "too weak"),
        (verification(99), "no reason known"),
        (ssl.SSLError(1, "[SSL: DH_KEY_TOO_SMALL] dh key too small"), "too short"),
        (ssl.SSLError(1, "[SSL: TLSV1_UNRECOGNIZED_NAME]"), "does not know the name"),
        (ssl.SSLError(1, "[SSL: ODD]"), "could not be made"),
    ],
)
def test_faults_have_names(error: ssl.SSLError, words: str) -> None:
    assert words in tls.fault(error, "a.test")


def test_an_authority_file_that_is_none(tmp_path: object) -> None:
    with pytest.raises(InputError) as refused:
        tls.context("/nowhere/ca.pem")
    assert "PEM" in refused.value.hint


def test_many_names_are_counted() -> None:
    assert certificate._list(("a", "b", "c", "d", "e")) == "a, b, c and 2 more"
    assert certificate._list(()) == "no name at all"
