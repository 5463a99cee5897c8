"""What the exports of survey services have in common: the columns of the questions become text, nps and consent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import DataRefused, Reason
from pipeline.sources.cells.header import HEADER_AGAIN, repeats_header
from pipeline.sources.cells.named_columns import names_of, shown_column
from pipeline.sources.exports.survey_questions import (
    OTHER,
    PERSONAL,
    Question,
    consent_questions,
    is_personal,
    open_questions,
    recommend_number,
    recommend_questions,
)
from pipeline.sources.source_kind import Cell, Probe, ReadingPlan, SourceRow, is_blank, shown_name

CellChange = Callable[[Cell], Cell]
"""Turns one cell into what its field can read; a cell that it does not understand stays."""


@dataclass(slots=True)
class SurveyExport:
    """What is known of one wide export, one row a response, while its plan is made.

    ``names`` are the columns to be, in the places of the file's own; ``skipped`` counts header rows under the first.
    ``changes`` is place -> change; ``fault`` finds why a row is rejected. An export of several surveys ``merges`` their
    recommend questions into one.
    """

    probe: Probe
    names: tuple[str, ...]
    skipped: int
    fields: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)
    changes: dict[int, CellChange] = field(default_factory=dict)
    fault: Callable[[Sequence[Cell]], Reason | None] = lambda cells: None
    notes: list[Reason] = field(default_factory=list)
    merges: bool = False
    merged: tuple[int, ...] = ()

    def say(self, place: int, meaning: str, reason: Reason) -> None:
        """A column is of a field ('' keeps it out); the first that is called so keeps it, but for text, of which there may be more."""
        is_free = meaning == "text" or all(
            its != meaning or name == self.names[place] for name, its in self.fields.items()
        )
        self.fields[self.names[place]] = meaning if is_free else ""
        self.reasons[self.names[place]] = reason

    def ask(self, questions: Sequence[Question]) -> None:
        """Find out what the questions are for."""
        for question in questions:
            self.say(question.place, "", PERSONAL if is_personal(question) else OTHER)
        for question in questions:
            if self.probe.options.mapping.get(question.name) == "nps":
                self.changes[question.place] = as_recommend
        self._ask_consent(questions)
        self._ask_recommend(questions)
        self._ask_words(questions)

    def _ask_consent(self, questions: Sequence[Question]) -> None:
        asked = list(consent_questions(questions))
        for meaning in dict.fromkeys(meaning for _, meaning in asked):
            same = [question for question, its in asked if its == meaning]
            if len(same) > 1 and not any(question.name in self.probe.options.mapping for question in same):
                names = names_of([question.name for question in same])
                reason = Reason("consent_questions_ambiguous", {**names, "field": meaning})
                raise DataRefused(reason, where=shown_name(self.probe.path))
            self.say(same[0].place, meaning, Reason("consent_question", {"question": same[0].shown}))

    def _ask_recommend(self, questions: Sequence[Question]) -> None:
        found = recommend_questions(questions)
        if not found:
            self.notes.append(Reason("no_recommend_question"))
            return
        self.say(found[0].place, "nps", Reason("recommend_question", {"question": found[0].shown}))
        self.changes[found[0].place] = as_recommend
        names = [question.name for question in found]
        if len(found) > 1 and self.merges:
            self.merged = tuple(question.place for question in found)
            self.notes.append(Reason("first_recommend_answer", names_of(names)))
        elif len(found) > 1:
            told = {**names_of(names), "first": shown_column(names[0])}
            self.notes.append(Reason("several_recommend_questions", told))

    def _ask_words(self, questions: Sequence[Question]) -> None:
        taken = [q for q in questions if not self.fields[q.name]]
        found = open_questions(taken)
        if not found:
            self.notes.append(Reason("no_open_question"))
        for question in found:
            self.say(question.place, "text", Reason("open_question", {"question": question.shown}))

    def plan(self) -> ReadingPlan:
        """How to read the file."""
        rows = self.probe.layout.rows
        return ReadingPlan(
            columns=self.names,
            read=self._rows,
            fields=self.fields,
            reasons=self.reasons,
            notes=tuple(self.notes),
            rows=None if rows is None else max(0, rows - self.skipped),
        )

    def _rows(self) -> Iterator[SourceRow]:
        width = len(self.probe.layout.columns)
        heads: list[list[Cell]] = []
        for place, row in enumerate(self.probe.rows()):
            if place < self.skipped:
                heads.append([*row.cells])
            elif row.fault is None and [*row.cells] in heads:
                yield row._replace(fault=HEADER_AGAIN)
            else:
                yield self._row(row, width)

    def _row(self, row: SourceRow, width: int) -> SourceRow:
        if row.fault is not None:
            return row if len(row.cells) <= width else row._replace(cells=[])
        if repeats_header(row, self.probe.layout):
            return row._replace(fault=HEADER_AGAIN)
        cells = [*row.cells, *[None] * (width - len(row.cells))]
        fault = self.fault(cells)
        if self.merged:
            cells[self.merged[0]] = next((cells[at] for at in self.merged if not is_blank(cells[at])), None)
        for place, change in self.changes.items():
            cells[place] = change(cells[place])
        return SourceRow(row.number, cells, fault)


def as_recommend(cell: Cell) -> Cell:
    """The number in a recommend answer, or the cell itself."""
    number = recommend_number(cell)
    return cell if number is None else number


def first_filled(values: Mapping[str, Sequence[Cell]], wanted: Sequence[str]) -> str | None:
    """The first wanted column that has any content, else the first there is."""
    present = [name for name in wanted if name in values]
    return next((name for name in present if values[name]), present[0] if present else None)
