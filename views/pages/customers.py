"""Customers over channels: what one customer answers after the other, and what the company replied."""

import streamlit as st

from views.components import customer_panels, empty_states
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """How customers go on after a strongly negative comment, with and without a reply."""
    own = customer_panels.of_customers(view)
    head = st.container()
    if empty_states.nothing_matches(own):
        head.title(view.words("page.customers"), anchor=False)
        return
    days = customer_panels.chosen_days(own)
    customer_panels.show_answer(own, head, days)
    customer_panels.show_recovery(own, days)
    customer_panels.show_replies(own, days)
    customer_panels.show_silence(own)
    customer_panels.show_explained_twice(own)
    customer_panels.show_what(own)


show_page(current())
