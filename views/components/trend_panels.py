"""The trends page's panels: one measure over time, before and after events, and apart by a dimension."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from views.charts import axes, chart_rows, specs, trend_specs
from views.charts.chart_rows import ChartRow, Series
from views.charts.trend_measures import Part, TrendMeasure, ordered_parts, part_of, part_values
from views.components import chart, comment_list, side_panel, tables
from views.components.chart import scale_note
from views.session import comparison, data, drill_down
from views.session.current_view import View, count, plain
from views.session.drill_down import JOINT
from views.words.filter_fields import SCORES, filter_of
from views.words.theme import SMALL_CHART_HEIGHT, TREND_HEIGHT

_MOST_EVENTS = 5
_SIDES = ("compare.after", "compare.before")

Days = tuple[str, str]
"""The ISO days on which a time axis begins and ends."""


def fetch_whole(view: View, measure: TrendMeasure) -> pa.Table:
    """The measure of all answers by period."""
    stem = "emotion_share" if measure.is_emotion else measure.code
    table = data.run(f"{stem}_by_period", filter=view.filter, grain=view.grain)
    return data.only(table, "emotion", measure.code) if measure.is_emotion else table


def fetch_parts(view: View, measure: TrendMeasure, dimension: str) -> pa.Table:
    """The measure by period and by the values of a dimension."""
    asked = {"filter": view.filter, "grain": view.grain, "dimension": dimension}
    if measure.is_emotion:
        return data.run("emotion_share_by_dimension_and_period", **asked, emotion=measure.code)
    return data.run(f"{measure.code}_by_dimension_and_period", **asked)


def why_absent(view: View, measure: TrendMeasure, days: Days | None) -> str:
    """Why there is no trend to show, as a key of ``empty_states.show_absent``."""
    if measure.code in SCORES and not data.row(measure.code, filter=view.filter).get("n"):
        return f"no_{measure.code}"
    if view.grain == "rolling":
        return "no_rolling"
    return "no_dates" if days is None else "no_scored"


def show_whole(view: View, measure: TrendMeasure, table: pa.Table, shown: Series, days: Days) -> None:
    """The measure of all answers over time."""
    words, name, kind = view.words, measure.name(view), measure.kind
    texts = axes.chart_texts(view, words("trends.lines", what=name), words("trends.lines.alt", what=name), name)
    axis = axes.measure_axis(view, kind, axes.value_limits(shown, kind), shown)
    form = (measure.colour(view), days, chart.event_marks(view), view.dark, TREND_HEIGHT, axes.is_crowded(shown))
    spec = data.spec(trend_specs.trend_spec, texts, axis, *form)
    keys = ("band", "click", *(("rolling",) if view.grain == "rolling" else ()), *scale_note(shown.visible))
    chart.show_chart_with_table(
        view, spec, shown.rows, f"trends_all_{measure.code}", table,
        section="trends_all", counts=measure.counts, fixed=measure.mark(), shown=(shown,), keys=keys, helps=(kind,),
    )  # fmt: skip
    chart.show_event_names(view, days)
    side_panel.show(view, "trends_all")


def show_events(view: View, measure: TrendMeasure, days: Days) -> None:
    """The measure before and after each of the latest events within the days."""
    words = view.words
    found = [event for event in comparison.events(view) if days[0] <= event.day < days[1]][:_MOST_EVENTS]
    if not found:
        return
    st.subheader(words("trends.before_after", what=measure.name(view)), anchor=False)
    for event in found:
        row = comparison.compared(view, measure.code, event.after, event.before, _SIDES)
        with st.container(border=True, key=f"event_{event.code}"):
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.markdown(f"**{plain(event.label)}** :small[{event.day}]  \n" + _format_comparison(view, row))
            with right, st.container(horizontal=True, horizontal_alignment="right"):
                comment_list.show_link_to_comments(view, event.after, words("trends.after"), f"after_{event.code}")
    st.caption(words("trends.before_after.note", days=comparison.EVENT_DAYS))


def _format_comparison(view: View, row: ChartRow) -> str:
    words = view.words
    if row["size"] == "hidden":
        return plain(words("trends.event.hidden", n=row["n_text"]))
    sentence = words(
        "trends.event",
        before=row["other_text"],
        after=row["value_text"],
        difference=row["difference_text"],
        range=row["range_text"],
        n=count(row["own_n"]),
        other_n=count(row["other_n"]),
    )
    lack = comparison.needed(view, row, _SIDES)
    return plain(f"{sentence} · {row['verdict_text']}" + (f" · {lack}" if lack else ""))


def show_parts(view: View, measure: TrendMeasure, dimension: str, table: pa.Table, days: Days) -> None:
    """The measure by a dimension: a small chart for each part, all on the same axes."""
    dimension_name = view.dimension(dimension)
    shown = chart_rows.series(view, table.to_pylist(), measure.kind)
    parts = ordered_parts(view, dimension, shown)
    if not any(code for code, _ in parts):
        st.info(view.words("trends.no_parts", by=dimension_name), icon=":material/info:")
        return
    if len(set(map(part_of, shown.rows))) == 1:
        return  # the same as all together
    title = view.words("trends.small", what=measure.name(view), by=dimension_name.lower())
    st.subheader(title, anchor=False)
    marks = _marks_of_parts(measure, dimension, shown)
    _show_small_charts(view, measure, dimension, shown, parts, days, marks)
    chart.show_notes(view, shown, keys=("band", "click", *scale_note(shown.visible)), helps=(measure.kind,))
    if any(is_other for _, is_other in parts):
        st.caption(view.words("trends.other.note"))
    side_panel.show(view, "trends_small")
    opening = drill_down.TableOpening("trends_small", _row_marks(table, marks), measure.counts)
    tables.show_table_behind(view, table, f"trends_{dimension}", title, opening=opening)


def _marks_of_parts(measure: TrendMeasure, dimension: str, shown: Series) -> dict[Part, dict[str, str]]:
    """What the marks of each part open; also of parts that have no value to show."""
    parts = list(dict.fromkeys(map(part_of, shown.rows)))
    name, allowed = filter_of(dimension), data.allowed_values()
    return {part: measure.mark(**{name: JOINT.join(part_values(dimension, part, parts, allowed))}) for part in parts}


def _row_marks(table: pa.Table, marks: dict[Part, dict[str, str]]) -> drill_down.RowMarks:
    return tuple(
        None if row["period"] is None else {**marks[part_of(row)], "period": str(row["period"])}
        for row in table.to_pylist()
    )


def _show_small_charts(
    view: View,
    measure: TrendMeasure,
    dimension: str,
    shown: Series,
    parts: list[Part],
    days: Days,
    marks: dict[Part, dict[str, str]],
) -> None:
    kind = measure.kind
    axis = axes.measure_axis(view, kind, axes.value_limits(shown, kind))
    axis = replace(axis, title=view.words(f"word.{kind}"))
    with st.grid(4, min_column_width=230, gap="small"):
        for number, part in enumerate(parts):
            series = shown.only(part=part[0], is_other=part[1])
            spec = _small_spec(view, measure, dimension, series, axis, days)
            key = f"trends_{measure.code}_{dimension}_{number}"
            chart.show_chart(view, spec, series.rows, key, "trends_small", measure.counts, marks[part])


def _small_spec(
    view: View, measure: TrendMeasure, dimension: str, part: Series, axis: specs.Measure, days: Days
) -> specs.Spec:
    words, name, row = view.words, measure.name(view), part.visible[0]
    label = words("trends.other") if row["is_other"] else view.part(dimension, row["part"])
    texts = axes.chart_texts(view, label, words("trends.small.alt", part=label, what=name), name)
    events = chart.event_marks(view, row["part"] if dimension == "touchpoint" else None)
    form = (measure.colour(view), days, events, view.dark, SMALL_CHART_HEIGHT, axes.is_crowded(part))
    return data.spec(trend_specs.trend_spec, replace(texts, period=""), axis, *form)
