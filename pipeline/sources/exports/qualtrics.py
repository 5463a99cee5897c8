"""Qualtrics: responses as CSV, TSV or XLSX, under three header rows (ids, questions, JSON with ImportId and zone)."""

import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.errors import Reason
from pipeline.sources.cells.date_order import date_notes, date_order
from pipeline.sources.cells.dates import LAST_DAY, DateReader
from pipeline.sources.exports.survey_columns import SurveyExport, first_filled
from pipeline.sources.exports.survey_questions import PERSONAL, Question
from pipeline.sources.source_kind import (
    PLANNED,
    Cell,
    Probe,
    ReadingPlan,
    SourceKind,
    SourceRow,
    filled_cells,
    is_blank,
)

DATES = ("endDate", "recordedDate", "startDate")
"""When it was answered: at the end; partial responses are recorded only days later."""

FIELDS = {
    "_recordId": "id",
    "externalDataReference": "customer",
    "distributionChannel": "channel",
    "userLanguage": "language",
    "status": "",
    "progress": "",
    "duration": "",
    "finished": "",
}
"""ImportId -> field. The customer is whom the company's own reference names: a ResponseId is new for each response."""

PERSONAL_IDS = frozenset(
    "ipAddress recipientLastName recipientFirstName recipientEmail locationLatitude locationLongitude".split()
)
"""ImportIds of what is never stored."""

IMPORT_IDS = {known.casefold(): known for known in (*FIELDS, *DATES, *PERSONAL_IDS)} | {
    "responseid": "_recordId",
    "externalreference": "externalDataReference",
    "duration (in seconds)": "duration",
}
"""Column name without case -> ImportId, for exports without the JSON row."""

NO_ANSWERS = 1 | 2 | 8
"""Bits of a numeric Status: preview, test, spam; the others (4 imported, 16 offline, 32 employees) are answers."""

NO_ANSWER = Reason("no_customers_answer")

SIGNS = frozenset(("_recordId", "startDate", "endDate", "recordedDate", "progress", "finished", "status"))
FEWEST_SIGNS = 3
"""Well-known columns by which an export without its JSON row is told."""

_QUESTION = re.compile(r"(?:\d+_)?QID\d+")
_OPEN = re.compile(r"(?:\d+_)?QID\d+_TEXT$")
_GROUP = "_NPS_GROUP"
_WORDS_OF_NO_ANSWER = re.compile(r"preview|test|spam|미리|테스트|스팸", re.IGNORECASE)
_RESPONSE = re.compile(r"R_\w+$")


class _Header(NamedTuple):
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    zones: tuple[str | None, ...]
    rows: int
    is_full: bool


def look(probe: Probe) -> ReadingPlan | None:
    """The plan of a Qualtrics export, or None. Previews, tests and spam are rejected; unfinished answers count."""
    header = _header(probe)
    if header is None:
        return None
    survey = SurveyExport(probe, probe.layout.columns, header.rows)
    survey.fault = partial(_fault, header.ids.index("status")) if "status" in header.ids else survey.fault
    sample = probe.sample[header.rows :]
    values = {known: filled_cells(sample, place) for place, known in enumerate(header.ids)}
    _say_known(survey, header, values)
    _say_date(survey, header, values)
    survey.ask(_questions(survey, header, sample))
    return survey.plan()


def _header(probe: Probe) -> _Header | None:
    if not any(name.casefold() in IMPORT_IDS for name in probe.layout.columns):
        return None
    return _header_with_import_ids(probe) or _header_of_names_alone(probe)


def _header_with_import_ids(probe: Probe) -> _Header | None:
    """The header down to its row of JSON, or None where neither the first nor the second row is one."""
    columns = probe.layout.columns
    for place, row in enumerate(probe.sample[:2]):
        imported = [_imported(cell) for cell in row.cells]
        if sum(one is not None for one in imported) * 2 > len(columns):
            imported += [None] * (len(columns) - len(imported))
            ids = tuple(_id(one, name) for one, name in zip(imported, columns, strict=False))
            zones = tuple(one.get("timeZone") if one else None for one in imported)
            return _Header(ids, _texts(probe.sample[0] if place else None, columns), zones, place + 1, is_full=True)
    return None


def _header_of_names_alone(probe: Probe) -> _Header | None:
    """The header of an export without its row of JSON, or None where too few of its columns are well known."""
    columns = probe.layout.columns
    ids = tuple(_id(None, name) for name in columns)
    if "_recordId" not in ids or len(SIGNS & set(ids)) < FEWEST_SIGNS:
        return None
    labels = probe.sample[0] if probe.sample and _is_labels(probe.sample[0], ids.index("_recordId")) else None
    return _Header(ids, _texts(labels, columns), (None,) * len(columns), int(labels is not None), is_full=False)


def _imported(cell: Cell) -> dict[str, str] | None:
    if not isinstance(cell, str) or "ImportId" not in cell:
        return None
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    is_known = isinstance(value, dict) and isinstance(value.get("ImportId"), str)
    return {name: item for name, item in value.items() if isinstance(item, str)} if is_known else None


def _id(imported: dict[str, str] | None, name: str) -> str:
    return imported["ImportId"] if imported else IMPORT_IDS.get(name.casefold(), name)


def _texts(row: SourceRow | None, columns: Sequence[str]) -> tuple[str, ...]:
    cells = [] if row is None else list(row.cells)
    cells += [None] * (len(columns) - len(cells))
    return tuple(
        name if is_blank(cell) else " ".join(str(cell).split()) for cell, name in zip(cells, columns, strict=False)
    )


def _is_labels(row: SourceRow, place: int) -> bool:
    cell = row.cells[place] if place < len(row.cells) else None
    return isinstance(cell, str) and not is_blank(cell) and not _RESPONSE.match(cell.strip())


def _fault(place: int, cells: Sequence[Cell]) -> Reason | None:
    return NO_ANSWER if _is_no_answer(cells[place]) else None


def _is_no_answer(status: Cell) -> bool:
    text = str(status).strip().removesuffix(".0")
    if text.isdecimal() and text.isascii() and len(text) <= 3:
        return bool(int(text) & NO_ANSWERS)
    return bool(_WORDS_OF_NO_ANSWER.search(text[:60]))


def _say_known(survey: SurveyExport, header: _Header, values: dict[str, list[Cell]]) -> None:
    for place, known in enumerate(header.ids):
        if known in PERSONAL_IDS:
            survey.say(place, "", PERSONAL)
        elif known in FIELDS and (values[known] or known != "externalDataReference"):
            survey.say(place, FIELDS[known], Reason("qualtrics_column", {"name": known}))
    if "status" in header.ids:
        survey.notes.append(Reason("test_responses_rejected"))


def _say_date(survey: SurveyExport, header: _Header, values: dict[str, list[Cell]]) -> None:
    chosen = first_filled(values, DATES)
    for place, known in enumerate(header.ids):
        if known in DATES:
            survey.say(place, "date" if known == chosen else "", Reason("qualtrics_column", {"name": known}))
            survey.notes += _read_in_zone(survey, place, header.zones[place], values[known], known == chosen)


def _read_in_zone(
    survey: SurveyExport, place: int, name: str | None, values: list[Cell], is_chosen: bool
) -> list[Reason]:
    """Read a column's times as those of the zone that the export names; what to say of it, if it is the one in use."""
    zone = _zone(name)
    found = date_order(values)
    if zone is not None:
        survey.changes[place] = _in_zone(zone, found.order)
    if not is_chosen:
        return []
    if zone is None:
        return [Reason("no_time_zone", {"zone": survey.probe.options.time_zone})]
    doubt = date_notes(found) if found.certainty == "ambiguous" else []
    return [Reason("times_in_zone", {"zone": zone.key}), *doubt]


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _in_zone(zone: ZoneInfo, order: str) -> Callable[[Cell], Cell]:
    """Reads times of the zone into moments; a cell that is no date stays, so that it is rejected for what it says."""
    reader = DateReader(zone, LAST_DAY, order)

    def change(cell: Cell) -> Cell:
        try:
            return cell if is_blank(cell) else reader.read(cell).replace(tzinfo=zone)
        except ValueError:
            return cell

    return change


def _questions(survey: SurveyExport, header: _Header, sample: Sequence[SourceRow]) -> list[Question]:
    scored = {known.removesuffix(_GROUP) for known in header.ids if known.endswith(_GROUP)}
    questions = []
    for place, (known, name) in enumerate(zip(header.ids, survey.names, strict=False)):
        if known.endswith(_GROUP):
            survey.say(place, "", Reason("computed_from_recommend"))
        elif _QUESTION.match(known) if header.is_full else name not in survey.fields and header.texts[place] != name:
            questions.append(
                Question(
                    place,
                    name,
                    header.texts[place],
                    filled_cells(sample, place),
                    is_open=bool(_OPEN.match(known)) if header.is_full else _maybe_open(name),
                    is_recommend=known in scored,
                )
            )
    return questions


def _maybe_open(name: str) -> bool | None:
    return False if re.search(r"\d_\d+_TEXT$", name) else name.endswith("_TEXT") or None


QUALTRICS: dict[str, SourceKind] = {
    "qualtrics": SourceKind("Qualtrics responses", PLANNED, source="qualtrics", look=look),
}
"""The kind, for SOURCES."""
