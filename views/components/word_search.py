"""The search by word: what is typed, and which lemmas it is understood as."""

import streamlit as st

import queries
from queries.search import search
from views.session import data, url_state
from views.session.current_view import plain
from views.words import filter_fields
from views.words.strings import Words


def show(name: str, typed: str, words: Words) -> None:
    """Show the field of the filter ``name``, and what its words are understood as."""
    st.text_input(
        words(f"filter.{name}"),
        key=url_state.show_value(name, typed),
        on_change=url_state.store_choice,
        args=(name, name),
        max_chars=filter_fields.LONGEST_SEARCH,
        placeholder=words(f"filter.{name}.hint"),
        help=words(f"filter.{name}.help"),
        icon=":material/search:",
    )
    if typed:
        _say(words, data.search(typed), name, typed)


def described(found: queries.ParsedSearch) -> str:
    """What a search looks for, in dictionary forms: ``배송 · 늦다``, with a minus before what must not be there."""
    parts = []
    for term in found.terms:
        if term.kind in ("words", "text"):
            shown = " · ".join(term.forms()) if term.kind == "words" else f"“{term.text}”"
            parts.append(f"−{shown}" if term.excluded else shown)
    return " · ".join(parts)


def _say(words: Words, found: queries.ParsedSearch, name: str, typed: str) -> None:
    if found.unknown:
        unknown = ", ".join(f"‘{plain(word)}’" for word in found.unknown)
        st.warning(words("search.unknown", what=unknown), icon=":material/search_off:")
        st.button(
            words("search.exact"), key="search_exact", on_click=_search_exactly, args=(name, typed), width="stretch"
        )
        return
    parts = [words("search.by", what=plain(described(found)))] if described(found) else []
    ignored = ", ".join(f"‘{plain(term.text)}’" for term in found.terms if term.kind == "ignored")
    parts += [words("search.ignored", what=ignored)] if ignored else []
    st.caption(" ".join(parts))


def _search_exactly(name: str, typed: str) -> None:
    url_state.put({"contains": search.exact(typed), name: ""})
