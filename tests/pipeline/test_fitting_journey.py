"""A first run takes the journey of the kind of business that its comments look like; the database keeps it."""

from pathlib import Path

import pytest

from pipeline.config.journeys import GENERAL, PRESETS, kind_of_business
from pipeline.config.ondo_toml.presets import touchpoints_named
from pipeline.config.settings import load_settings
from pipeline.records import ReadOptions
from pipeline.run import inspect_files
from pipeline.steps.fitting_journey import fitting_journey
from pipeline.storage.settings_of_database import settings_for
from tests.pipeline.support import ask, ondo, write_csv

STAYS = [
    f"{floor}층 객실은 깨끗했는데 조식이 별로였어요" if floor % 2 else f"The room on floor {floor} had a hard bed"
    for floor in range(30)
]
EVENT = '[[event]]\ncode="x"\nkind="release"\nko="가"\nen="X"\nstarts_on=2026-01-01\n'
PARCELS = [f"{n}번째 구매인데 배송이 빠르고 포장도 꼼꼼한 상품" for n in range(40)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Guests' comments, customers' of a shop, and a settings file that says nothing of the journey."""
    write_csv(tmp_path / "stays.csv", [[text, "5"] for text in STAYS], ["text", "rating"])
    write_csv(tmp_path / "parcels.csv", [[text, "5"] for text in PARCELS], ["text", "rating"])
    (tmp_path / "ondo.toml").write_text("workers = 1\n", encoding="utf-8")
    return tmp_path


def names(folder: Path) -> dict[str, str]:
    """Code -> English name of the touchpoints of the journey."""
    rows = ask(folder / "ondo.duckdb", "select touchpoint, label_en from touchpoint where in_journey order by position")
    return {str(code): str(name) for code, name in rows}


def test_a_new_database_takes_it_and_keeps_it_until_the_settings_say_otherwise(folder: Path) -> None:
    first = ondo("run", "stays.csv", cwd=folder)
    said = first.stderr.decode()
    assert 'journey = "hotel" keeps it for good, journey = "general" takes the usual one' in said
    assert names(folder)["sign-up"] == "Check-in"

    second = ondo("run", "parcels.csv", cwd=folder)
    assert "Journey" not in second.stderr.decode() and "journey" not in second.stdout.decode()
    assert names(folder)["sign-up"] == "Check-in"
    assert 'journey = "hotel"' in ondo("touchpoints", cwd=folder).stdout.decode()

    database = folder / "ondo.duckdb"
    assert settings_for(database, load_settings(folder / "ondo.toml")).touchpoints == touchpoints_named("hotel")
    (folder / "ondo.toml").write_text(f'journey = "{GENERAL}"\n', encoding="utf-8")
    usual = load_settings(folder / "ondo.toml")
    assert settings_for(database, usual) == usual
    assert [point.labels["en"] for point in usual.touchpoints][2] == "Sign-up"


@pytest.mark.parametrize(
    ("settings", "touchpoint", "expected"),
    [
        ("", None, "hotel"),
        ("", "체크인", None),
        ('[[touchpoint]]\ncode="use"\nko="투숙"\nen="Stay"\n', None, None),
        ('journey = "clinic"\n', None, None),
        (EVENT + 'touchpoint="delivery"\n', None, None),
        (EVENT + 'touchpoint="support"\n', None, "hotel"),
    ],
)
def test_it_stays_out_of_what_somebody_has_said(
    folder: Path, settings: str, touchpoint: str | None, expected: str | None
) -> None:
    (folder / "ondo.toml").write_text(settings, encoding="utf-8")
    read = inspect_files([folder / "stays.csv"], ReadOptions(touchpoint=touchpoint))
    asked = load_settings(folder / "ondo.toml")
    assert fitting_journey(folder / "new.duckdb", asked, read) == expected
    assert fitting_journey(folder / "stays.csv", asked, read) is None, "a database that is there"


def test_check_says_beforehand_what_a_first_run_takes(folder: Path) -> None:
    said = ondo("check", "stays.csv", cwd=folder).stdout.decode()
    assert 'hotel customers; a new database takes journey = "hotel"' in said


def test_only_what_fits_clearly_is_taken() -> None:
    assert kind_of_business(STAYS) == "hotel"
    assert kind_of_business(STAYS[:12]) == "hotel" and kind_of_business(STAYS[:11]) is None
    assert kind_of_business([*STAYS, *PARCELS[:20]]) is None
    assert kind_of_business([*STAYS, *("Nice film, great cast" for _ in range(400))]) is None
    assert kind_of_business(["A comfortable, breakfastless and embedded bedroom"] * 50) is None


def test_codes_are_those_of_the_usual_journey_and_its_names_are_known(tmp_path: Path) -> None:
    usual = {point.code: point for point in load_settings(None).touchpoints}
    for name in PRESETS:
        points = touchpoints_named(name)
        assert {point.code for point in points} <= usual.keys() | {"dining", "facilities"}
        known = {name: point.code for point in points for name in point.names}
        assert all(known.get(point.code) == point.code for point in points)
    hotel = {name: point.code for point in touchpoints_named("hotel") for name in point.names}
    assert hotel["결제"] == "payment" and hotel["예약·요금"] == "payment"


def test_few_and_short_comments_of_guests_are_told_too() -> None:
    short = [f"{n}번째 방문, {word} 좋아요" for n, word in enumerate(("조식이", "객실이", "침대가", "체크인이") * 4)]
    assert kind_of_business([*short, *(f"객실 침구가 깨끗해요 {n}" for n in range(5)), *["그냥 그래요"] * 9]) == "hotel"
    assert kind_of_business([*short, *["그냥 그래요"] * 9]) is None
    shops = [f"배송이 빠르고 포장도 좋아요 {n}" for n in range(5)]
    assert kind_of_business([*short, *shops, *(f"객실 침구가 깨끗해요 {n}" for n in range(5))]) is None
