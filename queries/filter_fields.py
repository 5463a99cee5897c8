"""The declaration of a filter: what it is called, what it asks of an answer, and which values it can have.

Each attribute of ``queries.filter.Filter`` is declared once, by one of the functions below. The conditions in SQL, the
sidebar, addresses, the options of `ondo export`, drill-down, dimensions and the groups of a comparison derive from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import cast

DECLARATION = "filter_field"
"""The key of an attribute's declaration in the metadata of its dataclass field."""


class Kind(Enum):
    """What a filter is set to: several codes, one code, a day, a number, a text, or words."""

    CHOICES = auto()
    ONE = auto()
    DAY = auto()
    NUMBER = auto()
    TEXT = auto()
    WORDS = auto()


class ValuesFrom(Enum):
    """Where the codes of a filter come from: the declaration, or what the database says."""

    DECLARATION = auto()
    ANSWERS = auto()
    TOUCHPOINTS = auto()
    EMOTIONS = auto()
    ATTRIBUTES = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers from ``least`` to ``most`` that a filter can be set to; a lower and an upper limit can share one.

    Numbers of answers reach from end to end, so that a limit there limits nothing, but where ``reaches_beyond``.
    """

    name: str
    least: float
    most: float
    step: float
    is_percent: bool = False
    reaches_beyond: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers are on it."""
        return float(self.step).is_integer()

    def read(self, text: str) -> float | None:
        """The number that a text says, to two decimals; None for what is no number or not on the scale."""
        try:
            value = float(text)
        except ValueError:
            return None
        if not self.least <= value <= self.most or (self.is_whole and not value.is_integer()):
            return None
        return int(value) if self.is_whole else round(value, 2)

    def limit(self, value: float | None, is_upper: bool) -> float | None:
        """The value as a limit; None where it limits nothing."""
        return None if value == (self.most if is_upper else self.least) and not self.reaches_beyond else value


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterField:
    """One filter.

    ``condition`` is SQL over the columns of feedback, in which ``{value}`` is the filter's value and ``{filter}`` the
    whole filter; ``further_conditions`` are those of parameters that the warehouse derives from the value. ``column`` is
    what is compared: a column of feedback, or SQL over them. ``option`` and ``meaning`` are the name and the sentence on the command line,
    ``address`` is the name in an address, ``words`` begins the keys of its values' words on screen.
    ``has_none``: "" stands for answers without a value. ``is_dimension``: figures can be split by it; employees' only
    where ``splits_employees``, which is for columns that the answers of a block share. ``is_prominent``: the sidebar
    shows it outside the box of further filters. ``is_in_groups``: either group of a comparison can set it for itself.
    ``is_upper``: the value is the first that is not let through.
    """

    kind: Kind
    option: str
    meaning: str
    name: str = ""
    condition: str = ""
    further_conditions: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    address: str = ""
    words: str = ""
    values: tuple[str, ...] = ()
    values_from: ValuesFrom = ValuesFrom.DECLARATION
    has_none: bool = False
    is_dimension: bool = False
    splits_employees: bool = False
    is_prominent: bool = False
    is_in_groups: bool = False
    is_upper: bool = False
    scale: Scale | None = None

    @property
    def singular(self) -> str:
        """One value's name: ``nps_band`` of ``nps_bands``."""
        return self.option.removeprefix("--").replace("-", "_")

    @property
    def holds_text(self) -> bool:
        """Whether its value is somebody's own words."""
        return self.kind in (Kind.TEXT, Kind.WORDS)

    @property
    def keeps_groups_whole(self) -> bool:
        """Whether those may use it who may not read comments: it asks for a day, an audience, or a value that figures can be
        split by, all of which the answers of a group have in common (queries/answers_in_groups.py)."""
        return self.is_dimension or self.kind in (Kind.DAY, Kind.ONE)

    def conditions(self) -> Iterator[tuple[str, str]]:
        """The name of each parameter that limits answers, and its condition."""
        if self.condition:
            yield self.name, self.condition
        yield from self.further_conditions.items()


def choices(
    column: str,
    option: str,
    meaning: str,
    *,
    condition: str | None = None,
    words: str = "",
    values: tuple[str, ...] = (),
    values_from: ValuesFrom = ValuesFrom.DECLARATION,
    has_none: bool = False,
    is_dimension: bool = False,
    splits_employees: bool = False,
    is_prominent: bool = False,
    is_in_groups: bool = False,
) -> tuple[str, ...]:
    """Declare a filter that lets through any of several codes; none set is no limit. The condition "" is written elsewhere."""
    compared = f"coalesce({column}, '')" if has_none else column
    declared = FilterField(
        kind=Kind.CHOICES,
        option=option,
        meaning=meaning,
        condition=f"list_contains(cast({{value}} as varchar[]), {compared})" if condition is None else condition,
        column=column,
        words=words,
        values=values,
        values_from=values_from,
        has_none=has_none,
        is_dimension=is_dimension,
        splits_employees=splits_employees,
        is_prominent=is_prominent,
        is_in_groups=is_in_groups,
    )
    return cast(tuple[str, ...], field(default=(), metadata={DECLARATION: declared}))


def dimension(
    column: str,
    option: str,
    meaning: str,
    *,
    condition: str | None = None,
    values_from: ValuesFrom = ValuesFrom.ANSWERS,
    words: str = "",
    splits_employees: bool = False,
    is_prominent: bool = False,
) -> tuple[str, ...]:
    """Declare a filter by a column that figures can be split by; some answers may have no value in it."""
    return choices(
        column,
        option,
        meaning,
        condition=condition,
        words=words,
        values_from=values_from,
        has_none=True,
        is_dimension=True,
        splits_employees=splits_employees,
        is_prominent=is_prominent,
        is_in_groups=True,
    )


def one_of(column: str, values: tuple[str, ...], option: str, meaning: str) -> str:
    """Declare a filter that is always one of several codes, the first unless set. Its condition is written elsewhere."""
    declared = FilterField(kind=Kind.ONE, option=option, meaning=meaning, column=column, values=values)
    attribute: str = field(default=values[0], metadata={DECLARATION: declared})
    return attribute


def day(column: str, address: str, option: str, meaning: str, *, is_upper: bool = False) -> date | None:
    """Declare the first day that a filter lets through, or (``is_upper``) the first that it does not."""
    declared = FilterField(
        kind=Kind.DAY,
        option=option,
        meaning=meaning,
        condition=f"{column} {'<' if is_upper else '>='} cast({{value}} as timestamp)",
        column=column,
        address=address,
        is_upper=is_upper,
    )
    return cast(date | None, field(default=None, metadata={DECLARATION: declared}))


def number(column: str, scale: Scale, option: str, meaning: str, *, is_upper: bool = False) -> float | None:
    """Declare the least number that a filter lets through, or (``is_upper``) the first that it does not."""
    sql_type = "integer" if scale.is_whole else "float"
    declared = FilterField(
        kind=Kind.NUMBER,
        option=option,
        meaning=meaning,
        condition=f"{column} {'<' if is_upper else '>='} cast({{value}} as {sql_type})",
        column=column,
        is_upper=is_upper,
        scale=scale,
    )
    return cast(float | None, field(default=None, metadata={DECLARATION: declared}))


def text(
    kind: Kind,
    option: str,
    meaning: str,
    *,
    condition: str,
    further_conditions: Mapping[str, str] | None = None,
    is_prominent: bool = True,
) -> str:
    """Declare a filter of the kind TEXT or WORDS; "" is no limit."""
    declared = FilterField(
        kind=kind,
        option=option,
        meaning=meaning,
        condition=condition,
        further_conditions=further_conditions or {},
        is_prominent=is_prominent,
    )
    attribute: str = field(default="", metadata={DECLARATION: declared})
    return attribute
