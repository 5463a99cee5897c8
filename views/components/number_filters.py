"""A filter that is a number, by its scale: a choice of few whole numbers, or a slider with one end or two."""

import streamlit as st

import queries
from queries.filter import FILTER_FIELDS
from queries.filter_fields import FilterField, Scale
from views.session import url_state
from views.session.current_view import Labels
from views.words.strings import has

ANY = ""
_MOST_CHOICES = 10


def show(item: FilterField, labels: Labels, chosen: queries.Filter) -> None:
    """Show the filter; the upper limit of a scale is in one slider with the lower one."""
    scale = item.scale
    limits = [other for other in FILTER_FIELDS.values() if other.scale is scale]
    if scale is None or item != limits[0]:
        return
    if len(limits) > 1:
        _slider(scale.name, scale, limits, labels, chosen)
    elif scale.is_whole and scale.most - scale.least < _MOST_CHOICES:
        _choice(item, scale, labels, getattr(chosen, item.name))
    else:
        _slider(item.name, scale, limits, labels, chosen)


def _choice(item: FilterField, scale: Scale, labels: Labels, chosen: float | None) -> None:
    words, name = labels.words, item.name
    key = url_state.show_value(f"{name}_{labels.language}", ANY if chosen is None else f"{chosen:g}")
    st.selectbox(
        words(f"filter.{name}"),
        (ANY, *map(str, range(int(scale.least), int(scale.most) + 1))),
        format_func=lambda code: labels.label(name, code) if code else words("filter.all"),
        key=key,
        on_change=url_state.store_choice,
        args=(name, key),
        help=_help(labels, name),
    )


def _slider(name: str, scale: Scale, limits: list[FilterField], labels: Labels, chosen: queries.Filter) -> None:
    """A slider of one limit or of two; what it holds is the scale's number, or a whole percentage of it."""
    factor = 100 if scale.is_percent else 1
    kind = int if scale.is_percent or scale.is_whole else float
    ends = [_end(item, scale, getattr(chosen, item.name)) for item in limits]
    shown = [kind(round(end * factor, 2)) for end in (sorted(ends) if len(ends) > 1 else ends)]
    key = f"{scale.name}_{labels.language}"
    url_state.show_value(key, tuple(shown) if len(shown) > 1 else shown[0])
    st.slider(
        labels.words(f"filter.{name}"),
        kind(scale.least * factor),
        kind(scale.most * factor),
        step=kind(scale.step * factor),
        format="%d%%" if scale.is_percent else "%d" if scale.is_whole else "%+.2f",
        key=key,
        on_change=_store,
        args=(key, scale, limits),
        help=_help(labels, name),
    )


def _end(item: FilterField, scale: Scale, value: float | None) -> float:
    if value is not None:
        return value
    return scale.most if item.is_upper else scale.least


def _help(labels: Labels, name: str) -> str | None:
    return labels.words(f"filter.{name}.help") if has(f"filter.{name}.help") else None


def _store(key: str, scale: Scale, limits: list[FilterField]) -> None:
    """Set each limit to what the slider holds, or to nothing where it is at the end."""
    held = st.session_state[key]
    ends = held if isinstance(held, list | tuple) else [held]
    factor = 100 if scale.is_percent else 1
    found = {}
    for item, end in zip(limits, ends, strict=True):
        limit = None if end / factor == _end(item, scale, None) else end / factor
        found[item.address] = "" if limit is None else f"{limit:g}"
    url_state.put(found)
