"""The dashboard's font, served with it: Pretendard's letters for Korean and Latin under another name, as its licence asks."""

from pathlib import Path

from views.server.asgi_types import App, Message, Receive, Send

FONT = Path(__file__).parent / "fonts" / "OndoSans.woff2"
ADDRESS = "/app/static/OndoSans.woff2"
"""Where streamlit.toml says that the font is; before it may stand the path under which the dashboard is served."""


class OwnFont:
    """ASGI middleware: answers ADDRESS with the font, which browsers may keep for a year."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._font = FONT.read_bytes()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].endswith(ADDRESS):
            await self._app(scope, receive, send)
            return
        headers = [
            (b"content-type", b"font/woff2"),
            (b"content-length", str(len(self._font)).encode()),
            (b"cache-control", b"public, max-age=31536000, immutable"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": self._font})
