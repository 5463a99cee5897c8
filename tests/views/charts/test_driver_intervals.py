"""The bootstrap behind the impact of a theme."""

from math import sqrt

import pytest

from views.charts.driver_intervals import impact_interval

ROW = {"n": 100, "promoters": 20, "detractors": 50, "of_n": 500, "of_promoters": 220, "of_detractors": 150}
"""NPS of the theme -30, of all 14, of the rest (200 - 100) / 400 = 25: impact 14 - 25 = -11."""


def test_the_interval_holds_the_impact_and_is_as_wide_as_theory_says() -> None:
    """Impact is k / N x (NPS of theme - NPS of rest): with k / N near 0.2 its error is about 0.2 of the difference's,
    sqrt(10000 (0.7 - 0.09) / 100 + 10000 (0.75 - 0.0625) / 400) = 8.84, and a share of 0.2 that itself wavers by
    0.0179, times the difference of 55: sqrt((0.2 x 8.84)^2 + (55 x 0.0179)^2) = 2.02."""
    low, high = impact_interval(ROW)
    error = sqrt((0.2 * 8.84) ** 2 + (55 * 0.0179) ** 2)
    assert low < -11 < high
    assert high - low == pytest.approx(2 * 1.96 * error, rel=0.1)


def test_the_same_counts_give_the_same_interval() -> None:
    assert impact_interval(ROW) == impact_interval(dict(ROW))


def test_a_theme_like_the_rest_has_no_impact() -> None:
    low, high = impact_interval(ROW | {"promoters": 44, "detractors": 30})
    assert low < 0 < high
