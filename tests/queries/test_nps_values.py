"""NPS and how many answers there are, worked out by hand on tiny rows."""

import pytest

from tests.queries.asked import ALL, FEBRUARY, JANUARY
from tests.queries.conftest import Rows


def test_nps(rows: Rows) -> None:
    # 10 9 10 9 10 | 8 7 | 3 6 0: 100 (5 - 3) / 10 = 20. With the imaginary answers p = 5.75 / 13, d = 3.75 / 13,
    # middle 200 / 13 = 15.3846, half-width 196 sqrt((0.730769 - 0.023669) / 13) = 45.7114
    expected = {"n": 10, "promoters": 5, "passives": 2, "detractors": 3, "nps": 20.0, "low": -30.3268, "high": 61.0961}
    assert rows("nps", filter=ALL) == [pytest.approx({**expected, "size": "few"}, abs=1e-3)]


def test_nps_by_period(rows: Rows) -> None:
    # January 10 9 8 3 10 7: middle 200 / 9 = 22.2222, half-width 196 sqrt((5.5 / 9 - 4 / 81) / 9) = 48.9664
    january = {"n": 6, "promoters": 3, "passives": 2, "detractors": 1, "nps": 33.3333, "low": -26.7442, "high": 71.1886}
    february = dict.fromkeys(("n", "promoters", "passives", "detractors", "nps", "low", "high"))
    assert rows("nps_by_period", filter=ALL, grain="month") == [
        pytest.approx({"period": JANUARY, "is_complete": True, **january, "size": "few"}, abs=1e-3),
        {"period": FEBRUARY, "is_complete": False, **february, "size": "hidden"},
    ]


def test_nps_by_touchpoint(rows: Rows) -> None:
    # payment 10 9 | 8 | 3 6 0: middle -100 / 9 = -11.1111, half-width 196 sqrt((6.5 / 9 - 1 / 81) / 9) = 55.0461
    counts = {"n": 6, "promoters": 2, "passives": 1, "detractors": 3}
    payment = {**counts, "nps": -16.6667, "low": -66.1572, "high": 43.9350}
    found = rows("nps_by_touchpoint", filter=ALL)
    assert found[0] == pytest.approx({"touchpoint": "payment", **payment, "size": "few"}, abs=1e-3)
    assert [(row["touchpoint"], row["n"], row["nps"], row["size"]) for row in found[1:]] == [
        ("support", None, None, "hidden"),
        ("", None, None, "hidden"),
    ]


def test_nps_score_count(rows: Rows) -> None:
    counts = {row["nps_score"]: row["n"] for row in rows("nps_score_count", filter=ALL)}
    assert counts == {0: 1, 1: 0, 2: 0, 3: 1, 4: 0, 5: 0, 6: 1, 7: 1, 8: 1, 9: 2, 10: 3}


def test_coverage(rows: Rows) -> None:
    states = {
        "no_text": 2,
        "unsupported_language": 1,
        "empty": 1,
        "no_answer": 0,
        "scored": 12,
        "no_emotion": 2,
        "mixed": 1,
    }
    others = {"with_nps": 10, "with_rating": 6, "without_date": 1}
    assert rows("coverage", filter=ALL) == [{"n": 16, **states, **others}]
