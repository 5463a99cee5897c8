"""The worst falls of tone: which are compared, which are clear, whether they were made good."""

from datetime import date
from typing import Any

import pytest

from views.charts.worst_changes import Reach, reach_of, unsure_falls, worst_falls

FEW = 30


def _row(
    place: str, period: str, tone: float | None, n: int = 40, half: float = 0.1, *, over: bool = True
) -> dict[str, Any]:
    """A row of tone_by_touchpoint_and_period, whose interval reaches ``half`` to both sides."""
    low, high = (None, None) if tone is None else (tone - half, tone + half)
    return {
        "touchpoint": place, "period": date.fromisoformat(f"{period}-01"), "is_complete": over,
        "n": None if tone is None else n, "tone": tone, "low": low, "high": high,
    }  # fmt: skip


def _told(*rows: dict[str, Any]) -> list[tuple[str, str, float, bool]]:
    return [
        (fall.touchpoint, f"{fall.period:%Y-%m}", round(fall.difference, 2), fall.is_clear)
        for fall in worst_falls(rows, "month", FEW)
    ]


def test_clear_falls_come_first_and_a_touchpoint_once() -> None:
    rows = [
        *(_row("a", f"2026-0{n}", tone) for n, tone in enumerate((0.3, -0.6, -0.7), start=1)),
        _row("b", "2026-01", 0.9, half=0.9),
        _row("b", "2026-02", -0.5, half=0.9),
        *(_row("c", f"2026-0{n}", 0.1 * n) for n in (1, 2)),
    ]
    assert _told(*rows) == [("a", "2026-02", -0.9, True), ("b", "2026-02", -1.4, False)]


def test_few_hidden_and_unfinished_periods_and_no_touchpoint_are_not_ranked() -> None:
    whole = [_row("a", "2026-01", 0.5), _row("a", "2026-02", 0.5)]
    for row in (_row("a", "2026-03", -0.9, n=29), _row("a", "2026-03", None), _row("a", "2026-03", -0.9, over=False)):
        assert _told(*whole, row) == []
    assert _told(_row("", "2026-01", 0.5), _row("", "2026-02", -0.5)) == []


def test_periods_of_few_are_taken_together_weighed_by_their_comments() -> None:
    # (10 x 0.6 + 20 x 0.3) / 30 = 0.4; March is not needed for it
    rows = [
        _row("a", "2026-01", 0.9), _row("a", "2026-02", 0.6, n=10), _row("a", "2026-03", None),
        _row("a", "2026-04", 0.3, n=20), _row("a", "2026-05", -0.6),
    ]  # fmt: skip
    (fall,) = worst_falls(rows, "month", FEW)
    assert fall.before.tone == pytest.approx(0.4) and fall.before.n == 30
    assert [f"{day:%m}" for day in fall.before.periods] == ["02", "04"]
    assert not reach_of([_row("a", "2026-04", 0.3, n=14), _row("a", "2026-05", -0.6)], "month", FEW).compared
    assert not reach_of([_row("a", "2025-05", 0.3), _row("a", "2026-05", -0.6)], "month", FEW).compared, "too long ago"


def test_a_fall_is_over_where_nine_tenths_are_made_good() -> None:
    for later, is_back in ((0.39, False), (0.41, True)):
        rows = [_row("a", f"2026-0{n}", tone) for n, tone in enumerate((0.5, -0.5, later), start=1)]
        (fall,) = worst_falls(rows, "month", FEW)
        assert (fall.back is not None) == is_back and fall.last.tone == later


def test_more_comparisons_ask_for_more() -> None:
    """A fall of 2.2 standard errors is clear alone, not as one of twenty."""
    fall = [_row("a", "2026-01", 0.2), _row("a", "2026-02", 0.2 - 2.4 * 0.1 * 2**0.5 / 1.96)]
    others = [_row(f"p{n}", f"2026-0{month}", 0.1) for n in range(20) for month in (1, 2)]
    assert _told(*fall)[0][3] and not _told(*fall, *others)[0][3]


@pytest.mark.parametrize("grain", ["day", "week", "rolling"])
def test_every_grain_compares_with_the_period_that_ends_where_one_begins(grain: str) -> None:
    days = {"day": 1, "week": 7, "rolling": 28}[grain]
    first = date(2026, 3, 2)
    rows = [_row("a", "2026-01", 0.5), _row("a", "2026-01", -0.5)]
    rows[0]["period"], rows[1]["period"] = first, date.fromordinal(first.toordinal() + days)
    assert [fall.period for fall in worst_falls(rows, grain, FEW)] == [rows[1]["period"]]


def test_falls_of_few_comments_are_named_apart_and_cells_that_can_be_compared_are_counted() -> None:
    rows = [
        _row("a", "2026-01", 0.7, n=9), _row("a", "2026-02", -0.2, n=9), _row("a", "2026-03", -0.3, n=9),
        _row("b", "2026-01", 0.5), _row("b", "2026-02", 0.4), _row("b", "2026-03", None),
        _row("c", "2026-01", 0.1, n=9), _row("c", "2026-02", 0.2, n=9),
    ]  # fmt: skip
    (fall,) = unsure_falls(rows, "month", FEW)
    assert (fall.touchpoint, f"{fall.period:%m}", fall.is_few, fall.is_clear) == ("a", "02", True, False)
    assert reach_of(rows, "month", FEW) == Reach(1, 5)
    assert reach_of(rows, "month", FEW, date(2026, 3, 1)) == Reach(0, 2)
    (later,) = unsure_falls(rows, "month", FEW, date(2026, 3, 1))
    assert round(later.difference, 2) == -0.1
