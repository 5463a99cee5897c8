"""Correcting one comment where it is read: its tone, emotions and touchpoint, or those of one of its mentions."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

import queries
from queries import corrections
from views.access import gate
from views.access.roles import CORRECT
from views.components import keeping
from views.session.current_view import View, plain, tone_text

TONES = (-1.0, -0.5, 0.0, 0.5, 1.0)
"""Tones that can be chosen; one that nobody has changed stays exactly as it was."""

CLEAR = 2
"""Intensity of an emotion that the scorer has not seen."""

_MESSAGE = "correction_message"
_WHOLE = 0


def show_message(view: View) -> None:
    """Why the last correction could not be kept, if it could not."""
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.warning(view.words(message), icon=":material/warning:")


def show_said(view: View, row: Mapping[str, Any]) -> None:
    """What people have said of a comment so far, each with a button that takes it back."""
    if row["state"] == "scored" and gate.may(CORRECT):
        for each in reversed(_said_of(row["feedback_id"])):
            _show_said(view, each)


def keep(row: Mapping[str, Any], wanted: corrections.Wanted) -> None:
    """Keep what the visitor says of a comment. Only in a callback; what goes wrong is told with the next form."""
    visitor = gate.require(CORRECT)

    def change() -> str:
        made = corrections.correction_of(row, wanted, visitor.who)
        corrections.keep(queries.database_path(), [made])
        return made.id

    _noted(visitor, "correct", change)


def _take_back(number: str) -> None:
    visitor = gate.require(CORRECT)

    def change() -> str:
        corrections.take_back(queries.database_path(), [number], visitor.who)
        return number

    _noted(visitor, "correct_undone", change)


def _noted(visitor: gate.Visitor, what: str, change: Callable[[], str]) -> None:
    """Make a change and note its id in the access log."""
    try:
        gate.note_quietly(visitor, what, name=change())
        keeping.note_new_numbers()
    except queries.DatabaseError:
        st.session_state[_MESSAGE] = "correct.unwritable"
    except queries.OndoError:
        st.session_state[_MESSAGE] = "correct.gone"


def _said_of(number: int) -> list[corrections.Correction]:
    return corrections.of_answer(queries.database_path(), number)


def show_fields(view: View, row: Mapping[str, Any], chosen: int, done: Callable[[], None]) -> None:
    """The fields by which a comment, a row of comment.sql, is corrected: the whole of it (0) or one of its mentions (from 1).

    ``done`` is called once something has been said. The fields have fresh contents then.
    """
    words, mentions = view.words, row["mentions"] or ()
    version = len(_said_of(row["feedback_id"]))
    scores = row if chosen == _WHOLE else mentions[chosen - 1]
    key = f"correct_{row['feedback_id']}_{version}_{chosen}"
    tone = nearest(scores["tone"])
    st.segmented_control(
        words("word.tone"),
        TONES,
        default=tone,
        format_func=lambda one: words(f"correct.tone.{one:g}"),
        key=f"{key}_tone",
    )
    st.pills(
        words("word.emotion"),
        [*view.emotions],
        selection_mode="multi",
        default=[*_levels(view, row, chosen)],
        format_func=view.emotion,
        key=f"{key}_emotions",
    )
    if row["audience"] == "customer":
        st.selectbox(
            words("word.touchpoint"),
            ["", *view.touchpoints],
            index=None,
            placeholder=words("correct.as_it_is"),
            format_func=lambda code: plain(view.touchpoint(code)),
            key=f"{key}_touchpoint",
        )
    st.button(
        words("correct.save"),
        key=f"{key}_save",
        type="primary",
        icon=":material/check:",
        on_click=partial(_save, row, chosen, _levels(view, row, chosen), key, done),
    )


def _levels(view: View, row: Mapping[str, Any], chosen: int) -> dict[str, int]:
    """The emotions that are present in the whole comment or a mention, with their intensity."""
    if chosen == _WHOLE:
        return {item["emotion"]: item["intensity"] for item in row["emotions"] or () if item["present"]}
    felt = row["mentions"][chosen - 1]["felt"] or 0
    levels = {code: felt >> 2 * (emotion.position - 1) & 3 for code, emotion in view.emotions.items()}
    return {code: level for code, level in levels.items() if level}


def _save(row: Mapping[str, Any], chosen: int, levels: Mapping[str, int], key: str, done: Callable[[], None]) -> None:
    scores = row if chosen == _WHOLE else row["mentions"][chosen - 1]
    tone, picked = (st.session_state.get(f"{key}_{field}") for field in ("tone", "emotions"))
    wanted = corrections.Wanted(
        chosen or None,
        scores["tone"] if tone in (None, nearest(scores["tone"])) else tone,
        {code: levels.get(code, CLEAR) for code in picked or ()},
        st.session_state.get(f"{key}_touchpoint"),
    )
    keep(row, wanted)
    done()


def nearest(tone: float) -> float:
    """The tone that can be chosen and is nearest to one."""
    return min(TONES, key=lambda one: abs(one - tone))


def _show_said(view: View, said: corrections.Correction) -> None:
    """A line about a correction, with a button that takes it back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        when = keeping.minute(view, said.at)
        st.caption(plain(view.words("correct.said", who=said.by, when=when, what=told(view, said))))
        st.button(
            view.words("correct.undo"),
            key=f"correct_undo_{said.id}",
            type="tertiary",
            icon=":material/undo:",
            on_click=partial(_take_back, said.id),
        )


def told(view: View, said: corrections.Correction) -> str:
    """What a correction says, in words."""
    parts = [] if said.span is None else [view.words("correct.of_mention")]
    if said.tone is not None:
        parts.append(view.words("comments.tone", tone=tone_text(said.tone)))
    if said.emotions is not None:
        names = ", ".join(map(view.emotion, said.emotions))
        parts.append(names or view.words("comments.no_emotion"))
    if said.touchpoint is not None:
        parts.append(view.touchpoint(said.touchpoint))
    return " · ".join(parts)
