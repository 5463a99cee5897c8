"""Draws a chart with its notes, so that the small-number rules read the same under every chart."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from views.charts import specs
from views.charts.axes import days, is_crowded, measure, periods, reach, rounded_up, sizes, texts
from views.charts.chart_rows import ChartRow, Series
from views.components import chart_download, tables
from views.session import data, drill_down
from views.session.current_view import View, count, percent, plain

__all__ = [
    "chart",
    "coverage_parts",
    "coverage_table",
    "days",
    "event_note",
    "events",
    "framed",
    "is_crowded",
    "measure",
    "notes",
    "periods",
    "reach",
    "rounded_up",
    "sizes",
    "texts",
]

_PALE = "#8fb3d9"

# Streamlit draws charts of many marks on a canvas, which screen readers cannot enter and no SVG comes out of; and its theme
# moves the first and the last label of an axis inwards, down beside the second bar's, and writes them too faint (3.7:1).
_RENDERER = {"embedOptions": {"renderer": "svg"}}

_NEEDED = (
    "value low high n few other lift shape name_text lead_text colour value_text range_text n_text short_text "
    "state_text nps_band nps_band_text nps_score touchpoint touchpoint_text in_journey emotion leading_emotions emotion_text period middle period_text is_complete tail "
    "line_text group_text words audience counts difference difference_text other_text verdict_text"
).split()


def chart(
    view: View,
    spec: specs.Spec,
    rows: list[ChartRow],
    key: str,
    section: str = "",
    counts: str = "scored",
    fixed: Mapping[str, str] | None = None,
    note: str = "",
) -> None:
    """Draw rows by a specification. With a ``section``, a click on a mark opens its comments there.

    ``fixed`` are fields of the mark that hold for the whole chart; ``counts`` as in drill.Drill. Its description is read
    out by screen readers; under it stand ``note`` and buttons that save it as PNG and SVG.
    """
    names = [name for name in _NEEDED if rows and name in rows[0]]
    frame = pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names)
    spec = spec | {"usermeta": _RENDERER, "config": _config(view)}
    title = spec["title"]["text"]
    with st.container(key=f"{chart_download.HOLDER}_{key}", gap=None):
        _drawn(view, frame, spec, key, section, counts, dict(fixed or {}))
        chart_download.buttons(view.words, title, f"ondo-{key}", view.palette.background, note)


def _config(view: View) -> specs.Spec:
    ink = {"labelColor": view.palette.muted, "titleColor": view.palette.muted}
    return {"axis": ink, "axisX": ink, "axisY": ink | {"labelFlush": False}, "legend": ink}


def _drawn(
    view: View, frame: pd.DataFrame, spec: specs.Spec, key: str, section: str, counts: str, fixed: dict[str, str]
) -> None:
    if not section:
        st.vega_lite_chart(frame, spec, key=key)
        return
    name = f"chart_{key}_{view.grain}"
    st.vega_lite_chart(
        frame,
        spec,
        key=name,
        selection_mode=specs.PICK,
        on_select=partial(drill_down.take, section, name, fixed, counts, view.grain),
    )


def framed(
    view: View,
    spec: specs.Spec,
    rows: list[ChartRow],
    key: str,
    table: pa.Table,
    *,
    section: str = "",
    counts: str = "scored",
    fixed: Mapping[str, str] | None = None,
    shown: tuple[Series, ...] = (),
    keys: tuple[str, ...] = (),
    helps: tuple[str, ...] = (),
    n: int | str | None = None,
    marks: drill_down.RowMarks | None = None,
) -> None:
    """A chart with all that belongs to one: alt text, PNG and SVG, how many answers, notes, and its table with files.

    ``table`` holds the query's rows behind the chart, ``marks`` what each of them opens, where its columns do not say it;
    ``shown``, ``keys``, ``helps`` and ``n`` as in ``notes``, the others as in ``chart``.
    """
    chart(view, spec, rows, key, section, counts, fixed)
    notes(view, *shown, keys=keys, helps=helps, n=n)
    opening = None
    if section:
        found = drill_down.marks(table.to_pylist(), specs.picked(spec), fixed) if marks is None else marks
        opening = drill_down.TableOpening(section, found, counts)
    tables.behind(view, table, key, spec["title"]["text"], opening=opening)


def notes(
    view: View, *shown: Series, keys: tuple[str, ...] = (), helps: tuple[str, ...] = (), n: int | str | None = None
) -> None:
    """One caption under a chart: from how many answers, what was hidden, what hollow and dashed mean, the given texts.

    ``helps`` are the numbers (as in ``help.<name>``) that a question mark beside it explains, a sentence each; ``n`` are
    the answers of all marks together, where every mark is of the same.
    """
    words, limits = view.words, view.limits
    told = (
        sizes(view, *(series.drawn for series in shown))
        if n is None
        else words("note.n", n=n if isinstance(n, str) else count(n))
    )
    parts = [*([told] if told else ()), *(words(f"note.{key}") for key in keys)]
    hidden = sum(series.hidden for series in shown)
    if hidden:
        parts.append(words("note.hidden", count=hidden, limit=limits.hidden_below))
    if any(series.has_few for series in shown):
        parts.append(words("note.few", limit=limits.few_below))
    if any(series.has_incomplete for series in shown):
        parts.append(words("note.incomplete"))
    if parts or helps:
        st.caption(
            " ".join(parts), help="\n\n".join(words(f"help.{name}", **view.emotion_names) for name in helps) or None
        )


def events(view: View, touchpoint: str | None = None) -> tuple[specs.EventMark, ...]:
    """The events, or those that concern a touchpoint."""
    return tuple(
        specs.EventMark(str(row["starts_on"]), f"{row['starts_on']} {view.event(row)}")
        for row in data.run("event_list").to_pylist()
        if touchpoint is None or row["touchpoint"] in (None, touchpoint)
    )


def event_note(view: View, days: tuple[str, str]) -> None:
    """What the vertical lines of a chart over these days stand for; nothing where it has none."""
    marks = [mark.name for mark in events(view) if days[0] <= mark.day < days[1]]
    if marks:
        st.caption(view.words("trends.events", events=plain(" · ".join(marks))))


def coverage_parts(view: View, cover: Mapping[str, int]) -> list[ChartRow]:
    """The parts that make up all answers, by scoring state; what was not scored is grey."""
    ground = view.palette
    parts = {
        "with_emotion": (cover["scored"] - cover["no_emotion"], ground.accent),
        "no_emotion": (cover["no_emotion"], _PALE),
        "no_text": (cover["no_text"], "#9aa1ab"),
        "unsupported_language": (cover["unsupported_language"], "#6d747e"),
        "empty": (cover["empty"], "#c3c8cf"),
    }
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


def coverage_table(view: View, parts: list[ChartRow]) -> pa.Table:
    """The rows of ``coverage_parts`` as a table to read and to take away."""
    return pa.table(
        {"state_text": [row["state_text"] for row in parts], "n": [row["n"] for row in parts]}
    ).rename_columns([view.words("word.state"), view.words("word.n")])
