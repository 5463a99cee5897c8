"""`ondo follow`: each file of a folder is read once it is fully written, once; what cannot be read is remembered."""

import json
import os
import signal
import stat
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import follow as following
from pipeline.cli.incoming import (
    SET_ASIDE,
    TAKEN,
    FileRecord,
    Follower,
    Incoming,
    StopSignal,
    record_path,
    records,
    stopping_cleanly,
)
from pipeline.errors import DatabaseError, DataRefused, Reason, WrongUsage
from tests.pipeline.support import ROWS, ask, write_csv


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


class Reads:
    """Stands for a run: remembers what is read, and refuses what it is told to."""

    def __init__(self, database: Path, **refused: Exception) -> None:
        self.files: list[str] = []
        self.refused = refused
        self.follower = Follower(database, self._read, lambda record: None)

    def _read(self, path: Path) -> None:
        self.files.append(path.name)
        if error := self.refused.get(path.stem):
            raise error

    def take(self, incoming: Incoming) -> int:
        return self.follower.take_ready(incoming, lambda: False)


def _put(folder: Path, name: str, content: str, at: int = 0) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    os.utime(path, (at or 1_000_000, at or 1_000_000))
    return path


def test_a_file_is_read_once_two_looks_found_it_the_same(inbox: Path, tmp_path: Path) -> None:
    reads, incoming = Reads(tmp_path / "x.duckdb"), Incoming(inbox)
    _put(inbox, "a.csv", "id,te", at=5)
    assert reads.take(incoming) == 0
    _put(inbox, "a.csv", "id,text\n1,goo", at=6)
    assert reads.take(incoming) == 0, "somebody is still writing"
    assert reads.take(incoming) == 1
    assert reads.take(incoming) == 0 and reads.files == ["a.csv"]


def test_the_oldest_come_first_and_what_is_no_table_or_unfinished_never(inbox: Path, tmp_path: Path) -> None:
    reads, incoming = Reads(tmp_path / "x.duckdb"), Incoming(inbox)
    for number, name in enumerate(("new.csv", ".hidden.csv", "~$book.xlsx", "a.csv.part", "notes.docx", "old.xlsx")):
        _put(inbox, name, name, at=1_000 - number)
    (inbox / "empty.csv").touch()
    (inbox / "folder.csv").mkdir()
    incoming.look()
    assert reads.take(incoming) == 2 and reads.files == ["old.xlsx", "new.csv"]


def test_one_content_is_read_once_whatever_its_name_also_after_a_restart(inbox: Path, tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    _put(inbox, "a.csv", "id,text\n1,good")
    for _ in range(2):
        incoming, reads = Incoming(inbox), Reads(database)
        incoming.look()
        reads.take(incoming)
    assert not reads.files
    _put(inbox, "copy of a.csv", "id,text\n1,good")
    incoming.look()
    assert reads.take(incoming) == 0


def test_a_failure_is_set_aside_with_its_reason_and_tried_again_once_it_has_changed(
    inbox: Path, tmp_path: Path
) -> None:
    database = tmp_path / "x.duckdb"
    reads, incoming = Reads(database, bad=DataRefused(Reason("no_rows"))), Incoming(inbox)
    _put(inbox, "bad.csv", "id", at=1)
    _put(inbox, "good.csv", "id,text\n1,good", at=2)
    incoming.look()
    assert reads.take(incoming) == 2
    outcomes = {record.file: record for record in records(database).values()}
    assert outcomes["good.csv"].outcome == TAKEN
    assert (outcomes["bad.csv"].outcome, outcomes["bad.csv"].why) == (SET_ASIDE, Reason("no_rows").found)
    assert (inbox / "bad.csv").exists(), "nobody's file is moved"
    assert reads.take(incoming) == 0
    _put(inbox, "bad.csv", "id,text\n2,better", at=3)
    incoming.look()
    assert reads.take(incoming) == 1
    again = Follower(database, reads._read, lambda record: None, again=True)
    _put(inbox, "bad.csv", "id", at=4)
    incoming.look()
    assert again.take_ready(incoming, lambda: False) == 1


def test_while_another_run_writes_it_waits(inbox: Path, tmp_path: Path) -> None:
    busy = DatabaseError(Reason("another_run_writes", {"holder": "process 1"}))
    reads, incoming = Reads(tmp_path / "x.duckdb", a=busy), Incoming(inbox)
    _put(inbox, "a.csv", "id,text\n1,good")
    incoming.look()
    assert reads.take(incoming) == 0 and not records(tmp_path / "x.duckdb")
    del reads.refused["a"]
    assert reads.take(incoming) == 1


@pytest.mark.parametrize(
    "error",
    [
        DatabaseError("the disk is full"),
        WrongUsage(Reason("expires_much_at_once", {"texts": 1, "of": 2, "answers": 3})),
    ],
)
def test_what_no_file_is_to_blame_for_ends_it_and_sets_nothing_aside(
    inbox: Path, tmp_path: Path, error: Exception
) -> None:
    reads, incoming = Reads(tmp_path / "x.duckdb", a=error), Incoming(inbox)
    _put(inbox, "a.csv", "id,text\n1,good")
    incoming.look()
    with pytest.raises(type(error)):
        reads.take(incoming)
    assert not records(tmp_path / "x.duckdb")


def test_a_record_that_was_cut_off_is_left_out_and_the_file_is_private(inbox: Path, tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    reads, incoming = Reads(database), Incoming(inbox)
    _put(inbox, "010-1234-5678.csv", "id,text\n1,good")
    incoming.look()
    reads.take(incoming)
    with record_path(database).open("a") as file:
        file.write('\n{"at": "2026')
    _put(inbox, "b.csv", "id,text\n2,bad")
    incoming.look()
    reads.take(incoming)
    assert len(records(database)) == 2
    assert stat.S_IMODE(record_path(database).stat().st_mode) == 0o600
    assert "010-1234-5678" not in record_path(database).read_text()


def test_the_first_signal_stops_it_and_the_second_interrupts() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stopping_cleanly() as stop:
        threading.Timer(0, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
        stop.wait(60)
        assert stop.is_set
        stop.wait(60)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGINT) == before


def _follow(*words: object) -> Result:
    return CliRunner().invoke(following.follow, [str(word) for word in words])


def test_a_folder_goes_into_the_database_once(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SETTLED_S", 0)
    database = tmp_path / "ondo.duckdb"
    write_csv(inbox / "survey.csv", ROWS)
    (inbox / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    done = _follow(inbox, "--db", database, "--once", "--json")
    assert done.exit_code == 0, done.output
    events = [json.loads(line) for line in done.stdout.splitlines()]
    followed = {event["file"]: event["outcome"] for event in events if event["event"] == "followed"}
    assert followed == {"survey.csv": TAKEN, "broken.xlsx": SET_ASIDE}
    assert any(event["event"] == "report" for event in events)
    again = _follow(inbox, "--db", database, "--once")
    assert again.exit_code == 0 and ask(database, "select count(*) from run") == [(1,)]
    listed = _follow(inbox, "--db", database, "--list").stdout
    assert "taken\tsurvey.csv" in listed and "set_aside\tbroken.xlsx\t" in listed


def test_asked_to_stop_it_ends_after_the_file_that_is_read(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def run_files(files: tuple[Path, ...], *args: object, **options: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        read.extend(path.name for path in files)

    monkeypatch.setattr(following, "run_files", run_files)
    _put(inbox, "a.csv", "id,text\n1,good", at=1)
    _put(inbox, "b.csv", "id,text\n2,good", at=2)
    done = _follow(inbox, "--db", tmp_path / "x.duckdb", "--every", "0.1")
    assert done.exit_code == 0 and "Stopped." in done.stderr
    assert read == ["a.csv"]
    [record] = records(tmp_path / "x.duckdb").values()
    assert isinstance(record, FileRecord) and record.outcome == TAKEN


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = _follow(tmp_path / "nowhere", "--db", tmp_path / "x.duckdb", "--once")
    assert isinstance(done.exception, WrongUsage) and "nowhere" in str(done.exception)


def test_waiting_ends_at_once_when_asked_before() -> None:
    stop = StopSignal()
    stop.set()
    stop.wait(60)
    stop.close()
