"""When an alert is raised and closed: on series made by hand, and small ones drawn with a fixed seed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from queries.alerts.alerts import NEW_LEVEL, NO_ANSWERS, USUAL_AGAIN, Alert, watch

FIRST = date(2025, 1, 6)
FEW = 30


def rows(
    counts: Iterable[tuple[int, float] | None],
    measure: str = "anger",
    touchpoint: str | None = "delivery",
    spread: float = 0.4,
) -> Iterator[dict[str, Any]]:
    """Rows of weekly_sum_list: answers and their share or mean, week by week from FIRST on; None is a week without answers.

    Means have this standard deviation.
    """
    is_emotion = measure not in ("tone", "nps", "rating")
    for number, counted in enumerate(counts):
        if counted is None:
            continue
        n, value = counted
        squares = n * value if is_emotion else n * (value**2 + spread**2)
        yield {
            "touchpoint": touchpoint,
            "measure": measure,
            "is_emotion": is_emotion,
            "week": FIRST + timedelta(weeks=number),
            "n": n,
            "total": n * value,
            "squares": squares,
        }


def alerts(counts: Sequence[tuple[int, float] | None], **series: Any) -> tuple[Alert, ...]:
    return watch(rows(counts, **series), FEW).alerts


def monday(number: int) -> date:
    return FIRST + timedelta(weeks=number)


USUAL = [(50, 0.1)] * 20


def test_a_rise_opens_an_alert_and_the_way_back_closes_it() -> None:
    [alert] = alerts([*USUAL, *[(50, 0.3)] * 4, *[(50, 0.1)] * 3])
    assert alert.name == "delivery:anger"
    assert (alert.since, alert.until) == (monday(20), monday(23))
    assert alert.fired <= monday(21)
    assert (alert.closed, alert.ended) == (monday(24), USUAL_AGAIN)
    assert (alert.before.n, alert.before.value, alert.before_weeks) == (1000, pytest.approx(0.1), 20)
    assert (alert.now.n, alert.now.value) == (200, pytest.approx(0.3))
    assert alert.expected == pytest.approx(20)
    assert alert.before.low < 0.1 < alert.before.high < alert.now.low
    assert alert.evidence > alert.limit


def test_a_fall_of_a_share_and_a_rise_of_a_mean_are_no_warning() -> None:
    assert alerts([*USUAL, *[(50, 0.0)] * 4]) == ()
    assert alerts([(50, 0.1)] * 20 + [(50, 0.9)] * 4, measure="tone") == ()


@pytest.mark.parametrize(
    ("measure", "usual", "fallen", "spread"),
    [("tone", 0.2, -0.3, 0.6), ("nps", 30.0, -20.0, 80.0), ("rating", 0.9, 0.6, 0.25)],
)
def test_a_fall_of_a_mean(measure: str, usual: float, fallen: float, spread: float) -> None:
    [alert] = alerts([(40, usual)] * 20 + [(40, fallen)] * 3, measure=measure, spread=spread)
    assert (alert.since, alert.fired, alert.closed) == (monday(20), monday(20), None)
    assert alert.now.value == pytest.approx(fallen) and alert.now.low < fallen < alert.now.high


def test_few_answers_never_alert() -> None:
    """However large the change: fewer than 30 since it began, and it is not told."""
    usual: list[tuple[int, float] | None] = [(10, 0.1)] * 20
    assert alerts([*usual, (14, 1.0), (15, 1.0)]) == ()
    assert len(alerts([*usual, (14, 1.0), (16, 1.0)])) == 1


def test_no_history_and_too_short_a_one() -> None:
    assert watch([], FEW) == watch(iter(()), FEW)
    assert watch([], FEW).last_week is None
    short = watch(rows([*[(50, 0.1)] * 7, (50, 0.9)]), FEW)
    assert (short.alerts, short.series, short.last_week) == ((), 0, monday(7))


def test_the_level_of_few_answers_is_no_base() -> None:
    assert alerts([(2, 0.0)] * 9 + [(100, 0.9)]) == ()


def test_a_gap_of_months_ends_an_alert_and_what_was_doubted() -> None:
    gap: list[tuple[int, float] | None] = [None] * 12
    [alert] = alerts([*USUAL, (50, 0.4), (50, 0.4), *gap, (50, 0.1)])
    assert (alert.closed, alert.ended) == (monday(21 + 8), NO_ANSWERS)
    doubted = [(50, 0.2)] * 2
    quiet = [row for number in range(60) for row in rows(USUAL, measure=f"emotion {number}")]
    assert watch([*quiet, *rows([*USUAL, *doubted, *doubted])], FEW).alerts
    apart = watch([*quiet, *rows([*USUAL, *doubted, *gap, *doubted])], FEW).alerts
    assert not apart, "evidence from before the gap does not add up"
    whole = watch([*rows([*USUAL, (50, 0.4)]), *rows([*[None] * 40, (5, 0.1)], measure="joy")], FEW)
    assert [alert.ended for alert in whole.alerts] == [NO_ANSWERS], "others went on answering"


def test_a_year_without_answers_leaves_no_base() -> None:
    gap: list[tuple[int, float] | None] = [None] * 60
    assert alerts([*USUAL, *gap, (50, 0.9)]) == ()


def test_all_the_same_score() -> None:
    same = [(40, 1.0)] * 20
    assert alerts(same * 2, measure="rating", spread=0.0) == ()
    assert len(alerts([*same, *[(40, 0.5)] * 2], measure="rating", spread=0.0)) == 1
    assert len(alerts([(40, 0.0)] * 20 + [(40, 0.2)] * 3)) == 1, "an emotion never seen before"


def test_an_alert_that_stays_is_the_usual_level_after_half_a_year() -> None:
    [alert] = alerts([*USUAL, *[(50, 0.3)] * 40])
    assert alert.ended == NEW_LEVEL and alert.closed is not None
    assert timedelta(weeks=25) <= alert.closed - alert.since <= timedelta(weeks=27)


def test_weeks_of_an_alert_are_not_learned_as_usual() -> None:
    first, second = [(50, 0.4)] * 6, [(50, 0.4)] * 3
    found = alerts([*USUAL, *first, *[(50, 0.1)] * 6, *second])
    assert [alert.before.value for alert in found] == [pytest.approx(0.1, abs=0.01)] * 2


def test_what_was_told_stays_told() -> None:
    """Later weeks change nothing about when an alert was raised."""
    counts = [*USUAL, *[(50, 0.3)] * 4, *[(50, 0.1)] * 10]
    early, late = alerts(counts[:22])[0], alerts(counts)[0]
    assert (early.since, early.fired, early.before) == (late.since, late.fired, late.before)


def test_the_false_alarms_allowed_are_shared_by_all_series() -> None:
    one = alerts([*USUAL, *[(50, 0.3)] * 2])[0]
    crowd = [row for number in range(40) for row in rows(USUAL, measure=f"emotion {number}")]
    among = [a for a in watch([*rows([*USUAL, *[(50, 0.3)] * 2]), *crowd], FEW).alerts if a.series.measure == "anger"]
    assert among[0].limit > one.limit


def test_stable_series_are_quiet_and_a_doubled_share_is_found() -> None:
    """A small part of benchmarks/early_warning.py: 48 series over a year, 30 comments a week."""
    draw = np.random.default_rng(3)

    def series(shares: Sequence[float]) -> list[dict[str, Any]]:
        return [
            row
            for number in range(48)
            for row in rows([(30, draw.binomial(30, share) / 30) for share in shares], measure=f"emotion {number}")
        ]

    stable = watch(series([0.12] * 78), FEW).alerts
    assert len(stable) / 52 <= 0.5, "0.3 are expected at most; a single year of it varies"
    changed = watch(series([0.12] * 26 + [0.24] * 8), FEW).alerts
    delays = sorted((alert.fired - monday(26)).days // 7 + 1 for alert in changed if alert.fired >= monday(26))
    assert len(delays) >= 38 and delays[23] <= 4
