"""The search by word: what is typed, which lemmas it is understood as, and what may be meant where nothing is found."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

import queries
from queries.search import search
from views.session import data, url_state
from views.session.current_view import View, count, plain
from views.words import filter_fields
from views.words.korean_particles import thing
from views.words.strings import Words

HERE = "search_here"
"""The key of the field beside the filter bar."""

FEWEST_LETTERS = 2
"""Letters of a word from which on it is looked for inside longer ones."""


def show(name: str, typed: str, words: Words) -> None:
    """Show the field of the filter ``name`` among the other filters."""
    st.text_input(
        words(f"filter.{name}"),
        key=url_state.show_value(name, typed),
        on_change=url_state.store_choice,
        args=(name, name),
        max_chars=filter_fields.LONGEST_SEARCH,
        placeholder=_hint(words),
        help=words(f"filter.{name}.help"),
        icon=":material/search:",
    )


def show_here(view: View) -> None:
    """The same field beside the filter bar, on the page whose main concern it is; what is typed here holds on it alone."""
    words = view.words
    st.text_input(
        words("filter.words"),
        key=url_state.show_value(HERE, view.filter.words),
        on_change=_search_here,
        max_chars=filter_fields.LONGEST_SEARCH,
        placeholder=_hint(words),
        icon=":material/search:",
        label_visibility="collapsed",
        width=216,
    )


def _search_here() -> None:
    url_state.put_here({"words": [st.session_state[HERE]]})


def described(found: queries.ParsedSearch) -> str:
    """What a search looks for, in dictionary forms: ``배송 · 늦다``, with a minus before what must not be there."""
    parts = []
    for term in found.terms:
        if term.kind in ("words", "text"):
            shown = " · ".join(term.forms()) if term.kind == "words" else f"“{term.text}”"
            parts.append(f"−{shown}" if term.excluded else shown)
    return " · ".join(parts)


def say(words: Words, language: str, filter: queries.Filter) -> None:
    """What the words of a filter are understood as; where they find nothing or very little, what may be meant."""
    if not filter.words:
        return
    found = data.search(filter.words)
    if found.unknown:
        unknown = ", ".join(f"‘{plain(word)}’" for word in found.unknown)
        st.warning(words("search.unknown", what=unknown), icon=":material/search_off:")
    meant, told = data.did_you_mean(filter), _understood(words, found, filter.words)
    inside = 0 if meant else _more_inside(found, filter)
    if any((told, meant, found.unknown, inside)):
        with st.container(horizontal=True, key="search_meant", gap="small", vertical_alignment="center"):
            _show_told(words, told)
            _offer(words, language, meant)
            _offer_exactly(words, found, filter.words)
            _offer_inside(words, filter.words, inside)


def _show_told(words: Words, told: Sequence[str]) -> None:
    if told:
        st.html(f'<span class="o-note">{escape(" ".join(told))}</span>', width="content")


def _understood(words: Words, found: queries.ParsedSearch, typed: str) -> list[str]:
    """What is looked for, where that is not what was typed, and what says nothing."""
    if found.unknown:
        return []
    what = described(found)
    ignored = ", ".join(f"‘{term.text}’" for term in found.terms if term.kind == "ignored")
    told = [words("search.by", what=what)] if what not in ("", typed) else []
    return told + ([words("search.ignored", what=ignored)] if ignored else [])


def _offer_exactly(words: Words, found: queries.ParsedSearch, typed: str) -> None:
    if found.unknown:
        st.button(words("search.exact"), key="search_exact", on_click=_search_exactly, args=(typed,))


def _more_inside(found: queries.ParsedSearch, filter: queries.Filter) -> int:
    """How many comments have the letters of a word, inside longer words too, where these are more than have the word; else 0."""
    typed = filter.words.strip()
    is_one_word = [(term.kind, term.excluded) for term in found.terms] == [("words", False)]
    if not is_one_word or len(typed) < FEWEST_LETTERS:
        return 0
    by_letters = replace(filter, words="", contains=search.exact(typed))
    n, all_of_them = (data.row("comment_count", filter=one).get("n") or 0 for one in (filter, by_letters))
    return all_of_them if all_of_them > n else 0


def _offer_inside(words: Words, typed: str, n: int) -> None:
    if n:
        label = words("search.inside", what=plain(typed.strip()), n=count(n))
        st.button(label, key="search_inside", icon=":material/search:", on_click=_search_exactly, args=(typed.strip(),))


def _offer(words: Words, language: str, meant: queries.Suggestion | None) -> None:
    """A button that searches for the word that may be meant."""
    if meant is None:
        return
    word = plain(meant.meant)
    particle = thing(meant.meant)[len(meant.meant) :] if language == "ko" else ""
    st.button(
        words("search.meant", what=f"‘{word}’{particle}"),
        key="search_meant_this",
        icon=":material/search:",
        on_click=url_state.put,
        args=({"words": meant.search},),
    )


def _search_exactly(typed: str) -> None:
    url_state.put({"contains": search.exact(typed), "words": ""})


def _hint(words: Words) -> str:
    """A search that finds something in this database."""
    usual = words("search.example.words")
    return words("search.example", what=data.search_example(usual) or usual.partition(" ")[0])
