"""Data: where the numbers come from, how far they reach, what was left out, and what every one of them means."""

import streamlit as st

from views.charts import specs
from views.components import chart, empty_states, provenance
from views.session import data
from views.session.current_view import View, count, current, plain

_DEFINED = (
    "nps nps_difference share tone confidence intensity mixed small coverage capital consistency gap disagreement driver "
    "comparison period quote"
).split()
_MODEL_PAGE = "views/pages/model.py"


def draw_page(view: View) -> None:
    """The whole page."""
    words, facts = view.words, view.facts
    st.title(words("page.data"), anchor=False)
    span = {"first": facts.first_day, "last": facts.last_day, "n": count(facts.n)}
    st.caption(words("data.range" if facts.first_day else "data.range_none", **span))
    left, right = st.columns(2, gap="medium")
    with left:
        _coverage(view)
    with right:
        _model(view)
        provenance.settings(view)
    provenance.sources(view)
    provenance.runs(view)
    provenance.rejected(view)
    provenance.events(view)
    _definitions(view)


def _coverage(view: View) -> None:
    words, cover = view.words, data.row("coverage", filter=view.filter)
    if not cover["n"]:
        empty_states.nothing_matches(view)
        return
    parts = chart.coverage_parts(view, cover)
    texts = chart.texts(view, words("data.coverage.chart"), words("data.coverage.alt"), words("word.state"))
    order, most = tuple(row["state_text"] for row in parts), max(row["n"] for row in parts)
    spec = data.spec(specs.coverage, texts, order, most, view.dark)
    chart.framed(
        view, spec, parts, "data_coverage", chart.coverage_table(view, parts), keys=("not_scored",), helps=("coverage",),
        n=cover["n"],
    )  # fmt: skip
    names = ("n", "mixed", "with_nps", "with_rating", "without_date")
    st.table({words(f"coverage.{name}"): count(cover[name]) for name in names}, border="horizontal", width="content")


def _model(view: View) -> None:
    words = view.words
    st.subheader(words("data.model"), anchor=False)
    st.markdown(words("data.scorer", version=plain(view.facts.scorer_version)))
    st.page_link(_MODEL_PAGE, label=words("data.model.open"), icon=":material/neurology:")


def _definitions(view: View) -> None:
    words, limits = view.words, view.facts.limits
    values = {
        "hidden": limits.hidden_below,
        "few": limits.few_below,
        "employee": limits.employee_below,
        "time_zone": view.facts.time_zone,
        **view.emotion_names,
    }
    st.subheader(words("data.definitions"), anchor=False)
    halves = -(-len(_DEFINED) // 2)
    for column, names in zip(st.columns(2, gap="medium"), (_DEFINED[:halves], _DEFINED[halves:]), strict=True):
        with column:
            for name in names:
                st.markdown(f"**{words(f'define.{name}')}**  \n{words(f'define.{name}.text', **values)}")


draw_page(current())
