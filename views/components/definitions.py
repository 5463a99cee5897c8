"""What the data page says about the numbers: how many answers they cover, who scored them, what each of them means."""

import streamlit as st

from views.charts import axes, bar_specs
from views.charts.coverage_rows import coverage_rows, coverage_table
from views.components import chart, empty_states
from views.session import data
from views.session.current_view import View, count, plain

_DEFINED = (
    "nps nps_difference rating share tone confidence intensity mixed small coverage mention capital consistency gap disagreement driver "
    "comparison period quote flood"
).split()
_MODEL_PAGE = "views/pages/model.py"


def show_range(view: View) -> None:
    """The first and the last day of the answers, and how many there are."""
    facts = view.facts
    span = {"first": facts.first_day, "last": facts.last_day, "n": count(facts.n)}
    st.caption(view.words("data.range" if facts.first_day else "data.range_none", **span))
    if facts.beyond:
        st.caption(view.words("summary.beyond", n=count(facts.beyond), day=facts.last_day))


def show_coverage(view: View) -> None:
    """How many of the answers were scored, and why others were not."""
    words, cover = view.words, data.row("coverage", filter=view.filter)
    if not cover["n"]:
        empty_states.nothing_matches(view)
        return
    rows = coverage_rows(view, cover)
    texts = axes.chart_texts(view, words("data.coverage.chart"), words("data.coverage.alt"), words("word.state"))
    order, most = tuple(row["state_text"] for row in rows), max(row["n"] for row in rows)
    spec = data.spec(bar_specs.coverage_spec, texts, order, most, view.dark)
    chart.show_chart_with_table(
        view, spec, rows, "data_coverage", coverage_table(view, rows), keys=("not_scored",), helps=("coverage",),
        n=cover["n"],
    )  # fmt: skip
    names = ("n", "mixed", "with_nps", "with_rating", "without_date")
    st.table({words(f"coverage.{name}"): count(cover[name]) for name in names}, border="horizontal", width="content")


def show_scorer(view: View) -> None:
    """Which scorer made the scores, and the way to the page about it."""
    words = view.words
    st.subheader(words("data.model"), anchor=False)
    st.markdown(words("data.scorer", version=plain(view.facts.scorer_version)))
    st.page_link(_MODEL_PAGE, label=words("data.model.open"), icon=":material/neurology:")


def show_definitions(view: View) -> None:
    """Every number in a sentence or two, in two columns."""
    words, limits = view.words, view.facts.limits
    values = {
        "hidden": limits.hidden_below,
        "few": limits.few_below,
        **view.emotion_names,
        "employee": limits.employee_below,
        "time_zone": view.facts.time_zone,
    }
    st.subheader(words("data.definitions"), anchor=False)
    half = -(-len(_DEFINED) // 2)
    for column, names in zip(st.columns(2, gap="medium"), (_DEFINED[:half], _DEFINED[half:]), strict=True):
        with column:
            for name in names:
                st.markdown(f"**{words(f'define.{name}')}**  \n{words(f'define.{name}.text', **values)}")
