"""The NPS page's charts: leading emotions by groups of scores, a score over time, how many gave each score.

A score is nps or rating (views.words.filter_fields.SCORES).
"""

import streamlit as st

from views.charts import axes, chart_rows, nps_rows, nps_specs
from views.charts.trend_measures import TrendMeasure
from views.components import chart, parts, side_panel, trend_panels
from views.session import data, drill_down, trend_grain
from views.session.current_view import View
from views.words.filter_fields import BANDS


def show_map(view: View, score: str) -> None:
    """The leading emotions of those who recommend or rate highly, and of those who do not."""
    words, table = view.words, data.run(f"leading_emotion_by_{score}_band", filter=view.filter)
    parts.section_title(words(f"{score}.map"))
    shown = chart_rows.series(view, table.to_pylist(), "share")
    if not shown.visible:
        st.caption(words("empty.few.do", limit=view.limits.hidden_below))
        return
    nps_rows.label_leading_emotions(view, score, shown)
    rows, emotions = nps_rows.leading_emotion_rows(view, shown)
    order = {row[f"{score}_band"]: row[f"{score}_band_text"] for row in rows}
    bands = tuple(order[band] for band in BANDS[score] if band in order)
    texts = axes.chart_texts(view, "", words(f"{score}.map.alt"), words("word.share"))
    top = axes.share_limit(max(row["value"] for row in shown.visible))
    spec = data.spec(nps_specs.leading_map_spec, texts, score, bands, emotions, top, view.dark)
    section, band = f"{score}_map", f"{score}_band"
    chart.show_chart(view, spec, rows, section, section, has_files=False)
    marks = tuple({band: row[band], "leading_emotions": row["emotion"]} for row in table.to_pylist())
    opening = drill_down.TableOpening(section, marks)
    parts.footer(words("nps.map.note"), view, section, words(f"{score}.map"), lambda: table, opening)
    side_panel.show(view, section)


def show_trend(view: View, score: str) -> None:
    """The score over time with events, in the grain that the data bear."""
    measure = TrendMeasure(score)
    view = trend_grain.drawn(view, lambda drawn: trend_panels.fetch_whole(drawn, measure))
    table = trend_panels.fetch_whole(view, measure)
    shown, days = chart_rows.series(view, table.to_pylist(), score), axes.day_limits(view, table)
    if days is None or not shown.visible:
        parts.section_title(view.words("trends.whole", what=measure.name(view)))
        st.caption(view.words("empty.no_dates" if days is None else "empty.few"))
        return
    trend_panels.show_whole(view, measure, table, shown, days, "nps_trends")


def show_scores(view: View, score: str) -> None:
    """How many answers gave each score, in a box that is counted when it is opened."""
    words = view.words
    box = st.expander(words(f"{score}.scores"), key="scores", on_change="rerun")
    if not box.open:
        return
    table = data.run(f"{score}_score_count", filter=view.filter)
    rows = nps_rows.score_rows(view, score, table)
    texts = axes.chart_texts(view, "", words(f"{score}.scores.alt"), words(f"{score}.score"))
    spec = data.spec(nps_specs.scores_spec, texts, score, tuple(row["score_text"] for row in rows), view.dark)
    section = f"{score}_scores"
    with box:
        chart.show_chart(view, spec, rows, section, section, score, has_files=False)
        marks = tuple(nps_rows.score_mark(score, row) for row in table.to_pylist())
        said = words("card.n_answers", n=f"{sum(row['n'] for row in rows):,}")
        said += "".join(f" {words(f'note.{key}')}" for key in chart.scale_note(rows))
        opening = drill_down.TableOpening(section, marks, score)
        parts.footer(said, view, section, words(f"{score}.scores"), lambda: table, opening)
    side_panel.show(view, section)
