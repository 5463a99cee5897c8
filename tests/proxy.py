"""A small reverse proxy on this machine: passes on what is below a path, unchanged, and answers 404 to all else."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit

LONGEST_PART = 1 << 16
NOT_HERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class _Proxy(ThreadingTCPServer):
    """Listens on a port of its own; ``servers`` may be filled later, the first of them is asked."""

    request_queue_size = 100

    def __init__(self, path: str, servers: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.path, self.servers = path, servers
        self.open: set[socket.socket] = set()

    def end(self) -> None:
        """End every connection, and wait until nobody is at work on one."""
        self.shutdown()
        for one in list(self.open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self.server_close()


class _Connection(BaseRequestHandler):
    """One connection: one request, or one that goes on as a WebSocket."""

    server: _Proxy
    request: socket.socket

    def handle(self) -> None:
        """Pass it on."""
        self.server.open.add(self.request)
        with suppress(OSError):
            head, _, rest = _until_end_of_head(self.request).partition(b"\r\n\r\n")
            if head and not head.split(b" ", 2)[1].decode("latin-1").startswith(self.server.path):
                self.request.sendall(NOT_HERE)
            elif head:
                self._pass_on(_ending(head) + b"\r\n\r\n" + rest)
        self.server.open.discard(self.request)

    def _pass_on(self, said: bytes) -> None:
        found = urlsplit(self.server.servers[0])
        with socket.create_connection((found.hostname, found.port)) as other:
            other.sendall(said)
            sending = threading.Thread(target=_copy, args=(self.request, other))
            sending.start()
            _copy(other, self.request)
            sending.join()


def _until_end_of_head(source: socket.socket) -> bytes:
    said = b""
    while b"\r\n\r\n" not in said and (part := source.recv(LONGEST_PART)):
        said += part
    return said


def _ending(head: bytes) -> bytes:
    """The head of a request after which the server ends the connection, so that the next one comes here anew."""
    if b"upgrade: websocket" in head.lower():
        return head
    first, *lines = (line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:"))
    return b"\r\n".join([first, b"Connection: close", *lines])


def _copy(source: socket.socket, target: socket.socket) -> None:
    """Copy until one side ends, and then end both."""
    with suppress(OSError):
        while part := source.recv(LONGEST_PART):
            target.sendall(part)
    for one in (source, target):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextmanager
def below(path: str, servers: list[str]) -> Iterator[str]:
    """The address of a proxy that hands what is below ``path`` to the first of ``servers``, which may be filled later."""
    proxy = _Proxy(path, servers)
    threading.Thread(target=proxy.serve_forever, args=(0.05,)).start()
    try:
        yield f"http://127.0.0.1:{proxy.server_address[1]}{path}"
    finally:
        proxy.end()
