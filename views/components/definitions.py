"""What the data page says about the numbers: how many answers they cover, who scored them, what each of them means."""

from datetime import date
from html import escape

import streamlit as st

from views.charts import bar_specs, specs
from views.charts.coverage_rows import coverage_rows, coverage_table
from views.components import chart, empty_states, parts, provenance
from views.session import data, url_state
from views.session.current_view import View, count, plain
from views.words.period_names import day_name

_DEFINED = (
    "nps nps_difference rating share tone confidence intensity mixed small coverage mention capital consistency gap disagreement driver "
    "comparison period quote flood"
).split()
_MODEL_PAGE = "views/pages/model.py"


def range_line(view: View) -> str:
    """The first and the last day of the answers, and how far stray dates lie beyond, as HTML."""
    words, facts = view.words, view.facts
    if not (facts.first_day and facts.last_day):
        return escape(words("data.range_none"))
    first, last = date.fromisoformat(facts.first_day), date.fromisoformat(facts.last_day)
    has_employees = provenance.employees() != 0
    said = words(
        "data.range" if has_employees else "data.range.customers",
        first=day_name(words, first),
        last=day_name(words, last),
    )
    stray = " " + words("summary.beyond", n=count(facts.beyond), day=day_name(words, last)) if facts.beyond else ""
    return escape(said + stray)


def show_coverage(view: View) -> None:
    """How many of the answers were scored, and why others were not."""
    words, cover = view.words, data.row("coverage", filter=view.filter)
    if not cover["n"]:
        empty_states.nothing_matches(view)
        return
    rows = [row for row in coverage_rows(view, cover) if row["n"]]
    title = words("data.coverage.chart")
    texts = specs.ChartTexts("", words("data.coverage.alt"), words("word.state"), words("word.n"))
    order, most = tuple(row["state_text"] for row in rows), max(row["n"] for row in rows)
    parts.section_title(title)
    spec = data.spec(bar_specs.coverage_spec, texts, order, most, view.dark)
    chart.show_chart(view, spec, rows, "data_coverage", has_files=False)
    names = ("n", "mixed", "with_nps", "with_rating", "without_date")
    said = " · ".join(f"{words(f'coverage.{name}')} {count(cover[name])}" for name in names)
    parts.footer(said, view, "data_coverage", title, lambda: coverage_table(view, rows))


def show_technical(view: View) -> None:
    """Folded: which scorer made the scores, the settings, every number of the runs."""
    with st.expander(view.words("data.technical"), icon=":material/build:", key="data_technical"):
        st.markdown(view.words("data.scorer", version=plain(view.facts.scorer_version)))
        st.page_link(_MODEL_PAGE, label=f"{view.words('data.model.open')} →", query_params=url_state.values())
        provenance.settings(view)
        provenance.run_numbers(view)


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
    half = -(-len(_DEFINED) // 2)
    with st.expander(words("data.definitions"), icon=":material/menu_book:", key="data_definitions"):
        for column, names in zip(st.columns(2, gap="medium"), (_DEFINED[:half], _DEFINED[half:]), strict=True):
            with column:
                for name in names:
                    st.markdown(f"**{words(f'define.{name}')}**  \n{words(f'define.{name}.text', **values)}")
