"""The note beside the filters on answers that repeat the same words, with the switch that counts them once."""

import streamlit as st

import queries
from views.files.attention import flood_of
from views.session import data, url_state
from views.session.current_view import count
from views.words.strings import Words


def show(filter: queries.Filter, words: Words) -> None:
    """Say that many of the answers repeat the same words, which makes intervals look narrower than they are; and count
    them once, or all again."""
    if filter.repeats:
        st.button(
            words("flood.count_all"), key="flood_all", on_click=url_state.put, args=({"repeats": ""},), type="tertiary"
        )
        return
    if found := flood_of(data.run, filter):
        st.caption(
            words("flood.found", same=count(found["same"]), texts=count(found["texts"]), once=count(found["once"]))
        )
        st.button(
            words("flood.count_once"),
            key="flood_once",
            on_click=url_state.put,
            args=({"repeats": "once"},),
            type="tertiary",
        )
