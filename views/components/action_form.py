"""Writing down an action, and changing one: the same fields, in a box that opens in place."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

import queries
from queries.actions import FIRST_DAY, LAST_DAY, LONGEST_OWNER, LONGEST_WHAT, STATES, Action, add_action, change_action
from views.access import gate
from views.access.roles import READ
from views.components import action_fields, keeping
from views.components.keeping import Said, today
from views.files.alerts import measure_name, place_name
from views.session import data, origins, url_state
from views.session.current_view import View, count
from views.words.ratings import rating_scale

ACTIONS_PAGE = "views/pages/actions.py"
MEASURES = ("tone", "nps", "rating")
ON_ACTIONS = "new"
"""The key of the form on the page of actions itself."""

_KEPT_AT = "action_kept_at"
"""The key of the form by which the latest action was written down, and what that was about."""


def show_add(
    view: View, key: str, touchpoint: str | None, measure: str | None, chosen: queries.Filter | None = None
) -> None:
    """A button that opens the form of a new action, which is about this touchpoint and measure unless others are chosen, and
    leads back to the comments of ``chosen``."""
    former = _new(view, touchpoint, measure, origin=origins.written(chosen) if chosen else None)
    _show(view, key, former, view.words("action.add"), view.words("action.save"))
    if st.session_state.get(_KEPT_AT) == (key, touchpoint, measure) and key != ON_ACTIONS:
        _show_link(view)


def show_link_of_comment(view: View, key: str) -> None:
    """The way to the actions, once the form of this key has led to one."""
    if st.session_state.get(_KEPT_AT, ("",))[0] == key:
        _show_link(view)


def _show_link(view: View) -> None:
    label, address = view.words("action.see"), {**url_state.values(), "pick": []}
    st.page_link(ACTIONS_PAGE, label=label, icon=":material/task_alt:", query_params=address)


def show_fields(
    view: View, key: str, touchpoint: str | None, measure: str | None, comment: int, done: Callable[[], None]
) -> None:
    """The form of a new action where it stands, which a comment has led to; ``done`` is called once it is to be closed."""
    former = _new(view, touchpoint, measure, comment)
    action_fields.begin(view, key, former)
    _show_form(view, key, former, view.words("action.save"), done)


def touchpoint_of(view: View) -> str | None:
    """The touchpoint that the filters choose, if it is one."""
    chosen = [code for code in view.filter.touchpoints if code in view.touchpoints]
    return chosen[0] if len(chosen) == 1 else None


def _new(
    view: View, touchpoint: str | None, measure: str | None, comment: int | None = None, origin: str | None = None
) -> Action:
    return Action(
        0, "", "", touchpoint, measure, today(view), STATES[0], "", "", comment=comment, origin=origin or None
    )


def show_change(view: View, action: Action) -> None:
    """A button that opens the form of an action that there is."""
    _show(view, f"action_{action.number}", action, view.words("action.edit"), view.words("action.keep"))


def _show(view: View, key: str, former: Action, label: str, deed: str) -> None:
    action_fields.begin(view, key, former)
    box = st.popover(label, key=f"{key}_act", type="tertiary" if former.number else "secondary", on_change="rerun")
    if not box.open:
        return
    with box:
        _show_form(view, key, former, deed, partial(_close, f"{key}_act"))


def _close(box: str) -> None:
    st.session_state[box] = False


def _show_form(view: View, key: str, former: Action, deed: str, done: Callable[[], None]) -> None:
    words, (missing, days, goal) = view.words, action_fields.take_refused(key)
    if not former.number:
        _show_about(view, former)
    with st.container(key=f"{key}_asked", gap=None):
        st.text_input(words("action.what"), key=f"{key}_what", max_chars=LONGEST_WHAT)
        action_fields.show_note(missing)
    left, right = st.columns(2, gap="small")
    left.text_input(words("action.owner"), key=f"{key}_owner", max_chars=LONGEST_OWNER)
    right.selectbox(
        words("action.state"), STATES, format_func=lambda code: words(f"action.state.{code}"), key=f"{key}_state"
    )
    with st.container(key=f"{key}_days", gap=None):
        left, right = st.columns(2, gap="small")
        limits: dict[str, Any] = {"value": None, "min_value": FIRST_DAY, "max_value": LAST_DAY}
        left.date_input(words("action.from"), key=f"{key}_from", **limits)
        right.date_input(words("action.due"), key=f"{key}_due", **limits)
        action_fields.show_note(days, words("action.half_day"))
    left, right = st.columns(2, gap="small")
    _choice(view, left, f"{key}_where", "action.where", (None, *view.touchpoints))
    _choice(view, right, f"{key}_measure", "action.measure", (None, *MEASURES, *view.emotions))
    with st.container(key=f"{key}_goal", gap=None):
        _show_target(view, key)
        if goal:
            action_fields.show_note(goal)
        action_fields.show_present(view, st.session_state[f"{key}_measure"], st.session_state[f"{key}_where"])
    keeping.show_refusal(view, key)
    with st.container(horizontal=True, gap="xsmall", key=f"{key}_deeds"):
        st.button(deed, key=f"{key}_save", on_click=partial(_keep, view, key, former, done), type="primary")
        st.button(words("action.cancel"), key=f"{key}_cancel", on_click=partial(_give_up, key, done), type="tertiary")


def _show_about(view: View, former: Action) -> None:
    """Whether the action is about one comment or all that are selected."""
    words = view.words
    if former.comment is not None:
        st.caption(words("action.about.one"))
    elif former.origin and gate.may(READ):
        n = data.row("comment_count", filter=origins.read(view, former.origin)).get("n")
        if n:
            st.caption(words("action.about.selected", n=count(n)))


def _give_up(key: str, done: Callable[[], None]) -> None:
    action_fields.forget(key)
    done()


def _show_target(view: View, key: str) -> None:
    """Where the measure is to arrive, in its own unit; another measure begins with an empty field."""
    measure: str | None = st.session_state[f"{key}_measure"]
    unit = _unit(view, measure) if measure else ""
    st.number_input(
        view.words("action.target.in", unit=unit) if measure else view.words("action.target"),
        value=None,
        step=1.0 if measure not in ("tone", "rating") else 0.1,
        key=action_fields.target_key(key, measure),
        placeholder="" if measure else view.words("action.target.unmeasured"),
        disabled=measure is None,
    )


def _unit(view: View, measure: str) -> str:
    """In which unit a target of this measure is typed."""
    kind = "share" if measure in view.emotions else measure
    return view.words(f"action.unit.{kind}", scale=rating_scale(view.facts.rating_top))


def _choice(view: View, place: Any, key: str, label: str, options: tuple[str | None, ...]) -> None:
    name = _measure_text if label == "action.measure" else place_name
    if st.session_state.get(key) not in options:
        st.session_state[key] = None
    place.selectbox(view.words(label), options, format_func=partial(name, view), key=key)


def _measure_text(view: View, code: str | None) -> str:
    return measure_name(view, code) if code else view.words("action.measure.none")


def _written(view: View, key: str) -> Mapping[str, Any]:
    """What the form says, as an action has it."""
    state = st.session_state
    measure = state[f"{key}_measure"]
    target = state.get(action_fields.target_key(key, measure)) if measure else None
    if target is not None and measure in view.emotions:
        target /= 100
    starts_on: date = state[f"{key}_from"] or today(view)
    return {
        "what": state[f"{key}_what"].strip(),
        "owner": state[f"{key}_owner"],
        "touchpoint": state[f"{key}_where"],
        "measure": measure,
        "starts_on": starts_on,
        "due_on": state[f"{key}_due"],
        "target": target,
        "state": state[f"{key}_state"],
    }


def _keep(view: View, key: str, former: Action, done: Callable[[], None]) -> None:
    """Keep what the form says and close what it stands in; what is missing is said in the form, which stays open."""
    said, number = _written(view, key), former.number
    if action_fields.has_refused(view, key, said):
        return
    changed = {name: value for name, value in said.items() if value != getattr(former, name)}

    def write(_: str, who: str) -> None:
        if number:
            change_action(queries.database_path(), number, who, **changed)
        else:
            add_action(queries.database_path(), who=who, comment=former.comment, origin=former.origin, **said)

    if keeping.keep_beside("action", str(number) if number else said["touchpoint"] or "all", write, key):
        st.session_state[_KEPT_AT] = (key, former.touchpoint, former.measure)
        action_fields.forget(key)
        keeping.confirm(Said("action.changed" if number else "action.added", values={"what": said["what"]}))
        done()
