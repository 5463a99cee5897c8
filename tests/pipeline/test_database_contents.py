"""The same files give the same database contents as the code from which database_contents.json was recorded."""

import json
from pathlib import Path

import pytest

from queries import Filter, open_warehouse
from tests.pipeline.database_contents import RECORDED, ROOT, Fingerprint, record

Contents = dict[str, dict[str, dict[str, Fingerprint]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contents")


@pytest.fixture(scope="module")
def found(folder: Path) -> Contents:
    return record(ROOT, folder)


RECORD: Contents = json.loads(RECORDED.read_text(encoding="utf-8"))
TABLES = [(database, table) for database, tables in RECORD.items() for table in tables]


@pytest.mark.parametrize(("database", "table"), TABLES)
def test_a_table_holds_what_it_held(found: Contents, database: str, table: str) -> None:
    today = found[database][table]
    for column, expected in RECORD[database][table].items():
        wanted = pytest.approx(expected, rel=1e-5, abs=1e-4) if isinstance(expected, list) else expected
        assert today[column] == wanted, f"{database}.{table}.{column}"


def test_what_is_compared_reaches_every_step(found: Contents) -> None:
    """Both databases have scored, rejected, changed, rescored, expired and repeated rows to compare."""
    rows = {table: columns["rows"] for table, columns in found["generated"].items()}
    assert all(rows[table][0] for table in ("feedback", "feedback_emotion", "feedback_lemma", "rejected_row", "run"))
    assert found["sample"]["feedback"]["rows"][0] > 800


@pytest.mark.usefixtures("found")
def test_customers_of_the_sample_come_back_better_after_a_reply(folder: Path) -> None:
    """The fourth story of sample_data/README.md."""
    warehouse, everything = open_warehouse(folder / "sample.duckdb"), Filter()
    [after] = warehouse.run("next_tone_comparison_by_reply", filter=everything, days=90).to_pylist()
    assert after["n"] == 8 and after["is_clear"] and after["value"] > 0.6 and after["other_value"] < 0.2
    rows = warehouse.run("reply_by_dimension", filter=everything, dimension="touchpoint").to_pylist()
    payment = next(row for row in rows if row["part"] == "payment")
    assert payment["timed"] == 6 and payment["hours_high"] < 24, (
        "two speak of the app in use, those of the app store have no time"
    )
    recovery = warehouse.run("recovery_by_touchpoint", filter=everything, days=90).to_pylist()
    again = next(row for row in recovery if (row["touchpoint"], row["measure"]) == ("payment", "again"))
    assert (again["n"], round(again["value"] * again["n"])) == (30, 16)
    [repeated, *_] = warehouse.run("explained_twice_by_channel", filter=everything).to_pylist()
    assert repeated["elsewhere"] == 2
