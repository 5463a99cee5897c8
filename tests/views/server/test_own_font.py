"""The font that the dashboard brings along."""

from typing import Any

from fontTools.ttLib import TTFont

from tests.apart import run_apart
from views.server.own_font import ADDRESS, FONT, OwnFont


def _asked(path: str) -> list[Any]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def other(scope: Any, receive: Any, send: Any) -> None:
        sent.append("passed on")

    run_apart(OwnFont(other)({"type": "http", "path": path}, None, send))  # type: ignore[arg-type]
    return sent


def test_it_is_served_also_under_a_base_path_and_nothing_else_is() -> None:
    for path in (ADDRESS, f"/voices{ADDRESS}"):
        start, body = _asked(path)
        assert start["status"] == 200 and body["body"] == FONT.read_bytes()
    assert _asked("/app/static/other.woff2") == ["passed on"]


def test_it_has_the_letters_and_not_the_reserved_name() -> None:
    font = TTFont(FONT)
    assert {ord(letter) for letter in "가힝글Aa9→−·~"} <= {*font.getBestCmap()}
    assert font["name"].getDebugName(1) == "Ondo Sans"
    assert "SIL OPEN FONT LICENSE" in FONT.with_name("LICENSE.txt").read_text(encoding="utf-8").upper()
    assert FONT.stat().st_size < 600_000
