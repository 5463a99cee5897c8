"""The search by word in the sidebar: what is typed, and which lemmas it was taken for."""

import streamlit as st

import queries
from queries.search import search
from views.session import data, url_state
from views.session.current_view import plain
from views.words import filter_fields
from views.words.strings import Words

KEY = "words"


def draw(words: Words) -> str:
    """Draw the field and what its words were taken for; returns what is typed."""
    typed = url_state.one(KEY)[: filter_fields.LONGEST_SEARCH]
    st.text_input(
        words("filter.words"),
        key=url_state.shown(KEY, typed),
        on_change=url_state.take,
        args=(KEY, KEY),
        max_chars=filter_fields.LONGEST_SEARCH,
        placeholder=words("filter.words.hint"),
        help=words("filter.words.help"),
        icon=":material/search:",
    )
    if typed.strip():
        _say(words, data.search(typed), typed)
    return typed


def described(found: queries.ParsedSearch) -> str:
    """What a search looks for, in dictionary forms: ``배송 · 늦다 · −환불``."""
    parts = []
    for term in found.terms:
        if term.kind in ("words", "text"):
            shown = " · ".join(term.forms()) if term.kind == "words" else f"“{term.text}”"
            parts.append(f"−{shown}" if term.excluded else shown)
    return " · ".join(parts)


def _say(words: Words, found: queries.ParsedSearch, typed: str) -> None:
    if found.unknown:
        unknown = ", ".join(f"‘{plain(word)}’" for word in found.unknown)
        st.warning(words("search.unknown", what=unknown), icon=":material/search_off:")
        st.button(words("search.exact"), key="search_exact", on_click=_search_exactly, args=(typed,), width="stretch")
        return
    parts = [words("search.by", what=plain(described(found)))] if described(found) else []
    ignored = ", ".join(f"‘{plain(term.text)}’" for term in found.terms if term.kind == "ignored")
    parts += [words("search.ignored", what=ignored)] if ignored else []
    st.caption(" ".join(parts))


def _search_exactly(typed: str) -> None:
    url_state.put({"contains": search.exact(typed), KEY: ""})
