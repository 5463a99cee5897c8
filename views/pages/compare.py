"""Compare: two groups or periods side by side, with differences, intervals, and how many more answers it would take."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

import queries
from views.charts import chart_rows, group_specs, specs
from views.charts.chart_rows import ChartRow
from views.components import chart, comment_list, group_filters, sidebar, tables
from views.session import comparison, data, drill_down
from views.session.current_view import View, count, current, plain
from views.words import filter_fields

_SECTION = "compare"
_LEAST_REACH = 0.05
_NAMES_WIDTH = 120
"""Least length of the chart's axis to each side, as a share; pixels of the table's first column, for the longest name."""


def draw_page(view: View) -> None:
    """The whole page."""
    words = view.words
    st.title(words("page.compare"), anchor=False)
    st.caption(words("compare.what"))
    group_filters.presets(view)
    one, other = group_filters.chosen(view)
    if one == other:
        st.info(words("compare.same"), icon=":material/info:")
        return
    _overlap(view, one, other)
    rows = [
        comparison.compared(view, what, one, other) | {"emotion": None, "line_text": words(f"word.{what}")}
        for what in ("nps", "tone")
    ]
    with st.grid(2, min_column_width=300, gap="medium"):
        for row in rows:
            _card(view, row)
    shares = comparison.shares(view, one, other)
    _chart(view, shares)
    _opened(view, one, other)
    _table(view, [*rows, *shares])


def _overlap(view: View, one: queries.Filter, other: queries.Filter) -> None:
    found = data.row("overlap_count", filter=one, other=other)
    if found["shared"]:
        st.warning(view.words("compare.overlap", n=count(found["shared"])), icon=":material/join_inner:")
    elif found["shared"] is None:
        st.caption(view.words("compare.overlap.unknown"))


def _card(view: View, row: ChartRow) -> None:
    words, kind = view.words, row["kind"]
    with st.container(border=True, key=f"compared_{kind}", gap="xxsmall", height="stretch"):
        if row["own_n"] == row["other_n"] == 0:
            st.markdown(f"**{words('compare.difference', what=words(f'word.{kind}'))}**")
            st.caption(words("world.no_nps" if kind == "nps" else "world.no_scored"))
            return
        st.metric(
            words("compare.difference", what=words(f"word.{kind}")),
            row["difference_text"],
            help=words(f"help.{kind}", **view.emotion_names),
        )
        st.markdown(plain(words("compare.values", a=row["value_text"], b=row["other_text"])))
        if row["size"] != "hidden":
            st.caption(plain(words("compare.range", range=row["range_text"])))
        lack = comparison.needed(view, row)
        st.markdown(f"**{plain(row['verdict_text'])}**" + (f"  \n:small[{plain(lack)}]" if lack else ""))
        st.caption(plain(f"n: {row['n_text']}"))
        st.button(
            words("panel.read"), key=f"read_{kind}", on_click=_open, args=(kind, view.grain), icon=":material/forum:"
        )


def _open(kind: str, grain: str) -> None:
    st.session_state["drill"] = drill_down.DrillDown(_SECTION, (), _counts(kind), grain)


def _counts(kind: str) -> str:
    return "nps" if kind == "nps" else "scored"


def _chart(view: View, rows: list[ChartRow]) -> None:
    words = view.words
    drawn = [row for row in rows if row["value"] is not None]
    if not drawn:
        st.info(words("compare.too_few", limit=view.limits.hidden_below), icon=":material/visibility_off:")
        return
    reach = max(_LEAST_REACH, *(max(abs(row["low"]), abs(row["high"])) for row in drawn))
    measure = specs.Measure(words("compare.axis"), "+.0%", (-round(reach * 1.05, 3), round(reach * 1.02, 3)), True)
    texts = chart.texts(view, words("compare.chart"), words("compare.chart.alt"), words("compare.gap"))
    lines, names = tuple(row["line_text"] for row in drawn), (words("compare.a"), words("compare.b"))
    spec = data.spec(group_specs.differences, texts, measure, lines, names, view.dark)
    chart.chart(view, spec, drawn, "compare", _SECTION)
    shown = chart_rows.Series(drawn, 0, any(row["few"] for row in drawn), False)
    chart.notes(view, shown, keys=("compare", "shares", "click"), helps=("share",), n=drawn[0]["n_text"])


def _opened(view: View, one: queries.Filter, other: queries.Filter) -> None:
    """The comments behind the row that was clicked, of A or of B."""
    if drill_down.current(_SECTION) is None:
        return
    words = view.words
    side = sidebar.one_of(
        "side", filter_fields.SIDES, words("compare.read"), lambda code: words(f"compare.{code}"), view.language
    )
    comment_list.panel(replace(view, filter=one if side == "a" else other), _SECTION)


def _table(view: View, rows: list[ChartRow]) -> None:
    words = view.words
    shown = [
        {
            words("compare.column.what"): row["line_text"],
            words("compare.a"): row["value_text"],
            words("compare.b"): row["other_text"],
            words("compare.gap"): row["difference_text"],
            words("word.range"): row["range_text"],
            words("compare.column.verdict"): row["verdict_text"],
            words("compare.column.needed"): comparison.needed(view, row, is_short=True),
            words("word.n"): row["n_text"],
        }
        for row in rows
    ]
    st.subheader(words("compare.table"), anchor=False)
    st.dataframe(
        shown,
        hide_index=True,
        alt=words("compare.table"),
        height="content",
        column_config={words("compare.column.what"): st.column_config.TextColumn(width=_NAMES_WIDTH)},
    )
    columns = (
        "n other_n value other_value difference difference_low difference_high is_clear needed other_needed size"
    ).split()
    plain_rows = [
        {"measure": row["line_text"]} | {name: row[name] for name in columns} | {"n": row["own_n"], "value": row["own"]}
        for row in rows
    ]
    marks = tuple({"emotion": row["emotion"]} if row["emotion"] else {"counts": _counts(row["kind"])} for row in rows)
    opening = drill_down.TableOpening(_SECTION, marks)
    tables.behind(view, pa.Table.from_pylist(plain_rows), "compare", words("compare.table"), opening=opening)


draw_page(current())
