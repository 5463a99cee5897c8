"""Publishing a database: one file takes the place of another in one step; and copies of a file that large."""

import fcntl
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from pipeline.safe_files import PRIVATE, flush

FICLONE = 0x40049409
"""Linux's request that one file share the blocks of another (ioctl_ficlone(2))."""


def put_in_place(new: Path, database: Path) -> None:
    """Flush ``new`` to disk and rename it to ``database``, with mode and owner of what was there; raises OSError."""
    if database.exists():
        former = database.stat()
        os.chown(new, former.st_uid, former.st_gid)
        os.chmod(new, stat.S_IMODE(former.st_mode))
    flush(new)
    os.replace(new, database)
    flush(database.absolute().parent)


def copy_quickly(source: Path, target: Path) -> None:
    """Copy a file to ``target``; where the file system lets files share blocks (Btrfs, XFS), no byte is copied. Raises OSError."""
    with open(source, "rb") as read, open(target, "wb") as written, suppress(OSError):
        fcntl.ioctl(written, FICLONE, read.fileno())
        return
    shutil.copyfile(source, target)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file to ``target``, which must not exist, with mode 0600, and flush it to disk; raises OSError.

    What was begun is removed where it cannot be ended.
    """
    with (
        open(source, "rb") as read,
        open(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE), "wb") as written,
    ):
        try:
            shutil.copyfileobj(read, written, 1 << 20)
            written.flush()
            os.fsync(written.fileno())
        except BaseException:
            target.unlink(missing_ok=True)
            raise
