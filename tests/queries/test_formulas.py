"""The formulas of METRICS in queries/macros, against numbers and code that do not come from there."""

from collections.abc import Callable, Iterator
from math import sqrt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.catalogue import first_macros, macros
from queries.corrected_rows import NOTHING_SAID
from queries.emotion_macros import emotion_macros

Figures = Callable[..., dict[str, Any]]
SHOW_ALL = {"hidden_below": 1, "few_below": 1, "shows_none": True}


@pytest.fixture(scope="module")
def figures(empty_warehouse_file: Path) -> Iterator[Figures]:
    """``figures(call, **values)``: the columns that a call of a macro of figures gives."""
    connection = duckdb.connect(":memory:")
    connection.execute(f"attach '{empty_warehouse_file}' as warehouse (read_only)")
    connection.execute(NOTHING_SAID)
    connection.execute(first_macros())
    connection.execute("create macro reads_comments() as true")
    connection.execute(emotion_macros(connection))
    connection.execute(macros()[0])

    def run(call: str, **values: Any) -> dict[str, Any]:
        found = connection.sql(f"select unnest({call})", params={**values, "rule": SHOW_ALL})  # noqa: F821
        return found.to_arrow_table().to_pylist()[0]

    yield run
    del connection


counts = st.integers(1, 2000).flatmap(
    lambda n: st.integers(0, n).flatmap(lambda k: st.tuples(st.just(n), st.just(k), st.integers(0, n - k)))
)


@given(counts)
def test_nps_is_the_adjusted_wald_interval(figures: Figures, drawn: tuple[int, int, int]) -> None:
    n, promoters, detractors = drawn
    found = figures("nps_figures($n, $promoters, $detractors, $rule)", n=n, promoters=promoters, detractors=detractors)
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    half = 1.96 * sqrt(100**2 * (p + d - (p - d) ** 2) / (n + 3))
    assert found["nps"] == pytest.approx(100 * (promoters - detractors) / n)
    assert found["low"] == pytest.approx(max(-100, 100 * (p - d) - half), abs=1e-6)
    assert found["high"] == pytest.approx(min(100, 100 * (p - d) + half), abs=1e-6)
    assert n == 1 or found["low"] <= found["nps"] <= found["high"], "only for n = 1 is it drawn past its value"


@given(counts)
def test_shares_have_the_wilson_interval(figures: Figures, drawn: tuple[int, int, int]) -> None:
    n, k, _ = drawn
    found = figures("share_figures($n, $k, $rule)", n=n, k=k)
    z, share = 1.959963984540054, k / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    assert (found["low"], found["high"]) == pytest.approx((middle - half, middle + half), abs=1e-9)
    assert 0 <= found["low"] <= found["share"] <= found["high"] <= 1


# From printed tables of the 97.5 % quantile of Student's t.
@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (6, 2.447), (9, 2.262), (29, 2.045), (10**6, 1.960)],
)
def test_t_quantiles(figures: Figures, freedom: int, quantile: float) -> None:
    found = figures("tone_figures($n, 0.0, t_half_width($n, 0.001), $rule)", n=freedom + 1)
    assert found["high"] * sqrt(freedom + 1) / 0.001 == pytest.approx(quantile, rel=0.0005)


def test_one_answer_has_a_tone_but_no_interval(figures: Figures) -> None:
    found = figures("tone_figures(1, 0.5::double, null, $rule)")
    assert (found["tone"], found["low"], found["high"]) == (0.5, None, None)
