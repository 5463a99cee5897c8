"""The alerts page's alerts: the open ones with their reasons and quotes, the closed and muted ones in a box, muting."""

from datetime import date, timedelta
from functools import partial

import streamlit as st

import queries
from queries.alerts import mutes
from views.access import gate
from views.access.roles import ACT, READ
from views.components import action_panels, comment_list
from views.components.keeping import keep_beside, show_refusal, today
from views.files.alerts import (
    BETTER,
    OPEN,
    WORSE,
    ShownAlert,
    quotes,
    shown_alerts,
    state_text,
    summary_text,
    title,
    watch_all,
    why,
)
from views.files.comment_card import comment_html
from views.session import data
from views.session.current_view import View, count, plain

MUTED_FOR = timedelta(days=28)
"""For how long an alert is muted unless another day is chosen."""

_COLOURS = {WORSE: "red", BETTER: "green"}
_LONGEST_QUOTE = 240


def show_alerts(view: View) -> None:
    """All alerts, the open ones first."""
    words = view.words
    show_refusal(view)
    try:
        muted = mutes.read_mutes(queries.database_path())
    except queries.OndoError as error:
        st.warning(plain(words("watch.failed", why=error.message)), icon=":material/warning:")
        muted = {}
    watched = watch_all(view, data.run, with_topics=gate.may(READ))
    shown = shown_alerts(view, watched, muted, today(view))
    st.markdown(summary_text(view, watched))
    listed = [one for one in shown if one.state == OPEN]
    if watched.series and not listed:
        st.info(words("watch.none"), icon=":material/notifications_off:")
    for number, one in enumerate(listed):
        _show_open(view, one, f"alert_{number}")
    _show_others(view, [one for one in shown if one.state != OPEN])


def _show_open(view: View, one: ShownAlert, key: str) -> None:
    words = view.words
    with st.container(border=True, key=key, gap="xxsmall"):
        badge = f":{_COLOURS.get(one.meaning, 'gray')}-badge[{words(f'watch.{one.meaning}')}]"
        st.markdown(f"{badge} **{plain(title(view, one.alert))}**")
        st.caption(plain(state_text(view, one)))
        with st.container(horizontal=True):
            comment_list.show_link_to_comments(view, one.filter, words("watch.read"), f"{key}_read")
            if gate.may(ACT):
                _show_mute(view, one, key)
                series = one.alert.series
                action_panels.show_form(view, key, series.touchpoint, series.measure)
        _show_reasons(view, one, key)


def _show_reasons(view: View, one: ShownAlert, key: str) -> None:
    """A closed box, whose quotes are fetched when somebody opens it."""
    box = st.expander(view.words("watch.why"), key=f"{key}_why", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(plain(why(view, one.alert)))
        found = quotes(one, data.run, gate.may("read"))
        if not found:
            st.caption(view.words("watch.no_quotes"))
        for row in found:
            st.html(comment_html(view, row, longest=_LONGEST_QUOTE, note=view.words("quote." + row["role"])))


def _show_mute(view: View, one: ShownAlert, key: str) -> None:
    words, usual = view.words, today(view) + MUTED_FOR
    with st.popover(words("watch.mute"), icon=":material/notifications_off:", key=f"{key}_mute"):
        st.date_input(words("watch.mute.until"), usual, min_value=today(view), key=f"{key}_until")
        st.button(
            words("watch.mute"), key=f"{key}_mute_do", on_click=partial(_mute, one.alert.name, f"{key}_until", usual)
        )


def _show_others(view: View, others: list[ShownAlert]) -> None:
    words = view.words
    if not others:
        return
    with st.expander(words("watch.closed_and_muted", n=count(len(others))), key="alerts_closed"):
        for number, one in enumerate(others):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(f"{title(view, one.alert)} · {state_text(view, one)}"))
                if one.alert.closed is None and gate.may(ACT):
                    st.button(
                        words("watch.unmute"),
                        key=f"unmute_{number}",
                        on_click=partial(keep_beside, "unmute", one.alert.name, _unmute),
                        type="tertiary",
                    )


def _unmute(alert: str, who: str) -> None:
    mutes.mute(queries.database_path(), alert, None, who)


def _mute(alert: str, chosen: str, usual: date) -> None:
    until = st.session_state.get(chosen) or usual
    keep_beside("mute", alert, lambda name, who: mutes.mute(queries.database_path(), name, until, who))
