"""Writing down an action, and changing one: the same fields, in a box that opens in place."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

import queries
from queries.actions import LONGEST_OWNER, LONGEST_WHAT, STATES, Action, add_action, change_action
from views.components.keeping import keep_beside, today
from views.files.alerts import measure_name, place_name
from views.session.current_view import View

MEASURES = ("tone", "nps", "rating")


def show_add(view: View, key: str, touchpoint: str | None, measure: str | None, label: str) -> None:
    """A button that opens the form of a new action, which is about this touchpoint and measure unless others are chosen."""
    _show(view, key, _new(view, touchpoint, measure), label, view.words("action.save"))


def show_fields(view: View, key: str, touchpoint: str | None, measure: str | None, kept: Callable[[], None]) -> None:
    """The form of a new action where it stands; ``kept`` is called once the action has been written down."""
    _show_form(view, key, _new(view, touchpoint, measure), view.words("action.save"), kept)


def _new(view: View, touchpoint: str | None, measure: str | None) -> Action:
    return Action(0, "", "", touchpoint, measure, today(view), STATES[0], "", "")


def show_change(view: View, action: Action) -> None:
    """A button that opens the form of an action that there is."""
    _show(view, f"action_{action.number}", action, view.words("action.edit"), view.words("action.keep"))


def _show(view: View, key: str, former: Action, label: str, deed: str) -> None:
    box = st.popover(label, key=f"{key}_act", type="tertiary" if former.number else "secondary", on_change="rerun")
    if not box.open:
        return
    with box:
        _show_form(view, key, former, deed, partial(_close, f"{key}_act"))


def _close(box: str) -> None:
    st.session_state[box] = False


def _show_form(view: View, key: str, former: Action, deed: str, kept: Callable[[], None]) -> None:
    words = view.words
    st.text_input(words("action.what"), former.what, key=f"{key}_what", max_chars=LONGEST_WHAT)
    left, right = st.columns(2, gap="small")
    left.text_input(words("action.owner"), former.owner, key=f"{key}_owner", max_chars=LONGEST_OWNER)
    right.selectbox(
        words("action.state"),
        STATES,
        index=STATES.index(former.state),
        format_func=lambda code: words(f"action.state.{code}"),
        key=f"{key}_state",
    )
    left.date_input(words("action.from"), former.starts_on, key=f"{key}_from")
    right.date_input(words("action.due"), former.due_on, key=f"{key}_due")
    _choice(view, left, f"{key}_where", "action.where", (None, *view.touchpoints), former.touchpoint)
    _choice(view, right, f"{key}_measure", "action.measure", (None, *MEASURES, *view.emotions), former.measure)
    st.number_input(
        words("action.target"),
        value=_as_typed(view, former),
        step=1.0,
        key=f"{key}_target",
        help=words("action.target.help"),
    )
    st.button(deed, key=f"{key}_save", on_click=partial(_keep, view, key, former.number, kept), type="primary")


def _choice(view: View, place: Any, key: str, label: str, options: tuple[str | None, ...], chosen: str | None) -> None:
    name = _measure_text if label == "action.measure" else place_name
    place.selectbox(
        view.words(label),
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=partial(name, view),
        key=key,
    )


def _measure_text(view: View, code: str | None) -> str:
    return measure_name(view, code) if code else view.words("action.measure.none")


def _as_typed(view: View, action: Action) -> float | None:
    """A target as people type it: shares in percent."""
    if action.target is None:
        return None
    return round(100 * action.target, 4) if action.measure in view.emotions else action.target


def _written(view: View, key: str) -> Mapping[str, Any]:
    """What the form says, as an action has it."""
    state = st.session_state
    measure, target = state[f"{key}_measure"], state[f"{key}_target"]
    if target is not None and measure in view.emotions:
        target /= 100
    starts_on: date = state[f"{key}_from"] or today(view)
    return {
        "what": state[f"{key}_what"],
        "owner": state[f"{key}_owner"],
        "touchpoint": state[f"{key}_where"],
        "measure": measure,
        "starts_on": starts_on,
        "due_on": state[f"{key}_due"],
        "target": target,
        "state": state[f"{key}_state"],
    }


def _keep(view: View, key: str, number: int, kept: Callable[[], None]) -> None:
    """Keep what the form says; ``kept`` closes what it stands in."""
    said = _written(view, key)

    def write(_: str, who: str) -> None:
        if number:
            change_action(queries.database_path(), number, who, **said)
        else:
            add_action(queries.database_path(), who=who, **said)
        kept()

    keep_beside("action", str(number) if number else said["touchpoint"] or "all", write)
