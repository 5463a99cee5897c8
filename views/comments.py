"""Comments on screen: a page of them, one in full, and the panel that a click on a chart opens."""

from datetime import datetime, time
from html import escape
from typing import Any

import streamlit as st

import queries
from views import access, data, drill, filters, signin
from views.highlight import TONE, chip, marked
from views.theme import TONE_NEGATIVE, TONE_POSITIVE
from views.view import View, count, percent, plain, tone_text

PAGE_SIZE = 50
PANEL_SIZE = 10
"""Comments a page, on the comments page and in the panel under a chart."""

LONGEST_IN_LIST = 600
"""Characters of a comment shown in a list; the rest is seen when it is opened."""

_OPEN = "comment"
_GOING = "going_to_comments"
COMMENTS_PAGE = "views/pages/comments.py"
_CARD = "border:1px solid rgba(128,140,160,.28);border-radius:6px;padding:.55em .8em .45em"
_META = "font-size:.82em;opacity:.72;margin-bottom:.25em"
_GRID = "display:grid;grid-template-columns:repeat(auto-fill,minmax(15em,1fr));gap:.15em 1.2em;font-size:.85em"
_TEXT = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55"


def page_of(view: View, filter: queries.Filter, order: str, size: int, key: str, n: int) -> None:
    """One page of the filter's ``n`` comments, with legend and page buttons. ``key`` tells lists on a page apart."""
    pages = max(1, -(-n // size))
    top, side = st.columns([3, 2], vertical_alignment="center")
    with side, st.container(horizontal_alignment="right"):
        number = st.pagination(pages, key=key, bind="query-params" if key == "at" else None, max_visible_pages=7)
    first = (number - 1) * size
    top.caption(
        view.words("comments.count", n=count(n), first=count(min(n, first + 1)), last=count(min(n, first + size)))
    )
    rows = data.run("comment_list", filter=filter, order=order, limit=size, offset=first).to_pylist()
    legend(view, rows)
    with st.container(gap="xsmall"):
        for row in rows:
            _one_of_list(view, row, key)


def legend(view: View, rows: list[dict[str, Any]]) -> None:
    """Which colour stands for what in the highlighted words of these rows."""
    found = {span["emotion"] for row in rows for span in row["evidence"] or ()}
    if not found:
        return
    chips = [chip(emotion.label, emotion.colour) for code, emotion in view.emotions.items() if code in found]
    if TONE in found:
        chips += [
            chip(view.words("comments.tone_up"), TONE_POSITIVE),
            chip(view.words("comments.tone_down"), TONE_NEGATIVE),
        ]
    st.html(
        f'<div style="font-size:.82em">{escape(view.words("comments.legend"))}: {"".join(chips)} '
        f'<span style="opacity:.72">{escape(view.words("comments.legend.note"))}</span></div>'
    )


def panel(view: View, section: str) -> None:
    """The comments behind the mark that was clicked in this section; nothing where none was."""
    opened = drill.current(section)
    if opened is None:
        return
    chosen = opened.filter(view.filter)
    n = data.row("comment_count", filter=chosen).get("n") or 0
    with st.container(border=True, key="panel"):
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.markdown(f"**{view.words('panel.title', what=plain(opened.name(view)))}**")
        with right, st.container(horizontal=True, horizontal_alignment="right"):
            open_in_comments(view, chosen, view.words("panel.open"), "panel_open")
            st.button(view.words("panel.close"), key="panel_close", on_click=drill.forget, icon=":material/close:")
        if view.filter.emotions and chosen.emotions != view.filter.emotions:
            st.caption(view.words("panel.emotion_replaced"))
        if not access.may("read"):
            signin.no_text(view.words)
            return
        page_of(view, chosen, "newest", PANEL_SIZE, f"panel_page_{hash(opened)}", n)


def open_in_comments(view: View, filter: queries.Filter, label: str, key: str, is_line: bool = False) -> None:
    """A button that opens the comments page with exactly this filter, for roles that may read comments.

    ``is_line`` draws it as a line of text; for other roles the text alone is drawn then.
    """
    form = "tertiary" if is_line else "secondary"
    if access.may("read"):
        st.button(label, key=key, type=form, on_click=_ask_to_open, args=(filter,), icon=":material/forum:")
    elif is_line:
        st.markdown(label)


def follow() -> None:
    """Go to the comments page if a button asked for it; before the page is drawn, where the button may be no more."""
    if st.session_state.pop(_GOING, False):
        st.switch_page(COMMENTS_PAGE, query_params={})


def in_full(view: View, feedback_id: int) -> None:
    """Everything known about one comment, all emotions' probabilities included."""
    row = data.row("comment", feedback_id=feedback_id)
    if not row:
        st.info(view.words("comments.not_found"), icon=":material/search_off:")
        return
    st.html(card(view, row, longest=None) + _details(view, row))


def card(view: View, row: dict[str, Any], longest: int | None = LONGEST_IN_LIST) -> str:
    """A comment as HTML: who and when, the text with its evidence marked, what was found in it. All of it escaped."""
    return (
        f'<div style="{_CARD}"><div style="{_META}">{" · ".join(escape(part) for part in _facts(view, row))}</div>'
        f'<div dir="auto" style="{_TEXT}">{_text(view, row, longest)}</div>'
        f'<div style="font-size:.82em;margin-top:.35em">{_found(view, row)}</div></div>'
    )


def _one_of_list(view: View, row: dict[str, Any], key: str) -> None:
    number = row["feedback_id"]
    is_open = st.session_state.get(_OPEN) == (key, number)
    with st.container(key=f"comment_{key}_{number}"):
        left, right = st.columns([14, 1], gap="small")
        with left:
            if is_open:
                in_full(view, number)
            else:
                st.html(card(view, row))
        label = view.words("comments.close" if is_open else "comments.full")
        right.button(label, key=f"open_{key}_{number}", type="tertiary", on_click=_toggle, args=(key, number))


def _ask_to_open(filter: queries.Filter) -> None:
    filters.show(filter)
    st.session_state[_GOING] = True


def _toggle(key: str, number: int) -> None:
    opened = (key, number)
    st.session_state[_OPEN] = None if st.session_state.get(_OPEN) == opened else opened


def _facts(view: View, row: dict[str, Any]) -> list[str]:
    words = view.words
    facts = [_when(view, row["answered_at"]), view.touchpoint(row["touchpoint"])]
    facts += [row[name] for name in ("channel", "product", "segment") if row[name]]
    if row["audience"] == "employee":
        facts.append(words("comments.employee"))
    if row["rating"] is not None:
        facts.append(words("comments.rating", rating=f"{row['rating']:g}", top=row["rating_max"]))
    if row["nps_score"] is not None:
        facts.append(words("comments.nps", score=row["nps_score"]))
    return facts


def _when(view: View, moment: datetime | None) -> str:
    """The minute, or the day alone where the source gave no time (which is stored as midnight)."""
    if moment is None:
        return view.words("comments.no_date")
    return moment.strftime("%Y-%m-%d" if moment.time() == time() else "%Y-%m-%d %H:%M")


def _text(view: View, row: dict[str, Any], longest: int | None) -> str:
    text = row["text"]
    if not text:
        why = "comments.no_text" if row["state"] == "no_text" else "comments.expired"
        return f'<span style="opacity:.6">{escape(view.words(why))}</span>'
    shown = text if longest is None else text[:longest]
    html = marked(shown, row["evidence"] or (), _colours(view), _names(view))
    if len(shown) < len(text):
        rest = view.words("comments.more_text", n=count(len(text) - len(shown)))
        html += f' <span style="opacity:.6">{escape(rest)}</span>'
    return html


def _found(view: View, row: dict[str, Any]) -> str:
    words, parts = view.words, []
    if row["state"] == "scored":
        strength = {item["emotion"]: item["intensity"] for item in row.get("emotions") or ()}
        for code in row["present"] or ():
            note = words(f"comments.intensity.{strength[code]}") if strength.get(code) else ""
            parts.append(chip(view.emotion(code), _colours(view).get(code, view.palette.muted), note))
        parts += [] if row["present"] else [chip(words("comments.no_emotion"), view.palette.muted)]
        colour = TONE_POSITIVE if row["tone"] > 0 else TONE_NEGATIVE
        parts.append(chip(words("comments.tone", tone=tone_text(row["tone"])), colour))
    elif row["state"] != "no_text":
        parts.append(chip(words("comments.not_scored", why=words(f"state.{row['state']}")), view.palette.muted))
    if not row["consent_quote"] and row["text"]:
        parts.append(chip(words("comments.not_quotable"), view.palette.muted))
    return "".join(parts)


def _details(view: View, row: dict[str, Any]) -> str:
    words = view.words
    facts = {
        words("comments.source"): row["source"],
        words("comments.source_id"): row["source_id"],
        words("comments.customer"): row["customer_key"],
        words("comments.confidence"): percent(row["confidence"]) if row["confidence"] is not None else None,
        words("comments.scorer"): row["scorer_version"],
    }
    known = " · ".join(f"{escape(name)} {escape(str(value))}" for name, value in facts.items() if value)
    table = _probabilities(view, row) if row["state"] == "scored" else ""
    return f'<div style="padding:.5em .8em"><div style="{_META}">{known}</div>{table}</div>'


def _probabilities(view: View, row: dict[str, Any]) -> str:
    found = {item["emotion"]: item for item in row["emotions"] or ()}
    lines = [_probability(view, emotion, found.get(code)) for code, emotion in view.emotions.items()]
    return (
        f'<div style="font-size:.82em;font-weight:600;margin:.3em 0">{escape(view.words("comments.probability"))}</div>'
        f'<div style="{_GRID}">{"".join(lines)}</div>'
    )


def _probability(view: View, emotion: data.Emotion, found: dict[str, Any] | None) -> str:
    share = found["probability"] if found else 0.0
    text = percent(share) if found else view.words("comments.below")
    weight = "font-weight:600" if found and found["present"] else "opacity:.75"
    bar = f"width:{100 * share:.0f}%;height:.5em;border-radius:2px;background:{escape(emotion.colour, quote=True)}"
    return (
        f'<div style="display:grid;grid-template-columns:7em 1fr 4.5em;align-items:center;gap:.4em;{weight}">'
        f'<span>{escape(emotion.label)}</span><span><span style="display:block;{bar}"></span></span>'
        f'<span style="text-align:right">{escape(text)}</span></div>'
    )


def _colours(view: View) -> dict[str, str]:
    return {code: emotion.colour for code, emotion in view.emotions.items()}


def _names(view: View) -> dict[str, str]:
    return {**{code: emotion.label for code, emotion in view.emotions.items()}, TONE: view.words("word.tone")}
