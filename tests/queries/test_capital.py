"""Emotional capital: a world in which every comment has lost exactly half, or three quarters, of its weight."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings

from pipeline.config.settings import SmallNumbers
from queries import Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.random_filters import sensible_filters

# The stock is taken at the end of 30 June, 90 days after 2 April and 180 days after 2 January.
FRESH, FORMER = "2026-04-02", "2026-01-02"
ANSWERS = (
    sample_databases.Answer(FRESH, "믿을 수 있어요", 0.9, {"trust": 3}),
    sample_databases.Answer(FRESH, "좋지만 화가 나요", -0.4, {"joy": 1, "anger": 2}),
    sample_databases.Answer(FORMER, "답답하고 불안해요", -0.9, {"frustration": 2, "anxiety": 1}),
    sample_databases.Answer(FORMER, "궁금한 점이 있어요", 0.1, {"curiosity": 2}),
    sample_databases.Answer(FORMER, "고맙고 정말 놀라워요", 0.9, {"gratitude": 2, "delight": 2}),
    sample_databases.Answer(None, "언제인지 모를 칭찬", 0.9, {"joy": 3}),
    sample_databases.Answer("2026-06-30", nps=9),
)
SINCE_MARCH = Filter(date_from=date(2026, 3, 1))


def _opened(folder: Path, half_life_days: float | None = None) -> Warehouse:
    small = SmallNumbers(hidden_below=2, few_below=5)
    path = sample_databases.build_database(
        folder / "capital.duckdb", ANSWERS, small_numbers=small, half_life_days=half_life_days
    )
    return open_warehouse(path)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The answers above, groups of two shown."""
    return _opened(tmp_path_factory.mktemp("capital"))


def test_emotional_capital(world: Warehouse) -> None:
    # Weights 3, -1 with half their weight left; -3, 0, 4 with a quarter: d = 1.75, dw = 1 + 0.25, mean 5 / 7.
    # d^2: 0.6875, d^2 w: 0.5625, d^2 w^2: 4.0625; variance (4.0625 - 2 (5/7) 0.5625 + (5/7)^2 0.6875) / 1.75^2 x 5 / 4
    # = 1.473345; t with 4 degrees of freedom: half-width 2.776445 x 1.213814 = 3.370087.
    # Worth 1.75^2 / 0.6875 = 4.45 full comments, so few.
    [found] = world.run("emotional_capital", filter=Filter()).to_pylist()
    nothing = dict.fromkeys(("former", "difference", "difference_low", "difference_high", "is_clear"))
    figures = {"n": 5, "capital": 71.4286, "low": 71.4286 - 337.0087, "high": 71.4286 + 337.0087, "size": "few"}
    assert found == pytest.approx({**figures, **nothing}, abs=1e-3)


def test_capital_since_a_day(world: Warehouse) -> None:
    # Former: mean of -3, 0, 4 = 1/3, variance 37 / 3 / 3. Since: mean of 3, -1 = 1, variance 8 / 2. The new ones hold
    # 1 / 1.75 of the stock: change (1 - 1/3) / 1.75 = 0.380952, give or take 1.959964 sqrt(4.1111 + 4) / 1.75 = 3.189703.
    [found] = world.run("emotional_capital", filter=SINCE_MARCH).to_pylist()
    assert (found["n"], found["is_clear"]) == (5, False)
    names = ("capital", "former", "difference", "difference_low", "difference_high")
    expected = (71.4286, 33.3333, 38.0952, 38.0952 - 318.9703, 38.0952 + 318.9703)
    assert tuple(found[name] for name in names) == pytest.approx(expected, abs=1e-3)


def test_emotional_capital_by_period(world: Warehouse) -> None:
    # What has decayed in both months by the same factor keeps its mean: 1/3 at the end of January, 5/7 from April on.
    found = world.run("emotional_capital_by_period", filter=Filter(), grain="month").to_pylist()
    assert [(row["period"], row["is_complete"], row["n"], row["size"]) for row in found] == [
        (date(2026, 1, 1), True, 3, "few"),
        (date(2026, 4, 1), True, 5, "few"),
    ]
    assert [row["capital"] for row in found] == pytest.approx([33.3333, 71.4286], abs=1e-3)
    since = world.run("emotional_capital_by_period", filter=SINCE_MARCH, grain="month").to_pylist()
    assert since == [pytest.approx(found[1])]


def test_emotional_capital_list(world: Warehouse) -> None:
    def listed(kind: str, limit: int = 10) -> list[tuple[int, int, float]]:
        rows = world.run("emotional_capital_list", filter=Filter(), kind=kind, limit=limit).to_pylist()
        return [(row["feedback_id"], row["weight"], round(row["worth_now"], 6)) for row in rows]

    assert listed("deposit") == [(1, 3, 1.5), (5, 4, 1.0)]
    assert listed("withdrawal") == [(3, -3, -0.75), (2, -1, -0.5)]
    assert listed("deposit", 1) == [(1, 3, 1.5)]


def test_a_comment_whose_text_is_deleted_counts_and_is_not_listed(tmp_path: Path) -> None:
    _opened(tmp_path)
    with duckdb.connect(str(tmp_path / "capital.duckdb")) as connection:
        connection.execute(
            "update feedback set text = null, text_folded = null, customer_key = null, source_id = null, "
            "expired_on = date '2026-06-30' where feedback_id in (1, 5)"
        )
    expired = open_warehouse(tmp_path / "capital.duckdb")
    assert expired.run("emotional_capital", filter=Filter()).to_pylist()[0]["n"] == 5
    assert expired.run("emotional_capital_list", filter=Filter(), kind="deposit", limit=9).num_rows == 0


def test_the_half_life_is_the_settings(tmp_path: Path) -> None:
    # 90 and 180 days are three and six half-lives of 30: (2 / 8 + 1 / 64) / (2 / 8 + 3 / 64) = 17 / 19.
    [found] = _opened(tmp_path, 30).run("emotional_capital", filter=Filter()).to_pylist()
    assert found["capital"] == pytest.approx(100 * 17 / 19)


@settings(max_examples=15)
@given(chosen=sensible_filters)
def test_the_last_period_is_the_stock(open_crowd: Warehouse, chosen: Filter) -> None:
    """The curve ends where the number stands, as long as the last day falls into its last period."""
    [stock] = open_crowd.run("emotional_capital", filter=chosen).to_pylist()
    curve = open_crowd.run("emotional_capital_by_period", filter=chosen, grain="day").to_pylist()
    if curve:
        assert curve[-1]["capital"] == pytest.approx(stock["capital"])
        assert curve[-1]["n"] == stock["n"]
