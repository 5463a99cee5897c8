"""SOURCES, the table of export kinds, and which of them a file is: told by its first bytes, not by its name."""

import stat
from dataclasses import replace
from pathlib import Path

from pipeline.errors import DataRefused, Reason
from pipeline.records import ReadOptions
from pipeline.sources.exports.app_store import APP_STORE
from pipeline.sources.exports.cafe24_replies import CAFE24_REPLIES
from pipeline.sources.exports.google_play import GOOGLE_PLAY
from pipeline.sources.exports.helpdesk import HELPDESK
from pipeline.sources.exports.long_form import LONGFORM
from pipeline.sources.exports.qualtrics import QUALTRICS
from pipeline.sources.exports.shop import SHOP
from pipeline.sources.exports.smartstore import SMARTSTORE
from pipeline.sources.exports.surveymonkey import SURVEYMONKEY
from pipeline.sources.formats.delimited import BARE, QUOTED, UnclosedQuote, stray_quote
from pipeline.sources.formats.quotation_marks import SWALLOWED, UNCLOSED
from pipeline.sources.formats.reading_process import EXCEL, JSONL, PARQUET
from pipeline.sources.formats.web_table import WEB_TABLE
from pipeline.sources.source_kind import FileLayout, Probe, SourceKind, nothing_in, shown_name, shown_path, unreadable


def _in_other_shapes(kinds: dict[str, SourceKind]) -> dict[str, SourceKind]:
    """Text exports as they are, also without quotation marks, and saved as a workbook by somebody who looked at them."""
    known = {f"{name}_{end}": replace(kind, label=f"{kind.label} ({what})", file_format=file_format)
             for name, kind in kinds.items() if kind.file_format is QUOTED
             for end, what, file_format in (("xlsx", "XLSX", EXCEL), ("bare", "without quotation marks", BARE))}  # fmt: skip
    has_workbook = any(kind.file_format is EXCEL for kind in kinds.values())
    return kinds | {name: kind for name, kind in known.items() if not (has_workbook and kind.file_format is EXCEL)}


SOURCES: dict[str, SourceKind] = {
    "delimited": SourceKind("text table (CSV, TSV)", QUOTED),
    "delimited_bare": SourceKind("text table without quotation marks", BARE),
    "excel": SourceKind("Excel workbook", EXCEL),
    "jsonl": SourceKind("JSON lines", JSONL),
    "parquet": SourceKind("Parquet", PARQUET),
    "web_table": SourceKind("table of a web page (HTML)", WEB_TABLE),
    **_in_other_shapes(SMARTSTORE),
    **_in_other_shapes(GOOGLE_PLAY),
    **_in_other_shapes(APP_STORE),
    **_in_other_shapes(SHOP),
    **CAFE24_REPLIES,
    **QUALTRICS,
    **SURVEYMONKEY,
    **HELPDESK,
    **LONGFORM,
}
"""Every kind by name. Recognised exports come on top of the generic kind of their file format."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "excel"),
    (b"\xd0\xcf\x11\xe0", "excel"),
)
_FOREIGN: tuple[tuple[bytes, Reason], ...] = (
    (b"\x1f\x8b", Reason("gzip_archive")),
    (b"7z\xbc\xaf", Reason("seven_zip_archive")),
    (b"%PDF", Reason("pdf")),
    (b"{\\rtf", Reason("other_document")),
    (b"\x89PNG", Reason("picture")),
    (b"<!DOCTYPE svg", Reason("picture")),
    (b"<?xml", Reason("xml")),
    (b"<svg", Reason("picture")),
    (b"\xff\xd8\xff", Reason("picture")),
)
_LOCK_MARK = "~$"
"""How the names of the files begin that Excel keeps beside a workbook while it is open."""

_NAMED = {".xlsx": "excel", ".xls": "excel", ".xlsm": "excel", ".parquet": "parquet", ".pq": "parquet"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PARQUET = (".parquet", ".pq")
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style", b"<body", b"<div")
"""How tables begin that are web pages, often named as workbooks."""

_JSON_NAMES = (".json", ".jsonl", ".ndjson")


def kind_of(path: Path, options: ReadOptions) -> tuple[str, FileLayout]:
    """The kind of a file and its layout; raises DataRefused for what is no table."""
    name, layout = _generic_layout(path, options)
    file_format = SOURCES[name].file_format
    exact = next(
        (k for k, kind in SOURCES.items() if kind.file_format is file_format and kind.is_that_of(layout.columns)), None
    )
    return _looked_at(path, options, exact or name, layout, is_exact=exact is not None)


def _generic_layout(path: Path, options: ReadOptions) -> tuple[str, FileLayout]:
    """The generic kind of a file, of which one is that of quotation marks without meaning, and its layout."""
    name, layout = _generic_kind(path), None
    try:
        layout = SOURCES[name].file_format.layout(path, options)
        stray = stray_quote(path, layout) if name == "delimited" else None
    except UnclosedQuote as error:
        stray = error.row, UNCLOSED
    if layout is not None and stray is None:
        return name, layout
    assert stray is not None
    return _without_quotes(path, options, layout, stray)


def _looked_at(
    path: Path, options: ReadOptions, name: str, layout: FileLayout, *, is_exact: bool
) -> tuple[str, FileLayout]:
    """The first kind whose look finds a plan, and the layout by that plan; else what was given.

    At a file whose columns tell its kind only those look that have these columns, too.
    """
    probe = Probe(path, layout, SOURCES[name].file_format, options)
    for recognised, kind in SOURCES.items():
        is_asked = kind.is_that_of(layout.columns) if is_exact else not kind.signature
        plan = kind.look(probe) if kind.look and is_asked else None
        if plan is not None:
            notes = (*layout.notes, *plan.notes)
            return recognised, replace(layout, columns=plan.columns, rows=plan.rows, notes=notes, plan=plan)
    return name, layout


def _generic_kind(path: Path) -> str:
    head = _head(path)
    _refuse_lock_file(path, head)
    for mark, name in _MAGIC:
        if head.startswith(mark):
            return name
    start = head.lstrip(b"\xef\xbb\xbf \r\n").lower()
    for mark, reason in _FOREIGN:
        if start.startswith(mark.lower()):
            raise DataRefused(reason, where=shown_name(path))
    if start.startswith(_WEB_PAGE):
        return "web_table"
    ending = path.suffix.lower()
    if ending in _PARQUET or (ending in _NAMED and not _is_text(ending, head)):
        return _NAMED[ending]
    starts_object = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] in (b"{", b"[")
    return "jsonl" if ending in _JSON_NAMES or starts_object else "delimited"


def _is_text(ending: str, head: bytes) -> bool:
    """Whether a file under the name of an old workbook is a text table, as many shops export them."""
    return ending == ".xls" and (b"\x00" not in head or head.startswith(_UTF16))


def _refuse_lock_file(path: Path, head: bytes) -> None:
    if path.name.startswith(_LOCK_MARK) and path.suffix.lower() in _NAMED and not head.startswith(b"PK"):
        workbook = shown_name(path).removeprefix(_LOCK_MARK)
        raise DataRefused(Reason("excel_lock_file", {"workbook": workbook}), where=shown_name(path))


def _head(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise DataRefused(Reason("folder"), where=shown_path(path))
        if not stat.S_ISREG(mode):
            raise DataRefused(Reason("no_regular_file"), where=shown_path(path))
        with path.open("rb") as file:
            head = file.read(64)
    except FileNotFoundError as error:
        raise DataRefused(Reason("no_such_file"), where=shown_path(path)) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if not head:
        raise nothing_in(path, Reason("empty_file"))
    return head


def _without_quotes(
    path: Path, options: ReadOptions, quoted: FileLayout | None, stray: tuple[int, Reason]
) -> tuple[str, FileLayout]:
    """The layout in which quotation marks mean nothing, if every row fits it; else the rows at fault are rejected."""
    number, why = stray
    bare = SOURCES["delimited_bare"].file_format
    layout = bare.layout(path, options)
    if all(row.fault is None and len(row.cells) == len(layout.columns) for row in bare.rows(path, layout)):
        row = {"row": number}
        note = (
            Reason("quotes_are_plain_unclosed", row) if why == UNCLOSED else Reason("quotes_are_plain_swallowing", row)
        )
        return "delimited_bare", replace(layout, notes=(*layout.notes, note))
    if why == SWALLOWED and quoted is not None:
        return "delimited", quoted
    raise UnclosedQuote(path, number)
