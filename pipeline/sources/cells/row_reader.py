"""One row of cells to one RawFeedback, or to a RejectedRow that names column and reason."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.errors import Reason
from pipeline.masking.mask import masked_name, quoted
from pipeline.records import ATTRIBUTE, CUSTOMER_WITHHELD, Audience, Inspection, RawFeedback, RejectedRow
from pipeline.sources.cells.attributes import AttributeReader
from pipeline.sources.cells.columns import TIME_OF_DATE
from pipeline.sources.cells.dates import DateReader, time_of_day, written_at, zone_in_name
from pipeline.sources.cells.header_names import question_of
from pipeline.sources.cells.own_names import OwnNames
from pipeline.sources.cells.parse import (
    LONGEST_TEXT,
    SCALES,
    as_audience,
    as_comment,
    as_consent,
    as_id,
    as_language,
    as_nps,
    as_rating,
    as_repeated_id,
    as_repeated_label,
    as_text,
    as_unique_id,
)
from pipeline.sources.cells.rating_scale import above_scale, least_of
from pipeline.sources.cells.titled_text import joined, titled, with_title
from pipeline.sources.cells.totals_rows import is_of_totals, sums_up
from pipeline.sources.cells.unread_cells import UnreadCells
from pipeline.sources.source_kind import (
    Cell,
    CellFault,
    SourceRow,
    UnreadableCell,
    is_blank,
    names_of_all,
    shown_name,
)

SAMPLED_ROWS = 2_000
"""Rows from which the rating's scale, the order of day and month and the columns are found out."""

CONSENT = "consent_analyse"
CONSENTS = frozenset({CONSENT, "consent_quote"})

_NOTHING = Reason("nothing_to_count")

_READERS: dict[str, tuple[str, Callable[[Cell], Any]]] = {
    "id": ("id", as_unique_id),
    "text": ("text", as_comment),
    "title": ("title", as_comment),
    "nps": ("nps", as_nps),
    "customer": ("customer", as_id),
    "product": ("product", as_repeated_id),
    "channel": ("channel", as_repeated_label),
    "touchpoint": ("touchpoint", as_repeated_label),
    "segment": ("segment", as_repeated_label),
    "language": ("language", as_language),
    "audience": ("audience", as_audience),
    "reply": ("reply", as_comment),
}
"""Field -> the attribute of RawFeedback it fills and how; date, rating and consent need to know their column and come apart.
A title joins the text."""

OPTIONAL = frozenset("date rating nps customer product channel touchpoint segment language reply reply_date".split())
"""Fields of which a cell that cannot be read is left empty: the answer is stored without it, and the cell is counted."""

IDENTIFYING = frozenset({"id", "customer"})
"""Fields of which no cell is quoted."""

COUNTED = frozenset({"text", "title", "rating", "nps"})
"""What a row must have one of."""

GENERIC = frozenset(("delimited", "delimited_bare", "excel", "jsonl", "parquet", "web_table"))
"""Kinds in which an id that cannot be read may be left out, too: by those of a recognised export its overlapping files merge."""

TOTALS_ROW = Reason("totals_row")

WORDS = frozenset({"text", "title", "reply"})
"""Fields in the customer's words or about them, of which nothing is kept without consent."""


class RowReader:
    """Turns rows of one file into records."""

    def __init__(self, inspection: Inspection, today: date, unread: UnreadCells | None = None) -> None:
        self._inspection = inspection
        self._unread = UnreadCells() if unread is None else unread
        self._file = shown_name(inspection.path)
        self._columns = names_of_all([masked_name(guess.column) for guess in inspection.columns])
        used = [
            (guess.field, place)
            for place, guess in enumerate(inspection.columns)
            if guess.field not in (None, ATTRIBUTE)
        ]
        self._places = dict(reversed(used))
        self._texts = [place for field, place in used if field == "text"]
        self._questions = [(question_of(inspection.columns[place].column), place) for place in self._texts]
        self._used = used
        self._optional = OPTIONAL | {"id"} if inspection.kind in GENERIC else OPTIONAL
        self._time = next((at for at, guess in enumerate(inspection.columns) if guess.reason == TIME_OF_DATE), None)
        self._own_names = OwnNames.of(inspection.columns)
        self._attributes = AttributeReader(inspection.attributes)
        self._rating_max = inspection.rating_max
        options = inspection.options
        self._defaults = {"audience": options.audience, "touchpoint": options.touchpoint, "channel": options.channel}
        zone = ZoneInfo(inspection.options.time_zone)
        written = written_at(inspection.path, zone)
        self._dates, self._reply_dates = (
            DateReader(zone, today, inspection.date_order, written, self._zone_of(field))
            for field in ("date", "reply_date")
        )
        self._steps = [self._step(field, place) for field, place in used]
        self._asks_consent = CONSENT in self._places
        self._is_finished_later = (
            self._time is not None or len(self._texts) > 1 or bool(self._own_names) or "title" in self._places
        )

    def convert(self, row: SourceRow) -> RawFeedback | RejectedRow:
        """The row as a record; a fault of the row itself, or of a cell that no answer can do without, rejects it.

        Consent comes before all else: a refusal counts whatever else is wrong with the row.
        """
        if (self._asks_consent or row.fault is not None) and (refused := self._refused(row)) is not None:
            return refused
        found: dict[str, Any] = {}
        unread: list[tuple[str, int, Reason]] = []
        cells = row.cells
        width = len(cells)
        for field, place, name, reader in self._steps:
            try:
                value = reader(cells[place] if place < width else None)
            except CellFault as error:
                if field not in self._optional:
                    return self._rejected(row, field, error.reason)
                unread.append((field, place, error.reason))
                continue
            if value is not None:
                found[name] = joined(found.get(name), value) if name == "text" and name in found else value
        if unread and not COUNTED & found.keys() and not sums_up(row):
            field, _, reason = unread[0]
            return self._rejected(row, field, reason)
        done = self._complete(row, self._finished(row, found) if self._is_finished_later else found)
        if unread and isinstance(done, RawFeedback) and not sums_up(row):
            for field, place, _ in unread:
                self._count_unread(row, field, place)
        return done

    def _refused(self, row: SourceRow) -> RawFeedback | RejectedRow | None:
        """The row as a refusal or as rejected, where its customer does not consent or the row itself is at fault."""
        consent, fault = self._consent(row)
        if consent is False:
            return self._identity(row)
        if row.fault is not None:
            return self._rejected(row, None, row.fault)
        return None if fault is None else self._rejected(row, CONSENT, fault)

    def _count_unread(self, row: SourceRow, field: str, place: int) -> None:
        """Note a cell that is left empty; it is quoted where it is a customer's, who has agreed, and identifies nobody."""
        key = self._columns[place], field
        if not self._unread.needs_example(key):
            self._unread.add(key, row.number)
            return
        may_be_shown = field not in IDENTIFYING and self._audience(row) == "customer"
        self._unread.add(key, row.number, quoted(row.cells[place]) if may_be_shown else None)

    def _finished(self, row: SourceRow, found: dict[str, Any]) -> dict[str, Any]:
        """What was found, with its title, its time of day, its answers to several questions, and without the names of who
        wrote it."""
        if self._time is not None and "answered_at" in found and self._time < len(row.cells):
            found["answered_at"] += time_of_day(row.cells[self._time]) or timedelta()
        if len(self._questions) > 1 and "text" in found:
            found["comments"] = self._comments(row, found.get("title"))
        found = with_title(found)
        if self._own_names and "text" in found:
            found["text"] = self._own_names.withheld(found["text"], row.cells)
        if self._own_names and "reply" in found:
            found["reply"] = self._own_names.withheld(found["reply"], row.cells)
        return found

    def _comments(self, row: SourceRow, title: str | None) -> tuple[tuple[str, str], ...]:
        """The questions that a row answers, with its answers, of which the first has the title; what was said twice stands once."""
        comments: dict[str, str] = {}
        for question, place in self._questions:
            text = as_comment(row.cells[place]) if place < len(row.cells) else None
            if text and text not in comments:
                comments[text] = question
        whole = [
            (question, text if at else titled(title, text)) for at, (text, question) in enumerate(comments.items())
        ]
        return tuple((question, self._own_names.withheld(text, row.cells)) for question, text in whole)

    def _consent(self, row: SourceRow) -> tuple[bool | None, Reason | None]:
        """Consent to the analysis, or None and why it is not known; True in files without such a column."""
        place = self._places.get(CONSENT)
        if place is None:
            return True, None
        cells = self._aligned(row)
        if row.fault is not None and (row.is_mixed or place >= len(cells) or is_blank(cells[place])):
            return None, row.fault
        try:
            return self._given(CONSENT, place, cells[place] if place < len(cells) else None), None
        except CellFault as error:
            return None, error.reason

    def _given(self, field: str, place: int, cell: Cell) -> bool:
        """Consent as given; where the settings say what means yes and no, all else is none, and is counted. Raises CellFault."""
        own = self._inspection.options.consent
        try:
            return as_consent(cell, own)
        except CellFault:
            if not own.are_set:
                raise
            self._unread.add((self._columns[place], field))
            return False

    def _identity(self, row: SourceRow) -> RawFeedback:
        """What a refusal says: its id or, without one, what its key is made of; nothing more of it is read."""
        found = self._quietly(row, ("id",)) or self._finished(
            row, self._quietly(row, ("title", "text", "date", "product"))
        )
        found.pop("comments", None)
        return RawFeedback(self._file, row.number, self._inspection.source, consent_analyse=False, **found)

    def _answer(self, row: SourceRow) -> RawFeedback | None:
        """What the id of a rejected row's answer is made of; None where that cannot be read."""
        identity = None if row.is_mixed else self._identity(row)
        return identity if identity and (identity.id or identity.text) else None

    def _audience(self, row: SourceRow) -> Audience | None:
        """Whose row a rejected one is; None where its own cell cannot tell."""
        place, usual = self._places.get("audience"), self._inspection.options.audience
        if place is None:
            return usual
        if row.fault is None:
            with suppress(CellFault):
                return as_audience(row.cells[place] if place < len(row.cells) else None) or usual
        return None

    def _quietly(self, row: SourceRow, fields: tuple[str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        cells = self._aligned(row)
        for field, place, name, reader in self._steps:
            if field in fields and place < len(cells):
                with suppress(CellFault):
                    value = reader(cells[place])
                    found[name] = joined(found.get(name), value) if field == "text" else value
        return {name: value for name, value in found.items() if value is not None}

    def _aligned(self, row: SourceRow) -> Sequence[Cell]:
        """The cells in their columns: a text that the delimiter has split is taken for the cause of a row too long."""
        extra = len(row.cells) - len(self._columns)
        if extra <= 0 or not self._texts:
            return row.cells
        first, last = min(self._texts), max(self._texts)
        return [*row.cells[:first], *[None] * (last - first + 1), *row.cells[last + extra + 1 :]]

    def _step(self, field: str, place: int) -> tuple[str, int, str, Callable[[Cell], Any]]:
        if field == "date":
            return field, place, "answered_at", self._date
        if field == "reply_date":
            return field, place, "replied_at", self._reply_date
        if field == "rating":
            as_recommend = self._inspection.options.rating_is_nps
            return (field, place, "nps", as_nps) if as_recommend else (field, place, "rating", self._rating)
        if field in CONSENTS:
            return field, place, field, partial(self._given, field, place)
        name, reader = _READERS[field]
        return field, place, name, reader

    def _zone_of(self, field: str) -> tzinfo | None:
        """The time zone that the name of a field's column says, if any."""
        place = self._places.get(field)
        return None if place is None else zone_in_name(self._inspection.columns[place].column)

    def _date(self, cell: Cell) -> datetime | None:
        return self._dates.read_if_any(cell)

    def _reply_date(self, cell: Cell) -> datetime | None:
        return self._reply_dates.read_if_any(cell)

    def _rating(self, cell: Cell) -> float | None:
        found = as_rating(cell, self._inspection.rating_words)
        if found is None:
            return None
        value, top = found
        scale = self._rating_max or SCALES[0]
        if top is not None and top != scale:
            raise CellFault(Reason("rating_of_other_scale", {"top": top, "scale": scale}))
        if value > scale:
            raise CellFault(above_scale(value, scale))
        if value < least_of(scale):
            raise CellFault(Reason("rating_below_scale", {"value": f"{value:g}", "scale": scale}))
        return value

    def _complete(self, row: SourceRow, found: dict[str, Any]) -> RawFeedback | RejectedRow:
        if COUNTED.isdisjoint(found):
            return self._rejected(row, None, TOTALS_ROW if sums_up(row) else _NOTHING)
        if "answered_at" not in found and self._is_of_totals(row, found):
            return self._rejected(row, None, TOTALS_ROW)
        found = self._defaults | found
        if "rating" in found:
            found["rating_max"] = self._rating_max or SCALES[0]
        if self._attributes.columns:
            found["attributes"] = self._attributes.read(row.cells)
        return RawFeedback(self._file, row.number, self._inspection.source, **found)

    def _is_of_totals(self, row: SourceRow, found: dict[str, Any]) -> bool:
        """Whether a row without a date sums up those above; one whose text alone says so holds nothing but numbers beside it."""
        is_bare = "date" in self._places and found.keys() <= COUNTED | {"id", "comments"}
        return is_of_totals(row, found.get("text"), is_bare=is_bare)

    def _rejected(self, row: SourceRow, field: str | None, reason: Reason) -> RejectedRow:
        column = self._columns[self._places[field]] if field else None
        customer = self._quietly(row, ("customer",)).get("customer")
        told = (self._raw(row), customer, self._audience(row), self._answer(row))
        return RejectedRow(self._file, row.number, column, reason, *told)

    def _raw(self, row: SourceRow) -> str:
        """The cells in use as JSON; no text without consent, and nothing where cells are not in their columns then."""
        consented = self._consent(row)[0] is True
        if not consented and row.fault is not None:
            return "{}"
        cells = {
            self._columns[place]: CUSTOMER_WITHHELD if field == "customer" else self._storable(field, row.cells, place)
            for field, place in self._used
            if place < len(row.cells) and not is_blank(row.cells[place]) and (consented or field not in WORDS)
        }
        return json.dumps(cells, ensure_ascii=False)

    def _storable(self, field: str, cells: Sequence[Cell], place: int) -> Cell:
        held = _storable(cells[place])
        return self._own_names.withheld(held, cells) if field in WORDS and isinstance(held, str) else held


def _storable(cell: Cell) -> Cell:
    if isinstance(cell, int | bool):
        return cell
    text = str(cell) if isinstance(cell, UnreadableCell) else as_text(cell)
    return text if text is None or len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
