"""The journey's charts by touchpoint: the emotion curve with intended and felt emotion, and, folded, NPS and ratings."""

from typing import Any

import pyarrow as pa
import streamlit as st

from queries.preset_journeys import is_preset
from views.charts import axes, chart_rows, emotion_curve, journey_specs, specs
from views.charts.chart_rows import ChartRow, Series
from views.charts.journey_rows import emotion_gaps, has_touchpoint, touchpoint_order
from views.components import chart, empty_states, parts
from views.files.look import whole_percent
from views.session import data, drill_down
from views.session.current_view import View


def show_curve(view: View, section: str) -> None:
    """Mean tone along the journey, and below it what is meant and what is felt; a click opens the comments in ``section``."""
    words, table = view.words, data.run("tone_by_touchpoint", filter=view.filter)
    found = [row for row in table.to_pylist() if row["touchpoint"]]
    shown = chart_rows.series(view, found, "tone")
    if not has_touchpoint(shown.visible):
        empty_states.show_absent(view, "no_touchpoints")
        return
    gaps = _gaps(view)
    rows = [row | _felt(view, gaps.get(row["touchpoint"])) for row in shown.rows]
    parts.section_title(words("journey.curve"), words("journey.curve.note"))
    texts = axes.chart_texts(view, "", words("journey.curve.alt"), words("word.tone"))
    heads = emotion_curve.CurveTexts(words("journey.intended"), words("journey.felt"))
    measure, order = axes.measure_axis(view, "tone", axes.value_limits(shown, "tone")), touchpoint_order(view, rows)
    spec = data.spec(emotion_curve.emotion_curve_spec, texts, heads, measure, order, view.dark)
    width, height = emotion_curve.least_width(len(order)), emotion_curve.most_height(len(order))
    is_long = len(order) > emotion_curve.MOST_ACROSS
    seen = f".st-key-curve_scroll{{max-height:{height}px}}" if is_long else ""
    st.html(f"<style>.st-key-curve_inner{{min-width:{width}px}}{seen}</style>")
    with st.container(key="curve_scroll"), st.container(key="curve_inner", gap=None):
        chart.show_chart(view, spec, rows, f"curve_{section}", section, has_files=False)
    opening = drill_down.TableOpening(section, drill_down.marks(found, specs.clicked_fields(spec)))
    parts.footer(
        _footer(view, shown), view, f"curve_{section}", words("journey.curve"), lambda: _with_gaps(found, gaps), opening
    )


def _gaps(view: View) -> dict[str, dict[str, Any]]:
    """Touchpoint -> its intended and its strongest emotion with their shares."""
    shares = data.run("emotion_share_by_touchpoint", filter=view.filter)
    visible = chart_rows.series(view, shares.to_pylist(), "share").visible
    made = {row["touchpoint"]: row for row in emotion_gaps(view, visible)}
    for code, lead in chart_rows.strongest_emotion(visible).items():
        felt = {"felt": lead["emotion_text"], "felt_share": lead["value"], "felt_colour": lead["colour"]}
        made[code] = {"intended": None, "share": None, "gap": None, "behind_best": None} | made.get(code, {}) | felt
    return made


def _felt(view: View, gap: dict[str, Any] | None) -> ChartRow:
    """The texts below a point: what is meant, and what is felt where that is something else."""
    if gap is None:
        return {"intended_text": "–", "felt_text": "–", "felt_colour": ""}
    intended = f"{whole_percent(gap['share'])} {gap['intended']}" if gap["intended"] else "–"
    if "felt" not in gap or not gap["felt"]:
        return {"intended_text": intended, "felt_text": "–", "felt_colour": ""}
    if gap["felt"] == gap["intended"]:
        return {"intended_text": intended, "felt_text": view.words("journey.as_intended"), "felt_colour": ""}
    felt = f"{whole_percent(gap['felt_share'])} {gap['felt']}"
    return {"intended_text": intended, "felt_text": felt, "felt_colour": gap["felt_colour"]}


def _with_gaps(rows: list[ChartRow], gaps: dict[str, dict[str, Any]]) -> pa.Table:
    """The rows of the curve with what is meant and what is felt, for the table."""
    names = ("intended", "share", "gap", "behind_best", "felt", "felt_share")
    return pa.Table.from_pylist(
        [row | {name: gaps.get(row["touchpoint"], {}).get(name) for name in names} for row in rows]
    )


def _footer(view: View, shown: Series) -> str:
    words, numbers = view.words, [row["n"] for row in shown.visible]
    said = [chart_rows.n_text(view, numbers)]
    said += [words("footer.few", limit=view.limits.few_below)] if shown.has_few else []
    journey = frozenset((point.code, point.intended) for point in view.touchpoints.values() if point.in_journey)
    said += [words("journey.intended.preset")] if is_preset(journey) else []
    return " ".join(said)


def show_scores(view: View, section: str) -> None:
    """A closed box with NPS and mean ratings along the journey, for who has them."""
    if not view.scores:
        return
    box = st.expander(
        view.words("journey.scores"), icon=":material/scoreboard:", key="journey_scores", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        for score in view.scores:
            _show_score(view, score, f"{section}_{score}")


def _show_score(view: View, score: str, section: str) -> None:
    """NPS or the mean rating along the journey with intervals."""
    words, table = view.words, data.run(f"{score}_by_touchpoint", filter=view.filter)
    shown = chart_rows.series(view, table.to_pylist(), score)
    if not has_touchpoint(shown.visible):
        empty_states.show_absent(view, f"no_{score}")
        return
    texts = axes.chart_texts(view, words(f"journey.{score}"), words(f"journey.{score}.alt"), words(f"word.{score}"))
    measure = axes.measure_axis(view, score, axes.value_limits(shown, score), shown)
    order = touchpoint_order(view, shown.rows)
    spec = data.spec(journey_specs.journey_spec, texts, measure, order, view.palette.accent, view.dark)
    chart.show_chart_with_table(
        view, spec, shown.rows, f"journey_{score}", table,
        section=section, counts=score, shown=(shown,), keys=("band", "click", *chart.scale_note(shown.visible)), helps=(score,),
    )  # fmt: skip
