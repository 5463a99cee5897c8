"""The widgets of the filters, as the filter bar and the groups of a comparison show them, and filters in words.

Which there are and how each is shown follows from their declaration. What they are set to is in ``url_state``; the
widgets show it, and change it in their callbacks.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

import queries
from queries.filter import FILTER_FIELDS
from queries.filter_fields import FilterField, Kind, ValuesFrom
from views.access import gate
from views.components import attribute_filters, field_keys, number_filters, word_search
from views.session import drill_down, url_state
from views.session.current_view import Labels, View, plain
from views.words import address, filter_fields, presets
from views.words.filter_texts import filter_texts
from views.words.strings import Words, has

_IGNORED_SHOWN, _IGNORED_LETTERS = 4, 30
"""How much of an address that makes no sense is quoted: parts, and letters of each."""

_PERIOD_DAYS = ("date_from", "date_until")
"""The filters that a period by name sets."""

_BOX_ORDER = (Kind.WORDS, Kind.CHOICES, Kind.NUMBER, Kind.ONE, Kind.TEXT, Kind.DAY)


MORE = "more_filters"
"""The key of the popover of all filters but the period."""


def popover_of_filters(label: str) -> PopoverContainer:
    """The popover of all filters but the period, whose widgets are made while it is open (``open``) alone.

    Streamlit's page keeps what a widget held when its popover was closed, and would set it again after a chip, Back or reset
    has taken it off.
    """
    return st.popover(label, icon=":material/add:", key=MORE, type="tertiary", on_change="rerun")


def reset() -> None:
    """Remove all filters but the period, which is the reader's own again, the selection, and the grain that was chosen.
    Only in a callback."""
    kept = (filter_fields.PERIOD, *(FILTER_FIELDS[name].address for name in _PERIOD_DAYS))
    gone = (*(name for name in filter_fields.LIMITS if name not in kept), drill_down.PICK, "grain")
    url_state.put({**dict.fromkeys(gone, ""), **url_state.own_period()})


def reset_period() -> None:
    """Look at all dates. Only in a callback."""
    url_state.put({filter_fields.PERIOD: presets.ALL, "from": "", "until": "", drill_down.PICK: ""})


def fields() -> list[FilterField]:
    """All filters but the period, in the order in which they are offered: those used most first."""
    found = [item for name, item in FILTER_FIELDS.items() if name not in _PERIOD_DAYS]
    return sorted(found, key=lambda item: (not item.is_prominent, _BOX_ORDER.index(item.kind)))


def say_ignored(words: Words) -> None:
    """Say which parts of the address make no sense or are refused, those that nothing has been said of yet."""
    refused = url_state.take_refused()
    for why in dict.fromkeys(part.why for part in refused):
        named = dict.fromkeys(words(f"filter.{part.filter}") for part in refused if part.why == why)
        st.warning(words(f"filter.refused.{why}", what=", ".join(named)), icon=":material/lock:")
    unknown = url_state.take_ignored()
    if unknown:
        shown = [_ignored(words, name, value) for name, value in unknown[:_IGNORED_SHOWN]]
        what = ", ".join(shown) + ("…" if len(unknown) > _IGNORED_SHOWN else "")
        st.warning(words("filter.ignored", what=what), icon=":material/link_off:")


def _ignored(words: Words, name: str, value: str) -> str:
    value = plain(value[:_IGNORED_LETTERS])
    if name in filter_fields.PARAMETERS:
        return f"{words(f'filter.{name}') if has(f'filter.{name}') else name} ‘{value}’"
    meant = address.nearest(name, filter_fields.PARAMETERS)
    said = f"‘{plain(name[:_IGNORED_LETTERS])}={value}’"
    return words("filter.ignored.meant", what=said, name=plain(meant)) if meant else said


def show(item: FilterField, labels: Labels, chosen: queries.Filter, allowed: filter_fields.AllowedValues) -> None:
    """Show one filter, where there is something to choose and the visitor may select answers by it."""
    if not gate.may_select_by(item, chosen.audience):
        return
    value = getattr(chosen, item.name)
    if item.values_from is ValuesFrom.ATTRIBUTES:
        attribute_filters.show(value, labels, allowed[item.name])
    elif item.kind is Kind.CHOICES:
        _show_choices_if_useful(item, value, labels, allowed[item.name])
    elif item.kind is Kind.ONE:
        show_one(item.name, item.values, value, labels.words, labels.language)
    elif item.kind is Kind.DAY:
        _date(st, item.address, _day_shown(item, value), labels.words)
    elif item.kind is Kind.TEXT:
        _search(item.name, value, labels.words)
    elif item.kind is Kind.WORDS:
        word_search.show(item.name, value, labels.words)
    else:
        number_filters.show(item, labels, chosen)


def _show_choices_if_useful(item: FilterField, value: Sequence[str], labels: Labels, options: Sequence[str]) -> None:
    """Show a choice of several that is prominent, in use, or has more than one option."""
    codes = [code or filter_fields.NONE for code in value]
    if item.is_prominent or codes or len(options) > 1:
        _show_choices(item.name, options, codes, labels)


def _day_shown(item: FilterField, value: date | None) -> date | None:
    """A filter's day as its widget has it: the last one included, where the filter has the first one left out."""
    return value - timedelta(days=1) if value and item.is_upper else value


def one_of(
    name: str,
    options: Sequence[str],
    label: str,
    format_func: Callable[[str], str],
    language: str,
    is_quiet: bool = False,
    usual: str = "",
) -> str:
    """A choice that belongs to one page, kept in the address under ``name``; the default is the ``usual`` option, else the first.

    ``is_quiet``: without its label on screen, and nothing is said where the address names what is no option now.
    """
    chosen, default = url_state.one(name, options), usual or options[0]
    if not chosen and not is_quiet:
        url_state.leave_out((name, value) for value in url_state.values().get(name, ()))
    st.segmented_control(
        label,
        options,
        format_func=format_func,
        key=(key := url_state.show_value(f"{name}_{language}", chosen or default)),
        required=True,
        on_change=url_state.store_choice,
        args=(name, key, default),
        wrap=True,
        label_visibility="collapsed" if is_quiet else "visible",
    )
    return chosen or default


def described(view: View, filter: queries.Filter) -> str:
    """The filter in words, such as ``접점: 결제 · 감정: 불안``; "all" where there is no limit."""
    return " · ".join(filter_texts(view, filter)) or view.words("filter.all")


def _date(place: Any, name: str, chosen: date | None, words: Words) -> None:
    key = field_keys.key(name, chosen)
    day_input(place, words(f"filter.{name}"), key, chosen, url_state.store_choice, (name, key))


def day_input(
    place: DeltaGenerator,
    label: str,
    key: str,
    chosen: date | None,
    on_change: Callable[..., None],
    args: tuple[Any, ...],
) -> None:
    """A field for a day; ``key`` is one of field_keys."""
    place.date_input(
        label,
        value=chosen,
        min_value=filter_fields.FIRST_DAY,
        max_value=filter_fields.LAST_DAY,
        format="YYYY-MM-DD",
        key=key,
        on_change=on_change,
        args=args,
    )


def _search(name: str, typed: str, words: Words) -> None:
    st.text_input(
        words(f"filter.{name}"),
        key=url_state.show_value(name, typed),
        on_change=url_state.store_choice,
        args=(name, name),
        max_chars=filter_fields.LONGEST_SEARCH,
        placeholder=words(f"filter.{name}.hint") if has(f"filter.{name}.hint") else None,
        icon=":material/search:",
    )


def _show_choices(name: str, options: Sequence[str], chosen: list[str], labels: Labels) -> None:
    st.multiselect(
        labels.words(f"filter.{name}"),
        options,
        format_func=lambda code: labels.label(name, code),
        key=(key := url_state.show_value(f"{name}_{labels.language}", chosen)),
        select_all=False,
        on_change=url_state.store_choice,
        args=(name, key),
        placeholder=labels.words("filter.all"),
        help=labels.words(f"filter.{name}.help") if has(f"filter.{name}.help") else None,
    )


def show_one(
    name: str, options: Sequence[str], chosen: str, words: Words, language: str, is_label_shown: bool = True
) -> None:
    """A choice of one of several words, kept in the address under ``name``."""
    st.segmented_control(
        words(f"filter.{name}"),
        options,
        format_func=lambda code: words(f"{name}.{code}"),
        key=(key := url_state.show_value(f"{name}_{language}", chosen)),
        required=True,
        on_change=url_state.store_choice,
        args=(name, key),
        width="stretch",
        label_visibility="visible" if is_label_shown else "collapsed",
    )
