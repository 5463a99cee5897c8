"""Links that lead to the comments behind what a page says."""

import streamlit as st

import queries
from views.access import gate
from views.session import url_state
from views.session.current_view import View

COMMENTS_PAGE = "views/pages/comments.py"


def show_link_to_comments(
    view: View, filter: queries.Filter, label: str, key: str, is_line: bool = False, order: str = ""
) -> None:
    """A link that opens the comments page with exactly this filter, for roles that may read comments.

    ``is_line`` makes it a line of text, else a button; other roles see the line without a link.
    """
    if gate.may("read"):
        with st.container(key=key if is_line else f"boxed_{key}", width="stretch" if is_line else "content"):
            st.page_link(
                COMMENTS_PAGE, label=label, icon=":material/forum:", query_params=url_state.link(filter, order)
            )
    elif is_line:
        st.markdown(label)
