"""Charts along the journey: the emotion curve, NPS, intended and felt emotion."""

import pyarrow as pa
import streamlit as st

from views import charts, data, draw, series, states, tables
from views.series import Row
from views.theme import TONE_POSITIVE
from views.view import View

_APART = 0.2
"""Part of the axis; marks nearer to each other have their names written above and below them."""


def curve(view: View, section: str) -> None:
    """Mean tone along the journey, the leading emotion written above; a click opens the comments in ``section``."""
    words, table = view.words, data.run("tone_by_touchpoint", filter=view.filter)
    shown = series.series(view, table.to_pylist(), "tone")
    if not _has_touchpoint(shown.drawn):
        states.absent(view, "no_touchpoints")
        return
    felt = series.leading(series.series(view, _shares(view).to_pylist(), "share").drawn)
    for row in shown.rows:
        lead = felt.get(row["touchpoint"])
        row["lead_text"] = f"{lead['emotion_text']}|{lead['short_text']}" if lead else ""
    texts = draw.texts(view, words("journey.curve"), words("journey.curve.alt"), words("word.tone"))
    spec = data.spec(
        charts.journey, texts, _measure(view, shown, "tone"), order(view, shown.rows), TONE_POSITIVE, True, view.dark
    )
    draw.chart(view, spec, shown.rows, f"curve_{section}", section)
    draw.notes(view, shown, keys=("lead", "band"))
    tables.behind(view, table, f"curve_{section}", words("journey.curve"))


def nps(view: View, section: str) -> None:
    """NPS along the journey with intervals."""
    words, table = view.words, data.run("nps_by_touchpoint", filter=view.filter)
    shown = series.series(view, table.to_pylist(), "nps")
    if not _has_touchpoint(shown.drawn):
        states.absent(view, "no_nps")
        return
    texts = draw.texts(view, words("journey.nps"), words("journey.nps.alt"), words("word.nps"))
    places = order(view, shown.rows)
    spec = data.spec(charts.journey, texts, _measure(view, shown, "nps"), places, view.palette.accent, False, view.dark)
    draw.chart(view, spec, shown.rows, "journey_nps", section, "nps")
    draw.notes(view, shown, keys=("band",))
    tables.behind(view, table, "journey_nps", words("journey.nps"))


def gap(view: View, section: str) -> None:
    """The intended emotion of each touchpoint beside the one felt most."""
    words, table = view.words, _shares(view)
    shares = series.series(view, table.to_pylist(), "share")
    rows = _gap_rows(view, shares.drawn)
    if not rows:
        states.absent(view, "no_touchpoints")
        return
    texts = draw.texts(view, words("journey.gap"), words("journey.gap.alt"), words("word.share"))
    top = draw.rounded_up(max(row["value"] for row in rows))
    spec = data.spec(charts.gap, texts, draw.measure(view, "share", (0, top)), order(view, rows), view.dark)
    draw.chart(view, spec, rows, "journey_gap", section)
    st.caption(words("journey.gap.note"))
    draw.notes(view, shares, keys=("shares",))
    tables.behind(view, table, "journey_gap", words("journey.gap"))


def order(view: View, rows: list[Row]) -> tuple[str, ...]:
    """The labels of the touchpoints in these rows, in journey order, answers without one last."""
    found = {row["touchpoint"]: row["touchpoint_text"] for row in rows}
    codes = [code for code in view.touchpoints if code in found] + [
        code for code in found if code not in view.touchpoints
    ]
    return tuple(dict.fromkeys(found[code] for code in codes))


def _shares(view: View) -> pa.Table:
    return data.run("emotion_share_by_touchpoint", filter=view.filter)


def _measure(view: View, shown: series.Series, name: str) -> charts.Measure:
    return draw.measure(view, name, draw.reach(shown, name))


def _has_touchpoint(rows: list[Row]) -> bool:
    return any(row["touchpoint"] for row in rows)


def _gap_rows(view: View, rows: list[Row]) -> list[Row]:
    felt, made = series.leading(rows), []
    apart = _APART * max((row["value"] for row in felt.values()), default=0)
    for row in rows:
        point, lead = view.touchpoints.get(row["touchpoint"]), felt.get(row["touchpoint"])
        if point is None or lead is None:
            continue
        if row["emotion"] == point.intended:
            is_near = row is not lead and lead["value"] - row["value"] < apart
            name = row["emotion_text"] + " ✓" * (row is lead)
            made.append(row | _end("diamond", lead, "down" if is_near else "up", name))
        elif row is lead:
            made.append(row | _end("circle", row, "up", row["emotion_text"]))
    return made


def _end(shape: str, other: Row, lift: str, name: str) -> Row:
    return {"shape": shape, "other": other["value"], "lift": lift, "name_text": name}
