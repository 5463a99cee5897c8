"""Rows a second and a core of scoring batches, bytes a row, and what loading them takes: figures for sizing a cluster.

    python benchmarks/score_batches.py [FILE.csv [TEXT_COLUMN]] [--rows 12000]

Without a file, the model's seed comments are put together to texts as long as real reviews. Beside it the scorer alone on
the same texts, in the same process and with one thread: batches are read, masked and hashed as well.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import tell
from benchmarks.texts import write
from pipeline.cluster.batches import SCHEMA
from pipeline.cluster.load_scored import load_scored
from pipeline.cluster.parts import mark_whole
from pipeline.cluster.spark import prepared
from pipeline.config.settings import Settings, load_settings
from pipeline.mentions.placer import placer_of
from pipeline.records import ReadOptions
from pipeline.scoring.scorer import Scorer
from pipeline.storage.secret_key import load_key

AT_ONCE = 4_096


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of processor time."""
    started, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - processor


def scorer_alone(texts: list[str], settings: Settings) -> float:
    """Processor seconds of scoring texts with their mentions."""
    scorer = Scorer(placer=placer_of(settings.touchpoints))
    scorer.score(texts[:100])
    parts = [texts[first : first + AT_ONCE] for first in range(0, len(texts), AT_ONCE)]
    return timed(lambda: [scorer.score(part) for part in parts])[1]


def main(table: pa.Table, column: str) -> None:
    """Score rows in this one process, load them, print what it took."""
    settings, rows = load_settings(), table.num_rows
    with tempfile.TemporaryDirectory() as folder:
        inputs, target, database = Path(folder) / "in", Path(folder) / "out", Path(folder) / "x.duckdb"
        inputs.mkdir()
        pq.write_table(table, inputs / "rows.parquet")
        [todo] = prepared(inputs, target, ReadOptions(source="benchmark"), settings, lambda: load_key(database)).parts
        list(todo.scoring.score_batches(iter(table.slice(0, 100).to_batches())))
        batches: list[pa.RecordBatch] = []
        wall, processor = timed(
            lambda: batches.extend(todo.scoring.score_batches(iter(table.to_batches(max_chunksize=10_000))))
        )
        alone = scorer_alone(table[column].to_pylist(), settings)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        output = todo.part.folder / "part-0.parquet"
        pq.write_table(pa.Table.from_batches(batches, SCHEMA), output)
        mark_whole(todo.part)
        print(f"rows                         {rows:>12,}")
        print(f"score_batches, processor     {rows / processor:>12,.0f} rows/s of one core's time")
        print(f"score_batches, wall          {rows / wall:>12,.0f} rows/s in one process")
        print(f"the scorer alone, processor  {rows / alone:>12,.0f} rows/s of one core's time")
        print(f"memory of the process, peak  {peak:>12,.0f} MB")
        print(
            f"input                        {os.path.getsize(inputs / 'rows.parquet') / rows:>12,.0f} bytes/row of Parquet"
        )
        print(f"output                       {output.stat().st_size / rows:>12,.0f} bytes/row of Parquet (snappy)")
        wall, loading = timed(lambda: load_scored(target, database, settings))
        print(f"load-scored, processor       {rows / loading:>12,.0f} rows/s of one core's time")
        print(f"load-scored, wall            {rows / wall:>12,.0f} rows/s (with start-up)")
        print(f"database                     {database.stat().st_size / rows:>12,.0f} bytes/row")
    tell("batches for Spark / the scorer alone, rows/s a core", alone / processor)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("column", nargs="?", default="text")
    parser.add_argument("--rows", type=int, default=12_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if asked.file is None:
            asked.file = Path(place) / "texts.csv"
            write(asked.file, asked.rows)
        main(csv.read_csv(asked.file).slice(0, asked.rows), asked.column)
