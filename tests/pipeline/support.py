"""What tests of whole runs share: rows of a file, a run over files, the command, and a look into the database."""

import contextlib
import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.cli.main import main
from pipeline.config.settings import load_settings
from pipeline.records import ReadOptions, RunReport
from pipeline.run import RunSettings, inspect_files, run_batch


def ask(database: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of a query, on a connection of its own."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{database}' as stored (read_only)")
        connection.execute("use stored")
        return connection.execute(sql).fetchall()


HEADER = ["id", "date", "touchpoint", "channel", "nps", "text", "customer"]
ROWS = [
    ["1", "2026-03-14 21:05", "결제", "app", "2", "결제가 두 번 된 것 같아 불안합니다", "C1"],
    ["2", "2026-03-15 08:00", "delivery", "web", "9", "Delivery was fast, thank you!", "C2"],
    ["3", "2026-03-16 09:30", "Lounge", "store", "10", "", "C3"],
    ["4", "2026-03-17 10:00", "support", "call", "7", "返品したいのですが、どうすればいいですか", "C1"],
    ["5", "2026-03-18 10:00", "support", "call", "", "연락처는 010-1234-5678 입니다. 꼭 전화 주세요", ""],
    ["6", "2026-03-19 10:00", "use", "app", "11", "", "C4"],
    ["7", "2026-02-30 10:00", "use", "app", "", "", "C5"],
]


def write_csv(path: Path, rows: list[list[str]], header: list[str] = HEADER) -> Path:
    """A UTF-8 CSV of these rows."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([header, *rows])
    return path


def run(folder: Path, *files: Path, **options: object) -> RunReport:
    """A run over files into folder/ondo.duckdb."""
    settings = load_settings()
    asked = RunSettings(files, folder / "ondo.duckdb", settings, ReadOptions(**options))  # type: ignore[arg-type]
    return run_batch(asked, inspect_files(files, asked.options))


def ondo(*words: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command line with these words within this process: most commands take less time than starting one.

    What only a process of its own shows is asked of ``ondo_process``.
    """
    kept = sys.argv, sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.argv, sys.stdin = ["ondo", *map(str, words)], io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    sys.stdout, sys.stderr = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8", "backslashreplace")
    try:
        with contextlib.chdir(cwd or Path.cwd()), pytest.raises(SystemExit) as ended:
            main()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            stream.detach()  # type: ignore[attr-defined]
        sys.argv, sys.stdin, sys.stdout, sys.stderr = kept
    return subprocess.CompletedProcess(words, int(ended.value.code or 0), out.getvalue(), err.getvalue())


def ondo_process(*words: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m pipeline` with these words."""
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        input=stdin, capture_output=True, env={**os.environ, "PYTHONPATH": root}, check=False,
    )  # fmt: skip
