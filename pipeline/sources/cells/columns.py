"""Which column of a file is which field: by --map, by its name, by its values; every guess says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import DataRefused, Reason
from pipeline.masking.mask import mask_text
from pipeline.records import ColumnGuess
from pipeline.sources.cells.consent_columns import check_consent, consent_named
from pipeline.sources.cells.dates import is_time_of_day
from pipeline.sources.cells.field_fit import fits_field
from pipeline.sources.cells.header_names import (
    BEGINNING,
    PARTS,
    QUESTION,
    is_of_part,
    tidy,
)
from pipeline.sources.cells.name_meanings import base_confidence, by_whole_name, left_alone, name_reason
from pipeline.sources.cells.named_columns import checked_mapping, listed, shown_as_argument
from pipeline.sources.cells.reply_columns import reply_columns
from pipeline.sources.cells.value_shapes import (
    all_fit,
    are_free,
    are_nested,
    are_points,
    are_prose,
    are_sentences,
    mean_length,
    name_employees,
)
from pipeline.sources.source_kind import MOST_COLUMNS, Cell, SourceRow, filled_cells, numbered_name

ACCEPTED = 0.5
"""Confidence from which a guess is used."""

FEWEST_PARTS = 2
"""Ratings of parts from which a file has ratings of parts."""

SURE = 0.85
"""Confidence of whole names that mean one thing alone."""

TIME_OF_DATE = Reason("time_of_date")
"""Why a column is left alone whose times belong to the dates: ``RowReader`` reads both together."""

UNNAMED = Reason("unnamed_column")
"""Why a column without a name is kept out: nothing says whether its values are personal."""

KNOWN, NEEDLESS = Reason("known_column"), Reason("unneeded_column")

LEAST_READ = {"date": 0.5, "rating": 0.6, "nps": 0.6}
"""Share of its values that must be read for a column to be taken for one of these fields by its name: a column of which
less can be read would lose what it says, and a mean of the rest would mislead."""

COUNTED: tuple[str, ...] = ("text", "nps", "rating")
"""Fields of which a file must have one: without them there is nothing to count."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    position: int
    field: str
    confidence: float
    reason: Reason


SHOWN_VALUES = 5
"""Values of a column in which personal data is looked for before it is named as an example."""

LONGEST_NAME = 300
"""Characters of a column's name beyond which it is none that is well known."""


def header_score(cells: Sequence[Cell]) -> int:
    """How many cells of a row are well-known column names."""
    short = (cell for cell in cells[:MOST_COLUMNS] if isinstance(cell, str) and len(cell) <= LONGEST_NAME)
    return sum(bool(by_whole_name(tidy(cell))) for cell in short)


def guess_columns(
    columns: Sequence[str], sample: Sequence[SourceRow], mapping: dict[str, str], known: Mapping[str, str], place: str
) -> tuple[ColumnGuess, ...]:
    """One guess per column, in file order; no two have the same field, but for the texts of several questions.

    ``mapping`` (column -> field or '') wins over ``known``, what the kind of export says, and both over any guess.
    ``place`` names the file in errors.
    Raises WrongUsage for a mapping that cannot be, DataRefused where nothing could be counted.
    """
    named = checked_mapping(columns, mapping, place)
    values = [filled_cells(sample, position) for position in range(len(columns))]
    taken: dict[int, _Candidate] = {
        position: _Candidate(position, field, 1.0, Reason("named_by_user")) for position, field in named.items()
    }
    taken |= _known(columns, known, named)
    taken |= _consents(columns, {position: candidate.field for position, candidate in taken.items()}, place)
    taken |= _nested(values, taken)
    asks_further = not known and "text" not in named.values()
    without = dict(taken)
    candidates = _take_guessed(taken := taken | _replies(columns, values, taken), columns, values, asks_further)
    if all(candidate.field != "text" for candidate in taken.values()):
        candidates = _take_guessed(taken := without, columns, values, asks_further)
    guesses = tuple(_guess(position, column, taken, candidates) for position, column in enumerate(columns))
    if are_unnamed(columns):
        guesses = tuple(map(_unnamed, guesses))
    if not any(guess.field in COUNTED for guess in guesses):
        raise _nothing_to_count(columns, values, place)
    return guesses


def _take_guessed(
    taken: dict[int, _Candidate], columns: Sequence[str], values: Sequence[Sequence[Cell]], asks_further: bool
) -> list[_Candidate]:
    """Take what names and values say of the columns that are not taken yet; the candidates by name.

    With ``asks_further`` every column that asks for words is one of text.
    """
    candidates = _without_parts(columns, _by_names(columns, values, taken))
    _assign(taken, candidates)
    if asks_further:
        _take_further_texts(taken, candidates, values)
        taken |= _questions(columns, values, taken)
    _assign(taken, _by_values(columns, values, taken))
    _take_clock(taken, columns, values)
    return candidates


def _replies(
    columns: Sequence[str], values: Sequence[Sequence[Cell]], taken: Mapping[int, _Candidate]
) -> dict[int, _Candidate]:
    """The columns in which the company answers; what it answers to must be in another one."""
    fields = {candidate.field for candidate in taken.values()}
    found = reply_columns(columns, values)
    free = {at: field for at, field in found.items() if at not in taken and field not in fields}
    return {at: _Candidate(at, field, 0.9, Reason("company_reply")) for at, field in free.items()}


def _nested(values: Sequence[Sequence[Cell]], taken: Mapping[int, _Candidate]) -> dict[int, _Candidate]:
    """The columns whose cells hold lists, objects or bytes, which no field does."""
    nested = {position for position, cells in enumerate(values) if position not in taken and are_nested(cells)}
    return {position: _Candidate(position, "", 1.0, Reason("nested_values")) for position in nested}


def _by_names(
    columns: Sequence[str], values: Sequence[Sequence[Cell]], taken: Mapping[int, _Candidate]
) -> list[_Candidate]:
    return [
        candidate
        for position, column in enumerate(columns)
        if position not in taken
        for candidate in _candidates(position, column, values[position])
    ]


def _without_parts(columns: Sequence[str], candidates: list[_Candidate]) -> list[_Candidate]:
    """The candidates; where all ratings are of parts ('시설 만족도', 'Food rating'), none of them is that of the whole."""
    ratings = [one for one in candidates if one.field == "rating" and one.confidence >= ACCEPTED]
    if len(ratings) < FEWEST_PARTS or not all(is_of_part(columns[one.position]) for one in ratings):
        return candidates
    parts = {one.position for one in ratings}
    reason = Reason("score_of_a_part")
    return [
        replace(one, confidence=0.0, reason=reason) if one.field == "rating" and one.position in parts else one
        for one in candidates
    ]


def _known(columns: Sequence[str], known: Mapping[str, str], named: dict[int, str]) -> dict[int, _Candidate]:
    used: dict[int, _Candidate] = {}
    for position, column in enumerate(columns):
        if position in named or column not in known:
            continue
        field = known[column]
        if field and field in named.values():
            used[position] = _Candidate(position, "", 1.0, Reason("other_column_named", {"field": field}))
        else:
            used[position] = _Candidate(position, field, 1.0, KNOWN if field else left_alone(column) or NEEDLESS)
    return used


def _consents(columns: Sequence[str], named: dict[int, str], place: str) -> dict[int, _Candidate]:
    """The columns about consent, by name alone: values that are no clear yes or no must not make one disappear."""
    about = {position: consent_named(column) for position, column in enumerate(columns) if position not in named}
    used: dict[int, _Candidate] = {}
    for field in ("consent_analyse", "consent_quote"):
        positions = [position for position, meant in about.items() if meant == field]
        if field in named.values():
            other_named = Reason("other_column_named", {"field": field})
            used |= {at: _Candidate(at, "", 1.0, other_named) for at in positions}
        else:
            check_consent([columns[position] for position in positions], field, place)
            used |= {at: _Candidate(at, field, 1.0, Reason("about_consent")) for at in positions}
    return used


def _assign(taken: dict[int, _Candidate], candidates: list[_Candidate]) -> None:
    fields = {candidate.field for candidate in taken.values() if candidate.field}
    for candidate in sorted(candidates, key=lambda one: (-one.confidence, one.position)):
        free = candidate.position not in taken and candidate.field not in fields
        if free and candidate.confidence >= ACCEPTED:
            taken[candidate.position] = candidate
            fields.add(candidate.field)


def _take_further_texts(
    taken: dict[int, _Candidate], candidates: Sequence[_Candidate], values: Sequence[Sequence[Cell]]
) -> None:
    """Every further column that asks for words and is answered in words of one's own is text, too."""
    for candidate in candidates:
        position = candidate.position
        is_asked = candidate.field == "text" and candidate.confidence >= ACCEPTED and position not in taken
        if is_asked and (not values[position] or are_free(values[position])):
            taken[position] = candidate


def _questions(
    columns: Sequence[str], values: Sequence[Sequence[Cell]], taken: Mapping[int, _Candidate]
) -> dict[int, _Candidate]:
    """The columns whose names ask something that is answered in sentences."""
    found = {}
    for position, column in enumerate(columns):
        is_open = position not in taken and QUESTION.search(tidy(column)) and not left_alone(column)
        if is_open and values[position] and are_free(values[position]) and are_sentences(values[position]):
            found[position] = _Candidate(position, "text", 0.7, Reason("question_in_words"))
    return found


def _take_clock(taken: dict[int, _Candidate], columns: Sequence[str], values: Sequence[Sequence[Cell]]) -> None:
    """The times of day in a column of their own belong to the dates of another."""
    if all(candidate.field != "date" for candidate in taken.values()):
        return
    for position in range(len(columns)):
        is_free = position not in taken or not taken[position].field
        if is_free and values[position] and all(map(is_time_of_day, values[position])):
            taken[position] = _Candidate(position, "", 1.0, TIME_OF_DATE)
            return


def _guess(position: int, column: str, taken: dict[int, _Candidate], candidates: list[_Candidate]) -> ColumnGuess:
    used = taken.get(position)
    if used is not None:
        return ColumnGuess(column, used.field or None, used.confidence, used.reason)
    own = [candidate for candidate in candidates if candidate.position == position]
    if not own:
        why = left_alone(column)
        return ColumnGuess(column, None, 1.0 if why else 0.0, why or Reason("not_recognised"))
    best = max(own, key=lambda one: one.confidence)
    if best.reason.code == "score_of_a_part":
        return ColumnGuess(column, None, best.confidence, best.reason)
    if best.confidence < ACCEPTED:
        return ColumnGuess(column, None, best.confidence, Reason("values_do_not_fit", {"field": best.field}))
    return ColumnGuess(column, None, best.confidence, Reason("another_fits_better", {"field": best.field}))


def _candidates(position: int, column: str, values: Sequence[Cell]) -> list[_Candidate]:
    whole = by_whole_name(tidy(column))
    if whole:
        return [_weighed(position, field, base, values, is_whole=True) for field, base in whole]
    if left_alone(column):
        return []
    meant = [field for field, pattern in PARTS if pattern.search(column)]
    found = [
        _weighed(position, field, base_confidence(field, column), values, is_whole=False)
        for field in dict.fromkeys(meant)
    ]
    return [next((one for one in found if one.confidence >= ACCEPTED), found[0])] if found else []


def _weighed(position: int, field: str, base: float, values: Sequence[Cell], *, is_whole: bool) -> _Candidate:
    """The candidate for a column by its name, whole or in part, its confidence weighed by its values.

    Numbers up to ten in a column of a product are scores that it was given; a booking number that comes twice tells no answer.
    """
    is_doubtful = is_whole and base < SURE and bool(values)
    is_choice = field == "text" and is_doubtful and not are_free(values)
    if is_choice or (field == "id" and is_doubtful and len(set(map(str, values))) < len(values)):
        return _Candidate(position, field, 0.0, name_reason(0.0, is_whole))
    share = min(fits_field(field, values), fits_field("thing", values) if field == "product" and values else 1.0)
    is_read = share >= LEAST_READ.get(field, 0.5 if field == "product" else 0.0)
    confidence = round(base * (0.5 + 0.5 * share) if is_read else ACCEPTED * share, 3)
    return _Candidate(position, field, confidence, name_reason(share, is_whole))


def is_doubtful_id(guess: ColumnGuess) -> bool:
    """Whether a column is read as the id by a name of other numbers that often tell answers apart, such as bookings'."""
    return guess.field == "id" and guess.reason.code == "whole_name" and guess.confidence < SURE


def _by_values(
    columns: Sequence[str], values: Sequence[Sequence[Cell]], taken: dict[int, _Candidate]
) -> list[_Candidate]:
    unnamed = are_unnamed(columns)
    free = [p for p in range(len(columns)) if p not in taken and values[p]]
    free = [p for p in free if unnamed or not left_alone(columns[p])]
    found = [
        _Candidate(p, "date", 0.55 if BEGINNING.search(columns[p]) else 0.6, Reason("values_are_dates"))
        for p in free
        if all_fit("date", values[p])
    ]
    audiences = [p for p in free if name_employees(values[p])]
    found += [_Candidate(p, "audience", 0.6, Reason("values_are_audiences")) for p in audiences]
    found += _unnamed_ratings(columns, values, free)
    return found + _longest_prose(values, free)


def are_unnamed(columns: Sequence[str]) -> bool:
    """Whether columns have numbers for names, as those of a file without a header."""
    return all(column == numbered_name(place) for place, column in enumerate(columns))


def _unnamed(guess: ColumnGuess) -> ColumnGuess:
    """The guess for a column without a name, which is left alone for nothing that its name says."""
    says_nothing = guess.field is None and guess.reason.code in ("not_recognised", "running_number")
    return replace(guess, confidence=0.0, reason=UNNAMED) if says_nothing else guess


def _unnamed_ratings(columns: Sequence[str], values: Sequence[Sequence[Cell]], free: Sequence[int]) -> list[_Candidate]:
    """The only column of a file without a header that holds points; of several none can be told to be the rating."""
    points = [p for p in free if are_points(values[p])] if are_unnamed(columns) else []
    return [_Candidate(p, "rating", 0.6, Reason("values_are_ratings")) for p in points] if len(points) == 1 else []


def _longest_prose(values: Sequence[Sequence[Cell]], free: Sequence[int]) -> list[_Candidate]:
    """The column with the longest texts, alone; none where no column holds prose."""
    prose = {p: mean_length(values[p]) for p in free if are_prose(values[p])}
    if not prose:
        return []
    longest = max(prose, key=lambda p: prose[p])
    return [_Candidate(longest, "text", 0.6, Reason("longest_texts"))]


def _nothing_to_count(columns: Sequence[str], values: Sequence[Sequence[Cell]], place: str) -> DataRefused:
    names = {"columns": listed(columns), "column": shown_as_argument(_wordiest(columns, values))}
    return DataRefused(Reason("nothing_recognised", names), where=place)


def _wordiest(columns: Sequence[str], values: Sequence[Sequence[Cell]]) -> str:
    """The column with the longest words that are not personal, to be named as an example; else a word that stands for one."""
    own = [at for at, name in enumerate(columns) if values[at] and not left_alone(name)]
    own = [at for at in own if all(map(_is_in_words, values[at][:SHOWN_VALUES]))]
    return columns[max(own, key=lambda at: mean_length(values[at]))] if own else "COLUMN"


def _is_in_words(value: Cell) -> bool:
    text = str(value)[:LONGEST_NAME]
    return any(map(str.isalpha, text)) and not mask_text(text)[1]
