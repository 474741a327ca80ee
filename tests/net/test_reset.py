"""A server that resets the connection before the handshake leaves no socket open."""

from __future__ import annotations

import socket
import ssl
import struct
import warnings

import pytest

from kit.net.session import _TlsSocket


def test_a_reset_before_the_handshake_leaves_no_socket_open() -> None:
    tls = ssl.create_default_context()
    tls.sslsocket_class = _TlsSocket
    with socket.create_server(("127.0.0.1", 0)) as server, warnings.catch_warnings():
        warnings.simplefilter("error")
        mine = socket.create_connection(server.getsockname())
        theirs, _ = server.accept()
        # Closed with nothing to linger for: a reset instead of an orderly end.
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        theirs.close()
        with pytest.raises(ConnectionResetError):
            tls.wrap_socket(mine, server_hostname="shop.example")
