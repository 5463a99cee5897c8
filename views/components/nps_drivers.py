"""What goes with NPS and with ratings: the impact of touchpoints, emotions and topics, each with its bootstrap interval."""

from functools import partial

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.charts import axes, nps_rows, nps_specs
from views.charts.chart_rows import ChartRow, Series
from views.charts.driver_intervals import SAMPLES
from views.components import chart, tables
from views.session import data, drill_down
from views.session.current_view import View, count, plain, signed

_AXES = {"nps": "+d", "rating": "+~r"}
"""Score -> how its axis writes impacts."""

_MOST_SENTENCES = 2
_MOST_TOPICS = 80
"""Sentences above the charts; topics that the query ranks, of which a chart shows the strongest."""


def show_drivers(view: View, score: str) -> DeltaGenerator | None:
    """Touchpoints and emotions that go with a score. Returns the place of the topics, which take longest and come last."""
    words = view.words
    table = pa.concat_tables([_driver_table(view, score, kind) for kind in ("touchpoint", "emotion")])
    st.subheader(words(f"{score}.drivers"), anchor=False)
    rows = nps_rows.driver_rows(view, score, table)
    ranked = sorted((row for row in rows if not row["few"]), key=lambda row: -abs(row["value"]))
    if not ranked:
        st.info(words("nps.drivers.none", limit=view.limits.few_below), icon=":material/info:")
        return None
    st.caption(words(f"{score}.drivers.note", draws=count(SAMPLES)))
    st.markdown(_formula(view, score, ranked[0]))
    for row in [row for row in ranked if nps_rows.is_clear(row)][:_MOST_SENTENCES]:
        st.markdown(f"- {plain(nps_rows.driver_sentence(view, score, row))}")
    with st.grid(3, min_column_width=300, gap="small"):
        for kind in ("touchpoint", "emotion"):
            if strongest := nps_rows.strongest_drivers(rows, kind):
                _show_impacts(view, score, kind, strongest)
        place = st.container()
    chart.show_notes(view, Series.of(rows), keys=("click",), helps=(f"driver.{score}",))
    _show_table(view, score, table, rows, f"{score}_drivers", words(f"{score}.drivers"))
    return place


def show_topics(view: View, score: str, place: DeltaGenerator) -> None:
    """The topics in their place, with a table of their own."""
    table = _driver_table(view, score, "topic")
    rows = nps_rows.driver_rows(view, score, table)
    if rows:
        with place:
            _show_impacts(view, score, "topic", nps_rows.strongest_drivers(rows, "topic"))
            title = f"{view.words(f'{score}.drivers')}: {view.words('nps.drivers.topic')}"
            _show_table(view, score, table, rows, f"{score}_topics", title)


def _driver_table(view: View, score: str, kind: str) -> pa.Table:
    return data.run(f"{score}_driver_list", filter=view.filter, about=kind, limit=_MOST_TOPICS)


def _show_impacts(view: View, score: str, kind: str, rows: list[ChartRow]) -> None:
    words = view.words
    texts = axes.chart_texts(view, words(f"nps.drivers.{kind}"), words(f"{score}.drivers.alt"), words("word.impact"))
    order = tuple(row["name_text"] for row in rows)
    spec = data.spec(nps_specs.impacts_spec, texts, order, nps_rows.CLICK_FIELDS[kind], _AXES[score], view.dark)
    note = axes.format_n(view, rows) if kind == "topic" else ""
    chart.show_chart(view, spec, rows, f"{score}_drivers_{kind}", f"{score}_drivers", score, note=note)


def _show_table(view: View, score: str, table: pa.Table, rows: list[ChartRow], key: str, title: str) -> None:
    marks = tuple(nps_rows.driver_mark(row) for row in table.to_pylist())
    opening = drill_down.TableOpening(f"{score}_drivers", marks, score)
    tables.show_table_behind(view, nps_rows.with_intervals(table, rows), key, title, opening=opening)


def _formula(view: View, score: str, row: ChartRow) -> str:
    """How the impact of a theme comes about, in numbers."""
    decimals = nps_rows.IMPACT_DECIMALS[score]
    write = partial(signed, decimals=1) if score == "nps" else "{:.2f}".format
    return view.words(
        f"{score}.drivers.formula",
        theme=plain(row["name_text"]),
        n=count(row["n"]),
        of_n=count(row["of_n"]),
        mean=write(row[score]),
        of_mean=write(row[f"of_{score}"]),
        impact=signed(row["value"], decimals),
        low=signed(row["low"], decimals),
        high=signed(row["high"], decimals),
    )
