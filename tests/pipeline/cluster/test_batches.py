"""score_batches and load-scored: what a run would have written, whatever the batches; what does not fit is refused."""

import json
import pickle
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.cluster.batches import ROW_INDEX, SCHEMA, BatchScoring
from pipeline.cluster.load_scored import load_scored
from pipeline.cluster.parts import MARKER, mark_whole
from pipeline.cluster.spark import ScoringOrder, UnscoredPart, prepared
from pipeline.config.settings import Settings, load_settings
from pipeline.errors import DatabaseError, DataRefused, OndoError, WrongUsage
from pipeline.records import ReadOptions, RunReport
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.sources import inspect
from pipeline.storage.secret_key import key_path, load_key
from pipeline.upkeep.forget import forget
from tests.pipeline.cluster.scored_elsewhere import contents, write_files

OPTIONS = ReadOptions(source="shop")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a brand word and a personal pattern."""
    path = tmp_path / "ondo.toml"
    path.write_text(
        '[[brand_word]]\nword = "달다"\ntone = "+"\n[[personal_pattern]]\nkind = "staff"\nregex = "DG-[0-9]{5}"\n',
        encoding="utf-8",
    )
    return load_settings(path)


def _scored(todo: UnscoredPart, batch_rows: int = 37) -> None:
    """Score a part here, in odd batches, as an engine would."""
    table = pq.read_table(todo.path)
    table = table.append_column(ROW_INDEX, pa.array(range(table.num_rows), pa.int64()))
    scoring = pickle.loads(pickle.dumps(todo.scoring))
    batches = list(scoring.score_batches(iter(table.to_batches(max_chunksize=batch_rows))))
    pq.write_table(pa.Table.from_batches(batches, SCHEMA), todo.part.folder / "part-0.parquet")
    mark_whole(todo.part)


def _order(source: Path, target: Path, database: Path, settings: Settings) -> ScoringOrder:
    return prepared(source, target, OPTIONS, settings, lambda: load_key(database))


def _scored_folder(source: Path, target: Path, database: Path, settings: Settings) -> None:
    for todo in _order(source, target, database, settings).parts:
        _scored(todo)


def _run(paths: list[Path], database: Path, settings: Settings) -> RunReport:
    return run_batch(RunSettings(paths, database, settings, OPTIONS), inspect_files(paths, OPTIONS))


def _told(report: RunReport) -> RunReport:
    return replace(report, seconds={})


def test_what_is_scored_elsewhere_is_what_a_run_writes(tmp_path: Path, settings: Settings) -> None:
    paths = write_files(tmp_path / "in")
    ran, loaded = tmp_path / "ran.duckdb", tmp_path / "loaded.duckdb"
    _scored_folder(tmp_path / "in", tmp_path / "out", loaded, settings)
    shutil.copy(key_path(loaded), key_path(ran))

    report = load_scored(tmp_path / "out", loaded, settings)

    expected = _run(paths, ran, settings)
    assert _told(report) == _told(expected)
    assert expected.new and expected.repeated and expected.no_consent and expected.rejected and expected.masked
    assert contents(loaded) == contents(ran)
    again = load_scored(tmp_path / "out", loaded, settings)
    assert _told(again) == _told(_run(paths, ran, settings))
    assert again.unchanged and not again.new and not again.scored


def test_later_files_and_the_forgotten_are_counted_as_in_a_run(tmp_path: Path, settings: Settings) -> None:
    ran, loaded = tmp_path / "ran.duckdb", tmp_path / "loaded.duckdb"
    first = write_files(tmp_path / "first", rows=40, files=1)
    _run(first, loaded, settings)
    shutil.copy(key_path(loaded), key_path(ran))
    _run(first, ran, settings)
    for database in (ran, loaded):
        assert len(list(forget(database, "C4", date(2026, 11, 1)))) == 1
    paths = write_files(tmp_path / "in", rows=60, files=2)

    _scored_folder(tmp_path / "in", tmp_path / "out", loaded, settings)
    report = load_scored(tmp_path / "out", loaded, settings)

    expected = _run(paths, ran, settings)
    assert _told(report) == _told(expected)
    assert expected.updated and expected.forgotten
    assert contents(loaded) == contents(ran)


def test_results_can_be_asked_where_they_lie(tmp_path: Path, settings: Settings) -> None:
    database = tmp_path / "x.duckdb"
    write_files(tmp_path / "in", rows=30, files=2)
    _scored_folder(tmp_path / "in", tmp_path / "out", database, settings)
    load_scored(tmp_path / "out", database, settings)
    query = "select touchpoint, count(*), avg(tone) from {} where state = 'scored' group by touchpoint order by all"

    with duckdb.connect(":memory:") as connection:
        lying = connection.execute(query.format(f"read_parquet('{tmp_path}/out/*/*.parquet')")).fetchall()
        connection.execute(f"attach '{database}' as db (read_only)")
        names = {
            name
            for (name,) in connection.execute(
                "select column_name from duckdb_columns() where table_name = 'feedback'"
            ).fetchall()
        }

    assert sum(count for _, count, _ in lying) > 20 and "payment" in {name for name, _, _ in lying}
    derived = {"text_folded", "text_hash", "text_length", "felt", "leading_emotion", "topics", "other_lemmas"}
    derived |= {"touchpoint_scores", "complains"}
    assert names - set(SCHEMA.names) == derived | {"run_id", "expired_on"}


def test_nothing_personal_comes_out(tmp_path: Path, settings: Settings) -> None:
    table = pa.table(
        {
            "text": ["전화 010-1234-5678, DG-12345", "비밀 이야기", None, None],
            "customer": ["C-secret"] * 4,
            "nps": ["3", "4", "99", None],
            "consent_analyse": ["yes", "no", "yes", "yes"],
        }
    )
    pq.write_table(table, tmp_path / "x.parquet")
    scoring = BatchScoring(inspect(tmp_path / "x.parquet", OPTIONS), settings, b"k" * 32, date(2026, 11, 1))

    [batch] = scoring.score_batches(iter(table.to_batches()))

    rows = batch.to_pylist()
    assert [row["outcome"] for row in rows] == ["stored", "no_consent", "set_aside", "set_aside"]
    assert [row["row"] for row in rows] == [2, 3, 4, 5]
    assert rows[0]["text"] == "전화 [phone], [staff]" and rows[0]["masked"] == [("phone", 1), ("staff", 1)]
    assert (rows[2]["reason"], rows[2]["remedy"]) == ("nps_out_of_range", "correct_or_map_as_rating")
    assert rows[2]["arguments"] == [("value", "99")] and rows[3]["reason"] == "nothing_to_count"
    assert "secret" not in repr(rows) and "비밀" not in repr(rows)
    assert {name for name, value in rows[1].items() if value is not None} == {
        "file",
        "row",
        "outcome",
        "feedback_id",
        "source",
    }


def test_rows_must_come_in_order_and_whole(tmp_path: Path, settings: Settings) -> None:
    [path] = write_files(tmp_path / "in", rows=10, files=1)
    scoring = BatchScoring(inspect(path, OPTIONS), settings, b"k" * 32, date(2026, 11, 1))
    table = pq.read_table(path)
    with pytest.raises(DataRefused, match="columns"):
        list(scoring.score_batches(iter(table.select(["id", "text"]).to_batches())))
    turned = table.append_column(ROW_INDEX, pa.array(range(9, -1, -1), pa.int64()))
    with pytest.raises(DataRefused, match="out of order"):
        list(scoring.score_batches(iter(turned.to_batches())))


def test_whole_parts_are_not_scored_again_unless_something_changed(tmp_path: Path, settings: Settings) -> None:
    source, target, database = tmp_path / "in", tmp_path / "out", tmp_path / "x.duckdb"
    paths = write_files(source, rows=12, files=3)
    first, *rest = _order(source, target, database, settings).parts
    assert len(rest) == 2
    _scored(first)
    assert [todo.path for todo in _order(source, target, database, settings).parts] == paths[1:]
    for todo in rest:
        _scored(todo)
    assert not _order(source, target, database, settings).parts
    pq.write_table(pq.read_table(paths[1]).slice(1), paths[1])
    assert [todo.path for todo in _order(source, target, database, settings).parts] == [paths[1]]
    assert len(_order(source, target, database, load_settings()).parts) == 3
    assert len(_order(source, target, tmp_path / "other.duckdb", settings).parts) == 3


def _other_marks(folder: Path, **changed: object) -> None:
    for marker in folder.glob(f"*/{MARKER}"):
        told = json.loads(marker.read_text(encoding="utf-8"))
        told["marks"] |= changed
        marker.write_text(json.dumps(told), encoding="utf-8")


def test_what_does_not_fit_is_refused(tmp_path: Path, settings: Settings) -> None:
    source, target, database = tmp_path / "in", tmp_path / "out", tmp_path / "x.duckdb"
    write_files(source, rows=12, files=2)
    _scored_folder(source, target, database, settings)

    def refused(kind: type[OndoError], what: str, settings: Settings = settings, database: Path = database) -> None:
        with pytest.raises(kind, match=what) as caught:
            load_scored(target, database, settings)
        assert caught.value.remedy and not database.exists()

    refused(WrongUsage, "brand words", load_settings())
    refused(DatabaseError, "key file is missing", database=tmp_path / "other.duckdb")
    load_key(tmp_path / "other.duckdb")
    refused(WrongUsage, "another secret", database=tmp_path / "other.duckdb")
    kept = tmp_path / "kept"
    shutil.copytree(target, kept)
    _other_marks(target, scorer_version="0-former")
    refused(DataRefused, "scores are those of scorer 0-former")
    _other_marks(target, format=0)
    refused(DataRefused, "columns are those of another version")
    next(target.glob(f"*/{MARKER}")).unlink()
    refused(DataRefused, "1 of 2 parts are not whole")
    shutil.rmtree(target)
    refused(DataRefused, "no scored rows")
    shutil.copytree(kept, target)
    next(target.glob("*/*.parquet")).unlink()
    refused(DataRefused, "its marker says 12")
    shutil.rmtree(target)
    shutil.copytree(kept, target)
    next(target.glob("*/*.parquet")).write_bytes(b"PAR1 broken")
    refused(DataRefused, "cannot be read")
