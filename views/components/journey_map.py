"""The map of the journey on screen: touchpoint by period, in tone or the share of any emotion, with the names of its rows in
sight however far it is scrolled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import pyarrow as pa
import streamlit as st

from views.charts import axes, chart_rows, heat_map, specs
from views.charts.chart_rows import CUT, ChartRow, Series
from views.charts.journey_rows import touchpoint_order
from views.components import chart, empty_states, filter_widgets, parts
from views.files.look import whole_percent
from views.files.report_days import tick_text
from views.session import data, drill_down, url_state
from views.session.current_view import View, count
from views.words.periods import next_period, period_label

MOST_CELLS, MOST_PERIODS = 960, 60
"""Cells of the map, of which the last periods are shown; more would hold up the browser."""

MOST_ROWS = 12
"""Touchpoints up to which the map is as high as they need; more are scrolled."""

_MOVED = 2
_TONE_LIMIT = 0.7
_OTHER_WIDTH = {"ko": 112}


@dataclass(frozen=True, slots=True)
class MapRows:
    """What is drawn: the measure's code and kind, the query's rows, the chart's rows, and the first days of the periods shown."""

    what: str
    table: pa.Table
    shown: Series
    periods: tuple[date, ...]

    @property
    def kind(self) -> str:
        """tone or share."""
        return "tone" if self.what == "tone" else "share"

    @property
    def rows(self) -> list[ChartRow]:
        """The rows of the periods shown, hidden ones included."""
        inside = {period.isoformat() for period in self.periods}
        rows = [row for row in self.shown.rows if row["period"] in inside and row["n_text"]]
        return rows if self.kind == "tone" else [row | {"short_text": whole_percent(row["value"])} for row in rows]


def show_map(view: View, section: str) -> None:
    """The switch, the map and its footer."""
    place = st.container(horizontal=True, vertical_alignment="center", key="map_head", gap="xsmall")
    with place:
        parts.section_title(view.words(f"journey.map.{view.grain}"), width="content")
        what = _choose(view)
    found = _rows(view, what)
    if not found.periods:
        empty_states.show_absent(view, "no_rolling" if view.grain == "rolling" else "no_dates")
        return
    measure, colour = _measure(view, found), None if what == "tone" else view.emotions[what].colour
    with place:
        st.html(_legend(view, found.kind, measure, colour), width="content")
    _draw(view, section, found, measure, colour)


def _choose(view: View) -> str:
    """Tone, the emotions that moved most, and any other."""
    asked, moved = url_state.one("heat"), _moved(view)
    options = dict.fromkeys(["tone", *moved, *([asked] if asked in view.emotions else [])])
    chosen = filter_widgets.one_of(
        "heat",
        list(options),
        view.words("journey.heat.what"),
        lambda code: _name(view, code),
        view.language,
        is_quiet=True,
    )
    others = [code for code in view.emotions if code not in options]
    st.selectbox(
        view.words("journey.heat.other"),
        others,
        index=None,
        format_func=view.emotion,
        key=(key := url_state.show_value(f"heat_other_{view.language}", None)),
        on_change=url_state.store_choice,
        args=("heat", key),
        placeholder=view.words("journey.heat.other"),
        label_visibility="collapsed",
        width=_OTHER_WIDTH.get(view.language, 132),
    )
    if asked and asked not in options:
        url_state.leave_out([("heat", asked)])
    return chosen


def _moved(view: View) -> list[str]:
    """The emotions whose share differs most between the periods that can be compared."""
    rows = data.run("emotion_share_by_period", filter=view.filter, grain=view.grain).to_pylist()
    reach: dict[str, list[float]] = {}
    for row in rows:
        if row["size"] == "normal" and row["is_complete"]:
            reach.setdefault(row["emotion"], []).append(row["share"])
    known = [code for code in reach if code in view.emotions]
    known.sort(key=lambda code: min(reach[code]) - max(reach[code]))
    return (known or list(view.emotions))[:_MOVED]


def _name(view: View, what: str) -> str:
    return view.words("journey.heat.tone") if what == "tone" else view.emotion(what)


def _rows(view: View, what: str) -> MapRows:
    stem = "tone" if what == "tone" else "emotion_share"
    table = data.run(f"{stem}_by_touchpoint_and_period", filter=view.filter, grain=view.grain)
    table = table if what == "tone" else data.only(table, "emotion", what)
    rows = [row for row in table.to_pylist() if row["touchpoint"] and row["period"]]
    shown = chart_rows.series(view, rows, "tone" if what == "tone" else "share")
    return MapRows(what, table, shown, _periods(view, shown))


def _periods(view: View, shown: Series) -> tuple[date, ...]:
    """The last periods with a value, and those between them."""
    days = [date.fromisoformat(row["period"]) for row in shown.visible]
    if not days:
        return ()
    places = len({row["touchpoint"] for row in shown.visible})
    made, day = [], min(days)
    while day <= max(days):
        made.append(day)
        day = next_period(day, view.grain)
    return tuple(made[-max(MOST_ROWS, min(MOST_PERIODS, MOST_CELLS // max(places, 1))) :])


def _measure(view: View, found: MapRows) -> specs.Measure:
    if found.kind == "tone":
        return axes.measure_axis(view, "tone", (-_TONE_LIMIT, _TONE_LIMIT))
    return axes.measure_axis(
        view, "share", (0, axes.share_limit(max((row["value"] or 0 for row in found.rows), default=0)))
    )


def _legend(view: View, kind: str, measure: specs.Measure, colour: str | None) -> str:
    low, high = measure.domain
    ends = (f"−{_TONE_LIMIT}", f"+{_TONE_LIMIT}") if kind == "tone" else (whole_percent(low), whole_percent(high))
    cells = "".join(f'<i style="--c:{one}"></i>' for one in heat_map.legend_colours(measure, colour, view.dark))
    return f'<div class="o-legend">{escape(ends[0])}{cells}{escape(ends[1])}</div>'


def _draw(view: View, section: str, found: MapRows, measure: specs.Measure, colour: str | None) -> None:
    words, name = view.words, _name(view, found.what)
    layout = _layout(view, found)
    texts = axes.chart_texts(view, "", words("trends.heat.alt", what=name), name)
    selected = _selected(view, section)
    spec = data.spec(heat_map.heat_map_spec, texts, measure, colour, layout, view.dark)
    spec = heat_map.with_bold_names(spec, *selected)
    fixed = {} if found.what == "tone" else {"emotion": found.what}
    st.html(_geometry(layout))
    with st.container(key="map_scroll"), st.container(key="map_inner", gap=None):
        st.html(_row_names(layout, selected[0]))
        chart.show_chart(view, spec, found.rows, f"heat_{found.what}", section, fixed=fixed, has_files=False)
        if len(layout.touchpoints) > MOST_ROWS:
            st.html(_period_names(layout, selected[1]))
    marks = drill_down.marks(found.table.to_pylist(), specs.clicked_fields(spec), fixed)
    parts.footer(
        _footer(view, found), view, f"heat_{found.what}", words(f"journey.map.{view.grain}"),
        lambda: found.table, drill_down.TableOpening(section, marks),
    )  # fmt: skip


def _layout(view: View, found: MapRows) -> heat_map.MapLayout:
    labels, cut = tuple(period_label(period, view.grain) for period in found.periods), _cut(found)
    return heat_map.MapLayout(
        touchpoint_order(view, found.rows),
        tuple(_tick(view, found.periods, number, label, cut) for number, label in enumerate(labels)),
        heat_map.placed_events(_events(view, found.periods), labels),
    )


def _cut(found: MapRows) -> set[str]:
    """The first days of the periods of which the dates, or the data so far, hold only a part."""
    return {row["period"] for row in found.rows if row.get("is_cut") or row["is_complete"] is False}


def _tick(view: View, periods: Sequence[date], number: int, label: str, cut: set[str]) -> heat_map.Tick:
    """A period's tick, with its year on the first one of each where there are several."""
    period = periods[number]
    is_first = number == 0 or periods[number - 1].year != period.year
    year = str(period.year) if is_first and periods[0].year != periods[-1].year else ""
    star = CUT if period.isoformat() in cut else ""
    return heat_map.Tick(label, tick_text(view, period, view.grain) + star, year)


def _selected(view: View, section: str) -> tuple[str, str]:
    selection = drill_down.current(section)
    if selection is None:
        return ("", "")
    mark = dict(selection.mark)
    period = mark.get("period")
    return (
        view.touchpoint(mark["touchpoint"]) if "touchpoint" in mark else "",
        period_label(date.fromisoformat(period), view.grain) if period else "",
    )


def _events(view: View, periods: Sequence[date]) -> list[tuple[str, str]]:
    """The events within the periods that are of all touchpoints or of one that the filter keeps: (period, name)."""
    found = []
    for row in data.run("event_list").to_pylist():
        begun = [period for period in periods if period <= row["starts_on"]]
        is_inside = begun and row["starts_on"] < next_period(periods[-1], view.grain)
        if is_inside and (
            row["touchpoint"] is None or row["touchpoint"] in (view.filter.touchpoints or view.touchpoints)
        ):
            found.append((period_label(begun[-1], view.grain), view.event(row).partition("(")[0].strip()))
    return found


def _geometry(layout: heat_map.MapLayout) -> str:
    """How wide the map is at least, how much of it is seen where it has many rows, and no cell in part where it is scrolled."""
    most = layout.top + heat_map.ROW * MOST_ROWS + heat_map.ROW // 2
    seen = f"max-height:{most}px;" if len(layout.touchpoints) > MOST_ROWS else ""
    rest = f"mod(100% - {heat_map.LABELS}px, {heat_map.CELL}px)"
    whole = f"max-width:calc(100% - min({rest}, max(0px, ({layout.width}px - 100%) * 99)));"
    return f"<style>.st-key-map_inner{{min-width:{layout.width}px}}.st-key-map_scroll{{{whole}{seen}}}</style>"


def _row_names(layout: heat_map.MapLayout, place: str) -> str:
    """The names of the rows once more, where the map is scrolled from under its own."""
    names = "".join(
        f'<span class="{"o-selected" if name == place else ""}">{escape(name)}</span>' for name in layout.touchpoints
    )
    box = f"height:{layout.height}px;padding-top:{layout.top}px;width:{heat_map.LABELS - 1}px"
    return f'<div class="o-row-names" aria-hidden="true" style="{box}">{names}</div>'


def _period_names(layout: heat_map.MapLayout, period: str) -> str:
    """The names of the periods once more, kept in sight below rows that are scrolled."""
    names = "".join(
        f'<span class="{"o-selected" if tick.period == period else ""}">{escape(tick.name)}<br>{escape(tick.year)}</span>'
        for tick in layout.ticks
    )
    style = f"grid-template-columns:repeat({len(layout.ticks)},minmax(0,1fr));padding-left:{heat_map.LABELS}px;height:{layout.height - layout.bottom}px"
    return f'<div class="o-period-names" aria-hidden="true" style="{style}">{names}</div>'


def _span(numbers: Sequence[int]) -> str:
    return "–".join(dict.fromkeys((count(min(numbers)), count(max(numbers)))))


def _has_blanks(found: MapRows) -> bool:
    return len(found.rows) < len({row["touchpoint"] for row in found.rows}) * len(found.periods)


def _footer(view: View, found: MapRows) -> str:
    words, limits = view.words, view.limits
    seen = [row for row in found.rows if row["value"] is not None]
    said = [words("journey.map.n", n=_span([row["n"] for row in seen]))]
    said += [words("journey.map.few", limit=limits.few_below)] if any(row["few"] for row in seen) else []
    said += [words("journey.map.hidden", limit=limits.hidden_below)] if len(seen) < len(found.rows) else []
    said += [words("journey.map.empty")] if _has_blanks(found) else []
    said += [words("footer.cut")] if _cut(found) else []
    return " ".join([*said, *_cut_text(view, found)])


def _cut_text(view: View, found: MapRows) -> list[str]:
    """That only the last periods are shown, where that is so."""
    is_cut = {row["period"] for row in found.shown.visible} - {row["period"] for row in found.rows}
    return [view.words("journey.map.last", n=len(found.periods))] if is_cut else []
