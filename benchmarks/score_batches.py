"""Rows a second and a core of scoring batches, bytes a row, and what loading them takes: figures for sizing a cluster."""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.cluster.batches import SCHEMA  # noqa: E402
from pipeline.cluster.load_scored import load_scored  # noqa: E402
from pipeline.cluster.parts import mark_whole  # noqa: E402
from pipeline.cluster.spark import prepared  # noqa: E402
from pipeline.config.settings import load_settings  # noqa: E402
from pipeline.records import ReadOptions  # noqa: E402
from pipeline.storage.secret_key import load_key  # noqa: E402


def main(source: Path, rows: int) -> None:
    """Score the first ``rows`` rows of a CSV file in this one process, load them, print what it took."""
    table = csv.read_csv(source).slice(0, rows)
    settings = load_settings()
    with tempfile.TemporaryDirectory() as folder:
        inputs, target, database = Path(folder) / "in", Path(folder) / "out", Path(folder) / "x.duckdb"
        inputs.mkdir()
        pq.write_table(table, inputs / "rows.parquet")
        [todo] = prepared(inputs, target, ReadOptions(source="benchmark"), settings, lambda: load_key(database)).parts
        list(todo.scoring.score_batches(iter(table.slice(0, 100).to_batches())))
        started, processor = time.perf_counter(), time.process_time()
        batches = list(todo.scoring.score_batches(iter(table.to_batches(max_chunksize=10_000))))
        wall, processor = time.perf_counter() - started, time.process_time() - processor
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        output = todo.part.folder / "part-0.parquet"
        pq.write_table(pa.Table.from_batches(batches, SCHEMA), output)
        mark_whole(todo.part)
        print(f"rows                         {table.num_rows:>12,}")
        print(f"score_batches, processor     {table.num_rows / processor:>12,.0f} rows/s of one core's time")
        print(f"score_batches, wall          {table.num_rows / wall:>12,.0f} rows/s in one process")
        print(f"memory of the process, peak  {peak:>12,.0f} MB")
        print(
            f"input                        {os.path.getsize(inputs / 'rows.parquet') / table.num_rows:>12,.0f} bytes/row of Parquet"
        )
        print(
            f"output                       {output.stat().st_size / table.num_rows:>12,.0f} bytes/row of Parquet (snappy)"
        )
        started, processor = time.perf_counter(), time.process_time()
        report = load_scored(target, database, settings)
        wall, processor = time.perf_counter() - started, time.process_time() - processor
        print(f"load-scored, processor       {report.read / processor:>12,.0f} rows/s of one core's time")
        print(f"load-scored, wall            {report.read / wall:>12,.0f} rows/s (with start-up)")
        print(f"database                     {database.stat().st_size / report.read:>12,.0f} bytes/row")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python benchmarks/score_batches.py FILE.csv [ROWS]")
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40_000)
