"""Files that browsers send are taken only from those who may load them, and only so many at once: decided before a byte is read.

Streamlit takes a file from whoever has a session, and each who opens the sign-in page has one.
"""

import json
from collections import Counter
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from streamlit import runtime
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

import queries
from views.access import gate
from views.server.asgi_types import App, Message, Receive, Send

ADDRESS = "/_stcore/upload_file/"
"""Where Streamlit takes files; the session's id follows, then the file's."""

MEBIBYTE = 1 << 20
"""Bytes in what Streamlit calls a megabyte."""

DENIED, TOO_MUCH = 403, 413


class UploadGuard:
    """ASGI middleware: refuses files of those who may load none, and those that would make too many bytes with what is held."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._arriving: Counter[str] = Counter()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "PUT" or ADDRESS not in scope["path"]:
            await self._app(scope, receive, send)
            return
        headers = Headers(raw=scope["headers"])
        session = scope["path"].partition(ADDRESS)[2].partition("/")[0]
        if not gate.may_send_file(_caller(scope, headers)):
            await _refuse(send, DENIED)
            return
        access = queries.access_settings()
        size = _size(headers, access)
        if self._is_too_much(session, size, access):
            await _refuse(send, TOO_MUCH)
            return
        self._arriving[session] += size
        try:
            await self._app(scope, receive, send)
        finally:
            self._arriving[session] -= size
            self._arriving += Counter()  # forgets sessions of which nothing is arriving

    def _is_too_much(self, session: str, size: int, access: queries.Access) -> bool:
        held = _held_bytes() + self._arriving
        return (
            held[session] + size > access.upload_session_megabytes * MEBIBYTE
            or held.total() + size > access.upload_total_megabytes * MEBIBYTE
        )


def _caller(scope: Message, headers: Headers) -> gate.Caller:
    client = scope.get("client")
    return gate.Caller(headers, client[0] if client else None, lambda: _claims(headers))


def _claims(headers: Headers) -> dict[str, Any]:
    """What the cookie says of whoever has signed in; nothing where it is not signed by this server."""
    cookies, secret = cookie_parser(headers.get("cookie", "")), get_cookie_secret()

    def signed(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, "").encode("latin-1"))

    found = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    claims = json.loads(found) if found else {}
    return claims if isinstance(claims, dict) else {}


def _size(headers: Headers, access: queries.Access) -> int:
    """Bytes that a request says it has; those of the largest file where it says nothing that can be believed."""
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() else access.upload_megabytes * MEBIBYTE


def _held_bytes() -> Counter[str]:
    """Session -> bytes of its files in memory."""
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if not isinstance(manager, MemoryUploadedFileManager):
        return Counter()
    held = {session: list(files.values()) for session, files in list(manager.file_storage.items())}
    return Counter({session: sum(len(file.data) for file in files) for session, files in held.items()})


async def _refuse(send: Send, status: int) -> None:
    """An answer after which the connection ends, so that nothing that was sent is read."""
    headers = [(b"connection", b"close"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
