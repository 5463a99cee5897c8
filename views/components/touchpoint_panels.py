"""How comments find their touchpoints: coverage by source, frequent words without one, and giving such a word to a touchpoint."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

import queries
from views.access import gate
from views.access.roles import TEACH
from views.components import comment_list
from views.session import data, touchpoint_words
from views.session.current_view import View, count, percent, plain
from views.session.kept_beside import NotKept
from views.words import filter_fields
from views.words.strings import Words

WORDS_SHOWN = 100
EXAMPLES = 3
"""Frequent words without a place, and comments shown of the one that is chosen."""

_MESSAGE = "places_message"

_USUAL = {"use": "Use", "renewal": "Renewal"}
"""Touchpoints by whose names the journey of the defaults is told from those of the kinds of business."""


def show_stages(view: View) -> None:
    """That the stages are those for any business online, where they are, and how to have those of another one."""
    names = {row["touchpoint"]: row["label_en"] for row in data.run("touchpoint_list").to_pylist() if row["in_journey"]}
    if _USUAL.items() <= names.items():
        st.caption(view.words("places.stages"), help=view.words("places.stages.help"))


def show_places(view: View) -> None:
    """A closed box with all of it, which is counted when somebody opens it."""
    words = view.words
    box = st.expander(words("places.title"), icon=":material/signpost:", key="places", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(words("places.what"))
        _show_coverage(view)
        if gate.may("read") and view.filter.audience == "customer":
            _show_unplaced(view)
        if gate.may(TEACH):
            _show_added(view)


def _show_coverage(view: View) -> None:
    words, rows = view.words, data.run("touchpoint_coverage_by_source", filter=view.filter).to_pylist()
    shown = [row for row in rows if row["n"]]
    if not shown:
        return
    st.dataframe(
        {
            words("column.source"): [row["source"] for row in shown],
            words("word.n_comments"): [count(row["n"]) for row in shown],
            words("places.share"): [percent(row["share"]) for row in shown],
            words("places.by_word"): [percent(row["by_word"] / row["n"]) for row in shown],
            words("places.by_answer"): [percent(row["by_answer"] / row["n"]) for row in shown],
        },
        hide_index=True,
        alt=words("places.coverage"),
    )


def _show_unplaced(view: View) -> None:
    words, rows = view.words, data.run("unplaced_lemma_list", filter=view.filter, limit=WORDS_SHOWN).to_pylist()
    st.markdown(f"**{words('places.unplaced')}**")
    if not rows:
        st.caption(words("places.unplaced.none"))
        return
    st.caption(words("places.unplaced.note"))
    names = [row["lemma"].rpartition("/")[0] or row["lemma"] for row in rows]
    chosen: Any = st.dataframe(
        {words("places.word"): names, words("places.comments"): [row["n"] for row in rows]},
        hide_index=True,
        height=240,
        key="unplaced_words",
        selection_mode="single-row",
        on_select="rerun",
        alt=words("places.unplaced"),
    )
    picked = chosen.selection.rows
    if picked and picked[0] < len(names):
        _show_word(view, names[picked[0]], rows[picked[0]]["n"])


def _show_word(view: View, word: str, n: int) -> None:
    """What the word would move, and the touchpoints that can have it."""
    words = view.words
    there = filter_fields.narrowed(view.filter, touchpoints=("",), words=word, states=("scored",))
    st.markdown(plain(words("places.moves", word=word, n=count(n))))
    comment_list.show_link_to_comments(view, there, words("panel.read"), "places_read")
    found = data.run("comment_list", filter=there, order="newest", limit=EXAMPLES, offset=0).to_pylist()
    for row in found:
        st.caption(plain(view.said(" ".join((row["text"] or "").split())[:200])))
    if not gate.may(TEACH):
        return
    with st.container(horizontal=True):
        for point in (point for point in view.touchpoints.values() if point.in_journey):
            st.button(
                plain(point.label),
                key=f"places_add_{point.code}",
                on_click=partial(_add, queries.AddedWord(point.code, word)),
                icon=":material/add:",
            )


def _show_added(view: View) -> None:
    words = view.words
    _show_message(words)
    try:
        added = touchpoint_words.added(queries.database_path())
    except NotKept as refused:
        st.warning(words(f"places.{refused.key}"), icon=":material/warning:")
        return
    if not added:
        return
    st.markdown(f"**{words('places.added', n=count(len(added)))}**")
    st.caption(words("places.added.note"))
    for number, item in enumerate(reversed(added)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(f"{item.words} → {view.touchpoint(item.touchpoint)}"))
            st.button(
                words("places.take_back"),
                key=f"places_take_back_{number}",
                on_click=partial(_take_back, item),
                type="tertiary",
                icon=":material/undo:",
            )


def _show_message(words: Words) -> None:
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.warning(words(f"places.{message}"), icon=":material/warning:")


def _add(word: queries.AddedWord) -> None:
    _keep("touchpoint_word", word, partial(touchpoint_words.add, queries.database_path(), word))


def _take_back(word: queries.AddedWord) -> None:
    _keep("touchpoint_word_undone", word, partial(touchpoint_words.take_back, queries.database_path(), word))


def _keep(what: str, word: queries.AddedWord, change: Callable[[], None]) -> None:
    """Make a change that is noted in the access log, by its touchpoint alone: the words may be somebody's."""
    visitor = gate.require(TEACH)
    try:
        change()
        gate.note_quietly(visitor, what, name=word.touchpoint)
    except NotKept as refused:
        st.session_state[_MESSAGE] = refused.key
