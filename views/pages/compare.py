"""Compare: whether two groups or periods differ, in one sentence, with both values of every measure."""

import streamlit as st

from views.components import comparison_panels, group_filters, parts
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """Whether two groups or periods differ."""
    head = st.container()
    one, other, names = group_filters.chosen(view)
    turned = group_filters.turned_side(view)
    if turned:
        with head:
            parts.page_head(view, "compare", view.words("compare.turned", side=turned))
        return
    if one == other:
        with head:
            parts.page_head(view, "compare", view.words("compare.same"))
        return
    found = comparison_panels.compare(view, one, other)
    with head:
        comparison_panels.show_answer(view, found, names)
    comparison_panels.show_overlap(view, one, other)
    comparison_panels.show_cards(view, found, one, other, names)
    comparison_panels.show_links(view, one, other, names)
    comparison_panels.show_emotions(view, found, one, other, names)
    comparison_panels.show_clicked_comments(view, one, other, names)


show_page(current())
