"""Lines over time: the move that is told of one, and the ticks below it, which never lie over each other."""

from typing import Any

import pytest

import queries
from views.charts import time_line
from views.charts.trend_moves import moves
from views.words.labels import DatabaseFacts, SmallNumberLimits, View

FACTS = DatabaseFacts("2026-01-01", "2026-03-20", 99, "test-1", "Asia/Seoul", SmallNumberLimits(5, 30, 8))


def _point(month: int, value: float, few: bool = False) -> dict[str, Any]:
    return {"period": f"2026-{month:02}-01", "value": value, "low": value - 0.05, "high": value + 0.05, "few": few}


def _told(*points: dict[str, Any], chosen: tuple[str, str] | None = None) -> tuple[str, str]:
    move = moves({None: points}, chosen)[None]
    return move.before["period"][5:7], move.after["period"][5:7]


def test_a_leap_is_told_and_not_the_way_around_it() -> None:
    leap = (_point(1, 0.42), _point(2, 0.38), _point(3, -0.4), _point(4, -0.1), _point(5, 0.3))
    assert _told(*leap) == ("02", "03"), "0.78, where the farthest is 0.82"
    slow = (_point(1, 0.4), _point(2, 0.2), _point(3, 0.0), _point(4, -0.2))
    assert _told(*slow) == ("01", "04"), "no step comes near to the whole way"


def test_a_move_touches_the_chosen_days() -> None:
    points = (_point(1, 0.5), _point(2, -0.5), _point(3, 0.4), _point(4, 0.0), _point(5, 0.1, few=True))
    assert _told(*points) == ("01", "02")
    assert _told(*points, chosen=("2026-04-01", "2026-05-01")) == ("03", "04")
    assert moves({None: points}, ("2026-05-01", "2026-06-01")) == {}, "few answers are no end of a move"


def test_a_move_goes_from_what_the_chosen_days_are_compared_with() -> None:
    points = (_point(1, 0.5), _point(2, -0.5), _point(3, 0.4), _point(4, 0.0))
    found = moves({None: points}, ("2026-04-01", "2026-05-01"), ("2026-02-01", "2026-03-01"))[None]
    assert (found.before["period"], found.after["period"]) == ("2026-02-01", "2026-04-01")


@pytest.mark.parametrize(
    ("grain", "days", "apart"),
    [
        ("month", ("2026-01-01", "2027-01-01"), 1),
        ("week", ("2025-11-03", "2026-11-02"), 7),
        ("week", ("2026-08-03", "2026-09-28"), 1),
        ("day", ("2026-10-01", "2026-10-31"), 4),
    ],
)
def test_ticks_are_so_far_apart_that_eight_fit(grain: str, days: tuple[str, str], apart: int) -> None:
    assert time_line.ticks_apart(grain, days) == apart


def test_ticks_stand_by_their_weeks_and_not_by_their_points() -> None:
    view = View("ko", {}, {}, filter=queries.Filter(), grain="week", dark=False, facts=FACTS)
    rows = [
        {"period": day, "value": value, "few": False, "short_text": "", "n": 30}
        for day, value in (("2026-01-05", 0.1), ("2026-03-02", 0.2), ("2026-03-09", 0.3), ("2026-03-16", None))
    ]
    made = time_line.labelled_rows(view, rows)
    assert [row["tick_place"] for row in made] == [9, 1, 0, -1], "weeks back from the last one that has a value"
    assert made[2]["tick_text"] == "3월 9일 주", "an event of 10 March is in it"


def test_years_are_said_where_none_lies_over_another() -> None:
    view = View("en", {}, {}, filter=queries.Filter(), grain="quarter", dark=False, facts=FACTS)
    days = [f"{year}-{month:02}-01" for year in range(2013, 2016) for month in (1, 4, 7, 10)]
    rows = [{"period": day, "value": 0.1, "few": False, "short_text": "", "n": 30} for day in days]
    for width, said in ((600, ["2013", "2014", "2015"]), (190, ["2013", "2014", "2015"]), (100, ["2013", "2015"])):
        made = time_line.labelled_rows(view, rows, width)
        assert [row["year_text"] for row in made if row["year_text"]] == said, width
