"""The employees' mirror: a correlation that is there is found with its lag, one that is not is not, and few pairs tell nothing."""

from datetime import date
from random import Random
from statistics import correlation

import numpy as np
import pytest

from views.charts.mirror import LAGS, Correlation, over_months, over_touchpoints, spearman

NAMES = tuple("abcdefgh")


def by_touchpoint(tones: dict[str, float | None]) -> list[dict[str, object]]:
    return [{"touchpoint": name, "tone": tone} for name, tone in tones.items()]


def by_month(
    draw: Random, lag: int | None, months: int = 18, names: tuple[str, ...] = NAMES
) -> tuple[list[dict[str, object]], ...]:
    """Rows of both audiences: customers feel what employees felt ``lag`` months before; None: each for themselves."""
    staff, customers = [], []
    for name in names:
        mood = [draw.gauss(0, 0.3) for _ in range(months + 12)]
        for month in range(months):
            period = date(2024 + month // 12, month % 12 + 1, 1)
            theirs = draw.gauss(0, 0.3) if lag is None else mood[month + 6 - lag] + draw.gauss(0, 0.15)
            staff.append({"touchpoint": name, "period": period, "tone": mood[month + 6]})
            customers.append({"touchpoint": name, "period": period, "tone": 0.02 * month + theirs})
    return staff, customers


def test_ranks_are_correlated() -> None:
    left, right = np.array([0.1, 0.4, 0.2, 0.4, -1.0]), np.array([3.0, 1.0, 2.0, 5.0, -2.0])
    assert spearman(left, right) == pytest.approx(correlation([2, 4.5, 3, 4.5, 1], [4, 2, 3, 5, 1]))
    assert spearman(left, np.zeros(5)) == 0.0


def test_touchpoints_that_go_together() -> None:
    tones = {name: place / 10 for place, name in enumerate(NAMES)}
    found = over_touchpoints(
        by_touchpoint(tones | {"": 0.9, "x": None}), by_touchpoint({name: tone**3 for name, tone in tones.items()})
    )
    assert (found.lag, found.n, found.value, found.is_clear) == (None, 8, pytest.approx(1.0), True)
    assert found == over_touchpoints(
        by_touchpoint(tones), by_touchpoint({name: tone**3 for name, tone in tones.items()})
    )


def test_five_touchpoints_tell_nothing() -> None:
    tones = {name: place / 10 for place, name in enumerate(NAMES[:5])}
    assert over_touchpoints(by_touchpoint(tones), by_touchpoint(tones)) == Correlation(None, 5)


@pytest.mark.parametrize("lag", [0, 2, -1])
def test_the_lag_of_what_goes_together_is_found(lag: int) -> None:
    found = {one.lag: one for one in over_months(*by_month(Random(5), lag))}
    assert tuple(found) == LAGS
    best = max(found.values(), key=lambda one: one.value or -1)
    assert best.lag == lag and best.is_clear and best.low is not None and best.low > 0
    assert sum(bool(one.is_clear) for one in found.values()) == 1


def test_what_is_not_there_is_hardly_ever_found() -> None:
    """At 5 % over all lags together, of 10 worlds hardly two look clear."""
    worlds = [over_months(*by_month(Random(seed), None, 14, NAMES[:4])) for seed in range(10)]
    assert sum(any(one.is_clear for one in found) for found in worlds) <= 2


def test_a_common_drift_is_no_mirror() -> None:
    staff, customers = by_month(Random(8), None)
    for rows in (staff, customers):
        for row in rows:
            row["tone"] = row["tone"] * 0.1 + (12 * row["period"].year + row["period"].month) * 0.05  # type: ignore[operator, attr-defined]
    assert not any(one.is_clear for one in over_months(staff, customers))


@pytest.mark.parametrize("months", [0, 1, 5])
def test_few_months_tell_nothing(months: int) -> None:
    found = over_months(*by_month(Random(5), 0, months))
    assert [one.lag for one in found] == [*LAGS] and {one.is_clear for one in found} == {None}


def test_hidden_months_and_gaps_are_left_out() -> None:
    staff, customers = by_month(Random(5), 0)
    for place, row in enumerate(staff):
        row["tone"] = None if place % 5 == 0 else row["tone"]
    at_once = next(one for one in over_months(staff, customers) if one.lag == 0)
    assert at_once.n == sum(row["tone"] is not None for row in staff) and at_once.is_clear
