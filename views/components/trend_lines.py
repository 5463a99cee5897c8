"""The lines of the trends page as they are fetched: the same for its charts, for its headline and for the tour's sentence."""

from dataclasses import dataclass

import pyarrow as pa

from views.charts import axes, chart_rows
from views.charts.chart_rows import Series
from views.charts.trend_measures import TrendMeasure, lines_of
from views.charts.trend_moves import moves
from views.components import trend_panels
from views.components.trend_answer import Lines
from views.session import trend_grain
from views.session.current_view import View


@dataclass(frozen=True, slots=True)
class FoundLines:
    """The view as it is drawn; the rows of all answers and those by the dimension, each as the query has them and as the chart
    does; what they say; the days of the axis."""

    view: View
    whole: tuple[pa.Table, Series]
    apart: tuple[pa.Table, Series]
    lines: Lines
    days: trend_panels.Days


def find(view: View, measure: TrendMeasure, dimension: str) -> FoundLines | str:
    """The lines of a measure, else why there are none, as a key of ``empty_states.show_absent``."""
    view = trend_grain.drawn(view, lambda drawn: trend_panels.fetch_whole(drawn, measure))
    whole = trend_panels.fetch_whole(view, measure)
    shown = chart_rows.series(view, whole.to_pylist(), measure.kind)
    days = axes.day_limits(view, whole)
    if days is None or not shown.visible:
        return trend_panels.why_absent(view, measure, days)
    apart = trend_panels.fetch_parts(view, measure, dimension)
    split = chart_rows.series(view, apart.to_pylist(), measure.kind)
    found, marks = lines_of(shown, split), trend_panels.marks_of(measure, dimension, split.rows)
    lines = Lines(
        measure,
        dimension,
        moves(found, trend_grain.chosen_periods(view), trend_grain.former_periods(view)),
        marks,
        found,
    )
    return FoundLines(view, (whole, shown), (apart, split), lines, axes.day_limits(view, whole, apart) or days)
