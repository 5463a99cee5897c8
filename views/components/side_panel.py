"""The panel beside a page: what is selected in a chart, its numbers and its first comments; below the chart on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from queries.filter import refused_in
from views.access import gate
from views.access.roles import ACT
from views.components import action_form, comment_dialog, comment_list, filter_widgets, keeping, sign_in
from views.files import look, panel_comment
from views.session import current_view, data, drill_down
from views.session.current_view import View, count, current_words, plain
from views.words import filter_fields, theme

SIZE = 8
"""Comments shown."""

_EMOTIONS = 4
_ORDERS = ("typical", "intensity", "newest")
_PLACE, _SHOWN, _KNOWN = "side_panel_place", "side_panel_shown", "side_panel_known"


@contextmanager
def beside_page() -> Iterator[None]:
    """Around a page: gives it the room, less that of the panel where something is selected."""
    is_open = drill_down.picked() is not None
    if known := _known():
        view, opened, _, order = known
        _ask(view, opened.filter(view.filter), order)
    with st.container(horizontal=True, key="page_row", gap="small", wrap=False):
        body = st.container(key="page_body", width="stretch")
        place = st.container(key="side_panel", width=theme.SIDE_PANEL, gap="xsmall") if is_open else None
    st.session_state[_PLACE], st.session_state[_SHOWN] = place, False
    with body:
        yield
    if place is not None and not st.session_state[_SHOWN]:
        with place:
            _show_gone()


@contextmanager
def place() -> Iterator[DeltaGenerator | None]:
    """Where the panel is, for what a page puts into it above the comments."""
    found: DeltaGenerator | None = st.session_state.get(_PLACE)
    with found or st.container():
        yield found


def show_first() -> None:
    """Fill the panel before the page is made, where the page has told the run before what it is to show: a selection is then
    seen before the charts are drawn again."""
    if known := _known():
        view, opened, note, order = known
        show(view, opened.section, note, order)


def _known() -> tuple[View, drill_down.DrillDown, str, str] | None:
    """What is selected, where the run before has told what the panel is to show of it: view, selection, note, order."""
    opened = drill_down.picked()
    known = st.session_state.get(_KNOWN, {}).get(opened.section) if opened else None
    return (known[1], opened, *known[2:]) if opened and known and known[0] == current_view.current() else None


def _ask(view: View, chosen: queries.Filter, first: str) -> None:
    """Fetch what the panel shows before its place is made: there the browser draws all charts anew, in less room, and whatever
    comes after that waits."""
    if refused_in(chosen, gate.may("read")):
        return
    for query in ("tone", "emotion_share", "comment_count"):
        data.run(query, filter=chosen)
    if gate.may("read"):
        _comments(view, chosen, _order(view, first))


def show(
    view: View, section: str, note: str = "", order: str = "", *, title: str = "", follows_mark: bool = False
) -> None:
    """Fill the panel, if what is selected stands in this section of the page; ``view`` is that of its chart, ``note`` what is
    said below its numbers, ``order`` that in which its comments come first, where what is typical of them tells less;
    ``follows_mark``: these hang on what is selected, and so does ``title``, which stands in place of the name of the mark.

    Call it before the chart is drawn where that can be: what is asked first is seen first.
    """
    if not follows_mark:
        st.session_state.setdefault(_KNOWN, {})[section] = (current_view.current(), view, note, order)
    opened = drill_down.current(section)
    if opened is None or st.session_state.get(_SHOWN):
        return
    st.session_state[_SHOWN] = True
    chosen = opened.filter(view.filter)
    with place():
        _show_head(title or opened.name(view), view.words("panel.close"))
        if not refused_in(chosen, gate.may("read")):
            _show_numbers(view, chosen, opened.counts)
        if note:
            st.caption(plain(note))
        if view.filter.emotions and chosen.emotions != view.filter.emotions:
            st.caption(view.words("panel.emotion_replaced"))
        if gate.may("read"):
            _show_comments(view, chosen, order)
        else:
            sign_in.show_no_text(view.words)
        _show_actions(view, opened, chosen, order)


def _show_head(name: str, close: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="panel_head"):
        st.html(f"<h2>{escape(name)}</h2>", width="stretch")
        st.button(
            close,
            key="panel_close",
            on_click=drill_down.forget,
            icon=":material/close:",
            type="tertiary",
            shortcut=None if comment_dialog.is_open() or st.session_state.get(filter_widgets.MORE) else "Esc",
        )


def _show_numbers(view: View, chosen: queries.Filter, counts: str) -> None:
    """Tone with its interval, n, and the strongest emotions, each with its share; first the score,
    where the chart counts its answers."""
    if counts in filter_fields.BANDS:
        st.html(look.score_line(view, _rows(counts, filter=chosen)[0], counts))
    tone, shares = _rows("tone", filter=chosen), _rows("emotion_share", filter=chosen)
    html = look.tone_line(view, tone[0])
    if tone[0]["size"] == "hidden" and gate.may("read") and (n := data.row("comment_count", filter=chosen)["n"]):
        text = view.words("panel.too_few", n=count(n), limit=view.limits.hidden_below)
        html = f'<div class="o-note">{escape(text)}</div>'
    if tone[0]["size"] != "hidden":
        felt = sorted((row for row in shares if row["share"]), key=lambda row: -row["share"])
        html += look.share_bars(view, felt[:_EMOTIONS])
    st.html(html)


def _rows(query: str, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data.run(query, **params).to_pylist()
    return found


@st.fragment
def _show_comments(view: View, chosen: queries.Filter, first: str) -> None:
    """The first comments in one of three orders, which is changed without the page being made again."""
    words, orders = view.words, _orders(first)
    st.segmented_control(
        words("comments.order"),
        orders,
        format_func=lambda code: words(f"order.{code}"),
        default=orders[0],
        required=True,
        key=_order_key(view, first),
        label_visibility="collapsed",
    )
    for row in _comments(view, chosen, _order(view, first)):
        _show_comment(view, row)
    comment_dialog.show_open_comment(view)


def _orders(first: str) -> tuple[str, ...]:
    return (first, "typical", "newest") if first else _ORDERS


def _order_key(view: View, first: str) -> str:
    return f"panel_order_{first}{view.language}"


def _order(view: View, first: str) -> str:
    """The order chosen in the panel, else its first."""
    chosen: str = st.session_state.get(_order_key(view, first)) or _orders(first)[0]
    return chosen


def _comments(view: View, chosen: queries.Filter, order: str) -> list[dict[str, Any]]:
    """The first comments; answers without a score are in none but the newest."""
    if order == "typical":
        found = _rows("typical_comment_list", filter=chosen, language=view.language, limit=SIZE, offset=0)
        if found:
            return found
    sorted_by = "newest" if order == "typical" else order
    return _rows("comment_list", filter=chosen, order=sorted_by, limit=SIZE, offset=0)


def _show_comment(view: View, row: dict[str, Any]) -> None:
    """A comment, which opens in full all over."""
    number = row["feedback_id"]
    with st.container(key=f"panel_comment_{number}", gap=None):
        st.html(panel_comment.comment_html(view, row))
        st.button(
            view.words("comments.full"),
            key=f"open_panel_{number}",
            type="tertiary",
            on_click=comment_dialog.open_comment,
            args=(number,),
        )


def _show_actions(view: View, opened: drill_down.DrillDown, chosen: queries.Filter, order: str) -> None:
    """What to do with the selection: read all of it, and write down an action about it, for those who may."""
    with st.container(horizontal=True, key="panel_end", gap="xsmall", vertical_alignment="center"):
        is_refused = refused_in(chosen, gate.may("read"))
        n = None if is_refused else data.row("comment_count", filter=chosen)["n"]
        label = view.words("panel.all", n=count(n)) if n else view.words("panel.open")
        comment_list.show_link_to_comments(view, chosen, label, "panel_open", order=order)
        if gate.may(ACT):
            _show_action_form(view, dict(opened.mark), chosen)


@st.fragment
def _show_action_form(view: View, mark: dict[str, str], chosen: queries.Filter) -> None:
    """The form of an action about the touchpoint and the emotion that are selected, and the comments."""
    keeping.run_page_again()
    touchpoint = mark.get("touchpoint") or mark.get("touchpoints") or action_form.touchpoint_of(view)
    action_form.show_add(view, "panel", touchpoint, mark.get("emotion") or "tone", chosen)


def _show_gone() -> None:
    """The selection is of a chart that the page does not draw now."""
    words = current_words()
    _show_head(words("filter.pick"), words("panel.close"))
    st.caption(words("panel.gone"))
