"""Settings: what is merged, what is refused, and that each refusal names file and entry."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.errors import WrongUsage
from pipeline.settings import database_path, load_settings


def _written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_defaults_are_whole() -> None:
    settings = load_settings()
    assert [point.code for point in settings.touchpoints] == [
        "awareness", "search", "sign-up", "payment", "delivery", "use", "support", "renewal",
    ]  # fmt: skip
    assert settings.time_zone == "Asia/Seoul"
    assert (settings.small_numbers.hidden_below, settings.small_numbers.few_below) == (5, 30)


@pytest.mark.parametrize(
    ("name", "code"),
    [("결제", "payment"), ("Payment", "payment"), (" 회원 가입 ", "sign-up"), ("VIP 라운지", "VIP 라운지"), ("  ", None), (None, None)],
)
def test_touchpoints_are_known_by_any_of_their_names(name: str | None, code: str | None) -> None:
    assert load_settings().touchpoint_code(name) == code


def test_own_settings_replace_what_they_name(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        """
        time_zone = "UTC"
        [small_numbers]
        hidden_below = 7
        [[event]]
        code = "r4"
        kind = "release"
        ko = "4.0 출시"
        en = "Release 4.0"
        starts_on = 2026-03-10
        touchpoint = "payment"
        """,
    )
    settings = load_settings(path)
    assert settings.time_zone == "UTC"
    assert (settings.small_numbers.hidden_below, settings.small_numbers.few_below) == (7, 30)
    assert settings.events[0].starts_on == date(2026, 3, 10)
    assert len(settings.touchpoints) == 8


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("time_zone = ", "not valid TOML"),
        ("timezone = 'UTC'", "unknown setting 'timezone'"),
        ("time_zone = 'Mars/Olympus'", "Mars/Olympus"),
        ("small_numbers = 3", "not a table"),
        ("[small_numbers]\nhidden_below = 0", "hidden_below is 0"),
        ("[small_numbers]\nfew_below = 2", "few_below is under"),
        ("[[touchpoint]]\ncode = 'a'", "lacks 'ko'"),
        ("[[touchpoint]]\ncode='a'\nko='가'\nen='A'\nintended='bliss'", "'bliss' is not one of"),
        ("[[touchpoint]]\ncode='a'\nko='가'\nen='A'\n[[touchpoint]]\ncode='b'\nko='가'\nen='B'", "share the name"),
        ("[[event]]\ncode='a'\nkind='party'\nko='가'\nen='A'\nstarts_on=2026-01-01", "'party' is not one of"),
        ("[[event]]\ncode='a'\nkind='release'\nko='가'\nen='A'\nstarts_on='2026-01-01'", "without quotes"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(WrongUsage, match=told) as caught:
        load_settings(path)
    assert caught.value.where == str(path) and caught.value.remedy


def test_a_missing_settings_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="cannot be read"):
        load_settings(tmp_path / "none.toml")


def test_the_environment_names_database_and_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONDO_DB", str(tmp_path / "x.duckdb"))
    monkeypatch.setenv("ONDO_CONFIG", str(_written(tmp_path, "time_zone = 'Europe/Paris'")))
    assert database_path() == tmp_path / "x.duckdb"
    assert load_settings().time_zone == "Europe/Paris"


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_emotions_are_twelve_in_order_with_visible_colours() -> None:
    assert len(set(EMOTION_CODES)) == 12
    assert [emotion.order for emotion in EMOTIONS] == list(range(1, 13))
    for emotion in EMOTIONS:
        light = _luminance(emotion.colour)
        assert (1.0 + 0.05) / (light + 0.05) >= 3, f"{emotion.code} on white"
        assert (light + 0.05) / (_luminance("#0e1117") + 0.05) >= 3, f"{emotion.code} on dark"
