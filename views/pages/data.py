"""Data: where the numbers come from, how far they reach, what was left out, and what every one of them means."""

import streamlit as st

from views.components import definitions, provenance
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What the numbers are made of."""
    st.title(view.words("page.data"), anchor=False)
    definitions.show_range(view)
    left, right = st.columns(2, gap="medium")
    with left:
        definitions.show_coverage(view)
    with right:
        definitions.show_scorer(view)
        provenance.settings(view)
    provenance.sources(view)
    provenance.runs(view)
    provenance.rejected(view)
    provenance.unread(view)
    provenance.events(view)
    definitions.show_definitions(view)


show_page(current())
