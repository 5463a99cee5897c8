"""What stands out on the journey: its lowest point, the widest gap to the intended emotion, how alike touchpoints are."""

import pyarrow as pa
import streamlit as st

from views.charts import axes, chart_rows, group_specs, journey_specs, specs
from views.charts.chart_rows import ChartRow
from views.charts.consistency import Consistency, consistency
from views.charts.journey_rows import divergence_rows, emotion_gaps, format_widest_gap, gap_rows, touchpoint_order
from views.components import chart, comment_list, empty_states, tables
from views.files.comment_card import comment_html
from views.session import data, drill_down
from views.session.current_view import View, count, plain, tone_text
from views.words import filter_fields

_MOST_QUOTES = 2


def show_lowest(view: View) -> None:
    """The touchpoint with the lowest tone among those with enough answers, in words, with its quotes by rule."""
    words = view.words
    rows = [row for row in data.run("tone_by_touchpoint", filter=view.filter).to_pylist() if row["touchpoint"]]
    ranked = [row for row in rows if row["size"] == "normal"]
    if len(ranked) < 2:
        return
    lowest = min(ranked, key=lambda row: row["tone"])
    name = view.touchpoint(lowest["touchpoint"])
    there = filter_fields.narrowed(view.filter, touchpoints=(lowest["touchpoint"],))
    with st.container(border=True, key="journey_lowest"):
        left, right = st.columns([3, 1], vertical_alignment="center")
        sentence = words("journey.lowest", touchpoint=name, tone=tone_text(lowest["tone"]), n=count(lowest["n"]))
        left.markdown(f"**{plain(sentence)}**")
        with right, st.container(horizontal=True, horizontal_alignment="right"):
            scored = filter_fields.narrowed(there, states=("scored",))
            comment_list.show_link_to_comments(view, scored, words("panel.read"), "open_lowest")
        quotes = data.run("quote_list", filter=there).to_pylist()
        for quote in quotes[:_MOST_QUOTES]:
            st.caption(words(f"journey.quote.{quote['role']}"))
            st.html(comment_html(view, quote))
        if not quotes:
            st.caption(words("journey.quote.none"))


def show_gap(view: View, section: str) -> None:
    """The intended emotion of each touchpoint beside the strongest one, and where the gap is widest."""
    words, table = view.words, data.run("emotion_share_by_touchpoint", filter=view.filter)
    shares = chart_rows.series(view, table.to_pylist(), "share")
    rows = gap_rows(view, shares.visible)
    if not rows:
        empty_states.show_absent(view, "no_touchpoints")
        return
    texts = axes.chart_texts(view, words("journey.gap"), words("journey.gap.alt"), words("word.share"))
    measure = axes.measure_axis(view, "share", (0, axes.share_limit(max(row["value"] for row in rows))))
    spec = data.spec(journey_specs.gap_spec, texts, measure, touchpoint_order(view, rows), view.dark)
    chart.show_chart(view, spec, rows, "journey_gap", section)
    gaps = emotion_gaps(view, shares.visible)
    if gaps:
        st.markdown(plain(format_widest_gap(view, gaps)))
    chart.show_notes(view, shares, keys=("gap", "shares", "click"), helps=("gap", "share"))
    behind = pa.Table.from_pylist(gaps).drop_columns("emotion") if gaps else table
    opening = drill_down.TableOpening(section, drill_down.marks(gaps, ("touchpoint", "emotion")))
    tables.show_table_behind(view, behind, "journey_gap", words("journey.gap"), opening=opening)


def show_consistency(view: View, section: str) -> None:
    """How alike the touchpoints' emotion mixes are, and which one differs most."""
    words, limit = view.words, view.limits.few_below
    answers = data.run("emotion_share_by_touchpoint", filter=view.filter).to_pylist()
    found = consistency(answers, limit)
    st.subheader(words("journey.alike"), anchor=False, help=words("define.consistency.text"))
    if found is None:
        st.info(words("journey.alike.none", limit=limit), icon=":material/info:")
        return
    with st.container(border=True, key="journey_consistency"):
        st.metric(words("journey.alike.value"), f"{found.whole.value:.2f}")
        st.caption(words("number.interval", low=f"{found.whole.low:.2f}", high=f"{found.whole.high:.2f}"))
        st.markdown(plain(words("journey.alike.odd", touchpoint=view.touchpoint(found.odd))))
    _show_divergences(view, section, found, {row["touchpoint"]: row["n"] for row in answers})


def _show_divergences(view: View, section: str, found: Consistency, sizes: dict[str, int]) -> None:
    words, rows = view.words, divergence_rows(view, found, sizes)
    texts = axes.chart_texts(
        view, words("journey.alike.chart"), words("journey.alike.alt"), words("journey.alike.apart")
    )
    end = group_specs.end_with_text(max(row["high"] for row in rows) or 0.01)
    measure = specs.Measure(words("journey.alike.axis"), ".2f", (0, round(end, 3)))
    order = tuple(row["touchpoint_text"] for row in rows)
    spec = data.spec(journey_specs.touchpoint_bars_spec, texts, measure, order, view.dark)
    chart.show_chart(view, spec, rows, "journey_alike", section)
    chart.show_notes(view, chart_rows.Series.of(rows), keys=("band", "click"), helps=("consistency",))
    _show_divergence_table(view, section, rows)


def _show_divergence_table(view: View, section: str, rows: list[ChartRow]) -> None:
    columns = ("touchpoint", "n", "divergence", "low", "high")
    plain_rows = [{name: row[name] for name in columns} for row in rows]
    opening = drill_down.TableOpening(section, drill_down.marks(plain_rows, ("touchpoint",)))
    table, title = pa.Table.from_pylist(plain_rows), view.words("journey.alike.chart")
    tables.show_table_behind(view, table, "journey_alike", title, opening=opening)
