"""Compare: two groups or periods side by side, with differences, intervals, and how many more answers it would take."""

import streamlit as st

from views.components import comparison_panels, group_filters
from views.session import comparison
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """Whether two groups or periods differ."""
    words = view.words
    st.title(words("page.compare"), anchor=False)
    st.caption(words("compare.what"))
    group_filters.presets(view)
    one, other = group_filters.chosen(view)
    if one == other:
        st.info(words("compare.same"), icon=":material/info:")
        return
    comparison_panels.show_overlap(view, one, other)
    totals = comparison_panels.compare_totals(view, one, other)
    comparison_panels.show_totals(view, totals)
    shares = comparison.shares(view, one, other)
    comparison_panels.show_differences(view, shares)
    comparison_panels.show_clicked_comments(view, one, other)
    comparison_panels.show_table(view, [*totals, *shares])


show_page(current())
