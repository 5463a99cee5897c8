"""Full disks, folders that cannot be written, two runs at once, strange paths, clocks: said clearly, nothing harmed."""

import errno
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

import pipeline.storage.atomic_files
import pipeline.storage.draft
import pipeline.storage.lock
from pipeline.cli.main import cli
from pipeline.config.settings import Settings
from pipeline.errors import DatabaseError
from pipeline.storage.lock import lock_path, locked
from pipeline.upkeep.verify import verify
from queries import open_warehouse
from queries.filter import Filter
from tests.pipeline.storage.many_answers import contents, digest, write_answers
from tests.pipeline.storage.process_fixtures import Nursery
from tests.pipeline.support import ask, run


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as started:
        yield started


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database of 300 answers, and beside it what is to be added."""
    write_answers(tmp_path / "answers.csv", 300, 0)
    run(tmp_path, tmp_path / "answers.csv")
    write_answers(tmp_path / "answers.csv", 3_000, 1)
    return tmp_path / "ondo.duckdb"


def names(folder: Path) -> set[str]:
    """Files in a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("room", [0, 4_096, 50_000])
def test_a_full_disk_is_said_and_harms_nothing(database: Path, nursery: Nursery, tmp_path: Path, room: int) -> None:
    before, told = digest(database), tmp_path / "told"
    largest = database.stat().st_size + room
    code, _ = nursery.run("run", tmp_path / "answers.csv", "--db", database, told=told, largest=largest)
    said = told.read_text(encoding="utf-8")
    assert code == 3, said
    assert str(database) in said and "free space" in said and "as it was before" in said and "Traceback" not in said
    assert digest(database) == before
    assert not list(tmp_path.glob(".*"))
    assert nursery.run("run", tmp_path / "answers.csv", "--db", database)[0] == 0
    assert ask(database, "select count(*) from feedback") == [(3_000,)]


def full(*given: object, **named: object) -> None:
    """What a system call does on a full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("owner", "call"),
    [(shutil, "copyfile"), (os, "fsync"), (os, "replace"), (pipeline.storage.draft, "put_in_place"), (os, "ftruncate")],
)
def test_a_full_disk_at_any_step_harms_nothing(
    database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, owner: object, call: str
) -> None:
    before = digest(database)
    with monkeypatch.context() as broken, pytest.raises(DatabaseError) as caught:
        broken.setattr(owner, call, full)
        run(tmp_path, tmp_path / "answers.csv")
    assert any(words in str(caught.value) for words in ("disk is full", "No space left on device"))
    assert "free" in caught.value.remedy and caught.value.where
    assert digest(database) == before and not list(tmp_path.glob(".*"))
    assert run(tmp_path, tmp_path / "answers.csv").published


def test_a_folder_that_cannot_be_written_is_said(nursery: Nursery, tmp_path: Path) -> None:
    folder, told = tmp_path / "shut", tmp_path / "told"
    folder.mkdir()
    answers, database = write_answers(tmp_path / "answers.csv", 20, 0), folder / "ondo.duckdb"
    assert nursery.run("run", answers, "--db", database)[0] == 0
    before, there = digest(database), names(folder)
    write_answers(answers, 30, 1)
    folder.chmod(0o555)
    try:
        for name in ("new.duckdb", "ondo.duckdb"):
            assert nursery.run("run", answers, "--db", folder / name, told=told, bound=True)[0] == 3
            said = told.read_text(encoding="utf-8")
            assert "Permission denied" in said and "rights" in said and name in said and "Traceback" not in said
        assert digest(database) == before and names(folder) == there
    finally:
        folder.chmod(0o755)


def test_a_folder_in_place_of_the_lock_or_the_database_is_said(tmp_path: Path) -> None:
    answers = write_answers(tmp_path / "answers.csv", 20, 0)
    (tmp_path / "ondo.duckdb").mkdir()
    with pytest.raises(DatabaseError, match="is a folder"):
        run(tmp_path, answers)
    (tmp_path / "ondo.duckdb").rmdir()
    lock_path(tmp_path / "ondo.duckdb").mkdir()
    with pytest.raises(DatabaseError, match="lock file cannot be written"):
        run(tmp_path, answers)
    assert names(tmp_path) == {"answers.csv", "ondo.duckdb.lock"}


def test_a_second_run_says_who_holds_the_database(database: Path, nursery: Nursery, tmp_path: Path) -> None:
    before, told = digest(database), tmp_path / "told"
    with locked(database):
        code, _ = nursery.run("run", tmp_path / "answers.csv", "--db", database, told=told)
    said = told.read_text(encoding="utf-8")
    assert (
        code == 3 and f"another run is writing (process {os.getpid()} on " in said and "wait until it has ended" in said
    )
    assert digest(database) == before
    assert nursery.run("run", tmp_path / "answers.csv", "--db", database)[0] == 0


def test_a_lock_file_left_over_holds_nobody_up(database: Path, tmp_path: Path) -> None:
    lock_path(database).write_text(
        "process 1 on elsewhere since 2020-01-01 00:00:00 and a longer line than ours", encoding="utf-8"
    )
    assert run(tmp_path, tmp_path / "answers.csv").published
    assert lock_path(database).read_text(encoding="utf-8").startswith(f"process {os.getpid()} on ")


def test_a_clock_that_goes_backwards_changes_no_order_and_no_figure(
    database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hours = count(1)
    monkeypatch.setattr(Settings, "now", lambda settings: datetime(2026, 3, 30) - timedelta(hours=next(hours)))
    assert run(tmp_path, tmp_path / "answers.csv").adds_up()
    write_answers(tmp_path / "answers.csv", 3_000, 2)
    assert run(tmp_path, tmp_path / "answers.csv").updated == 3_000
    runs = open_warehouse(database).run("run_list").to_pylist()
    assert [one["run_id"] for one in runs] == [3, 2, 1] and all(one["seconds"] >= 0 for one in runs)
    assert not [verdict for verdict in verify(database) if verdict.faults]


def test_a_question_mark_in_a_path_is_said_before_anything_is_written(tmp_path: Path) -> None:
    place = tmp_path / "what?"
    place.mkdir()
    answers = write_answers(tmp_path / "answers.csv", 20, 0)
    with pytest.raises(DatabaseError, match="question mark"):
        run(place, answers)
    assert not names(place)


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_to_the_database_stays_a_link(tmp_path: Path, exists: bool) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.mkdir()
    answers = write_answers(tmp_path / "answers.csv", 30, 0)
    if exists:
        run(real, answers)
        write_answers(answers, 30, 1)
    (link / "ondo.duckdb").symlink_to(real / "ondo.duckdb")
    assert run(link, answers).published
    assert (link / "ondo.duckdb").is_symlink() and names(link) == {"ondo.duckdb"}
    assert open_warehouse(link / "ondo.duckdb").run("coverage", filter=Filter()).to_pylist()[0]["n"] == 30
    assert contents(link / "ondo.duckdb") == contents(real / "ondo.duckdb")


@pytest.mark.parametrize("folder", ["고객 의견", 'it\'s "quoted"', "semi;colon -- %41", " [a]*#&"])
def test_paths_of_any_letters(tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder
    place.mkdir()
    answers, database = write_answers(place / f"{folder} 9월.csv", 30, 0), place / f"{folder}.duckdb"
    for word in ("Published", "Nothing changed"):
        done = CliRunner().invoke(cli, ["run", str(answers), "--db", str(database)], catch_exceptions=False)
        assert done.exit_code == 0 and word in done.output
    assert not [verdict for verdict in verify(database) if verdict.faults]
    assert open_warehouse(database).run("coverage", filter=Filter()).to_pylist()[0]["n"] == 30
