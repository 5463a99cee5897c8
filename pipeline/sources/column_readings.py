"""How sure it is what a column of a file is, by the evidence, and the option that changes it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Literal

from pipeline.errors import Reason
from pipeline.masking.mask import masked_name
from pipeline.records import ATTRIBUTE, ColumnGuess, Inspection
from pipeline.sources.cells.columns import SURE
from pipeline.sources.cells.parse import SCALES
from pipeline.sources.cells.unread_cells import UnreadCells
from pipeline.sources.source_kind import names_of_all

Certainty = Literal["sure", "likely", "guess"]

READ_WELL, READ_FAIRLY = 0.95, 0.8
"""Shares of a column's filled cells that are read, from which what it is read as is sure and likely."""

BY_VALUES = frozenset(("longest_texts", "values_are_dates", "values_are_audiences", "values_are_ratings"))
"""Codes of the reasons of columns of which nothing but the values speaks."""

BETTER_FITS = frozenset(("another_fits_better", "kept_another_fits_better"))
"""Codes of the reasons of columns that look like a field that another column is read as."""

LIKE_A_FIELD = BETTER_FITS | {"values_do_not_fit", "kept_values_do_not_fit"}
"""Codes of the reasons of columns that are not read as the field that they look like."""

WITHOUT_SAMPLE = {"whole_name_mostly": Reason("whole_name"), "part_of_name_mostly": Reason("part_of_name")}
"""Code of a reason that tells of the sampled values -> the reason that does not."""


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column, how sure it is what it is read as, and what speaks for and against that.

    ``certainty`` is None where it is kept out. ``read`` and ``unread`` count its filled cells in the rows that would be stored,
    ``unread`` those that are left empty, of which ``examples`` are some, masked,
    and ``unread_rows`` the first rows. ``rivals``
    are the masked names of columns that look like the same field. ``option`` changes what is read, empty where there is nothing
    to change; columns are named in it as they are shown.
    """

    guess: ColumnGuess
    certainty: Certainty | None
    shown: str
    read: int = 0
    unread: int = 0
    examples: tuple[str, ...] = ()
    unread_rows: tuple[int, ...] = ()
    rivals: tuple[str, ...] = ()
    option: str = ""

    @property
    def evidence(self) -> Reason:
        """What speaks for what the column is read as; where its cells are counted, that says more than the sample."""
        return WITHOUT_SAMPLE.get(self.guess.reason.code, self.guess.reason) if self.unread else self.guess.reason


def column_readings(inspection: Inspection, filled: Mapping[str, int], unread: UnreadCells) -> list[ColumnReading]:
    """One reading for each column, in file order; ``filled`` counts the stored answers that have a value, by field."""
    shown = names_of_all([masked_name(guess.column) for guess in inspection.columns])
    return [
        _reading(place, guess, shown, inspection.columns, filled, unread)
        for place, guess in enumerate(inspection.columns)
    ]


def _reading(
    place: int,
    guess: ColumnGuess,
    shown: Sequence[str],
    guesses: Sequence[ColumnGuess],
    filled: Mapping[str, int],
    unread: UnreadCells,
) -> ColumnReading:
    if guess.field is None:
        return ColumnReading(guess, None, shown[place], option=_option_to_read(guess, shown[place]))
    key = shown[place], guess.field
    count, read = unread.counts[key], filled.get(guess.field, 0)
    rivals = tuple(name for name, other in zip(shown, guesses, strict=True) if _is_rival(other, guess.field))
    share = read / (read + count) if read + count else 1.0
    certainty = _certainty(guess, share, has_rival=bool(rivals))
    return ColumnReading(
        guess,
        certainty,
        shown[place],
        read,
        count,
        tuple(unread.examples.get(key, ())),
        tuple(unread.rows.get(key, ())),
        rivals,
        _option_to_change(guess, certainty, shown[place]),
    )


def _certainty(guess: ColumnGuess, share: float, *, has_rival: bool) -> Certainty:
    """Sure: said by the user or the kind of export, or by a whole name that means one thing alone; a guess: by values alone."""
    is_by_part = guess.reason.code in ("part_of_name", "part_of_name_mostly")
    if guess.reason.code in BY_VALUES or (is_by_part and share < READ_FAIRLY):
        return "guess"
    if guess.confidence == 1.0:
        return "sure" if share >= READ_WELL else "likely"
    is_named = not is_by_part and guess.confidence >= SURE
    return "sure" if is_named and share >= READ_WELL and not has_rival else "likely"


def _is_rival(guess: ColumnGuess, field: str) -> bool:
    return guess.reason.code in BETTER_FITS and guess.reason.arguments.get("field") == field


def _option_to_change(guess: ColumnGuess, certainty: Certainty, shown: str) -> str:
    """The option that reads an attribute as the field that it looks like, or keeps out a column that is not sure."""
    if guess.field == ATTRIBUTE:
        return _option_to_read(guess, shown)
    return "" if certainty == "sure" else map_option(shown, "")


def _option_to_read(guess: ColumnGuess, shown: str) -> str:
    if guess.reason.code not in LIKE_A_FIELD:
        return ""
    return map_option(shown, str(guess.reason.arguments["field"]))


def map_option(column: str, field: str) -> str:
    """The option of the command line that reads a column as a field, or keeps it out."""
    return f"--map {quote(f'{column}={field}')}"


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that may be wrong with how a file is read, and the option that changes it."""

    reason: Reason
    option: str


def advice(inspection: Inspection, readings: Sequence[ColumnReading]) -> Iterator[Advice]:
    """What a person should look at before the file is read in, the most doubtful first."""
    for one in readings:
        if one.certainty == "guess":
            yield Advice(Reason("read_as_a_guess", {"column": one.shown, "field": str(one.guess.field)}), one.option)
    for one in readings:
        if (
            one.guess.field == "rating"
            and inspection.rating_max == SCALES[0]
            and any(map(_is_beyond_five, one.examples))
        ):
            yield Advice(Reason("perhaps_scale_of_ten", {"column": one.shown}), "--rating-max 10")
    yield from _missing(readings)
    for one in readings:
        if one.guess.reason.code in LIKE_A_FIELD:
            field = str(one.guess.reason.arguments["field"])
            yield Advice(Reason("could_be_read", {"column": one.shown, "field": field}), one.option)


def _is_beyond_five(example: str) -> bool:
    try:
        return SCALES[0] < float(example.strip("'")) <= SCALES[1]
    except ValueError:
        return False


def _missing(readings: Sequence[ColumnReading]) -> Iterator[Advice]:
    """What the file lacks, so that a part of the dashboard stays empty."""
    fields = {one.guess.field for one in readings}
    if "date" not in fields:
        yield Advice(Reason("no_date_column"), map_option("COLUMN", "date"))
    if "text" not in fields:
        yield Advice(Reason("no_text_column"), map_option("COLUMN", "text"))
