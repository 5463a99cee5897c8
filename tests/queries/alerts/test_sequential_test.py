"""The limits of the sequential test, against simulated series and known values."""

import math

import numpy as np
import pytest

from queries.alerts.figures import figure
from queries.alerts.sequential_test import Base, alarm_rate, limit, step


def test_the_alarm_rate_is_that_of_simulated_series() -> None:
    draw, information, height = np.random.default_rng(1), 0.5, 3.0
    evidence, alarms = np.zeros(4000), 0
    for _ in range(400):
        evidence = np.maximum(0, evidence + draw.normal(-information, math.sqrt(2 * information), evidence.size))
        alarms += int((evidence > height).sum())
        evidence[evidence > height] = 0
    assert alarm_rate(height, information) == pytest.approx(alarms / 400 / 4000, rel=0.06)


@pytest.mark.parametrize("information", [0.05, 0.4, 2.0, 8.0])
def test_the_limit_lets_through_what_is_allowed(information: float) -> None:
    assert alarm_rate(limit(information, 0.004), information) == pytest.approx(0.004, rel=0.25)


def test_a_base_of_a_few_weeks_counts_for_less() -> None:
    def base(weeks: int) -> Base:
        return Base(weeks, 50 * weeks, 5.0 * weeks, 5.0 * weeks, weeks * 25 / 50, True, 0.05)

    short, long = (step(base(weeks), 50, 15, 50, 0.003) for weeks in (8, 26))
    assert 0 < short.evidence < long.evidence


def test_weeks_that_vary_more_than_chance_lets_them_count_for_less() -> None:
    calm = Base(20, 1000, 100.0, 100.0, 20 * 25 / 50, True, 0.05)
    wild = Base(20, 1000, 100.0, 100.0, 10 * (100 / 50) + 0.0, True, 0.05)
    assert calm.dispersion == 1 and wild.dispersion > 3
    assert step(wild, 50, 15, 50, 0.003).evidence < step(calm, 50, 15, 50, 0.003).evidence


def test_figures_are_those_of_the_queries() -> None:
    """Values of queries/macros/intervals.sql, worked out by its formulas."""
    share = figure("anger", True, 50, 5.0, 5.0)
    assert (share.value, share.low, share.high) == (
        0.1,
        pytest.approx(0.04348, abs=1e-5),
        pytest.approx(0.21360, abs=1e-5),
    )
    nps = figure("nps", False, 40, 100.0 * 10, 10_000.0 * 30)
    assert nps.value == 25
    assert (nps.low, nps.high) == (pytest.approx(-1.364, abs=0.01), pytest.approx(47.876, abs=0.01))
    tone = figure("tone", False, 3, 0.6, 0.2)
    assert tone.value == pytest.approx(0.2)
    assert tone.high == pytest.approx(0.2 + 4.302653 * math.sqrt((0.2 - 0.12) / 2 / 3))
