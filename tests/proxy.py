"""A small reverse proxy on this machine: passes on what is below a path, unchanged, and answers 404 to all else."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

LONGEST_HEAD = 1 << 16
NOT_HERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@contextmanager
def below(path: str, servers: list[str]) -> Iterator[str]:
    """The address of a proxy that hands what is below ``path`` to a server, the first of ``servers``, which may be filled later."""
    started = threading.Event()
    place: list[int] = []
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        server = await asyncio.start_server(
            lambda *ends: _relay(path, servers, *ends), "127.0.0.1", 0, limit=LONGEST_HEAD
        )
        place.append(server.sockets[0].getsockname()[1])
        started.set()

    def run() -> None:
        loop.run_until_complete(serve())
        loop.run_forever()

    threading.Thread(target=run, daemon=True).start()
    started.wait()
    try:
        yield f"http://127.0.0.1:{place[0]}{path}"
    finally:
        loop.call_soon_threadsafe(loop.stop)


async def _relay(path: str, servers: list[str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection: one request, or one that goes on as a WebSocket."""
    with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        head = await reader.readuntil(b"\r\n\r\n")
        asked = head.split(b" ", 2)[1].decode("latin-1")
        if not asked.startswith(path):
            writer.write(NOT_HERE)
        else:
            await _pass_on(_ending(head), servers[0], reader, writer)
    with suppress(OSError):
        writer.close()


def _ending(head: bytes) -> bytes:
    """The head of a request after which the server ends the connection, so that the next one comes here anew."""
    if b"upgrade: websocket" in head.lower():
        return head
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([lines[0], b"Connection: close", *lines[1:]])


async def _pass_on(head: bytes, server: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    found = urlsplit(server)
    to_read, to_write = await asyncio.open_connection(found.hostname, found.port)
    to_write.write(head)
    sending = asyncio.ensure_future(_copy(reader, to_write))
    await _copy(to_read, writer)
    sending.cancel()
    to_write.close()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(LONGEST_HEAD):
            target.write(data)
            await target.drain()
