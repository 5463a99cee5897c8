"""What goes with NPS: the impact of touchpoints, emotions and topics, each with its bootstrap interval."""

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.charts import axes, nps_rows, nps_specs
from views.charts.chart_rows import ChartRow, Series
from views.charts.driver_intervals import SAMPLES
from views.components import chart, tables
from views.session import data, drill_down
from views.session.current_view import View, count, plain, signed

_SECTION = "nps_drivers"
_MOST_TOPICS = 40
"""Topics that the query ranks; a chart shows the strongest of them."""


def show_drivers(view: View) -> DeltaGenerator | None:
    """Touchpoints and emotions that go with NPS. Returns the place of the topics, which take longest and come last."""
    words = view.words
    table = pa.concat_tables([_driver_table(view, kind) for kind in ("touchpoint", "emotion")])
    st.subheader(words("nps.drivers"), anchor=False)
    rows = nps_rows.driver_rows(view, table)
    ranked = sorted((row for row in rows if not row["few"]), key=lambda row: -abs(row["value"]))
    if not ranked:
        st.info(words("nps.drivers.none", limit=view.limits.few_below), icon=":material/info:")
        return None
    st.caption(words("nps.drivers.note", draws=count(SAMPLES)))
    st.markdown(_formula(view, ranked[0]))
    with st.grid(3, min_column_width=300, gap="small"):
        for kind in ("touchpoint", "emotion"):
            if strongest := nps_rows.strongest_drivers(rows, kind):
                _show_impacts(view, kind, strongest)
        place = st.container()
    chart.show_notes(view, Series.of(rows), keys=("click",), helps=("driver",))
    _show_table(view, table, rows, "nps_drivers", words("nps.drivers"))
    return place


def show_topics(view: View, place: DeltaGenerator) -> None:
    """The topics in their place, with a table of their own."""
    table = _driver_table(view, "topic")
    rows = nps_rows.driver_rows(view, table)
    if rows:
        with place:
            _show_impacts(view, "topic", nps_rows.strongest_drivers(rows, "topic"))
            title = f"{view.words('nps.drivers')}: {view.words('nps.drivers.topic')}"
            _show_table(view, table, rows, "nps_topics", title)


def _driver_table(view: View, kind: str) -> pa.Table:
    return data.run("nps_driver_list", filter=view.filter, about=kind, limit=_MOST_TOPICS)


def _show_impacts(view: View, kind: str, rows: list[ChartRow]) -> None:
    words = view.words
    texts = axes.chart_texts(view, words(f"nps.drivers.{kind}"), words("nps.drivers.alt"), words("word.impact"))
    order = tuple(row["name_text"] for row in rows)
    spec = data.spec(nps_specs.impacts_spec, texts, order, nps_rows.CLICK_FIELDS[kind], view.dark)
    note = axes.format_n(view, rows) if kind == "topic" else ""
    chart.show_chart(view, spec, rows, f"nps_drivers_{kind}", _SECTION, "nps", note=note)


def _show_table(view: View, table: pa.Table, rows: list[ChartRow], key: str, title: str) -> None:
    marks = tuple(nps_rows.driver_mark(row) for row in table.to_pylist())
    opening = drill_down.TableOpening(_SECTION, marks, "nps")
    tables.show_table_behind(view, nps_rows.with_intervals(table, rows), key, title, opening=opening)


def _formula(view: View, row: ChartRow) -> str:
    """How the impact of a theme comes about, in numbers."""
    return view.words(
        "nps.drivers.formula",
        theme=plain(row["name_text"]),
        n=count(row["n"]),
        of_n=count(row["of_n"]),
        nps=signed(row["nps"], 1),
        of_nps=signed(row["of_nps"], 1),
        impact=signed(row["value"], 1),
        low=signed(row["low"], 1),
        high=signed(row["high"], 1),
    )
