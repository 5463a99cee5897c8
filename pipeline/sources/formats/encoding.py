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

WESTERN_MARKS = "‘’“”‚„–—…€£°·•«»¿¡™®©§±²³½¼¾\xa0"
"""Marks of Latin texts beyond ASCII."""

SIGHTED, MOST_CONTROLS = 4_096, 0.02
"""Bytes of which more than this share are control characters in what is no text."""

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c")

NULS_ON_ONE_SIDE = 4
"""UTF-16 text has its zero bytes (of ASCII) on one side; U+AC00 and its like put a few on the other."""


DAMAGED = " damaged"
"""Ends the name of a codec that decodes all of a file but for a few lines."""

MOST_DAMAGED = 0.01
"""Share of a file's lines that may be damaged, of which one may always be."""


def has_damage(cell: str) -> bool:
    """Whether a cell decoded with surrogateescape holds bytes that are no letters."""
    return not cell.isascii() and any("\udc80" <= letter <= "\udcff" for letter in cell)


def detect_encoding(path: Path, wanted: str | None, *, may_be_damaged: bool = False) -> str:
    """The Python codec that decodes the whole file: ``wanted`` if given, else by mark, UTF-8, then CP949, then CP1252 where
    the letters are Latin. With ``may_be_damaged`` the name ends in DAMAGED where a few lines cannot be decoded.

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
    other = _western_or_damaged(path, may_be_damaged=may_be_damaged)
    if other is not None:
        return other
    if _is_binary(head):
        raise DataRefused(Reason("no_text_file"), where=shown_name(path))
    place = f"{shown_name(path)}, line {max(stopped, korean or 0)}"
    raise DataRefused(Reason("neither_utf8_nor_cp949"), where=place)


def _western_or_damaged(path: Path, *, may_be_damaged: bool) -> str | None:
    """CP1252 for a file of Latin letters, UTF-8 or CP949 with DAMAGED for one with few lines that are neither, else None."""
    lines = bad = bad_korean = 0
    is_western = True
    with path.open("rb") as file:
        for line in file:
            lines += 1
            if line.isascii():
                continue
            is_utf8 = _is_in(line, "utf-8")
            bad += not is_utf8
            bad_korean += not _is_in(line, "cp949")
            is_western = is_western and not is_utf8 and _is_western(line)
    if bad and is_western:
        return "cp1252"
    fewest, codec = min((bad, "utf-8"), (bad_korean, "cp949"))
    is_small = fewest <= max(1, MOST_DAMAGED * lines) and lines > 2
    return codec + DAMAGED if may_be_damaged and is_small and not (codec == "cp949" and _hangul_is_odd(path)) else None


def _is_in(line: bytes, codec: str) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _is_western(line: bytes) -> bool:
    """Whether a line is Latin text in CP1252: few of its letters are beyond ASCII, and those are letters and quotation marks."""
    try:
        beyond = [letter for letter in line.decode("cp1252") if letter > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(beyond) * 4 <= len(line) and all(letter.isalpha() or letter in WESTERN_MARKS for letter in beyond)


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


def _is_binary(head: bytes) -> bool:
    """Whether bytes that no encoding fits are a program's own format: many of them are control characters."""
    start = head[:SIGHTED]
    return len(start.translate(None, _CONTROLS)) < (1 - MOST_CONTROLS) * len(start)


def _utf16_without_mark(head: bytes) -> str | None:
    low, high = head[0:2000:2].count(0), head[1:2000:2].count(0)
    if max(low, high) <= len(head[:2000]) // 20 or max(low, high) <= NULS_ON_ONE_SIDE * min(low, high):
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _hangul_is_odd(path: Path) -> bool:
    text = codecs.getincrementaldecoder("cp949")(errors="replace").decode(_head(path))
    hangul = {letter for letter in text if "가" <= letter <= "힣"}
    rare = sum(len(letter.encode("euc_kr")) > 2 for letter in hangul)
    return rare > RARE_HANGUL_SHARE * len(hangul)
