"""Uploads: each file in a process of its own, its file gone afterwards, whatever happens."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some

import queries
from pipeline.config.settings import DATABASE_VARIABLE
from views.components.upload_form import NAMED_BY_USER
from views.session import upload_jobs, uploads
from views.session.upload_jobs import UploadChoices, UploadJob

PATIENCE_S = 60
CSV = "작성일,리뷰내용,별점\n2026-03-01,배송이 빨라요. 010-1234-5678로 연락 주세요,5\n2026-03-02,Too slow!,2\n2026-13-40,,\n"


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A place for the database, and one for uploaded files; in the end nothing may be left of these."""
    path, place = tmp_path / "up.duckdb", tmp_path / "place"
    place.mkdir()
    monkeypatch.setenv(DATABASE_VARIABLE, str(path))
    monkeypatch.setattr(upload_jobs.tempfile, "tempdir", str(place))
    yield path
    assert not list(place.iterdir())


def _ended(job: UploadJob) -> UploadJob:
    assert job.ended.wait(PATIENCE_S)
    return job


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Callable[[], UploadJob]:
    """``stuck()``: a job whose process stays until somebody ends it."""

    def start() -> UploadJob:
        monkeypatch.setattr(upload_jobs.sys, "executable", "/bin/sh")
        monkeypatch.setattr(upload_jobs, "ROOT", Path("/"))
        monkeypatch.setenv("ENV", "")
        real = subprocess.Popen

        def sleeping(command: list[str], **more: object) -> "subprocess.Popen[bytes]":
            return real(["/bin/sh", "-c", "exec sleep 600"], **more)  # type: ignore[call-overload,no-any-return]

        monkeypatch.setattr(upload_jobs.subprocess, "Popen", sleeping)
        return upload_jobs.start("run", "x.csv", b"a,b\n", UploadChoices())

    return start


def test_checked_then_loaded_then_unchanged(database: Path) -> None:
    [checked] = _ended(upload_jobs.start("check", "리뷰.csv", CSV.encode("cp949"), UploadChoices())).answers()
    assert (checked["rows"], checked["set_aside"], checked["encoding"]) == (3, 1, "cp949")
    assert {guess["column"]: guess["field"] for guess in checked["columns"]}["리뷰내용"] == "text"
    assert "010-1234" not in str(checked) and not database.exists()
    assert "2026-13-40" in checked["first_set_aside"][0]["reason"] and checked["first_set_aside"][0]["row"] == 4
    [report] = _ended(upload_jobs.start("run", "리뷰.csv", CSV.encode("cp949"), UploadChoices())).answers()
    assert (report["new"], report["set_aside"], report["published"]) == (2, 1, True)
    [again] = _ended(upload_jobs.start("run", "리뷰.csv", CSV.encode("cp949"), UploadChoices())).answers()
    assert (again["new"], again["unchanged"], again["published"]) == (0, 2, False)
    assert queries.open_warehouse(database).run("export_list", filter=queries.Filter()).num_rows == 2


def test_what_is_asked_reaches_the_pipeline() -> None:
    asked = UploadChoices((("리뷰내용", ""), ("--db", "text")), "우리 가게", "employee", "결제", "10", False, "utf-8")
    content = "리뷰내용,--db,별점\nx,좋아요 정말,9\ny,최악이에요,2\n".encode()
    [checked] = _ended(upload_jobs.start("check", "x.csv", content, asked)).answers()
    assert checked["source"] == "우리 가게" and checked["rating_max"] == 10
    assert [guess["field"] for guess in checked["columns"]] == [None, "text", "rating"]
    assert {row["audience"] for row in checked["examples"]} == {"employee"} and checked["examples"][0]["touchpoint"]


@pytest.mark.parametrize(
    ("content", "asked", "why"),
    [
        (b"%PDF-1.4 nothing", UploadChoices(), "refused"),
        (b"", UploadChoices(), "refused"),
        (b"PK\x03\x04 half a workbook", UploadChoices(), "refused"),
        (CSV.encode(), UploadChoices(encoding="no-such-code"), "options"),
        (CSV.encode(), UploadChoices((("리뷰내용", "rating"), ("별점", "rating"))), "options"),
    ],
    ids=["pdf", "empty", "broken", "encoding", "twice"],
)
def test_files_that_cannot_be_read_say_why_and_name_no_folder(
    content: bytes, asked: UploadChoices, why: str, tmp_path: Path
) -> None:
    job = _ended(upload_jobs.start("check", "x.csv", content, asked))
    kind, error = job.failure()
    assert (kind, job.answers()) == (why, [])
    shown = upload_jobs.tidied(f"{error['message']}. {error['remedy']}")
    assert error["message"] and str(tmp_path) not in shown and upload_jobs.PREFIX not in shown


def test_a_database_that_cannot_be_written(database: Path) -> None:
    database.mkdir()
    job = _ended(upload_jobs.start("run", "x.csv", CSV.encode(), UploadChoices()))
    assert job.failure()[0] == "database"


def test_a_run_beside_another_one_is_asked_to_wait(database: Path) -> None:
    import fcntl

    with open(database.with_name(database.name + ".lock"), "w") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        job = _ended(upload_jobs.start("run", "x.csv", CSV.encode(), UploadChoices()))
    assert job.failure()[0] == "held" and not database.exists()


def test_other_sentences_change_nothing(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the tests above, where the processes say every sentence in other words."""
    place = tmp_path / "reworded"
    place.mkdir()
    (place / "sitecustomize.py").write_text(
        "from pipeline import errors\n"
        "sentences, remedies = errors.english_reasons()\n"
        "others = errors.EnglishReasons({key: 'x ' + key for key in sentences}, remedies)\n"
        "errors.english_reasons = lambda: others\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(place))
    asked = UploadChoices((("별점", ""),))
    [checked] = _ended(upload_jobs.start("check", "리뷰.csv", CSV.encode("cp949"), asked)).answers()
    assert (checked["rows"], checked["set_aside"], checked["encoding"]) == (3, 1, "cp949")
    assert checked["first_set_aside"][0]["reason"] == "x reason.not_in_calendar"
    assert (checked["first_set_aside"][0]["code"], checked["columns"][2]["code"]) == ("not_in_calendar", NAMED_BY_USER)
    kind, error = _ended(upload_jobs.start("check", "x.csv", b"%PDF-1.4", UploadChoices())).failure()
    assert (kind, error["reason_code"], error["message"]) == ("refused", "pdf", "x reason.pdf")
    test_a_run_beside_another_one_is_asked_to_wait(database)


def test_cancelled(stuck: Callable[[], UploadJob]) -> None:
    job = stuck()
    assert not job.is_done and job.progress() == (0, None)
    job.cancel()
    assert _ended(job).failure() == ("cancelled", {})


@pytest.mark.parametrize("kind", ["run", "check"])
def test_an_import_alone_goes_on_where_its_file_is_no_longer_chosen(stuck: Callable[[], UploadJob], kind: str) -> None:
    job = stuck()
    job.kind = kind
    st.session_state["uploads"] = {"a": uploads.Upload(job)}
    assert list(uploads.of_files([])) == (["a"] if kind == "run" else [])
    assert uploads.running_imports() == ([job] if kind == "run" else [])
    assert job.is_cancelled == (kind == "check")
    job.cancel()
    del st.session_state["uploads"]
    assert _ended(job).is_cancelled


def test_killed(stuck: Callable[[], UploadJob]) -> None:
    job = stuck()
    os.kill(job.process.pid, signal.SIGKILL)
    assert _ended(job).failure() == ("killed", {})


def test_the_file_is_private_and_there_are_so_many_at_once(stuck: Callable[[], UploadJob]) -> None:
    jobs = [stuck() for _ in range(upload_jobs.MOST_JOBS)]
    for job in jobs:
        assert stat.S_IMODE(job.folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in job.folder.glob("file/*")} == {0o600}
    with pytest.raises(upload_jobs.TooManyJobs):
        stuck()
    for job in jobs:
        job.cancel()
        _ended(job)
    last = stuck()
    last.cancel()
    _ended(last)


def test_what_a_killed_dashboard_left_behind_is_removed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    left, alive = (
        Path(upload_jobs.tempfile.gettempdir()) / f"{upload_jobs.PREFIX}{pid}-x" for pid in (dead.pid, os.getpid())
    )
    left.mkdir()
    alive.mkdir()
    upload_jobs.sweep()
    assert not left.exists() and alive.exists()
    alive.rmdir()


@given(some.text(max_size=200))
def test_a_name_is_nothing_but_a_name(name: str) -> None:
    safe = upload_jobs.safe_name(name)
    assert safe == Path(safe).name and safe[0] not in ".-" and len(safe) <= upload_jobs.LONGEST_NAME + 10
    assert safe.rpartition(".")[2] in upload_jobs.SUFFIXES
    assert not set(safe) & set("/\\\0\n\r<>")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("리뷰.CSV", "리뷰.csv"),
        ("../../etc/passwd", "passwd.csv"),
        ("C:\\data\\a b.xlsx", "a b.xlsx"),
        ("--config=x.csv", "config=x.csv"),
        (".csv", "file.csv"),
        ("", "file.csv"),
        ("a.exe", "a.exe.csv"),
    ],
)
def test_names(name: str, safe: str) -> None:
    assert upload_jobs.safe_name(name) == safe


def test_messages_lose_their_folders() -> None:
    assert upload_jobs.tidied("/tmp/ondo-upload-1-x/file/a.csv: bad") == "a.csv: bad"
    assert upload_jobs.tidied("write it as 2026/03/01 or 1/2") == "write it as 2026/03/01 or 1/2"
