"""Replies in the database: scored, kept up to date, and gone with their answers, wherever these are kept."""

import json
import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline.brand_words.scoring import ScoredTexts
from pipeline.cluster.batches import SCHEMA, BatchScoring
from pipeline.config.settings import Settings, load_settings
from pipeline.records import ReadOptions, RunReport
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.sources import inspect
from pipeline.storage.secret_key import load_key
from pipeline.upkeep.backup import back_up, restore
from pipeline.upkeep.forget import forget
from pipeline.upkeep.retain import retain
from pipeline.upkeep.verify import verify
from tests.pipeline.support import ask, ondo, write_csv
from tests.pipeline.upkeep.customer_to_forget import traces

HEADER = ["id", "date", "review", "stars", "customer", "답글", "답글 작성일"]
ROWS = [
    ["1", "2026-03-01 10:00", "배송이 너무 늦어서 화가 나요", "1", "C1", "정말 죄송합니다 무지개악어 010-1234-5678", "2026-03-02 10:00"],
    ["2", "2026-03-01 11:00", "Lovely packaging", "5", "C2", "Thank you so much, that makes us very happy!", "2026-03-01 12:00"],
    ["3", "2026-03-01 12:00", "포장이 예뻐요", "5", "C3", "", ""],
    ["4", "2026-03-01 13:00", "", "4", "C4", "We are glad you liked it", ""],
]  # fmt: skip
REPLIES = "select source_id, reply, replied_at::varchar, reply_tone from feedback order by source_id"


def run(database: Path, rows: list[list[str]], settings: Settings | None = None) -> RunReport:
    paths = [write_csv(database.parent / "shop.csv", rows, HEADER)]
    asked = RunSettings(paths, database, settings or load_settings(), ReadOptions(), confirmed=True)
    return run_batch(asked, inspect_files(paths, asked.options))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("made") / "ondo.duckdb"
    run(database, ROWS)
    return database


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    for path in made.parent.glob("ondo.duckdb*"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path / made.name


def test_replies_are_masked_scored_and_no_comments(database: Path) -> None:
    first, second, third, fourth = ask(database, REPLIES)
    assert first[:3] == ("1", "정말 죄송합니다 무지개악어 [phone]", "2026-03-02 10:00:00") and first[3] is not None
    assert second[2] == "2026-03-01 12:00:00" and float(str(second[3])) > 0.3
    assert third == ("3", None, None, None)
    assert fourth[1] == "We are glad you liked it" and fourth[2] is None and float(str(fourth[3])) > 0
    assert ask(database, "select state from feedback order by source_id") == [("scored",)] * 3 + [("no_text",)]
    assert not any(check.faults for check in verify(database))


def test_a_reply_that_comes_later_updates_its_answer_alone(database: Path) -> None:
    later = [*ROWS[:2], [*ROWS[2][:5], "감사합니다, 또 뵙겠습니다", "2026-03-05 09:00"], ROWS[3]]
    report = run(database, later)
    assert (report.unchanged, report.updated, report.new) == (3, 1, 0)
    assert ask(database, REPLIES)[2][:3] == ("3", "감사합니다, 또 뵙겠습니다", "2026-03-05 09:00:00")
    assert run(database, later).unchanged == 4


def test_rescoring_gives_replies_the_tone_of_the_new_model(database: Path) -> None:
    before = ask(database, REPLIES)
    with duckdb.connect(str(database)) as connection:
        connection.execute("update feedback set scorer_version = 'other', reply_tone = 0 where reply is not null")
    assert run(database, ROWS).rescored_for_model == 2
    assert ask(database, REPLIES) == before


def test_what_is_forgotten_or_expired_takes_its_reply_along(database: Path, tmp_path: Path) -> None:
    now = datetime(2026, 4, 1, 12)
    back_up(database, tmp_path / "kept.duckdb", with_key=True, now=now)
    told = json.loads(ondo("subject-export", "--customer", "C1", "--db", database).stdout)
    assert told["answers"][0]["reply"] == ROWS[0][5].replace("010-1234-5678", "[phone]")
    assert told["answers"][0]["replied_at"] == "2026-03-02 10:00:00" and "reply_tone" in told["answers"][0]
    assert set(traces(tmp_path, ("무지개악어",))) == {"ondo.duckdb", "kept.duckdb"}
    list(forget(database, "C1", date(2026, 4, 1)))
    assert traces(tmp_path, ("무지개악어",)) == {}
    restore(tmp_path / "kept.duckdb", database, load_settings(), now)
    assert [row[0] for row in ask(database, REPLIES)] == ["2", "3", "4"]

    keeping = tmp_path / "own.toml"
    keeping.write_text("keep_days = { customer = 30 }")
    list(retain(database, load_settings(keeping), date(2026, 6, 1), confirmed=True))
    kept = ask(database, "select reply, replied_at is null, reply_tone is null from feedback")
    assert Counter(kept) == {(None, True, False): 1, (None, False, False): 1, (None, True, True): 1}
    assert not any(check.faults for check in verify(database))


def test_an_engine_scores_replies_as_a_run_does(database: Path, tmp_path: Path) -> None:
    paths = [write_csv(tmp_path / "shop.csv", ROWS, HEADER)]
    inspection = inspect(paths[0], ReadOptions())
    cells = pa.RecordBatch.from_pylist([dict(zip(HEADER, row, strict=True)) for row in ROWS])
    scoring = BatchScoring(inspection, load_settings(), load_key(database), date(2026, 6, 1))
    (scored,) = scoring.score_batches(iter([cells]))
    assert scored.schema == SCHEMA and "reply_tones" in ScoredTexts._fields
    rows = sorted(
        scored.select(["source_id", "reply", "replied_at", "reply_tone"]).to_pylist(), key=lambda row: row["source_id"]
    )
    assert [
        (row["source_id"], row["reply"], row["replied_at"] and str(row["replied_at"]), row["reply_tone"])
        for row in rows
    ] == ask(database, REPLIES)
