"""The line that a printed page has on top and the screen has not: of which database, period and filters it is, and the day."""

from datetime import datetime
from html import escape

import streamlit as st

import queries
from views.components.report_menu import about
from views.files.report_file import on_paper
from views.session.current_view import View
from views.words.period_names import day_name


def show(view: View) -> None:
    """The line, which the style sheet shows on paper alone."""
    today = datetime.now(view.facts.zone).date()
    said = (about(on_paper(view)), view.words("print.day", day=day_name(view.words, today)))
    spans = "".join(f"<span>{escape(part)}</span>" for part in said)
    with st.container(key="print_head"):
        st.html(f'<div class="o-print"><span><b>Ondo</b> · {escape(queries.database_path().name)}</span>{spans}</div>')
