"""Removing a source: all of it goes, nothing else does, and its files may be read again."""

from pathlib import Path

from tests.pipeline.support import ROWS, ask, ondo, run, write_csv


def test_a_source_that_is_removed_may_come_in_again(tmp_path: Path) -> None:
    first, second = (write_csv(tmp_path / f"{name}.csv", rows) for name, rows in {"a": ROWS[:3], "b": ROWS[3:]}.items())
    run(tmp_path, first, second)
    database, sources = tmp_path / "ondo.duckdb", "select distinct source from feedback order by source"
    assert ask(database, sources) == [("a",), ("b",)]
    done = ondo("admin", "remove", "b", "--db", database)
    assert done.returncode == 0 and b"removed 2 answers and 2 rejected rows" in done.stdout
    assert ask(database, sources) == [("a",)] and ask(database, "select count(*) from unread_cell") == [(0,)]
    left = "select count(*) from mention anti join feedback using (feedback_id)"
    assert ask(database, left) == [(0,)] and ondo("admin", "verify", "--db", database).returncode == 0
    assert ondo("admin", "remove", "b", "--db", database).returncode == 4
    assert run(tmp_path, second).new == 2
