"""Whose a rejected row is: a source may hold customers' and employees' rows, and only what customers wrote is shown."""

import json
from pathlib import Path

import pytest

import queries
from pipeline.records import ReadOptions
from pipeline.sources import inspect
from tests.pipeline.support import ask, ondo, run, write_csv

HEADER = ["id", "date", "text", "audience", "customer"]
ROWS = [
    ["1", "2026-03-01", "배송이 빨라서 좋아요", "customer", "C1"],
    ["2", "2026-03-02", "야근이 너무 많아요", "직원", "E1"],
    ["3", "어제쯤", "", "고객", "C2"],
    ["4", "우리 팀장이 화낸 날", "", "employee", "E2"],
    ["5", "2026-03-05", "누구의 말인지 모를 말", "우리 팀장", "X"],
    ["6", "2026-02-30", "", "", "C3"],
    ["7", "2026-03-07", "칸이 하나 더", "고객", "C4", "넘치는 칸"],
]
SECRETS = ("직원만", "팀장", "모를", "넘치는", "하나 더")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mixed")
    report = run(folder, write_csv(folder / "mixed.csv", ROWS, HEADER))
    assert (report.new, report.rejected) == (2, 5) and report.adds_up()
    return folder / "ondo.duckdb"


def test_each_row_has_its_own_audience(database: Path) -> None:
    assert ask(database, 'select "row", audience from rejected_row order by all') == [
        (4, "customer"), (5, "employee"), (6, None), (7, "customer"), (8, None),
    ]  # fmt: skip


def test_nothing_that_is_shown_says_what_stood_in_an_employees_row(database: Path) -> None:
    shown = queries.open_warehouse(database).run("rejected_row_list", limit=10, offset=0).to_pylist()
    assert {row["row"]: row["raw"] is not None for row in shown} == {4: True, 5: False, 6: False, 7: True, 8: False}
    said = json.dumps(shown, ensure_ascii=False, default=str)
    assert "'어제쯤'" in said and not any(word in said for word in SECRETS)


def test_neither_does_the_report_of_a_run(database: Path) -> None:
    path = write_csv(database.parent / "again.csv", ROWS, HEADER)
    for options in ([], ["--json"]):
        told = ondo("run", path, *options, "--db", database.parent / "again.duckdb")
        said = (told.stdout + told.stderr).decode()
        assert told.returncode == 0 and "어제" in said and not any(word in said for word in SECRETS), said


def test_rows_of_staff_alone_are_staffs(tmp_path: Path) -> None:
    rows = [["1", "2026-03-01", "good"], ["2", "the day our boss shouted", ""]]
    path = write_csv(tmp_path / "staff.csv", rows, HEADER[:3])
    assert all("boss" not in note.found for note in inspect(path, ReadOptions(audience="employee")).notes)
    run(tmp_path, path, audience="employee")
    assert ask(tmp_path / "ondo.duckdb", "select audience, arguments from rejected_row") == [
        ("employee", {"value": "…"})
    ]
