"""What 1 % of new rows costs a database, by how much it holds already; and how long readers wait meanwhile.

    python benchmarks/growing.py [ROWS ...]

For each number of stored rows (default 100,000 and 1,000,000; 10,000,000 need 10 GB of disk and ten minutes to be built)
invented answers as large as real ones are written, then `ondo run` brings 1 % of new ones (at least 1,000, newer than
those stored), twice: alone, and beside a process that opens the database and asks it two questions, again and again.

Printed per size: seconds by step; microseconds a new row takes beside being scored; the run's share of a full run, whose
time is what 20,000 rows take into an empty database, times the rows; the same of seconds of processor time, processes
included (``cpu``), which hardly depend on what else the machine does; the largest process; and how long the reader
waited, at the median and at most, before the run and during it.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import tell
from benchmarks.synthetic import build
from benchmarks.texts import write
from pipeline.scoring.scorer import Scorer
from pipeline.storage.secret_key import load_key
from queries import file_identity

ROOT = Path(__file__).resolve().parent.parent
ROWS = (100_000, 1_000_000)
LEAST_TOLD = 1_000_000
"""Stored rows from which on the start of a run is not nearly all of what a new row costs."""

SAMPLE = 20_000
"""Rows from which the time of a full run is told."""

FIRST_NEW_DAY, SECOND_NEW_DAY = datetime(2026, 11, 1), datetime(2026, 11, 8)
"""After all stored answers."""

SHARES = ("µs a new row beside scoring", "of a full run's time", "of its cpu")
STEPS = ("start", "read", "mask", "compare", "score", "store", "publish")
BEFORE = 20
"""Questions that the reader asks before the run begins."""

READER = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from queries import Filter, open_warehouse
while True:
    started = time.perf_counter()
    warehouse = open_warehouse(sys.argv[1])
    warehouse.run("comment_count", filter=Filter())
    warehouse.run("tone_by_period", filter=Filter(), grain="month")
    print(warehouse.identity, time.perf_counter() - started, file=sys.stderr, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds by step and in all, seconds of processor time, megabytes of the largest process."""

    steps: dict[str, float]
    seconds: float
    cpu: float
    peak: float


def ondo_run(file: Path, database: Path) -> Run:
    """The whole command, into ``database``."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        command = [sys.executable, "-m", "pipeline", "run", str(file), "--db", str(database)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        told.seek(0)
        report = told.read()
    if process.returncode:
        raise SystemExit(report)
    [line] = re.findall(r"^Seconds +(.*)$", report, re.MULTILINE)
    steps = {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", line)}
    return Run(steps, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def waits(file: Path, database: Path) -> tuple[list[float], list[float], int]:
    """Seconds that a reader waited for each of its questions, before a run and from then until it has seen what was
    published; and how many files it saw."""
    told = database.with_suffix(".reader")
    with told.open("wb") as answer:
        command = [sys.executable, "-c", READER, str(database)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=answer) as reader:
            before = len(_answers(told, reader, until=lambda answers: len(answers) >= BEFORE))
            ondo_run(file, database)
            published = file_identity(database)
            answers = _answers(told, reader, until=lambda answers: answers[-1][0] == published)
            reader.terminate()
    seconds = [taken for _, taken in answers]
    return seconds[1:before], seconds[before:], len({identity for identity, _ in answers})


def _answers(
    told: Path, reader: "subprocess.Popen[bytes]", until: Callable[[list[tuple[str, float]]], bool]
) -> list[tuple[str, float]]:
    """What the reader has told so far, identity and seconds, once it is enough."""
    while reader.poll() is None:
        parts = [
            line.split() for line in told.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")
        ]
        answers = [(found[0], float(found[1])) for found in parts if len(found) == 2]
        if answers and until(answers):
            return answers
        time.sleep(0.05)
    raise SystemExit(f"the reader could not read the database: {told.read_text(encoding='utf-8')[-500:]}")


def measure(rows: int, folder: Path, whole: Run) -> tuple[str, str, float]:
    """Two lines of a table for one size, and microseconds a new row beside scoring; ``whole`` is what SAMPLE rows took into an empty database."""
    database, new = folder / f"{rows}.duckdb", max(1_000, rows // 100)
    # In a process of its own: what this one has taken at most counts for the programs that it starts.
    with get_context("spawn").Pool(1) as apart:
        apart.apply(build, (database, rows), {"version": Scorer().version, "is_real": True})
    database.chmod(0o600)
    load_key(database)
    files = [folder / f"{name}.csv" for name in ("alone", "beside")]
    write(files[0], new, seed=2, first_day=FIRST_NEW_DAY, days=7)
    write(files[1], new, seed=3, first_day=SECOND_NEW_DAY, days=7)
    run = ondo_run(files[0], database)
    before, during, seen = waits(files[1], database)
    size = database.stat().st_size / 1e6
    database.unlink()
    steps = [f"{run.steps[name]:.1f}" for name in STEPS]
    beside = 1e6 * (run.seconds - run.steps["score"]) / new
    cells = [f"{rows:,}", f"{size:,.0f}", f"{new:,}", *steps, f"{run.seconds:.1f}", f"{run.cpu:.1f}", f"{beside:,.0f}",
             *(f"{100 * part * SAMPLE / (rows * of_sample):.2f} %" for part, of_sample in ((run.seconds, whole.seconds), (run.cpu, whole.cpu))),
             f"{run.peak:,.0f}"]  # fmt: skip
    reader = [
        f"{rows:,}",
        *(f"{1000 * value:,.0f}" for taken in (before, during) for value in _usual_and_longest(taken)),
        f"{seen}",
    ]
    tell(f"1 % of new rows into {rows:,}, % of a full run", 100 * run.seconds * SAMPLE / (rows * whole.seconds))
    return _line(cells), _line(reader), beside


def _usual_and_longest(seconds: Sequence[float]) -> tuple[float, float]:
    return statistics.median(seconds), max(seconds)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _heading(names: Sequence[str]) -> str:
    return _line(names) + "\n|" + "---|" * len(names)


def main() -> None:
    """Measure each size and print two tables."""
    sizes = [int(arg.replace(",", "").replace("_", "")) for arg in sys.argv[1:]] or ROWS
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as place:
        folder = Path(place)
        write(folder / "pace.csv", SAMPLE, seed=1)
        whole = ondo_run(folder / "pace.csv", folder / "pace.duckdb")
        print(f"{SAMPLE:,} rows into an empty database: {whole.seconds:.1f} s, {whole.cpu:.1f} s cpu\n")
        print(_heading(["stored rows", "MB", "new rows", *STEPS, "seconds", "cpu", *SHARES, "peak MB"]))
        readers, beside = [], []
        for rows in sizes:
            line, reader, microseconds = measure(rows, folder, whole)
            beside.append(microseconds)
            print(line, flush=True)
            readers.append(reader)
    if len(beside) > 1:
        small = "" if sizes[-2] >= LEAST_TOLD else f", {sizes[-2]:,} to {sizes[-1]:,} rows"
        tell(f"a new row beside scoring, largest / next database{small}", beside[-1] / beside[-2])
    print("\nMilliseconds that a reader waits for opening the database and two answers:\n")
    print(
        _heading(["stored rows", "usual before", "longest before", "usual during", "longest during", "versions seen"])
    )
    print("\n".join(readers))


if __name__ == "__main__":
    main()
