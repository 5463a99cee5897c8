"""What people have said of comments, on the model page: how often the scorer is right, how people agree, what to look at next."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

import queries
from queries import corrections
from views.access import gate
from views.access.roles import CORRECT
from views.components import comment_dialog, correction_form, parts
from views.files.comment_card import comment_html
from views.session import data
from views.session.current_view import View, count, percent

QUEUE_SHOWN = 5
"""Comments of the queue on screen."""

_QUICK = (-1.0, 0.0, 1.0)
"""Tones that a button of the queue says."""


def show_corrections(view: View) -> None:
    """All of it, for those who may correct."""
    if not gate.may(CORRECT):
        return
    words, place = view.words, queries.database_path()
    parts.section_title(words("correct.own"))
    kept, unread = corrections.kept(place), corrections.unread(place)
    if unread:
        st.warning(words("correct.unread", n=count(unread)), icon=":material/warning:")
    if kept:
        _show_accuracy(view, data.run("accuracy_by_label").to_pylist())
        _show_agreement(view, corrections.agreements(kept))
    else:
        st.caption(words("correct.own.none"))
    box = st.expander(words("correct.queue"), icon=":material/checklist:", key="correct_queue", on_change="rerun")
    if box.open:
        with box:
            _show_queue(view)
    comment_dialog.show_open_comment(view)


def _show_accuracy(view: View, rows: Sequence[dict[str, Any]]) -> None:
    words = view.words
    shown = [row for row in rows if row["share"] is not None]
    if not shown:
        st.caption(words("correct.few", limit=view.facts.limits_of("customer").hidden_below))
        return
    st.caption(words("correct.own.note"))
    names = [words(f"correct.column.{name}") for name in ("label", "share", "labelled", "found", "both", "n")]
    _show_table(view, names, [_line(view, row) for row in shown if row["about"] != "emotion"])
    if emotions := [_line(view, row) for row in shown if row["about"] == "emotion"]:
        with st.expander(words("correct.emotions"), icon=":material/table:", key="correct_emotions"):
            _show_table(view, names, emotions)


def _line(view: View, row: dict[str, Any]) -> tuple[str, ...]:
    """A row of the table: what is meant, how often it was right, and from how many."""
    counted = ("" if row[name] is None else count(row[name]) for name in ("labelled", "found", "both"))
    return (_label(view, row), _share(row), *counted, count(row["n"]))


def _label(view: View, row: dict[str, Any]) -> str:
    if row["about"] == "emotion":
        return view.emotion(row["label"])
    return view.words(f"correct.label.{row['label'] or 'tone'}")


def _share(row: dict[str, Any]) -> str:
    return f"{percent(row['share'])} ({percent(row['share_low'])} – {percent(row['share_high'])})"


def _show_agreement(view: View, found: Sequence[corrections.Agreement]) -> None:
    words = view.words
    if not found:
        return
    st.caption(words("correct.agreement.note"))
    lines = [
        (
            f"{each.one} · {each.other}",
            words(f"correct.about.{each.about}"),
            "–" if each.kappa is None else f"{each.kappa:.2f} ({each.low:.2f} – {each.high:.2f})",
            f"{count(each.same)} / {count(each.n)}",
            count(each.items),
        )
        for each in found
    ]
    names = ("people", "about", "kappa", "same", "items")
    _show_table(view, [words(f"correct.agreement.{name}") for name in names], lines)


def _show_table(view: View, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    st.table({title: [line[place] for line in lines] for place, title in enumerate(columns)}, border="horizontal")


def _show_queue(view: View) -> None:
    words = view.words
    st.caption(words("correct.queue.what"))
    rows = data.run("doubtful_comment_list", filter=queries.Filter(), limit=QUEUE_SHOWN, offset=0).to_pylist()
    if not rows:
        st.caption(words("correct.queue.none"))
    for row in rows:
        number = row["feedback_id"]
        note = words("correct.queue.doubt", doubt=percent(row["doubt"]))
        with st.container(key=f"queued_{number}"):
            st.html(comment_html(view, row, note=note))
            with st.container(horizontal=True, vertical_alignment="center"):
                for tone in _QUICK:
                    st.button(
                        words(f"correct.tone.{tone:g}"),
                        key=f"queue_{number}_{tone:g}",
                        on_click=partial(correction_form.keep, row, corrections.Wanted(tone=tone)),
                    )
                st.button(
                    words("comments.full"),
                    key=f"queue_{number}_open",
                    type="tertiary",
                    on_click=comment_dialog.open_comment,
                    args=(number,),
                )
