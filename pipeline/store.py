"""The only writer of the database: build into a temporary file, check, publish by atomic rename."""

import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.dimensions import DIMENSIONS, dimension_rows
from pipeline.errors import DatabaseError, SchemaMismatch, WrongUsage
from pipeline.locking import building_path, sweep
from pipeline.mask import mask_text
from pipeline.records import RunReport
from pipeline.settings import SCHEMA_FILE, SCHEMA_VERSION, Settings

CONNECTION_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
"""No downloads, and no Python variable read as a table by accident."""

CHECKED_AT_ONCE = 10_000

STAGED_TABLES = ("feedback", "feedback_emotion", "feedback_lemma")


@contextmanager
def _database_errors(database: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except RuntimeError as error:
        if "interrupted" not in str(error).lower():
            raise
        raise KeyboardInterrupt from error
    except (duckdb.Error, OSError) as error:
        raise DatabaseError(
            f"the database cannot be read or written: {_first_line(error)}",
            where=str(database),
            remedy="check the folder's rights and free space; the published database is as it was before",
        ) from error


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return (str(error).splitlines() or [type(error).__name__])[0]


@dataclass(frozen=True, slots=True)
class Seen:
    """A row met in this run: its content hash, and the number of the file in which it stood, from 0."""

    content: int
    file_number: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the published database."""

    content: int
    scorer_version: str
    text: str | None
    answered_at: datetime | None


class Draft:
    """The next version of a database, in a temporary file that nobody else sees until ``publish``."""

    def __init__(self, database: Path, settings: Settings, scorer_version: str) -> None:
        self.database = database
        self.path = building_path(database)
        self.settings = settings
        self.scorer_version = scorer_version
        self.connection = self._opened()
        self._stage()
        self.rows_before = self._count("select count(*) from feedback")
        self.dimensions_before = self._dimensions()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        exists = self.database.exists() and self.database.stat().st_size > 0
        if exists:
            shutil.copyfile(self.database, self.path)
        try:
            connection = duckdb.connect(str(self.path), config=CONNECTION_CONFIG)
        except duckdb.Error as error:
            raise SchemaMismatch(
                f"this is not a database that can be read ({_first_line(error)})",
                where=str(self.database),
                remedy="name another file with --db, or move this one away",
            ) from error
        try:
            if exists:
                self._check_schema(connection)
            else:
                connection.execute(f"begin; {SCHEMA_FILE.read_text(encoding='utf-8')}; commit")
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_schema(self, connection: duckdb.DuckDBPyConnection) -> None:
        try:
            facts = dict(connection.execute("select name, value from meta").fetchall())
        except duckdb.CatalogException:
            facts = {}
        found = facts.get("schema_version")
        if found != str(SCHEMA_VERSION):
            raise SchemaMismatch(
                f"its schema version is {found or 'unknown'}, this program needs {SCHEMA_VERSION}",
                where=str(self.database),
                remedy="run your files into a new database with --db",
            )
        if facts["time_zone"] != self.settings.time_zone:
            raise WrongUsage(
                f"its times are those of {facts['time_zone']}, the settings say {self.settings.time_zone}",
                where=str(self.database),
                remedy="set time_zone back, or run your files into a new database with --db",
            )

    def _stage(self) -> None:
        for table in STAGED_TABLES:
            self.connection.execute(f"create temp table new_{table} as from {table} limit 0")
        self.connection.execute("create temp table seen (feedback_id bigint, content_hash bigint, file_number integer)")
        self.connection.execute("create temp table withdrawn (feedback_id bigint)")
        for state in ("new", "former"):
            self.connection.execute(f"create temp table {state}_rejected_row as from rejected_row limit 0")

    def _count(self, sql: str) -> int:
        [(count,)] = self.connection.execute(sql).fetchall()
        return int(count)

    def _dimensions(self) -> list[list[tuple[object, ...]]]:
        return [self.connection.execute(f"from {table} order by all").fetchall() for table in DIMENSIONS]

    @property
    def next_run_id(self) -> int:
        """Number of the run that is being written."""
        return self._count("select coalesce(max(run_id), 0) + 1 from run")

    def known(self, ids: Sequence[int]) -> tuple[dict[int, Seen], dict[int, Stored]]:
        """What stands for these feedback ids: in this run's files so far, and in the published database."""
        self.connection.register("asked", pa.table({"feedback_id": pa.array(ids, pa.int64())}))
        seen = self.connection.execute(
            "select feedback_id, content_hash, file_number from seen semi join asked using (feedback_id) "
            "order by file_number"
        )
        in_run = {key: Seen(content, number) for key, content, number in seen.fetchall()}
        stored = self.connection.execute(
            "select feedback_id, content_hash, scorer_version, text, answered_at "
            "from feedback semi join asked using (feedback_id)"
        )
        in_database = {key: Stored(*rest) for key, *rest in stored.fetchall()}
        self.connection.unregister("asked")
        return in_run, in_database

    def remember(self, seen: dict[int, Seen]) -> None:
        """Note the ids met in this run; of several notes of an id, that of the last file counts."""
        columns = {
            "feedback_id": pa.array(seen.keys(), pa.int64()),
            "content_hash": pa.array([item.content for item in seen.values()], pa.int64()),
            "file_number": pa.array([item.file_number for item in seen.values()], pa.int32()),
        }
        self._insert("seen", pa.table(columns))

    def unstage(self, ids: Sequence[int]) -> None:
        """Take staged rows back, because a later file has newer versions of them."""
        if ids:
            self.connection.register("asked", pa.table({"feedback_id": pa.array(ids, pa.int64())}))
            self._delete_staged("asked")
            self.connection.unregister("asked")

    def _delete_staged(self, ids: str) -> None:
        for table in STAGED_TABLES:
            self.connection.execute(f"delete from new_{table} where feedback_id in (select feedback_id from {ids})")

    def withdraw(self, ids: Sequence[int]) -> None:
        """Take out rows whose customers no longer agree to analysis."""
        self._insert("withdrawn", pa.table({"feedback_id": pa.array(ids, pa.int64())}))

    def stage(self, feedback: pa.Table, emotions: pa.Table, lemmas: pa.Table) -> None:
        """Add scored rows; columns as in schema.sql, by name."""
        self._insert("new_feedback", feedback)
        self._insert("new_feedback_emotion", emotions)
        self._insert("new_feedback_lemma", lemmas)

    def set_aside(self, rejected: pa.Table) -> None:
        """Add rows for rejected_row; columns as in schema.sql, by name."""
        self._insert("new_rejected_row", rejected)

    def _insert(self, table: str, rows: pa.Table) -> None:
        if rows.num_rows:
            self.connection.register("incoming", rows)
            self.connection.execute(f"insert into {table} by name from incoming")
            self.connection.unregister("incoming")

    def drop_withdrawn(self) -> tuple[int, int]:
        """Unstage rows that another row of this run withdraws; how many of them were new, how many updates."""
        self.connection.execute(
            "create temp table dropped as select distinct feedback_id from new_feedback semi join withdrawn using (feedback_id)"
        )
        self._delete_staged("dropped")
        updates = self._count("select count(*) from dropped semi join feedback using (feedback_id)")
        return self._count("select count(*) from dropped") - updates, updates

    def staged_states(self) -> dict[str, int]:
        """How many staged rows there are of each state."""
        return dict(self.connection.execute("select state, count(*) from new_feedback group by state").fetchall())

    def holds_customers(self) -> bool:
        """Whether the published rows carry customer keys."""
        return self._count("select count(*) from (select 1 from feedback where customer_key is not null limit 1)") > 0

    def merge(self, files: Sequence[tuple[str, str]]) -> None:
        """Bring staged rows into the tables, replacing their older versions; ``files`` are (source, file name) whose
        rejected rows are made anew."""
        run = self.connection.execute
        run("begin")
        run(
            "create temp table replaced as select feedback_id from feedback where feedback_id in "
            "(select feedback_id from new_feedback union all select feedback_id from withdrawn)"
        )
        for table in STAGED_TABLES:
            if self.rows_before:
                run(f"delete from {table} where feedback_id in (select feedback_id from replaced)")
        run("insert into feedback from new_feedback order by answered_at, feedback_id")
        run("insert into feedback_emotion from new_feedback_emotion order by feedback_id, emotion")
        run("insert into feedback_lemma from new_feedback_lemma order by lemma, feedback_id")
        for source, name in files:
            place = {"source": source, "name": name}
            run("insert into former_rejected_row from rejected_row where source = $source and file = $name", place)
            run("delete from rejected_row where source = $source and file = $name", place)
        run('insert into rejected_row from new_rejected_row order by source, file, "row"')
        self._write_dimensions()
        run("commit")

    def _write_dimensions(self) -> None:
        found = self.connection.execute("select distinct touchpoint from feedback where touchpoint is not null").fetchall()
        rows = dimension_rows(self.settings, self.scorer_version, sorted(code for (code,) in found))
        for table in DIMENSIONS:
            self.connection.execute(f"delete from {table}")
            self._fill(table, rows[table])

    def _fill(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            self.connection.executemany(f"insert into {table} values ({marks})", rows)

    def changed(self) -> bool:
        """Whether publishing would change anything that can be asked of the database."""
        touched = self._count("select (select count(*) from replaced) + (select count(*) from new_feedback)")
        return bool(
            touched
            or not self.database.exists()
            or self._dimensions() != self.dimensions_before
            or self._sets_aside_anew()
        )

    def _sets_aside_anew(self) -> bool:
        new, former = (f"select * exclude (run_id) from {state}_rejected_row" for state in ("new", "former"))
        differing = f"(({new}) except all ({former})) union all (({former}) except all ({new}))"
        return self._count(f"select count(*) from ({differing})") > 0

    def record_run(self, report: RunReport, run_id: int, started_at: datetime, finished_at: datetime) -> None:
        """Write this run's line in the run table; times are wall clock in the configured zone."""
        kinds = pa.array([sorted(report.masked.items())], pa.map_(pa.string(), pa.int64()))
        line = {
            "run_id": [run_id],
            "started_at": [started_at],
            "finished_at": [finished_at],
            "files": [report.files],
            "scorer_version": [self.scorer_version],
            "rows_read": [report.read],
            "rows_scored": [report.scored],
            "rows_new": [report.new],
            "rows_updated": [report.updated],
            "rows_unchanged": [report.unchanged],
            "rows_repeated": [report.repeated],
            "rows_no_consent": [report.no_consent],
            "rows_set_aside": [report.set_aside],
            "seconds": [max(0.0, (finished_at - started_at).total_seconds())],
        }
        self._insert("run", pa.table(line).append_column("masked", kinds))

    def check(self, new: int) -> None:
        """Refuse to publish what cannot be right; raises DatabaseError.

        ``new`` is the number of rows that were not in the database before.
        """
        if self._count("select count(*) from feedback semi join withdrawn using (feedback_id)"):
            raise self._refusal("a row without consent is stored")
        rows = self._count("select count(*) from feedback")
        if rows != self._count("select count(distinct feedback_id) from feedback"):
            raise self._refusal("a feedback id stands twice")
        staged = self._count("select count(*) from new_feedback")
        kept = self._count("select count(*) from feedback anti join new_feedback using (feedback_id)")
        if kept + staged != rows or new > staged:
            raise self._refusal("the counts of rows do not add up")
        for table in ("feedback_emotion", "feedback_lemma"):
            if self._count(f"select count(*) from {table} anti join feedback using (feedback_id)"):
                raise self._refusal(f"{table} names feedback that is not there")
        self._check_masking()

    def _check_masking(self) -> None:
        texts = self.connection.execute("select distinct text from new_feedback where text is not null")
        while batch := texts.fetchmany(CHECKED_AT_ONCE):
            if any(mask_text(text)[1] for (text,) in batch):
                texts.fetchall()
                raise self._refusal("a text still holds personal data")

    def _refusal(self, what: str) -> DatabaseError:
        return DatabaseError(
            f"not published: {what}",
            where=str(self.database),
            remedy="this is a fault of Ondo, please report it; the published database is as it was before",
        )

    def publish(self) -> None:
        """Close, flush to disk and put the new file in the place of the old one in one step, with its mode and owner."""
        forget = self._count("select count(*) from replaced semi join withdrawn using (feedback_id)") > 0
        self.connection.execute("checkpoint")
        self.connection.close()
        if forget:
            self._rewrite()
        if self.database.exists():
            former = self.database.stat()
            os.chown(self.path, former.st_uid, former.st_gid)
            os.chmod(self.path, stat.S_IMODE(former.st_mode))
        with open(self.path, "rb") as handle:
            os.fsync(handle.fileno())
        os.replace(self.path, self.database)
        folder = os.open(self.database.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _rewrite(self) -> None:
        """Copy all rows into a fresh file: what is deleted from a DuckDB file stays in its unused blocks for a while."""
        full = self.path.with_name(self.path.name + ".full")
        os.replace(self.path, full)
        with duckdb.connect(str(self.path), config=CONNECTION_CONFIG) as fresh:
            fresh.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
            quoted = str(full.absolute()).replace("'", "''")
            fresh.execute(f"attach '{quoted}' as former (read_only, type duckdb)")
            for (table,) in fresh.execute("select table_name from duckdb_tables() where database_name = 'former'").fetchall():
                fresh.execute(f"insert into {table} by name from former.{table} order by rowid")
            fresh.execute("detach former")
            fresh.execute("checkpoint")
        full.unlink()

    def discard(self) -> None:
        """Leave the published database as it is and remove what was being built; harmless after ``publish``."""
        with suppress(duckdb.Error):
            self.connection.close()
        sweep(self.database)


@contextmanager
def drafted(database: Path, settings: Settings, scorer_version: str) -> Iterator[Draft]:
    """A draft of the next database under ``locked``; discarded unless published, errors told as DatabaseError."""
    with _database_errors(database), _private_files():
        try:
            draft = Draft(database, settings, scorer_version)
        except BaseException:
            sweep(database)
            raise
        try:
            yield draft
        finally:
            draft.discard()


@contextmanager
def _private_files() -> Iterator[None]:
    former = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(former)
