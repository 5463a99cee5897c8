"""Comments: the list of those that are selected, and beside it the one that is read; all of them as a file."""

import streamlit as st

from views.access import gate
from views.components import comment_reader, empty_states, export_menu, filter_bar, reading_list, word_search
from views.session import data, url_state
from views.session.current_view import View, current
from views.words import filter_fields


def show_page(view: View) -> None:
    """What people wrote."""
    order = url_state.one("order", filter_fields.ORDERS) or filter_fields.ORDERS[0]
    n = data.told_count(view.filter)
    parts = reading_list.parts(view.filter)
    with filter_bar.tools():
        word_search.show_here(view)
        if gate.may("export"):
            export_menu.show(view, n, parts.n_of_scores, order)
    if not url_state.one(reading_list.COMMENT) and _shows_nothing(view, n):
        return
    if view.filter.audience == "employee":
        st.caption(view.words("export.employees", limit=view.limits.employee_below))
    comment_reader.show(view, parts, order)


def _shows_nothing(view: View, n: int | None) -> bool:
    """Say so, and return True, where nothing is let through, or too few employees' answers to show any."""
    if n or (n is None and view.filter.audience != "employee"):
        return False
    reading_list.show_title(view, "page.comments", n)
    return empty_states.nothing_matches(view)


show_page(current())
