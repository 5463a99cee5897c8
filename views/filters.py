"""The filters in the sidebar: shared by all pages, kept in the address, returned as one checked value.

Streamlit writes the text of an option into the address, and the text depends on the language. So each filter is a bound
widget that holds codes and is not drawn, beside a drawn one with labels that sets it.
"""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from views import address, data, periods
from views.strings import DEFAULT_LANGUAGE, LANGUAGES, Words, words_in
from views.view import Labels, View, count

_HIDDEN = "address"
_STYLE = f"<style>*:has(> [class*='st-key-{_HIDDEN}_']) {{ display: none; }}</style>"
_MAIN = ("touchpoints", "emotions")


def language() -> str:
    """The language of this session: from the address, else from the browser, else Korean. Draws the switch."""
    with st.sidebar:
        with st.container(key=f"{_HIDDEN}_lang"):
            st.html(_STYLE)
            chosen = _bound_one("lang", LANGUAGES, _browser_language())
        _drawn_one("lang", LANGUAGES, chosen, words_in(chosen), chosen)
    return chosen


def sidebar(labels: Labels, known: address.Known, facts: data.Facts) -> tuple[queries.Filter, str]:
    """Draw the filters; returns the filter and the grain of periods to draw (day, week or month)."""
    words = labels.words
    with st.sidebar:
        place = st.container(key="selected_count")
        with st.container(key=f"{_HIDDEN}_filters"):
            bound = {name: _bound_many(name, known[name]) for name in address.CHOICES}
            audience = _bound_one("audience", address.AUDIENCES, address.AUDIENCES[0])
            grain = _bound_one("grain", periods.GRAINS, periods.DEFAULT_GRAIN)
        first, last = _dates(words)
        _drawn_one("grain", periods.GRAINS, grain, words, labels.language)
        fitting = periods.fitting(grain, *facts.days(first, last))
        if fitting != grain:
            st.caption(_too_fine(words, grain, fitting))
        for name in _MAIN:
            _drawn_many(name, known[name], bound[name], labels)
        contains = _search(words)
        with st.expander(_more(words, bound, audience), key="more_filters"):
            _drawn_one("audience", address.AUDIENCES, audience, words, labels.language)
            for name in address.CHOICES:
                if name not in _MAIN and (len(known[name]) > 1 or bound[name]):
                    _drawn_many(name, known[name], bound[name], labels)
        st.button(words("filter.reset"), key="reset", on_click=reset, icon=":material/restart_alt:", width="stretch")
    fields = {name: tuple("" if code == address.NONE else code for code in codes) for name, codes in bound.items()}
    chosen = address.made(fields, first, last, audience, contains)
    with place:
        _count(chosen, words)
    return chosen, fitting


def _too_fine(words: Words, asked: str, drawn: str) -> str:
    names = {name: words(f"grain.{grain}").lower() for name, grain in (("asked", asked), ("drawn", drawn))}
    return words("filter.grain_too_fine", limit=periods.MOST, **names)


def _more(words: Words, bound: dict[str, list[str]], audience: str) -> str:
    """The title of the closed box, which says how many of the filters in it are in use."""
    active = sum(bool(codes) for name, codes in bound.items() if name not in _MAIN)
    active += audience != address.AUDIENCES[0]
    return words("filter.more_active", n=active) if active else words("filter.more")


def _count(filter: queries.Filter, words: Words) -> None:
    if filter.date_from and filter.date_until and filter.date_from >= filter.date_until:
        st.warning(words("filter.dates_swapped"))
    st.markdown(words("filter.selected", n=count(data.row("comment_count", filter=filter).get("n", 0))))


def one_of(name: str, options: Sequence[str], label: str, format_func: Callable[[str], str], language: str) -> str:
    """A choice that belongs to one page, kept in the address under ``name``; the first option is the default."""
    with st.container(key=f"{_HIDDEN}_{name}"):
        chosen = _bound_one(name, options, options[0])
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
    last = values.get("until")
    st.session_state["until"] = date.fromisoformat(last[0]) if last else None
    st.session_state["contains"] = filter.contains
    st.session_state["audience"] = filter.audience


def described(view: View, filter: queries.Filter) -> str:
    """The filter in words, such as ``접점: 결제 · 감정: 불안``; "all" where there is no limit."""
    words = view.words
    parts = []
    for key, values in address.parameters(filter).items():
        shown = [view.label(key, value) for value in values] if key in address.CHOICES else values
        if key == "audience":
            shown = [words(f"audience.{value}") for value in values]
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
    found = st.multiselect(name, options, key=name, bind="query-params")
    return [code for code in found if code in options]


def _bound_one(name: str, options: Sequence[str], default: str) -> str:
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
