"""Two selections compared, in words: values, differences, and whether they are clear."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import queries
from views.charts import chart_rows
from views.charts.chart_rows import ChartRow, writer
from views.charts.clearness import is_clear_row, is_few_row
from views.charts.trend_measures import NAMED_MEASURES
from views.session import data
from views.session.current_view import View, count, signed

EVENT_DAYS = 28
"""Days before and after an event that are compared."""

SIDES = ("compare.a", "compare.b")
"""What the two groups are called where nothing else is said (keys of strings)."""


@dataclass(frozen=True, slots=True)
class EventComparison:
    """An event in the view's language, with the filters for the 28 days from its first day on and for those before."""

    code: str
    label: str
    first_day: date
    touchpoint: str | None
    after: queries.Filter
    before: queries.Filter

    @property
    def day(self) -> str:
        """Its first day as ISO text."""
        return self.first_day.isoformat()


def compared(
    view: View, what: str, one: queries.Filter, other: queries.Filter, sides: tuple[str, str] = SIDES
) -> ChartRow:
    """The comparison of one measure: nps, rating, tone, or the share of an emotion by its code; ``sides`` name the groups."""
    if what in NAMED_MEASURES:
        return written(view, data.row(f"{what}_comparison", filter=one, other=other), what, sides)
    rows = data.run("emotion_share_comparison", filter=one, other=other).to_pylist()
    return next(written(view, row, "share", sides) for row in rows if row["emotion"] == what)


def shares(view: View, one: queries.Filter, other: queries.Filter) -> list[ChartRow]:
    """The comparison of all emotions' shares, in their order."""
    rows = data.run("emotion_share_comparison", filter=one, other=other).to_pylist()
    return [written(view, row, "share") | {"line_text": view.emotion(row["emotion"])} for row in rows]


def written(view: View, row: dict[str, Any], kind: str, sides: tuple[str, str] = SIDES) -> ChartRow:
    """A row of a comparison with its texts: both values, the difference, its interval, the verdict, both n.

    For the chart are ``value`` (the difference), ``low`` and ``high``; the query's own value and n keep their names under
    ``own`` and ``own_n``. Shares are written in percent, their differences in percentage points.
    """
    write = writer(kind, row)
    few = row["size"] == "few"
    low, high = row["difference_low"], row["difference_high"]
    one, other = map(view.words, sides)
    return row | {
        "kind": kind,
        "is_clear": is_clear_row(row),
        "is_few_alone": is_few_row(row),
        "own": row["value"],
        "own_n": row["n"],
        "value": row["difference"],
        "low": low,
        "high": high,
        "few": few,
        "value_text": write(row["value"]),
        "other_text": write(row["other_value"]),
        "difference_text": gap_text(view, row["difference"], kind),
        "range_text": "–"
        if low is None
        else view.words("number.range", low=gap_text(view, low, kind), high=gap_text(view, high, kind)),
        "verdict_text": verdict(view, row),
        "n_text": f"{one} {count(row['n'])} · {other} {count(row['other_n'])}",
        "n": None if row["n"] is None or row["other_n"] is None else min(row["n"], row["other_n"]),
        "colour": _colour(view, row),
        "shape": "diamond" if is_clear_row(row) else "circle",
    }


def gap_text(view: View, difference: float | None, kind: str) -> str:
    """A difference with its sign: points of NPS, of the rating's scale, tone, or percentage points."""
    if kind == "share" and difference is not None:
        return signed(100 * difference, 1) + view.words("number.share_points")
    return chart_rows.gap_text(kind, difference)


def verdict(view: View, row: dict[str, Any]) -> str:
    """Whether a difference is clear and in which direction, or not yet."""
    words = view.words
    if row["size"] == "hidden":
        return words("compare.none" if row["n"] == row["other_n"] == 0 else "compare.hidden")
    if is_clear_row(row):
        return words("compare.higher" if row["difference"] > 0 else "compare.lower")
    return words("number.few" if is_few_row(row) else "compare.unclear")


def events(view: View) -> list[EventComparison]:
    """The events, the latest first, each with the days from it on and those before, at its touchpoint if it has one."""
    found = []
    for row in data.run("event_list").to_pylist():
        start, span = row["starts_on"], timedelta(days=EVENT_DAYS)
        base = view.filter
        if row["touchpoint"] and not base.touchpoints:
            base = replace(base, touchpoints=(row["touchpoint"],))
        after = replace(base, date_from=start, date_until=start + span)
        before = replace(base, date_from=start - span, date_until=start)
        found.append(EventComparison(row["event"], view.event(row), start, row["touchpoint"], after, before))
    return found[::-1]


def _colour(view: View, row: dict[str, Any]) -> str:
    if not is_clear_row(row):
        return view.palette.muted
    if "emotion" in row and row["emotion"] in view.emotions:
        return view.emotions[row["emotion"]].colour
    return view.palette.accent
