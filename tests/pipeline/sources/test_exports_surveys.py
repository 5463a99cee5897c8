"""All exports of survey services and help desks: nothing personal is stored, and any mixture of columns is read or refused."""

import csv
import io
import tempfile
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.check_report import check_file
from pipeline.config.settings import load_settings
from pipeline.errors import OndoError
from pipeline.masking.mask import mask_rejected
from pipeline.records import Inspection, RawFeedback, ReadOptions, RejectedRow
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.sources import inspect, read
from pipeline.sources.exports.survey_questions import (
    Question,
    is_personal,
    open_questions,
    recommend_questions,
)
from tests.pipeline.sources.random_cells import CELLS
from tests.pipeline.sources.survey_exports import ANSWERS, MONKEY, PLANTED, RATINGS, qualtrics_rows
from tests.pipeline.sources.tables import TODAY, table


@pytest.mark.parametrize(
    "text",
    ["성함을 적어 주세요", "이메일", "회신 받을 이메일 주소", "전화번호", "What is your name?", "Your phone number:",
     "Email address", "Order number"],
)  # fmt: skip
def test_questions_for_personal_data(text: str) -> None:
    assert is_personal(Question(0, "Q1", text, ["x"]))
    assert not open_questions([Question(0, "Q1", text, ["a long answer of several words"] * 3, is_open=True)])


@pytest.mark.parametrize(
    "text",
    ["전화 상담에 대한 의견", "아이디어를 자유롭게 적어 주세요", "What do you think of our mobile app? Tell us why",
     "How well did we address your issue?", "Why did you leave our emails?"],
)  # fmt: skip
def test_questions_for_opinions(text: str) -> None:
    asked = Question(0, "Q1", text, ["fine", "bad"], is_open=True)
    assert open_questions([asked]) == [asked]


def test_a_question_about_recommending_on_another_scale_is_no_recommend_question() -> None:
    asked = [Question(0, "Q1", "Would you recommend us?", values) for values in (["yes", "no"], ["5", "4"] * 20, [])]
    assert recommend_questions(asked) == []


FILES = {
    "qualtrics": qualtrics_rows(),
    "surveymonkey": MONKEY,
    "helpdesk": RATINGS,
    "longform": ANSWERS,
}


def stored(folder: Path, path: Path) -> tuple[Path, Inspection]:
    database = folder / "ondo.duckdb"
    inspections = inspect_files([path], ReadOptions())
    report = run_batch(RunSettings([path], database, load_settings()), inspections)
    assert report.adds_up()
    return database, inspections[0]


@pytest.mark.parametrize("kind", FILES)
def test_a_run_stores_nothing_personal_and_is_the_same_twice(tmp_path: Path, kind: str) -> None:
    path = table(tmp_path, FILES[kind])
    database, inspection = stored(tmp_path, path)
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        everything_in = "\n".join(str(connection.execute(f"from {name}").fetchall()) for name in tables)
        counted = connection.execute("select count(*) from feedback").fetchall()[0][0]
    assert not [item for item in PLANTED if item in everything_in]
    assert inspection.kind == kind
    renamed = table(tmp_path, FILES[kind], "again.csv")
    again = run_batch(RunSettings([renamed], database, load_settings()), inspect_files([renamed], ReadOptions()))
    assert (again.new, again.updated, again.unchanged) == (0, 0, counted)


@pytest.mark.parametrize("kind", FILES)
def test_check_shows_kind_mapping_and_notes(tmp_path: Path, kind: str) -> None:
    said = check_file(table(tmp_path, FILES[kind]), ReadOptions())
    assert "kind       " in said and "note: " in said and "-> text" in said
    assert not [item for item in PLANTED if item in said]


NAMES = st.sampled_from([name for rows in FILES.values() for name in rows[0]])
MORE = st.sampled_from(
    ["good", "offered", "R_1", "Survey Preview", "8", "nps", "text", "10 - 매우", '{"ImportId":"QID1"}', "{}", "\x00",
     '{"ImportId":"startDate","timeZone":"Mars"}', "Open-Ended Response", "Response ID", "동의합니다"]
)  # fmt: skip
RANDOM = st.lists(st.lists(st.one_of(CELLS, MORE), max_size=12), max_size=8)


def read_or_refused(path: Path) -> int | None:
    """The number of rows read, each of them counted once; None where the file was refused in words."""
    try:
        inspection = inspect(path, ReadOptions())
        rows = list(read(inspection, TODAY))
        check_file(path, ReadOptions())
    except OndoError as error:
        assert error.message and error.where and error.remedy
        return None
    kinds = Counter(type(row) for row in rows)
    assert kinds[RawFeedback] + kinds[RejectedRow] == len(rows)
    assert all(isinstance(mask_rejected(row), RejectedRow) for row in rows if isinstance(row, RejectedRow))
    if inspection.rows is not None:
        assert inspection.rows == len(rows)
    return len(rows)


@pytest.mark.parametrize("kind", FILES)
def test_columns_may_be_missing_and_cells_hold_anything(kind: str) -> None:
    header = FILES[kind][0]
    heads = {"qualtrics": 3, "surveymonkey": 2}.get(kind, 1)

    @settings(max_examples=60, deadline=None)
    @given(
        st.sets(st.integers(0, len(header) - 1), max_size=8), RANDOM, st.sampled_from(["utf-8", "utf-16"]), st.data()
    )
    def check(gone: set[int], more: list[list[str]], encoding: str, data: st.DataObject) -> None:
        rows = [*FILES[kind], *more]
        rows = rows[:heads] + data.draw(st.permutations(rows[heads:]))
        kept = [[cell for place, cell in enumerate(row) if place not in gone] for row in rows]
        text = io.StringIO(newline="")
        csv.writer(text).writerows(kept)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.csv"
            path.write_bytes(text.getvalue().encode(encoding, "replace"))
            read_or_refused(path)

    check()


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=14, unique=True), RANDOM)
def test_any_mixture_of_columns(header: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.getvalue().encode("utf-8", "replace"))
        read_or_refused(path)
