"""What goes into the network and what comes back, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """Why an exchange ended without an answer, named by what the network did."""

    DNS_FAILURE = "dns_failure"
    CONNECTION_REFUSED = "connection_refused"
    CONNECTION_FAILED = "connection_failed"
    TLS_ERROR = "tls_error"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    MALFORMED_URL = "malformed_url"
    NOT_HTTP = "not_http"
    TIMEOUT = "timeout"
    BLOCKED_PRIVATE_ADDRESS = "blocked_private_address"
    BLOCKED_PORT = "blocked_port"
    UNSUPPORTED_SCHEME = "unsupported_scheme"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to ask for. `key` comes back in the reply; fragments are the caller's business."""

    url: str
    key: str = ""
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body_limit: int = 1_000_000
    want_body: bool = False
    follow: bool = True
    """Follow redirects; every hop is judged by the guard again."""
    inside: tuple[str, ...] = ()
    """Hosts that redirects may not leave; empty for any."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: its status and where it came from and led to."""

    status: int
    url: str
    location: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered, after redirects and retries; `status` is None when `trouble` says why.

    Header names are lower case. `body` is decoded (gzip, br, zstd) and cut at the caller's limit,
    which `cut` tells. `detail` is one cleaned sentence for people, such as which TLS fault it was.
    """

    ask: Ask
    status: int | None
    final_url: str
    trouble: Trouble | None = None
    detail: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    cut: bool = False
    hops: tuple[Hop, ...] = ()
    tries: int = 1
    seconds: float = 0.0
    certificate_days: int | None = None
    """Whole days until the certificate that was shown runs out; negative when it has."""
    second: Reply | None = None
    """What the reference path answered when the bulk path found the link broken. Where only one of the
    two is broken the verdict is cannot_tell, with the reason of the broken one (kit/check judges that)."""

    def header(self, name: str) -> str:
        """Give the first header called `name` (lower case), or ""."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True)
class NetSettings:
    """Everything a run may choose about asking; the defaults are what a polite stranger does."""

    user_agent: str = "webkit-check/0.1 (link check; see webkit --help)"
    timeout: float = 20.0
    """Seconds for one link from DNS to the last byte, all redirects and tries together (waits apart)."""
    tries: int = 3
    retry_wait: float = 0.5
    """Seconds before the second try; doubled for the third."""
    per_host: int = 2
    per_second: float = 5.0
    paces: tuple[tuple[str, float], ...] = ()
    """Requests a second of single hosts, before `per_second`."""
    concurrency: int = 128
    max_hops: int = 10
    retry_after_limit: float = 30.0
    """Seconds a Retry-After may ask for, and that one link may wait in all; who asks for more is not asked again."""
    allow_addresses: tuple[str, ...] = ()
    """IP, IP:PORT, CIDR or host name that may be asked although internal; also frees it of the pace."""
    allow_ports: tuple[int, ...] = ()
    ca_file: str = ""
    proxies: tuple[tuple[str, str], ...] = ()
    host_headers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(default=())
    """Headers for one host (from environment variables), such as Authorization."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `waiting` names a few hosts whose answers or turns are waited for."""

    done: int
    begun: int
    """Asks taken from the caller so far, those done included."""
    waiting: tuple[str, ...] = ()


AskAll = Callable[[Iterable[Ask | None]], Iterator[Reply]]
"""The one interface to the network: asks in, replies out in the order they come.

An iterable may give None for "nothing to ask just now": replies are handed out first, then it is asked
again. So a crawl can feed the addresses it finds into the run that is going on. It has ended when None
comes while nothing is under way.
"""

Resolver = Callable[[str], Sequence[str]]
"""Host name to IP addresses, in the order to try them; OSError or nothing when there are none."""
