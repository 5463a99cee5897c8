"""From query rows to the rows of the journey's charts: the order of touchpoints, intended beside strongest emotion."""

from typing import Any

from views.charts.chart_rows import ChartRow, strongest_emotion
from views.words.labels import View


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
