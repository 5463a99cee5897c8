"""SurveyMonkey: all responses as CSV or XLSX, under two header rows (questions, and what each column holds)."""

from collections.abc import Sequence

from pipeline.errors import Reason
from pipeline.sources.cells.header_names import folded
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
    has_content,
    is_blank,
    numbered_name,
)

SIGNS = frozenset(("respondentid", "collectorid"))
"""Folded names of the columns by which the export is told."""

KOREAN = {
    "응답자id": "respondentid",
    "응답자아이디": "respondentid",
    "컬렉터id": "collectorid",
    "수집기id": "collectorid",
    "수정일": "datemodified",
    "수정날짜": "datemodified",
    "수정한날짜": "datemodified",
    "종료일": "enddate",
    "생성일": "datecreated",
    "생성날짜": "datecreated",
    "생성한날짜": "datecreated",
    "시작일": "startdate",
    "ip주소": "ipaddress",
    "이메일주소": "emailaddress",
    "이름": "firstname",
    "성": "lastname",
}
"""Folded names of the same columns in Korean accounts."""

DATES = ("datemodified", "enddate", "datecreated", "startdate")
"""When it was answered: the last change; older exports call it EndDate."""

PERSONAL_NAMES = frozenset(("ipaddress", "emailaddress", "email", "firstname", "lastname"))

CUSTOM = "customdata", "custom", "사용자지정데이터", "사용자정의데이터"
"""Beginnings of the columns that the company filled itself, with anything: left to --map."""

OPEN = ("open-ended response", "주관식 응답", "주관식 답변", "개방형 응답", "자유 응답")
"""What the second header row calls a free answer."""

PLAIN = ("response", "응답", "답변")
"""What it calls the only answer of a question."""


def look(probe: Probe) -> ReadingPlan | None:
    """The plan of a SurveyMonkey export, or None."""
    columns = tuple(KOREAN.get(name, name) for name in map(folded, probe.layout.columns))
    if not set(columns) >= SIGNS:
        return None
    subheads = _subheads(probe, columns)
    skipped = int(subheads is not None)
    survey = SurveyExport(probe, _names(probe.layout.columns, subheads or []), skipped)
    sample = probe.sample[skipped:]
    questions = []
    for place, name in enumerate(columns):
        if not _say_known(survey, place, name):
            questions.append(_question(survey, place, subheads, sample))
    _say_date(survey, columns, sample)
    survey.notes.append(Reason("no_time_zone", {"zone": probe.options.time_zone}))
    survey.ask(questions)
    return survey.plan()


def _subheads(probe: Probe, columns: Sequence[str]) -> list[Cell] | None:
    """The second header row: it has neither respondent nor collector."""
    if not probe.sample:
        return None
    cells = list(probe.sample[0].cells) + [None] * len(columns)
    fixed = [cells[place] for place, name in enumerate(columns) if name in SIGNS]
    return None if has_content(fixed) or not has_content(cells) else cells[: len(columns)]


def _names(columns: Sequence[str], subheads: Sequence[Cell]) -> tuple[str, ...]:
    """The columns by their questions: the further columns of a question have no name of their own."""
    names: list[str] = []
    question = ""
    for place, column in enumerate(columns):
        is_further = column == numbered_name(place) and question
        question = question if is_further else column
        subhead = subheads[place] if place < len(subheads) else None
        name = f"{question} ({' '.join(str(subhead).split())})" if is_further and not is_blank(subhead) else column
        names.append(name if name not in names else f"{name} ({place + 1})")
    return tuple(names)


def _say_known(survey: SurveyExport, place: int, name: str) -> bool:
    if name == "respondentid":
        survey.say(place, "id", Reason("one_for_each_response"))
    elif name in PERSONAL_NAMES:
        survey.say(place, "", PERSONAL)
    elif name == "collectorid":
        survey.say(place, "", Reason("collector"))
    elif name.rstrip("0123456789") in CUSTOM:
        survey.say(place, "", Reason("own_data"))
    else:
        return name in DATES
    return True


def _say_date(survey: SurveyExport, columns: Sequence[str], sample: Sequence[SourceRow]) -> None:
    values = {name: filled_cells(sample, place) for place, name in enumerate(columns) if name in DATES}
    chosen = first_filled(values, DATES)
    for place, name in enumerate(columns):
        if name in DATES:
            survey.say(place, "date" if name == chosen else "", Reason("last_changed"))


def _question(
    survey: SurveyExport, place: int, subheads: Sequence[Cell] | None, sample: Sequence[SourceRow]
) -> Question:
    name = survey.names[place]
    subhead = "" if subheads is None or is_blank(subheads[place]) else " ".join(str(subheads[place]).split())
    is_open = True if subhead.casefold() in OPEN else False if subhead.casefold() in PLAIN else None
    text = name if is_open is not None or not subhead else f"{name}: {subhead}"
    return Question(place, name, text, filled_cells(sample, place), is_open=is_open)


SURVEYMONKEY: dict[str, SourceKind] = {
    "surveymonkey": SourceKind("SurveyMonkey responses", PLANNED, source="surveymonkey", look=look),
}
"""The kind, for SOURCES."""
