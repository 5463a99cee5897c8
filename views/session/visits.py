"""What holds on the page of comments alone because a link led there, and what the reader had set himself in its place.

The address keeps the latter under ``aside``: ``name=value`` for each value, and the bare name where he had set none.
"""

from collections.abc import Iterable, Mapping, Sequence

from views.words import filter_fields

ASIDE = "aside"
"""The name in the address of what the reader had set himself before he followed a link to comments."""

_NAMES = (*filter_fields.LIMITS, "order")

_Values = Mapping[str, Sequence[str]]


def aside(values: _Values, led: _Values) -> list[str]:
    """What an address keeps of ``values`` where a link leads to ``led``."""
    own = {**values, **own_values(values)}
    changed = {name for name in _NAMES if list(own.get(name, ())) != list(led.get(name, ()))}
    return [part for name in _NAMES if name in _whole(changed) for part in _parts(name, own.get(name, ()))]


def names(values: _Values) -> set[str]:
    """The names of what holds on this page alone."""
    return _whole({part.partition("=")[0] for part in values.get(ASIDE, ())} & {*_NAMES})


def own_values(values: _Values) -> dict[str, list[str]]:
    """What the reader had set himself in the place of what holds on this page alone; empty for none."""
    own: dict[str, list[str]] = {name: [] for name in names(values)}
    for name, _, text in (part.partition("=") for part in values.get(ASIDE, ())):
        if text and name in own:
            own[name].append(text)
    return own


def kept_aside(values: _Values, changed: Iterable[str]) -> list[str]:
    """What an address keeps once the reader has changed these names himself, which hold everywhere from then on."""
    chosen = _whole(set(changed))
    return [part for part in values.get(ASIDE, ()) if part.partition("=")[0] not in chosen]


def _whole(names: set[str]) -> set[str]:
    """With all parts of the period if there is one of them: days by name and by date exclude each other."""
    return names if names.isdisjoint(filter_fields.PERIOD_NAMES) else names | {*filter_fields.PERIOD_NAMES}


def _parts(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}={text}" for text in values if text] or [name]
