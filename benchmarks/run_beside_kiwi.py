"""Rows per second of `ondo run` beside raw Kiwi on the same texts, measured in one process start each.

Usage: python benchmarks/run_beside_kiwi.py FILE.csv [TEXT_COLUMN]   (prints one line a measure, and the ratio)
"""

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KIWI_LOOP = """
import csv, sys, time
from kiwipiepy import Kiwi
texts = [row[sys.argv[2]] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline=""))]
kiwi = Kiwi(num_workers=2)
for _ in kiwi.tokenize(texts[:10]): pass
started = time.perf_counter()
for _ in kiwi.tokenize(iter(texts)): pass
print(time.perf_counter() - started)
"""


def seconds_of_kiwi(path: Path, column: str) -> float:
    """Wall seconds of tokenising all texts with Kiwi's two workers, the model's loading not counted."""
    done = subprocess.run(
        [sys.executable, "-c", KIWI_LOOP, str(path), column], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def seconds_of_run(path: Path) -> tuple[float, str]:
    """Wall seconds of the whole command `ondo run` into a new database, and its closing report."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pipeline", "run", str(path), "--db", f"{folder}/ondo.duckdb"]
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return time.perf_counter() - started, done.stderr


def main() -> None:
    """Measure and print."""
    path, column = Path(sys.argv[1]), (sys.argv[2:] or ["text"])[0]
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = sum(1 for _ in csv.DictReader(handle))
    kiwi = seconds_of_kiwi(path, column)
    run, report = seconds_of_run(path)
    print(report[report.index("Read ") :])
    print(f"raw Kiwi   {kiwi:7.1f} s  {rows / kiwi:8,.0f} rows/s  (tokenising only, model loaded)")
    print(f"ondo run   {run:7.1f} s  {rows / run:8,.0f} rows/s  (whole command, start-up and publishing included)")
    print(f"ratio      {run / kiwi:7.2f}")


if __name__ == "__main__":
    main()
