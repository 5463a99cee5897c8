"""The alerts page's actions: what is done, what became of it, writing down a new one, changing how far one is."""

from collections.abc import Callable
from functools import partial

import streamlit as st

import queries
from queries.actions import LONGEST_OWNER, LONGEST_WHAT, STATES, add_action, change_action, read_actions
from views.access import gate
from views.access.roles import ACT
from views.components.keeping import keep_beside, today
from views.files.actions import Effect, caveat_texts, change_text, effects, worth_telling
from views.files.alerts import measure_name, place_name
from views.session import data
from views.session.current_view import View, plain

MEASURES = ("tone", "nps", "rating")


def show_actions(view: View) -> None:
    """All actions, the latest first, each with what became of it."""
    words = view.words
    st.markdown(f"##### {words('action.title')}")
    if gate.may(ACT):
        show_form(view, "new", None, None)
    try:
        actions = read_actions(queries.database_path())
    except queries.OndoError as error:
        st.warning(plain(words("watch.failed", why=error.message)), icon=":material/warning:")
        return
    if not actions:
        st.caption(words("action.none"))
    for one in reversed(effects(view, data.run, actions)):
        _show_action(view, one)


def _show_action(view: View, one: Effect) -> None:
    words, action = view.words, one.action
    with st.container(border=True, key=f"action_{action.number}", gap="xxsmall"):
        st.markdown(f"**{plain(action.what)}**")
        facts = (place_name(view, action.touchpoint), str(action.starts_on), action.owner)
        st.caption(plain(" · ".join(fact for fact in facts if fact)))
        for change in worth_telling(one):
            st.markdown(plain(change_text(view, change)))
        for text in caveat_texts(view, one):
            st.caption(plain(text))
        if gate.may(ACT):
            st.segmented_control(
                words("action.change_state"),
                STATES,
                default=action.state,
                format_func=lambda code: words(f"action.state.{code}"),
                key=f"action_state_{action.number}_{action.state}",
                on_change=partial(_change_state, action.number, action.state),
            )
        else:
            st.caption(words(f"action.state.{action.state}"))


def show_form(view: View, key: str, touchpoint: str | None, measure: str | None) -> None:
    """A button that opens the form of a new action, which is about this touchpoint and measure unless others are chosen."""
    with st.popover(view.words("action.add"), icon=":material/add_task:", key=f"{key}_act"):
        show_fields(view, key, touchpoint, measure)


def show_fields(
    view: View, key: str, touchpoint: str | None, measure: str | None, kept: Callable[[], None] | None = None
) -> None:
    """The form itself; ``kept`` is called once the action has been written down."""
    words, places, measures = view.words, (None, *view.touchpoints), (None, *MEASURES, *view.emotions)
    st.text_input(words("action.what"), key=f"{key}_what", max_chars=LONGEST_WHAT)
    st.text_input(words("action.owner"), key=f"{key}_owner", max_chars=LONGEST_OWNER)
    place = st.selectbox(
        words("action.where"),
        places,
        index=places.index(touchpoint) if touchpoint in places else 0,
        format_func=lambda code: place_name(view, code),
        key=f"{key}_where",
    )
    meant = st.selectbox(
        words("action.measure"),
        measures,
        index=measures.index(measure) if measure in measures else 0,
        format_func=lambda code: measure_name(view, code) if code else words("action.measure.none"),
        key=f"{key}_measure",
    )
    st.date_input(words("action.from"), today(view), key=f"{key}_from")
    st.button(words("action.save"), key=f"{key}_save", on_click=partial(_add, view, key, place, meant, kept))


def _add(
    view: View, key: str, touchpoint: str | None, measure: str | None, kept: Callable[[], None] | None = None
) -> None:
    state = st.session_state

    def write(_: str, who: str) -> None:
        add_action(
            queries.database_path(),
            what=state[f"{key}_what"],
            owner=state[f"{key}_owner"],
            touchpoint=touchpoint,
            measure=measure,
            starts_on=state[f"{key}_from"] or today(view),
            state=STATES[0],
            who=who,
        )
        state[f"{key}_what"] = ""
        if kept is not None:
            kept()

    keep_beside("action", touchpoint or "all", write)


def _change_state(number: int, former: str) -> None:
    chosen = st.session_state[f"action_state_{number}_{former}"] or former
    keep_beside(
        "action",
        str(number),
        lambda _, who: change_action(queries.database_path(), number, who, state=chosen),
    )
