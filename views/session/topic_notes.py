"""What people say of topics, kept beside the database. The keys of NotKept are those of ``topics.<key>`` of the words on screen."""

from pathlib import Path

import queries
from views.session.kept_beside import NotKept


def notes(database: Path) -> tuple[queries.TopicNote, ...]:
    """All notes, the latest last. Raises NotKept: broken."""
    try:
        return queries.read_notes(database)
    except queries.OndoError as error:
        raise NotKept("broken") from error


def keep(database: Path, note: queries.TopicNote) -> None:
    """Append a note. Raises NotKept: long or unwritable."""
    try:
        queries.keep_note(database, note)
    except queries.OndoError as error:
        raise NotKept("long") from error
    except OSError as error:
        raise NotKept("unwritable") from error
