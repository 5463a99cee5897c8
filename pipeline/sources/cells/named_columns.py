"""Which columns a user names for which fields, and how columns are named in what is said to that user."""

from collections.abc import Callable, Sequence

from pipeline.errors import Reason, WrongUsage
from pipeline.masking.mask import masked_name
from pipeline.records import ATTRIBUTE, FIELDS
from pipeline.sources.cells.header_names import folded, tidy

SHOWN = 60
"""Characters of a name that are shown."""


def checked_mapping(columns: Sequence[str], mapping: dict[str, str], place: str) -> dict[int, str]:
    """The columns that ``mapping`` names, by position, with their fields; raises WrongUsage for one that cannot be."""
    named: dict[int, str] = {}
    for column, field in mapping.items():
        if field and field not in FIELDS:
            known = {"column": column, "field": field, "fields": ", ".join(FIELDS)}
            raise WrongUsage(Reason("unknown_field", known), where=place)
        if field and field not in ("text", ATTRIBUTE) and field in named.values():
            raise WrongUsage(Reason("field_named_twice", {"field": field}), where=place)
        named[_position(columns, column, place)] = field
    return named


def _position(columns: Sequence[str], wanted: str, place: str) -> int:
    readings: tuple[Callable[[str], str], ...] = (str, tidy, folded)
    for reading in readings:
        for position, column in enumerate(columns):
            if reading(column) == reading(wanted):
                return position
    names = {"column": repr(masked_name(wanted)), "columns": listed(columns)}
    raise WrongUsage(Reason("no_such_column", names), where=place)


def shown_column(column: str) -> str:
    """A column's name as a reason may quote it: masked, cut."""
    return masked_name(column)[:SHOWN]


def listed(columns: Sequence[str]) -> str:
    """The names of columns in a row, masked and cut, the first of many."""
    shown = ", ".join(repr(shown_column(column)) for column in columns[:40])
    return shown if len(columns) <= 40 else f"{shown}, … (+{len(columns) - 40})"


def names_of(columns: Sequence[str]) -> dict[str, str]:
    """The names of two columns or more as a reason names them: ``names``, and the ``last`` of them."""
    *names, last = map(shown_column, columns)
    return {"names": ", ".join(names), "last": last}


def shown_as_argument(column: str) -> str:
    """A column's name, masked and cut, as it is typed behind --map."""
    shown = shown_column(column)
    return f'"{shown}"' if " " in shown else shown
