"""Employees: their emotion beside customers' at the same touchpoints and times, under stricter small-number rules."""

import streamlit as st

from views.components import customer_panels, employee_panels
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """Where employees and customers feel differently."""
    head = st.container()
    if not employee_panels.has_employees(view):
        head.title(view.words("page.employees"), anchor=False)
        return
    compared = employee_panels.compare_by_touchpoint(view)
    with head:
        employee_panels.show_answer(view, compared)
    employee_panels.show_tones(view, compared)
    employee_panels.show_emotions(view)
    employee_panels.show_trend(view)
    customer_panels.show_mirror(view)
    employee_panels.show_what(view)


show_page(current())
