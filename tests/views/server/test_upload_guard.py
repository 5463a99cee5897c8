"""Files are taken from those who may load them alone, before a byte is read, and only so many at once."""

import socket
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests import oidc, sample_databases
from tests.browser.conftest import free_port, serving

XSRF = "_streamlit_xsrf"
MEGABYTE = 1_000_000
ACCESS = """
[access]
upload = {upload}
upload_megabytes = 1
upload_session_megabytes = 2
upload_total_megabytes = 3
[access.people]
admin = ["admin@example.com"]
analyst = ["analyst@example.com"]
"""


@dataclass
class Guarded:
    """A dashboard that people sign in to."""

    url: str
    provider: oidc.Provider
    settings: Path
    secret: str

    def button(self) -> str:
        """What the button of the sign-in page carries."""
        said = {"provider": "default", "exp": int(time.time()) + 120}
        return jwt.encode({"alg": "HS256"}, said, OctKey.import_key(self.secret))

    def allow(self, upload: bool) -> None:
        """Let admins load files, or nobody."""
        self.settings.write_text(ACCESS.format(upload=str(upload).lower()), encoding="utf-8")


class Browser:
    """What a browser does to send files: cookies, perhaps signed in, and a session of its own over a websocket."""

    def __init__(self, url: str, button: str = "") -> None:
        self._opened = ExitStack()
        self._web = self._opened.enter_context(
            httpx.Client(base_url=url, follow_redirects=True, trust_env=False, timeout=60)
        )
        if button:
            self._web.get("/auth/login", params={"provider": button})
            assert "_streamlit_user" in self._web.cookies
        self._web.get("/_stcore/health")
        self.token = self._web.cookies[XSRF]
        self._socket = self._opened.enter_context(self._connected(url))
        self.session = self._session_id()

    def _connected(self, url: str) -> ClientConnection:
        cookie = "; ".join(f"{name}={value}" for name, value in self._web.cookies.items())
        return connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream", subprotocols=[Subprotocol("streamlit"), Subprotocol(self.token)], origin=Origin(url),
            additional_headers={"Cookie": cookie}, max_size=None, max_queue=None,
        )  # fmt: skip

    def _session_id(self) -> str:
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        self._socket.send(asked.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(self._socket.recv(timeout=60, decode=False))
            if told.WhichOneof("type") == "new_session":
                return str(told.new_session.initialize.session_id)

    def send(self, content: bytes, name: str = "x", **headers: str) -> int:
        """Send a file whole; the status of the answer."""
        answer = self._web.put(
            f"/_stcore/upload_file/{self.session}/{name}",
            files={"file": ("a.csv", content)},
            headers={"X-Xsrftoken": self.token, **headers},
        )
        return answer.status_code

    def announce(self, size: int) -> bytes:
        """Say that a file of this size comes, send none of it, and read all of the answer until the server hangs up."""
        place = urlsplit(str(self._web.base_url))
        cookie = "; ".join(f"{name}={value}" for name, value in self._web.cookies.items())
        with closing(socket.create_connection((str(place.hostname), place.port or 80), timeout=30)) as line:
            line.sendall(
                f"PUT /_stcore/upload_file/{self.session}/x HTTP/1.1\r\nHost: {place.netloc}\r\nX-Xsrftoken: {self.token}\r\n"
                f"Cookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {size}\r\n\r\n".encode()
            )
            return b"".join(iter(lambda: line.recv(65_536), b""))

    def close(self) -> None:
        """Close the page."""
        self._opened.close()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """A dashboard over the tiny world behind a provider of its own."""
    folder = tmp_path_factory.mktemp("guarded_upload")
    database = sample_databases.build_tiny_database(folder / "tiny.duckdb")
    settings = folder / "ondo.toml"
    settings.write_text(ACCESS.format(upload="true"), encoding="utf-8")
    port = free_port()
    with oidc.provider() as provider:
        secrets = folder / "secrets.toml"
        secrets.write_text(oidc.secrets_toml(provider, f"http://127.0.0.1:{port}"), encoding="utf-8")
        with serving(database, port, settings, secrets) as url:
            secret = tomllib.loads(secrets.read_text(encoding="utf-8"))["auth"]["cookie_secret"]
            yield Guarded(url, provider, settings, secret)


@pytest.fixture
def opened(guarded: Guarded) -> Iterator[Callable[..., Browser]]:
    """``opened()``, ``opened("admin@example.com")``: a page in a browser of its own."""
    guarded.allow(True)
    with ExitStack() as pages:

        def open_page(who: str | None = None) -> Browser:
            guarded.provider.claims = {"sub": who, "email": who, "email_verified": True}
            page = Browser(guarded.url, guarded.button() if who else "")
            pages.callback(page.close)
            return page

        yield open_page


@pytest.mark.parametrize("who", [None, "analyst@example.com", "stranger@example.com"])
def test_others_than_admins_are_refused_before_a_byte_is_read(opened: Callable[..., Browser], who: str | None) -> None:
    page = opened(who)
    for _ in range(6):
        assert page.announce(60 * MEGABYTE).startswith(b"HTTP/1.1 403 ")
    assert page.send(b"id,text\n1,x\n") == 403


def test_an_admin_may_send_what_the_settings_allow(opened: Callable[..., Browser], guarded: Guarded) -> None:
    page, other = opened("admin@example.com"), opened("admin@example.com")
    almost = b"x" * (MEGABYTE - 1_000)
    assert [page.send(almost, str(number)) for number in range(3)] == [204, 204, 413], "two megabytes a page"
    assert [other.send(almost, str(number)) for number in range(2)] == [204, 413], "three in all"
    elsewhere = {"X-Forwarded-For": "203.0.113.7"}
    assert other.send(b"id,text\n1,x\n", **elsewhere) == 204
    guarded.allow(False)
    assert other.send(b"id,text\n1,x\n", **elsewhere) == 403


def test_a_cookie_that_the_server_has_not_signed_says_nothing(opened: Callable[..., Browser]) -> None:
    page = opened()
    page._web.cookies.set("_streamlit_user", '{"is_logged_in": true, "email": "admin@example.com"}')
    assert page.send(b"id,text\n1,x\n") == 403


def test_without_sign_in_files_come_from_this_machine_alone(tmp_path: Path) -> None:
    database = sample_databases.build_tiny_database(tmp_path / "tiny.duckdb")
    with serving(database) as url, closing(Browser(url)) as page:
        assert page.send(b"id,text\n1,x\n") == 204
        for proxy in ("X-Forwarded-For", "Forwarded"):
            assert page.send(b"id,text\n1,x\n", **{proxy: "203.0.113.7"}) == 403
