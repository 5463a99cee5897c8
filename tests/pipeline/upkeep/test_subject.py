"""What is stored of one person, as a file to hand out."""

import json
import stat
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from pipeline.cli.options import chosen_subject
from pipeline.errors import WrongUsage
from pipeline.upkeep.subject import subject_data
from tests.pipeline.support import ask, ondo
from tests.pipeline.upkeep.customer_to_forget import GONE, hashed


def test_a_persons_data_is_handed_out_whole_and_nobody_elses(database: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table remark (feedback_id bigint, word varchar)")
        connection.execute("insert into remark select feedback_id, '=1+1' from feedback where source_id = '1'")
        connection.execute("insert into remark select feedback_id, 'foreign' from feedback where source_id = '6'")
    told = ondo("subject-export", "--customer", "-", "--db", database, stdin=GONE.encode())
    found = json.loads(told.stdout)
    assert told.returncode == 0 and GONE.encode() not in told.stdout + told.stderr
    assert [*found] == [
        "answers", "emotions", "words", "mentions", "former_feedback_id", "remark", "rejected_rows", "runs",
    ]  # fmt: skip
    assert sorted(row["source_id"] for row in found["answers"]) == ["1", "2", "4", "5"]
    first = next(row for row in found["answers"] if row["source_id"] == "1")
    assert (first["text"], first["answered_at"], first["nps_score"]) == (
        "Zanzibar parcels arrive gloriously early", "2026-03-01 00:00:00", 10,
    )  # fmt: skip
    assert first["customer_key"] == hashed(database) and isinstance(first["feedback_id"], str) and "tone" in first
    numbers = {row["feedback_id"] for row in found["answers"]}
    assert {
        row["feedback_id"] for name in ("emotions", "words", "mentions", "remark") for row in found[name]
    } <= numbers
    assert [row["word"] for row in found["remark"]] == ["=1+1"]
    assert sorted(row["row"] for row in found["rejected_rows"]) == [8, 10]
    assert [row["files"] for row in found["runs"]] == [["answers.csv"]]

    book = tmp_path / "hers.xlsx"
    link = tmp_path / "elsewhere"
    link.write_text("untouched")
    book.symlink_to(link)
    assert ondo("subject-export", "--customer", hashed(database), "-o", book, "--db", database).returncode == 0
    assert stat.S_IMODE(book.lstat().st_mode) == 0o600 and not book.is_symlink() and link.read_text() == "untouched"
    sheets = CalamineWorkbook.from_path(str(book))
    assert sheets.sheet_names == [*found]
    rows = sheets.get_sheet_by_name("answers").to_python()
    assert len(rows) == 5 and rows[0] == [*first]
    assert sheets.get_sheet_by_name("remark").to_python()[1][1] == "=1+1", "no formula"


def test_an_anonymous_answer_is_found_by_its_number_and_nobody_is_told_as_such(database: Path, tmp_path: Path) -> None:
    [(number,)] = ask(database, "select feedback_id from feedback where source_id = '6'")
    told = ondo("subject-export", "--answer", number, "--db", database)
    assert [row["source_id"] for row in json.loads(told.stdout)["answers"]] == ["6"]
    target = tmp_path / "none.json"
    told = ondo("subject-export", "--customer", "nobody", "-o", target, "--db", database)
    assert told.returncode == 4 and b"nothing of this is stored" in told.stderr and not target.exists()
    assert not any(subject_data(database, 77).values())
    assert ondo("subject-export", "--answer", number, "--format", "xlsx", "--db", database).returncode == 2


@pytest.mark.parametrize(("customer", "answer"), [(None, None), ("C1", 7), (" ", None)])
def test_it_is_one_person_or_one_answer(customer: str | None, answer: int | None) -> None:
    with pytest.raises(WrongUsage):
        chosen_subject(customer, answer)
