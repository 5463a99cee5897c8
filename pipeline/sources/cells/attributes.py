"""The further columns of a file that are kept as attributes of its answers: which, and what their cells say."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.errors import Argument, Reason
from pipeline.masking.mask import masked_name
from pipeline.masking.personal_values import personal_share
from pipeline.records import ATTRIBUTE, AttributeColumn, AttributeKind, AttributeRule, ColumnGuess, Inspection
from pipeline.sources.cells.date_order import date_order
from pipeline.sources.cells.dates import DateReader, any_date_reader
from pipeline.sources.cells.field_fit import fits_field
from pipeline.sources.cells.header_names import KEPT_OUT, folded
from pipeline.sources.cells.parse import as_label, is_missing
from pipeline.sources.source_kind import Cell, CellFault, SourceRow, filled_cells, is_blank, numbered_name
from pipeline.text import OTHER

MOST_ATTRIBUTES = 30
"""Attributes that one source has at the most."""

FEWEST_VALUES, MOST_VALUES = 2, 200
"""Values of a column that is an attribute."""

MOST_REMEMBERED = 10 * MOST_VALUES
"""Different cells of a column of which is remembered what they say."""

NamedValue = tuple[str, str]
"""Name of an attribute, and what an answer has there."""

LONGEST_VALUE = 60
"""Characters of a value; longer ones are texts."""

MOST_EXACT, TOP_OF_SCALES = 12, 10
"""Different numbers up to which each is a value of its own, more are put in bands; so are whole numbers from 0 to the top of
scales, however few rows there are."""

BANDS = 5
"""Bands of about as many rows each that numbers are put in."""

SURE = 0.95
"""Share of the cells that must be numbers, or dates, for the column to be one of them."""

MOST_DISTINCT = 0.5
"""Share of the rows up to which different values are choices; more are texts or ids. Of a few rows all but one may differ."""

FEW_ROWS = 20

PERSONAL_FROM = 0.05
"""Share of the different values that hold personal data from which a column is personal."""

_OPEN = frozenset(("not_recognised", "values_do_not_fit", "another_fits_better", "unneeded_column"))
"""Codes of the reasons for which a column is read as nothing, though nothing speaks against it."""

_OF_PEOPLE = frozenset(("customer", "id"))
_CODE = re.compile(r"version|버전|code|코드|번호|(?<![a-z])(ver|no|number|id)(?![a-z])|#", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?")
_LINK = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_READABLE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
"""What bounds of bands are, times a power of ten."""

_DATE_FORMS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}

Rules = Mapping[str, AttributeRule]
"""Folded name of a column -> what the settings say of it."""


def with_attributes(inspection: Inspection, sample: Sequence[SourceRow]) -> Inspection:
    """An inspected file with its attributes, of which ``sample`` are the first rows; columns beyond MOST_ATTRIBUTES are noted."""
    rules = {folded(rule.name) or rule.name: rule for rule in inspection.options.attributes}
    judged = [_judged(place, guess, sample, rules) for place, guess in enumerate(inspection.columns)]
    found = [column for _, column in judged if column is not None]
    beyond = {column.place for column in found[MOST_ATTRIBUTES:]}
    kept = tuple(column for column in found if column.place not in beyond)
    columns = tuple(
        replace(guess, field=None, reason=Reason("beyond_most_attributes")) if place in beyond else guess
        for place, (guess, _) in enumerate(judged)
    )
    names = ", ".join(column.label for column in found[MOST_ATTRIBUTES:])
    notes = (Reason("attributes_left_out", {"most": MOST_ATTRIBUTES, "columns": names}),) if beyond else ()
    return replace(inspection, columns=columns, attributes=_with_own_names(kept), notes=(*inspection.notes, *notes))


def _judged(
    place: int, guess: ColumnGuess, sample: Sequence[SourceRow], rules: Rules
) -> tuple[ColumnGuess, AttributeColumn | None]:
    rule = rules.get(folded(guess.column) or guess.column)
    is_wanted = guess.field == ATTRIBUTE or bool(rule and rule.keep and guess.field is None)
    if not is_wanted and not _is_open(guess, rule):
        return guess, None
    values = filled_cells(sample, place, most=None)
    kind = _kind_or_why_none(guess.column, values, is_wanted)
    if isinstance(kind, Reason):
        return (replace(guess, field=None, reason=kind) if is_wanted else guess), None
    column = replace(_column(place, guess.column, values, kind, rule), cuts_long_values=is_wanted)
    count = len({value for value in map(reader_of(column), values) if value is not None})
    if not FEWEST_VALUES <= count <= MOST_VALUES:
        return (replace(guess, field=None) if is_wanted else guess), None
    reason = _kept({"kind": column.kind, "count": count}, guess.reason)
    return replace(guess, field=ATTRIBUTE, confidence=1.0, reason=reason), column


def _kept(what: Mapping[str, Argument], looked_like: Reason) -> Reason:
    """That a column is kept as an attribute, and as what it might have been read by its name."""
    if looked_like.code == "values_do_not_fit":
        return Reason("kept_values_do_not_fit", {**what, **looked_like.arguments})
    if looked_like.code == "another_fits_better":
        return Reason("kept_another_fits_better", {**what, **looked_like.arguments})
    return Reason("kept_as_attribute", what)


def _is_open(guess: ColumnGuess, rule: AttributeRule | None) -> bool:
    """Whether a column that is read as nothing may be an attribute."""
    if guess.field is not None or (rule is not None and not rule.keep):
        return False
    return guess.reason.code in _OPEN and guess.reason.arguments.get("field") not in _OF_PEOPLE


def _kind_or_why_none(column: str, values: Sequence[Cell], is_wanted: bool) -> AttributeKind | Reason:
    """What kind of attribute a column is by its values, or why it is none."""
    is_personal = next((reason for reason, pattern in KEPT_OUT if pattern.search(column)), None)
    if is_personal is not None and (not is_wanted or is_personal.code == "personal_data"):
        return is_personal
    labels = [label for value in values if (label := as_label(value))]
    if not labels or any(isinstance(value, dict | list | bytes) for value in values):
        return Reason("not_recognised")
    if personal_share(labels) > PERSONAL_FROM:
        return Reason("personal_data")
    kind: AttributeKind = "date" if _are_dates(values) else "number" if _are_numbers(column, values) else "choice"
    is_free = is_wanted or kind != "choice" or _are_on_scale(values)
    return kind if is_free or _are_choices(labels) else Reason("not_recognised")


def _are_choices(labels: Sequence[str]) -> bool:
    """Whether texts are short ones that come again."""
    long = sum(len(label) > LONGEST_VALUE for label in labels)
    links = sum(_LINK.match(label) is not None for label in labels)
    most = len(labels) - 1 if len(labels) < FEW_ROWS else max(FEW_ROWS - 1, MOST_DISTINCT * len(labels))
    return 2 * max(long, links) <= len(labels) and long <= 0.05 * len(labels) and len(set(labels)) <= most


def _numbers(values: Sequence[Cell]) -> list[float]:
    """The values as numbers, where SURE of them are."""
    numbers = [number for value in values if (number := _number(value)) is not None]
    return numbers if len(numbers) >= SURE * len(values) else []


def _are_on_scale(values: Sequence[Cell]) -> bool:
    """Whether values are the points of a scale."""
    numbers = _numbers(values)
    return bool(numbers) and all(number.is_integer() and 0 <= number <= TOP_OF_SCALES for number in numbers)


def _are_numbers(column: str, values: Sequence[Cell]) -> bool:
    """Whether values are numbers that measure something, and so many that they are put in bands."""
    numbers = _numbers(values)
    if not numbers or _CODE.search(column) or _are_on_scale(values):
        return False
    is_id = len(set(numbers)) > 0.9 * len(values) and all(map(_is_long_and_whole, numbers))
    return not is_id and len(set(numbers)) > min(MOST_EXACT, MOST_DISTINCT * len(numbers))


def _is_long_and_whole(number: float) -> bool:
    """Whether a number is as long as an id, and as whole."""
    return number.is_integer() and number >= 100_000 and number % 100 != 0


def _are_dates(values: Sequence[Cell]) -> bool:
    if all(_number(value) is not None for value in values):
        return False
    texts = [value for value in values if not isinstance(value, int | float)]
    return len(texts) == len(values) and fits_field("date", values) >= SURE


def _column(
    place: int, column: str, values: Sequence[Cell], kind: AttributeKind, rule: AttributeRule | None
) -> AttributeColumn:
    bands = rule.bands if rule else None
    name = " ".join(masked_name(column).replace("=", " ").split())[:LONGEST_VALUE] or numbered_name(place)
    found = AttributeColumn(place, name, (rule and rule.label) or name, "choice")
    if isinstance(bands, tuple):
        return replace(found, kind="number", bounds=bands, has_own_bounds=True)
    if isinstance(bands, str) or kind == "date":
        return replace(found, kind="date", grain=bands or "month", date_order=date_order(values).order)
    if kind == "number":
        numbers = sorted(number for value in values if (number := _number(value)) is not None)
        return replace(found, kind="number", bounds=readable_bounds(numbers))
    return found


def _with_own_names(columns: Sequence[AttributeColumn]) -> tuple[AttributeColumn, ...]:
    """The columns, of two that masking has given one name the second numbered."""
    taken: dict[str, int] = {}
    named = []
    for column in columns:
        taken[folded(column.name)] = count = taken.get(folded(column.name), 0) + 1
        named.append(column if count == 1 else replace(column, name=f"{column.name} ({count})"))
    return tuple(named)


def _number(cell: Cell) -> float | None:
    """The number that a cell is; None for none, and for a code with a zero before it."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell) if abs(cell) < 1e15 else None
    text = cell.strip() if isinstance(cell, str) else ""
    return float(text.replace(",", "")) if len(text) < 18 and _NUMBER.fullmatch(text) else None


def readable_bounds(numbers: Sequence[float]) -> tuple[float, ...]:
    """Where the bands of sorted numbers begin, after the first: their quantiles, rounded to readable numbers."""
    quantiles = (numbers[len(numbers) * part // BANDS] for part in range(1, BANDS))
    return tuple(sorted({bound for bound in map(_rounded, quantiles) if numbers[0] < bound <= numbers[-1]}))


def _rounded(number: float) -> float:
    """The nearest of _READABLE times a power of ten."""
    if number == 0:
        return 0.0
    power = 10.0 ** (len(f"{abs(number):.0f}") - 1) if abs(number) >= 1 else 0.1
    nearest = min(_READABLE, key=lambda one: abs(one * power - abs(number)))
    return round(nearest * power, 6) * (1 if number > 0 else -1)


def band_of(number: float, bounds: Sequence[float]) -> str:
    """The band that a number is in: '<20', '20–29' (whole numbers) or '20–30' (others, without the end), '≥60'."""
    if not bounds:
        return f"{number:g}"
    place = bisect_right(bounds, number)
    if place == 0:
        return f"<{_written(bounds[0])}"
    if place == len(bounds):
        return f"≥{_written(bounds[-1])}"
    low, high = bounds[place - 1], bounds[place]
    if all(bound.is_integer() for bound in bounds):
        return _written(low) if high - low == 1 else f"{_written(low)}–{_written(high - 1)}"
    return f"{_written(low)}–{_written(high)}"


def _written(number: float) -> str:
    return f"{number:,.0f}" if number.is_integer() else f"{number:g}"


def reader_of(column: AttributeColumn) -> Callable[[Cell], str | None]:
    """What reads the cells of an attribute; None for a cell that says nothing."""
    if column.kind == "date":
        dates = any_date_reader(column.date_order)
        return lambda cell: _period(dates, cell, _DATE_FORMS[column.grain])
    return (
        (lambda cell: _band(cell, column.bounds))
        if column.kind == "number"
        else (lambda cell: _choice(cell, column.cuts_long_values))
    )


def _choice(cell: Cell, cuts_long: bool) -> str | None:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, dict | list | bytes):
        return None
    label = None if is_blank(cell) else as_label(cell)
    if label is None or len(label) <= LONGEST_VALUE:
        return label
    return f"{label[: LONGEST_VALUE - 1]}…" if cuts_long else OTHER


def _band(cell: Cell, bounds: Sequence[float]) -> str | None:
    number = _number(cell)
    return None if number is None else band_of(number, bounds)


def _period(dates: DateReader, cell: Cell, form: str) -> str | None:
    if is_missing(cell):
        return None
    try:
        return dates.read(cell).strftime(form)
    except CellFault:
        return None


@dataclass(slots=True)
class AttributeReader:
    """Reads the attributes of the rows of one file; values beyond MOST_VALUES of a column are OTHER."""

    columns: Sequence[AttributeColumn]
    _readers: list[Callable[[Cell], str | None]] = field(init=False)
    _values: list[set[str]] = field(init=False)
    _known: list[dict[str, NamedValue | None]] = field(init=False)

    def __post_init__(self) -> None:
        self._readers = [reader_of(column) for column in self.columns]
        self._values = [set() for _ in self.columns]
        self._known = [{} for _ in self.columns]

    def read(self, cells: Sequence[Cell]) -> tuple[NamedValue, ...]:
        """Name and value of each attribute that a row has."""
        found, width = [], len(cells)
        for number, column in enumerate(self.columns):
            cell = cells[column.place] if column.place < width else None
            known = self._known[number]
            one = known[cell] if isinstance(cell, str) and cell in known else self._named(number, cell)
            if one is not None:
                found.append(one)
        return tuple(found)

    def _named(self, number: int, cell: Cell) -> NamedValue | None:
        """What a cell says, with the attribute's name; of texts the first ones are remembered."""
        value = None if cell is None else self._limited(number, self._readers[number](cell))
        named = None if value is None else (self.columns[number].name, value)
        if isinstance(cell, str) and len(self._known[number]) < MOST_REMEMBERED:
            self._known[number][cell] = named
        return named

    def _limited(self, number: int, value: str | None) -> str | None:
        values = self._values[number]
        if value is None or value in values:
            return value
        if len(values) >= MOST_VALUES:
            return OTHER
        values.add(value)
        return value
