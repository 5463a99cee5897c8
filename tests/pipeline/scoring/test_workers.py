"""Scoring in several processes: the same scores, and no process that outlives its run."""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from multiprocessing import Pipe
from pathlib import Path
from signal import SIGKILL
from threading import Event

import pyarrow as pa
import pytest

from pipeline.errors import ScoringStopped
from pipeline.languages.chunk_clauses import ClausePlacer
from pipeline.masking.packed_rows import packed, unpacked
from pipeline.records import RawFeedback, RejectedRow
from pipeline.scoring import processes, workers
from pipeline.scoring.cache import CachingScorer
from pipeline.scoring.own_layer import OwnLayer
from pipeline.scoring.scorer import Scorer
from pipeline.scoring.workers import Workers, parallel
from pipeline.storage.secret_key import load_key
from tests.pipeline.scoring.sentences import SENTENCES
from tests.pipeline.support import ask, write_csv
from tests.pipeline.upkeep.sweet_puddings import configured, contents, run

PATIENCE = 60.0


def texts(count: int) -> list[str | None]:
    """Sentences of both languages, each with a number, so that none repeats."""
    return [
        f"{text} {number}" for number, text in enumerate(islice(cycle(line for line, _, _ in SENTENCES), count))
    ] + [None, "", "ㅋㅋ"]


def wait_until(done: Callable[[], bool]) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return False


def test_processes_give_the_scores_that_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK", 50)
    asked = texts(120)
    with parallel(2) as scorer:
        assert scorer.score(asked[:5]).equals(Scorer().score(asked[:5])), "few texts: in this process"
        monkeypatch.setattr(workers, "POOLED_FROM", 10)
        first, second = scorer.begin(asked[:60]), scorer.begin(asked[60:])
        assert second().equals(Scorer().score(asked[60:])) and first().equals(Scorer().score(asked[:60]))
        once = CachingScorer(scorer)
        pending = once.begin([asked[0], asked[1], asked[0]]), once.begin([asked[1], asked[2]])
        expected = Scorer().score([asked[1], asked[2]])
        assert pending[0]().take([0, 2])["tone"].to_pylist() == [Scorer().score([asked[0]])["tone"][0].as_py()] * 2
        assert pending[1]().equals(expected) and once.score([asked[1], asked[2]]).equals(expected)


def test_a_run_by_processes_stores_what_a_run_by_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two files, of which the second takes back rows that are still being scored."""
    for module, name, size in (
        ("steps.run_steps", "BATCH_ROWS", 20),
        ("scoring.workers", "POOLED_FROM", 10),
        ("scoring.workers", "CHUNK", 7),
    ):
        monkeypatch.setattr(f"pipeline.{module}.{name}", size)
    rows = [[str(number), f"2026-03-{1 + number % 28:02}", text or ""] for number, text in enumerate(texts(60))]
    former = write_csv(tmp_path / "a.csv", rows, ["id", "date", "text"])
    changed = [[number, day, f"{text}!"] for number, day, text in rows[50:]]
    later = write_csv(tmp_path / "b.csv", changed, ["id", "date", "text"])
    options = configured(tmp_path, "workers = 2"), configured(tmp_path, "workers = 1")
    (tmp_path / "1.duckdb.key").write_bytes(load_key(tmp_path / "0.duckdb"))
    for number, settings in enumerate(options):
        report = run(tmp_path / f"{number}.duckdb", settings, former, later)
        assert report.adds_up()
    assert contents(tmp_path / "0.duckdb") == contents(tmp_path / "1.duckdb")


def test_a_dead_process_stops_the_run_and_leaves_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = configured(tmp_path)
    database = tmp_path / "o.duckdb"
    run(database, settings, write_csv(tmp_path / "a.csv", [["1", "좋아요"]], ["id", "text"]))
    before = database.read_bytes()

    def die_at_once(count: int, layer: OwnLayer | None, placer: ClausePlacer | None) -> Workers:
        made = Workers(count, layer, placer)
        for process in made.processes:
            process.kill()
        return made

    monkeypatch.setattr(workers, "POOLED_FROM", 1)
    monkeypatch.setattr(workers, "Workers", die_at_once)
    with pytest.raises(ScoringStopped, match="has ended"):
        run(
            database,
            configured(tmp_path, "workers = 2"),
            write_csv(tmp_path / "b.csv", [["2", "싫어요"]], ["id", "text"]),
        )
    assert database.read_bytes() == before
    assert ask(database, "select count(*) from feedback") == [(1,)]


def group(leader: int) -> list[int]:
    """The processes of a process group."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state, _, pgrp = (place / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == leader and state != "Z":
            found.append(int(place.name))
    return found


@pytest.mark.skipif(not processes.FORKS, reason="elsewhere processes are not forked")
def test_processes_share_one_tokeniser_and_any_that_dies_is_noticed() -> None:
    made = Workers(3)
    try:
        [leader] = made.processes
        assert made.begin(["좋아요", "good"])().num_rows == 2
        assert wait_until(lambda: len(group(leader.pid)) == 3)
        for process in set(group(leader.pid)) - {leader.pid}:
            os.kill(process, SIGKILL)
        answers = [made.begin([text]) for text in ("별로예요", "bad", "그냥 그래요")]
        with pytest.raises(ScoringStopped):
            for answer in answers:
                answer()
    finally:
        made.close()
    assert wait_until(lambda: not group(leader.pid))


def test_processes_mask_once_they_have_scored_and_as_the_settings_say(tmp_path: Path) -> None:
    configured(tmp_path, 'masking = { off = ["phone"] }\n[[personal_pattern]]\nkind = "member"\nregex = "M-[0-9]{4}"')
    rows: list[RawFeedback | RejectedRow] = [RawFeedback("a", 2, "s", id="1", text="M-1234, 010-1234-5678")]
    made = Workers(2)
    try:
        assert made.ask(packed, rows, b"key") is None, "processes are still loading"
        made.begin(["good"])()
        asked = made.ask(packed, rows, b"key")
        assert asked is not None and asked.result() == packed(rows, b"key")
        [row] = unpacked(asked.result())
        assert isinstance(row, list) and row[0].text == "[member], 010-1234-5678"
    finally:
        made.close()
        configured(tmp_path)


@pytest.mark.skipif(not processes.FORKS, reason="elsewhere processes are not forked")
def test_the_first_texts_may_come_through_any_pipe() -> None:
    pipes = [Pipe() for _ in range(3)]
    process = processes._started([other.fileno() for _, other in pipes])
    try:
        processes._write(process, pickle.dumps((None, None, (), ())))
        for own, other in reversed(pipes):
            other.close()
            own.send((workers.score, (["좋아요"],)))
            assert own.poll(120) and pa.ipc.open_stream(own.recv()).read_all().num_rows == 1
    finally:
        os.killpg(process.pid, SIGKILL)
        process.wait()


@pytest.mark.skipif(not processes.FORKS, reason="looks at /proc")
def test_processes_end_with_the_run_that_is_killed() -> None:
    code = (
        "from pipeline.scoring.workers import Workers\nworkers = Workers(2)\nasked = workers.begin(['좋아요'])\nasked()\n"
        "print(*(process.pid for process in workers.processes), flush=True)\ninput()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        try:
            assert parent.stdout is not None
            [leader] = [int(word) for word in parent.stdout.readline().split()]
            assert wait_until(lambda: len(group(leader)) == 2)
        finally:
            parent.kill()
    assert wait_until(lambda: not group(leader))


def test_processes_start_early_where_much_will_be_scored(tmp_path: Path) -> None:
    small = write_csv(tmp_path / "a.csv", [["1", "좋아요"]], ["id", "text"])
    large = write_csv(tmp_path / "b.csv", [[str(number), "좋아요"] for number in range(12_000)], ["id", "text"])
    (tmp_path / "there.duckdb").touch()
    database = tmp_path / "o.duckdb"
    for files, place, count in (
        ([small], database, 2),
        ([large], tmp_path / "there.duckdb", 2),
        ([large], database, 1),
        ([tmp_path / "missing.csv"], database, 2),
    ):
        with processes.started_early(files, place, count) as running:
            assert running is None
    with processes.started_early([small, large], database, 2) as running:
        assert running is not None
        with parallel(2, running=running) as scorer:
            assert scorer.score(["좋아요", "good"]).equals(Scorer().score(["좋아요", "good"]))
    assert all(process.poll() is not None for process in running.started)


def test_few_korean_comments_have_kiwi_loaded_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = Event()
    monkeypatch.setattr("pipeline.languages.korean.kiwi", begun.set)
    file = write_csv(tmp_path / "a.csv", [["1", "좋아요"]], ["id", "text"])
    (tmp_path / "there.duckdb").touch()
    with processes.started_early([file], tmp_path / "there.duckdb", 2) as running:
        assert running is None and not begun.is_set(), "its comments may be scored already"
    with processes.started_early([file], tmp_path / "o.duckdb", 2) as running:
        assert running is None and begun.wait(PATIENCE)


def test_processes_that_nobody_tells_anything_end_with_their_program() -> None:
    running = processes.ScoringProcesses(2)
    for process in running.started:
        processes._close_input(process)
        assert process.wait(PATIENCE) == 0
    running.close()
    running.close()


@pytest.mark.parametrize(("content", "korean"), [("좋아요, good", True), ("naïve, good as ever and more", False)])
def test_korean_is_expected_where_it_stands(tmp_path: Path, content: str, korean: bool) -> None:
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    assert processes._may_be_korean(tmp_path / "a.csv") == korean
