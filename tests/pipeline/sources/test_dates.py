"""Dates as exports write them."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.cells.date_order import date_order
from pipeline.sources.cells.dates import DateReader

SEOUL = ZoneInfo("Asia/Seoul")
TODAY = date(2026, 11, 22)
AFTERNOON = datetime(2026, 9, 16, 17, 49)


def reader(order: str = "ymd") -> DateReader:
    return DateReader(SEOUL, TODAY, order)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("2026.09.16. 17:49:52", datetime(2026, 9, 16, 17, 49, 52)),
        ("2026-09-16", datetime(2026, 9, 16)),
        ("2026/9/16 오후 5:49", AFTERNOON),
        ("2026. 9. 16. 오전 12:05", datetime(2026, 9, 16, 0, 5)),
        ("2026. 9. 16. 오후 12:05", datetime(2026, 9, 16, 12, 5)),
        ("26.09.16", datetime(2026, 9, 16)),
        ("26-09-16 17:49", AFTERNOON),
        ("99.12.31", datetime(1999, 12, 31)),
        ("2026년 9월 16일", datetime(2026, 9, 16)),
        ("2026년 9월 16일 17시 49분 52초", datetime(2026, 9, 16, 17, 49, 52)),
        ("2026년 9월 16일 (수) 오후 5시 49분", AFTERNOON),
        ("2026년 9월 16일 수요일", datetime(2026, 9, 16)),
        ("26년 9월 16일", datetime(2026, 9, 16)),
        ("2026-09-16 17:49:52.123456", datetime(2026, 9, 16, 17, 49, 52, 123456)),
        ("2026-09-16T17:49", AFTERNOON),
        ("2026-09-16T08:49:00Z", AFTERNOON),
        ("2026-09-16T08:49:00.000+00:00", AFTERNOON),
        ("2026-09-16 08:49:00 UTC", AFTERNOON),
        ("2026-09-16 04:49:00-0400", AFTERNOON),
        ("2026-09-16T17:49:00+09:00", AFTERNOON),
        ("2026-09-16 17:49:00 KST", AFTERNOON),
        ("2026-09-16T17:49:00+09:00[Asia/Seoul]", AFTERNOON),
        ("20260916", datetime(2026, 9, 16)),
        ("202609161749", AFTERNOON),
        ("20260916174952", datetime(2026, 9, 16, 17, 49, 52)),
        ("20260916T084900Z", AFTERNOON),
        ("1789548540", AFTERNOON),
        ("1789548540000", AFTERNOON),
        (1789548540, AFTERNOON),
        (1789548540000.0, AFTERNOON),
        ("46281.7423611111", AFTERNOON),
        (46281, datetime(2026, 9, 16)),
        (46281.742361111114, AFTERNOON),
        ("Sep 16, 2026", datetime(2026, 9, 16)),
        ("September 16, 2026 5:49 PM", AFTERNOON),
        ("Wed, 16 Sep 2026 08:49:00 GMT", AFTERNOON),
        ("16 Sept 2026", datetime(2026, 9, 16)),
        ("16-Sep-2026 17:49", AFTERNOON),
        ("Wednesday, September 16th, 2026 at 5:49 p.m.", AFTERNOON),
        ("2026-09-16 5:49 PM", AFTERNOON),
        (datetime(2026, 9, 16, 17, 49), AFTERNOON),
        (date(2026, 9, 16), datetime(2026, 9, 16)),
        (datetime(2026, 9, 16, 8, 49, tzinfo=UTC), AFTERNOON),
        (datetime(2026, 9, 16, 4, 49, tzinfo=timezone(timedelta(hours=-4))), AFTERNOON),
        ("  2026-09-16  ", datetime(2026, 9, 16)),
        ("2026-11-23", datetime(2026, 11, 23)),
    ],
)
def test_shapes(cell: object, wanted: datetime) -> None:
    assert reader().read(cell) == wanted


@pytest.mark.parametrize(
    ("order", "text", "wanted"),
    [
        ("mdy", "09/16/2026 17:49", AFTERNOON),
        ("dmy", "16/09/2026 17:49", AFTERNOON),
        ("dmy", "16.9.2026", datetime(2026, 9, 16)),
        ("dmy", "05/06/2026", datetime(2026, 6, 5)),
        ("mdy", "05/06/2026", datetime(2026, 5, 6)),
        ("ymd", "05/06/07", datetime(2005, 6, 7)),
        ("mdy", "05/06/07", datetime(2007, 5, 6)),
    ],
)
def test_order(order: str, text: str, wanted: datetime) -> None:
    assert reader(order).read(text) == wanted


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2026-02-30", "not a date of the calendar"),
        ("2026-13-01", "not a date of the calendar"),
        ("2026-09-16 25:00", "not a date of the calendar"),
        ("2026-09-16 오후 17:49", "not a date of the calendar"),
        ("Smarch 16, 2026", "not a date of the calendar"),
        ("1970-01-01", "before 1990"),
        ("0001-01-01", "before 1990"),
        ("2026-11-24", "in the future"),
        ("2999-01-01", "in the future"),
        ("어제", "is not a date"),
        ("5", "is not a date"),
        (4.5, "is not a date"),
        (0, "is not a date"),
        (-1, "is not a date"),
        (1e300, "is not a date"),
        (True, "is not a date"),
        ("9" * 400, "is not a date"),
        ("2026-09-16 그리고 나서", "is not a date"),
        ("2026", "is not a date"),
    ],
)
def test_what_is_no_date(cell: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        reader().read(cell)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["09/16/2026", "01/02/2026"], ("mdy", False)),
        (["16/09/2026", "01/02/2026"], ("dmy", False)),
        (["05/06/2026", "01/02/2026"], ("mdy", True)),
        (["05.06.2026", "01.02.2026"], ("dmy", True)),
        (["05/05/2026"], ("mdy", False)),
        (["26.09.16", "26.10.01"], ("ymd", False)),
        (["05/06/07"], ("mdy", True)),
        (["09/16/26", "10/30/26"], ("mdy", False)),
        (["16/09/26", "26/10/16"], ("ymd", False)),
        (["2026-09-16", 5, None], ("ymd", False)),
        ([], ("ymd", False)),
    ],
)
def test_order_from_a_sample(values: list[object], wanted: tuple[str, bool]) -> None:
    found = date_order(values)
    assert (found.order, found.certainty == "ambiguous") == wanted


@given(st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 22)))
def test_iso_comes_back(moment: datetime) -> None:
    assert reader().read(moment.isoformat()) == moment
    assert reader().read(moment.isoformat(" ", "seconds")) == moment.replace(microsecond=0)


@given(st.one_of(st.text(), st.text("0123456789.-/: 년월일오전후TZ+", max_size=24), st.floats(), st.integers()))
def test_any_cell_is_read_or_refused(cell: object) -> None:
    try:
        moment = reader().read(cell)
    except ValueError:
        return
    assert moment.tzinfo is None
    assert moment.year >= 1990 and moment.date() <= TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    "value",
    ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", datetime.max.replace(tzinfo=UTC), 10**400, "1" + "0" * 400],
)
def test_times_beyond_the_calendar_are_no_dates(value: object) -> None:
    with pytest.raises(ValueError, match=r"out of range|not a date"):
        reader().read(value)


def test_a_reason_shows_no_personal_data() -> None:
    with pytest.raises(ValueError, match=r"^'\[phone\]' is not a date"):
        reader().read("01012345678")
