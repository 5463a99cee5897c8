"""The installation's secret, which turns customer ids into keys that cannot be turned back."""

import secrets
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from pipeline.errors import DatabaseError, Reason, WrongUsage, disk_full, is_full
from pipeline.safe_files import PRIVATE, write_whole

KEY_BYTES = 32

FINGERPRINT_BYTES = 16


def key_path(database: Path) -> Path:
    """The file with the secret, beside the database."""
    return database.with_name(database.name + ".key")


def fingerprint(key: bytes) -> str:
    """What a database knows of its key, to tell it from others: a one-way hash, from which nobody gets 32 random bytes."""
    return blake2b(key, digest_size=FINGERPRINT_BYTES, person=b"fingerprint").hexdigest()


def require_fingerprint(key: bytes, known: str | None, database: Path) -> None:
    """Raise WrongUsage where the key is not that of a database, whose fingerprint is ``known`` (None: not noted yet)."""
    if known is not None and fingerprint(key) != known:
        raise WrongUsage(Reason("other_key", {"name": key_path(database).name}), where=str(key_path(database)))


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
