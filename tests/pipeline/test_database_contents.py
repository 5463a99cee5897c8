"""The same files give the same database contents as the code from which database_contents.json was recorded."""

import json

import pytest

from tests.pipeline.database_contents import RECORDED, ROOT, Fingerprint, record

Contents = dict[str, dict[str, dict[str, Fingerprint]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    return record(ROOT, tmp_path_factory.mktemp("contents"))


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
