"""The one writer at a time: a lock file beside the database, and the temporary files that only its holder makes."""

import glob
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from pipeline.errors import DatabaseError, Reason, disk_full, is_full
from pipeline.safe_files import locked_file, unfinished_prefix

LOCK_MODE = 0o666
"""Mode of a lock file before the umask: whoever may write the database may lock it."""

COMPANIONS = (".key", ".upkeep")
"""Endings of the files beside a database that only the holder of its lock writes."""


def lock_path(database: Path) -> Path:
    """The lock file that belongs to a database."""
    return database.with_name(database.name + ".lock")


def building_path(database: Path) -> Path:
    """The temporary file in which this process builds the next version of a database."""
    return database.with_name(f"{unfinished_prefix(database)}{os.getpid()}")


def sweep(database: Path) -> None:
    """Remove what ended runs have left behind; only under ``locked``."""
    for suffix in ("", *COMPANIONS):
        prefix = unfinished_prefix(database.with_name(database.name + suffix))
        for leftover in database.absolute().parent.glob(f"{glob.escape(prefix)}*"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold the one write lock of a database; raises DatabaseError naming the holder if another run has it."""
    path = lock_path(database)
    with ExitStack() as held:
        try:
            _require_folder(database)
            _sign(held.enter_context(locked_file(path, waits=False, mode=LOCK_MODE)))
            sweep(database)
        except BlockingIOError:
            raise _held(database) from None
        except OSError as error:
            raise _unwritable(path, error) from error
        yield


def _held(database: Path) -> DatabaseError:
    holder = _holder(lock_path(database)) or "holder unknown"
    return DatabaseError(Reason("another_run_writes", {"holder": holder}), where=str(database))


def _holder(path: Path) -> str:
    """What the run that holds the lock says of itself; '' where it has said nothing yet."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _unwritable(path: Path, error: OSError) -> DatabaseError:
    if is_full(error):
        return disk_full(path.with_suffix(""))
    return DatabaseError(
        f"the lock file cannot be written ({error.strerror})",
        where=str(path),
        remedy="check the folder's rights and free space",
    )


def _sign(descriptor: int) -> None:
    holder = f"process {os.getpid()} on {socket.gethostname()} since {datetime.now():%Y-%m-%d %H:%M:%S}"
    os.ftruncate(descriptor, 0)
    os.write(descriptor, holder.encode())


def _require_folder(database: Path) -> None:
    if database.is_dir():
        raise DatabaseError(
            "this is a folder, not a database file", where=str(database), remedy="name a file with --db"
        )
    if "?" in str(database.absolute()):
        raise DatabaseError(
            "its path holds a question mark, which the database engine takes for the end of the name",
            where=str(database),
            remedy="name another file with --db, or rename the folder",
        )
    if not database.absolute().parent.is_dir():
        raise DatabaseError(
            "its folder does not exist", where=str(database), remedy="create the folder, or change --db"
        )
