"""Who comes in: the pages of people who are not signed in, or have no role; and who is here, in the sidebar."""

import streamlit as st

from views.access import gate
from views.files import look
from views.session.current_view import plain
from views.words.strings import Words


def admitted(words: Words, page: str) -> bool:
    """Whether the visitor has a role, and one that may open this page; if not, the page says why and what to do."""
    visitor = gate.visitor()
    if visitor.has_signed_in:
        gate.note_sign_in(visitor)
    if visitor.role is None:
        _show_way_in(words, visitor)
        return False
    _show_visitor(words, visitor)
    if not gate.may_open(page):
        show_not_allowed(words, page)
        return False
    return True


def show_not_allowed(words: Words, page: str) -> None:
    """What a page says whose address was typed by somebody without the role for it."""
    gate.refuse_page(page)
    st.html(look.head(words(f"page.{page}"), words("access.denied")))
    with st.container(key="empty_denied"):
        if page == "upload" and gate.may("upload"):
            st.write(words("access.denied.elsewhere"))
            return
        own, least = (words(f"role.{role}") for role in (gate.visitor().role, gate.role_for(page)))
        st.write(words("access.denied.do", role=own, least=least))


def show_no_text(words: Words) -> None:
    """What is shown where comments would be, for a role that may not read them."""
    st.info(words("access.no_text"), icon=":material/visibility_off:")


def _show_way_in(words: Words, visitor: gate.Visitor) -> None:
    with st.container(key=f"empty_{visitor.why}"):
        st.title(words(f"access.{visitor.why}"), anchor=False)
        st.write(words(f"access.{visitor.why}.do", who=plain(visitor.who)))
        if visitor.why in ("signed_out", "expired"):
            _show_sign_in(words)
        elif visitor.has_signed_in:
            _show_sign_out(words)


def _show_sign_in(words: Words) -> None:
    for name in gate.providers():
        label = words("access.sign_in") if name == "default" else words("access.sign_in_at", name=plain(name))
        st.button(
            label, key=f"sign_in_{name}", type="primary", icon=":material/login:", on_click=st.login, args=(name,)
        )


def _show_sign_out(words: Words) -> None:
    st.button(words("access.sign_out"), key="sign_out", icon=":material/logout:", on_click=_leave)


def _leave() -> None:
    gate.note_sign_out(gate.visitor())
    st.logout()


def _show_visitor(words: Words, visitor: gate.Visitor) -> None:
    if not visitor.has_signed_in:
        return
    with st.sidebar, st.container(key="visitor"):
        st.caption(words("access.who", who=plain(visitor.who), role=words(f"role.{visitor.role}")))
        _show_sign_out(words)
