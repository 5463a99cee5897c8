"""The long form of Formbricks and its kin: one row an answer, put together again by the submission's id.

The answers of one submission may stand anywhere in the file. Nothing is lost: a row that belongs to no submission or to
no question is rejected, and answers given twice are both kept.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.errors import DataRefused, Reason
from pipeline.masking.mask import masked_name
from pipeline.sources.cells.header import HEADER_AGAIN, repeats_header
from pipeline.sources.cells.header_names import folded
from pipeline.sources.exports.row_gathering import GatheredRow, gathered
from pipeline.sources.exports.survey_columns import SurveyExport
from pipeline.sources.exports.survey_questions import Question, recommend_questions
from pipeline.sources.source_kind import (
    LOOKED_AT,
    PLANNED,
    Cell,
    FileFormat,
    FileLayout,
    Probe,
    ReadingPlan,
    SourceKind,
    SourceRow,
    distinct_names,
    is_blank,
    shown_name,
)

MOST_QUESTIONS = 1_000
"""Distinct questions from which a file is no survey in long form."""

LONGEST_LABEL = 200
"""Characters of a question that name its column."""

ROLES: dict[str, tuple[str, ...]] = {
    "submission": ("submissionid", "responseid", "submission", "응답id", "응답번호", "제출id", "제출번호"),
    "question": ("fieldid", "questionid", "elementid", "문항id", "문항번호", "질문id", "질문번호"),
    "label": ("fieldlabel", "questiontext", "questionlabel", "questiontitle", "question", "문항", "질문", "질문내용"),
    "type": ("fieldtype", "questiontype", "elementtype", "문항유형", "질문유형"),
    "date": (
        "collectedat",
        "submittedat",
        "answeredat",
        "respondedat",
        "createdat",
        "timestamp",
        "응답일시",
        "제출일시",
    ),
    "customer": ("userid", "useridentifier", "contactid", "customerid", "고객id", "고객번호", "회원번호"),
    "language": ("language", "locale", "언어"),
}
ANSWERS = (
    "responsevalue answervalue valuetext valuenumber valueboolean valuedate answertext answer response value "
    "답변 응답 응답값"
).split()
"""Folded names of the columns by role, and of those with answers, of which each row fills one."""

KEPT = ("product", "segment", "touchpoint", "channel", "audience")
"""Folded names, and fields, of further columns that hold for a whole submission."""

RECOMMEND_TYPES = frozenset(("nps", "netpromoterscore"))
RATING_TYPES = frozenset(("rating", "csat", "stars", "별점", "만족도"))
OPEN_TYPES = frozenset(("text", "opentext", "longtext", "shorttext", "textarea", "openended", "주관식", "서술형"))
"""Folded types of questions."""

NO_SUBMISSION, NO_QUESTION = Reason("no_submission_id"), Reason("no_question")

SHARED_SOURCE = "survey-answers"
"""Source of files whose submission ids are unique everywhere, so that overlapping exports merge."""

TOGETHER, ALONE = "=", "!"
"""Beginnings of names while gathering: those of submissions, and of rows that belong to none."""

_UNIQUE_ID = re.compile(r"(?=.*\d)[0-9A-Za-z_-]{16,}$")


class _Places(NamedTuple):
    """Where in a row of the file what stands; ``whole`` pairs fields with places of what holds for a submission."""

    submission: int
    question: int
    label: int
    type: int | None
    answers: tuple[int, ...]
    whole: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Asked:
    place: int
    label: str
    kind: str
    values: list[Cell] = field(default_factory=list)


def look(probe: Probe) -> ReadingPlan | None:
    """The plan of a file of answers, or None."""
    places = _places(probe.layout.columns)
    asked = _asked(probe, places) if places else None
    if places is None or not asked:
        return None
    wide = _wide(probe, places, asked)
    survey = SurveyExport(wide, wide.layout.columns, 0, merges=True)
    survey.notes.append(Reason("rows_are_answers", {"name": masked_name(survey.names[0])}))
    survey.say(0, "id", Reason("one_for_each_response"))
    for place, (role, _) in enumerate(places.whole, 1):
        survey.say(place, role, Reason("same_for_whole_response"))
    questions = [_question(one, survey.names) for one in asked.values()]
    survey.ask(questions)
    _ask_rating(survey, list(asked.values()), questions)
    ids = [_text(row.cells, places.submission) for row in probe.sample if row.fault is None]
    is_unique = all(map(_UNIQUE_ID.match, filter(None, ids)))
    return replace(survey.plan(), source=SHARED_SOURCE if is_unique else None)


def _places(columns: Sequence[str]) -> _Places | None:
    at = {folded(name): place for place, name in reversed([*enumerate(columns)])}
    found = _places_by_role(at)
    answers = tuple(at[name] for name in ANSWERS if name in at)
    question = found["label"] if found["question"] is None else found["question"]
    if found["submission"] is None or question is None or not answers:
        return None
    label = question if found["label"] is None else found["label"]
    return _Places(found["submission"], question, label, found["type"], answers, _same_for_all_answers(at, found))


def _places_by_role(at: Mapping[str, int]) -> dict[str, int | None]:
    """The column of each role: the first of its names that the file has."""
    return {role: next((at[name] for name in names if name in at), None) for role, names in ROLES.items()}


def _same_for_all_answers(at: Mapping[str, int], found: Mapping[str, int | None]) -> tuple[tuple[str, int], ...]:
    """Field and place of each column that holds for a whole submission."""
    whole = {role: found[role] for role in ("date", "customer", "language")} | {name: at.get(name) for name in KEPT}
    return tuple((role, place) for role, place in whole.items() if place is not None)


def _text(cells: Sequence[Cell], place: int | None) -> str:
    cell = cells[place] if place is not None and place < len(cells) else None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if is_blank(cell) else " ".join(str(cell).split())


def _answer(cells: Sequence[Cell], places: Sequence[int]) -> Cell:
    return next((cells[place] for place in places if place < len(cells) and not is_blank(cells[place])), None)


def _asked(probe: Probe, places: _Places) -> dict[str, _Asked] | None:
    """The questions of the whole file, in order; None where there are too many for a survey."""
    asked: dict[str, _Asked] = {}
    for row in probe.rows():
        key = _text(row.cells, places.question)
        if row.fault is not None or not key or repeats_header(row, probe.layout):
            continue
        if key not in asked:
            label, kind = _text(row.cells, places.label) or key, folded(_text(row.cells, places.type))
            asked[key] = _Asked(1 + len(places.whole) + len(asked), label, kind)
        value = _answer(row.cells, places.answers)
        if not is_blank(value) and len(asked[key].values) < LOOKED_AT:
            asked[key].values.append(value)
        if len(asked) > MOST_QUESTIONS:
            return None
    return asked


def _wide(probe: Probe, places: _Places, asked: dict[str, _Asked]) -> Probe:
    """The file with a row for each submission: its id, what holds for all of it, and an answer to each question."""
    fixed = [probe.layout.columns[place] for place in (places.submission, *(place for _, place in places.whole))]
    columns = distinct_names([*fixed, *(one.label[:LONGEST_LABEL] for one in asked.values())])
    numbers = {key: one.place for key, one in asked.items()}
    layout = replace(probe.layout, columns=columns, rows=None)

    def rows(path: object, known: FileLayout) -> Iterator[SourceRow]:
        return _submissions(probe, places, numbers, len(columns))

    return Probe(probe.path, layout, FileFormat(probe.file_format.layout, rows), probe.options)


def _submissions(probe: Probe, places: _Places, numbers: dict[str, int], width: int) -> Iterator[SourceRow]:
    try:
        for items in gathered(_items(probe, places, numbers)):
            yield _submission(items, width)
    except sqlite3.Error as error:
        raise DataRefused(Reason("answers_not_gathered", {"why": str(error)}), where=shown_name(probe.path)) from error


def _items(probe: Probe, places: _Places, numbers: dict[str, int]) -> Iterator[GatheredRow]:
    """The answers of the file; a row that is none is alone, as its fault: its cells would fit no column."""
    for row in probe.rows():
        name = _text(row.cells, places.submission)
        number = numbers.get(_text(row.cells, places.question))
        fault = HEADER_AGAIN if repeats_header(row, probe.layout) else row.fault
        if fault is None and (not name or number is None):
            fault = NO_QUESTION if name else NO_SUBMISSION
        if fault is not None:
            held = [fault.code, dict(fault.arguments), row.is_mixed]
            yield GatheredRow(f"{ALONE}{row.number}", row.number, held)
        else:
            whole = [row.cells[place] if place < len(row.cells) else None for _, place in places.whole]
            yield GatheredRow(TOGETHER + name, row.number, [number, _answer(row.cells, places.answers), *whole])


def _submission(items: Sequence[GatheredRow], width: int) -> SourceRow:
    name, number, held = items[0]
    if name.startswith(ALONE):
        code, arguments, is_mixed = held
        reason = Reason(str(code), arguments if isinstance(arguments, dict) else {})
        return SourceRow(number, [], reason, bool(is_mixed))
    cells: list[Cell] = [name.removeprefix(TOGETHER), *[None] * (width - 1)]
    for item in items:
        place, answer, *whole = item.held
        for at, value in enumerate(whole, 1):
            cells[at] = value if is_blank(cells[at]) else cells[at]
        at = int(str(place))
        cells[at] = _both(cells[at], answer)
    return SourceRow(number, cells)


def _both(before: Cell, answer: Cell) -> Cell:
    """An answer given twice stands once, two different ones under each other."""
    if is_blank(before) or is_blank(answer) or before == answer:
        return answer if is_blank(before) else before
    return f"{before}\n{answer}"


def _question(one: _Asked, names: Sequence[str]) -> Question:
    return Question(
        one.place,
        names[one.place],
        one.label,
        one.values,
        is_open=one.kind in OPEN_TYPES if one.kind else None,
        is_recommend=one.kind in RECOMMEND_TYPES,
    )


def _ask_rating(survey: SurveyExport, asked: Sequence[_Asked], questions: Sequence[Question]) -> None:
    """The rating is the question of that type with the most answers."""
    free = [one for one in asked if one.kind in RATING_TYPES and not survey.fields[survey.names[one.place]]]
    recommend = recommend_questions(questions)
    ratings = [one for one in free if all(one.place != question.place for question in recommend)]
    if ratings:
        chosen = max(ratings, key=lambda one: len(one.values))
        question = _question(chosen, survey.names)
        survey.say(chosen.place, "rating", Reason("rating_question", {"question": question.shown}))


LONGFORM: dict[str, SourceKind] = {
    "longform": SourceKind("survey answers in long form (Formbricks)", PLANNED, look=look),
}
"""The kind, for SOURCES."""
