"""Customers over channels: what one customer answers after the other, and what the company replied."""

import streamlit as st

from views.components import customer_panels, empty_states
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """How customers go on after a strongly negative comment, with and without a reply."""
    st.title(view.words("page.customers"), anchor=False)
    st.caption(view.words("customers.what"))
    own = customer_panels.of_customers(view)
    if empty_states.nothing_matches(own):
        return
    days = customer_panels.chosen_days(own)
    customer_panels.show_recovery(own, days)
    customer_panels.show_silence(own)
    customer_panels.show_explained_twice(own)
    customer_panels.show_replies(own, days)


show_page(current())
