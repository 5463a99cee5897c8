"""The ids of the answers in a database file of any version, as they are today."""

from pathlib import Path

import duckdb
import numpy as np

from pipeline.errors import DatabaseMissing, OndoError
from pipeline.masking.hashing import keyed_id
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import CONNECTION_CONFIG, attach, version_of
from pipeline.storage.secret_key import key_loader

KEYED_SINCE = 7
"""Schema version from which on ids are keyed."""


def answer_ids(path: Path, database: Path) -> np.ndarray:
    """Ids of all answers and rejected rows, made with the key beside the file, else beside ``database``.

    Raises DatabaseMissing, SchemaMismatch or DatabaseError.
    """
    if not path.exists():
        raise DatabaseMissing("the file is not at its place", where=str(path), remedy="bring it back")
    with disk_errors(path), duckdb.connect(":memory:", config=CONNECTION_CONFIG) as connection:
        attach(connection, path)
        if version_of(connection, path) >= KEYED_SINCE:
            query = "select feedback_id from feedback union select feedback_id from rejected_row where feedback_id is not null"
            keyed: np.ndarray = connection.execute(query).fetchnumpy()["feedback_id"]
            return keyed
        former = connection.execute("select feedback_id from feedback").fetchnumpy()["feedback_id"].tolist()
        key = key_loader(path, database)(True)
        return np.array([keyed_id(number, key) for number in former], np.int64)


def held_in(path: Path, database: Path, numbers: np.ndarray) -> frozenset[int] | None:
    """Which of these answers a backup of ``database`` holds, as ``answer_ids`` has them; None where it cannot be read."""
    try:
        return frozenset(np.intersect1d(answer_ids(path, database), numbers).tolist())
    except OndoError:
        return None
