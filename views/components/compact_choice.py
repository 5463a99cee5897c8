"""A choice of many in the room of a few: the first ones as segments, the others in a menu beside them."""

from collections.abc import Callable, Sequence

import streamlit as st

from views.components import filter_widgets
from views.session import url_state

_MENU_WIDTH = 150


def one_of(
    name: str,
    options: Sequence[str],
    few: int,
    label: str,
    other: str,
    format_func: Callable[[str], str],
    language: str,
) -> str:
    """A choice that belongs to one page, kept in the address under ``name``; the first option is the default.

    The first ``few`` options, and the one that is chosen, are segments; ``other`` is what the menu of all others is called.
    """
    chosen = _chosen(name, options)
    shown = [code for at, code in enumerate(options) if at < few or code == chosen or len(options) <= few + 1]
    with st.container(
        horizontal=True, key=f"choice_{name}", gap="xsmall", vertical_alignment="center", width="content"
    ):
        filter_widgets.one_of(name, shown, label, format_func, language, is_quiet=True)
        if len(shown) < len(options):
            _show_menu(name, [code for code in options if code not in shown], other, format_func, language)
    return chosen


def _chosen(name: str, options: Sequence[str]) -> str:
    chosen = url_state.one(name, options)
    if not chosen:
        url_state.leave_out((name, value) for value in url_state.values().get(name, ()))
    return chosen or options[0]


def _show_menu(name: str, options: Sequence[str], other: str, format_func: Callable[[str], str], language: str) -> None:
    st.selectbox(
        other,
        options,
        format_func=format_func,
        key=(key := url_state.show_value(f"{name}_other_{language}", None)),
        index=None,
        placeholder=other,
        on_change=url_state.store_choice,
        args=(name, key),
        label_visibility="collapsed",
        width=_MENU_WIDTH,
    )
