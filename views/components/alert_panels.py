"""The alerts page: what is worse and better than usual, each a row that opens its answers, muting, what is closed and muted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from html import escape

import streamlit as st

import queries
from queries.alerts import mutes
from queries.alerts.alerts import Watched
from views.access import gate
from views.access.roles import ACT, READ
from views.components import action_form, parts, side_panel, watching
from views.components.keeping import keep_beside, show_refusal, today, words_of
from views.files import alert_rows, look
from views.files.alerts import (
    BETTER,
    CLEAR_WEEKS,
    NEITHER,
    OPEN,
    WORSE,
    ShownAlert,
    is_current,
    observed_text,
    quotes,
    shown_alerts,
    state_text,
    summary_text,
    title,
    topic_of,
    why,
)
from views.session import data, drill_down
from views.session.current_view import View, count
from views.words.filter_fields import SCORES
from views.words.period_names import day_name

MUTED_FOR = timedelta(days=28)
"""For how long an alert is muted unless another day is chosen."""

_SECTION = "alerts"


def show_alerts(view: View) -> None:
    """The answer of the page, then all alerts: those of now, those that were and are unclear since, those closed or muted."""
    watched = watching.watched(view, with_topics=gate.may(READ))
    shown = shown_alerts(view, watched, _muted(view), today(view))
    current = [one for one in shown if is_current(one, _last(view))]
    _show_answer(view, watched, current)
    show_refusal(view)
    _show_open_ones(view, shown, current)
    _show_others(view, [one for one in shown if one.state != OPEN])
    if watched.series:
        with st.container(key="footer_alerts"):
            st.html(f'<span class="o-note">{escape(view.words("watch.what", series=count(watched.series)))}</span>')
    _show_picked(view, shown)


def _muted(view: View) -> dict[str, mutes.Mute]:
    try:
        return mutes.read_mutes(queries.database_path())
    except queries.OndoError as error:
        st.warning(view.words(words_of(error)), icon=":material/warning:")
        return {}


def _show_open_ones(view: View, shown: Sequence[ShownAlert], current: Sequence[ShownAlert]) -> None:
    for meaning in (WORSE, NEITHER, BETTER):
        _show_section(view, meaning, [one for one in current if one.meaning == meaning])
    _show_section(view, "before", [one for one in shown if one.state == OPEN and one not in current])


def _scope(view: View, watched: Watched) -> str:
    """Up to when all customers' answers are watched, whatever the bar says, or why nothing is."""
    if not watched.series or watched.last_week is None:
        return summary_text(view, watched)
    last = day_name(view.words, watched.last_week + timedelta(days=6), _last(view))
    return view.words("watch.scope", last=last, weeks=CLEAR_WEEKS)


def _last(view: View) -> date:
    return view.facts.last or today(view)


def _show_answer(view: View, watched: Watched, current: Sequence[ShownAlert]) -> None:
    scope = f'<p class="o-note">{escape(_scope(view, watched))}</p>'
    parts.page_head(view, "alerts", alert_rows.headline(view, current, bool(watched.series)), [scope])
    first = next((one for one in current if one.meaning == WORSE), None)
    if first is None:
        return
    words, values = view.words, alert_rows.pair(view, first)
    what = f"{alert_rows.name(view, first)} {values.former} → {values.now} · {observed_text(view, first.alert)}"
    said = words("watch.answer.first", what=what)
    signs = alert_rows.signs(view, first, _last(view))
    chosen = _selection(view, first).filter(_days(first))
    parts.evidence_line(view, f"{signs}<span>{escape(said)}</span>", chosen, "answer_evidence", _order(first))


def _show_section(view: View, section: str, listed: Sequence[ShownAlert]) -> None:
    if not listed:
        return
    parts.section_title(f"{view.words(f'watch.section.{section}')} {len(listed)}")
    with st.container(key=f"alerts_{section}", gap=None):
        for one in listed:
            _show_open(view, one)


def _key(one: ShownAlert) -> str:
    """A name for its widgets, whatever stands before it in the list; of those closed one series may have several."""
    key = "".join(letter if letter.isalnum() else "_" for letter in one.alert.name)
    return f"{key}_{one.alert.since}" if one.alert.closed else key


def _show_row(view: View, one: ShownAlert) -> None:
    label = f"{title(view, one.alert)} · {state_text(view, one)}"
    parts.row_that_selects(alert_rows.row(view, one, _last(view)), _key(one), label, _selection(view, one))


def _show_open(view: View, one: ShownAlert) -> None:
    key, series = _key(one), one.alert.series
    with st.container(horizontal=True, vertical_alignment="center", key=f"fact_{key}", gap="xsmall"):
        _show_row(view, one)
        if gate.may(ACT):
            _show_mute(view, one, f"alert_{key}")
            measure = None if topic_of(series.measure) else series.measure
            chosen = _selection(view, one).filter(_days(one))
            action_form.show_add(view, f"alert_{key}", series.touchpoint, measure, chosen)


def _selection(view: View, one: ShownAlert) -> drill_down.DrillDown:
    """The answers of an alert; its name and first day say which of several on one series it is."""
    series, topic = one.alert.series, topic_of(one.alert.series.measure)
    mark = {
        "alert": one.alert.name,
        "since": one.alert.since.isoformat(),
        "touchpoint": "" if topic else series.touchpoint or "",
        "emotion": series.measure if one.alert.is_share and not topic else "",
        "topic": topic or "",
    }
    fields = tuple(sorted((name, value) for name, value in mark.items() if value))
    return drill_down.DrillDown(_SECTION, fields, series.measure if series.measure in SCORES else "scored", view.grain)


def _order(one: ShownAlert) -> str:
    """The order in which comments that explain a fall come first; '' for what has grown, of which all tell."""
    return f"{one.alert.series.measure}_low" if one.alert.series.measure in ("tone", *SCORES) else ""


def _days(one: ShownAlert) -> queries.Filter:
    """All answers of the alert's days."""
    return queries.Filter(date_from=one.filter.date_from, date_until=one.filter.date_until)


def _show_picked(view: View, listed: Sequence[ShownAlert]) -> None:
    """The panel of the alert that is selected, whatever the page's filters are: why it was raised, its comments, or quotes for
    those who may not read them."""
    one = next((one for one in listed if drill_down.current(_SECTION) == _selection(view, one)), None)
    if one is None:
        return
    name = f"{alert_rows.name(view, one)} · {observed_text(view, one.alert)}"
    side_panel.show(
        replace(view, filter=_days(one)), _SECTION, why(view, one.alert), _order(one), title=name, follows_mark=True
    )
    if not gate.may(READ):
        with side_panel.place():
            _show_quotes(view, one)


def _show_quotes(view: View, one: ShownAlert) -> None:
    for row in quotes(view, one, data.run, reads_comments=False):
        st.html(look.quote(view, row, view.words("quote." + row["role"]), is_card=False))


def _show_mute(view: View, one: ShownAlert, key: str) -> None:
    words, usual = view.words, today(view) + MUTED_FOR
    box = st.popover(words("watch.mute"), key=f"{key}_mute", type="tertiary", on_change="rerun")
    if not box.open:
        return
    with box:
        st.date_input(words("watch.mute.until"), usual, min_value=today(view), key=f"{key}_until")
        done = partial(_mute, one.alert.name, key, usual)
        st.button(words("watch.mute"), key=f"{key}_mute_do", on_click=done, type="primary")


def _show_others(view: View, others: list[ShownAlert]) -> None:
    words = view.words
    if not others:
        return
    box = st.expander(words("watch.closed_and_muted", n=count(len(others))), key="alerts_closed", on_change="rerun")
    if not box.open:
        return
    with box:
        for one in others:
            key = _key(one)
            with st.container(horizontal=True, vertical_alignment="center", key=f"fact_{key}", gap="xsmall"):
                _show_row(view, one)
                if one.alert.closed is None and gate.may(ACT):
                    st.button(
                        words("watch.unmute"),
                        key=f"unmute_{key}",
                        on_click=_unmute,
                        args=(one.alert.name,),
                        type="tertiary",
                    )


def _unmute(alert: str) -> None:
    keep_beside("unmute", alert, lambda name, who: mutes.mute(queries.database_path(), name, None, who))


def _mute(alert: str, key: str, usual: date) -> None:
    until = st.session_state.get(f"{key}_until") or usual
    keep_beside("mute", alert, lambda name, who: mutes.mute(queries.database_path(), name, until, who))
    st.session_state[f"{key}_mute"] = False
