"""Comments whose numbers and words disagree, such as promoters who complain."""

import streamlit as st

import queries
from views.access import gate
from views.charts.chart_rows import ChartRow
from views.components import comment_list, empty_states, filter_widgets, sign_in
from views.files.disagreements import disagreement_filters, without_kinds
from views.session import data
from views.session.current_view import View, count, percent

_COMMENTS_A_PAGE = 10


def show_disagreements(view: View) -> None:
    """A choice of the kind, how many answers are of it, and their comments."""
    words, filters = view.words, disagreement_filters(view)
    if not filters:
        return
    st.subheader(words("nps.disagreements"), anchor=False)
    kind = filter_widgets.one_of(
        "kind",
        tuple(filters),
        words("nps.disagreements.kind"),
        lambda code: words(f"disagreement.{code}"),
        view.language,
    )
    base = without_kinds(view.filter)
    counts = {row["kind"]: row for row in data.run("disagreement_count", filter=base).to_pylist()}
    if counts[kind]["n"]:
        _show_comments(view, kind, filters[kind], counts[kind])
    else:
        _show_none(view, counts[kind])


def _show_none(view: View, row: ChartRow) -> None:
    if row["size"] == "hidden" and row["of_n"] != 0:
        empty_states.show_too_few(view)
    else:
        st.caption(view.words("nps.disagreements.none"))


def _show_comments(view: View, kind: str, found: queries.Filter, row: ChartRow) -> None:
    words, share = view.words, percent(row["share"])
    st.caption(words("nps.disagreements.of", n=count(row["n"]), of_n=count(row["of_n"]), share=share))
    if not gate.may("read"):
        sign_in.show_no_text(words)
        return
    comment_list.show_comments(view, found, "confidence", _COMMENTS_A_PAGE, f"nps_{kind}", row["n"])
    comment_list.show_link_to_comments(view, found, words("panel.open"), "nps_open")
