"""The parts that make up all answers, by scoring state: rows of the coverage chart, and the table behind it."""

from collections.abc import Mapping

import pyarrow as pa

from views.charts.chart_rows import ChartRow
from views.words.labels import View, count, percent

_NO_EMOTION_COLOUR = "#8fb3d9"
_NOT_SCORED_COLOURS = {
    "no_text": "#9aa1ab",
    "unsupported_language": "#6d747e",
    "empty": "#c3c8cf",
    "no_answer": "#aab1bb",
}


def coverage_rows(view: View, cover: Mapping[str, int]) -> list[ChartRow]:
    """A row for each scoring state, from the row of the query coverage; what was not scored is grey."""
    parts = {
        "with_emotion": (cover["scored"] - cover["no_emotion"], view.palette.accent),
        "no_emotion": (cover["no_emotion"], _NO_EMOTION_COLOUR),
    } | {name: (cover[name], colour) for name, colour in _NOT_SCORED_COLOURS.items()}
    total = max(1, cover["n"])
    return [
        {
            "state_text": view.words(f"coverage.{name}"),
            "n": n,
            "n_text": f"{count(n)} ({percent(n / total)})",
            "colour": colour,
        }
        for name, (n, colour) in parts.items()
    ]


def coverage_table(view: View, rows: list[ChartRow]) -> pa.Table:
    """The rows of ``coverage_rows`` as a table to read and to download."""
    names = {"state_text": view.words("word.state"), "n": view.words("word.n")}
    return pa.table({label: [row[name] for row in rows] for name, label in names.items()})
