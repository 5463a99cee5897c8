"""The charts of a summary: NPS and rating, or tone, over time, the emotions of the period, and emotional capital over time."""

from dataclasses import replace

import pyarrow as pa

from views.charts import specs
from views.charts.axes import chart_texts, day_limits, is_crowded, measure_axis, value_limits, with_scale
from views.charts.bar_specs import emotion_bars_spec
from views.charts.chart_rows import series, series_by_valence
from views.charts.trend_specs import trend_spec
from views.files.summary_parts import RunQuery, SummaryChart
from views.words.labels import View
from views.words.theme import TONE_POSITIVE

CHART_HEIGHT = 206
"""Pixels of each chart: with them the page fits one screen."""

_EMOTION_ROW, _EMOTION_AXIS = 14, 48
"""Pixels of a bar with its name, and of the axis below: less, and names lie over one another."""


def summary_charts(view: View, long_view: View, run: RunQuery) -> tuple[SummaryChart, ...]:
    """The charts that have anything to show; trends over ``long_view``, emotions of ``view``."""
    trends = [_score(long_view, score, run) for score in view.scores]
    if not any(trends):
        trends = [_tone(long_view, run)]
    found = (*trends, _emotions(view, run), _capital(long_view, run))
    return tuple(chart for chart in found if chart)


def _score(view: View, score: str, run: RunQuery) -> SummaryChart | None:
    table = run(f"{score}_by_period", filter=view.filter, grain=view.grain)
    return _trend(view, score, table, view.palette.accent, score)


def _tone(view: View, run: RunQuery) -> SummaryChart | None:
    table = run("tone_by_period", filter=view.filter, grain=view.grain)
    return _trend(view, "tone", table, TONE_POSITIVE, "scored")


def _capital(view: View, run: RunQuery) -> SummaryChart | None:
    """None over rolling days, which overlap: each would be paid in several times."""
    if view.grain == "rolling":
        return None
    table = run("emotional_capital_by_period", filter=view.filter, grain=view.grain)
    return _trend(view, "capital", table, TONE_POSITIVE, "scored")


def _trend(view: View, name: str, table: pa.Table, colour: str, counts: str) -> SummaryChart | None:
    shown, limits = series(view, table.to_pylist(), name), day_limits(view, table)
    if limits is None or not shown.visible:
        return None
    words = view.words
    title = with_scale(words(f"summary.trend.{name}"), name, shown.visible)
    texts = replace(chart_texts(view, title, words(f"summary.trend.{name}.alt"), words(f"word.{name}")), period="")
    axis = replace(measure_axis(view, name, value_limits(shown, name)), title="")
    form = (colour, limits, (), view.dark, CHART_HEIGHT, is_crowded(shown))
    return SummaryChart(name, trend_spec, (texts, axis, *form), shown.rows, counts, table)


def _emotions(view: View, run: RunQuery) -> SummaryChart | None:
    words, table = view.words, run("emotion_share", filter=view.filter)
    shown = series_by_valence(view, table.to_pylist())
    if not shown.visible:
        return None
    texts = chart_texts(view, words("summary.emotions"), words("summary.emotions.alt"), words("word.share"))
    top = min(1.0, max(0.05, shown.highest() * 1.45))
    rows = [row for row in shown.rows if row["n_text"]]
    order = tuple(row["emotion_text"] for row in rows)
    axis = replace(measure_axis(view, "share", (0, top)), title="")
    return SummaryChart("emotions", _emotions_spec, (texts, axis, order, view.dark), rows, "scored", table)


def _emotions_spec(texts: specs.ChartTexts, axis: specs.Measure, order: tuple[str, ...], dark: bool) -> specs.Spec:
    height = max(CHART_HEIGHT, len(order) * _EMOTION_ROW + _EMOTION_AXIS)
    return emotion_bars_spec(texts, axis, order, (), dark) | {"height": height}
