"""A file with several open questions: a comment for each answer, the answer's figures once, and what changes at the source."""

from pathlib import Path

import duckdb
import pytest

import queries
from pipeline.config.settings import load_settings
from pipeline.masking.hashing import same_customer
from pipeline.records import ReadOptions, RunReport
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.upkeep.backup import back_up
from pipeline.upkeep.forget import forget_answer
from pipeline.upkeep.verify import refuse_broken
from tests.pipeline.support import ask, write_csv
from tests.pipeline.upkeep.customer_to_forget import NOW, TODAY

HEADER = ["id", "date", "nps", "별점", "좋았던 점", "2. 아쉬운 점", "고객번호", "동의"]
GIVEN = [
    ["1", "2026-03-01", "9", "5", "조식이 푸짐해서 행복했어요", "주차장", "Kim 01", "yes"],
    ["2", "2026-03-02", "2", "1", "", "엘리베이터가 멈춰서 무서웠어요", "c2", "yes"],
    ["3", "2026-03-03", "10", "4", "", "", "KIM01", "yes"],
]


def exported(database: Path, *rows: list[str], name: str = "export") -> RunReport:
    path = write_csv(database.parent / f"{name}.csv", list(rows), HEADER)
    asked = RunSettings((path,), database, load_settings(), ReadOptions(source="survey"))
    report = run_batch(asked, inspect_files(asked.files, asked.options))
    assert report.adds_up()
    refuse_broken(database)
    return report


@pytest.fixture
def database(tmp_path: Path) -> Path:
    exported(tmp_path / "ondo.duckdb", *GIVEN)
    return tmp_path / "ondo.duckdb"


def comments(database: Path) -> list[tuple[object, ...]]:
    return ask(
        database,
        "select source_id, text, question, nps_score, rating, answer_nps_score, answer_rating, answer_rating_max "
        "from feedback order by source_id, answer_id nulls first",
    )


def test_each_answer_is_a_comment_and_its_figures_count_once(database: Path) -> None:
    first, second = "좋았던 점", "아쉬운 점"
    assert comments(database) == [
        ("1", GIVEN[0][4], first, 9, 5.0, None, None, None),
        ("1", "주차장", second, None, None, 9, 5.0, 5),
        ("2", GIVEN[1][5], second, 2, 1.0, None, None, None),
        ("3", None, None, 10, 4.0, None, None, None),
    ]
    assert len(ask(database, "select distinct customer_key from feedback")) == 2
    tones = dict(ask(database, "select text, tone from feedback where text is not null"))
    assert tones["주차장"] < 0 < tones[GIVEN[0][4]]
    alone = ask(database, "select text, mention.tone from mention join feedback using (feedback_id)")
    assert dict(alone) == tones, "what a question expects moves an answer's mentions too"

    source = queries.open_warehouse(database)
    [nps] = source.run("nps_score_count", filter=queries.Filter()).to_pylist()[9:10]
    assert nps["nps_score"] == 9
    asked = queries.Filter(questions=(second,), nps_bands=("promoter",))
    [shown] = source.run("comment_list", filter=asked, order="newest", limit=9, offset=0).to_pylist()
    assert (shown["text"], shown["nps_score"], shown["rating"], shown["question"]) == ("주차장", 9, 5.0, second)
    rows = source.run("export_list", filter=queries.Filter()).to_pylist()
    assert [row["nps_score"] for row in rows] == [9, None, 2, 10] or sum(row["nps_score"] or 0 for row in rows) == 21
    ids = {row["feedback_id"] for row in rows}
    assert [row["answer_id"] in ids for row in rows if row["answer_id"]] == [True]


def test_the_same_export_again_changes_nothing(database: Path) -> None:
    report = exported(database, *GIVEN, name="again")
    assert (report.read, report.unchanged, report.published) == (4, 4, False)


def test_what_is_emptied_or_withdrawn_goes_from_database_and_backups(database: Path) -> None:
    backup = back_up(database, None, with_key=True, now=NOW).path
    report = exported(database, [*GIVEN[0][:5], "", *GIVEN[0][6:]], ["2", "", "", "", "", "", "c2", "yes"], GIVEN[2])
    assert (report.rejected, report.new) == (1, 0)
    for path in (database, backup):
        texts = [text for (text,) in ask(path, "select text from feedback where text is not null")]
        assert texts == [GIVEN[0][4]], path.name
        assert "주차장".encode() not in path.read_bytes() and "엘리베이터".encode() not in path.read_bytes()
    exported(database, *GIVEN, name="back")
    assert len(comments(database)) == 4
    withdrawn = exported(database, [*GIVEN[0][:7], "no"], name="withdrawn")
    assert (withdrawn.no_consent, [row[0] for row in comments(database)]) == (1, ["2", "3"])
    assert exported(database, *GIVEN, name="later").forgotten == 2


def test_an_answer_is_forgotten_with_all_of_its_comments(database: Path) -> None:
    [(first,)] = ask(database, "select feedback_id from feedback where source_id = '1' and answer_id is null")
    assert [proof.erased.answers for proof in forget_answer(database, first, TODAY)] == [2]
    assert exported(database, *GIVEN, name="again").forgotten == 2


@pytest.mark.parametrize("newer_first", [True, False])
def test_the_newer_of_two_rows_of_one_id_counts(tmp_path: Path, newer_first: bool) -> None:
    newer = ["1", "2026-03-09", "3", "2", "", "이제는 별로예요", "c1", "yes"]
    rows = [newer, GIVEN[1], ["1", *GIVEN[1][1:]]] if newer_first else [["1", *GIVEN[1][1:]], GIVEN[1], newer]
    report = exported(tmp_path / "ondo.duckdb", *rows)
    assert (report.read, report.new, report.repeated, report.rejected) == (3, 2, 1, 0)
    assert [row[3] for row in comments(tmp_path / "ondo.duckdb")] == [3, 2]
    undated = [["7", "", "1", "", "", "하나", "", "yes"], ["7", "", "2", "", "", "둘", "", "yes"]]
    assert exported(tmp_path / "ondo.duckdb", *undated, name="undated").rejected == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim01", " kim01 ", True),
        ("kim 01", "KIM01", True),
        ("010-1234-5678", "01012345678", True),
        ("+82 10-1234-5678", "010 1234 5678", True),
        ("ｋｉｍ", "kim", True),
        ("A-1", "A1", False),
        ("2024-0101", "20240101", False),
    ],
)
def test_ids_that_are_one_customers(one: str, other: str, same: bool) -> None:
    assert (same_customer(one) == same_customer(other)) is same


def test_unread_cells_are_counted_in_the_whole_run(tmp_path: Path) -> None:
    dates = [
        ["1", "어제쯤", *GIVEN[0][2:]],
        *([str(n), "2026-03-01", "5", "3", "", f"{n}번 창구가 닫혔어요", "", "yes"] for n in range(2, 9)),
    ]
    report = exported(tmp_path / "ondo.duckdb", *dates, ["9", "어제쯤", *GIVEN[1][2:]])
    assert [(one.column, one.field, one.cells, one.example, one.first_row) for one in report.unread] == [
        ("date", "date", 2, "'어제쯤'", 2)
    ]
    assert ask(tmp_path / "ondo.duckdb", "select field, cells, first_row from unread_cell") == [("date", 2, 2)]
    with duckdb.connect(str(tmp_path / "ondo.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from feedback where answered_at is null").fetchall() == [(3,)]
