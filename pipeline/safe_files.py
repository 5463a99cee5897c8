"""Files written safely: whole or not at all, one writer at a time, still there after a power cut.

The pipeline and the dashboard both keep files beside the database, so this is a base that either may use (like errors).
"""

import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE = 0o600
"""Mode of files that only their owner may read."""

LONGEST_STEM = 180
"""Bytes of a file's name that its unfinished version repeats; file systems take names of at most 255 bytes."""


@contextmanager
def replacing(target: Path, *, mode: int | None = None) -> Iterator[Path]:
    """An empty file beside ``target`` to write to; it takes the place of ``target`` where the block ends without error.

    ``mode`` None keeps the mode of the file in place; a first file gets the system's usual one. A link at ``target`` is
    replaced, not followed. Raises OSError; then ``target`` is as before and nothing is left beside it.
    """
    unfinished = unfinished_path(target)
    if mode is None:
        with suppress(FileNotFoundError):
            mode = stat.S_IMODE(target.stat().st_mode)
    descriptor = os.open(
        unfinished, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o666 if mode is None else PRIVATE
    )
    try:
        with os.fdopen(descriptor):
            if mode is not None:
                os.fchmod(descriptor, mode)
        yield unfinished
        flush(unfinished)
        os.replace(unfinished, target)
        flush(target.absolute().parent)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


def write_whole(target: Path, content: bytes | str, *, mode: int | None = None) -> None:
    """Write a file in one step, text as UTF-8; the rest as ``replacing``."""
    with replacing(target, mode=mode) as unfinished:
        unfinished.write_bytes(content.encode() if isinstance(content, str) else content)


def unfinished_path(target: Path) -> Path:
    """A name beside ``target`` that no other file has and nobody guesses: hidden, with the process that writes."""
    return target.with_name(f"{unfinished_prefix(target)}{os.getpid()}-{secrets.token_hex(16)}")


def unfinished_prefix(target: Path) -> str:
    """How the names of unfinished versions of ``target`` begin."""
    return f".{os.fsdecode(os.fsencode(target.name)[:LONGEST_STEM])}.building-"


def flush(path: Path) -> None:
    """Have the system put a file, or the entries of a folder, on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked_file(path: Path, *, waits: bool = True, mode: int = PRIVATE) -> Iterator[int]:
    """Hold the lock of a file, made for good with ``mode`` where there is none; its descriptor reads, and writes at the end.

    The system releases the lock when the process ends, however it ends. Links are not followed. Raises BlockingIOError
    where another holds the lock and ``waits`` is False, else OSError.
    """
    descriptor = _opened_and_locked(path, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB), mode)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _opened_and_locked(path: Path, operation: int, mode: int) -> int:
    while True:
        descriptor = _opened_or_made(path, mode)
        try:
            fcntl.flock(descriptor, operation)
            if _is_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _opened_or_made(path: Path, mode: int) -> int:
    """A descriptor of a file; where there is none, of a new one whose name is on the disk when this returns."""
    flags = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW
    with suppress(FileNotFoundError):
        return os.open(path, flags)
    descriptor = os.open(path, flags | os.O_CREAT, mode)
    flush(path.absolute().parent)
    return descriptor


def made_folder(path: Path) -> Path:
    """A folder for its owner alone, made for good where there is none. Raises OSError."""
    if not path.is_dir():
        path.mkdir(mode=0o700, exist_ok=True)
        flush(path.absolute().parent)
    return path


def read_small(path: Path, most: int) -> bytes:
    """A file's bytes. Raises OSError, and ValueError where it is larger than ``most`` or no regular file."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError("no regular file")
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(f"larger than {most:,} bytes")
    return content


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether an open file still has this name: another may have renamed it while this process waited for the lock."""
    try:
        return os.path.samestat(os.stat(path, follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False
