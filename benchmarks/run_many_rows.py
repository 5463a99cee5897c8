"""How much memory and time `ondo run` takes for a file of millions of rows.

    python benchmarks/run_many_rows.py [ROWS] [csv|xlsx]

Writes ROWS (default 5,000,000) invented rows without ids to a temporary folder, runs the whole command into a new
database there, and prints rows a second and the peak of resident memory. Of three rows, one has a comment out of a short
list, as shops' reviews repeat themselves; the others have a rating alone.
"""

import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

ROWS = 5_000_000
HEADER = ("작성일", "별점", "의견", "상품명")
COMMENTS = (
    "배송이 빨라서 좋았어요", "포장이 찢어져서 왔어요", "가격에 비해 품질이 아쉬워요", "선물했더니 정말 좋아하네요",
    "재구매했어요", "상담이 친절해서 고마웠어요", "결제가 자꾸 안 돼서 답답합니다", "Great value, will buy again",
    "The app keeps crashing", "Delivery took three weeks",
)  # fmt: skip
START = datetime(2024, 1, 1)


def rows(count: int) -> Iterator[tuple[str, int, str, str]]:
    """Invented rows, each at a time of its own."""
    for number in range(count):
        moment = START + timedelta(seconds=17 * number)
        comment = COMMENTS[number // 3 % len(COMMENTS)] if number % 3 == 0 else ""
        yield f"{moment:%Y-%m-%d %H:%M:%S}", 1 + number % 5, comment, f"상품 {number % 50}"


def write(path: Path, count: int) -> None:
    """The file, CSV or XLSX by its ending."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_with_header(count))
        return
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(_with_header(count)):
            sheet.write_row(number, 0, row)


def _with_header(count: int) -> Iterator[tuple[object, ...]]:
    yield HEADER
    yield from rows(count)


def main() -> None:
    """Write, run, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    kind = sys.argv[2] if len(sys.argv) > 2 else "csv"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"many.{kind}"
        write(path, count)
        size = path.stat().st_size
        started = time.perf_counter()
        command = [sys.executable, "-m", "pipeline", "run", str(path), "--db", str(Path(folder) / "many.duckdb")]
        root = Path(__file__).resolve().parent.parent
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": str(root)}, check=False, capture_output=True, text=True
        )
        seconds = time.perf_counter() - started
        stored = (Path(folder) / "many.duckdb").stat().st_size if done.returncode == 0 else 0
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(done.stderr[-1500:])
    print(f"{count:,} rows of {kind}, {size / 1e6:,.0f} MB; database {stored / 1e6:,.0f} MB")
    print(f"{seconds:,.0f} s, {count / seconds:,.0f} rows/s, peak {peak / 1024:,.0f} MB resident")


if __name__ == "__main__":
    main()
