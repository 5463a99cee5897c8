"""The actions page: what is overdue, under way, open and done, each a row that opens its comments; adding, changing, publishing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import escape

import streamlit as st

import queries
from queries.actions import Action, read_actions
from views.access import gate
from views.access.roles import ACT, READ
from views.components import action_form, parts, side_panel, watching
from views.components.keeping import today, words_of
from views.files import action_rows, look, you_said
from views.files.action_rows import CLOSED, GROUPS
from views.files.actions import TOO_SOON, Effect, caveat_texts, change_text, effects, worth_telling
from views.session import data, drill_down, origins, url_state
from views.session.current_view import View, count
from views.words.filter_fields import SCORES

_SECTION = "actions"

CLOSED_SHOWN = 5
"""Actions that are done or dropped which are shown, the latest first; the others are in a box."""


def show_actions(view: View) -> None:
    """The answer of the page, then all actions by how far they are."""
    try:
        actions = read_actions(queries.database_path())
    except queries.OndoError as error:
        parts.page_head(view, "actions", view.words("action.title"))
        st.warning(view.words(words_of(error)), icon=":material/warning:")
        return
    found = effects(view, data.run, actions, watching.watched(view)) if actions else []
    day = today(view)
    _show_answer(view, found, day)
    _show_deeds(view, found)
    if not found:
        st.caption(view.words("action.none.do"))
        return
    for group in GROUPS:
        _show_group(view, group, [one for one in found if action_rows.group_of(one.action, day) == group], day)
    with st.container(key="footer_actions"):
        st.html(f'<span class="o-note">{escape(view.words("action.note"))}</span>')
    _show_picked(view, found)


def _show_answer(view: View, found: Sequence[Effect], day: date) -> None:
    text, latest = action_rows.headline(view, found, day)
    parts.page_head(view, "actions", text)
    if latest is None:
        return
    change, words = action_rows.main_change(latest), view.words
    signs = look.signs(words, action_rows.measured(view, change).change) if change else ""
    line = f"{signs}<span>{escape(action_rows.line(view, latest, day))}</span>"
    if latest.action.measure:
        parts.evidence_line(view, line, _filter(latest), "answer_evidence")
    else:
        parts.answer_line(view, line, None, "", "answer_evidence")


def _show_deeds(view: View, found: Sequence[Effect]) -> None:
    """Adding an action and the page for customers, for those who may."""
    if not gate.may(ACT):
        return
    told = [one for one in found if one.action.state in ("doing", "done")]
    with st.container(horizontal=True, key="action_deeds", gap="xsmall"):
        action_form.show_add(view, action_form.ON_ACTIONS, action_form.touchpoint_of(view), None)
        if told:
            st.download_button(
                view.words("action.publish"),
                data=_maker(view, told),
                file_name=f"ondo-{today(view)}.html",
                mime="text/html",
                key="action_publish",
                on_click="ignore",
                help=view.words("action.publish.help"),
                type="tertiary",
            )


def _maker(view: View, told: Sequence[Effect]) -> Callable[[], bytes]:
    """Makes the page for customers for the visitor of this run, when it is asked for."""
    visitor, day = gate.visitor(), today(view)

    def make() -> bytes:
        with gate.acting(visitor):
            gate.note_quietly(visitor, "publish", name="actions")
            return you_said.page(view, data.run, told, day).encode("utf-8")

    return make


def _show_group(view: View, group: str, found: Sequence[Effect], day: date) -> None:
    if not found:
        return
    parts.section_title(f"{view.words(f'action.group.{group}')} {len(found)}")
    newest = sorted(found, key=lambda one: (one.action.due_on or date.max, -one.action.number))
    if group == CLOSED:
        newest = sorted(found, key=lambda one: (one.action.starts_on, one.action.number), reverse=True)
    with st.container(key=f"actions_{group}", gap=None):
        for one in newest[: CLOSED_SHOWN if group == CLOSED else None]:
            _show_action(view, one, day)
    rest = newest[CLOSED_SHOWN:] if group == CLOSED else []
    if rest:
        with st.expander(view.words("action.more", n=count(len(rest)))):
            for one in rest:
                _show_action(view, one, day)


def _show_action(view: View, one: Effect, day: date) -> None:
    action = one.action
    with st.container(horizontal=True, vertical_alignment="center", key=f"fact_action_{action.number}", gap="xsmall"):
        html = action_rows.row(view, one, day)
        parts.row_that_selects(html, f"action_{action.number}", action.what, _selection(view, one))
        if gate.may(ACT):
            action_form.show_change(view, action)


def _selection(view: View, one: Effect) -> drill_down.DrillDown:
    """The comments from which an action was made; of another the answers at its touchpoint and of the emotion that it is for."""
    action, number = one.action, ("action", str(one.action.number))
    if action.origin:
        return drill_down.DrillDown(_SECTION, tuple(sorted((number, *_narrowed(view, action)))), "scored", view.grain)
    mark = {
        "touchpoint": action.touchpoint or "",
        "emotion": action.measure if action.measure in view.emotions else "",
    }
    fields = tuple(sorted((number, *((name, value) for name, value in mark.items() if value))))
    return drill_down.DrillDown(_SECTION, fields, action.measure if action.measure in SCORES else "scored", view.grain)


def _narrowed(view: View, action: Action) -> Iterator[tuple[str, str]]:
    """The touchpoint and the emotion of an action as far as the comments from which it was made were selected by them."""
    made_of = origins.read(view, action.origin or "")
    if action.touchpoint and action.touchpoint in made_of.touchpoints:
        yield "touchpoint", action.touchpoint
    if action.measure and action.measure in made_of.emotions:
        yield "emotion", action.measure


def _filter(one: Effect) -> queries.Filter:
    """The answers from both spans that were compared, at the action's touchpoint."""
    place = (one.action.touchpoint,) if one.action.touchpoint else ()
    return queries.Filter(touchpoints=place, date_from=one.before_from, date_until=one.until, states=("scored",))


def _show_picked(view: View, found: Sequence[Effect]) -> None:
    """The panel of the action that is selected: what became of it in full, and the comments from which it was made, else what
    customers say since."""
    one = next((one for one in found if drill_down.current(_SECTION) == _selection(view, one)), None)
    if one is None:
        return
    told = [change_text(view, change) for change in worth_telling(one)]
    side_panel.show(
        replace(view, filter=_shown_filter(view, one)),
        _SECTION,
        " ".join([*told, *caveat_texts(view, one)]),
        title=one.action.what,
        follows_mark=True,
    )
    _show_origin(view, one.action.comment)


def _shown_filter(view: View, one: Effect) -> queries.Filter:
    """The comments from which an action was made; else those since it began, and while it is too soon those before."""
    if one.action.origin:
        return origins.read(view, one.action.origin)
    begun = one.before_from if TOO_SOON in one.caveats else one.action.starts_on
    return queries.Filter(date_from=begun, date_until=max(one.until, one.action.starts_on + timedelta(days=1)))


def _show_origin(view: View, comment: int | None) -> None:
    """The way back to the comment that led to an action, for those who may read it, while it is there."""
    if comment is None or not gate.may(READ) or not data.row("comment", feedback_id=comment):
        return
    with side_panel.place():
        address = {**url_state.values(), "comment": [str(comment)]}
        address.pop("pick", None)
        st.page_link(parts.COMMENTS_PAGE, label=f"{view.words('action.origin')} →", query_params=address)
