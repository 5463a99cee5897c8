"""After signing in the view that was asked for opens, and nothing but this dashboard's own views."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.apart import run_apart
from views.server.sign_in_return import COOKIE, PAGES, ReturnAfterSignIn, own
from views.words import filter_fields

VIEWS = Path(__file__).resolve().parents[3] / "views"
OWN = re.compile(r"[a-z]*(\?[A-Za-z0-9_=&%.+~*-]+)?")


def _asked(path: str, headers: Iterable[tuple[bytes, bytes]], location: str = "/") -> dict[str, list[str]]:
    """The headers of the answer when a browser asks for a path behind a Streamlit that leads on to ``location``."""
    sent: list[dict[str, Any]] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 302, "headers": [(b"location", location.encode())]})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Any) -> None:
        sent.append(dict(message))

    async def receive() -> Any:
        return {"type": "http.request"}

    asked = ReturnAfterSignIn(streamlit)({"type": "http", "path": path, "headers": list(headers)}, receive, send)
    run_apart(asked)
    found: dict[str, list[str]] = {}
    for name, value in sent[0]["headers"]:
        found.setdefault(name.decode(), []).append(value.decode())
    return found


def _left(referer: str, base: str = "") -> SimpleCookie:
    headers = _asked(f"{base}/auth/login", [(b"referer", referer.encode())], "https://provider.example/authorize")
    assert headers["location"] == ["https://provider.example/authorize"]
    return SimpleCookie(headers["set-cookie"][0])


def _back(cookie: str, base: str = "", location: str = "/") -> str:
    headers = _asked(f"{base}/oauth2callback", [(b"cookie", f"other=1; {COOKIE}={cookie}".encode())], location)
    assert SimpleCookie(headers["set-cookie"][0])[COOKIE]["max-age"] == "0"
    return headers["location"][0]


@pytest.mark.parametrize("base", ["", "/ondo"])
@pytest.mark.parametrize(
    "view",
    ["comments?emotions=anger&emotions=anxiety&contains=%EB%B0%B0%EC%86%A1&at=3", "trends", "?touchpoints=payment", ""],
)
def test_there_and_back(base: str, view: str) -> None:
    left = _left(f"https://ondo.example{base}/{view}", base)[COOKIE]
    assert left["httponly"] and left["samesite"] == "Lax" and left["path"] == f"{base}/oauth2callback"
    assert left["max-age"] == ("600" if view else "0")
    assert _back(left.value, base, f"{base}/") == f"{base}/{view}"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://ondo.example/comments?emotions=anger&next=https://evil.example", "comments?emotions=anger"),
        ("https://ondo.example//evil.example/?lang=ko", "?lang=ko"),
        ("https://evil.example/phish?contains=x", "?contains=x"),
        ("https://ondo.example/oauth2callback?code=1&state=2", ""),
        ("https://ondo.example/model/../../etc?comment=javascript:alert(1)", "?comment=javascript%3Aalert%281%29"),
        ("https://ondo.example/comments?contains=" + "x" * 5_000, ""),
        ("https://[broken/comments", ""),
        ("", ""),
    ],
)
def test_only_own_pages_and_parameters_pass(url: str, kept: str) -> None:
    assert own(url) == kept


@given(
    st.one_of(
        st.text(),
        st.binary().map(lambda raw: raw.decode("latin-1")),
        st.from_regex(r"/?/?[a-z./:@]+\?.*", fullmatch=True),
    )
)
def test_whatever_the_cookie_holds_it_leads_to_an_own_view(said: str) -> None:
    assert OWN.fullmatch(own(said))
    place = _back(urlsafe_b64encode(said.encode("utf-8", "replace")).decode())
    assert place.startswith("/") and OWN.fullmatch(place[1:]) and not place.startswith("//")


@pytest.mark.parametrize("cookie", ["%%%", "aGk", "////", "", "_-_"])
def test_a_broken_cookie_leads_to_the_first_page(cookie: str) -> None:
    assert _back(cookie) == "/"


def test_a_place_that_is_no_path_is_left_alone() -> None:
    view = urlsafe_b64encode(b"trends").decode()
    assert _back(view, location="https://provider.example/again") == "https://provider.example/again"
    assert _back(view, location="//evil.example/") == "//evil.example/"


def test_the_names_are_those_of_pages_and_widgets() -> None:
    assert {"summary", "comments", "upload"} <= PAGES and "__init__" not in PAGES
    sources = "\n".join(path.read_text(encoding="utf-8") for path in VIEWS.rglob("*.py"))
    asked = set(re.findall(r'one_of\(\s*"(\w+)"', sources)) | set(re.findall(r'link\.note\("(\w+)"', sources))
    assert len(asked) >= 6 and asked <= filter_fields.PARAMETERS
