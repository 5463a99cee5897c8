"""The kinds of export that can be read, and the two steps of reading: inspect a file, then stream its rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from unicodedata import normalize
from zoneinfo import ZoneInfo

from pipeline.config.column_mappings import applied, saved_for, with_reasons
from pipeline.errors import Reason, WrongUsage
from pipeline.masking.mask import mask_text
from pipeline.records import ColumnGuess, Inspection, RawFeedback, ReadOptions, RejectedRow
from pipeline.sources.cells.attributes import with_attributes
from pipeline.sources.cells.columns import KNOWN, NEEDLESS, guess_columns, is_doubtful_id
from pipeline.sources.cells.date_order import DateOrder, date_notes, date_order
from pipeline.sources.cells.header import HEADER_AGAIN, check_header, refuse_headless, repeats_header
from pipeline.sources.cells.parse import HUNDRED, is_damaged_id
from pipeline.sources.cells.rating_scale import SHORTEST, rating_scale
from pipeline.sources.cells.row_reader import SAMPLED_ROWS, RowReader
from pipeline.sources.cells.totals_rows import sums_up
from pipeline.sources.cells.unread_cells import UnreadCells
from pipeline.sources.cells.word_scale import quality_scale
from pipeline.sources.kinds import SOURCES, kind_of
from pipeline.sources.reading_notes import reading_notes
from pipeline.sources.source_kind import (
    Cell,
    FileLayout,
    SourceKind,
    SourceRow,
    is_blank,
    nothing_in,
    printable,
    shown_name,
)

__all__ = ["SOURCES", "SourceKind", "converted", "default_source", "inspect", "read", "read_batches"]


def inspect(path: Path, options: ReadOptions) -> Inspection:
    """Find out how to read a file, from a look at all of its bytes and at its first SAMPLED_ROWS rows.

    Raises DataRefused for a file that cannot be used and WrongUsage for options that do not fit it.
    """
    if options.rating_max is not None and not SHORTEST <= options.rating_max <= HUNDRED:
        raise WrongUsage(Reason("unknown_scale", {"scale": options.rating_max}), where="--rating-max")
    asked = options
    kind, layout = kind_of(path, options)
    saved = saved_for(layout.columns, options.saved)
    if saved is not None:
        options = applied(saved, options)
        kind, layout = kind_of(path, options) if layout.plan else (kind, layout)
    check_header(layout, path, options)
    sample = _sample(kind, path, layout)
    refuse_headless(layout, sample, path, options)
    known = SOURCES[kind]
    guesses = with_reasons(_guesses(known, path, layout, sample, options), saved, asked)
    if len(sample) == SAMPLED_ROWS:
        guesses = _without_repeated_id(guesses, _rows(kind, path, layout))
    cells = _sampled_cells(guesses, [row for row in sample if not sums_up(row)])
    if options.rating_is_nps and "nps" in cells and "rating" in cells:
        raise WrongUsage(Reason("nps_beside_rating"), where=shown_name(path))
    dates = _date_order(guesses, cells, _rows(kind, path, layout))
    has_scale = "rating" in cells and not options.rating_is_nps
    words = quality_scale(cells["rating"]) if has_scale else 0
    name = _named(guesses, "rating") if has_scale else ""
    rating_max = rating_scale(name, cells["rating"], words, options.rating_max) if has_scale else None
    found = Inspection(
        path=path,
        kind=kind,
        source=_source_name(known, path, layout, options),
        columns=guesses,
        options=_completed(options, known),
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        sheet=layout.sheet,
        rating_max=rating_max,
        rating_words=words,
        rows=layout.rows,
        plan=layout.plan,
        date_order=dates.order,
        saved=saved,
        asked=options,
        notes=(*layout.notes, *date_notes(dates), *_notes(cells, options)),
    )
    return with_attributes(replace(found, notes=(*found.notes, *reading_notes(found, sample))), sample)


def _named(guesses: Sequence[ColumnGuess], field: str) -> str:
    return next(guess.column for guess in guesses if guess.field == field)


def _sample(kind: str, path: Path, layout: FileLayout) -> list[SourceRow]:
    """The first rows of the file; raises DataRefused where it has none."""
    sample = list(islice(_rows(kind, path, layout), SAMPLED_ROWS))
    if not sample:
        raise nothing_in(path, Reason("header_alone"))
    return sample


def _guesses(
    known: SourceKind, path: Path, layout: FileLayout, sample: list[SourceRow], options: ReadOptions
) -> list[ColumnGuess]:
    """A guess for each column, with the reason that the export itself has for it."""
    plan = layout.plan
    fields, reasons = (plan.fields, plan.reasons) if plan else _known_columns(known, layout.columns)
    guesses = guess_columns(layout.columns, sample, options.mapping, fields, shown_name(path))
    return [_explained(guess, reasons) for guess in guesses]


def _without_repeated_id(guesses: tuple[ColumnGuess, ...], rows: Iterator[SourceRow]) -> tuple[ColumnGuess, ...]:
    """The guesses, a number that comes twice beyond the sample no longer as the id."""
    place = next((place for place, guess in enumerate(guesses) if is_doubtful_id(guess)), None)
    if place is None:
        return guesses
    numbers = Counter(str(cell) for cell in _column(rows, place) if not is_blank(cell))
    if max(numbers.values(), default=0) < 2:
        return guesses
    twice = replace(guesses[place], field=None, reason=Reason("values_do_not_fit", {"field": "id"}))
    return *guesses[:place], twice, *guesses[place + 1 :]


def _source_name(known: SourceKind, path: Path, layout: FileLayout, options: ReadOptions) -> str:
    """The source that the user names, masked; else the export's own, else the file's name."""
    if options.source:
        return mask_text(printable(options.source))[0]
    return (layout.plan and layout.plan.source) or known.source or default_source(path)


def _completed(options: ReadOptions, known: SourceKind) -> ReadOptions:
    """The options, with what the kind of export says where they say nothing."""
    return replace(
        options,
        channel=options.channel or known.channel,
        touchpoint=options.touchpoint or known.touchpoint,
    )


def _known_columns(kind: SourceKind, columns: tuple[str, ...]) -> tuple[dict[str, str], dict[str, Reason]]:
    """What the kind of export knows of the columns, by their names in the file: their fields, and why."""
    own = dict(zip(columns, kind.own_names(columns), strict=True))
    fields = {column: kind.fields[name] for column, name in own.items() if name in kind.fields}
    return fields, {column: kind.reasons[name] for column, name in own.items() if name in kind.reasons}


def _date_order(guesses: tuple[ColumnGuess, ...], cells: dict[str, list[Cell]], rows: Iterator[SourceRow]) -> DateOrder:
    """The order of the dates in the sampled ``cells``; in all ``rows`` where the sample leaves it open."""
    found = date_order(cells.get("date", ()))
    if found.certainty != "ambiguous":
        return found
    place = next(place for place, guess in enumerate(guesses) if guess.field == "date")
    return date_order(_column(rows, place))


def read(
    inspection: Inspection, today: date | None = None, unread: UnreadCells | None = None
) -> Iterator[RawFeedback | RejectedRow]:
    """Stream a file's rows: each data row comes exactly once, as feedback or as rejected.

    ``today`` (default: today in the configured time zone) is the last day that is not the future; ``unread`` counts the cells
    that are left empty because they cannot be read.
    Raises DataRefused where the file itself breaks or has changed since it was inspected.
    """
    layout = FileLayout(
        tuple(guess.column for guess in inspection.columns),
        encoding=inspection.encoding,
        delimiter=inspection.delimiter,
        sheet=inspection.sheet,
        plan=inspection.plan,
        only_sheets=inspection.options.sheets,
    )
    now = today or datetime.now(ZoneInfo(inspection.options.time_zone)).date()
    rows = converted(inspection, SOURCES[inspection.kind].file_format.rows(inspection.path, layout), now, unread)
    yield from _at_home(rows, inspection.homes) if inspection.homes else rows


def read_batches(
    inspection: Inspection, size: int, unread: UnreadCells | None = None
) -> Iterator[list[RawFeedback | RejectedRow]]:
    """``read``, ``size`` rows at a time."""
    rows = read(inspection, unread=unread)
    while batch := list(islice(rows, size)):
        yield batch


def converted(
    inspection: Inspection, rows: Iterable[SourceRow], today: date, unread: UnreadCells | None = None
) -> Iterator[RawFeedback | RejectedRow]:
    """What rows of an inspected file are, each as feedback or as rejected; ``today`` and ``unread`` as for ``read``."""
    columns = tuple(guess.column for guess in inspection.columns)
    reader = RowReader(inspection, today, unread)
    for row in _amended(rows, inspection.kind, columns):
        yield reader.convert(row)


def _at_home(
    rows: Iterable[RawFeedback | RejectedRow], homes: Mapping[int, str]
) -> Iterator[RawFeedback | RejectedRow]:
    """The rows, those that are stored already as ones of their sources."""
    for place, row in enumerate(rows):
        if isinstance(row, RawFeedback) and place in homes:
            yield row._replace(source=homes[place])
        else:
            yield row


def default_source(path: Path) -> str:
    """The name of a source that was not named: its file's name without ending, personal data masked."""
    stem = mask_text(normalize("NFC", printable(path.stem)))[0].strip()
    return stem or shown_name(path)


def _explained(guess: ColumnGuess, reasons: Mapping[str, Reason]) -> ColumnGuess:
    """The guess with the export's own reason, where the export decided."""
    own = guess.column in reasons and guess.reason in (KNOWN, NEEDLESS)
    return replace(guess, reason=reasons[guess.column]) if own else guess


def _rows(kind: str, path: Path, layout: FileLayout) -> Iterator[SourceRow]:
    return _amended(SOURCES[kind].file_format.rows(path, layout), kind, layout.columns)


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
    used = reversed([(guess.field, place) for place, guess in enumerate(guesses) if guess.field])
    return {field: list(_column(sample, place)) for field, place in used}


def _column(rows: Iterable[SourceRow], place: int) -> Iterator[Cell]:
    return (row.cells[place] for row in rows if row.fault is None and place < len(row.cells))


def _notes(cells: dict[str, list[Cell]], options: ReadOptions) -> Iterator[Reason]:
    if any(map(is_damaged_id, cells.get("id", ()))):
        yield Reason("rounded_ids")
    if options.rating_is_nps and "rating" in cells:
        yield Reason("rating_is_nps")
