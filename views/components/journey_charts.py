"""The journey's charts over all its touchpoints: tone, NPS, ratings, and the map of touchpoints and periods."""

import streamlit as st

from views.charts import axes, chart_rows, journey_specs, specs
from views.charts.journey_rows import has_touchpoint, touchpoint_order
from views.components import chart, empty_states, filter_widgets
from views.session import data
from views.session.current_view import View, count, percent, plain
from views.words.theme import TONE_POSITIVE

NAMED_EMOTIONS = 3
"""Emotions named above each point of the curve."""

_MOST_NAMES = 10
"""Touchpoints outside the journey that are named."""


def show_curve(view: View, section: str) -> None:
    """Mean tone along the journey, the leading emotions written above; a click opens the comments in ``section``."""
    words, table = view.words, data.run("tone_by_touchpoint", filter=view.filter)
    shown = chart_rows.series(view, table.to_pylist(), "tone")
    if not has_touchpoint(shown.visible):
        empty_states.show_absent(view, "no_touchpoints")
        return
    shares = data.run("emotion_share_by_touchpoint", filter=view.filter)
    visible = chart_rows.series(view, shares.to_pylist(), "share").visible
    strongest = chart_rows.strongest_emotions(visible, NAMED_EMOTIONS)
    for row in shown.rows:
        leads = strongest.get(row["touchpoint"], [])
        row["lead_text"] = "|".join(f"{lead['emotion_text']} {100 * lead['value']:.0f}%" for lead in leads)
    texts = axes.chart_texts(view, words("journey.curve"), words("journey.curve.alt"), words("word.tone"))
    low, high = axes.value_limits(shown, "tone")
    measure, order = axes.measure_axis(view, "tone", (low, min(1.0, high + 0.2))), touchpoint_order(view, shown.rows)
    spec = data.spec(journey_specs.journey_spec, texts, measure, order, TONE_POSITIVE, NAMED_EMOTIONS, view.dark)
    chart.show_chart_with_table(
        view, spec, shown.rows, f"curve_{section}", table,
        section=section, shown=(shown,), keys=("leads", "band", "click"), helps=("tone",),
    )  # fmt: skip


def show_coverage(view: View) -> None:
    """How many of the scored comments have a place on the journey, and who says so; and that a comment can have several."""
    words, found = view.words, data.row("touchpoint_coverage", filter=view.filter)
    if found["n"]:
        said = {name: percent(found[name] / found["n"]) for name in ("by_word", "by_answer")}
        st.caption(words("journey.coverage", share=percent(found["share"]), n=count(found["n"]), **said))


def show_outside(view: View) -> None:
    """The names of the touchpoints that are not part of the journey."""
    outside = [point.label for point in view.touchpoints.values() if not point.in_journey]
    if outside:
        st.caption(view.words("journey.outside", names=plain(", ".join(outside[:_MOST_NAMES]))))


def show_score(view: View, score: str, section: str) -> None:
    """NPS or the mean rating along the journey with intervals."""
    words, table = view.words, data.run(f"{score}_by_touchpoint", filter=view.filter)
    shown = chart_rows.series(view, table.to_pylist(), score)
    if not has_touchpoint(shown.visible):
        empty_states.show_absent(view, f"no_{score}")
        return
    texts = axes.chart_texts(view, words(f"journey.{score}"), words(f"journey.{score}.alt"), words(f"word.{score}"))
    measure = axes.measure_axis(view, score, axes.value_limits(shown, score), shown)
    order = touchpoint_order(view, shown.rows)
    spec = data.spec(journey_specs.journey_spec, texts, measure, order, view.palette.accent, 0, view.dark)
    chart.show_chart_with_table(
        view, spec, shown.rows, f"journey_{score}", table,
        section=section, counts=score, shown=(shown,), keys=("band", "click", *chart.scale_note(shown.visible)), helps=(score,),
    )  # fmt: skip


def show_heat_map(view: View, section: str) -> None:
    """Touchpoint by period, coloured by tone or by an emotion's share."""
    what = filter_widgets.one_of(
        "heat",
        ("tone", *view.emotions),
        view.words("journey.heat.what"),
        lambda code: _measure_name(view, code),
        view.language,
    )
    if what == "tone":
        _show_map(view, section, what, "tone", None, {})
    else:
        _show_map(view, section, what, "share", view.emotions[what].colour, {"emotion": what})


def _show_map(view: View, section: str, what: str, kind: str, colour: str | None, fixed: dict[str, str]) -> None:
    """The map of one measure: ``kind`` is tone or share, ``colour`` an emotion's, ``fixed`` what every cell opens."""
    words, name = view.words, _measure_name(view, what)
    stem = "emotion_share" if fixed else "tone"
    table = data.run(f"{stem}_by_touchpoint_and_period", filter=view.filter, grain=view.grain)
    table = data.only(table, "emotion", what) if fixed else table
    shown = chart_rows.series(view, table.to_pylist(), kind)
    if not has_touchpoint(shown.visible):
        empty_states.show_absent(view, "no_rolling" if view.grain == "rolling" else "no_dates")
        return
    texts = axes.chart_texts(view, words("trends.heat", what=name), words("trends.heat.alt", what=name), name)
    order, periods = touchpoint_order(view, shown.visible), axes.period_labels(view, shown)
    measure = _colour_scale(view, kind, shown)
    spec = data.spec(journey_specs.heat_map_spec, texts, measure, colour, order, periods, view.dark)
    chart.show_chart_with_table(
        view, spec, shown.visible, f"heat_{what}", table,
        section=section, fixed=fixed, shown=(shown,), keys=("click",), helps=(kind,),
    )  # fmt: skip


def _measure_name(view: View, what: str) -> str:
    return view.words("word.tone") if what == "tone" else view.emotion(what)


def _colour_scale(view: View, kind: str, shown: chart_rows.Series) -> specs.Measure:
    most = max((abs(row["value"]) for row in shown.visible), default=0)
    if kind == "tone":
        return axes.measure_axis(view, "tone", (-1, 1) if most > 0.5 else (-0.6, 0.6))
    return axes.measure_axis(view, "share", (0, axes.share_limit(most * 1.1)))
