"""The only writer of the database: build into a temporary file, check, publish by atomic rename."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from pipeline.config.settings import SCHEMA_FILE, SCHEMA_VERSION, Settings
from pipeline.storage.atomic_files import copy_durably, copy_quickly, put_in_place
from pipeline.storage.connection import Connection
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import connect, private_files, refuse_other_zone, version_of
from pipeline.storage.lock import building_path, sweep
from pipeline.storage.secret_key import key_loader
from pipeline.storage.tables import Tables
from pipeline.storage.upgrade import rewrite


class Draft(Tables):
    """The next version of a database, in a temporary file that nobody else sees until ``publish``."""

    def __init__(self, database: Path, settings: Settings, scorer_version: str) -> None:
        self.database = database
        self.path = building_path(database)
        self.is_new = not database.exists() or not database.stat().st_size
        self.is_upgraded = False
        super().__init__(self._opened(settings), settings, scorer_version)

    def _opened(self, settings: Settings) -> duckdb.DuckDBPyConnection:
        if not self.is_new:
            self._copy_published(settings)
        connection = connect(self.path, self.database)
        if self.is_new:
            connection.execute(f"begin; {SCHEMA_FILE.read_text(encoding='utf-8')}; commit")
        return connection

    def _copy_published(self, settings: Settings) -> None:
        copy_quickly(self.database, self.path)
        with connect(self.path, self.database) as former:
            version = version_of(former, self.database)
            refuse_other_zone(former, self.database, settings.time_zone)
        self.is_upgraded = version != SCHEMA_VERSION
        if self.is_upgraded:
            rewrite(self.path, key_loader(self.database))

    def changed(self) -> bool:
        """Whether publishing would change anything that can be asked of the database."""
        return self.is_new or self.is_upgraded or super().changed()

    def publish(self) -> None:
        """Close, and put the new file in the place of the old one in one step."""
        forget = self.count("select count(*) from replaced semi join withdrawn using (feedback_id)") > 0
        self.connection.execute("checkpoint")
        self.connection.close()
        if forget or self.wasteful or self.purged:
            rewrite(self.path, key_loader(self.database))
        put_in_place(self.path, self.database)

    def discard(self) -> None:
        """Leave the published database as it is and remove what was being built; harmless after ``publish``."""
        with suppress(duckdb.Error):
            self.connection.close()
        sweep(self.database)


@contextmanager
def drafted(database: Path, settings: Settings, scorer_version: str) -> Iterator[Draft]:
    """A draft of the next database under ``locked``; discarded unless published, errors raised as DatabaseError."""
    with disk_errors(database), private_files():
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
def edited(
    source: Path, place: Path, check: Callable[[Path], object], database: Path | None = None
) -> Iterator[Connection]:
    """A connection to a copy of ``source``, brought up to today's schema, which then takes the place of ``place``.

    All rows are written into a fresh file, so that nothing stays of what was erased; ``check`` looks at that file and
    may raise. Until the last step ``place`` is as it was. The key is that beside ``source``, else that beside
    ``database`` (or ``place``). Only under ``locked``; raises SchemaMismatch, DatabaseError.
    """
    building, load_key = building_path(place), key_loader(source, database or place)
    with disk_errors(place, source), private_files():
        try:
            copy_durably(source, building)
            with connect(building, source) as connection:
                is_current = version_of(connection, source) == SCHEMA_VERSION
            if not is_current:
                rewrite(building, load_key)
            with connect(building, source) as connection:
                yield connection
                connection.execute("checkpoint")
            rewrite(building, load_key)
            check(building)
            put_in_place(building, place)
        finally:
            sweep(place)
