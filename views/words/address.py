"""Addresses of the dashboard: what one says, checked, and the way back. Values are codes: they mean the same in any language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any
from urllib.parse import parse_qs

import queries
from queries import filter as filter_rules
from queries.attributes import PREFIX, merged, spelled
from queries.filter import FILTER_FIELDS
from queries.filter_fields import FilterField, Kind
from views.words import presets
from views.words.filter_fields import (
    ATTRIBUTES,
    AUDIENCES,
    GROUP_FIELDS,
    LONGEST_SEARCH,
    NONE,
    PAGE_CHOICES,
    PARAMETERS,
    PERIOD,
    SIDES,
    AllowedValues,
    day,
)

UrlValues = Mapping[str, Sequence[str]]
"""Name -> what an address says, one or several."""

UnknownParts = tuple[tuple[str, str], ...]
"""(Name, value) pairs of an address that make no sense."""

SPAN = "span"
"""A name that addresses of former days have."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """What one side of a comparison sets for itself; days as first and last included. Empty: as the shared filters say."""

    first: date | None = None
    last: date | None = None
    limits: Mapping[str, tuple[str, ...]] | None = None

    def filter(self, shared: queries.Filter) -> queries.Filter:
        """The shared filter with what this side sets in the place of what is shared."""
        own: dict[str, Any] = {name: without_none(codes) for name, codes in (self.limits or {}).items() if codes}
        if ATTRIBUTES in own:
            own[ATTRIBUTES] = merged(shared.attributes, own[ATTRIBUTES])
        if self.first or self.last:
            own |= {"date_from": self.first, "date_until": self.last + _ONE_DAY if self.last else None}
        return replace(shared, **own)


GroupPair = tuple[GroupChoice, GroupChoice]


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """What an address says: the filter, how its days were chosen, the groups of a comparison, and what makes no sense.

    ``period`` is a code of presets.CHOICES; ``groups`` is None where the address names none.
    """

    filter: queries.Filter
    unknown: UnknownParts = ()
    period: str = presets.ALL
    groups: GroupPair | None = None
    unknown_of_groups: UnknownParts = ()


@dataclass(frozen=True, slots=True)
class RefusedPart:
    """A name in an address, the filter that it sets, and why it is left out: ``role`` or ``employees``."""

    name: str
    filter: str
    why: str


class _Reader:
    """The values of an address, taken one name at a time; remembers what makes no sense."""

    def __init__(self, values: UrlValues) -> None:
        self._names = dict(values)
        self._values = {name: [text for text in dict.fromkeys(texts) if text] for name, texts in values.items()}
        self.unknown: list[tuple[str, str]] = []

    def refuse(self, name: str, values: Iterable[str]) -> None:
        """These values of a name make no sense."""
        self.unknown += [(name, value) for value in values]

    def one(self, name: str) -> str:
        """The one value of a name, '' where there is none; further ones make no sense."""
        first, *more = self._values.get(name, ()) or ("",)
        self.refuse(name, more)
        return first

    def choice(self, name: str, options: Sequence[str]) -> str:
        """The one value of a name if it is one of these, else ''."""
        found = self.one(name)
        self.refuse(name, [found] if found and found not in options else [])
        return found if found in options else ""

    def codes(self, name: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """The values of a name that are allowed."""
        given = tuple(dict.fromkeys(self._values.get(name, ())))
        if name.endswith(ATTRIBUTES):
            given = tuple(dict.fromkeys(spelled(given, allowed)))
        self.refuse(name, (code for code in given if code not in allowed))
        return tuple(code for code in given if code in allowed)

    def day(self, name: str) -> date | None:
        """The day of a name."""
        text = self.one(name)
        found = day(text)
        self.refuse(name, [text] if text and not found else [])
        return found

    def names(self, allowed: Iterable[str]) -> None:
        """Names that are none of these make no sense."""
        for name in sorted(self._names.keys() - set(allowed)):
            self.refuse(name, self._names[name])


def parse(
    values: UrlValues, allowed: AllowedValues, last_day: date | None = None, usual: str = presets.ALL
) -> ParsedAddress:
    """What the raw values of an address stand for; what makes no sense is left out and named.

    ``last_day`` is the data's, from which a period by name is counted; ``usual`` the period where the address names none.
    """
    reader, of_groups = _Reader(values), _Reader(values)
    limits = {name: _limit(item, reader, allowed) for name, item in FILTER_FIELDS.items()}
    period, days = _period(reader, last_day, presets.FREE if _names_days(values) else usual)
    if days:
        _refuse_own_days(reader, values)
        limits |= {"date_from": days[0], "date_until": days[1] + _ONE_DAY}
    elif limits["date_from"] or limits["date_until"]:
        period = presets.FREE
    _refuse_page_choices(reader)
    reader.names(PARAMETERS)
    groups = _groups(of_groups, allowed)
    unknown = tuple(dict.fromkeys(reader.unknown))
    return ParsedAddress(queries.Filter(**limits), unknown, period, groups, tuple(of_groups.unknown))


def _names_days(values: UrlValues) -> bool:
    return any(text for name in ("from", "until") for text in values.get(name, ()))


def _refuse_own_days(reader: _Reader, values: UrlValues) -> None:
    """Days make no sense beside a period by name."""
    for name in ("from", "until"):
        reader.refuse(name, [text for text in values.get(name, ()) if text])


def _refuse_page_choices(reader: _Reader) -> None:
    """What the pages are set to makes no sense where it is none of their options."""
    for name, options in PAGE_CHOICES.items():
        if options and not (name == "by" and reader.one(name).startswith(PREFIX)):
            reader.choice(name, options)


def _limit(item: FilterField, reader: _Reader, allowed: AllowedValues) -> Any:
    """The attribute of a Filter that an address sets."""
    if item.kind is Kind.CHOICES:
        return without_none(reader.codes(item.address, allowed[item.name]))
    if item.kind is Kind.ONE:
        return reader.choice(item.address, item.values) or item.values[0]
    if item.kind is Kind.DAY:
        found = reader.day(item.address)
        return found + _ONE_DAY if found and item.is_upper else found
    if item.scale:
        text = reader.one(item.address)
        value = item.scale.read(text)
        reader.refuse(item.address, [text] if text and value is None else [])
        return item.scale.limit(value, item.is_upper)
    return reader.one(item.address).strip()[:LONGEST_SEARCH]


def _period(reader: _Reader, last_day: date | None, usual: str) -> tuple[str, tuple[date, date] | None]:
    """The period by name, else ``usual``, and its days if it has any: first and last, both included."""
    preset = reader.one(PERIOD) or (usual if last_day else presets.ALL)
    if preset in presets.PRESETS and last_day:
        return preset, presets.days(preset, last_day)
    reader.refuse(PERIOD, [] if preset in (presets.ALL, presets.FREE) else [preset])
    return presets.FREE if preset == presets.FREE else presets.ALL, None


def _groups(reader: _Reader, allowed: AllowedValues) -> GroupPair | None:
    one, other = (
        GroupChoice(
            reader.day(f"{side}_from"),
            reader.day(f"{side}_until"),
            {name: reader.codes(f"{side}_{name}", allowed[name]) for name in GROUP_FIELDS},
        )
        for side in SIDES
    )
    is_named = any(side.first or side.last or any((side.limits or {}).values()) for side in (one, other))
    return (one, other) if is_named else None


def without_refused(parsed: ParsedAddress, reads_comments: bool) -> tuple[ParsedAddress, tuple[RefusedPart, ...]]:
    """What an address says without what answers may not be selected by, and that."""
    refused = [
        RefusedPart(FILTER_FIELDS[name].address, FILTER_FIELDS[name].address, _why(name, reads_comments))
        for name in filter_rules.refused_in(parsed.filter, reads_comments)
    ]
    of_groups = [name for name in GROUP_FIELDS if _why(name, reads_comments) == "role"]
    groups = parsed.groups
    for side, group in zip(SIDES, groups or (), strict=False):
        refused += [RefusedPart(f"{side}_{name}", name, "role") for name in of_groups if (group.limits or {}).get(name)]
    if groups:
        groups = (_without(groups[0], of_groups), _without(groups[1], of_groups))
    filter = filter_rules.without_refused(parsed.filter, reads_comments)
    return replace(parsed, filter=filter, groups=groups), tuple(refused)


def _why(name: str, reads_comments: bool) -> str:
    of_customers = filter_rules.may_select_by(FILTER_FIELDS[name], AUDIENCES[0], reads_comments)
    return "employees" if of_customers else "role"


def _without(group: GroupChoice, names: Sequence[str]) -> GroupChoice:
    return replace(group, limits={name: codes for name, codes in (group.limits or {}).items() if name not in names})


def from_link(link: str, allowed: AllowedValues, last_day: date | None = None) -> ParsedAddress:
    """What an address copied from the dashboard says."""
    return parse(link_values(link), allowed, last_day)


def link_values(link: str) -> UrlValues:
    """What an address copied from the dashboard says, name by name: a whole URL, or what follows its question mark."""
    query = link.partition("?")[2] if "?" in link or "://" in link else link
    return by_today(parse_qs(query, keep_blank_values=True))


def by_today(said: UrlValues) -> UrlValues:
    """What an address says by the names of today: that of the former summary said its days by their number (``span``)."""
    if SPAN not in said:
        return said
    span, rest = next(iter(said[SPAN]), ""), {name: found for name, found in said.items() if name != SPAN}
    named = presets.ALL if span == presets.ALL else f"last_{span}"
    is_free = any(text for name in (PERIOD, "from", "until") for text in rest.get(name, ()))
    return rest if is_free or named not in presets.CHOICES else {**rest, PERIOD: [named]}


def parameters(filter: queries.Filter) -> dict[str, list[str]]:
    """The address of a filter: name -> values; what is not limited is absent. The way back from ``parse``."""
    written = {item.address: _written(getattr(filter, name), item) for name, item in FILTER_FIELDS.items()}
    return {name: values for name, values in written.items() if values}


def _written(value: Any, item: FilterField) -> list[str]:
    if _is_unlimited(value, item):
        return []
    if item.kind is Kind.CHOICES:
        return [code or NONE for code in value]
    if item.kind is Kind.DAY:
        return [(value - _ONE_DAY if item.is_upper else value).isoformat()]
    return [f"{value:g}" if item.scale else value]


def _is_unlimited(value: Any, item: FilterField) -> bool:
    """Whether a filter that is set to this lets everything through."""
    return value is None or value == "" or (item.kind is Kind.ONE and value == item.values[0])


def group_parameters(pair: GroupPair) -> dict[str, list[str]]:
    """The address of two groups: name -> values, empty for what a group does not set."""
    found: dict[str, list[str]] = {}
    for side, group in zip(SIDES, pair, strict=True):
        for name, at in (("from", group.first), ("until", group.last)):
            found[f"{side}_{name}"] = [at.isoformat()] if at else []
        for name in GROUP_FIELDS:
            found[f"{side}_{name}"] = [code or NONE for code in (group.limits or {}).get(name, ())]
    return found


def without_none(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes of an address as a Filter has them: "" in the place of NONE."""
    return tuple("" if code == NONE else code for code in codes)


def nearest(text: str, allowed: Iterable[str]) -> str:
    """What somebody may have meant; '' where nothing is like it."""
    return next(iter(get_close_matches(text, list(allowed), 1)), "")
