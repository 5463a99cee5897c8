"""Chart rows: what is hidden, hollow, dashed, and in which order."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import queries
from views.charts import chart_rows
from views.session.current_view import View, points, signed, tone_text
from views.words import labels
from views.words.periods import period_end

EMOTIONS = {
    code: labels.EmotionLabel(code, code.title(), valence, "#123456", position)
    for position, (code, valence) in enumerate((("joy", 1), ("trust", 1), ("surprise", 0), ("anger", -1)))
}
FACTS = labels.DatabaseFacts("2026-01-01", "2026-02-20", 99, "test-1", "Asia/Seoul", labels.SmallNumberLimits(5, 30, 8))


@pytest.fixture
def view() -> View:
    """A view in English, by month."""
    return View("en", EMOTIONS, {}, filter=queries.Filter(), grain="month", dark=False, facts=FACTS)


def _share(emotion: str, share: float | None, size: str = "normal", **more: Any) -> dict[str, Any]:
    low, high = (None, None) if share is None else (share - 0.05, share + 0.05)
    return {"emotion": emotion, "n": 40, "share": share, "low": low, "high": high, "size": size, **more}


def test_hidden_values_are_counted_and_few_ones_marked(view: View) -> None:
    made = chart_rows.series(view, [_share("joy", None, "hidden"), _share("anger", 0.2, "few")], "share")
    assert (made.hidden, made.has_few, made.has_incomplete) == (1, True, False)
    assert [row["emotion"] for row in made.visible] == ["anger"]
    assert made.visible[0]["value_text"] == "20.0% (few answers)"
    assert made.visible[0]["range_text"] == "15.0% to 25.0%"


def test_bars_are_grouped_by_valence_and_ordered_by_share(view: View) -> None:
    rows = [_share("joy", 0.1), _share("trust", 0.3), _share("surprise", 0.2), _share("anger", 0.4)]
    assert [row["emotion_text"] for row in chart_rows.series_by_valence(view, rows).rows] == [
        "Positive", "Trust", "Joy", "Neither", "Surprise", "Negative", "Anger",
    ]  # fmt: skip


def test_few_answers_are_not_ranked(view: View) -> None:
    rows = [_share("joy", 0.1, "few"), _share("trust", 0.3, "few")]
    assert [row["emotion_text"] for row in chart_rows.series_by_valence(view, rows).rows] == [
        "Positive",
        "Joy",
        "Trust",
    ]


def test_only_the_end_of_an_unfinished_line_is_dashed(view: View) -> None:
    months = [(date(2026, month, 1), month < 3) for month in (1, 2, 3)]
    rows = [_share("joy", 0.1, period=period, is_complete=over) for period, over in months]
    made = chart_rows.series(view, rows, "share")
    assert [row["tail"] for row in made.rows] == [False, True, True]
    assert made.has_incomplete
    finished = chart_rows.series(view, rows[:2], "share")
    assert not any(row["tail"] for row in finished.rows)


def test_no_line_is_drawn_across_missing_periods(view: View) -> None:
    rows = [_share("joy", 0.1, period=date(2026, month, 1), is_complete=True) for month in (1, 2, 5)]
    made = chart_rows.series(view, rows, "share")
    assert [(row["period"], row["value"]) for row in made.rows] == [
        ("2026-01-01", 0.1), ("2026-02-01", 0.1), ("2026-03-01", None), ("2026-05-01", 0.1),
    ]  # fmt: skip
    assert made.hidden == 0


def test_a_period_is_drawn_at_its_middle(view: View) -> None:
    (row,) = chart_rows.series(view, [_share("joy", 0.1, period=date(2026, 2, 1), is_complete=True)], "share").rows
    assert row["middle"] == "2026-02-15T00:00"
    assert row["period"] == "2026-02-01" and row["period_text"] == "2026-02"


@pytest.mark.parametrize(
    ("grain", "first", "end"),
    [
        ("day", date(2025, 12, 31), date(2026, 1, 1)),
        ("week", date(2025, 12, 29), date(2026, 1, 5)),
        ("month", date(2025, 12, 1), date(2026, 1, 1)),
    ],
)
def test_the_end_of_a_period(grain: str, first: date, end: date) -> None:
    assert period_end(first, grain) == end


def test_numbers_carry_a_true_minus_and_zero_no_sign() -> None:
    assert (points(-12.4), points(0.2), points(None), points(31.6)) == ("−12", "0", "–", "+32")
    assert (tone_text(-0.004), tone_text(0.25)) == ("0.00", "+0.25")
    assert signed(-0.4, 0) == "0"


def test_a_period_is_marked_of_which_the_dates_hold_only_a_part(view: View) -> None:
    rows = [_share("joy", 0.1, period=date(2026, month, 1), is_complete=True) for month in (1, 2)]
    chosen = replace(view, filter=queries.Filter(date_from=date(2026, 1, 15), date_until=date(2026, 3, 1)))
    made = chart_rows.series(chosen, rows, "share")
    assert ([row["is_cut"] for row in made.rows], made.has_cut) == ([True, False], True)
    assert not chart_rows.series(view, rows, "share").has_cut
