"""The kinds of export that can be read, and the two steps of reading: inspect a file, then stream its rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from unicodedata import normalize
from zoneinfo import ZoneInfo

from pipeline.config.column_mappings import applied, saved_for, with_reasons
from pipeline.errors import WrongUsage
from pipeline.masking.mask import mask_text
from pipeline.records import ColumnGuess, Inspection, RawFeedback, ReadOptions, RejectedRow
from pipeline.sources.cells.columns import KNOWN, NEEDLESS, guess_columns
from pipeline.sources.cells.dates import Certainty, told_order
from pipeline.sources.cells.header import HEADER_AGAIN, check_header, repeats_header
from pipeline.sources.cells.parse import SCALES, is_damaged_id
from pipeline.sources.cells.row_reader import SAMPLED_ROWS, RowReader, rating_scale
from pipeline.sources.kinds import SOURCES, kind_of
from pipeline.sources.source_kind import Cell, FileLayout, SourceKind, SourceRow, nothing_in, printable, shown_name

__all__ = ["SOURCES", "SourceKind", "converted", "inspect", "read", "read_batches"]


def inspect(path: Path, options: ReadOptions) -> Inspection:
    """Find out how to read a file, from a look at all of its bytes and at its first SAMPLED_ROWS rows.

    Raises DataRefused for a file that cannot be used and WrongUsage for options that do not fit it.
    """
    if options.rating_max not in (None, *SCALES):
        raise WrongUsage(f"{options.rating_max} is no known scale", where="--rating-max", remedy="use 5 or 10")
    asked = options
    kind, layout = kind_of(path, options)
    saved = saved_for(layout.columns, options.saved)
    if saved is not None:
        options = applied(saved, options)
        kind, layout = kind_of(path, options) if layout.plan else (kind, layout)
    check_header(layout, path, options)
    sample = list(islice(_rows(kind, path, layout), SAMPLED_ROWS))
    if not sample:
        raise nothing_in(path, "the file has a header and nothing under it")
    known = SOURCES[kind]
    plan = layout.plan
    fields, reasons = (known.fields, known.reasons) if plan is None else (plan.fields, plan.reasons)
    if plan is None:
        own = dict(zip(layout.columns, known.own_names(layout.columns), strict=True))
        fields = {column: fields[name] for column, name in own.items() if name in fields}
        reasons = {column: reasons[name] for column, name in own.items() if name in reasons}
    guesses = guess_columns(layout.columns, sample, options.mapping, fields, shown_name(path))
    guesses = with_reasons([_explained(guess, reasons) for guess in guesses], saved, asked)
    cells = _sampled_cells(guesses, sample)
    if options.rating_is_nps and "nps" in cells and "rating" in cells:
        raise WrongUsage(
            "--rating-is-nps, but there is a column for the recommend question too",
            where=shown_name(path),
            remedy="leave the option out, or keep that column out with --map COLUMN=",
        )
    order, certainty = told_order(cells.get("date", ()))
    if certainty == "open":
        place = next(place for place, guess in enumerate(guesses) if guess.field == "date")
        order, certainty = told_order(_column(_rows(kind, path, layout), place))
    has_scale = "rating" in cells and not options.rating_is_nps
    own_source = (plan and plan.source) or known.source or default_source(path)
    return Inspection(
        path=path,
        kind=kind,
        source=mask_text(printable(options.source))[0] if options.source else own_source,
        columns=guesses,
        options=replace(
            options,
            channel=options.channel or known.channel,
            touchpoint=options.touchpoint or known.touchpoint,
        ),
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        sheet=layout.sheet,
        rating_max=rating_scale(cells["rating"], options.rating_max) if has_scale else None,
        rows=layout.rows,
        plan=plan,
        date_order=order,
        saved=saved,
        asked=options,
        notes=(*layout.notes, *_date_notes(order, certainty), *_notes(cells, options)),
    )


def read(inspection: Inspection, today: date | None = None) -> Iterator[RawFeedback | RejectedRow]:
    """Stream a file's rows: each data row comes exactly once, as feedback or as set aside.

    ``today`` (default: today in the configured time zone) is the last day that is not the future.
    Raises DataRefused where the file itself breaks or has changed since it was inspected.
    """
    layout = FileLayout(
        tuple(guess.column for guess in inspection.columns),
        encoding=inspection.encoding,
        delimiter=inspection.delimiter,
        sheet=inspection.sheet,
        plan=inspection.plan,
    )
    now = today or datetime.now(ZoneInfo(inspection.options.time_zone)).date()
    yield from converted(inspection, SOURCES[inspection.kind].shape.rows(inspection.path, layout), now)


def read_batches(inspection: Inspection, size: int) -> Iterator[list[RawFeedback | RejectedRow]]:
    """``read``, ``size`` rows at a time."""
    rows = read(inspection)
    while batch := list(islice(rows, size)):
        yield batch


def converted(inspection: Inspection, rows: Iterable[SourceRow], today: date) -> Iterator[RawFeedback | RejectedRow]:
    """What rows of an inspected file are, each as feedback or as set aside; ``today`` as for ``read``."""
    columns = tuple(guess.column for guess in inspection.columns)
    reader = RowReader(inspection, today)
    for row in _amended(rows, inspection.kind, columns):
        yield reader.convert(row)


def default_source(path: Path) -> str:
    """The name of a source that was not named: its file's name without ending, personal data masked."""
    stem = mask_text(normalize("NFC", printable(path.stem)))[0].strip()
    return stem or shown_name(path)


def _explained(guess: ColumnGuess, reasons: Mapping[str, str]) -> ColumnGuess:
    """The guess with the export's own reason, where the export decided."""
    own = guess.column in reasons and guess.reason in (KNOWN, NEEDLESS)
    return replace(guess, reason=reasons[guess.column]) if own else guess


def _rows(kind: str, path: Path, layout: FileLayout) -> Iterator[SourceRow]:
    return _amended(SOURCES[kind].shape.rows(path, layout), kind, layout.columns)


def _amended(rows: Iterable[SourceRow], kind: str, columns: tuple[str, ...]) -> Iterator[SourceRow]:
    """The rows; one that repeats the header (files put one after another) is at fault."""
    known, layout = SOURCES[kind], FileLayout(columns)
    names = known.own_names(columns)
    for row in rows:
        if row.fault is None and repeats_header(row, layout):
            yield row._replace(fault=HEADER_AGAIN)
        else:
            yield known.amend(row, names)


def _sampled_cells(guesses: tuple[ColumnGuess, ...], sample: list[SourceRow]) -> dict[str, list[Cell]]:
    return {guess.field: list(_column(sample, place)) for place, guess in enumerate(guesses) if guess.field}


def _column(rows: Iterable[SourceRow], place: int) -> Iterator[Cell]:
    return (row.cells[place] for row in rows if row.fault is None and place < len(row.cells))


def _date_notes(order: str, certainty: Certainty) -> Iterator[str]:
    meaning = {"mdy": "month/day", "dmy": "day/month"}.get(order, order)
    if certainty == "open":
        yield f"dates such as 03/04 could be read either way; they are read as {meaning}"
    elif certainty == "told":
        yield f"dates such as 03/04 are read as {meaning}, as others of the file must be"


def _notes(cells: dict[str, list[Cell]], options: ReadOptions) -> Iterator[str]:
    if any(map(is_damaged_id, cells.get("id", ()))):
        yield "some ids look like 5.5E+08: a spreadsheet has rounded them; export the file again, without opening it"
    if options.rating_is_nps and "rating" in cells:
        yield "the rating is read as the answer to the recommend question, 0 to 10"
