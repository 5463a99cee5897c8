"""Whether the header row is a header: data in its place must not become column names, nor a second header data."""

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.errors import DataRefused, Reason
from pipeline.masking.mask import mask_text
from pipeline.records import ReadOptions
from pipeline.sources.cells.columns import header_score
from pipeline.sources.cells.dates import LAST_DAY, DateReader
from pipeline.sources.cells.field_fit import is_read
from pipeline.sources.source_kind import Cell, FileLayout, SourceRow, distinct_names, name_of, shown_name

HEADER_AGAIN = Reason("header_again")


def check_header(layout: FileLayout, path: Path, options: ReadOptions) -> None:
    """Raises DataRefused where the column names are somebody's answer: they are not quoted then.

    Names that are known, or given with --map, show a header: in it only a whole name that is personal is refused.
    """
    known = header_score(layout.columns) + len(options.mapping)
    if any(_is_personal(name, known) or (known == 0 and _is_date(name)) for name in layout.columns):
        raise DataRefused(Reason("no_header"), where=shown_name(path))


def refuse_headless(layout: FileLayout, sample: Sequence[SourceRow], path: Path, options: ReadOptions) -> None:
    """Raises DataRefused where no column has a known name and what stands in the header stands in the rows under it, too."""
    if options.mapping or header_score(layout.columns) or layout.plan or len(layout.columns) < 2:
        return
    rows = [row.cells for row in sample if row.fault is None]
    again = sum(_stands_again(name, place, rows) for place, name in enumerate(layout.columns))
    if again >= max(1, len(layout.columns) // 4) and any(map(_is_answer, layout.columns)):
        raise DataRefused(Reason("no_header_but_answers"), where=shown_name(path))


def _stands_again(name: str, place: int, rows: Sequence[Sequence[Cell]]) -> bool:
    return any(place < len(cells) and str(cells[place]).strip() == name for cells in rows)


def _is_answer(name: str) -> bool:
    """Whether a name is a value: a number, or a sentence that asks nothing."""
    return name.replace(".", "", 1).isdigit() or (" " in name and not name.endswith(("?", ":")))


def repeats_header(row: SourceRow, layout: FileLayout) -> bool:
    """Whether the cells of a row are the column names."""
    first = row.cells[0] if row.cells else None
    if not isinstance(first, str) or len(layout.columns) < 2 or _begins_otherwise(first, layout.columns[0]):
        return False
    if name_of(first) != layout.columns[0]:
        return False
    return distinct_names(row.cells) == layout.columns


def _begins_otherwise(cell: str, name: str) -> bool:
    """Whether a glance tells that a cell is not a name."""
    return cell.isascii() and not cell[:1].isspace() and cell[:1] != name[:1]


def _is_personal(name: str, known: int) -> bool:
    masked, found = mask_text(name)
    return bool(found) and (known == 0 or masked in {f"[{kind}]" for kind in found})


def _is_date(name: str) -> bool:
    return any(mark in name for mark in "-./년: ") and is_read(DateReader(ZoneInfo("UTC"), LAST_DAY).read, name)
