"""Which encoding a text file is in, found out on the whole file with bounded memory."""

import codecs
from pathlib import Path

from pipeline.errors import DataRefused, Reason, WrongUsage
from pipeline.sources.source_kind import shown_name, unreadable

CHUNK = 1 << 20
"""Bytes decoded at a time."""

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32 before UTF-16, whose little-endian mark begins the same."""

RARE_HANGUL_SHARE = 0.3
"""More of the distinct Hangul than this outside KS X 1001 (true Korean: under 0.01) means it is not CP949 at all."""

NULS_ON_ONE_SIDE = 4
"""UTF-16 text has its zero bytes (of ASCII) on one side; U+AC00 and its like put a few on the other."""


def detect_encoding(path: Path, wanted: str | None) -> str:
    """The Python codec that decodes the whole file: ``wanted`` if given, else by mark, UTF-8, then CP949.

    Raises WrongUsage for an unknown codec and DataRefused with the row at which decoding stops.
    """
    if wanted:
        return _checked(path, _known(wanted))
    head = _head(path)
    for mark, name in MARKS:
        if head.startswith(mark):
            return _checked(path, name)
    silent = _utf16_without_mark(head)
    if silent:
        return _checked(path, silent)
    if b"\x00" * 8 in head:
        raise DataRefused(Reason("no_text_file"), where=shown_name(path))
    stopped = first_error(path, "utf-8")
    if stopped is None:
        return "utf-8"
    korean = first_error(path, "cp949")
    if korean is None and not _hangul_is_odd(path):
        return "cp949"
    place = f"{shown_name(path)}, line {max(stopped, korean or 0)}"
    raise DataRefused(Reason("neither_utf8_nor_cp949"), where=place)


def first_error(path: Path, encoding: str) -> int | None:
    """The line (from 1) at which the file stops being ``encoding``, or None if all of it decodes."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    lines = 1
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                lines += _decode(decoder, chunk, lines)
            decoder.decode(b"", final=True)
    except UnicodeError as error:
        return getattr(error, "line", lines)
    except OSError as error:
        raise unreadable(path, error) from error
    return None


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, lines: int) -> int:
    try:
        return decoder.decode(chunk).count("\n")
    except UnicodeDecodeError as error:
        error.line = lines + error.object[: error.start].count(b"\n")  # type: ignore[attr-defined]
        raise


def _known(name: str) -> str:
    try:
        info = codecs.lookup(name)
        if not info._is_text_encoding:
            raise LookupError(name)
    except (LookupError, ValueError) as error:
        raise WrongUsage(Reason("unknown_encoding", {"encoding": repr(name)}), where="--encoding") from error
    return "utf-8-sig" if info.name == "utf-8" else info.name


def _checked(path: Path, encoding: str) -> str:
    stopped = first_error(path, encoding)
    if stopped is not None:
        place = f"{shown_name(path)}, line {stopped}"
        raise DataRefused(Reason("wrong_encoding", {"encoding": encoding}), where=place)
    return encoding


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(CHUNK)
    except OSError as error:
        raise unreadable(path, error) from error


def _utf16_without_mark(head: bytes) -> str | None:
    low, high = head[0:2000:2].count(0), head[1:2000:2].count(0)
    if max(low, high) <= len(head[:2000]) // 20 or max(low, high) <= NULS_ON_ONE_SIDE * min(low, high):
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _hangul_is_odd(path: Path) -> bool:
    text = codecs.getincrementaldecoder("cp949")(errors="strict").decode(_head(path))
    hangul = {letter for letter in text if "가" <= letter <= "힣"}
    rare = sum(len(letter.encode("euc_kr")) > 2 for letter in hangul)
    return rare > RARE_HANGUL_SHARE * len(hangul)
