"""Apache Spark as the engine that scores: each Parquet file of a folder is a part, scored by mapInArrow, written, marked."""

import os
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.cluster.batches import ROW_INDEX, SCHEMA, BatchScoring
from pipeline.cluster.parts import (
    MARKER,
    ScoredPart,
    ScoringFingerprint,
    content_of,
    mark_whole,
    marks_of,
    options_mark,
    part_folder,
    whole_part,
)
from pipeline.config.access import Access
from pipeline.config.settings import Settings
from pipeline.errors import DataRefused, OndoError, ScoringStopped, WrongUsage
from pipeline.listener import Progress
from pipeline.records import ReadOptions
from pipeline.scoring.own_layer import OwnLayer
from pipeline.scoring.processes import HUGE_PAGES
from pipeline.sources import inspect
from pipeline.sources.source_kind import shown_name

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

INSTALL = "pip install 'ondo[spark]' (in a checkout: .venv/bin/pip install -c constraints.txt -e '.[spark]')"
INSTALL_JAVA = "install Java 17 (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME to it"
RETRY = "parts that are whole are kept: set right what is told above, then run the same command again"

_SIMPLE = {
    pa.string(): "string",
    pa.int8(): "tinyint",
    pa.int16(): "smallint",
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.float32(): "float",
    pa.bool_(): "boolean",
    pa.timestamp("us"): "timestamp_ntz",
}


@dataclass(frozen=True, slots=True)
class UnscoredPart:
    """A part that is to be scored: its input ``path``, and what it will be."""

    path: Path
    scoring: BatchScoring
    part: ScoredPart


@dataclass(frozen=True, slots=True)
class ScoringOrder:
    """The ``parts`` to score, of ``total`` in all."""

    parts: list[UnscoredPart]
    total: int

    @property
    def rows(self) -> int:
        """Rows to score."""
        return sum(todo.part.rows for todo in self.parts)


def prepared(
    source_folder: Path,
    target: Path,
    options: ReadOptions,
    settings: Settings,
    key: Callable[[], bytes],
    layer: OwnLayer | None = None,
) -> ScoringOrder:
    """Look at every file of ``source_folder`` and find the parts of ``target`` that are not whole; ``key`` gives the secret.

    ``layer`` is that of the database that the rows are for.
    All machines must see both folders under these paths. Raises DataRefused for a file that cannot be used.
    """
    from pipeline.scoring.scorer import Scorer

    paths = _inputs(source_folder)
    secret = key()
    scorer = Scorer(layer=layer)
    marks = marks_of(scorer.version, settings, secret)
    content = scorer.layer.content if scorer.layer else b""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    parts = [_todo(path, source_folder, target, options, settings, secret, marks, content) for path in paths]
    missing = [todo for todo in parts if whole_part(todo.part.folder) != todo.part]
    for todo in missing:
        todo.part.folder.mkdir(exist_ok=True)
    return ScoringOrder(missing, len(parts))


def _inputs(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise DataRefused("there is no such folder", where=str(folder), remedy="name the folder of Parquet files")
    hidden = ("_", ".")
    paths = sorted(
        path
        for path in folder.rglob("*.parquet")
        if path.is_file() and not any(name.startswith(hidden) for name in path.relative_to(folder).parts)
    )
    if not paths:
        raise DataRefused(
            "no Parquet file lies in this folder",
            where=str(folder),
            remedy="name the folder of files that end in .parquet",
        )
    return paths


def _todo(
    path: Path,
    among: Path,
    target: Path,
    options: ReadOptions,
    settings: Settings,
    key: bytes,
    marks: ScoringFingerprint,
    layer: bytes,
) -> UnscoredPart:
    inspection = inspect(path, options)
    if inspection.kind != "parquet" and inspection.plan is not None:
        raise DataRefused(
            f"this is {inspection.kind}, in which one answer takes several rows",
            where=shown_name(path),
            remedy="read it with `ondo run`, or write a table with one row an answer",
        )
    _refuse_types(path)
    part = ScoredPart(
        folder=part_folder(target, path, among),
        path=Path(shown_name(path)),
        source=inspection.source,
        rows=inspection.rows or 0,
        content=content_of(path),
        options=options_mark(options),
        marks=marks,
    )
    today = settings.now().date()
    return UnscoredPart(path, BatchScoring(inspection, replace(settings, access=Access()), key, today, layer), part)


def _refuse_types(path: Path) -> None:
    """Raise DataRefused where Spark cannot read a column of the file."""
    schema = pq.read_schema(path)
    for item in schema:
        kind = item.type.value_type if pa.types.is_dictionary(item.type) else item.type
        is_fine_time = pa.types.is_timestamp(kind) and kind.unit == "ns"
        if is_fine_time or pa.types.is_time(kind) or pa.types.is_duration(kind) or pa.types.is_float16(kind):
            raise DataRefused(
                f"Spark cannot read a column of type {kind}",
                where=f"{shown_name(path)}, column {schema.get_field_index(item.name) + 1}",
                remedy="write times as timestamp in microseconds, or leave the column out",
            )
    folded = [name.casefold() for name in schema.names]
    if len(set(folded)) < len(folded):
        raise DataRefused(
            "two columns have the same name but for case", where=shown_name(path), remedy="give them different names"
        )


def spark_schema(schema: pa.Schema = SCHEMA) -> str:
    """An Arrow schema as Spark writes it, for ``mapInArrow``."""
    return ", ".join(f"`{item.name}` {_spark_type(item.type)}" for item in schema)


def _spark_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"array<{_spark_type(kind.value_type)}>"
    if pa.types.is_map(kind):
        return f"map<{_spark_type(kind.key_type)}, {_spark_type(kind.item_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{item.name}`: {_spark_type(item.type)}' for item in kind)}>"
    return _SIMPLE[kind]


@contextmanager
def session(master: str) -> "Iterator[SparkSession]":
    """A Spark session of our own, with this Python in its workers. Raises WrongUsage without PySpark or Java."""
    if find_spec("pyspark") is None:
        raise WrongUsage("PySpark is not installed", remedy=INSTALL)
    if java() is None:
        raise WrongUsage("there is no Java, which Spark runs on", remedy=INSTALL_JAVA)
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("GLIBC_TUNABLES", HUGE_PAGES)
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_HOME", str(Path(str(find_spec("pyspark").origin)).parent))  # type: ignore[union-attr]
    builder = SparkSession.builder.master(master).appName("ondo")
    for name, value in _own_settings(master).items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        try:
            running = builder.getOrCreate()
        except PySparkException as error:
            raise WrongUsage(
                f"Spark does not start ({_first_line(error)})",
                where=f"--master {master}",
                remedy=f"look at its own lines above; {INSTALL_JAVA}",
            ) from error
        try:
            yield running
        finally:
            running.stop()


def _own_settings(master: str) -> dict[str, str]:
    own = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.executorEnv.GLIBC_TUNABLES": HUGE_PAGES,
    }
    if master.startswith("local"):
        own |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return own


def java() -> str | None:
    """The Java that Spark would use, or None."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(str(Path(home) / "bin" / "java")) if home else shutil.which("java")


def score_parts(running: "SparkSession", order: ScoringOrder, progress: Progress = lambda rows: None) -> None:
    """Score the parts of an order in a session, as many at once as it has cores; each is marked once it is whole.

    Raises ScoringStopped where a part cannot be scored or written; parts that are whole stay.
    """
    at_once = max(1, min(len(order.parts), running.sparkContext.defaultParallelism))
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        waiting: list[Future[None]] = [pool.submit(_score, running, todo, progress) for todo in order.parts]
        try:
            wait(waiting, return_when=FIRST_EXCEPTION)
            for done in waiting:
                if done.done() and not done.cancelled():
                    done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            running.sparkContext.cancelAllJobs()
            raise


def _score(running: "SparkSession", todo: UnscoredPart, progress: Progress) -> None:
    """Score one part: all of its rows in one task, in their order, so that they are numbered as in a run."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    folder = todo.part.folder
    (folder / MARKER).unlink(missing_ok=True)
    try:
        rows = running.read.parquet(_escaped(todo.path)).select("*", "_metadata.row_index").coalesce(1)
        rows = rows.withColumnRenamed("row_index", ROW_INDEX)
        scored = rows.mapInArrow(todo.scoring.score_batches, spark_schema())
        scored.write.mode("overwrite").parquet(f"file://{folder.absolute()}")
        mark_whole(todo.part)
    except OndoError:
        raise
    except (PySparkException, Py4JError, OSError) as error:
        raise ScoringStopped(
            f"a part was not scored ({_first_line(error)})", where=shown_name(todo.path), remedy=RETRY
        ) from error
    progress(todo.part.rows)


def _escaped(path: Path) -> str:
    """A file's place as Spark reads it: wildcards in its name are escaped."""
    return "file://" + re.sub(r"([\\*?\[\]{}])", r"\\\1", str(path.absolute()))


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
