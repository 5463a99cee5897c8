"""Whether the header row is a header: data in its place must not become column names, nor a second header data."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.errors import DataRefused, Reason
from pipeline.masking.mask import mask_text
from pipeline.records import ReadOptions
from pipeline.sources.cells.columns import header_score
from pipeline.sources.cells.dates import DateReader
from pipeline.sources.source_kind import FileLayout, SourceRow, distinct_names, name_of, shown_name

HEADER_AGAIN = Reason("header_again")


def check_header(layout: FileLayout, path: Path, options: ReadOptions) -> None:
    """Raises DataRefused where the column names are somebody's answer: they are not quoted then.

    Names that are known, or given with --map, show a header: in it only a whole name that is personal is refused.
    """
    known = header_score(layout.columns) + len(options.mapping)
    if any(_is_personal(name, known) or (known == 0 and _is_date(name)) for name in layout.columns):
        raise DataRefused(Reason("no_header"), where=shown_name(path))


def repeats_header(row: SourceRow, layout: FileLayout) -> bool:
    """Whether the cells of a row are the column names."""
    first = row.cells[0] if row.cells else None
    if len(layout.columns) < 2 or not isinstance(first, str) or name_of(first) != layout.columns[0]:
        return False
    return distinct_names(row.cells) == layout.columns


def _is_personal(name: str, known: int) -> bool:
    masked, found = mask_text(name)
    return bool(found) and (known == 0 or masked in {f"[{kind}]" for kind in found})


def _is_date(name: str) -> bool:
    if not any(mark in name for mark in "-./년: "):
        return False
    try:
        DateReader(ZoneInfo("UTC"), date(2200, 1, 1)).read(name)
    except ValueError:
        return False
    return True
