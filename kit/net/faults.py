"""What the system, OpenSSL and the libraries raise, turned into outcomes: a reason and one sentence."""

from __future__ import annotations

import errno
import ssl
from collections.abc import Iterator

from kit.base.errors import MachineError
from kit.net import tls
from kit.net.chain import Outcome
from kit.net.head import NotHttp
from kit.net.types import Trouble

_OWN_LACK = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.EADDRNOTAVAIL})
_NO_WAY = frozenset(
    {errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN, errno.EADDRNOTAVAIL}
)


class Blocked(OSError):
    """No connection was made, for a reason of ours or of the name system."""

    def __init__(self, trouble: Trouble, detail: str, *, passing: bool = False) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail
        self.passing = passing


class TooMuch(OSError):
    """The server sent more than one exchange may bring."""


class NoProxy(OSError):
    """The proxy itself cannot be reached."""


def outcome_of(exc: BaseException, host: str, seconds: float, *, proxied: bool = False) -> Outcome:
    """Give the outcome that an exception means; raises MachineError when the user's own proxy is the trouble."""
    for cause in _causes(exc):
        found = _known(cause, host, seconds)
        if found is not None:
            return found
    if proxied:
        return Outcome(trouble=Trouble.CONNECTION_FAILED, detail=f"the proxy could not connect to {host}")
    return Outcome(
        trouble=Trouble.CONNECTION_FAILED, detail=f"the connection to {host} failed ({exc})", dropped=True
    )


def _known(cause: BaseException, host: str, seconds: float) -> Outcome | None:  # noqa: C901  # one case a cause
    match cause:
        case Blocked():
            return Outcome(trouble=cause.trouble, detail=cause.detail, dropped=cause.passing)
        case NoProxy():
            raise MachineError(
                f"the proxy cannot be reached: {cause}", hint="Check the proxy's address, or run without one."
            )
        case NotHttp():
            return Outcome(trouble=Trouble.NOT_HTTP, detail=str(cause))
        case TooMuch():
            return Outcome(trouble=Trouble.NOT_HTTP, detail=str(cause))
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return _dropped("the server ended the connection while it was being secured")
        case ssl.SSLCertVerificationError():
            return Outcome(
                trouble=Trouble.TLS_ERROR, detail=tls.fault(cause, host), certificate_fault=cause.verify_code
            )
        case ssl.SSLError():
            return Outcome(trouble=Trouble.TLS_ERROR, detail=tls.fault(cause, host))
        case TimeoutError():
            return Outcome(trouble=Trouble.TIMEOUT, detail=f"no complete answer within {seconds:.3g} seconds")
        case ConnectionRefusedError():
            return Outcome(trouble=Trouble.CONNECTION_REFUSED, detail=f"{host} refuses connections")
        case ConnectionError():
            return _dropped("the server closed the connection without an answer")
        case _ if type(cause).__module__ == "http.client":
            return Outcome(
                trouble=Trouble.NOT_HTTP, detail="the answer is not HTTP that a browser would take"
            )
        case OSError() if cause.errno in _OWN_LACK:
            # Ours, not theirs: a time-out is never called broken.
            return Outcome(
                trouble=Trouble.TIMEOUT, detail="this machine has no connection to spare", dropped=True
            )
        case OSError() if cause.errno in _NO_WAY:
            return Outcome(trouble=Trouble.CONNECTION_FAILED, detail=f"there is no way to {host} from here")
    return None


def _dropped(detail: str) -> Outcome:
    return Outcome(trouble=Trouble.CONNECTION_FAILED, detail=detail, dropped=True)


def _causes(exc: BaseException) -> Iterator[BaseException]:
    """Give an exception and everything wrapped in it, outermost first, without turning in circles."""
    waiting, seen = [exc], set[int]()
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen or len(seen) > 50:
            continue
        seen.add(id(cause))
        # requests' own errors are OSErrors too and say less than what is wrapped in them.
        if not type(cause).__module__.startswith("requests."):
            yield cause
        inside = (*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__)
        waiting.extend(part for part in inside if isinstance(part, BaseException))
