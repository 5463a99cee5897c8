"""Periods: the grain that keeps a chart readable."""

from datetime import date

import pytest

from views.charts import axes
from views.charts.chart_rows import Series
from views.words import labels
from views.words.periods import MOST, fitting

FACTS = labels.DatabaseFacts("2026-01-10", "2026-03-20", 9, "test-1", "Asia/Seoul", labels.SmallNumberLimits(5, 30, 8))


@pytest.mark.parametrize(
    ("grain", "last", "fits"),
    [
        ("day", date(2026, 2, 4), "day"),
        ("day", date(2026, 2, 5), "week"),
        ("week", date(2032, 1, 1), "week"),
        ("week", date(2033, 1, 1), "month"),
        ("day", date(2033, 1, 1), "month"),
        ("month", date(2058, 1, 1), "month"),
        ("month", date(2099, 12, 31), "quarter"),
        ("day", None, "day"),
        ("day", date(2024, 1, 1), "day"),
    ],
)
def test_the_grain_is_as_fine_as_the_chart_can_hold(grain: str, last: date | None, fits: str) -> None:
    """400 days from 2025-01-01 end on 2026-02-04."""
    assert MOST == 400
    assert fitting(grain, date(2025, 1, 1), last) == fits


def test_only_days_with_answers_count() -> None:
    assert FACTS.days(None, None) == (date(2026, 1, 10), date(2026, 3, 20))
    assert FACTS.days(date(1990, 1, 1), date(2026, 2, 1)) == (date(2026, 1, 10), date(2026, 2, 1))
    undated = labels.DatabaseFacts(None, None, 9, "test-1", "Asia/Seoul", FACTS.limits)
    assert undated.days(date(2026, 1, 1), None) == (None, None)


@pytest.mark.parametrize(
    ("name", "low", "high", "axis"),
    [
        ("nps", -31.0, 12.0, (-40, 20)),
        ("nps", 60.0, 104.0, (0, 100)),
        ("tone", 0.05, 0.21, (0, 0.4)),
        ("tone", -3.0, -0.2, (-1, 0.2)),
        ("share", 0.02, 0.1, (0, 0.1)),
        ("share", 0.0, 0.0, (0, 0.05)),
    ],
)
def test_an_axis_holds_zero_and_every_interval(name: str, low: float, high: float, axis: tuple[float, float]) -> None:
    rows = [{"value": (low + high) / 2, "low": low, "high": high}]
    assert axes.value_limits(Series(rows, 0, False, False), name) == pytest.approx(axis)
