"""The NPS page's charts of scores, of leading emotions by their groups, and of scores and negative emotions over time.

A score is nps or rating (views.words.filter_fields.SCORES).
"""

from collections.abc import Sequence

import streamlit as st

from views.charts import axes, chart_rows, nps_rows, nps_specs, trend_specs
from views.components import chart, empty_states, side_panel
from views.session import data
from views.session.current_view import View
from views.words.filter_fields import BANDS

_TREND_HEIGHT = 340
"""Pixels of each of the trends, which are side by side."""


def show_scores_and_emotions(view: View, score: str) -> None:
    """How many answers gave each score, and beside it the leading emotion of each of its groups."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _show_scores(view, score)
    with right:
        _show_leading_emotions(view, score)
    side_panel.show(view, f"{score}_map")


def show_trends(view: View, scores: Sequence[str]) -> None:
    """The scores over time, and beside them the negative emotions over time."""
    places = st.columns(len(scores) + 1, gap="medium")
    for place, score in zip(places, scores, strict=False):
        with place:
            _show_score_trend(view, score)
    with places[-1]:
        _show_negative_emotions(view)
    side_panel.show(view, "nps_trends")


def _show_scores(view: View, score: str) -> None:
    words, table = view.words, data.run(f"{score}_score_count", filter=view.filter)
    rows = nps_rows.score_rows(view, score, table)
    if not any(row["n"] for row in rows):
        empty_states.show_absent(view, f"no_{score}")
        return
    texts = axes.chart_texts(view, words(f"{score}.scores"), words(f"{score}.scores.alt"), words(f"{score}.score"))
    spec = data.spec(nps_specs.scores_spec, texts, score, tuple(row["score_text"] for row in rows), view.dark)
    marks = tuple(nps_rows.score_mark(score, row) for row in table.to_pylist())
    chart.show_chart_with_table(
        view, spec, rows, f"{score}_scores", table,
        section=f"{score}_map", counts=score, keys=chart.scale_note(rows), helps=(score,),
        n=sum(row["n"] for row in rows), marks=marks,
    )  # fmt: skip


def _show_leading_emotions(view: View, score: str) -> None:
    words, table = view.words, data.run(f"leading_emotion_by_{score}_band", filter=view.filter)
    shown = chart_rows.series(view, table.to_pylist(), "share")
    if not shown.visible:
        empty_states.show_absent(view, "no_scored")
        return
    nps_rows.label_leading_emotions(view, score, shown)
    rows, emotions = nps_rows.leading_emotion_rows(view, shown)
    bands = tuple(words(f"{score}_band.{band}") for band in BANDS[score])
    texts = axes.chart_texts(view, words(f"{score}.map"), words(f"{score}.map.alt"), words("word.share"))
    top = axes.share_limit(max(row["value"] for row in shown.visible))
    spec = data.spec(nps_specs.leading_map_spec, texts, score, bands, emotions, top, view.dark)
    band = f"{score}_band"
    marks = tuple({band: row[band], "leading_emotions": row["emotion"]} for row in table.to_pylist())
    chart.show_chart_with_table(
        view, spec, rows, f"{score}_map", table,
        section=f"{score}_map", shown=(shown,), keys=("map",), helps=("share",), marks=marks,
    )  # fmt: skip


def _show_score_trend(view: View, score: str) -> None:
    words, table = view.words, data.run(f"{score}_by_period", filter=view.filter, grain=view.grain)
    shown, days = chart_rows.series(view, table.to_pylist(), score), axes.day_limits(view, table)
    if days is None or not shown.visible:
        empty_states.show_absent(view, "no_dates" if days is None else f"no_{score}")
        return
    texts = axes.chart_texts(view, words(f"{score}.trend"), words(f"{score}.trend.alt"), words(f"word.{score}"))
    measure = axes.measure_axis(view, score, axes.value_limits(shown, score), shown)
    form = (view.palette.accent, days, chart.event_marks(view), view.dark, _TREND_HEIGHT, axes.is_crowded(shown))
    spec = data.spec(trend_specs.trend_spec, texts, measure, *form)
    chart.show_chart_with_table(
        view, spec, shown.rows, f"{score}_trend", table,
        section="nps_trends", counts=score, shown=(shown,), keys=("band", "click", *chart.scale_note(shown.visible)), helps=(score,),
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
