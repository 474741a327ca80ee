"""Certificates: the one context of the process, and names for what can be wrong with a server's TLS."""

from __future__ import annotations

import ssl
from functools import lru_cache

from kit.base.errors import InputError

# OpenSSL's X509_V_ERR_* numbers (x509_vfy.h).
_EXPIRED, _NOT_YET, _SELF_SIGNED, _SELF_SIGNED_IN_CHAIN = 10, 9, 18, 19
_NO_ISSUER = frozenset({2, 20, 21})
_WRONG_NAME = frozenset({62, 64})
_REVOKED = 23
_TOO_WEAK = frozenset({66, 67, 68})


@lru_cache(maxsize=4)
def context(ca_file: str = "") -> ssl.SSLContext:
    """Give the process's one verifying context; loading the authorities costs some 25 ms of CPU.

    `ca_file` is trusted beside Mozilla's authorities (certifi). Raises InputError when it cannot be read.
    """
    import certifi

    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.load_verify_locations(certifi.where())
    if ca_file:
        _trust(made, ca_file)
    made.set_alpn_protocols(["http/1.1"])
    # As far as browsers go and no further: RSA key exchange still works in them, 3DES does not; and they
    # still talk to servers without RFC 5746, which OpenSSL 3 refuses by itself (OP_LEGACY_SERVER_CONNECT).
    made.set_ciphers("DEFAULT:!aNULL:!eNULL:!3DES:!RC4:!SEED:!CAMELLIA:!ARIA:!PSK:!SRP:!DSS")
    made.options |= 0x4
    return made


def check(ca_file: str) -> None:
    """Raise InputError when `ca_file` cannot be read, before anything is asked and without the other authorities."""
    _trust(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ca_file)


def _trust(context: ssl.SSLContext, ca_file: str) -> None:
    try:
        context.load_verify_locations(ca_file)
    except (OSError, ssl.SSLError) as exc:
        raise InputError(
            f"{ca_file}: these certificates cannot be read ({exc})",
            hint="--ca-file takes a file in PEM form, with lines such as -----BEGIN CERTIFICATE-----.",
        ) from exc


def fault(exc: BaseException, host: str) -> str:
    """Say in one sentence what is wrong with the TLS of `host`, from the error alone."""
    if isinstance(exc, ssl.SSLCertVerificationError):
        return _certificate_fault(exc.verify_code, exc.verify_message, host)
    reason = str(getattr(exc, "reason", "") or exc)
    if "WRONG_VERSION_NUMBER" in reason or "HTTP_REQUEST" in reason or "RECORD_LAYER" in reason:
        return "the server does not speak TLS (https) on this port"
    if "PROTOCOL_VERSION" in reason or "UNSUPPORTED_PROTOCOL" in reason:
        return "the server only knows TLS versions that browsers have given up"
    if "UNRECOGNIZED_NAME" in reason:
        return f"the server does not know the name {host}"
    if "DH_KEY_TOO_SMALL" in reason:
        return "the server's keys are too short for browsers"
    if "HANDSHAKE_FAILURE" in reason or "NO_SHARED_CIPHER" in reason:
        return "the server and browsers have no encryption in common, or it has no certificate for this name"
    return f"the secure connection could not be made ({reason.strip('[] ')[:120]})"


def _certificate_fault(code: int, message: str, host: str) -> str:
    if code == _EXPIRED:
        return "the certificate has expired"
    if code == _NOT_YET:
        return "the certificate is not valid yet"
    if code in {_SELF_SIGNED, _SELF_SIGNED_IN_CHAIN}:
        return "the certificate is self-signed, so no browser trusts it"
    if code in _NO_ISSUER:
        return "the server does not send its intermediate certificate, or an authority that browsers do not know signed it"
    if code in _WRONG_NAME:
        return f"the certificate is not made out for {host}"
    if code == _REVOKED:
        return "the certificate has been revoked"
    if code in _TOO_WEAK:
        return "the certificate's key or signature is too weak for browsers"
    return f"the certificate is not accepted ({message})"
