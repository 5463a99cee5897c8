"""Every query on worlds.TINY, against rows worked out by hand."""

from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.config.settings import SCHEMA_VERSION
from pipeline.emotions import EMOTIONS
from pipeline.errors import Reason
from queries import QUERIES, Filter, Warehouse, open_warehouse
from tests import sample_databases
from tests.queries.conftest import Rows
from tests.sample_databases import PRESENT

ALL = Filter()
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
CODES = [emotion.code for emotion in EMOTIONS]


def test_nps(rows: Rows) -> None:
    # 10 9 10 9 10 | 8 7 | 3 6 0: 100 (5 - 3) / 10 = 20. With the imaginary answers p = 5.75 / 13, d = 3.75 / 13,
    # middle 200 / 13 = 15.3846, half-width 196 sqrt((0.730769 - 0.023669) / 13) = 45.7114
    expected = {"n": 10, "promoters": 5, "passives": 2, "detractors": 3, "nps": 20.0, "low": -30.3268, "high": 61.0961}
    assert rows("nps", filter=ALL) == [pytest.approx({**expected, "size": "few"}, abs=1e-3)]


def test_nps_by_period(rows: Rows) -> None:
    # January 10 9 8 3 10 7: middle 200 / 9 = 22.2222, half-width 196 sqrt((5.5 / 9 - 4 / 81) / 9) = 48.9664
    january = {"n": 6, "promoters": 3, "passives": 2, "detractors": 1, "nps": 33.3333, "low": -26.7442, "high": 71.1886}
    february = {"n": 3, **dict.fromkeys(("promoters", "passives", "detractors", "nps", "low", "high"))}
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
        ("support", 1, None, "hidden"),
        ("", 3, None, "hidden"),
    ]


def test_nps_score_count(rows: Rows) -> None:
    counts = {row["nps_score"]: row["n"] for row in rows("nps_score_count", filter=ALL)}
    assert counts == {0: 1, 1: 0, 2: 0, 3: 1, 4: 0, 5: 0, 6: 1, 7: 1, 8: 1, 9: 2, 10: 3}


def test_coverage(rows: Rows) -> None:
    states = {"no_text": 2, "unsupported_language": 1, "empty": 1, "scored": 12, "no_emotion": 2, "mixed": 1}
    others = {"with_nps": 10, "with_rating": 6, "without_date": 1}
    assert rows("coverage", filter=ALL) == [{"n": 16, **states, **others}]


def test_emotion_share(rows: Rows) -> None:
    found = rows("emotion_share", filter=ALL)
    assert [row["emotion"] for row in found] == CODES
    assert [row["present"] for row in found] == [3, 1, 0, 2, 0, 1, 0, 0, 1, 2, 1, 2]
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
        ("support", 1, "hidden"): {},
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


def test_emotion_share_by_nps_band(open_rows: Rows) -> None:
    found = open_rows("emotion_share_by_nps_band", filter=ALL)
    assert _present(found, "nps_band", "n", "size") == {
        ("promoter", 3, "few"): {"joy": 1, "trust": 1, "anxiety": 1},
        ("passive", 1, "hidden"): {},
        ("detractor", 3, "few"): {"curiosity": 1, "frustration": 1, "anger": 2},
    }


def test_leading_emotion_by_nps_band(open_rows: Rows) -> None:
    # promoters 1 (joy 2, trust 1), 2 (anxiety), 16 (none); detractors 4 (frustration 3, anger 2), 5 (curiosity), 6 (anger)
    found = open_rows("leading_emotion_by_nps_band", filter=ALL)
    assert [row["emotion"] for row in found] == [*CODES, ""] * 3
    assert _present(found, "nps_band", "n", "size") == {
        ("promoter", 3, "few"): {"joy": 1, "anxiety": 1, "": 1},
        ("passive", 1, "hidden"): {},
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
        {"touchpoint": "support", "n": 1, "tone": None, "low": None, "high": None, "size": "hidden"},
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


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", [11, 15, 14, 10, 9, 6, 5, 4, 3, 2, 13, 12, 8, 7, 1, 16]),
        ("oldest", [1, 7, 8, 12, 13, 2, 3, 4, 5, 6, 9, 10, 14, 15, 11, 16]),
        ("tone_low", [6, 4, 2, 8, 9, 16, 5, 3, 10, 7, 1, 11, 15, 14, 13, 12]),
        ("tone_high", [11, 1, 7, 10, 3, 5, 16, 9, 8, 2, 4, 6, 15, 14, 13, 12]),
        ("intensity", [11, 6, 4, 2, 8, 7, 1, 10, 5, 3, 9, 16, 15, 14, 13, 12]),
        ("confidence", [6, 11, 10, 5, 4, 3, 2, 8, 7, 1, 16, 9, 15, 14, 13, 12]),
    ],
)
def test_comment_list_orders_and_pages(rows: Rows, order: str, expected: list[int]) -> None:
    found = [row["feedback_id"] for row in rows("comment_list", filter=ALL, order=order, limit=16, offset=0)]
    assert found == expected
    page = [row["feedback_id"] for row in rows("comment_list", filter=ALL, order=order, limit=4, offset=6)]
    assert page == expected[6:10]


def test_comment_list_row(rows: Rows) -> None:
    [found] = rows("comment_list", filter=Filter(contains="빨라서"), order="newest", limit=9, offset=0)
    assert found == {
        "feedback_id": 1, "answered_at": datetime(2026, 1, 5, 10), "touchpoint": "payment", "channel": "app",
        "product": "Ondo Pay", "segment": "new", "language": "ko", "audience": "customer", "state": "scored",
        "text": "결제가 빨라서 정말 좋아요", "rating": None, "rating_max": None, "nps_score": 10,
        "tone": pytest.approx(0.8), "confidence": pytest.approx(0.9), "valence": "positive", "intensity": 2,
        "present": ["joy", "trust"], "consent_quote": True, "source": "survey",
        "evidence": [{"start": 0, "end": 3, "emotion": "joy", "weight": pytest.approx(1.2)}],
    }  # fmt: skip


def test_comment_count(rows: Rows) -> None:
    assert rows("comment_count", filter=ALL) == [{"n": 16}]
    assert rows("comment_count", filter=Filter(contains="no such word")) == [{"n": 0}]


def test_comment(rows: Rows) -> None:
    [found] = rows("comment", feedback_id=1)
    assert (found["source_id"], found["customer_key"], found["present"]) == ("id-1", "key-1", ["joy", "trust"])
    assert [(row["emotion"], row["present"], row["intensity"]) for row in found["emotions"]] == [
        ("joy", True, 2),
        ("trust", True, 1),
        ("surprise", False, 0),
    ]
    assert found["emotions"][0]["probability"] == pytest.approx(PRESENT)
    [silent] = rows("comment", feedback_id=12)
    assert (silent["text"], silent["present"], silent["emotions"]) == (None, [], [])
    assert rows("comment", feedback_id=999) == []


def test_quote_list(rows: Rows) -> None:
    # All: mean tone 0.5 / 12; shares in twelfths joy 3, trust, disappointment, anger 2, five others 1: length 5 / 12.
    # 10 (joy, disappointment): |0.5 - 0.0417| / 2 + 1 - 5 / (5 sqrt 2) = 0.522; next is 1 (joy, trust) with 0.672.
    # Intensity 3 have 4 (may not be quoted), 6 (1.0 x 0.99) and 11 (1.0 x 0.9). Against a mean above zero, with 6
    # taken: 2 (0.6 x 0.9), then 8 (0.4 x 0.9).
    found = rows("quote_list", filter=ALL)
    assert [(row["role"], row["n"], row["feedback_id"]) for row in found] == [
        ("typical", 12, 10),
        ("strongest", 12, 6),
        ("disagreeing", 12, 2),
    ]
    assert (found[0]["present"], found[0]["text"]) == (["joy", "disappointment"], "Fast delivery 인데 포장이 아쉬워요")
    # Payment: mean tone -1 / 6; shares in sixths trust, anger 2, four others 1: length sqrt(12) / 6.
    # 3 (trust): |0.4 + 0.1667| / 2 + 1 - 2 / sqrt(12) = 0.706; 6 (anger) has 0.839, 1 (joy, trust) 0.871.
    found = rows("quote_list", filter=Filter(touchpoints=("payment",)))
    assert [row["feedback_id"] for row in found] == [3, 6, 1]
    assert {row["consent_quote"] for row in rows("quote_list", filter=Filter(audience="employee"))} == {True}


def test_export_list(rows: Rows) -> None:
    found = rows("export_list", filter=ALL)
    oldest_first = (1, 7, 8, 12, 13, 2, 3, 4, 5, 6, 9, 10, 14, 15, 11, 16)
    assert [row["feedback_id"] for row in found] == [str(number) for number in oldest_first]
    assert [row["emotions"] for row in found[:3]] == ["joy, trust", "delight", "disappointment"]
    assert (found[3]["emotions"], found[3]["text"], found[3]["nps_score"]) == ("", None, 10)


def test_emotion_list(rows: Rows) -> None:
    assert [tuple(row.values()) for row in rows("emotion_list")] == [
        (
            item.code, item.label_ko, item.label_en, item.valence, item.colour, item.order,
            item.capital_sign, item.is_complaint, [("ko", item.label_ko), ("en", item.label_en)],
        )
        for item in EMOTIONS
    ]  # fmt: skip


def test_touchpoint_list(rows: Rows) -> None:
    found = rows("touchpoint_list")
    assert [row["touchpoint"] for row in found][:5] == ["awareness", "search", "sign-up", "payment", "delivery"]
    assert found[3] == {
        "touchpoint": "payment", "label_ko": "결제", "label_en": "Payment", "position": 4,
        "intended_emotion": "trust", "in_journey": True, "labels": [("ko", "결제"), ("en", "Payment")],
    }  # fmt: skip


def test_filter_value_list(rows: Rows) -> None:
    found = rows("filter_value_list")
    by_dimension = {row["dimension"]: {} for row in found}
    for row in found:
        by_dimension[row["dimension"]][row["value"]] = row["n"]
    assert by_dimension == {
        "audience": {"customer": 16, "employee": 8},
        "channel": {"": 14, "app": 6, "web": 4},
        "language": {"ko": 16, "": 3, "en": 3, "ja": 1, "mixed": 1},
        "product": {"": 18, "Ondo Pay": 6},
        "segment": {"": 12, "head office": 8, "loyal": 2, "new": 2},
        "source": {"survey": 10, "staff": 8, "shop": 6},
        "state": {"scored": 20, "no_text": 2, "empty": 1, "unsupported_language": 1},
        "touchpoint": {"payment": 14, "delivery": 5, "": 4, "support": 1},
    }
    assert [row["value"] for row in found if row["dimension"] == "touchpoint"] == ["payment", "delivery", "", "support"]


def test_date_range(rows: Rows) -> None:
    assert rows("date_range") == [{"first_day": date(2026, 1, 5), "last_day": date(2026, 2, 27), "n": 24}]


def test_event_list(rows: Rows) -> None:
    columns = ("event", "starts_on", "ends_on", "kind", "touchpoint")
    assert [tuple(row[name] for name in columns) for row in rows("event_list")] == [
        ("new-year", date(2026, 1, 1), date(2026, 1, 8), "campaign", None),
        ("pay-2", date(2026, 1, 15), None, "release", "payment"),
    ]


def test_run_list(rows: Rows) -> None:
    [found] = rows("run_list")
    assert (found["run_id"], found["files"], found["rows_read"], found["rows_new"]) == (1, ["survey.csv"], 26, 24)
    assert dict(found["masked"]) == {"phone": 1}


def test_source_list(rows: Rows) -> None:
    """By hand: ten customers in the survey, two of them without text; six rate in the shop. All were read in one run."""
    columns = ("source", "n", "no_text", "scored", "first_day", "last_day", "files", "size")
    assert [tuple(row[name] for name in columns) for row in rows("source_list", filter=Filter())] == [
        ("survey", 10, 2, 7, date(2026, 1, 5), date(2026, 2, 20), ["survey.csv"], "few"),
        ("shop", 6, 0, 5, date(2026, 1, 6), date(2026, 2, 27), ["survey.csv"], "few"),
    ]
    [few] = rows("source_list", filter=Filter(touchpoints=("support",)))
    assert (few["source"], few["n"], few["scored"], few["first_day"], few["size"]) == ("survey", 1, 1, None, "hidden")
    [staff] = rows("source_list", filter=Filter(audience="employee"))
    assert (staff["source"], staff["n"], staff["first_day"]) == ("staff", 8, date(2026, 2, 18)), "the block's last day"
    assert rows("source_list", filter=Filter(audience="employee", nps_bands=("detractor",))) == []


def test_rejected_rows(rows: Rows) -> None:
    found = rows("rejected_row_list", limit=10, offset=0)
    assert [(row["row"], row["column"], row["reason"], row["remedy"], dict(row["arguments"])) for row in found] == [
        (3, "date", "not_a_date", "write_date", {"value": "'soon'"}),
        (7, "nps", "nps_out_of_range", "correct_or_map_as_rating", {"value": "11"}),
    ]
    assert rows("rejected_row_list", limit=1, offset=1) == found[1:]
    assert rows("rejected_row_count") == [{"n": 2}]
    assert [row["raw"] for row in found] == ["{}", "{}"]


def test_what_an_employee_wrote_is_not_read_in_a_row_set_aside(tmp_path: Path) -> None:
    staff = sample_databases.Answer("2026-01-05", "좋아요", 0.5, audience="employee", source="survey")
    bad = sample_databases.Rejected(7, "nps", Reason("nps_out_of_range", {"value": 11}), raw='{"text": "혼자 한 말"}')
    warehouse = open_warehouse(sample_databases.build_world(tmp_path / "x.duckdb", [staff], rejected=[bad]))
    [found] = warehouse.run("rejected_row_list", limit=10, offset=0).to_pylist()
    assert (found["row"], found["reason"], found["raw"]) == (7, bad.reason.code, None)


def test_days_and_counts_of_the_whole_file_wait_for_a_block_to_fill(tmp_path: Path) -> None:
    customer = sample_databases.Answer("2026-01-05", "좋아요", 0.5)
    staff = [sample_databases.Answer(f"2026-01-{day:02}", "좋아요", 0.5, audience="employee") for day in range(6, 15)]
    for size, expected in ((7, (1, 5)), (8, (9, 13)), (9, (9, 13))):
        path = sample_databases.build_world(tmp_path / f"{size}.duckdb", [customer, *staff[:size]])
        [found] = open_warehouse(path).run("date_range").to_pylist()
        assert (found["n"], found["last_day"]) == (expected[0], date(2026, 1, expected[1]))


def test_meta_list(rows: Rows) -> None:
    found = {row["name"]: row["value"] for row in rows("meta_list")}
    assert (found["schema_version"], found["employee_below"], found["time_zone"]) == (
        str(SCHEMA_VERSION),
        "8",
        "Asia/Seoul",
    )


LINKED = (
    sample_databases.Answer("2026-01-01", "배송이 늦어요", -0.5, {"anger": 1}, customer="kim", lemmas=("배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-04", "환불 배송 늦음", -0.5, customer="kim", lemmas=("환불/NNG", "배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-02", nps=3, language=None, customer="kim"),
    sample_databases.Answer("2026-01-03", "배송 늦고 포장 엉망", -0.5, customer="lee", lemmas=("배송/NNG", "늦다/VA", "포장/NNG")),
    sample_databases.Answer("2026-01-05", "배송이 또 늦어요", -0.5, customer="choi", lemmas=("배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-06", "배송이 또 늦어요", -0.5, customer="park", lemmas=("배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-07", "배송이 늦어요", -0.5, customer="jung", lemmas=("배송/NNG", "늦다/VA")),
    sample_databases.Answer("2026-01-08", "예뻐요", 0.9, customer="yoon", lemmas=("예쁘다/VA",)),
    sample_databases.Answer("2026-01-09", "배송 늦는다고 욕먹어요", -0.9, customer="kim", audience="employee",
                  lemmas=("배송/NNG", "늦다/VA")),
)  # fmt: skip


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return open_warehouse(sample_databases.build_world(tmp_path_factory.mktemp("linked") / "linked.duckdb", LINKED))


def test_customer_comment_list(linked: Warehouse) -> None:
    def ids(feedback_id: int, limit: int = 9) -> list[tuple[int, int, int, bool]]:
        found = linked.run("customer_comment_list", feedback_id=feedback_id, limit=limit).to_pylist()
        return [(row["feedback_id"], row["nth"], row["of_n"], row["is_earlier"]) for row in found]

    assert ids(1) == [(3, 2, 3, False), (2, 3, 3, False)]
    assert ids(3) == [(1, 1, 3, True), (2, 3, 3, False)]
    assert ids(2, limit=1) == [(3, 2, 3, True)]
    assert ids(9) == [] and ids(8) == [] and ids(999) == []


def test_similar_comment_list(linked: Warehouse) -> None:
    """By hand: 배송 and 늦다 stand in 7 of 8 scored comments (the employee's too), and weigh ln(9 / 7) each.

    A comment of two such words shares all weight; one of three, the third of which weighs the mean, 2 of 3.
    """
    found = linked.run("similar_comment_list", feedback_id=1, limit=5).to_pylist()
    assert [(row["feedback_id"], row["likeness"]) for row in found] == [(5, 1.0), (4, pytest.approx(2 / 3))]
    assert found[0]["shared"] == ["늦다/VA", "배송/NNG"]
    for alone in (8, 9, 999):
        assert linked.run("similar_comment_list", feedback_id=alone, limit=5).num_rows == 0


def test_lemma_list(linked: Warehouse) -> None:
    assert linked.run("lemma_list").to_pylist() == [
        {"lemma": "늦다/VA", "n": 6},
        {"lemma": "배송/NNG", "n": 6},
        {"lemma": "예쁘다/VA", "n": 1},
        {"lemma": "포장/NNG", "n": 1},
        {"lemma": "환불/NNG", "n": 1},
    ]


def test_every_query_has_its_test_here() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py"))
    assert not {name for name in QUERIES if f'"{name}"' not in text}
