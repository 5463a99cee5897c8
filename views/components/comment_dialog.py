"""One comment in full, over the page: all facts about it, its customer's other comments, those like it, its link.

Which one is open is in the address of the comments page as ``comment=<number>``; elsewhere in the session alone.
"""

from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from views.components import correction_form
from views.files.comment_card import comment_html
from views.files.comment_facts import facts_html
from views.session import data, url_state
from views.session.current_view import View, percent

OTHERS_SHOWN = 10
SIMILAR_SHOWN = 5
"""Comments of the same customer, and comments like it, shown below one in full."""

_PARAMETER = "comment"
_TRAIL = "comment_trail"
"""The comments opened from one another, the one on screen last."""


def open_comment(number: int, is_addressed: bool) -> None:
    """Show a comment in full from the next run on. Only in a callback."""
    st.session_state[_TRAIL] = [number]
    if is_addressed:
        url_state.put({_PARAMETER: str(number)})


def is_open() -> bool:
    """Whether a comment is open over the page, which Escape closes first."""
    return bool(st.session_state.get(_TRAIL))


def show_open_comment(view: View, is_addressed: bool) -> None:
    """Show the comment that is open, if one is; on the comments page the address says so."""
    number = _addressed() if is_addressed else next(iter(st.session_state.get(_TRAIL, ())), None)
    if number is None:
        st.session_state.pop(_TRAIL, None)
        return
    if not data.row("comment", feedback_id=number):
        _show_not_found(view)
        return
    if number not in st.session_state.get(_TRAIL, ()):
        st.session_state[_TRAIL] = [number]
    dialog = st.dialog(view.words("comments.one"), width="large", on_dismiss=_close, icon=":material/chat:")
    dialog(_show_comment)(view, is_addressed)


def _addressed() -> int | None:
    number = url_state.one(_PARAMETER)
    if not number:
        return None
    return int(number) if number.isdecimal() and len(number) < 20 else -1


def _close() -> None:
    st.session_state.pop(_TRAIL, None)
    url_state.put({_PARAMETER: ""})


def _show_not_found(view: View) -> None:
    with st.container(border=True, key="comment_not_found"):
        st.markdown(f":material/search_off: **{view.words('comments.not_found')}**")
        st.caption(view.words("comments.not_found.do"))
        st.button(view.words("comments.not_found.close"), on_click=_close, key="comment_close")


def _show_comment(view: View, is_addressed: bool) -> None:
    trail = st.session_state.get(_TRAIL) or []
    row = data.row("comment", feedback_id=trail[-1]) if trail else {}
    if not row:
        return
    if len(trail) > 1:
        st.button(
            view.words("comments.back"),
            key="comment_back",
            on_click=_back,
            args=(is_addressed,),
            icon=":material/arrow_back:",
        )
    with st.container(key="comment_in_full"):
        st.html(comment_html(view, row, longest=None) + facts_html(view, row))
    correction_form.show_form(view, row)
    with st.container(key="comment_link"):
        st.caption(view.words("comments.link"))
        st.code(address_of(row["feedback_id"]), language=None, wrap_lines=True)
    if row["audience"] == "customer":
        _show_same_customer(view, row, is_addressed)
        _show_similar(view, row, is_addressed)


def address_of(number: int) -> str:
    """The address that opens this comment in another browser; without a browser, what follows its host."""
    parts = urlsplit(st.context.url or "")
    host = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{host}{'/' + base if base else ''}/comments?{_PARAMETER}={number}"


def _show_same_customer(view: View, row: dict[str, Any], is_addressed: bool) -> None:
    words = view.words
    st.markdown(f"**{words('comments.customer_others')}**")
    if not row["customer_key"]:
        st.caption(words("comments.customer_unknown"))
        return
    found = data.run("customer_comment_list", feedback_id=row["feedback_id"], limit=OTHERS_SHOWN).to_pylist()
    if not found:
        st.caption(words("comments.customer_none"))
        return
    of_n = found[0]["of_n"]
    key = "comments.customer_order" if len(found) == of_n - 1 else "comments.customer_near"
    st.caption(words(key, n=of_n, shown=len(found)))
    for other in found:
        mark = words("comments.earlier" if other["is_earlier"] else "comments.later")
        _show_other(view, other, f"{other['nth']}/{of_n} {mark}", "customer", is_addressed)


def _show_similar(view: View, row: dict[str, Any], is_addressed: bool) -> None:
    words = view.words
    st.markdown(f"**{words('comments.similar')}**")
    found = data.run("similar_comment_list", feedback_id=row["feedback_id"], limit=SIMILAR_SHOWN).to_pylist()
    st.caption(words("comments.similar.rule") if found else words("comments.similar.none"))
    for other in found:
        shared = " · ".join(dict.fromkeys(lemma.rpartition("/")[0] or lemma for lemma in other["shared"]))
        note = words("comments.similar.shared", share=percent(other["likeness"]), words=shared)
        _show_other(view, other, note, "similar", is_addressed)


def _show_other(view: View, row: dict[str, Any], note: str, kind: str, is_addressed: bool) -> None:
    number = row["feedback_id"]
    with st.container(key=f"{kind}_{number}"):
        left, right = st.columns([10, 1], gap="small")
        left.html(comment_html(view, row, note=note))
        right.button(
            view.words("comments.full"),
            key=f"hop_{kind}_{number}",
            type="tertiary",
            on_click=_hop,
            args=(number, is_addressed),
        )


def _hop(number: int, is_addressed: bool) -> None:
    _go([*st.session_state.get(_TRAIL, ()), number], is_addressed)


def _back(is_addressed: bool) -> None:
    _go(st.session_state.get(_TRAIL, [])[:-1], is_addressed)


def _go(trail: list[int], is_addressed: bool) -> None:
    st.session_state[_TRAIL] = trail
    if is_addressed and trail:
        url_state.put({_PARAMETER: str(trail[-1])})
        url_state.write()  # the dialog runs by itself, without the end of a run
