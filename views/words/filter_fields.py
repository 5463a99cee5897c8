"""The filters as the dashboard and the command line name them: derived from their declaration (queries.filter)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import queries
from queries import attributes
from queries.attributes import OTHER
from queries.filter import DIMENSIONS as DIMENSION_FIELDS
from queries.filter import FILTER_FIELDS
from queries.filter_fields import FilterField, Kind, Scale, ValuesFrom
from views.words import periods, presets
from views.words.strings import LANGUAGES

NONE = "(none)"
"""Stands in the address for rows that have no value (a Filter writes it as the empty string)."""

SCORES = ("nps", "rating")
"""What stands beside emotion, where it was asked: the recommend question, and a rating on a scale of its own."""

BANDS: Mapping[str, tuple[str, ...]] = {
    "nps": FILTER_FIELDS["nps_bands"].values,
    "rating": tuple(band for band in FILTER_FIELDS["rating_bands"].values if band != "full"),
}
"""Score -> the groups that all its answers are divided into, the best first."""

AUDIENCES = FILTER_FIELDS["audience"].values
ORDERS: tuple[str, ...] = (
    "newest", "oldest", "tone_low", "tone_high", "rating_low", "nps_low", "intensity", "confidence",
)  # fmt: skip

CHOICES: tuple[str, ...] = tuple(name for name, item in FILTER_FIELDS.items() if item.kind is Kind.CHOICES)
"""The filters of which several values may hold at once."""

SCALES: Mapping[str, Scale] = {name: item.scale for name, item in FILTER_FIELDS.items() if item.scale}
"""The filters that are one number -> what they can be set to."""

DIMENSIONS: Mapping[str, str] = {column: item.name for column, item in DIMENSION_FIELDS.items()}
"""What figures can be split by, as the queries name it -> the filter that holds its values."""

ATTRIBUTES = "attributes"
"""The filter that holds the values of all attributes, each as ``name=value``."""

SIDES: tuple[str, str] = ("a", "b")
GROUP_FIELDS: tuple[str, ...] = tuple(
    sorted(
        (name for name, item in FILTER_FIELDS.items() if item.is_in_groups),
        key=lambda name: name not in DIMENSIONS.values(),
    )
)
"""The two groups of a comparison, and the filters that each can set for itself, as ``a_channels``, beside its days."""

GROUP_LISTS: tuple[str, ...] = tuple(f"{side}_{name}" for side in SIDES for name in GROUP_FIELDS)
GROUP_DAYS: tuple[str, ...] = tuple(f"{side}_{name}" for side in SIDES for name in ("from", "until"))

PERIOD = "period"
PERIOD_NAMES = (PERIOD, "from", "until")
"""The names of the period, by name or by its days, in an address."""

LIMITS: tuple[str, ...] = (*(item.address for item in FILTER_FIELDS.values()), PERIOD)
"""The names of all filters that the pages share, as an address has them."""

PAGE_CHOICES: Mapping[str, tuple[str, ...]] = {
    "lang": LANGUAGES,
    "grain": (periods.AUTO, *periods.GRAINS),
    "order": ORDERS,
    "side": SIDES,
    "by": tuple(DIMENSIONS),
    "versus": presets.COMPARED,
    "pick": (),
    "line": (),
    "days": (),
    "measure": (),
    "heat": (),
    "kind": (),
    "at": (),
    "comment": (),
    "aside": (),
    "answers": ("scores",),
}
"""What else an address says: the language, and choices of the pages -> their values; () where the page knows them."""

PARAMETERS: frozenset[str] = frozenset((*LIMITS, *GROUP_LISTS, *GROUP_DAYS, *PAGE_CHOICES))
"""Every name that an address of the dashboard can have before an equals sign."""

UNFILTERED = ("alerts", "actions", "model")
"""Pages that look at everything, whatever the filters and the period are."""

FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2099, 12, 31)
LONGEST_SEARCH = 200
"""Characters of ``contains`` and of ``words``; longer ones are cut."""

AllowedValues = dict[str, tuple[str, ...]]
"""Filter name -> the codes that make sense for it, in the order in which they are offered."""


def allowed_values(
    emotions: Iterable[str], touchpoints: Iterable[str], values: Iterable[tuple[str, str | None]]
) -> AllowedValues:
    """All values that each filter can take.

    ``values`` are (dimension, value) pairs as filter_value_list gives them; touchpoints come in journey order.
    """
    counted: dict[str, list[str]] = {}
    for column, value in values:
        counted.setdefault(column, []).append(value or NONE)
    counted[ATTRIBUTES] = _tokens(counted)
    order = {ValuesFrom.EMOTIONS: tuple(emotions), ValuesFrom.TOUCHPOINTS: tuple(touchpoints)}
    return {
        name: tuple(dict.fromkeys(_codes(FILTER_FIELDS[name], counted.get(FILTER_FIELDS[name].column, []), order)))
        for name in CHOICES
    }


def _codes(item: FilterField, counted: list[str], order: Mapping[ValuesFrom, tuple[str, ...]]) -> Iterable[str]:
    if item.values_from is ValuesFrom.DECLARATION:
        return item.values
    if item.values_from in (ValuesFrom.ANSWERS, ValuesFrom.ATTRIBUTES):
        return counted
    if item.values_from is ValuesFrom.EMOTIONS:
        return (*order[ValuesFrom.EMOTIONS], *([NONE] if item.has_none else []))
    return (*(code for code in order[ValuesFrom.TOUCHPOINTS] if code in counted), *([NONE] if NONE in counted else []))


def _tokens(counted: Mapping[str, list[str]]) -> list[str]:
    """The values of attributes with more than one, bands and periods in their order, others the most frequent first."""
    return [
        attributes.token(name, value)
        for dimension, values in counted.items()
        if (name := attribute_of(dimension)) and len(values) > 1
        for value in _in_order(values)
    ]


_BAND = re.compile(r"(?P<open>[<≥]?)(?P<number>-?[\d,]+(?:\.\d+)?)(?:–-?[\d.,]+)?|(?P<day>\d{4}(?:-\d\d){0,2})")


def _in_order(values: list[str]) -> list[str]:
    """Values of an attribute as they are offered; (other) and (none) last."""
    told = [value for value in values if value not in (NONE, OTHER)]
    bands = {value: found for value in told if (found := _BAND.fullmatch(value))}
    if len(bands) == len(told):
        told.sort(key=lambda value: (_number(bands[value]), bands[value]["open"] != "<", value))
    return [*told, *(value for value in (OTHER, NONE) if value in values)]


def _number(band: re.Match[str]) -> float:
    return float((band["number"] or "0").replace(",", ""))


def counts_of(measure: str) -> str:
    """What a measure counts: the answers with a score (nps, rating), else the scored comments."""
    return measure if measure in SCORES else "scored"


def attribute_of(dimension: str) -> str:
    """The name of the attribute that a dimension is; "" where it is none."""
    return dimension.removeprefix(attributes.PREFIX) if dimension.startswith(attributes.PREFIX) else ""


def filter_of(dimension: str) -> str:
    """The filter that holds the values of a dimension."""
    return ATTRIBUTES if attribute_of(dimension) else DIMENSIONS[dimension]


def code_of(dimension: str, value: str) -> str:
    """A dimension's value as its filter has it; "" is none."""
    name = attribute_of(dimension)
    return attributes.token(name, value) if name else value


def codes_of(dimension: str, allowed: AllowedValues) -> list[str]:
    """All values of a dimension as its filter has them; "" is none."""
    codes, name = allowed[filter_of(dimension)], attribute_of(dimension)
    return codes_of_attribute(name, codes) if name else ["" if code == NONE else code for code in codes]


def codes_of_attribute(name: str, codes: Iterable[str]) -> list[str]:
    """Those of the codes of the filter by attributes that are of one attribute."""
    return [code for code in codes if attributes.split(code)[0] == name]


def attribute_names(codes: Iterable[str]) -> tuple[str, ...]:
    """The attributes that these codes of their filter are of."""
    return tuple(dict.fromkeys(attributes.split(code)[0] for code in codes))


def narrowed(filter: queries.Filter, **limits: Any) -> queries.Filter:
    """The filter with some limits replaced; dates are cut to the part that both allow."""
    first, until = limits.pop("date_from", None), limits.pop("date_until", None)
    firsts = [day for day in (filter.date_from, first) if day]
    ends = [day for day in (filter.date_until, until) if day]
    return replace(filter, date_from=max(firsts, default=None), date_until=min(ends, default=None), **limits)


def day(text: str) -> date | None:
    """The day written as 2026-03-31; None where it is none, or none that can be chosen."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None
