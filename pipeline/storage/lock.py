"""The one writer at a time: a lock file beside the database, and the temporary files that only its holder makes."""

import fcntl
import glob
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from pipeline.errors import DatabaseError, Reason, disk_full, is_full


def lock_path(database: Path) -> Path:
    """The lock file that belongs to a database."""
    return database.with_name(database.name + ".lock")


def building_path(database: Path) -> Path:
    """The temporary file in which this process builds the next version of a database."""
    return database.with_name(f".{database.name}.building-{os.getpid()}")


def sweep(database: Path) -> None:
    """Remove what ended runs have left behind; only under ``locked``."""
    for leftover in database.absolute().parent.glob(f".{glob.escape(database.name)}.building-*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold the one write lock of a database; raises DatabaseError naming the holder if another run has it."""
    path = lock_path(database)
    try:
        _require_folder(database)
        handle = open(path, "a+", encoding="utf-8")  # noqa: SIM115
    except OSError as error:
        raise _unwritable(path, error) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _sign(handle.fileno())
            sweep(database)
        except BlockingIOError:
            raise _held(database, handle) from None
        except OSError as error:
            raise _unwritable(path, error) from error
        yield


def _held(database: Path, handle: IO[str]) -> DatabaseError:
    handle.seek(0)
    holder = handle.read().strip() or "holder unknown"
    return DatabaseError(Reason("another_run_writes", {"holder": holder}), where=str(database))


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
