"""Files in folders, archives and pipes: what is named on the command line becomes plain files, for as long as they are read."""

import gzip
import os
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.errors import DataRefused, Reason, WrongUsage
from pipeline.sources.source_kind import is_named, nothing_in, printable, shown_names, shown_path, unreadable

MOST_FILES = 1_000
"""Files of a folder or an archive."""

MOST_UNPACKED = 1 << 32
"""Bytes of all files of an archive, or of stdin."""

CHUNK = 1 << 20

PREFIX = "ondo_"
"""How the names of the temporary folders begin."""

TABLES = frozenset(".csv .tsv .txt .xlsx .xlsm .xls .json .jsonl .ndjson .parquet .pq .html .htm .gz .zip".split())
"""Endings of the files of a folder or an archive that are read."""

WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls"))

STDIN = Path("-")
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_WORKBOOK = "[Content_Types].xml"
_UTF8_NAME = 0x800
"""The bit of an archive's member that says that its name is UTF-8."""

_ENCRYPTED = 0x1


@contextmanager
def unpacked(named: Sequence[Path], wanted: Sequence[str] = ()) -> Iterator[list[Path]]:
    """The files that are named: those of a folder or a pattern, those within ZIP and gzip archives, and stdin for ``-``.

    Of an archive those alone whose names, with or without their ending, are ``wanted``; workbooks, whose sheets may be meant,
    where none is. What is unpacked is in a folder that only this user can read, and is gone at the end. Raises DataRefused, and
    WrongUsage where an archive has nothing that is wanted.
    """
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        place = Path(folder)
        yield [path for one in named for path in _wanted(list(_files_of(one, place)), wanted, one)]


def _wanted(files: list[Path], names: Sequence[str], named: Path) -> list[Path]:
    """The files that are read of what one name stands for."""
    members = [path for path in files if is_copy(path) and named != STDIN and named.suffix.lower() != ".gz"]
    if not names or not members:
        return files
    chosen = [path for path in members if is_named(path, names)] or [
        path for path in members if path.suffix.lower() in WORKBOOKS
    ]
    if not chosen:
        found = {"names": shown_names(names), "sheets": shown_names([path.name for path in members])}
        raise WrongUsage(Reason("no_such_sheet", found), where=shown_path(named))
    return [path for path in files if path not in members or path in chosen]


def is_copy(path: Path) -> bool:
    """Whether a file is one that has been unpacked, so that its folder says nothing to anybody."""
    return path.is_relative_to(tempfile.gettempdir()) and path.parent.parent.name.startswith(PREFIX)


def _files_of(named: Path, place: Path) -> Iterator[Path]:
    if named == STDIN:
        yield _copied(sys.stdin.buffer, _free(place, "stdin"), named)
    elif named.parts and named.parts[0].lower() in ("http:", "https:", "ftp:", "s3:", "gs:"):
        raise DataRefused(Reason("web_address"), where=shown_path(named))
    elif named.is_dir():
        yield from _of_folder(named, place)
    elif has_magic(str(named)) and not named.exists():
        yield from _of_pattern(named, place)
    else:
        yield from _unfolded(named, place)


def _of_folder(folder: Path, place: Path) -> Iterator[Path]:
    files = [path for path in sorted(folder.iterdir()) if _is_table(path.name) and path.is_file()]
    if not files:
        raise DataRefused(Reason("folder_without_tables"), where=shown_path(folder))
    yield from _each(files, folder, place)


def _of_pattern(pattern: Path, place: Path) -> Iterator[Path]:
    files = [path for path in map(Path, sorted(glob(str(pattern), recursive=True))) if path.is_file()]
    if not files:
        raise DataRefused(Reason("no_such_file"), where=shown_path(pattern))
    yield from _each(files, pattern, place)


def _each(files: Sequence[Path], named: Path, place: Path) -> Iterator[Path]:
    if len(files) > MOST_FILES:
        raise DataRefused(Reason("too_many_files", {"most": f"{MOST_FILES:,}"}), where=shown_path(named))
    for path in files:
        yield from _unfolded(path, place)


def _is_table(name: str) -> bool:
    return not name.startswith((".", "~$", "__MACOSX")) and PurePosixPath(name).suffix.lower() in TABLES


def _unfolded(path: Path, place: Path) -> Iterator[Path]:
    """The file itself, or what it holds if it is an archive; whatever is no file is left for ``inspect`` to refuse."""
    head = _head(path)
    if head.startswith(_GZIP):
        with gzip.open(path) as file:
            yield _of_time(_copied(file, _free(place, path.name.removesuffix(".gz")), path), path.stat().st_mtime)
    elif head.startswith(_ZIP) and (members := _members(path)) is not None:
        yield from _of_archive(path, members, place)
    else:
        yield path


def _head(path: Path) -> bytes:
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise unreadable(path, error) from error


def _members(path: Path) -> list[zipfile.ZipInfo] | None:
    """The tables in an archive; None for a workbook, and for what cannot be taken apart."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    if any(member.filename == _WORKBOOK for member in members):
        return None
    return [member for member in members if not member.is_dir() and _is_table(_name(member))]


def _of_archive(path: Path, members: Sequence[zipfile.ZipInfo], place: Path) -> Iterator[Path]:
    if not members:
        raise nothing_in(path, Reason("other_document") if _is_document(path) else Reason("archive_without_tables"))
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise DataRefused(Reason("archive_too_large", {"most": f"{MOST_UNPACKED / 1e6:,.0f}"}), where=shown_path(path))
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise DataRefused(Reason("locked_archive"), where=shown_path(path))
    with zipfile.ZipFile(path) as archive:
        for member in members:
            with archive.open(member) as file:
                copy = _copied(file, _free(place, _name(member)), path)
            yield _of_time(copy, time.mktime((*member.date_time, 0, 0, -1)))


def _is_document(path: Path) -> bool:
    """Whether an archive is a document of Hangul or of OpenOffice, which say so themselves."""
    with zipfile.ZipFile(path) as archive:
        return "mimetype" in archive.namelist()


def _name(member: zipfile.ZipInfo) -> str:
    """The last part of a member's name; names that do not say that they are UTF-8 are those of a Korean Windows or of a Mac."""
    name = member.filename
    if "__MACOSX" in name:
        return ""
    if not member.flag_bits & _UTF8_NAME and not name.isascii():
        name = _decoded(name.encode("cp437", "replace")) or name
    return printable(PurePosixPath(name.replace("\\", "/")).name)


def _decoded(name: bytes) -> str | None:
    for codec in ("utf-8", "cp949"):
        try:
            return name.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _copied(file: IO[bytes] | gzip.GzipFile, target: Path, named: Path) -> Path:
    """The bytes of an open file under another name; raises DataRefused where they are too many or broken."""
    size = 0
    try:
        with target.open("wb") as copy:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > MOST_UNPACKED:
                    raise DataRefused(
                        Reason("archive_too_large", {"most": f"{MOST_UNPACKED / 1e6:,.0f}"}), where=shown_path(named)
                    )
                copy.write(chunk)
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, RuntimeError, NotImplementedError) as error:
        raise DataRefused(Reason("damaged_archive", {"why": str(error)}), where=shown_path(named)) from error
    except OSError as error:
        raise unreadable(named, error) from error
    return target


def _free(place: Path, name: str) -> Path:
    """A place for a file of this name that no other has."""
    folder = Path(tempfile.mkdtemp(dir=place))
    return folder / (name or "table")


def _of_time(path: Path, moment: float) -> Path:
    os.utime(path, (moment, moment))
    return path
