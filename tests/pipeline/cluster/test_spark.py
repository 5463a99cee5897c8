"""Spark's own cluster of two workers: every row as a run writes it, after a kill half-way; and what is said without it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import DEVNULL, TimeoutExpired

import pytest

from pipeline.cluster.batches import SCHEMA
from pipeline.cluster.parts import MARKER
from pipeline.cluster.spark import java, spark_schema
from pipeline.config.settings import load_settings
from pipeline.records import ReadOptions
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.storage.secret_key import key_path
from tests.pipeline.cluster.scored_elsewhere import contents, write_files

CLUSTER = "local-cluster[2,1,1024]"
"""Two workers of one core and 1,024 MB, each a Java process of its own."""

JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:CICompilerCount=1"
"""Options of every Java process: a minute's work is not worth being compiled twice, nor collected by several threads."""

ALONE = "local[1]"
"""One core of the command's own process: its parts are done one after the other."""

FILES = 4
WAITS = 420
"""Seconds for which a command may go on before the test gives up."""

needs_java = pytest.mark.skipif(
    java() is None and not os.environ.get("ONDO_NEEDS_JAVA"),
    reason="Spark needs Java 17 (set ONDO_NEEDS_JAVA to insist)",
)


def _ondo(*words: object, **environment: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    return subprocess.Popen(
        command,
        env=os.environ | {"JAVA_TOOL_OPTIONS": JAVA} | environment,
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    try:
        told = process.communicate(timeout=WAITS)[1]
        return process.returncode, told
    finally:
        _kill(process)


def _kill(process: "subprocess.Popen[str]") -> None:
    """End a command and what it has started; harmless once all has ended."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.fixture
def killed(tmp_path: Path) -> dict[Path, int]:
    """Markers, with their times, of the parts that were whole when a command of tmp_path was killed."""
    target = tmp_path / "out"
    process = _ondo("spark", tmp_path / "in", target, "--db", tmp_path / "loaded.duckdb", "--master", ALONE)
    try:
        for _ in range(WAITS * 50):
            if list(target.glob(f"*/{MARKER}")):
                break
            try:
                process.wait(0.02)
            except TimeoutExpired:
                continue
            break
    finally:
        _kill(process)
    return {path: path.stat().st_mtime_ns for path in target.glob(f"*/{MARKER}")}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The input files."""
    return write_files(tmp_path / "in", rows=50, files=FILES)


@needs_java
def test_two_workers_write_what_a_run_writes_even_after_a_kill(
    tmp_path: Path, files: list[Path], killed: dict[Path, int]
) -> None:
    loaded, ran = tmp_path / "loaded.duckdb", tmp_path / "ran.duckdb"
    assert 1 <= len(killed) < FILES

    code, told = _ended(_ondo("spark", tmp_path / "in", tmp_path / "out", "--db", loaded, "--master", CLUSTER))
    assert code == 0, told
    assert f"{FILES} part(s), {len(killed)} of them whole already" in told
    assert {path: path.stat().st_mtime_ns for path in killed} == killed
    code, told = _ended(_ondo("load-scored", tmp_path / "out", "--db", loaded))
    assert code == 0, told

    shutil.copy(key_path(loaded), key_path(ran))
    options = ReadOptions(source="in")
    report = run_batch(RunSettings(files, ran, load_settings(), options), inspect_files(files, options))
    found, expected = contents(loaded), contents(ran)
    assert found == expected
    assert len(expected["feedback"]) == report.new > 100 and len(expected["rejected_row"]) == report.rejected > 3


def test_without_java_it_is_said_what_to_do(tmp_path: Path) -> None:
    write_files(tmp_path / "in", rows=5, files=1)
    process = _ondo("spark", tmp_path / "in", tmp_path / "out", "--db", tmp_path / "x.duckdb", JAVA_HOME=str(tmp_path))
    code, told = _ended(process)
    assert code == 2 and "there is no Java" in told and "openjdk-17-jre-headless" in told


def test_without_pyspark_it_is_said_what_to_do(tmp_path: Path) -> None:
    write_files(tmp_path / "in", rows=5, files=1)
    hidden = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'pyspark' else find(name, *rest)\n"
        "from pipeline.cli.main import main; main()"
    )
    command = [
        sys.executable,
        "-c",
        hidden,
        "spark",
        str(tmp_path / "in"),
        str(tmp_path / "out"),
        "--db",
        str(tmp_path / "x.duckdb"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "PySpark is not installed" in done.stderr and "ondo[spark]" in done.stderr


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda folder: None, "there is no such folder"),
        (lambda folder: folder.mkdir(), "no Parquet file lies in this folder"),
    ],
)
def test_a_folder_without_files_is_refused(tmp_path: Path, make: object, what: str) -> None:
    make(tmp_path / "in")  # type: ignore[operator]
    code, told = _ended(_ondo("spark", tmp_path / "in", tmp_path / "out", "--db", tmp_path / "x.duckdb"))
    assert code == 1 and what in told and not key_path(tmp_path / "x.duckdb").exists()


def test_every_column_has_a_type_of_spark() -> None:
    told = spark_schema()
    assert told.count("`") > 2 * len(SCHEMA) and "`answered_at` timestamp_ntz" in told
    assert "`evidence` array<struct<`start`: int, `end`: int, `emotion`: string, `weight`: float>>" in told
    assert "`masked` map<string, int>" in told
