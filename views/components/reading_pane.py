"""One comment as it is read: its text with its clauses, each of which is corrected in place, what is like it, what is behind it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from views.access import gate
from views.access.roles import ACT, CORRECT
from views.components import action_form, correction_form, keeping
from views.components.reading_list import opening
from views.files import reading
from views.files.comment_facts import facts_html
from views.session import data, share_link
from views.session.current_view import View, count, percent
from views.words.terms import shown_term

OTHERS_SHOWN = 10
SIMILAR_SHOWN = 12
"""Comments of the same customer, and comments like it, that can be opened from one."""

_TOPICS = 4
"""Topics of a comment that are named."""

Open = Callable[[int], None]
"""Opens another comment. Only in a callback."""

_FORM = "reading_form"
"""What is open in the pane: the comment's number, and act, whole, link, customer, similar, or the number of a clause."""


def show_actions(view: View, row: Mapping[str, Any]) -> None:
    """What can be done about a comment: an action, a correction, its link."""
    words, number = view.words, row["feedback_id"]
    if gate.may(ACT) and row["audience"] == "customer":
        _button(words("action.add"), number, "act", "add_task", type="primary", shortcut="A")
    if _may_correct(row):
        _button(words("reading.correct"), number, "whole", "edit", shortcut="E")
    _button(words("reading.link"), number, "link", "link", type="tertiary")


def show_body(view: View, row: Mapping[str, Any], open_other: Open, listed: Mapping[str, Any] | None = None) -> None:
    """Everything about one comment, a row of comment.sql; first what its row in the list (``listed``) says of the filter's
    touchpoints."""
    keeping.run_page_again()
    with st.container(key="comment_in_full", gap="small"):
        correction_form.show_message(view)
        _show_opened(view, row)
        there = reading.there_html(view, listed, row) if listed else ""
        st.html(there + reading.head_html(view, row) + reading.text_html(view, row) + reading.reply_html(view, row))
        _show_clauses(view, row)
        topics = [shown_term(term) for term in row["topics"][:_TOPICS]]
        below = reading.whole_html(view, row) + reading.topics_html(view, topics)
        if below:
            st.html(below)
        correction_form.show_said(view, row)
        if row["audience"] == "customer":
            _show_others(view, row, open_other)
        with st.expander(view.words("reading.behind"), key=f"behind_{row['feedback_id']}", on_change="rerun") as behind:
            if behind.open:
                st.html(facts_html(view, row))


def address_of(number: int) -> str:
    """The address that opens this comment in another browser; without a browser, what follows its host."""
    return f"{share_link.dashboard()}/comments?comment={number}"


def _may_correct(row: Mapping[str, Any]) -> bool:
    return row["state"] == "scored" and gate.may(CORRECT)


def _opened(number: int) -> object:
    """What is open of this comment, None for nothing."""
    found: tuple[int, object] = st.session_state.get(_FORM, (0, None))
    return found[1] if found[0] == number else None


def _toggle(number: int, what: object) -> None:
    st.session_state[_FORM] = (number, None if _opened(number) == what else what)


def _button(label: str, number: int, what: object, icon: str, **look: Any) -> None:
    st.button(
        label,
        key=f"reading_{what}_{number}",
        icon=f":material/{icon}:" if icon else None,
        on_click=_toggle,
        args=(number, what),
        **look,
    )


def _show_opened(view: View, row: Mapping[str, Any]) -> None:
    """The form or the link that a button above the text has opened."""
    number, opened = row["feedback_id"], _opened(row["feedback_id"])
    if opened != "act":
        action_form.show_link_of_comment(view, f"comment_{number}")
    if opened == "act" and gate.may(ACT):
        mention = next(iter(reading.clauses(row)), None)
        with st.container(border=True, key="reading_action"):
            place = mention["touchpoint"] if mention else row["touchpoint"]
            measure = mention["leading_emotion"] if mention else None
            action_form.show_fields(view, f"comment_{number}", place, measure, number, partial(_toggle, number, "act"))
    elif opened == "whole" and _may_correct(row):
        with st.container(border=True, key="reading_correction"):
            st.caption(view.words("correct.what"))
            correction_form.show_fields(view, row, 0, partial(_toggle, number, "whole"))
    elif opened == "link":
        with st.container(key="comment_link"):
            st.caption(view.words("comments.link"))
            st.code(address_of(number), language=None, wrap_lines=True)


def _show_clauses(view: View, row: Mapping[str, Any]) -> None:
    """The table of clauses; what a line says is corrected below it."""
    found = reading.clauses(row)
    if not found:
        return
    number = row["feedback_id"]
    with st.container(key="clauses", gap=None):
        st.html(reading.clauses_head(view))
        for place in range(1, len(found) + 1):
            with st.container(key=f"clause_{place}", horizontal=True, gap="xsmall"):
                st.html(reading.clause_html(view, row, place))
                if _may_correct(row):
                    _button(view.words("correct.title"), number, place, "edit", type="tertiary")
            if _opened(number) == place and _may_correct(row):
                with st.container(border=True, key="correcting_clause"):
                    correction_form.show_fields(view, row, place, partial(_toggle, number, place))


def _show_others(view: View, row: Mapping[str, Any], open_other: Open) -> None:
    """How many comments are like it, and the way to what else its customer has said; either opens as a list."""
    words, number = view.words, row["feedback_id"]
    similar = data.run("similar_comment_list", feedback_id=number, limit=SIMILAR_SHOWN).to_pylist()
    with st.container(horizontal=True, key="reading_others", gap="small"):
        if similar:
            _button(words("reading.similar", n=count(len(similar))), number, "similar", "", type="tertiary")
        if row["customer_key"]:
            _button(words("comments.customer_others"), number, "customer", "", type="tertiary")
    if _opened(number) == "similar":
        _show_similar(view, similar, open_other)
    elif _opened(number) == "customer":
        _show_own(view, number, open_other)


def _show_similar(view: View, rows: Sequence[Mapping[str, Any]], open_other: Open) -> None:
    st.caption(view.words("comments.similar.rule"))
    for other in rows:
        shared = " · ".join(dict.fromkeys(lemma.rpartition("/")[0] or lemma for lemma in other["shared"]))
        note = view.words("comments.similar.shared", share=percent(other["likeness"]), words=shared)
        _show_other(view, other, note, "similar", open_other)


def _show_own(view: View, number: int, open_other: Open) -> None:
    found = data.run("customer_comment_list", feedback_id=number, limit=OTHERS_SHOWN).to_pylist()
    if not found:
        st.caption(view.words("comments.customer_none"))
        return
    of_n = found[0]["of_n"]
    key = "comments.customer_order" if len(found) == of_n - 1 else "comments.customer_near"
    st.caption(view.words(key, n=of_n, shown=len(found)))
    for other in found:
        mark = view.words("comments.earlier" if other["is_earlier"] else "comments.later")
        _show_other(view, other, f"{other['nth']}/{of_n} {mark}", "customer", open_other)


def _show_other(view: View, row: Mapping[str, Any], note: str, kind: str, open_other: Open) -> None:
    number = row["feedback_id"]
    with st.container(key=f"{kind}_{number}", gap=None):
        st.html(reading.row_html(view, row, False, note))
        st.button(
            opening(view, row),
            key=f"hop_{kind}_{number}",
            type="tertiary",
            on_click=open_other,
            args=(number,),
        )
