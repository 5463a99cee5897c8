"""Attributes: further columns of the sources, which a database names in its table attribute; their SQL is made for each file.

Where answers are asked for by an attribute, it is written ``name=value``, ``name=(none)`` for those without it, ``name=(other)``
for all values of too few answers to tell apart. As a dimension it is ``attribute:name``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from pipeline import text
from pipeline.text import folded

PREFIX = "attribute:"
"""Begins the name of a dimension that is an attribute."""

NONE, OTHER = "(none)", text.OTHER
"""Stand for answers without a value, and for the values that are not told apart."""

FIELDS = tuple(f"a{place}" for place in range(1, 31))
"""The fields of feedback.attributes."""

Expressions = Mapping[str, str]
"""Name of an attribute -> SQL of its value, over the columns source and attributes."""

NO_ATTRIBUTES: Expressions = MappingProxyType({})

AttributeRow = tuple[str, str, int]
"""Source, name and place of an attribute, as table attribute has them."""


def split(token: str) -> tuple[str, str]:
    """Name and value of ``name=value``; the value "" is none."""
    name, _, value = token.partition("=")
    return name, "" if value == NONE else value


def token(name: str, value: str) -> str:
    """The way back from ``split``."""
    return f"{name}={value or NONE}"


def named(tokens: Iterable[str]) -> dict[str, list[str]]:
    """Name -> the values asked for, in the order of names, so that the same question is the same SQL."""
    found: dict[str, list[str]] = {}
    for name, value in sorted(set(map(split, tokens))):
        found.setdefault(name, []).append(value)
    return found


def merged(tokens: Iterable[str], changed: Iterable[str]) -> tuple[str, ...]:
    """What is asked for, with the names in ``changed`` asked for as there and the others as they were."""
    now = tuple(changed)
    names = {split(one)[0] for one in now}
    return (*(one for one in tokens if split(one)[0] not in names), *now)


def spelled(tokens: Iterable[str], known: Sequence[str]) -> Iterator[str]:
    """The tokens with names as ``known`` ones have them: case, spaces and marks of a name do not count."""
    names = {folded(split(one)[0]): split(one)[0] for one in known}
    for one in tokens:
        name, value = split(one)
        yield one if one in known else token(names.get(folded(name), name), value.strip())


def expressions(rows: Iterable[AttributeRow]) -> Expressions:
    """The SQL of each attribute: a field, or one for each of its sources where they do not agree on it."""
    places: dict[str, dict[int, list[str]]] = {}
    users: dict[int, set[str]] = {}
    for source, name, place in sorted(rows):
        places.setdefault(name, {}).setdefault(place, []).append(source)
        users.setdefault(place, set()).add(name)
    return {name: _expression(own, users) for name, own in places.items()}


def _expression(own: Mapping[int, list[str]], users: Mapping[int, set[str]]) -> str:
    if len(own) == 1 and len(users[place := next(iter(own))]) == 1:
        return _field(place)
    cases = " ".join(
        f"when source in ({', '.join(map(quoted, sources))}) then {_field(place)}" for place, sources in own.items()
    )
    return f"case {cases} end"


def _field(place: int) -> str:
    return f"struct_extract(attributes, '{FIELDS[place - 1]}')"


def quoted(value: str) -> str:
    """A text as SQL, on one line."""
    lines = ("'" + line.replace("'", "''") + "'" for line in value.split("\n"))
    return " || chr(10) || ".join(lines)


def macros(attributes: Expressions) -> str:
    """What queries tell of attributes: those of an answer by name, and what all answers of a group have in common."""
    pairs = ", ".join(f"{{'key': {quoted(name)}, 'value': {sql}}}" for name, sql in attributes.items())
    told = f"list_filter([{pairs}], lambda pair: pair.value is not null)" if pairs else _NO_PAIRS
    shared = ", ".join(f"'{name}': in_common({_field(place)})" for place, name in enumerate(FIELDS, 1))
    return (
        f"create macro told_attributes(source, attributes) as map_from_entries({told});\n"
        f"create macro in_common_attributes(attributes) as {{{shared}}};\n"
    )


_NO_PAIRS = 'cast([] as struct("key" varchar, "value" varchar)[])'


def cases(attributes: Expressions) -> str:
    """The cases of a dimension that are attributes."""
    return "".join(f"    when {quoted(PREFIX + name)} then {sql}\n" for name, sql in attributes.items())


def conditions(names: Iterable[str], attributes: Expressions, filter: str) -> list[str]:
    """One condition for each attribute asked for, as ``named`` has them; its values are in what ``parameters`` gives."""
    return [
        f"list_contains(cast({filter}['{_parameter(number)}'] as varchar[]), coalesce({attributes[name]}, ''))"
        if name in attributes
        else "false"
        for number, name in enumerate(names)
    ]


def parameters(tokens: Iterable[str], rare: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The values asked for of each attribute; ``rare`` are those that OTHER stands for, by dimension."""
    return {
        _parameter(number): [
            value
            for asked in values
            for value in ((asked, *rare.get(PREFIX + name, ())) if asked == OTHER else (asked,))
        ]
        for number, (name, values) in enumerate(named(tokens).items())
    }


def _parameter(number: int) -> str:
    return f"attributes_{number}"
