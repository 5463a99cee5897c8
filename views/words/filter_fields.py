"""The filters as they stand in the dashboard's address: their names, their values, and the way back to a Filter.

The one declaration of the filters; the sidebar, the address and ``ondo export`` derive from it. Values are codes, so
that a link means the same in both languages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import parse_qs

import queries
from views.words import presets

NONE = "(none)"
"""Stands in the address for rows that have no value (a Filter writes it as the empty string)."""

AUDIENCES: tuple[str, ...] = ("customer", "employee")
VALENCES: tuple[str, ...] = ("positive", "negative", "mixed", "neutral")
NPS_BANDS: tuple[str, ...] = ("promoter", "passive", "detractor")
RATING_BANDS: tuple[str, ...] = ("full", "high", "middle", "low")
STATES: tuple[str, ...] = ("scored", "no_text", "unsupported_language", "empty")
ORDERS: tuple[str, ...] = ("newest", "oldest", "tone_low", "tone_high", "intensity", "confidence")

CHOICES: tuple[str, ...] = (
    "touchpoints",
    "emotions",
    "leading_emotions",
    "valences",
    "nps_bands",
    "rating_bands",
    "channels",
    "products",
    "segments",
    "languages",
    "states",
)
"""The filters of which several values may hold at once; also the names of queries.Filter's fields."""

NUMBERS: dict[str, tuple[float, float]] = {
    "intensity_from": (1, 3),
    "tone_from": (-1, 1),
    "tone_until": (-1, 1),
    "confidence_from": (0, 1),
}
"""The filters that are one number -> their least and largest value; also the names of queries.Filter's fields."""

SIDES: tuple[str, str] = ("a", "b")
GROUP_FIELDS: tuple[str, ...] = ("touchpoints", "channels", "products", "segments", "languages", "nps_bands")
"""The two groups of a comparison, and the filters that each can set for itself, as ``a_channels``, beside its days."""

GROUP_LISTS: tuple[str, ...] = tuple(f"{side}_{name}" for side in SIDES for name in GROUP_FIELDS)
GROUP_DAYS: tuple[str, ...] = tuple(f"{side}_{name}" for side in SIDES for name in ("from", "until"))

LIMITS: tuple[str, ...] = (*CHOICES, *NUMBERS, "audience", "contains", "words", "from", "until", "period")
"""The names of all filters that the pages share."""

PARAMETERS: frozenset[str] = frozenset(
    (
        *LIMITS, *GROUP_LISTS, *GROUP_DAYS, "lang", "grain", "span", "measure", "by", "heat", "kind", "order", "side", "at", "comment",
    )
)  # fmt: skip
"""Every name that an address of the dashboard can have before an equals sign: filters, language, choices of the pages."""

FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2099, 12, 31)
LONGEST_SEARCH = 200
"""Characters of ``contains`` and of ``words``; longer ones are cut."""

_DIMENSIONS = {
    "touchpoint": "touchpoints",
    "channel": "channels",
    "product": "products",
    "segment": "segments",
    "language": "languages",
}

AllowedValues = dict[str, tuple[str, ...]]
"""Filter name -> the codes that make sense for it, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class ParsedFilter:
    """A filter read from an address, and what of it made no sense (``(name, value)`` pairs)."""

    filter: queries.Filter
    unknown: tuple[tuple[str, str], ...] = ()


def known_values(
    emotions: Iterable[str], touchpoints: Iterable[str], values: Iterable[tuple[str, str | None]]
) -> AllowedValues:
    """All values that each filter can take.

    ``values`` are (dimension, value) pairs as filter_value_list gives them; touchpoints come in journey order.
    """
    known: dict[str, list[str]] = {name: [] for name in CHOICES}
    for dimension, value in values:
        if dimension in _DIMENSIONS:
            known[_DIMENSIONS[dimension]].append(value or NONE)
    seen = set(known["touchpoints"])
    known["touchpoints"] = [code for code in touchpoints if code in seen] + [NONE] * (NONE in seen)
    known["emotions"] = list(emotions)
    known["leading_emotions"] = [*known["emotions"], NONE]
    fixed = {"valences": VALENCES, "nps_bands": NPS_BANDS, "rating_bands": RATING_BANDS, "states": STATES}
    return {name: tuple(dict.fromkeys(codes)) for name, codes in known.items()} | fixed


def chosen(values: Mapping[str, Sequence[str]], known: AllowedValues, last_day: date | None = None) -> ParsedFilter:
    """The filter that the raw values of an address stand for; what makes no sense is left out and named.

    ``last_day`` is the data's, from which a period by name is counted.
    """
    unknown: list[tuple[str, str]] = []
    fields: dict[str, tuple[str, ...]] = {}
    for name in CHOICES:
        given = tuple(dict.fromkeys(values.get(name, ())))
        fields[name] = tuple("" if code == NONE else code for code in given if code in known[name])
        unknown += [(name, code) for code in given if code not in known[name]]
    first, until = _days(values, unknown, last_day)
    numbers = {name: _number(name, values, unknown) for name in NUMBERS}
    audience = next(iter(values.get("audience", ())), AUDIENCES[0])
    if audience not in AUDIENCES:
        unknown.append(("audience", audience))
        audience = AUDIENCES[0]
    contains, words = (next(iter(values.get(name, ())), "") for name in ("contains", "words"))
    return ParsedFilter(made(fields, first, until, audience, contains, numbers, words), tuple(unknown))


def made(
    fields: Mapping[str, tuple[str, ...]],
    first: date | None,
    last: date | None,
    audience: str,
    contains: str,
    numbers: Mapping[str, float | None] | None = None,
    words: str = "",
) -> queries.Filter:
    """A Filter from checked values; ``last`` is the last day included. The ends of a scale are no limit."""
    given = dict(numbers or {})
    limits = {
        name: value
        for name, value in given.items()
        if value is not None and (name == "intensity_from" or value != NUMBERS[name][name.endswith("_until")])
    }
    return queries.Filter(
        date_from=first,
        date_until=last + timedelta(days=1) if last else None,
        audience=audience,
        contains=contains.strip()[:LONGEST_SEARCH],
        words=words.strip()[:LONGEST_SEARCH],
        **limits,
        **fields,
    )


def number(name: str, text: str) -> float | None:
    """The value of a number filter, to two decimals; None for what is no number or beyond its range."""
    least, most = NUMBERS[name]
    try:
        value = float(text)
    except ValueError:
        return None
    if not least <= value <= most or (name == "intensity_from" and not value.is_integer()):
        return None
    return int(value) if name == "intensity_from" else round(value, 2)


def from_link(link: str, known: AllowedValues, last_day: date | None = None) -> ParsedFilter:
    """The filter in an address copied from the dashboard."""
    return chosen(link_values(link), known, last_day)


def link_values(link: str) -> dict[str, list[str]]:
    """What an address copied from the dashboard says, key by key: a whole URL, or what follows its question mark."""
    return parse_qs(link.partition("?")[2] if "?" in link else link)


def parameters(filter: queries.Filter) -> dict[str, list[str]]:
    """The address of a filter: key -> values; what is not limited is absent. The way back from ``chosen``."""
    result = {name: [code or NONE for code in getattr(filter, name)] for name in CHOICES}
    result["from"] = [filter.date_from.isoformat()] if filter.date_from else []
    result["until"] = [(filter.date_until - timedelta(days=1)).isoformat()] if filter.date_until else []
    result |= {name: [f"{value:g}"] for name in NUMBERS if (value := getattr(filter, name)) is not None}
    result["contains"] = [filter.contains] if filter.contains else []
    result["words"] = [filter.words] if filter.words else []
    result["audience"] = [filter.audience] if filter.audience != AUDIENCES[0] else []
    return {key: values for key, values in result.items() if values}


def narrowed(filter: queries.Filter, **limits: object) -> queries.Filter:
    """The filter with some limits replaced; dates are cut to the part that both allow."""
    first, until = limits.pop("date_from", None), limits.pop("date_until", None)
    return replace(
        filter,
        date_from=max(day for day in (filter.date_from, first, date.min) if day) if filter.date_from or first else None,
        date_until=min(day for day in (filter.date_until, until, date.max) if day)
        if filter.date_until or until
        else None,
        **limits,
    )


def _days(
    values: Mapping[str, Sequence[str]], unknown: list[tuple[str, str]], last_day: date | None
) -> tuple[date | None, date | None]:
    """The days of the period by name, else those of one's own."""
    preset = next(iter(values.get("period", ())), presets.ALL)
    if preset in presets.PRESETS and last_day:
        return presets.days(preset, last_day)
    if preset not in presets.CHOICES or preset in presets.PRESETS:
        unknown.append(("period", preset))
    return _day("from", values, unknown), _day("until", values, unknown)


def _number(name: str, values: Mapping[str, Sequence[str]], unknown: list[tuple[str, str]]) -> float | None:
    text = next(iter(values.get(name, ())), "")
    value = number(name, text) if text else None
    if text and value is None:
        unknown.append((name, text))
    return value


def day(text: str) -> date | None:
    """The day written as 2026-03-31; None where it is none, or none that can be chosen."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _day(name: str, values: Mapping[str, Sequence[str]], unknown: list[tuple[str, str]]) -> date | None:
    text = next(iter(values.get(name, ())), "")
    if not text:
        return None
    found = day(text)
    if found is None:
        unknown.append((name, text))
    return found
