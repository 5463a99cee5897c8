"""From query rows to the rows of the journey's charts: the order of touchpoints, intended beside strongest emotion, consistency."""

from typing import Any

from views.charts.chart_rows import ChartRow, strongest_emotion
from views.charts.consistency import Consistency
from views.words.labels import View, count, percent

_NEAR = 0.2
"""Part of the longest share; marks nearer to each other than this have their names written above and below them."""


def touchpoint_order(view: View, rows: list[ChartRow]) -> tuple[str, ...]:
    """The labels of the touchpoints in these rows, in journey order, answers without one last."""
    labels = {row["touchpoint"]: row["touchpoint_text"] for row in rows}
    ordered = [code for code in view.touchpoints if code in labels]
    others = [code for code in labels if code not in view.touchpoints]
    return tuple(dict.fromkeys(labels[code] for code in (*ordered, *others)))


def has_touchpoint(rows: list[ChartRow]) -> bool:
    """Whether any of the rows is of a touchpoint."""
    return any(row["touchpoint"] for row in rows)


def emotion_gaps(view: View, rows: list[ChartRow]) -> list[dict[str, Any]]:
    """For each touchpoint with an intended emotion: its share, the gap, how much wider than the narrowest, the strongest.

    METRICS: the gap is 1 - share(intended); the narrowest is that of the best touchpoint.
    """
    strongest = strongest_emotion(rows)
    gaps = [_emotion_gap(row, strongest.get(row["touchpoint"])) for row in rows if _is_intended(view, row)]
    least = min((row["gap"] for row in gaps), default=0.0)
    return [row | {"behind_best": row["gap"] - least} for row in gaps]


def _is_intended(view: View, row: ChartRow) -> bool:
    point = view.touchpoints.get(row["touchpoint"])
    return point is not None and row["emotion"] == point.intended


def _emotion_gap(row: ChartRow, strongest: ChartRow | None) -> dict[str, Any]:
    return {
        "touchpoint": row["touchpoint"],
        "emotion": row["emotion"],
        "intended": row["emotion_text"],
        "n": row["n"],
        "share": row["value"],
        "gap": 1 - row["value"],
        "felt": strongest["emotion_text"] if strongest else None,
        "felt_share": strongest["value"] if strongest else None,
        "size": row["size"],
    }


def format_widest_gap(view: View, gaps: list[dict[str, Any]]) -> str:
    """The touchpoint with the widest gap among those with enough answers, in a sentence; '' without any."""
    ranked = [row for row in gaps if row["size"] == "normal"]
    if len(ranked) < 2:
        return ""
    widest, best = max(ranked, key=lambda row: row["gap"]), min(ranked, key=lambda row: row["gap"])
    return view.words(
        "journey.gap.same" if widest["felt"] == widest["intended"] else "journey.gap.widest",
        touchpoint=view.touchpoint(widest["touchpoint"]),
        intended=widest["intended"],
        share=percent(widest["share"]),
        felt=widest["felt"] or "–",
        felt_share=percent(widest["felt_share"]),
        best=view.touchpoint(best["touchpoint"]),
        more=f"{100 * (widest['gap'] - best['gap']):.1f}",
    )


def gap_rows(view: View, rows: list[ChartRow]) -> list[ChartRow]:
    """For each touchpoint with an intended emotion the mark of its share, and that of the strongest emotion's."""
    strongest = strongest_emotion(rows)
    near = _NEAR * max((row["value"] for row in strongest.values()), default=0)
    marks = []
    for row in rows:
        lead = strongest.get(row["touchpoint"])
        if row["touchpoint"] not in view.touchpoints or lead is None:
            continue
        if _is_intended(view, row):
            is_near = row is not lead and lead["value"] - row["value"] < near
            name = row["emotion_text"] + " ✓" * (row is lead)
            marks.append(row | _mark("diamond", lead, "down" if is_near else "up", name))
        elif row is lead:
            marks.append(row | _mark("circle", row, "up", row["emotion_text"]))
    return marks


def _mark(shape: str, other: ChartRow, lift: str, name: str) -> ChartRow:
    return {"shape": shape, "other": other["value"], "lift": lift, "name_text": name}


def divergence_rows(view: View, found: Consistency, sizes: dict[str, int]) -> list[ChartRow]:
    """How far each touchpoint's emotion mix is from the whole's; ``sizes`` are the answers by touchpoint."""
    return [
        {
            "touchpoint": code,
            "touchpoint_text": view.touchpoint(code),
            "value": part.value,
            "divergence": part.value,
            "low": part.low,
            "high": part.high,
            "few": False,
            "n": sizes[code],
            "n_text": count(sizes[code]),
            "value_text": f"{part.value:.2f}",
            "range_text": view.words("number.range", low=f"{part.low:.2f}", high=f"{part.high:.2f}"),
            "colour": view.palette.accent if code == found.odd else view.palette.muted,
        }
        for code, part in found.parts.items()
    ]
