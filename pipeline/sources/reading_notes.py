"""What is to be said about how a file is read: what was guessed, what is not read, and the option that changes it."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pipeline.errors import Reason
from pipeline.masking.mask import quoted
from pipeline.records import ColumnGuess, Inspection
from pipeline.sources.cells.columns import LEAST_READ
from pipeline.sources.cells.dates import written_at
from pipeline.sources.cells.header_names import folded
from pipeline.sources.cells.named_columns import names_of, shown_column
from pipeline.sources.cells.parse import SCALES
from pipeline.sources.cells.rating_scale import top_in_name
from pipeline.sources.cells.relative_dates import relative_moment
from pipeline.sources.cells.row_reader import CONSENTS, RowReader
from pipeline.sources.cells.unread_cells import UnreadCells
from pipeline.sources.cells.value_shapes import count_up
from pipeline.sources.source_kind import Cell, SourceRow, is_blank

EMPLOYERS = frozenset(
    ("pros", "cons", "advicetomanagement", "jobtitle", "employmentstatus", "장점", "단점", "경영진에바라는점")
)
"""Folded names of which two tell reviews of an employer."""

_SCORE = re.compile(r"^(?!.*(review|user|stay|hotel)).*(score|점수|answer|point)", re.IGNORECASE)
SHORT, LOOKED_AT = 60, 300
"""Characters below which a cell may be a date or point elsewhere; of a text that are looked at."""


def reading_notes(inspection: Inspection, sample: Sequence[SourceRow]) -> Iterator[Reason]:
    """The notes on an inspected file, of which ``sample`` are the first rows."""
    yield from _text_notes(inspection)
    yield from _unread_columns(inspection.columns, sample)
    yield from _rating_notes(inspection)
    yield from _unread_cells(inspection, sample)
    yield from _relative_dates(inspection, sample)
    yield from _doubtful_texts(inspection, sample)


def _text_notes(inspection: Inspection) -> Iterator[Reason]:
    texts = [guess for guess in inspection.columns if guess.field == "text"]
    if len(texts) > 1:
        yield Reason("comment_for_each_question", names_of([guess.column for guess in texts]))
    for guess in texts:
        if guess.reason.code == "longest_texts":
            yield Reason("text_is_a_guess", {"column": shown_column(guess.column)})
    named = {folded(guess.column) for guess in inspection.columns}
    if (
        len(named & EMPLOYERS) > 1
        and inspection.options.audience == "customer"
        and "audience" not in inspection.mapping
    ):
        yield Reason("perhaps_employees")


def _looks_like_score(column: str, values: Sequence[Cell]) -> bool:
    """Whether a column holds points from 1 to 5, or names the scale of its numbers."""
    numbers = [int(value) for value in values if isinstance(value, int | str) and str(value).strip().isdecimal()]
    is_scale = top_in_name(column) is not None or (set(numbers) <= set(range(1, 6)) and len(set(numbers)) > 1)
    return bool(values) and len(numbers) == len(values) and is_scale and not count_up(numbers)


def _unread_columns(columns: Sequence[ColumnGuess], sample: Sequence[SourceRow]) -> Iterator[Reason]:
    used = {guess.field for guess in columns}
    for guess in columns:
        field = guess.reason.arguments.get("field")
        if (
            guess.field is None
            and guess.reason.code == "values_do_not_fit"
            and field in LEAST_READ
            and field not in used
        ):
            yield Reason("column_not_read", {"column": shown_column(guess.column), "field": str(field)})
    others = [
        shown_column(guess.column)
        for guess in columns
        if guess.field is None
        and guess.reason.code == "another_fits_better"
        and guess.reason.arguments["field"] in ("rating", "nps")
    ]
    others += [shown_column(guess.column) for guess in columns if guess.reason.code == "score_of_a_part"]
    others += [
        shown_column(guess.column)
        for place, guess in enumerate(columns)
        if guess.reason.code in ("not_recognised", "unnamed_column")
        and _looks_like_score(guess.column, list(_cells(sample, place)))
    ]
    if others:
        yield Reason("scores_not_read", {"columns": ", ".join(others)})


def _rating_notes(inspection: Inspection) -> Iterator[Reason]:
    place = _place(inspection, "rating")
    if place is None or inspection.options.rating_is_nps:
        return
    column = shown_column(inspection.columns[place].column)
    if inspection.rating_max not in SCALES:
        yield Reason("rating_on_scale", {"column": column, "top": inspection.rating_max or 0})
    if inspection.rating_max == SCALES[1] and _SCORE.search(column):
        yield Reason("perhaps_recommend_score", {"column": column})


def _unread_cells(inspection: Inspection, sample: Sequence[SourceRow]) -> Iterator[Reason]:
    """How many cells of which column cannot be read, as far as the sample tells."""
    unread = UnreadCells()
    reader = RowReader(inspection, datetime.now(ZoneInfo(inspection.options.time_zone)).date(), unread)
    for row in sample:
        reader.convert(row)
    for found in unread.columns():
        if found.field in CONSENTS:
            yield Reason("consent_answers_unknown", {"column": found.column, "count": found.cells})
            continue
        yield Reason(
            "cells_not_read",
            {"column": found.column, "field": found.field, "count": found.cells, "example": found.example},
        )


def _relative_dates(inspection: Inspection, sample: Sequence[SourceRow]) -> Iterator[Reason]:
    place = _place(inspection, "date")
    now = written_at(inspection.path, ZoneInfo(inspection.options.time_zone))
    if place is None or now is None:
        return
    for cell in _cells(sample, place):
        if isinstance(cell, str) and len(cell) < SHORT and relative_moment(cell, now):
            yield Reason("dates_reckoned", {"example": quoted(cell), "time": f"{now:%Y-%m-%d %H:%M}"})
            return


_POINTER = re.compile(
    r"\W*(?:상동|위와?\s?(?:같음|같습니다|같아요|동일(?:함|합니다)?)|앞(?:과|의 답과)\s?(?:같음|동일)|동일함?|전과 동일|(?:same )?(?:as|see) (?:above|before|previous)|same|ditto)\W*$",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"we are (?:looking for|hiring)|responsibilit|you will\b|requirements?:|years? of experience|apply (?:now|today)|지원\s?자격|담당\s?업무|우대\s?사항|모집|채용|근무\s?조건",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?:customer|caller|client|guest) (?:called|wanted|asked|complained|said|requested|reported)|told the (?:customer|caller|client)|closed (?:the )?(?:ticket|case)"
    r"|고객\s?(?:요청|문의|인입|불만)|(?:안내|처리|조치|응대|접수)(?:하고|함|완료|후)|종결|종료함|이관",
    re.IGNORECASE,
)
MOST_ALIKE = 0.3
"""Share of texts that look like something else, beyond which it is said."""


def _doubtful_texts(inspection: Inspection, sample: Sequence[SourceRow]) -> Iterator[Reason]:
    """What is to be said of texts that look like no customer's words."""
    for place, guess in enumerate(inspection.columns):
        if guess.field != "text":
            continue
        texts = [cell[:LOOKED_AT] for cell in _cells(sample, place) if isinstance(cell, str)]
        if pointers := [text for text in texts if len(text) < SHORT and _POINTER.match(text)]:
            yield Reason("perhaps_pointers", _doubt(inspection, guess, pointers))
        adverts, notes = ([text for text in texts if pattern.search(text)] for pattern in (_JOB, _STAFF))
        if len(adverts) > MOST_ALIKE * len(texts):
            yield Reason("perhaps_job_adverts", _doubt(inspection, guess, adverts))
        if len(notes) > MOST_ALIKE * len(texts):
            yield Reason("perhaps_staff_notes", _doubt(inspection, guess, notes))


def _doubt(inspection: Inspection, guess: ColumnGuess, found: Sequence[str]) -> dict[str, str | int]:
    example = quoted(found[0]) if inspection.options.audience == "customer" else "…"
    return {"column": shown_column(guess.column), "count": len(found), "example": example}


def _place(inspection: Inspection, field: str) -> int | None:
    return next((at for at, guess in enumerate(inspection.columns) if guess.field == field), None)


def _cells(sample: Sequence[SourceRow], place: int) -> Iterator[Cell]:
    return (row.cells[place] for row in sample if place < len(row.cells) and not is_blank(row.cells[place]))
