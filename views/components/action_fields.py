"""What the fields of an action hold, also while the box that they stand in is closed, and what is said beside them."""

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape
from typing import Any

import streamlit as st

import queries
from queries.actions import Action
from views.files.action_goals import kind_of, level, refusal
from views.files.actions import SPAN
from views.files.printed import printed
from views.session import data
from views.session.current_view import View, count

_NAMES = ("what", "owner", "state", "from", "due", "where", "measure")


def begin(view: View, key: str, former: Action) -> None:
    """Fill the fields with what an action says, where that is another one than before; else keep what was typed.

    Streamlit forgets fields that are not drawn, and Escape in a calendar closes the box around it, too.
    """
    state, about = st.session_state, (former, view.facts.last)
    if state.get(f"{key}_about") != about:
        forget(key)
    if f"{key}_about" in state:
        for name in _held(key):
            state[name] = state[name]
        return
    state[f"{key}_about"] = about
    said = (
        former.what, former.owner, former.state, former.starts_on, former.due_on, former.touchpoint, former.measure
    )  # fmt: skip
    state.update({f"{key}_{name}": value for name, value in zip(_NAMES, said, strict=True)})
    if former.measure and former.target is not None:
        is_share = former.measure in view.emotions
        typed = round(100 * former.target, 4) if is_share else former.target
        state[target_key(key, former.measure)] = typed


def forget(key: str) -> None:
    """What was typed is kept or given up."""
    for name in (f"{key}_about", *_held(key)):
        st.session_state.pop(name, None)


def _held(key: str) -> list[str]:
    fields = {f"{key}_{name}" for name in _NAMES}
    return [name for name in map(str, st.session_state) if name in fields or name.startswith(f"{key}_target_")]


def target_key(key: str, measure: str | None) -> str:
    """The key of the field for the target of a measure."""
    return f"{key}_target_{measure or 'none'}"


def has_refused(view: View, key: str, said: Mapping[str, Any]) -> bool:
    """Whether an action says nothing, is due before it starts or has a target that cannot be, which the form then says."""
    is_early = said["due_on"] is not None and said["due_on"] < said["starts_on"]
    refused = (
        "" if said["what"] else view.words("action.missing"),
        view.words("action.due_early") if is_early else "",
        _goal_refusal(view, said),
    )
    st.session_state[f"{key}_refused"] = refused
    return any(refused)


def _goal_refusal(view: View, said: Mapping[str, Any]) -> str:
    """Why the target cannot be; one of an action that is still to begin has to be better than what is now."""
    measure, target, last = said["measure"], said["target"], view.facts.last
    if target is None:
        return ""
    is_to_begin = last is not None and said["starts_on"] > last
    now = _present_row(view, measure, said["touchpoint"]).get(kind_of(view, measure)) if is_to_begin else None
    return refusal(view, measure, target, now)


def take_refused(key: str) -> tuple[str, str, str]:
    """What was refused since this was asked last: of what is done, its days, its target."""
    found: tuple[str, str, str] = st.session_state.pop(f"{key}_refused", ("", "", ""))
    return found


def show_note(why: str, hint: str = "") -> None:
    """A line below a field for what is wrong with it; the room is there before. ``hint`` is shown while a day is half typed."""
    half = f'<span class="o-half">{escape(hint)}</span>' if hint and not why else ""
    st.html(f'<div class="o-field-note" role="status">{escape(why)}{half}</div>')


def show_present(view: View, measure: str | None, touchpoint: str | None) -> None:
    """What the measure of the goal is now, at this touchpoint."""
    text = _present(view, measure, touchpoint) if measure else ""
    st.html(f'<div class="o-field-note o-quiet">{escape(text)}</div>')


def _present(view: View, measure: str, touchpoint: str | None) -> str:
    if view.facts.last is None:
        return ""
    row, kind = _present_row(view, measure, touchpoint), kind_of(view, measure)
    if row.get(kind) is None:
        return view.words("action.present.few", weeks=SPAN // 7)
    return view.words("action.present", weeks=SPAN // 7, value=printed(kind, row[kind]), n=count(row["n"]))


def _present_row(view: View, measure: str, touchpoint: str | None) -> dict[str, Any]:
    until = (view.facts.last or date.min) + timedelta(days=1)
    places = (touchpoint,) if touchpoint else ()
    filter = queries.Filter(touchpoints=places, date_from=until - timedelta(days=SPAN), date_until=until)
    return level(view, data.run, measure, filter)
