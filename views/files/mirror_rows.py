"""Employees beside customers in words: where they differ most, and each touchpoint as a row with both intervals."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import pyarrow as pa

from views.charts.audience_rows import AUDIENCES
from views.charts.chart_rows import ChartRow
from views.files import look
from views.files.printed import Printed, printed, printed_pair
from views.words.labels import View, count


class MirrorRow(NamedTuple):
    """A touchpoint with the tone of both audiences as rows of tone_by_touchpoint, and their comparison, if there is one."""

    touchpoint: str
    name: str
    employee: Mapping[str, object]
    customer: Mapping[str, object] | None
    compared: ChartRow | None

    @property
    def is_ranked(self) -> bool:
        """Whether there are enough answers of both to rank how far apart they are."""
        return self.compared is not None and self.compared["size"] == "normal"

    @property
    def gap(self) -> float:
        """How far apart both are; 0 where that is not ranked."""
        return abs(self.compared["difference"]) if self.compared and self.is_ranked else 0.0


def ranked(rows: Sequence[ChartRow]) -> list[ChartRow]:
    """Comparisons of enough answers of both, the clear ones first, of these the widest."""
    found = [row for row in rows if row["size"] == "normal" and row["touchpoint"]]
    return sorted(found, key=lambda row: (not row["is_clear"], -abs(row["difference"])))


def headline(view: View, found: Sequence[ChartRow]) -> str:
    """Where employees and customers differ most; that they do not; or that too few say anything."""
    if not found:
        return view.words("employees.answer.few")
    if not found[0]["is_clear"]:
        return view.words("employees.answer.same")
    return view.words("employees.answer", touchpoint=found[0]["touchpoint_text"])


def line(view: View, row: ChartRow) -> str:
    """A comparison as HTML: who is higher, how sure that is, and both tones."""
    values = _pair(view, row)
    said = view.words("employees.pair", employee=values.now, customer=values.former)
    return f"{_way(view, values)}{look.certainty(view.words, row['is_clear'])}<span>{escape(said)}</span>"


def _pair(view: View, row: ChartRow) -> Printed:
    return printed_pair(view.words, "tone", row["own"], row["other_value"])


def _way(view: View, values: Printed) -> str:
    """Whose tone is higher: no change, so that it is neither better nor worse."""
    if not values.difference:
        return f'<span class="o-sign">{escape(view.words("employees.equal"))}</span>'
    key, arrow = ("higher", "arrow_upward") if values.difference > 0 else ("lower", "arrow_downward")
    return f'<span class="o-sign">{look.icon(arrow)}{escape(view.words(f"employees.{key}"))}</span>'


def tone_rows(view: View, tables: Mapping[str, pa.Table], compared: Sequence[ChartRow]) -> list[MirrorRow]:
    """The touchpoints at which employees' tone may be shown: the widest difference first, then those of few in their order;
    ``tables`` by audience."""
    staff, customers = (
        {row["touchpoint"]: row for row in tables[audience].to_pylist() if row["tone"] is not None}
        for audience in AUDIENCES
    )
    differences = {row["touchpoint"]: row for row in compared if row["difference"] is not None}
    rows = [
        MirrorRow(code, view.touchpoint(code), staff[code], customers.get(code), differences.get(code))
        for code in staff
        if code
    ]
    order = {code: place for place, code in enumerate(view.touchpoints)}
    return sorted(rows, key=lambda row: (not row.is_ranked, -row.gap, order.get(row.touchpoint, len(order))))


def html(view: View, row: MirrorRow) -> str:
    """A touchpoint with both intervals, employees' dark and customers' hollow, the difference and how sure it is."""
    words = view.words
    sides = [_interval(own) for own in (row.employee, row.customer)]
    bars = look.interval_bars(sides[0], sides[1], (-1.0, 1.0))
    n = words(
        "employees.n", employee=count(_n(row.employee)), customer=count(_n(row.customer)) if row.customer else "–"
    )
    if row.compared is None:
        alone = f"<b>{escape(printed('tone', float(str(row.employee['tone']))))}</b>"
        return look.ranged(row.name, n, bars, alone, is_wide=True)
    values = _pair(view, row.compared)
    if not row.is_ranked:
        both = words("employees.pair", employee=values.now, customer=values.former)
        few = f'<span class="o-note">{escape(words("number.few"))}</span>'
        return look.ranged(row.name, n, bars, escape(both), few, is_wide=True)
    gap = f"<b>{escape(words('employees.gap', gap=values.gap))}</b>"
    signs = _way(view, values) + look.certainty(words, bool(row.compared["is_clear"]))
    return look.ranged(row.name, n, bars, gap, signs, is_wide=True)


def _n(row: Mapping[str, object] | None) -> int | None:
    n = row["n"] if row else None
    return n if isinstance(n, int) else None


def _interval(row: Mapping[str, object] | None) -> look.Interval | None:
    if row is None:
        return None
    ends = [row["low"], row["tone"], row["high"]]
    low, middle, high = (float(str(row["tone"] if end is None else end)) for end in ends)
    return low, middle, high


def key(view: View) -> str:
    """What the two kinds of bars are."""
    names = (("", view.words("audience.employee")), ("o-hollow", view.words("audience.customer")))
    dots = "".join(f'<span><u class="{kind}"></u>{escape(name)}</span>' for kind, name in names)
    return f'<div class="o-note o-key">{dots}</div>'
