"""The compare page's panels: two groups' NPS, rating, tone and emotions, their differences with intervals, and the table of both."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

import queries
from views.charts import axes, group_specs, specs
from views.charts.chart_rows import ChartRow, Series
from views.components import chart, filter_widgets, side_panel, tables
from views.session import comparison, data, drill_down
from views.session.current_view import View, count, plain
from views.words import filter_fields
from views.words.filter_fields import counts_of

_SECTION = "compare"
_LEAST_REACH = 0.05
_NAMES_WIDTH = 120
"""Least length of the chart's axis to each side, as a share; pixels of the table's first column, for the longest name."""

_COLUMNS = (
    "n other_n value other_value difference difference_low difference_high is_clear needed other_needed size"
).split()
"""Columns of the query that the table behind the comparison has."""


def show_overlap(view: View, one: queries.Filter, other: queries.Filter) -> None:
    """How many answers are in both groups, which makes their difference look clearer than it is."""
    found = data.row("overlap_count", filter=one, other=other)
    if found["shared"]:
        st.warning(view.words("compare.overlap", n=count(found["shared"])), icon=":material/join_inner:")
    elif found["shared"] is None:
        st.caption(view.words("compare.overlap.unknown"))


def compare_totals(view: View, one: queries.Filter, other: queries.Filter) -> list[ChartRow]:
    """NPS, rating (as far as there are any) and tone of the two groups."""
    return [
        comparison.compared(view, what, one, other) | {"emotion": None, "line_text": view.words(f"word.{what}")}
        for what in (*view.scores, "tone")
    ]


def show_totals(view: View, rows: list[ChartRow]) -> None:
    """A box for each row of ``compare_totals``: difference, interval, verdict, and what it would take."""
    with st.grid(len(rows), min_column_width=260, gap="medium"):
        for row in rows:
            with st.container(border=True, key=f"compared_{row['kind']}", gap="xxsmall", height="stretch"):
                _show_total(view, row)


def _show_total(view: View, row: ChartRow) -> None:
    words, kind = view.words, row["kind"]
    title = words("compare.difference", what=words(f"word.{kind}"))
    if row["own_n"] == row["other_n"] == 0:
        st.markdown(f"**{title}**")
        st.caption(words(f"empty.no_{counts_of(kind)}"))
        return
    st.metric(title, row["difference_text"], help=words(f"help.{kind}", **view.emotion_names))
    st.markdown(plain(words("compare.values", a=row["value_text"], b=row["other_text"])))
    if row["size"] != "hidden":
        st.caption(plain(words("compare.range", range=row["range_text"])))
    lack = comparison.needed(view, row)
    st.markdown(f"**{plain(row['verdict_text'])}**" + (f"  \n:small[{plain(lack)}]" if lack else ""))
    st.caption(plain(f"n: {row['n_text']}"))
    st.button(words("panel.read"), key=f"read_{kind}", on_click=_open, args=(kind, view.grain), icon=":material/forum:")


def _open(kind: str, grain: str) -> None:
    drill_down.select(drill_down.DrillDown(_SECTION, (), counts_of(kind), grain))


def show_differences(view: View, rows: list[ChartRow]) -> None:
    """The chart of the differences in all emotions' shares."""
    words, visible = view.words, [row for row in rows if row["value"] is not None]
    if not visible:
        st.info(words("compare.too_few", limit=view.limits.hidden_below), icon=":material/visibility_off:")
        return
    reach = max(_LEAST_REACH, *(max(abs(row["low"]), abs(row["high"])) for row in visible))
    measure = specs.Measure(words("compare.axis"), "+.0%", (-round(reach * 1.05, 3), round(reach * 1.02, 3)), True)
    texts = axes.chart_texts(view, words("compare.chart"), words("compare.chart.alt"), words("compare.gap"))
    lines, names = tuple(row["line_text"] for row in visible), (words("compare.a"), words("compare.b"))
    spec = data.spec(group_specs.differences_spec, texts, measure, lines, names, view.dark)
    chart.show_chart(view, spec, visible, "compare", _SECTION)
    keys = ("compare", "shares", "click")
    chart.show_notes(view, Series.of(visible), keys=keys, helps=("share",), n=visible[0]["n_text"])


def show_clicked_comments(view: View, one: queries.Filter, other: queries.Filter) -> None:
    """The comments behind the row that was clicked, of A or of B."""
    if drill_down.current(_SECTION) is None:
        return
    words = view.words
    with side_panel.place():
        side = filter_widgets.one_of(
            "side", filter_fields.SIDES, words("compare.read"), lambda code: words(f"compare.{code}"), view.language
        )
    side_panel.show(replace(view, filter=one if side == "a" else other), _SECTION)


def show_table(view: View, rows: list[ChartRow]) -> None:
    """All rows in words, and the same numbers as a file."""
    title = view.words("compare.table")
    st.subheader(title, anchor=False)
    st.dataframe(
        [_table_line(view, row) for row in rows],
        hide_index=True,
        alt=title,
        height="content",
        column_config={view.words("compare.column.what"): st.column_config.TextColumn(width=_NAMES_WIDTH)},
    )
    plain_rows = [
        {"measure": row["line_text"]}
        | {name: row[name] for name in _COLUMNS}
        | {"n": row["own_n"], "value": row["own"]}
        for row in rows
    ]
    marks = tuple({"emotion": row["emotion"]} if row["emotion"] else {"counts": counts_of(row["kind"])} for row in rows)
    opening = drill_down.TableOpening(_SECTION, marks)
    tables.show_table_behind(view, pa.Table.from_pylist(plain_rows), "compare", title, opening=opening)


def _table_line(view: View, row: ChartRow) -> dict[str, str]:
    words = view.words
    return {
        words("compare.column.what"): row["line_text"],
        words("compare.a"): row["value_text"],
        words("compare.b"): row["other_text"],
        words("compare.gap"): row["difference_text"],
        words("word.range"): row["range_text"],
        words("compare.column.verdict"): row["verdict_text"],
        words("compare.column.needed"): comparison.needed(view, row, is_short=True),
        words("word.n"): row["n_text"],
    }
