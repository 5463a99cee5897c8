"""The server of the dashboard: Streamlit's, with headers that keep hostile content from running or leaking.

Started by `ondo dashboard`; ``streamlit run dashboard.py`` works too, but sends none of these headers.
"""

import base64
import hashlib
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import streamlit as st
from starlette.middleware import Middleware

from views.server.asgi_types import App, Message, Receive, Send
from views.server.own_font import OwnFont
from views.server.sign_in_return import ReturnAfterSignIn
from views.server.upload_guard import UploadGuard

ENTRY = Path(__file__).resolve().parents[2] / "dashboard.py"
SETTINGS = Path(__file__).with_name("streamlit.toml")
"""Look and conduct; a checkout's .streamlit/config.toml is a link to it, and an installed Ondo has no such folder."""
_INDEX = Path(st.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

CLOSED = ("/_stcore/metrics", "/_stcore/agent")
"""Addresses of Streamlit's that answer nobody here: figures about the sessions, and the interface for programs."""

HOME = "/summary"
"""The first page's name, by which Streamlit does not know it: it answers at the bare address alone."""


def content_security_policy() -> str:
    """What a page may load and run: this server's own files, and the one inline script of Streamlit's page by its hash.

    Vega compiles the expressions of charts, for which it needs 'unsafe-eval'; Streamlit styles its elements inline, and hands
    the few lines of views/components/chart_download.py to the browser as a blob:, an address that only a script which already runs here can make.
    """
    scripts = _INLINE_SCRIPT.findall(_INDEX.read_text(encoding="utf-8"))
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-eval' blob: {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "media-src 'self'",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def security_headers() -> dict[str, str]:
    """The headers of every answer."""
    return {
        "Content-Security-Policy": content_security_policy(),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


class SafeAnswers:
    """ASGI middleware: adds the headers, closes CLOSED, leads from HOME to the first page, keeps downloads out of caches."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._headers = [(name.lower().encode(), value.encode()) for name, value in security_headers().items()]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send_safely, answer = self._with_headers(send, scope["path"]), _own_answer(scope)
        if answer is None:
            await self._app(scope, receive, send_safely)
            return
        await send_safely(answer)
        await send({"type": "http.response.body", "body": b""})

    def _with_headers(self, send: Send, path: str) -> Send:
        extra = [*self._headers, *([(b"cache-control", b"no-store")] if "/media/" in path else [])]
        names = {name for name, _ in extra}

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in names]
                message["headers"] = [*kept, *extra]
            await send(message)

        return send_safely


def _own_answer(scope: Message) -> Message | None:
    """The answer to what Streamlit is not asked: the way from HOME to the first page, and nothing at CLOSED addresses."""
    path, query = scope["path"], scope["query_string"]
    if path.endswith(HOME):
        location = b"./" + (b"?" + query if query else b"")
        return {"type": "http.response.start", "status": 307, "headers": [(b"location", location)]}
    if any(closed in path for closed in CLOSED):
        return {"type": "http.response.start", "status": 404, "headers": []}
    return None


app = st.App(
    ENTRY,
    middleware=[Middleware(SafeAnswers), Middleware(OwnFont), Middleware(UploadGuard), Middleware(ReturnAfterSignIn)],
)


@click.command()
@click.option("--port", type=int, required=True)
@click.option("--address", required=True)
@click.option("--megabytes", type=int, required=True, help="Largest file that may be uploaded.")
@click.option("--headless", is_flag=True)
@click.option("--base-path", default="", help="Path of the address below which everything stands.")
@click.option("--secrets", "secrets", type=click.Path(path_type=Path), help="Streamlit's file of secrets.")
def main(port: int, address: str, megabytes: int, headless: bool, base_path: str, secrets: Path | None) -> None:
    """Serve the dashboard until it is stopped."""
    config: dict[str, Any] = {
        **settings(),
        "server.port": port,
        "server.address": address,
        "server.headless": headless,
        "server.maxUploadSize": megabytes,
        "server.baseUrlPath": base_path.strip("/"),
    }
    if secrets is not None:
        config["secrets.files"] = [str(secrets)]
        config["server.corsAllowedOrigins"] = _origins(secrets)
    sys.argv[0] = str(ENTRY)
    sys.argv[1:] = []
    app.run(config=config)


def settings() -> dict[str, Any]:
    """Streamlit's options from SETTINGS by their full names, such as theme.light.textColor."""
    return _flat(tomllib.loads(SETTINGS.read_text(encoding="utf-8")))


def _flat(table: dict[str, Any], before: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {before + name: value}
    return flat


def _origins(secrets: Path) -> list[str]:
    """Where people sign in from, so that a proxy in front may have another name than this machine."""
    from urllib.parse import urlsplit

    auth = tomllib.loads(secrets.read_text(encoding="utf-8-sig")).get("auth", {})
    found = urlsplit(str(auth.get("redirect_uri", "")))
    return [f"{found.scheme}://{found.netloc}"] if found.netloc else []


if __name__ == "__main__":
    main()
