"""The filters in the sidebar: shared by all pages, kept in the address, returned as one checked value.

Streamlit writes the text of an option into the address, and the text depends on the language. So each filter is a bound
widget that holds codes and is not drawn, beside a drawn one with labels that sets it.
"""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from views import address, data, link, number_filters, periods, presets, word_search
from views.strings import DEFAULT_LANGUAGE, LANGUAGES, Words, has, words_in
from views.view import Labels, View, count, plain

LANGUAGE_KEY = "lang"
"""The key of the language in the address, which its switch holds on every page."""

_HIDDEN = "address"
_STYLE = f"<style>*:has(> [class*='st-key-{_HIDDEN}_']) {{ display: none; }}</style>"
_MAIN = ("touchpoints", "emotions")
_IGNORED_SHOWN, _IGNORED_LETTERS = 4, 30
"""How much of an address that makes no sense is quoted: parts, and letters of each."""


def language() -> str:
    """The language of this session: from the address, else from the browser, else Korean. Draws the switch."""
    with st.sidebar:
        with st.container(key=f"{_HIDDEN}_lang"):
            st.html(_STYLE)
            chosen = _bound_one(LANGUAGE_KEY, LANGUAGES, _browser_language())
        _drawn_one(LANGUAGE_KEY, LANGUAGES, chosen, words_in(chosen), chosen)
    return chosen


def sidebar(labels: Labels, known: address.Known, facts: data.Facts) -> tuple[queries.Filter, str]:
    """Draw the filters; returns the filter and the grain of periods to draw (day, week or month)."""
    words, last_day = labels.words, facts.last
    with st.sidebar:
        ignored = _ignored(labels, known, last_day)
        place = st.container(key="selected_count")
        with st.container(key=f"{_HIDDEN}_filters"):
            bound = {name: _bound_many(name, known[name]) for name in address.CHOICES}
            audience = _bound_one("audience", address.AUDIENCES, address.AUDIENCES[0])
            grain = _bound_one("grain", periods.GRAINS, periods.DEFAULT_GRAIN)
            preset = _bound_one("period", presets.CHOICES, presets.ALL)
            numbers = {name: _bound_number(name) for name in address.NUMBERS}
        first, last = _period(labels, preset, last_day)
        _drawn_one("grain", periods.GRAINS, grain, words, labels.language)
        fitting = periods.fitting(grain, *facts.days(first, last))
        if fitting != grain:
            st.caption(_too_fine(words, grain, fitting))
        for name in _MAIN:
            _drawn_many(name, known[name], bound[name], labels)
        searched = word_search.draw(words)
        contains = _search(words)
        with st.expander(_more(words, bound, audience, numbers), key="more_filters"):
            _drawn_one("audience", address.AUDIENCES, audience, words, labels.language)
            number_filters.draw(labels, numbers)
            for name in address.CHOICES:
                if name not in _MAIN and (len(known[name]) > 1 or bound[name]):
                    _drawn_many(name, known[name], bound[name], labels)
        st.button(words("filter.reset"), key="reset", on_click=reset, icon=":material/restart_alt:", width="stretch")
    fields = {name: tuple("" if code == address.NONE else code for code in codes) for name, codes in bound.items()}
    chosen = address.made(fields, first, last, audience, contains, numbers, searched)
    with place:
        _count(chosen, words)
        if ignored:
            st.warning(words("filter.ignored", what=ignored), icon=":material/link_off:")
    return chosen, fitting


def _ignored(labels: Labels, known: address.Known, last_day: date | None) -> str:
    """What the address of this run says that makes no sense here, in words; before any widget has put it right."""
    values = {name: st.query_params.get_all(name) for name in st.query_params}
    unknown = list(address.chosen(values, known, last_day).unknown)
    for name, options in (("grain", periods.GRAINS), ("lang", LANGUAGES)):
        unknown += [(name, value) for value in values.get(name, ()) if value not in options]
    shown = [f"{labels.words(f'filter.{name}')} ‘{plain(value[:_IGNORED_LETTERS])}’" for name, value in unknown]
    return ", ".join(shown[:_IGNORED_SHOWN]) + ("…" if len(shown) > _IGNORED_SHOWN else "")


def _period(labels: Labels, preset: str, last_day: date | None) -> tuple[date | None, date | None]:
    """The choice of a period by name, and the two days where the choice is one's own; returns first and last day."""
    words = labels.words
    own = any(st.session_state.get(name, st.query_params.get(name)) for name in ("from", "until"))
    shown = presets.FREE if preset == presets.ALL and own else preset
    options = presets.CHOICES if last_day else (presets.ALL, presets.FREE)
    shown = shown if shown in options else presets.ALL
    key = _drawn_key("period", labels.language, shown)
    st.selectbox(
        words("filter.period"),
        options,
        format_func=lambda code: words(f"period.{code}"),
        key=key,
        on_change=_take_period,
        args=(key, last_day),
        help=words("filter.period.help"),
    )
    with st.container() if shown == presets.FREE else st.container(key=f"{_HIDDEN}_days"):
        first, last = _dates(words)
    if shown in presets.PRESETS and last_day:
        first, last = presets.days(shown, last_day)
        st.caption(words("filter.period.days", first=first, last=last))
    return first, last


def _take_period(key: str, last_day: date | None) -> None:
    """Set the period chosen. Own days begin as the days of the period left; every other choice forgets them."""
    before, now = st.session_state.get("period", presets.ALL), st.session_state[key]
    first, last = presets.days(before, last_day) if before in presets.PRESETS and last_day else (None, None)
    st.session_state["from"], st.session_state["until"] = (first, last) if now == presets.FREE else (None, None)
    st.session_state["period"] = now


def _bound_number(name: str) -> float | None:
    """A number filter, as text in the address; None where it limits nothing."""
    return address.number(name, st.text_input(name, key=name, bind="query-params") or "")


def _too_fine(words: Words, asked: str, drawn: str) -> str:
    names = {name: words(f"grain.{grain}").lower() for name, grain in (("asked", asked), ("drawn", drawn))}
    return words("filter.grain_too_fine", limit=periods.MOST, **names)


def _more(words: Words, bound: dict[str, list[str]], audience: str, numbers: dict[str, float | None]) -> str:
    """The title of the closed box, which says how many of the filters in it are in use."""
    active = sum(bool(codes) for name, codes in bound.items() if name not in _MAIN)
    active += audience != address.AUDIENCES[0]
    active += sum(value is not None for value in numbers.values())
    return words("filter.more_active", n=active) if active else words("filter.more")


def _count(filter: queries.Filter, words: Words) -> None:
    if filter.date_from and filter.date_until and filter.date_from >= filter.date_until:
        st.warning(words("filter.dates_swapped"))
    st.markdown(words("filter.selected", n=count(data.row("comment_count", filter=filter).get("n", 0))))


def one_of(name: str, options: Sequence[str], label: str, format_func: Callable[[str], str], language: str) -> str:
    """A choice that belongs to one page, kept in the address under ``name``; the first option is the default."""
    with st.container(key=f"{_HIDDEN}_{name}"):
        chosen = _bound_one(name, options, options[0])
    link.note(name, chosen if chosen != options[0] else "")
    key = _drawn_key(name, language, chosen)
    st.segmented_control(
        label, options, format_func=format_func, key=key, required=True, on_change=_take, args=(name, key), wrap=True
    )
    return chosen


def reset() -> None:
    """Take all limits off."""
    show(queries.Filter())


def show(filter: queries.Filter) -> None:
    """Set all filters to those of ``filter``. Only in a callback, or before the filters are drawn."""
    values = address.parameters(filter)
    for name in address.CHOICES:
        st.session_state[name] = values.get(name, [])
    st.session_state["from"] = filter.date_from
    for name in address.NUMBERS:
        st.session_state[name] = next(iter(values.get(name, ())), "")
    last = values.get("until")
    st.session_state["until"] = date.fromisoformat(last[0]) if last else None
    st.session_state["period"] = presets.FREE if filter.date_from or last else presets.ALL
    st.session_state["contains"] = filter.contains
    st.session_state["words"] = filter.words
    st.session_state["audience"] = filter.audience


def restore(values: dict[str, list[str]]) -> None:
    """Set all filters, and the page's own choices, to what an address says. Only before any widget is drawn."""
    for name in address.CHOICES:
        st.session_state[name] = values.get(name, [])
    for name in ("from", "until"):
        st.session_state[name] = address.day(next(iter(values.get(name, ())), ""))
    for name in ("contains", "words", *address.NUMBERS):
        st.session_state[name] = next(iter(values.get(name, ())), "")
    for name, default in (("period", presets.ALL), ("grain", periods.DEFAULT_GRAIN), ("audience", address.AUDIENCES[0])):
        st.session_state[name] = next(iter(values.get(name, ())), default)
    for name in address.GROUP_LISTS:
        st.session_state[name] = values.get(name, [])
    for name in address.GROUP_DAYS:
        st.session_state[name] = address.day(next(iter(values.get(name, ())), ""))
    listed = {*address.CHOICES, *address.NUMBERS, *address.GROUP_LISTS, *address.GROUP_DAYS}
    for name in values.keys() - {"from", "until", "contains", "words", *listed}:
        st.session_state[name] = int(values[name][0]) if name == "at" and values[name][0].isdecimal() else values[name][0]


def described(view: View, filter: queries.Filter) -> str:
    """The filter in words, such as ``접점: 결제 · 감정: 불안``; "all" where there is no limit."""
    words = view.words
    parts = []
    for key, values in address.parameters(filter).items():
        shown = [view.label(key, value) for value in values] if key in address.CHOICES else values
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
    found = place.date_input(
        words(f"filter.{name}"),
        value=None,
        min_value=address.FIRST_DAY,
        max_value=address.LAST_DAY,
        format="YYYY-MM-DD",
        key=name,
        bind="query-params",
    )
    return found if isinstance(found, date) and address.FIRST_DAY <= found <= address.LAST_DAY else None


def _search(words: Words) -> str:
    found = st.text_input(
        words("filter.contains"),
        key="contains",
        bind="query-params",
        max_chars=address.LONGEST_SEARCH,
        placeholder=words("filter.contains.hint"),
        icon=":material/search:",
    )
    return found or ""


def _browser_language() -> str:
    spoken = (st.context.locale or DEFAULT_LANGUAGE).split("-")[0].lower()
    return st.session_state.setdefault("spoken", "ko" if spoken == "ko" else "en")


def _bound_many(name: str, options: Sequence[str]) -> list[str]:
    state = st.session_state
    if name in state and not set(state[name]) <= set(options):
        state[name] = [code for code in state[name] if code in options]
    found = st.multiselect(name, options, key=name, bind="query-params")
    return [code for code in found if code in options]


def _bound_one(name: str, options: Sequence[str], default: str) -> str:
    if st.session_state.get(name, default) not in options:
        st.session_state[name] = default
    found = st.selectbox(name, options, index=options.index(default), key=name, bind="query-params")
    return found if found in options else default


def _drawn_many(name: str, options: Sequence[str], chosen: list[str], labels: Labels) -> None:
    key = _drawn_key(name, labels.language, chosen)
    st.multiselect(
        labels.words(f"filter.{name}"),
        options,
        format_func=lambda code: labels.label(name, code),
        key=key,
        on_change=_take,
        args=(name, key),
        placeholder=labels.words("filter.all"),
        help=labels.words(f"filter.{name}.help") if has(f"filter.{name}.help") else None,
    )


def _drawn_one(name: str, options: Sequence[str], chosen: str, words: Words, language: str) -> None:
    key = _drawn_key(name, language, chosen)
    st.segmented_control(
        words(f"filter.{name}"),
        options,
        format_func=lambda code: words(f"{name}.{code}"),
        key=key,
        required=True,
        on_change=_take,
        args=(name, key),
        width="stretch",
    )


def _drawn_key(name: str, language: str, chosen: list[str] | str) -> str:
    key = f"{name}_{language}"
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen
    return key


def _take(name: str, key: str) -> None:
    st.session_state[name] = st.session_state[key]
