"""Back to the view that was asked for: signing in goes by way of the provider, and Streamlit comes back to the first page.

Where the browser goes off to sign in, the page it was on is put into a cookie that only the way back is sent, for ten
minutes; from there the browser is sent to that page. Only this dashboard's own pages and parameters pass, on the way out and again on the way back,
so that nobody can be led anywhere else.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from views.server.asgi_types import App, Message, Receive, Send
from views.words import filter_fields

COOKIE = "ondo_return"
LASTS_S = 600
LONGEST = 2_000
"""Name of the cookie, seconds it lasts, and characters of an address that is remembered."""

LEAVING, COMING = "auth/login", "oauth2callback"
"""Ends of the addresses at which Streamlit sends a browser to the provider, and receives it back."""

PAGES = frozenset(path.stem for path in (Path(__file__).resolve().parents[1] / "pages").glob("*.py")) - {"__init__"}


def own(url: str) -> str:
    """Page and parameters of an address as far as they are this dashboard's: ``comments?emotions=anger``; '' if nothing is."""
    try:
        parts = urlsplit(url)
        said = parse_qsl(parts.query, max_num_fields=200)
    except ValueError:
        return ""
    page = parts.path.rpartition("/")[2]
    query = urlencode([(name, value) for name, value in said if name in filter_fields.PARAMETERS])
    found = (page if page in PAGES else "") + (f"?{query}" if query else "")
    return found if len(found) <= LONGEST else ""


class ReturnAfterSignIn:
    """ASGI middleware: notes the page that a browser leaves to sign in, and leads it back there."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope.get("path", "")
        if scope["type"] == "http" and path.endswith(f"/{LEAVING}"):
            send = _with_view_noted(send, own(_header(scope, b"referer")), path.removesuffix(LEAVING))
        elif scope["type"] == "http" and path.endswith(f"/{COMING}"):
            send = _with_redirect(send, _remembered(_header(scope, b"cookie")), path)
        await self._app(scope, receive, send)


def _with_view_noted(send: Send, view: str, base: str) -> Send:
    value = urlsafe_b64encode(view.encode()).decode() if view else ""
    return _with_cookie(send, _cookie(value, base + COMING, LASTS_S if view else 0))


def _with_redirect(send: Send, view: str, path: str) -> Send:
    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and view:
            headers = [
                (name, _joined(value, view) if name.lower() == b"location" else value)
                for name, value in message["headers"]
            ]
            message["headers"] = headers
        await send(message)

    return _with_cookie(send_on, _cookie("", path, 0))


def _joined(location: bytes, view: str) -> bytes:
    """The place that Streamlit leads to, which is the first page of this server, with the view after it."""
    place = location.decode("latin-1")
    return f"{place.rstrip('/')}/{view}".encode() if place.startswith("/") and not place.startswith("//") else location


def _with_cookie(send: Send, cookie: bytes) -> Send:
    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), (b"set-cookie", cookie)]
        await send(message)

    return send_with


def _cookie(value: str, path: str, seconds: int) -> bytes:
    return f"{COOKIE}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax".encode()


def _remembered(cookies: str) -> str:
    """The view in the cookie, checked again: whoever has the browser can write anything into it."""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
        return own(urlsafe_b64decode(found.value).decode()) if found else ""
    except (CookieError, binascii.Error, ValueError):
        return ""


def _header(scope: Message, name: bytes) -> str:
    headers: Iterable[tuple[bytes, bytes]] = scope.get("headers", ())
    return b"; ".join(value for key, value in headers if key.lower() == name).decode("latin-1")
