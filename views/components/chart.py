"""A chart on screen with its notes, so that the small-number rules read the same under every chart."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

import pyarrow as pa
import streamlit as st

from views.charts import specs
from views.charts.axes import format_n
from views.charts.chart_rows import ChartRow, Series
from views.charts.event_names import NamedEvent, events_note
from views.components import chart_download, tables
from views.session import drill_down
from views.session.current_view import View, count

# Streamlit draws charts of many marks on a canvas, which screen readers cannot enter and no SVG comes out of; and its theme
# moves the first and the last label of an axis inwards, down beside the second bar's, and writes them too faint (3.7:1).
_RENDERER = {"embedOptions": {"renderer": "svg"}}

_COLUMNS = (
    "value low high n few other intended_text felt_text felt_colour shape colour value_text range_text n_text short_text "
    "state_text nps_band nps_band_text rating_band rating_band_text score_text touchpoint touchpoint_text in_journey emotion leading_emotions emotion_text period middle period_text is_complete tail "
    "tick_text tick_place year_text label_text label_up is_last line_text group_text topic words audience counts difference difference_text other_text verdict_text"
).split()
"""Columns that a specification, its tooltips or a click may name; others stay on the server."""


def show_chart(
    view: View,
    spec: specs.Spec,
    rows: list[ChartRow],
    key: str,
    section: str = "",
    counts: str = "scored",
    fixed: Mapping[str, str] | None = None,
    note: str = "",
    has_files: bool = True,
) -> None:
    """The rows by a specification. With a ``section``, a click on a mark opens its comments there.

    ``fixed`` are fields of the mark that hold for the whole chart; ``counts`` as in drill_down.DrillDown. Its description
    is read out by screen readers; under it come ``note`` and, where it ``has_files``, buttons that save it as PNG and SVG.
    """
    names = [name for name in _COLUMNS if rows and name in rows[0]]
    marks = pa.table({name: pa.array([row.get(name) for row in rows], from_pandas=True) for name in names})
    spec = spec | {"usermeta": _RENDERER, "config": _config(view)}
    title = title_of(spec)
    with st.container(key=f"{chart_download.HOLDER}_{key}", gap=None):
        _show_marks(view, marks, spec, key, section, counts, dict(fixed or {}))
        if has_files:
            chart_download.show_buttons(view.words, title, key, view.palette.background, note)


def title_of(spec: specs.Spec) -> str:
    """The title of a chart, else what screen readers are told of it, where the title stands on the page."""
    return str(spec["title"]["text"] if "title" in spec else spec["description"])


def _config(view: View) -> specs.Spec:
    ink = {"labelColor": view.palette.muted, "titleColor": view.palette.muted}
    return {"axis": ink, "axisX": ink, "axisY": ink | {"labelFlush": False}, "legend": ink}


def _show_marks(
    view: View, marks: pa.Table, spec: specs.Spec, key: str, section: str, counts: str, fixed: dict[str, str]
) -> None:
    if not section:
        st.vega_lite_chart(marks, spec, key=key)
        return
    name = _chart_key(f"chart_{key}_{view.grain}", section)
    selected = drill_down.current(section)
    if selected is not None:
        spec = specs.outlined(spec, {**fixed, **dict(selected.mark)}, view.palette.n900)
    st.vega_lite_chart(
        marks,
        spec,
        key=name,
        selection_mode=specs.PICK,
        on_select=partial(drill_down.open_mark, section, name, fixed, counts, view.grain),
    )


def _chart_key(name: str, section: str) -> str:
    """The key of a chart's widget: another one once what it holds as clicked is no longer what is selected, as after a step
    back, so that a click on the same mark is news again."""
    count = f"{name}_drawn"
    number = st.session_state.get(count, 0)
    if not drill_down.is_told_by(st.session_state.get(_numbered(name, number)), drill_down.current(section)):
        number += 1
        st.session_state[count] = number
    return _numbered(name, number)


def _numbered(name: str, number: int) -> str:
    return f"{name}_{number}" if number else name


def show_chart_with_table(
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
    ``shown``, ``keys``, ``helps`` and ``n`` as in ``show_notes``, the others as in ``show_chart``.
    """
    show_chart(view, spec, rows, key, section, counts, fixed)
    show_notes(view, *shown, keys=keys, helps=helps, n=n)
    opening = None
    if section:
        found = drill_down.marks(table.to_pylist(), specs.clicked_fields(spec), fixed) if marks is None else marks
        opening = drill_down.TableOpening(section, found, counts)
    tables.show_table_behind(view, table, key, title_of(spec), opening=opening)


def show_notes(
    view: View, *shown: Series, keys: tuple[str, ...] = (), helps: tuple[str, ...] = (), n: int | str | None = None
) -> None:
    """One caption under a chart: from how many answers, what was hidden, what hollow and dashed mean, the given texts.

    ``helps`` are the numbers (as in ``help.<name>``) that a question mark beside it explains, a sentence each; ``n`` are
    the answers of all marks together, where every mark is of the same.
    """
    parts = [_n_note(view, shown, n), *(view.words(f"note.{key}") for key in keys), *_rule_notes(view, shown)]
    text = " ".join(part for part in parts if part)
    if text or helps:
        st.caption(text, help="\n\n".join(view.words(f"help.{name}", **view.emotion_names) for name in helps) or None)


def scale_note(rows: Iterable[ChartRow]) -> tuple[str, ...]:
    """The key of the note that several scales of ratings are drawn on one from 0 to 1, where they are."""
    return ("rating_mixed",) if any(row.get("top") == 1 for row in rows) else ()


def _n_note(view: View, shown: tuple[Series, ...], n: int | str | None) -> str:
    if n is None:
        return format_n(view, *(series.visible for series in shown))
    return view.words("note.n", n=n if isinstance(n, str) else count(n))


def _rule_notes(view: View, shown: tuple[Series, ...]) -> list[str]:
    """What the small-number rules hid and marked, and that a period is not over."""
    words, limits = view.words, view.limits
    notes = []
    hidden = sum(series.hidden for series in shown)
    if hidden:
        notes.append(words("note.hidden", count=hidden, limit=limits.hidden_below))
    if any(series.has_few for series in shown):
        notes.append(words("note.few", limit=limits.few_below))
    if any(series.has_incomplete for series in shown):
        notes.append(words("note.incomplete"))
    return notes


def event_marks_of(view: View, rows: Iterable[Mapping[str, Any]]) -> tuple[specs.EventMark, ...]:
    """Rows of event_list as marks of a chart."""
    return tuple(specs.EventMark(str(row["starts_on"]), f"{row['starts_on']} {view.event(dict(row))}") for row in rows)


def show_unnamed_events(view: View, named: Sequence[NamedEvent]) -> None:
    """The events of a chart below it, where its line does not bear the name of each: everywhere, or on narrow screens alone."""
    is_named = all(event.level is not None for event in named)
    if not is_named or any(event.narrow_level is None for event in named):
        narrow = " o-narrow" if is_named else ""
        st.html(f'<div class="o-note{narrow}">{escape(events_note(view, named))}</div>')
