"""Shares of emotions and tone, worked out by hand on tiny rows."""

import pytest

from pipeline.emotions import EMOTIONS
from tests.queries.asked import ALL, FEBRUARY, JANUARY
from tests.queries.conftest import Rows

CODES = [emotion.code for emotion in EMOTIONS]


def test_emotion_share(rows: Rows) -> None:
    found = rows("emotion_share", filter=ALL)
    assert [row["emotion"] for row in found] == CODES
    assert [row["present"] for row in found] == [3, 1, 0, 2, 0, 1, 0, 0, 1, 2, 1, 2, 0]
    # Wilson for 3 of 12: ((3 + 1.920729) -+ 1.959964 sqrt(3 x 9 / 12 + 0.960365)) / 15.841459
    joy = {"emotion": "joy", "n": 12, "present": 3, "share": 0.25, "low": 0.088942, "high": 0.532305, "size": "few"}
    assert found[0] == pytest.approx(joy, abs=1e-5)
    # and for 0 of 12: 3.841459 / 15.841459 = 0.242494
    none = {"present": 0, "share": 0.0, "low": 0.0, "high": 0.242494}
    assert found[2] == pytest.approx({**joy, "emotion": "gratitude", **none}, abs=1e-5)


def _present(found: list[dict], *keys: str) -> dict[tuple, dict[str, int]]:
    groups: dict[tuple, dict[str, int]] = {}
    for row in found:
        group = groups.setdefault(tuple(row[key] for key in keys), {})
        if row["present"]:
            group[row["emotion"]] = row["present"]
    return groups


def test_emotion_share_by_period(rows: Rows) -> None:
    found = rows("emotion_share_by_period", filter=ALL, grain="month")
    assert [row["emotion"] for row in found] == CODES * 2
    assert _present(found, "period", "is_complete", "n", "size") == {
        (JANUARY, True, 6, "few"): {
            "joy": 1, "delight": 1, "trust": 2, "anxiety": 1, "disappointment": 1, "frustration": 1, "anger": 1,
        },
        (FEBRUARY, False, 5, "few"): {"joy": 2, "curiosity": 1, "disappointment": 1, "anger": 1},
    }  # fmt: skip


def test_emotion_share_by_touchpoint(rows: Rows) -> None:
    found = rows("emotion_share_by_touchpoint", filter=ALL)
    assert [row["emotion"] for row in found] == CODES * 3
    assert _present(found, "touchpoint", "n", "size") == {
        ("payment", 6, "few"): {"joy": 1, "trust": 2, "curiosity": 1, "anxiety": 1, "frustration": 1, "anger": 2},
        ("delivery", 5, "few"): {"joy": 2, "delight": 1, "disappointment": 2},
        ("support", None, "hidden"): {},
    }
    assert {row["share"] for row in found if row["touchpoint"] == "support"} == {None}


def test_emotion_share_by_touchpoint_and_period(open_rows: Rows) -> None:
    found = open_rows("emotion_share_by_touchpoint_and_period", filter=ALL, grain="month")
    assert _present(found, "touchpoint", "period", "is_complete", "n", "size") == {
        ("payment", JANUARY, True, 4, "few"): {"joy": 1, "trust": 2, "anxiety": 1, "frustration": 1, "anger": 1},
        ("payment", FEBRUARY, False, 2, "few"): {"curiosity": 1, "anger": 1},
        ("delivery", JANUARY, True, 2, "few"): {"delight": 1, "disappointment": 1},
        ("delivery", FEBRUARY, False, 3, "few"): {"joy": 2, "disappointment": 1},
    }


def test_leading_emotion_by_nps_band(open_rows: Rows) -> None:
    # promoters 1 (joy 2, trust 1), 2 (anxiety), 16 (none); detractors 4 (frustration 3, anger 2), 5 (curiosity), 6 (anger)
    found = open_rows("leading_emotion_by_nps_band", filter=ALL)
    assert [row["emotion"] for row in found] == [*CODES, ""] * 3
    assert _present(found, "nps_band", "n", "size") == {
        ("promoter", 3, "few"): {"joy": 1, "anxiety": 1, "": 1},
        ("passive", None, "hidden"): {},
        ("detractor", 3, "few"): {"curiosity": 1, "frustration": 1, "anger": 1},
    }


def test_tone(rows: Rows) -> None:
    # Sum 0.5, sum of squares 4.65: deviation sqrt((4.65 - 0.25 / 12) / 11) = 0.648717,
    # half-width 2.200985 x 0.648717 / sqrt(12) = 0.412174
    expected = {"n": 12, "tone": 0.041667, "low": -0.370507, "high": 0.453841, "size": "few"}
    assert rows("tone", filter=ALL) == [pytest.approx(expected, abs=1e-4)]


def test_tone_by_period(rows: Rows) -> None:
    # January: deviation sqrt(2.32 / 5), t 2.570582; February: deviation sqrt(2.28 / 4), t 2.776445, cut off at 1
    january = {"n": 6, "tone": 0.0, "low": -0.714853, "high": 0.714853, "size": "few"}
    february = {"n": 5, "tone": 0.1, "low": -0.837436, "high": 1.0, "size": "few"}
    assert rows("tone_by_period", filter=ALL, grain="month") == [
        pytest.approx({"period": JANUARY, "is_complete": True, **january}, abs=2e-4),
        pytest.approx({"period": FEBRUARY, "is_complete": False, **february}, abs=2e-4),
    ]


def test_tone_by_touchpoint(rows: Rows) -> None:
    # payment: deviation sqrt((2.84 - 1 / 6) / 5); delivery: deviation sqrt((1.81 - 0.45) / 4)
    payment = {"n": 6, "tone": -0.166667, "low": -0.934024, "high": 0.600690, "size": "few"}
    delivery = {"n": 5, "tone": 0.3, "low": -0.424008, "high": 1.0, "size": "few"}
    assert rows("tone_by_touchpoint", filter=ALL) == [
        pytest.approx({"touchpoint": "payment", **payment}, abs=2e-4),
        pytest.approx({"touchpoint": "delivery", **delivery}, abs=2e-4),
        {"touchpoint": "support", "n": None, "tone": None, "low": None, "high": None, "size": "hidden"},
    ]


def test_tone_by_touchpoint_and_period(open_rows: Rows) -> None:
    found = open_rows("tone_by_touchpoint_and_period", filter=ALL, grain="month")
    assert [(row["touchpoint"], row["period"], row["is_complete"], row["n"]) for row in found] == [
        ("payment", JANUARY, True, 4),
        ("payment", FEBRUARY, False, 2),
        ("delivery", JANUARY, True, 2),
        ("delivery", FEBRUARY, False, 3),
    ]
    assert [row["tone"] for row in found] == pytest.approx([-0.05, -0.4, 0.1, 1.3 / 3])


def test_disagreement_count(open_rows: Rows) -> None:
    third = {"n": 1, "of_n": 3, "share": pytest.approx(1 / 3), "size": "few"}
    assert open_rows("disagreement_count", filter=ALL) == [
        {"kind": "promoter_with_complaint", **third},
        {"kind": "quiet_detractor", **third},
        {"kind": "full_marks_with_complaint", **third},
    ]
