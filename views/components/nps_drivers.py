"""What goes with NPS or the rating: touchpoints, emotions and topics in one list, each with its bar and how sure it is."""

from functools import partial
from html import escape

import pyarrow as pa
import streamlit as st

from views.charts import nps_rows
from views.charts.chart_rows import ChartRow
from views.charts.driver_intervals import SAMPLES
from views.components import parts, side_panel
from views.files import look
from views.files.score_drivers import LEAST_REACH, decimals, shown_table, without
from views.session import drill_down
from views.session.current_view import View, count, plain, signed

MOST = 8
"""Drivers in the list."""


def show_drivers(view: View, score: str, table: pa.Table, ranked: list[ChartRow]) -> None:
    """The drivers of a score, the strongest first; a row selects its comments."""
    words = view.words
    parts.section_title(words(f"{score}.drivers"), words("nps.drivers.together"))
    if not ranked:
        st.caption(words("nps.drivers.none", limit=view.limits.few_below))
        return
    reach = max(LEAST_REACH[score], *(max(abs(row["low"]), abs(row["high"])) for row in ranked[:MOST]))
    section = f"{score}_drivers"
    with st.container(gap=None, key="drivers"):
        for number, row in enumerate(ranked[:MOST]):
            fields = tuple(sorted(row["mark"].items()))
            selection = drill_down.DrillDown(section, fields, score, view.grain)
            parts.row_that_selects(_row_html(view, score, row, reach), f"driver_{number}", row["name_text"], selection)
    marks = tuple(nps_rows.driver_mark(row) for row in table.to_pylist())
    opening = drill_down.TableOpening(section, marks, score)
    more = len(ranked) - MOST
    said = words("nps.drivers.more", n=more) if more > 0 else words("nps.drivers.line")
    shown = partial(shown_table, view, score, table, ranked)
    parts.footer(said, view, section, words(f"{score}.drivers"), shown, opening)
    _show_counting(view, score, ranked[0])
    side_panel.show(view, section)


def _row_html(view: View, score: str, row: ChartRow, reach: float) -> str:
    """A driver: its name and kind, its bar from zero with its interval, its impact, and how sure that is."""
    pair, words = without(view, score, row), view.words
    kind = "better" if row["value"] > 0 else "worse"
    at = {name: 50 + 50 * row[name] / reach for name in ("low", "value", "high")}
    begin, end = sorted((50.0, at["value"]))
    bar = (
        f'<span class="o-driver-bar" aria-hidden="true"><i class="o-{kind}" style="left:{begin:.1f}%;width:{end - begin:.1f}%"></i>'
        f'<s style="left:{at["low"]:.1f}%;width:{at["high"] - at["low"]:.1f}%"></s><u></u></span>'
    )
    name = look.emotion(view, row["theme"]) if row["dimension"] == "emotion" else escape(row["name_text"])
    note = f"{words('nps.drivers.' + row['dimension'])} · {count(row['n'])}"
    sure = look.certainty(
        words, row["is_clear"] and bool(pair.difference), why="" if pair.difference else words("sign.same_value")
    )
    return (
        f'<div class="o-driver"><b>{name}</b><small>{escape(note)}</small>{bar}<strong>{escape(pair.gap)}</strong>'
        f"{sure}</div>"
    )


def _show_counting(view: View, score: str, row: ChartRow) -> None:
    """How an impact comes about, behind a button."""
    words = view.words
    with st.popover(words("nps.counting"), type="tertiary", key="counting", icon=":material/help:"):
        st.markdown(words(f"{score}.drivers.note", draws=count(SAMPLES)))
        st.markdown(_formula(view, score, row))
        st.markdown(words(f"help.{score}", **view.emotion_names))


def _formula(view: View, score: str, row: ChartRow) -> str:
    """How the impact of a theme comes about, in numbers."""
    places, pair = decimals(score, row), without(view, score, row)
    return view.words(
        f"{score}.drivers.formula",
        theme=plain(row["name_text"]),
        n=count(row["n"]),
        of_n=count(row["of_n"]),
        rest=count(row["of_n"] - row["n"]),
        now=pair.now,
        without=pair.former,
        impact=pair.gap,
        low=signed(row["low"], places),
        high=signed(row["high"], places),
    )
