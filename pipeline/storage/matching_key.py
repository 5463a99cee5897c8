"""The key of a database, once it is known to be that with which the database has hashed."""

from pathlib import Path

from pipeline.storage.database_file import fingerprint_of
from pipeline.storage.secret_key import load_key, require_fingerprint


def load_matching_key(database: Path, *, needed: bool = False) -> bytes:
    """``load_key``; raises WrongUsage too, where the database was made with another key."""
    key = load_key(database, needed=needed)
    require_fingerprint(key, fingerprint_of(database), database)
    return key
