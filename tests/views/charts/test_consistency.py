"""Consistency: against numbers worked out by hand, and what must hold for any mixes."""

from math import log2
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from views.charts.consistency import consistency


def rows(**mixes: tuple[int, ...]) -> list[dict[str, Any]]:
    return [{"touchpoint": place, "n": 100, "present": present} for place, mix in mixes.items() for present in mix]


def test_by_hand() -> None:
    # payment (1, 0), delivery (1/2, 1/2); the whole of 40 + 40 emotions: (3/4, 1/4).
    # payment: middle (7/8, 1/8): (log2(8/7) + 3/4 log2(6/7) + 1/4 log2(2)) / 2
    # delivery: middle (5/8, 3/8): (1/2 log2(4/5) + 1/2 log2(4/3) + 3/4 log2(6/5) + 1/4 log2(2/3)) / 2
    payment = (log2(8 / 7) + 0.75 * log2(6 / 7) + 0.25) / 2
    delivery = (0.5 * log2(4 / 5) + 0.5 * log2(4 / 3) + 0.75 * log2(6 / 5) + 0.25 * log2(2 / 3)) / 2
    found = consistency(rows(payment=(40, 0), delivery=(20, 20)), 30)
    assert found is not None
    assert (found.parts["payment"].value, found.parts["delivery"].value) == pytest.approx((payment, delivery))
    assert found.whole.value == pytest.approx(1 - (payment + delivery) / 2)
    assert found.odd == "payment"


def test_the_same_mix_everywhere_is_one() -> None:
    found = consistency(rows(a=(10, 20, 5), b=(20, 40, 10), c=(30, 60, 15)), 30)
    assert found is not None and found.whole.value == pytest.approx(1) and found.whole.high == 1


def test_nothing_in_common_is_far_from_one() -> None:
    # each of two against its half of the whole: (log2(4/3) + 1/2 log2(2/3) + 1/2) / 2 = 0.3113
    found = consistency(rows(a=(50, 0), b=(0, 50)), 30)
    assert found is not None and found.whole.value == pytest.approx(1 - 0.311278, abs=1e-5)


def test_small_touchpoints_and_answers_without_one_are_left_out() -> None:
    small = [{"touchpoint": "use", "n": 29, "present": present} for present in (0, 29)]
    none = [{"touchpoint": "", "n": 500, "present": 400}]
    hidden = [{"touchpoint": "support", "n": 3, "present": None}]
    found = consistency([*rows(a=(40, 0), b=(20, 20)), *small, *none, *hidden], 30)
    assert found == consistency(rows(a=(40, 0), b=(20, 20)), 30)
    assert consistency([*rows(a=(40, 0)), *small], 30) is None
    assert consistency(rows(a=(40, 0), b=(0, 0)), 30) is None


mixes = st.lists(st.lists(st.integers(0, 200), min_size=4, max_size=4).filter(sum), min_size=2, max_size=5)


@settings(max_examples=25)
@given(mixes)
def test_what_must_hold_for_any_mixes(drawn: list[list[int]]) -> None:
    given_rows = rows(**{f"p{number}": tuple(mix) for number, mix in enumerate(drawn)})
    found = consistency(given_rows, 30)
    assert found is not None and found == consistency(given_rows, 30), "the seed is fixed"
    for estimate in (found.whole, *found.parts.values()):
        assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
    assert found.parts[found.odd].value == max(part.value for part in found.parts.values())
    assert found.whole.value == pytest.approx(1 - sum(part.value for part in found.parts.values()) / len(drawn))


def test_the_interval_holds_the_true_value_most_of_the_time() -> None:
    """40 samples of 150 emotions at each of three touchpoints, whose true mixes are known."""
    true = {"a": (0.5, 0.3, 0.2), "b": (0.4, 0.4, 0.2), "c": (0.1, 0.3, 0.6)}
    exact = consistency(rows(**{name: tuple(round(100_000 * p) for p in mix) for name, mix in true.items()}), 30)
    draw, held = Random(5), 0
    for _ in range(40):
        samples = {name: draw.choices(range(3), mix, k=150) for name, mix in true.items()}
        found = consistency(rows(**{name: tuple(map(sample.count, range(3))) for name, sample in samples.items()}), 30)
        assert found is not None and exact is not None
        held += found.whole.low <= exact.whole.value <= found.whole.high
    assert held >= 34
