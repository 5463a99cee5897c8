"""Alerts: which figures have left their usual level, why, and what is done about it."""

import streamlit as st

from views.components import action_panels, alert_panels
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What needs attention, and whether what was done has helped."""
    st.title(view.words("page.alerts"), anchor=False)
    st.caption(view.words("watch.what"))
    alert_panels.show_alerts(view)
    action_panels.show_actions(view)


show_page(current())
