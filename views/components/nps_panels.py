"""The NPS page's charts of scores, of leading emotions by NPS group, and of NPS and negative emotions over time."""

import streamlit as st

from views.charts import axes, chart_rows, nps_rows, nps_specs, trend_specs
from views.components import chart, comment_list, empty_states
from views.session import data
from views.session.current_view import View
from views.words.filter_fields import NPS_BANDS

_TREND_HEIGHT = 340
"""Pixels of each of the two trends, which are side by side."""


def show_scores_and_emotions(view: View) -> None:
    """How many answers gave each score, and beside it the leading emotion of each NPS group."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _show_scores(view)
    with right:
        _show_leading_emotions(view)
    comment_list.show_clicked_comments(view, "nps_map")


def show_trends(view: View) -> None:
    """NPS over time, and beside it the negative emotions over time."""
    left, right = st.columns(2, gap="medium")
    with left:
        _show_nps_trend(view)
    with right:
        _show_negative_emotions(view)
    comment_list.show_clicked_comments(view, "nps_trends")


def show_emotion_trend(view: View) -> None:
    """The negative emotions over time alone, where nobody answered the recommend question."""
    _show_negative_emotions(view)
    comment_list.show_clicked_comments(view, "nps_trends")


def _show_scores(view: View) -> None:
    words, table = view.words, data.run("nps_score_count", filter=view.filter)
    rows = nps_rows.score_rows(view, table)
    if not any(row["n"] for row in rows):
        empty_states.show_absent(view, "no_nps")
        return
    texts = axes.chart_texts(view, words("nps.scores"), words("nps.scores.alt"), words("nps.score"))
    spec = data.spec(nps_specs.scores_spec, texts, view.dark)
    marks = tuple({"nps_band": nps_rows.nps_band(score)} for score in table.column("nps_score").to_pylist())
    chart.show_chart_with_table(
        view, spec, rows, "nps_scores", table,
        section="nps_map", counts="nps", helps=("nps",), n=sum(row["n"] for row in rows), marks=marks,
    )  # fmt: skip


def _show_leading_emotions(view: View) -> None:
    words, table = view.words, data.run("leading_emotion_by_nps_band", filter=view.filter)
    shown = chart_rows.series(view, table.to_pylist(), "share")
    if not shown.visible:
        empty_states.show_absent(view, "no_scored")
        return
    nps_rows.label_leading_emotions(view, shown)
    rows, emotions = nps_rows.leading_emotion_rows(view, shown)
    bands = tuple(words(f"nps_band.{band}") for band in NPS_BANDS)
    texts = axes.chart_texts(view, words("nps.map"), words("nps.map.alt"), words("word.share"))
    top = axes.share_limit(max(row["value"] for row in shown.visible))
    spec = data.spec(nps_specs.leading_map_spec, texts, bands, emotions, top, view.dark)
    marks = tuple({"nps_band": row["nps_band"], "leading_emotions": row["emotion"]} for row in table.to_pylist())
    chart.show_chart_with_table(
        view, spec, rows, "nps_map", table,
        section="nps_map", shown=(shown,), keys=("map",), helps=("share",), marks=marks,
    )  # fmt: skip


def _show_nps_trend(view: View) -> None:
    words, table = view.words, data.run("nps_by_period", filter=view.filter, grain=view.grain)
    shown, days = chart_rows.series(view, table.to_pylist(), "nps"), axes.day_limits(view, table)
    if days is None or not shown.visible:
        empty_states.show_absent(view, "no_dates" if days is None else "no_nps")
        return
    texts = axes.chart_texts(view, words("nps.trend"), words("nps.trend.alt"), words("word.nps"))
    measure = axes.measure_axis(view, "nps", axes.value_limits(shown, "nps"))
    form = (view.palette.accent, days, chart.event_marks(view), view.dark, _TREND_HEIGHT, axes.is_crowded(shown))
    spec = data.spec(trend_specs.trend_spec, texts, measure, *form)
    chart.show_chart_with_table(
        view, spec, shown.rows, "nps_trend", table,
        section="nps_trends", counts="nps", shown=(shown,), keys=("band", "click"), helps=("nps",),
    )  # fmt: skip
    chart.show_event_names(view, days)


def _show_negative_emotions(view: View) -> None:
    words = view.words
    table = data.run("emotion_share_by_period", filter=view.filter, grain=view.grain)
    negative = {code: emotion for code, emotion in view.emotions.items() if emotion.valence < 0}
    rows = [row for row in table.to_pylist() if row["emotion"] in negative]
    shown, days = chart_rows.series(view, rows, "share"), axes.day_limits(view, table)
    if not shown.visible or days is None:
        empty_states.show_absent(view, "no_dates" if days is None else "no_scored")
        return
    texts = axes.chart_texts(view, words("nps.negative"), words("nps.negative.alt"), words("word.share"))
    names = tuple((emotion.label, emotion.colour) for emotion in negative.values())
    measure = axes.measure_axis(view, "share", (0, axes.share_limit(max(row["value"] for row in shown.visible))))
    spec = data.spec(trend_specs.emotion_trend_spec, texts, measure, names, days, _TREND_HEIGHT)
    chart.show_chart_with_table(
        view, spec, shown.rows, "nps_negative", table,
        section="nps_trends", shown=(shown,), keys=("shares", "click"), helps=("share",),
    )  # fmt: skip
