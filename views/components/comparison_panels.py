"""The compare page's panels: the answer, a card for each score and the tone, and a row for each emotion, of two groups."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import pyarrow as pa
import streamlit as st

import queries
from queries.filter import EMPLOYEE
from views.charts.chart_rows import ChartRow
from views.components import comment_list, filter_widgets, parts, side_panel
from views.files import group_differences, look
from views.files.group_differences import CLEAR, FEW, HIDDEN, OF_MANY, SAME_CLEARLY, Difference
from views.session import comparison, data, drill_down
from views.session.current_view import View, count
from views.words import filter_fields
from views.words.filter_fields import counts_of

_SECTION = "compare"

_COLUMNS = "own_n other_n value other_value difference difference_low difference_high".split()
"""Columns of the query that the table behind the comparison has."""

Names = tuple[str, str]
"""What the two groups are called."""


def compare(view: View, one: queries.Filter, other: queries.Filter) -> list[Difference]:
    """NPS, rating (as far as there are any), tone and emotions of the two groups."""
    totals = [
        comparison.compared(view, what, one, other) | {"emotion": None, "line_text": view.words(f"word.{what}")}
        for what in (*view.scores, "tone")
    ]
    rows = [*totals, *comparison.shares(view, one, other)]
    return group_differences.differences(view, rows)


def show_answer(view: View, found: Sequence[Difference], names: Names) -> None:
    """The head of the page."""
    text, told = group_differences.headline(view, found, names)
    line = ""
    if told is not None and told.pair is not None:
        values = view.words("compare.values", a=told.pair.now, b=told.pair.former)
        line = f"{_signs(view, told, compared(found))}<span>{escape(values)}</span><span>{escape(_n_text(view, told.row))}</span>"
    parts.page_head(view, "compare", text, [line])


def show_overlap(view: View, one: queries.Filter, other: queries.Filter) -> None:
    """How many answers are in both groups, which makes their difference look clearer than it is."""
    found = data.row("overlap_count", filter=one, other=other)
    if found["shared"]:
        st.caption(view.words("compare.overlap", n=count(found["shared"])))
    elif found["shared"] is None and view.filter.audience == EMPLOYEE:
        st.caption(view.words("compare.overlap.unknown"))


def show_cards(
    view: View, found: Sequence[Difference], one: queries.Filter, other: queries.Filter, names: Names
) -> None:
    """A card for each score and the tone, with both intervals; a click on it selects its answers."""
    totals = [item for item in found if item.row["kind"] != "share"]
    has_bars = any(item.pair is not None for item in totals)
    with st.grid(len(totals), min_column_width=240, gap="small"):
        for item in totals:
            kind = item.row["kind"]
            html = _card_html(view, item, compared(found), data.row(kind, filter=one), data.row(kind, filter=other))
            selection = drill_down.DrillDown(_SECTION, (), counts_of(kind), view.grain)
            if item.pair is None:
                st.html(html)
            else:
                parts.row_that_selects(html, f"compared_{kind}", item.row["line_text"], selection)
    if not has_bars:
        return
    dots = "".join(
        f'<span><u class="{kind}"></u>{escape(name)}</span>' for kind, name in zip(("", "o-hollow"), names, strict=True)
    )
    st.html(f'<div class="o-note o-key">{dots}<span>{escape(view.words("card.key"))}</span></div>')


def show_links(view: View, one: queries.Filter, other: queries.Filter, names: Names) -> None:
    """The way to the answers of each group."""
    with st.container(horizontal=True, key="compare_links", gap="small"):
        for side, filter, name in zip(filter_fields.SIDES, (one, other), names, strict=True):
            n = data.row("comment_count", filter=filter).get("n")
            if n:
                label = view.words("compare.read_side", name=name, n=count(n))
                comment_list.show_link_to_comments(view, filter, label, f"compare_read_{side}")


def _card_html(view: View, item: Difference, of: int, one: ChartRow, other: ChartRow) -> str:
    words, row = view.words, item.row
    head = f'<div class="o-card-head"><span>{escape(row["line_text"])}</span><span class="o-note">{escape(_n_text(view, row))}</span></div>'
    if item.pair is None:
        is_absent = row["own_n"] == row["other_n"] == 0
        why = words(f"empty.no_{counts_of(row['kind'])}") if is_absent else words("card.incomparable")
        return f'<div class="o-card">{head}<div class="o-card-value"><b>–</b><span>{escape(why)}</span></div></div>'
    values = words("compare.gap", a=item.pair.now, b=item.pair.former)
    both = [(found["low"], found[row["kind"]], found["high"]) for found in (one, other)]
    ends = [end for interval in both for end in (interval[0], interval[2]) if end is not None]
    reach = (max(ends) - min(ends)) / 8 if ends else 1.0
    bars = look.interval_bars(both[0], both[1], (min(ends) - reach, max(ends) + reach)) if len(ends) == 4 else ""
    return (
        f'<div class="o-card">{head}<div class="o-card-value"><b>{escape(item.pair.gap)}</b><span>{escape(values)}</span></div>'
        f'{bars}<div class="o-card-signs">{_signs(view, item, of)}</div></div>'
    )


def _signs(view: View, item: Difference, compared: int) -> str:
    """Which group has more, and how sure that is."""
    pair = item.pair
    if pair is None or item.verdict == SAME_CLEARLY or not pair.difference:
        return _certainty(view, item, compared)
    way = "up" if pair.difference > 0 else "down"
    key = f"compare.sign.{'share' if item.row['kind'] == 'share' else 'level'}.{way}"
    sign = f'<span class="o-sign">{look.icon(f"arrow_{way}ward")}{escape(view.words(key))}</span>'
    return sign + _certainty(view, item, compared)


def _certainty(view: View, item: Difference, compared: int) -> str:
    """How sure a difference is, as a sign."""
    said = _certainty_text(view, item, compared)
    if item.verdict == SAME_CLEARLY or _is_equal(item):
        return f'<span class="o-sign">{escape(said)}</span>'
    return look.certainty(view.words, item.verdict == CLEAR, item.verdict == FEW, said)


def _is_equal(item: Difference) -> bool:
    """Whether both values are printed alike, which nothing speaks against."""
    return item.pair is not None and not item.pair.difference and item.verdict != CLEAR


def compared(found: Sequence[Difference]) -> int:
    """How many differences are looked at together."""
    return sum(item.pair is not None for item in found)


def _n_text(view: View, row: ChartRow) -> str:
    hidden = view.words("compare.n.hidden", limit=view.limits.hidden_below)
    one, other = (hidden if n is None else count(n) for n in (row["own_n"], row["other_n"]))
    return view.words("compare.n", a=one, b=other)


def show_emotions(
    view: View, found: Sequence[Difference], one: queries.Filter, other: queries.Filter, names: Names
) -> None:
    """A row for each emotion, the clear differences first, each kind from the largest; a row selects its comments."""
    words, emotions = view.words, [item for item in found if item.row["kind"] == "share" and item.pair is not None]
    parts.section_title(words("compare.chart"), words("compare.chart.order") if emotions else "")
    if not emotions:
        st.caption(words("compare.too_few", limit=view.limits.hidden_below))
        return
    emotions.sort(key=lambda item: (item.verdict != CLEAR, -abs(item.row["value"])))
    reach = max(max(abs(item.row["low"]), abs(item.row["high"])) for item in emotions)
    with st.container(gap=None, key="differences"):
        for item in emotions:
            selection = drill_down.DrillDown(_SECTION, (("emotion", item.code),), "scored", view.grain)
            html = _row_html(view, item, compared(found), reach)
            parts.row_that_selects(html, f"difference_{item.code}", item.row["line_text"], selection)
    _show_footer(view, found, " ".join(_note(view, found, emotions)), one, other, names)


def _show_footer(
    view: View, found: Sequence[Difference], said: str, one: queries.Filter, other: queries.Filter, names: Names
) -> None:
    """The line below the rows, with the way to all differences as a table."""
    rows = [item.row for item in found]
    marks = tuple({"emotion": row["emotion"]} if row["emotion"] else {"counts": counts_of(row["kind"])} for row in rows)
    opening = drill_down.TableOpening(_SECTION, marks)
    told = partial(_told_table, view, found)
    title = view.words("compare.table", one=names[0], other=names[1])
    table = partial(_table, view, found, [filter_widgets.described(view, filter) for filter in (one, other)])
    # A file says the days of each side in its rows: those of the bar are of one side alone, or of none.
    undated = replace(view, filter=replace(view.filter, date_from=None, date_until=None))
    parts.footer(said, undated, "compare", title, table, opening, told)


def _note(view: View, found: Sequence[Difference], emotions: Sequence[Difference]) -> list[str]:
    """What a row has, and why an interval that leaves out zero may not be clear."""
    words = view.words
    said = [words("compare.note", n=_n_text(view, emotions[0].row))]
    if any(item.verdict == OF_MANY for item in emotions):
        said.append(words("compare.note.many", n=compared(found)))
    return said


def _row_html(view: View, item: Difference, of: int, reach: float) -> str:
    """An emotion: its name and both shares, the difference as a dot with its interval around zero, and how sure it is."""
    row, words = item.row, view.words
    assert item.pair is not None
    low, value, high = (50 + 50 * row[name] / reach for name in ("low", "value", "high"))
    kind = "o-firm" if item.verdict == CLEAR else ""
    bar = (
        f'<span class="o-driver-bar" aria-hidden="true"><u></u><s class="o-faint" style="left:{low:.1f}%;width:{high - low:.1f}%"></s>'
        f'<em class="{kind}" style="left:{value:.1f}%"></em></span>'
    )
    values = words("compare.values", a=item.pair.now, b=item.pair.former)
    sign = _certainty(view, item, of)
    return (
        f'<div class="o-driver"><b>{look.emotion(view, item.code)}</b><small>{escape(values)}</small>{bar}'
        f"<strong>{escape(item.pair.gap)}</strong>{sign}</div>"
    )


def _table(view: View, found: Sequence[Difference], sides: Sequence[str]) -> pa.Table:
    """The numbers of all rows, as the queries have them, with how sure the page calls them and what A and B are."""
    told = dict(zip(("group_a", "group_b"), sides, strict=True))
    of = compared(found)
    return pa.Table.from_pylist(
        [_numbers(item) | {"certainty": _certainty_text(view, item, of)} | told for item in found]
    )


def _numbers(item: Difference) -> ChartRow:
    row = item.row
    own = {"own_n": row["own_n"], "value": row["own"]}
    return {"measure": row["line_text"]} | {name: own.get(name, row.get(name)) for name in _COLUMNS}


def _told_table(view: View, found: Sequence[Difference]) -> pa.Table:
    """All rows as the page prints them."""
    return pa.Table.from_pylist([_printed(view, item, compared(found)) for item in found])


def _printed(view: View, item: Difference, of: int) -> dict[str, str | None]:
    words, row, pair = view.words, item.row, item.pair
    told = {
        "measure": row["line_text"],
        "value": pair.now if pair else None,
        "other_value": pair.former if pair else None,
        "difference": pair.gap if pair else None,
        "difference_range": row["range_text"] if pair else None,
        "certainty": _certainty_text(view, item, of),
        "own_n": count(row["own_n"]),
        "other_n": count(row["other_n"]),
    }
    return {words(f"word.{name}"): value for name, value in told.items()}


def _certainty_text(view: View, item: Difference, of: int) -> str:
    """How sure a difference is, the same on its row, in the table and in files; of one that is not told, why."""
    if item.verdict == HIDDEN:
        return str(item.row["verdict_text"])
    if _is_equal(item) and item.verdict != SAME_CLEARLY:
        few = f" · {view.words('number.few')}" if item.verdict == FEW else ""
        return view.words("compare.equal.sign") + few
    if item.verdict == OF_MANY:
        return view.words("compare.sign.many", n=of)
    sign = {CLEAR: "sign.sure", SAME_CLEARLY: "compare.same.sign", FEW: "number.few"}.get(item.verdict, "sign.unsure")
    return view.words(sign)


def show_clicked_comments(view: View, one: queries.Filter, other: queries.Filter, names: Names) -> None:
    """The comments behind the row that was clicked, of one group or of the other."""
    if drill_down.current(_SECTION) is None:
        return
    called = dict(zip(filter_fields.SIDES, names, strict=True))
    with side_panel.place():
        side = filter_widgets.one_of(
            "side", filter_fields.SIDES, view.words("compare.read"), called.__getitem__, view.language
        )
    side_panel.show(replace(view, filter=one if side == "a" else other), _SECTION, follows_mark=True)
