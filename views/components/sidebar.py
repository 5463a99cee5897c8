"""The filters in the sidebar: shared by all pages, kept in the address, returned as one checked value.

What they are set to stands in ``bar``; the widgets show it, and change it in their callbacks.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from views.components import number_filters, word_search
from views.session import data, url_state
from views.session.current_view import Labels, View, count, plain
from views.words import filter_fields, periods, presets
from views.words.labels import DatabaseFacts
from views.words.strings import LANGUAGES, Words, has, words_in

_MAIN = ("touchpoints", "emotions")
_IGNORED_SHOWN, _IGNORED_LETTERS = 4, 30
"""How much of an address that makes no sense is quoted: parts, and letters of each."""


def language() -> str:
    """The language of this session: from the address, else from the browser, else Korean. Draws the switch."""
    chosen = url_state.one(url_state.LANGUAGE_KEY, LANGUAGES) or url_state.spoken()
    with st.sidebar:
        _drawn_one(url_state.LANGUAGE_KEY, LANGUAGES, chosen, words_in(chosen), chosen)
    return chosen


def sidebar(labels: Labels, known: filter_fields.AllowedValues, facts: DatabaseFacts) -> tuple[queries.Filter, str]:
    """Draw the filters; returns the filter and the grain of periods to draw (day, week or month)."""
    words, last_day = labels.words, facts.last
    with st.sidebar:
        ignored = _ignored(labels, known, last_day)
        place = st.container(key="selected_count")
        codes = {name: url_state.values().get(name, []) for name in filter_fields.CHOICES}
        audience = url_state.one("audience", filter_fields.AUDIENCES) or filter_fields.AUDIENCES[0]
        grain = url_state.one("grain") or periods.DEFAULT_GRAIN
        numbers = {name: filter_fields.number(name, url_state.one(name)) for name in filter_fields.NUMBERS}
        first, last = _period(labels, last_day)
        _drawn_one("grain", periods.GRAINS, grain, words, labels.language)
        fitting = periods.fitting(grain, *facts.days(first, last))
        if fitting != grain:
            st.caption(_too_fine(words, grain, fitting))
        for name in _MAIN:
            _drawn_many(name, known[name], codes[name], labels)
        searched = word_search.draw(words)
        contains = _search(words)
        with st.expander(_more(words, codes, audience, numbers), key="more_filters"):
            _drawn_one("audience", filter_fields.AUDIENCES, audience, words, labels.language)
            number_filters.draw(labels, numbers)
            for name in filter_fields.CHOICES:
                if name not in _MAIN and (len(known[name]) > 1 or codes[name]):
                    _drawn_many(name, known[name], codes[name], labels)
        st.button(words("filter.reset"), key="reset", on_click=reset, icon=":material/restart_alt:", width="stretch")
    fields = {
        name: tuple("" if code == filter_fields.NONE else code for code in found) for name, found in codes.items()
    }
    chosen = filter_fields.made(fields, first, last, audience, contains, numbers, searched)
    with place:
        _count(chosen, words)
        if ignored:
            st.warning(words("filter.ignored", what=ignored), icon=":material/link_off:")
    return chosen, fitting


def _ignored(labels: Labels, known: filter_fields.AllowedValues, last_day: date | None) -> str:
    """What the address says that makes no sense here, in words; it is left out from now on."""
    values = url_state.values()
    unknown = list(filter_fields.chosen(values, known, last_day).unknown)
    for name, options in (("grain", periods.GRAINS), (url_state.LANGUAGE_KEY, LANGUAGES)):
        unknown += [(name, value) for value in values.get(name, ()) if value not in options]
    url_state.leave_out(unknown)
    shown = [f"{labels.words(f'filter.{name}')} ‘{plain(value[:_IGNORED_LETTERS])}’" for name, value in unknown]
    return ", ".join(shown[:_IGNORED_SHOWN]) + ("…" if len(shown) > _IGNORED_SHOWN else "")


def _period(labels: Labels, last_day: date | None) -> tuple[date | None, date | None]:
    """The choice of a period by name, and the two days where the choice is one's own; returns first and last day."""
    words, own = labels.words, any(url_state.one(name) for name in ("from", "until"))
    options = presets.CHOICES if last_day else (presets.ALL, presets.FREE)
    preset = url_state.one("period", options) or presets.ALL
    preset = presets.FREE if preset == presets.ALL and own else preset
    st.selectbox(
        words("filter.period"),
        options,
        format_func=lambda code: words(f"period.{code}"),
        key=(key := url_state.shown(f"period_{labels.language}", preset)),
        on_change=_take_period,
        args=(key, last_day),
        help=words("filter.period.help"),
    )
    if preset == presets.FREE:
        return _dates(words)
    if preset == presets.ALL or not last_day:
        return None, None
    first, last = presets.days(preset, last_day)
    st.caption(words("filter.period.days", first=first, last=last))
    return first, last


def _take_period(key: str, last_day: date | None) -> None:
    """Set the period chosen. Own days begin as the days of the period left; every other choice forgets them."""
    before, now = url_state.one("period"), st.session_state[key]
    days: tuple[date | str, ...] = ("", "")
    if now == presets.FREE and before in presets.PRESETS and last_day:
        days = presets.days(before, last_day)
    url_state.put({"period": now, "from": str(days[0]), "until": str(days[1])})


def _too_fine(words: Words, asked: str, drawn: str) -> str:
    names = {name: words(f"grain.{grain}").lower() for name, grain in (("asked", asked), ("drawn", drawn))}
    return words("filter.grain_too_fine", limit=periods.MOST, **names)


def _more(words: Words, chosen: dict[str, list[str]], audience: str, numbers: dict[str, float | None]) -> str:
    """The title of the closed box, which says how many of the filters in it are in use."""
    active = sum(bool(codes) for name, codes in chosen.items() if name not in _MAIN)
    active += audience != filter_fields.AUDIENCES[0]
    active += sum(value is not None for value in numbers.values())
    return words("filter.more_active", n=active) if active else words("filter.more")


def _count(filter: queries.Filter, words: Words) -> None:
    if filter.date_from and filter.date_until and filter.date_from >= filter.date_until:
        st.warning(words("filter.dates_swapped"))
    st.markdown(words("filter.selected", n=count(data.row("comment_count", filter=filter).get("n", 0))))


def one_of(name: str, options: Sequence[str], label: str, format_func: Callable[[str], str], language: str) -> str:
    """A choice that belongs to one page, kept in the address under ``name``; the first option is the default."""
    chosen = url_state.one(name, options)
    if not chosen:
        url_state.leave_out((name, value) for value in url_state.values().get(name, ()))
    st.segmented_control(
        label,
        options,
        format_func=format_func,
        key=(key := url_state.shown(f"{name}_{language}", chosen or options[0])),
        required=True,
        on_change=url_state.take,
        args=(name, key, options[0]),
        wrap=True,
    )
    return chosen or options[0]


def reset() -> None:
    """Take all limits off. Only in a callback."""
    url_state.put(dict.fromkeys(filter_fields.LIMITS, ""))


def described(view: View, filter: queries.Filter) -> str:
    """The filter in words, such as ``접점: 결제 · 감정: 불안``; "all" where there is no limit."""
    words = view.words
    parts = []
    for key, values in filter_fields.parameters(filter).items():
        shown = [view.label(key, value) for value in values] if key in filter_fields.CHOICES else values
        if key == "audience":
            shown = [words(f"audience.{value}") for value in values]
        if key == "intensity_from":
            shown = [words(f"intensity_from.{value}") for value in values]
        parts.append(f"{words(f'filter.{key}')}: {', '.join(shown)}")
    return " · ".join(parts) or words("filter.all")


def _dates(words: Words) -> tuple[date | None, date | None]:
    first, last = st.columns(2, gap="xsmall")
    return _date(first, "from", words), _date(last, "until", words)


def _date(place: DeltaGenerator, name: str, words: Words) -> date | None:
    chosen = filter_fields.day(url_state.one(name))
    day_input(place, words(f"filter.{name}"), name, chosen, url_state.take, (name, name))
    return chosen


def day_input(
    place: DeltaGenerator,
    label: str,
    name: str,
    chosen: date | None,
    on_change: Callable[..., None],
    args: tuple[Any, ...],
) -> None:
    """A field for a day that the address knows by ``name``."""
    place.date_input(
        label,
        value=None,
        min_value=filter_fields.FIRST_DAY,
        max_value=filter_fields.LAST_DAY,
        format="YYYY-MM-DD",
        key=url_state.shown(name, chosen),
        on_change=on_change,
        args=args,
    )


def _search(words: Words) -> str:
    typed = url_state.one("contains")[: filter_fields.LONGEST_SEARCH]
    st.text_input(
        words("filter.contains"),
        key=url_state.shown("contains", typed),
        on_change=url_state.take,
        args=("contains", "contains"),
        max_chars=filter_fields.LONGEST_SEARCH,
        placeholder=words("filter.contains.hint"),
        icon=":material/search:",
    )
    return typed


def _drawn_many(name: str, options: Sequence[str], chosen: list[str], labels: Labels) -> None:
    st.multiselect(
        labels.words(f"filter.{name}"),
        options,
        format_func=lambda code: labels.label(name, code),
        key=(key := url_state.shown(f"{name}_{labels.language}", chosen)),
        on_change=url_state.take,
        args=(name, key),
        placeholder=labels.words("filter.all"),
        help=labels.words(f"filter.{name}.help") if has(f"filter.{name}.help") else None,
    )


def _drawn_one(name: str, options: Sequence[str], chosen: str, words: Words, language: str) -> None:
    st.segmented_control(
        words(f"filter.{name}"),
        options,
        format_func=lambda code: words(f"{name}.{code}"),
        key=(key := url_state.shown(f"{name}_{language}", chosen)),
        required=True,
        on_change=url_state.take,
        args=(name, key),
        width="stretch",
    )
