"""Removing a source: what an import brought goes from the database, and may come in again."""

from pathlib import Path

from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import refuse_other_files
from pipeline.storage.draft import edited
from pipeline.storage.lock import locked
from pipeline.upkeep.backup import require_database
from pipeline.upkeep.forgotten import ErasedCounts, erase_chosen
from pipeline.upkeep.verify import refuse_broken

_OF_SOURCE = "source = getvariable('removed')"


def remove_source(database: Path, source: str) -> ErasedCounts:
    """Erase all answers and rejected rows of a source from the database alone; nothing is noted against its files.

    What people have said of its answers stays beside the database, for when they come back. Raises DatabaseMissing or DatabaseError.
    """
    require_database(database)
    with locked(database), disk_errors(database):
        refuse_other_files(database)
        with edited(database, database, refuse_broken) as connection:
            connection.execute("set variable removed = $source", {"source": source})
            erased = erase_chosen(connection, _OF_SOURCE, _OF_SOURCE)
            connection.execute(f"delete from unread_cell where {_OF_SOURCE}")
    return erased
