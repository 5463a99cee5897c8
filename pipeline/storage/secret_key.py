"""The installation's secret, which turns customer ids into keys that cannot be turned back."""

import secrets
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import DatabaseError, disk_full, is_full
from pipeline.safe_files import PRIVATE, write_whole

KEY_BYTES = 32


def key_path(database: Path) -> Path:
    """The file with the secret, beside the database."""
    return database.with_name(database.name + ".key")


def key_loader(*databases: Path) -> Callable[[bool], bytes]:
    """``load_key`` for the first of the databases that has a key file, else for the last; called with ``needed``."""
    database = next((path for path in databases if key_path(path).exists()), databases[-1])
    return lambda needed: load_key(database, needed=needed)


def load_key(database: Path, *, needed: bool = False) -> bytes:
    """The secret of 32 bytes, made on first use in a file of mode 0600.

    Raises DatabaseError; also where there is none although it is ``needed`` to meet the same customers again.
    """
    path = key_path(database)
    if needed and not path.exists():
        raise DatabaseError(
            "the key file is missing, without which customers' answers can no longer be linked",
            where=str(path),
            remedy="restore it from a copy, or run all files into a new database with --db",
        )
    try:
        if not path.exists():
            write_whole(path, secrets.token_bytes(KEY_BYTES), mode=PRIVATE)
        key = path.read_bytes()
    except OSError as error:
        if is_full(error):
            raise disk_full(database) from error
        raise DatabaseError(
            f"the key file cannot be read or made ({error.strerror})",
            where=str(path),
            remedy="check the folder's rights",
        ) from error
    if len(key) != KEY_BYTES:
        raise DatabaseError(
            f"the key file has {len(key)} bytes instead of {KEY_BYTES}",
            where=str(path),
            remedy="restore it from a copy; without it customers' answers can no longer be linked",
        )
    return key
