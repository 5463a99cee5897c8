"""Answers whose numbers and words disagree, such as promoters who complain: how many of each kind, and their comments beside."""

from dataclasses import replace

import streamlit as st

from views.charts.chart_rows import ChartRow
from views.components import parts, side_panel
from views.files.disagreements import disagreement_filters, without_kinds
from views.files.look import icon, numbered
from views.session import data, drill_down
from views.session.current_view import View, count, percent
from views.session.drill_down import JOINT

SECTION = "disagreements"

_FIELDS = ("complaints", "nps_bands", "rating_bands", "valences")
"""The filters that make a kind of disagreement."""


def show_disagreements(view: View) -> None:
    """A row for each kind: how many, of how many, and what it is; a row selects its comments."""
    words, filters = view.words, disagreement_filters(view)
    if not filters:
        return
    parts.section_title(words("nps.disagreements"))
    base = replace(view, filter=without_kinds(view.filter))
    title = ""
    counts = {row["kind"]: row for row in data.run("disagreement_count", filter=base.filter).to_pylist()}
    with st.container(gap=None, key="disagreements"):
        for kind, filter in filters.items():
            row = counts[kind]
            fields = {name: JOINT.join(getattr(filter, name)) for name in _FIELDS if getattr(filter, name)}
            selection = drill_down.DrillDown(SECTION, tuple(sorted(fields.items())), "scored", view.grain)
            html, label = _row_html(view, kind, row), words(f"disagreement.{kind}")
            if drill_down.current(SECTION) == selection:
                title = label
            if row["n"]:
                parts.row_that_selects(html, f"disagreement_{kind}", label, selection)
            else:
                st.html(html)
    side_panel.show(base, SECTION, title=title, follows_mark=True)


def _row_html(view: View, kind: str, row: ChartRow) -> str:
    words = view.words
    if row["of_n"] is None or row["size"] == "hidden":
        number, note = "–", words("number.hidden_below", limit=view.limits.hidden_below)
    else:
        number = words("look.count", n=count(row["n"]))
        note = words("nps.disagreements.share", of_n=count(row["of_n"]), share=percent(row["share"]))
    arrow = icon("chevron_right") if row["n"] else ""
    return numbered(number, words(f"disagreement.{kind}"), note, arrow)
