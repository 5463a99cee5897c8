"""Summary: NPS, rating, emotion and emotional capital side by side, what has changed, three quotes, what needs a look."""

import streamlit as st

from views.components import empty_states, summary_panels
from views.files.summary import narrowed, summarise
from views.session import data
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """How customers feel now, and what has changed."""
    summary_panels.add_style()
    left, right = st.columns([5, 4], vertical_alignment="bottom")
    left.title(view.words("page.summary"), anchor=False)
    with right:
        span = summary_panels.choose_span(view)
    if empty_states.nothing_matches(view):
        return
    period_view, _ = narrowed(view, span)
    n = data.row("comment_count", filter=period_view.filter).get("n")
    if not n:
        if n == 0:
            st.info(view.words("summary.empty_span"), icon=":material/date_range:")
        else:
            empty_states.show_too_few(period_view)
        return
    made = summarise(view, span, data.run, summary_panels.today(view))
    left.caption(made.period)
    summary_panels.show_head(made)
    summary_panels.show_sentences(made)
    summary_panels.show_quotes(made)
    summary_panels.show_clicked_comments(made)
    summary_panels.show_ledger(made.view)
    summary_panels.show_tables(made)


show_page(current())
