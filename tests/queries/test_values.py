"""Every query on worlds.TINY, against rows worked out by hand."""

from datetime import date, datetime
from pathlib import Path

import duckdb

from pipeline.config.settings import SCHEMA_VERSION
from pipeline.config.settings_types import Topic
from pipeline.emotions import EMOTIONS
from pipeline.errors import Reason
from queries import QUERIES, Filter, open_warehouse
from tests import sample_databases
from tests.queries.conftest import Rows


def test_emotion_list(rows: Rows) -> None:
    assert [tuple(row.values()) for row in rows("emotion_list")] == [
        (
            item.code, item.label_ko, item.label_en, item.valence, item.colour, item.order,
            item.capital_sign, item.is_complaint, [("ko", item.label_ko), ("en", item.label_en)],
        )
        for item in sorted(EMOTIONS, key=lambda item: (-item.valence, item.order))
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
        "channel": {"": 14, "app": 6, "web": None},
        "language": {"ko": 16, "": None, "en": None, "ja": None, "mixed": None},
        "product": {"": 18, "Ondo Pay": 6},
        "question": {"": 24},
        "segment": {"": 12, "head office": 8, "loyal": None, "new": None},
        "source": {"survey": 10, "staff": 8, "shop": 6},
        "state": {"scored": 20, "no_text": None, "empty": None, "unsupported_language": None},
        "touchpoint": {"payment": 14, "delivery": 5, "": None, "support": None},
    }
    assert [row["value"] for row in found if row["dimension"] == "touchpoint"] == ["payment", "delivery", "", "support"]


def test_date_range(rows: Rows) -> None:
    assert rows("date_range") == [{"first_day": date(2026, 1, 5), "last_day": date(2026, 2, 27), "n": 24, "beyond": 0}]


def test_score_list(rows: Rows) -> None:
    assert [(row["audience"], row["score"], row["top"]) for row in rows("score_list")] == [
        ("customer", "nps", 10),
        ("customer", "rating", 1),
        ("employee", "nps", 10),
    ]


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
    hidden = ("survey", None, None, None, "hidden")
    assert (few["source"], few["n"], few["scored"], few["first_day"], few["size"]) == hidden
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
    said = sample_databases.Answer("2026-01-05", "좋아요", 0.5, source="survey")
    raw = '{"text": "혼자 한 말"}'
    bad = [
        sample_databases.Rejected(row, "nps", Reason("nps_out_of_range", {"value": "…"}), raw=raw, audience=audience)
        for row, audience in ((7, "employee"), (8, None), (9, "customer"))
    ]
    warehouse = open_warehouse(sample_databases.build_database(tmp_path / "x.duckdb", [said], rejected=bad))
    found = warehouse.run("rejected_row_list", limit=10, offset=0).to_pylist()
    assert [(row["row"], row["raw"]) for row in found] == [(7, None), (8, None), (9, raw)]


def test_days_and_counts_of_the_whole_file_wait_for_a_block_to_fill(tmp_path: Path) -> None:
    customer = sample_databases.Answer("2026-01-05", "좋아요", 0.5)
    staff = [sample_databases.Answer(f"2026-01-{day:02}", "좋아요", 0.5, audience="employee") for day in range(6, 15)]
    for size, expected in ((7, (None, 5)), (8, (9, 13)), (9, (9, 13))):
        path = sample_databases.build_database(tmp_path / f"{size}.duckdb", [customer, *staff[:size]])
        [found] = open_warehouse(path).run("date_range").to_pylist()
        assert (found["n"], found["last_day"]) == (expected[0], date(2026, 1, expected[1]))


def test_meta_list(rows: Rows) -> None:
    found = {row["name"]: row["value"] for row in rows("meta_list")}
    assert (found["schema_version"], found["employee_below"], found["time_zone"]) == (
        str(SCHEMA_VERSION),
        "8",
        "Asia/Seoul",
    )


def test_unread_cell_list(tmp_path: Path) -> None:
    path = sample_databases.build_database(tmp_path / "x.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "insert into unread_cell values (1, 'survey', 'a.csv', 'Tag', 'date', 2, 'soon', 7), "
            "(1, 'staff', 'b.csv', 'Note', 'rating', 7, '…', null)"
        )
    found = open_warehouse(path).run("unread_cell_list").to_pylist()
    assert [
        (row["file"], row["column"], row["field"], row["cells"], row["example"], row["first_row"]) for row in found
    ] == [
        ("b.csv", "Note", "rating", 7, "…", None),
        ("a.csv", "Tag", "date", 2, "soon", 7),
    ]


def test_own_layer_list(tmp_path: Path) -> None:
    path = sample_databases.build_database(tmp_path / "x.duckdb")
    assert open_warehouse(path).run("own_layer_list").num_rows == 0
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "insert into own_layer values ('l1', 's1', '2026-03-01 10:00', 'rating', 900, 'weights'::blob)"
        )
        connection.execute(
            "insert into own_layer_language values ('ko', 300, 500, 7, 400, 0.9, 0.93, 0.01, 0.05, "
            "[{'word': '심심하다', 'change': -0.5, 'comments': 40}]), ('en', 60, 40, 0, 50, 0.8, 0.8, -0.02, 0.02, [])"
        )
    english, korean = open_warehouse(path).run("own_layer_list").to_pylist()
    assert (english["language"], english["complaints"], english["words"]) == ("en", 60, [])
    assert korean == {
        "language": "ko", "version": "l1", "base_version": "s1", "learned_at": datetime(2026, 3, 1, 10), "learned_from": "rating",
        "complaints": 300, "praise": 500, "contradicting": 7, "measured": 400, "right_before": 0.9, "right_after": 0.93,
        "gain_low": 0.01, "gain_high": 0.05, "words": [{"word": "심심하다", "change": -0.5, "comments": 40}],
    }  # fmt: skip


def test_export_count(tmp_path: Path) -> None:
    clause = sample_databases.Clause(4, None, -0.5, {"anger": 2})
    answers = (
        sample_databases.Answer(
            "2026-01-05", "화나고 답답해요", -0.5, {"anger": 2}, consent_quote=False, mentions=(clause, clause)
        ),
        sample_databases.Answer("2026-01-06", "고마워요 정말", 0.5, {"gratitude": 2}, mentions=(clause,)),
        sample_databases.Answer("2026-01-07", nps=9, consent_quote=False),
    )
    path = sample_databases.build_database(tmp_path / "x.duckdb", answers)
    told = {"comments": 2, "scores": 1, "texts_left_out": 1, "mentions": 3, "mention_texts_left_out": 2}
    source = open_warehouse(path)
    assert source.run("export_count", filter=Filter()).to_pylist() == [told]
    assert source.run("export_list", filter=Filter()).num_rows == 3, "comments and scores"
    assert source.run("mention_list", filter=Filter()).num_rows == 3
    in_groups = open_warehouse(path, reads_comments=False).run("export_count", filter=Filter()).to_pylist()
    assert in_groups == [dict.fromkeys(told)], "so few are counted by those alone who may read them"


def test_topic_list(tmp_path: Path) -> None:
    own = (Topic("늦은 배송", ("배송+늦다", "지연")), Topic("App", ("app",)))
    path = sample_databases.build_database(tmp_path / "x.duckdb", topics=own)
    assert open_warehouse(path).run("topic_list").to_pylist() == [
        {"topic": "늦은 배송", "words": ["배송+늦다", "지연"]},
        {"topic": "App", "words": ["app"]},
    ]


def test_every_query_has_its_test_here() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py"))
    assert not {name for name in QUERIES if f'"{name}"' not in text}
