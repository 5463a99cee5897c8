"""The selection: which mark of which chart was clicked, as the address says it, and the filter that holds exactly its comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

import queries
from queries.attributes import merged
from queries.filter import FILTER_FIELDS, without_refused
from queries.filter_fields import FilterField, Kind, ValuesFrom
from views.charts import specs
from views.session import url_state
from views.session.current_view import Labels
from views.words import filter_fields
from views.words.period_names import period_of_grain
from views.words.periods import DEFAULT_GRAIN, GRAINS, period_end

JOINT = "\x1f"
"""Stands between several values of one field."""

PICK = "pick"
"""The name of the selection in the address."""

_PAGE = "selection_page"

_OWN = ("counts", "grain", "page")
"""What an address says of a selection beside its section and its fields."""

_COUNTS = (*filter_fields.BANDS, "scored")


@dataclass(frozen=True, slots=True)
class DrillDown:
    """A clicked mark: the section of the page it stands in, its fields, and what its chart counts.

    A field is period, a filter (``nps_bands``, its values joined by JOINT), or a filter's one value (``nps_band``).
    ``counts`` is nps (answers to the recommend question), rating (those with a rating) or scored (comments); ``grain`` that of the chart.
    """

    section: str
    mark: tuple[tuple[str, str], ...]
    counts: str
    grain: str

    def filter(self, filter: queries.Filter) -> queries.Filter:
        """The filter cut down to the answers behind the mark."""
        mark = dict(self.mark)
        limits: dict[str, Any] = {
            name: _limit(filter, item, value)
            for name, item in FILTER_FIELDS.items()
            if (value := _value(mark, item)) is not None
        }
        if "period" in mark:
            first = date.fromisoformat(mark["period"])
            limits |= {"date_from": first, "date_until": period_end(first, self.grain)}
        if self.counts in filter_fields.BANDS:
            bands = f"{self.counts}_bands"
            limits.setdefault(bands, getattr(filter, bands) or filter_fields.BANDS[self.counts])
        else:
            limits["states"] = ("scored",)
        return without_refused(filter_fields.narrowed(filter, **limits))

    @property
    def address(self) -> list[str]:
        """The selection as an address has it: its section, then ``field=value`` for each value of each field."""
        fields = (*self.mark, ("counts", self.counts), ("grain", self.grain))
        return [self.section, *(f"{name}={value}" for name, held in fields for value in held.split(JOINT))]

    def name(self, view: Labels) -> str:
        """The mark in words: the value of each filter that it sets, then its period."""
        mark = dict(self.mark)
        parts = [
            f"‘{value}’" if item.holds_text else ", ".join(view.label(name, code) for code in value.split(JOINT))
            for name, item in FILTER_FIELDS.items()
            if (value := _value(mark, item)) is not None
        ]
        if "period" in mark:
            parts.append(period_of_grain(view.words, date.fromisoformat(mark["period"]), self.grain))
        return " · ".join(parts) or view.words(f"panel.all_{self.counts}")


def _value(mark: Mapping[str, str], item: FilterField) -> str | None:
    """What a mark says of a filter, under its name or under that of one value."""
    return mark.get(item.name, mark.get(item.singular))


def _limit(filter: queries.Filter, item: FilterField, value: str) -> Any:
    """The filter's attribute cut down to what a mark says."""
    if item.values_from is ValuesFrom.ATTRIBUTES:
        return merged(filter.attributes, value.split(JOINT))
    if item.kind is Kind.CHOICES:
        return tuple(value.split(JOINT))
    if item.kind is Kind.WORDS:
        return " ".join(part for part in (getattr(filter, item.name), value) if part)
    return value


RowMarks = tuple[Mapping[str, str] | None, ...]
"""The marks of a table's rows, with fields as a DrillDown has them; None for nothing that can be opened."""


@dataclass(frozen=True, slots=True)
class TableOpening:
    """What the rows of a table open, for those who use no mouse: in which section of the page, and which marks."""

    section: str
    marks: RowMarks
    counts: str = "scored"


def marks(rows: Sequence[Mapping[str, Any]], fields: Sequence[str], fixed: Mapping[str, str] | None = None) -> RowMarks:
    """The mark of each row: its ``fields`` and what is ``fixed``; None for a row that lacks one of the fields."""
    found = ({**(fixed or {}), **{name: row[name] for name in fields if row.get(name) is not None}} for row in rows)
    return tuple(
        {name: str(value) for name, value in mark.items()} if mark.keys() >= set(fields) else None for mark in found
    )


def open_row(opening: TableOpening, key: str, grain: str) -> None:
    """Remember the mark of the row that was chosen in the table ``key``; a choice undone forgets it."""
    state = st.session_state.get(key)
    chosen = list(state.get("selection", {}).get("rows", ())) if isinstance(state, Mapping) else []
    mark = opening.marks[chosen[0]] if chosen and chosen[0] < len(opening.marks) else None
    if mark is not None:
        _remember(opening.section, mark, opening.counts, grain)
    elif current(opening.section):
        forget()


def open_mark(section: str, key: str, fixed: Mapping[str, str], counts: str, grain: str) -> None:
    """Remember the mark that the chart ``key`` says was clicked; a click beside all marks forgets it."""
    picked = _picked(st.session_state.get(key))
    if picked:
        mark = {**fixed, **{name: str(value) for name, value in picked[0].items() if value is not None}}
        _remember(section, mark, counts, grain)
    elif current(section):
        forget()


def begin(page: str) -> None:
    """Note which page this run is of: what is selected on another one stays in the address, and is not shown here."""
    st.session_state[_PAGE] = page


def select(selection: DrillDown) -> None:
    """Select a mark: one step of the browser's history. Only in a callback."""
    url_state.put({PICK: [*selection.address, f"page={st.session_state.get(_PAGE, '')}"]})


def _remember(section: str, mark: Mapping[str, str], counts: str, grain: str) -> None:
    """``counts`` as the chart has it, where the mark does not say."""
    fields = tuple(sorted((name, value) for name, value in mark.items() if name not in _OWN))
    select(DrillDown(section, fields, mark.get("counts", counts), grain))


def picked() -> DrillDown | None:
    """What the address says is selected on this page; None where it says nothing, or nothing that makes sense."""
    section, *said = url_state.values().get(PICK, ()) or ("",)
    fields, page = _fields(said), st.session_state.get(_PAGE, "")
    if not section or "=" in section or fields.pop("page", page) != page:
        return None
    counts, grain = fields.pop("counts", "scored"), fields.pop("grain", DEFAULT_GRAIN)
    found = DrillDown(section, tuple(sorted(fields.items())), counts, grain)
    return found if _is_sound(found) else None


def _fields(said: Sequence[str]) -> dict[str, str]:
    """Field -> value of what an address says of a selection, several values of a field as one."""
    fields: dict[str, str] = {}
    for part in said:
        name, _, value = part.partition("=")
        fields[name] = f"{fields[name]}{JOINT}{value}" if name in fields else value
    return fields


def _is_sound(found: DrillDown) -> bool:
    """Whether what a selection counts, its grain and its day are such."""
    days = [value for name, value in found.mark if name == "period"]
    return found.counts in _COUNTS and found.grain in GRAINS and all(map(filter_fields.day, days))


def current(section: str) -> DrillDown | None:
    """What is selected, if it stands in this section."""
    found = picked()
    return found if found is not None and found.section == section else None


def forget() -> None:
    """Nothing is selected any more. Only in a callback."""
    url_state.put({PICK: ""})


def without_outside(first: date | None, last: date | None) -> dict[str, str]:
    """What the address says of the selection once these days are chosen: nothing more, where its period lies outside them."""
    found = picked()
    day = dict(found.mark).get("period") if found else None
    if found is None or day is None:
        return {}
    begins = date.fromisoformat(day)
    is_outside = (first and period_end(begins, found.grain) <= first) or (last and last < begins)
    return {PICK: ""} if is_outside else {}


def is_told_by(state: Any, selection: DrillDown | None) -> bool:
    """Whether what a chart holds as clicked is what is selected, so that a click on it again would be news to nobody."""
    held = _picked(state)
    if not held or selection is None:
        return not held
    mark = dict(selection.mark)
    return all(mark.get(name) == str(value) for name, value in held[0].items() if value is not None)


def _picked(state: Any) -> list[dict[str, Any]]:
    selection = state.get("selection", {}) if isinstance(state, Mapping) else {}
    return list(selection.get(specs.PICK) or [])
