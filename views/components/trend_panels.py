"""The trends page's panels: one measure over time, before and after events, and apart by a dimension, the farthest moved first."""

from collections.abc import Sequence
from html import escape

import pyarrow as pa
import streamlit as st

from views.charts import axes, specs, time_line
from views.charts.chart_rows import ChartRow, Series
from views.charts.event_names import LEVELS, SMALL_LEVELS, NamedEvent
from views.charts.trend_measures import Part, TrendMeasure, part_of, part_values
from views.components import chart, parts, side_panel, summary_panels
from views.components.trend_answer import Lines, change, pair_of, part_name, period_of
from views.files import look
from views.files.printed import printed
from views.session import data, drill_down, trend_grain, url_state
from views.session.current_view import View
from views.session.drill_down import JOINT
from views.words.filter_fields import SCORES, filter_of

_HEIGHT, _BIG, _SMALL = 250, 352, 154
_WIDTHS = {_BIG: (460, 270), _SMALL: (190, 190)}
"""Pixels of a chart: its height alone, as the first of several, as one of the others; and its plot's width at least."""

WHOLE = "trends_all"
"""The section of the line of all answers on the page of trends, where its grain is chosen, too."""

_BESIDE = 4
"""Lines beside the first one."""

Days = tuple[str, str]
"""The ISO days on which a time axis begins and ends."""


def fetch_whole(view: View, measure: TrendMeasure) -> pa.Table:
    """The measure of all answers by period."""
    stem = "emotion_share" if measure.is_emotion else measure.code
    table = data.run(f"{stem}_by_period", filter=view.filter, grain=view.grain)
    return data.only(table, "emotion", measure.code) if measure.is_emotion else table


def fetch_parts(view: View, measure: TrendMeasure, dimension: str) -> pa.Table:
    """The measure by period and by the values of a dimension."""
    asked = {"filter": view.filter, "grain": view.grain, "dimension": dimension}
    if measure.is_emotion:
        return data.run("emotion_share_by_dimension_and_period", **asked, emotion=measure.code)
    return data.run(f"{measure.code}_by_dimension_and_period", **asked)


def why_absent(view: View, measure: TrendMeasure, days: Days | None) -> str:
    """Why there is no trend to show, as a key of ``empty_states.show_absent``."""
    if measure.code in SCORES and not data.row(measure.code, filter=view.filter).get("n"):
        return f"no_{measure.code}"
    if view.grain == "rolling":
        return "no_rolling"
    return "no_dates" if days is None else "no_scored"


def marks_of(
    measure: TrendMeasure, dimension: str, rows: Sequence[dict[str, object]]
) -> dict[Part | None, dict[str, str]]:
    """What the marks of each line open; also of parts that have no value to show."""
    found = list(dict.fromkeys(map(part_of, rows)))
    name, allowed = filter_of(dimension), data.allowed_values()
    held = {part: JOINT.join(part_values(dimension, part, found, allowed)) for part in found}
    return {None: measure.mark(), **{part: measure.mark(**{name: values}) for part, values in held.items()}}


def show_whole(
    view: View, measure: TrendMeasure, table: pa.Table, shown: Series, days: Days, section: str = WHOLE
) -> None:
    """The measure of all answers over time."""
    words, name = view.words, measure.name(view)
    with st.container(horizontal=True, vertical_alignment="center", key="trend_head"):
        parts.section_title(words("trends.whole", what=name), width="stretch")
        if section == WHOLE:
            _choose_grain(view)
    texts = axes.chart_texts(view, "", words("trends.lines.alt", what=name), name)
    axis = axes.measure_axis(view, measure.kind, axes.value_limits(shown, measure.kind), shown)
    spec, events = _spec(view, texts, axis, shown, days, None, _HEIGHT)
    rows, key = _labelled(view, measure, shown, _HEIGHT), f"{section}_{measure.code}"
    chart.show_chart(view, spec, rows, key, section, measure.counts, measure.mark(), has_files=False)
    chart.show_unnamed_events(view, events)
    found = drill_down.marks(table.to_pylist(), specs.clicked_fields(spec), measure.mark())
    opening = drill_down.TableOpening(section, found, measure.counts)
    notes = [words(f"note.{key}") for key in chart.scale_note(shown.visible)]
    said = " ".join(filter(None, [summary_panels.footer_text(view, shown), *notes]))
    parts.footer(said, view, section, name, lambda: table, opening)
    side_panel.show(view, section)


def _labelled(view: View, measure: TrendMeasure, shown: Series, height: int) -> list[ChartRow]:
    """The rows of a line, its labels as the sentences have them."""
    rows = time_line.labelled_rows(view, shown.rows, _WIDTHS.get(height, time_line.WIDTHS)[0])
    for row in rows:
        if row["label_text"] is not None:
            row["label_text"] = printed(measure.kind, row["value"], row)
    return rows


def _choose_grain(view: View) -> None:
    """The grain in which the lines are drawn, which another one can take the place of."""
    words, options = view.words, trend_grain.CALENDAR
    options = options if view.grain in options else (view.grain, *options)
    st.segmented_control(
        words("filter.grain"),
        options,
        format_func=lambda code: words(f"grain.{code}"),
        key=(key := url_state.show_value(f"line_grain_{view.language}", view.grain)),
        required=True,
        on_change=url_state.store_choice,
        args=("grain", key),
        label_visibility="collapsed",
    )


def _spec(
    view: View, texts: specs.ChartTexts, axis: specs.Measure, shown: Series, days: Days, place: str | None, height: int
) -> tuple[specs.Spec, Sequence[NamedEvent]]:
    """A line over time with the events that concern it, and these; ``place`` is the touchpoint
    that it is of, if it is of one."""
    touchpoints = (place,) if place else view.filter.touchpoints
    events = [row for row in data.run("event_list").to_pylist() if _concerns(row, touchpoints)]
    marks, names = chart.event_marks_of(view, events), [view.event(row) for row in events]
    levels = SMALL_LEVELS if height == _SMALL else LEVELS
    named = time_line.named_events(view, marks, names, days, _WIDTHS.get(height, time_line.WIDTHS), levels)
    chosen, apart = time_line.iso_days(view.chosen_days), time_line.ticks_apart(view.grain, days)
    form = (texts, axis, days, named, apart, view.dark, height, height == _SMALL, chosen)
    return data.spec(time_line.time_line_spec, *form), named


def _concerns(row: dict[str, object], touchpoints: Sequence[str]) -> bool:
    return row["touchpoint"] is None or not touchpoints or row["touchpoint"] in touchpoints


def show_parts(view: View, lines: Lines, table: pa.Table, shown: Series, days: Days) -> None:
    """The measure by a dimension: a chart for each part, all on the same axes, the one that moved most first and large; those
    of too few answers folded."""
    words, name, sizes = view.words, view.dimension(lines.dimension), _sizes(shown)
    absent = _why_whole(shown)
    if absent:
        st.caption(words(absent, by=name))
        return
    ranked = [part for part in lines.moves if part is not None]
    others = [part for part in sizes if part not in ranked]
    axis = axes.measure_axis(view, lines.measure.kind, axes.value_limits(shown, lines.measure.kind))
    if ranked:
        key = "trends.small.move.few" if shown.has_few else "trends.small.move.note"
        st.html(f'<div class="o-note">{escape(words(key, limit=view.limits.few_below))}</div>')
    drawn = (view, lines, shown, axis, days)
    _show_ranked(*drawn, ranked)
    side_panel.show(view, "trends_small")
    _show_folded(*drawn, others)
    opening = drill_down.TableOpening("trends_small", _row_marks(table, lines), lines.measure.counts)
    said = summary_panels.footer_text(view, shown)
    title = words("trends.small", what=lines.measure.name(view), by=name.lower())
    parts.footer(said, view, f"trends_{lines.dimension}", title, lambda: table, opening)
    if any(is_other for _, is_other in sizes):
        st.caption(words("trends.other.note"))


def _why_whole(shown: Series) -> str:
    """Why the lines are not drawn apart, as a key; '' where they are."""
    if not any(code for code, _ in _sizes(shown)):
        return "trends.no_parts"
    return "trends.one_part" if len({part_of(row) for row in shown.rows}) == 1 else ""


def _sizes(shown: Series) -> dict[Part, int]:
    """Each part that has a value, with its answers: the largest first, none and the rest last."""
    sizes: dict[Part, int] = {}
    for row in shown.visible:
        sizes[part_of(row)] = sizes.get(part_of(row), 0) + row["n"]
    return dict(sorted(sizes.items(), key=lambda item: (item[0][1], item[0][0] == "", -item[1])))


def _row_marks(table: pa.Table, lines: Lines) -> drill_down.RowMarks:
    return tuple(
        None if row["period"] is None else {**lines.marks[part_of(row)], "period": str(row["period"])}
        for row in table.to_pylist()
    )


def _show_ranked(view: View, lines: Lines, shown: Series, axis: specs.Measure, days: Days, ranked: list[Part]) -> None:
    if not ranked:
        return
    drawn = (view, lines, shown, axis, days)
    if len(ranked) == 1 or drill_down.picked() is not None:
        first, beside = st.container(), st.container()
    else:
        first, beside = st.columns(2, gap="large")
    with first, st.container(gap=None):
        _show_part(*drawn, ranked[0], _BIG)
    with beside, st.grid(2, min_column_width=190, gap="medium"):
        for part in ranked[1 : _BESIDE + 1]:
            with st.container(gap=None):
                _show_part(*drawn, part, _SMALL)
    _show_grid(*drawn, ranked[_BESIDE + 1 :])


def _show_grid(view: View, lines: Lines, shown: Series, axis: specs.Measure, days: Days, found: list[Part]) -> None:
    if found:
        with st.grid(4, min_column_width=190, gap="medium"):
            for part in found:
                with st.container(gap=None):
                    _show_part(view, lines, shown, axis, days, part, _SMALL)


def _show_folded(view: View, lines: Lines, shown: Series, axis: specs.Measure, days: Days, others: list[Part]) -> None:
    """Lines of too few answers to be ranked, drawn when their box is opened."""
    if not others:
        return
    label = view.words("trends.folded", n=len(others), limit=view.limits.few_below)
    box = st.expander(label, key="trends_folded", on_change="rerun")
    if box.open:
        with box:
            _show_grid(view, lines, shown, axis, days, others)


def _show_part(
    view: View, lines: Lines, shown: Series, axis: specs.Measure, days: Days, part: Part, height: int
) -> None:
    measure, own = lines.measure, shown.only(part=part[0], is_other=part[1])
    label, name = part_name(view, lines.dimension, part), measure.name(view)
    st.html(_part_head(view, lines, part, label))
    texts = axes.chart_texts(view, "", view.words("trends.small.alt", part=label, what=name), name)
    place = part[0] if lines.dimension == "touchpoint" and not part[1] else None
    spec, events = _spec(view, texts, axis, own, days, place, height)
    key = f"trends_{measure.code}_{lines.dimension}_{part[0] or 'none'}{'_others' * part[1]}"
    rows = _labelled(view, measure, own, height)
    chart.show_chart(view, spec, rows, key, "trends_small", measure.counts, lines.marks[part], has_files=False)
    chart.show_unnamed_events(view, events)


def _part_head(view: View, lines: Lines, part: Part, label: str) -> str:
    """The name of a small chart, and how its line has moved."""
    move, told = lines.moves.get(part), ""
    if move is not None:
        pair = pair_of(view, lines.measure, move)
        first, last = (period_of(view, row, move) for row in (move.before, move.after))
        ends = view.words("trends.small.move", first=first, before=pair.former, last=last, now=pair.now)
        told = f"<span>{escape(ends)}</span>{look.signs(view.words, change(view, lines.measure, move))}"
    return f'<div class="o-line-head"><h3>{escape(label)}</h3>{told}</div>'
