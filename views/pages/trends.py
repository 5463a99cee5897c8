"""Trends: tone, NPS or an emotion over time, all together, apart by a dimension, and before and after events."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from views.charts import chart_rows, specs
from views.charts.chart_rows import ChartRow, Series
from views.components import chart, comment_list, empty_states, sidebar, tables
from views.session import comparison, data, drill_down
from views.session.current_view import View, count, current, plain
from views.session.drill_down import JOINT
from views.words.filter_fields import DIMENSIONS as _DIMENSIONS
from views.words.filter_fields import NONE
from views.words.theme import SMALL_CHART_HEIGHT, TONE_POSITIVE, TREND_HEIGHT

# The measures that are no emotion; their names are ``word.<measure>``.
_WITH_NAME = ("tone", "nps")

_MOST_EVENTS = 5
_SIDES = ("compare.after", "compare.before")


def draw_page(view: View) -> None:
    """The whole page."""
    words = view.words
    st.title(words("page.trends"), anchor=False)
    if empty_states.nothing_matches(view):
        return
    what = sidebar.one_of(
        "measure", (*_WITH_NAME, *view.emotions), words("trends.what"), lambda code: _name(view, code), view.language
    )
    by = sidebar.one_of(
        "by", tuple(_DIMENSIONS), words("trends.by"), lambda code: words(f"filter.{_DIMENSIONS[code]}"), view.language
    )
    whole, parts = _whole(view, what), _parts(view, what, by)
    days = chart.days(view, whole, parts)
    shown = chart_rows.series(view, whole.to_pylist(), _kind(what))
    if days is None or not shown.drawn:
        empty_states.absent(view, _missing(view, what, days))
        return
    _all(view, what, whole, shown, days)
    comment_list.panel(view, "trends_all")
    _events(view, what, days)
    _small(view, what, by, parts, days)


def _missing(view: View, what: str, days: tuple[str, str] | None) -> str:
    if what == "nps" and not data.row("nps", filter=view.filter).get("n"):
        return "no_nps"
    if view.grain == "rolling":
        return "no_rolling"
    return "no_dates" if days is None else "no_scored"


def _whole(view: View, what: str) -> pa.Table:
    stem = what if what in _WITH_NAME else "emotion_share"
    table = data.run(f"{stem}_by_period", filter=view.filter, grain=view.grain)
    return table if what in _WITH_NAME else data.only(table, "emotion", what)


def _parts(view: View, what: str, by: str) -> pa.Table:
    asked = {"filter": view.filter, "grain": view.grain, "dimension": by}
    if what in _WITH_NAME:
        return data.run(f"{what}_by_dimension_and_period", **asked)
    return data.run("emotion_share_by_dimension_and_period", **asked, emotion=what)


def _kind(what: str) -> str:
    return what if what in _WITH_NAME else "share"


def _name(view: View, what: str) -> str:
    return view.words(f"word.{what}") if what in _WITH_NAME else view.emotion(what)


def _colour(view: View, what: str) -> str:
    if what == "nps":
        return view.palette.accent
    return TONE_POSITIVE if what == "tone" else view.emotions[what].colour


def _fixed(what: str, **more: str) -> dict[str, str]:
    return more if what in _WITH_NAME else {"emotion": what, **more}


def _counts(what: str) -> str:
    return "nps" if what == "nps" else "scored"


def _all(view: View, what: str, table: pa.Table, shown: Series, days: tuple[str, str]) -> None:
    words, name = view.words, _name(view, what)
    texts = chart.texts(view, words("trends.lines", what=name), words("trends.lines.alt", what=name), name)
    measure = chart.measure(view, _kind(what), chart.reach(shown, _kind(what)))
    form = (_colour(view, what), days, chart.events(view), view.dark, TREND_HEIGHT, chart.is_crowded(shown))
    spec = data.spec(specs.trend, texts, measure, *form)
    keys = ("band", "click", *(("rolling",) if view.grain == "rolling" else ()))
    chart.framed(
        view,
        spec,
        shown.rows,
        f"trends_all_{what}",
        table,
        section="trends_all",
        counts=_counts(what),
        fixed=_fixed(what),
        shown=(shown,),
        keys=keys,
        helps=(_kind(what),),
    )
    chart.event_note(view, days)


def _events(view: View, what: str, days: tuple[str, str]) -> None:
    """Before and after each of the latest events within the days."""
    words = view.words
    found = [event for event in comparison.events(view) if days[0] <= event.day < days[1]][:_MOST_EVENTS]
    if not found:
        return
    st.subheader(words("trends.before_after", what=_name(view, what)), anchor=False)
    for event in found:
        row = comparison.compared(view, what, event.after, event.before, _SIDES)
        with st.container(border=True, key=f"event_{event.code}"):
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.markdown(f"**{plain(event.label)}** :small[{event.day}]  \n" + _sentence(view, row))
            with right, st.container(horizontal=True, horizontal_alignment="right"):
                comment_list.open_in_comments(view, event.after, words("trends.after"), f"after_{event.code}")
    st.caption(words("trends.before_after.note", days=comparison.EVENT_DAYS))


def _sentence(view: View, row: ChartRow) -> str:
    words = view.words
    if row["size"] == "hidden":
        return plain(words("trends.event.hidden", n=row["n_text"]))
    told = words(
        "trends.event",
        before=row["other_text"],
        after=row["value_text"],
        difference=row["difference_text"],
        range=row["range_text"],
        n=count(row["own_n"]),
        other_n=count(row["other_n"]),
    )
    lack = comparison.needed(view, row, _SIDES)
    return plain(f"{told} · {row['verdict_text']}" + (f" · {lack}" if lack else ""))


def _small(view: View, what: str, by: str, table: pa.Table, days: tuple[str, str]) -> None:
    words, name, by_name = view.words, _name(view, what), view.words(f"filter.{_DIMENSIONS[by]}")
    rows = table.to_pylist()
    shown = chart_rows.series(view, rows, _kind(what))
    parts = _ordered(view, by, shown)
    if not [part for part in parts if part[0]]:
        st.info(words("trends.no_parts", by=by_name), icon=":material/info:")
        return
    if len(set(map(_part, shown.rows))) == 1:
        return  # the same as all together
    st.subheader(words("trends.small", what=name, by=by_name.lower()), anchor=False)
    measure = replace(
        chart.measure(view, _kind(what), chart.reach(shown, _kind(what))), title=words(f"word.{_kind(what)}")
    )
    shown_codes = [code for code, is_other in parts if not is_other]
    opened = {part: _fixed(what, **_held(by, *part, shown_codes)) for part in dict.fromkeys(map(_part, rows))}
    with st.grid(4, min_column_width=230, gap="small"):
        for number, part in enumerate(parts):
            only = shown.only(part=part[0], is_other=part[1])
            _panel(view, what, by, only, measure, days, number, opened[part])
    chart.notes(view, shown, keys=("band", "click"), helps=(_kind(what),))
    if any(is_other for _, is_other in parts):
        st.caption(words("trends.other.note"))
    comment_list.panel(view, "trends_small")
    marks = tuple(
        None if row["period"] is None else {**opened[_part(row)], "period": str(row["period"])} for row in rows
    )
    opening = drill_down.TableOpening("trends_small", marks, _counts(what))
    tables.behind(view, table, f"trends_{by}", words("trends.small", what=name, by=by_name.lower()), opening=opening)


def _panel(
    view: View,
    what: str,
    by: str,
    part: Series,
    measure: specs.Measure,
    days: tuple[str, str],
    number: int,
    opened: dict[str, str],
) -> None:
    """One of the small charts, with the axes of all; ``opened``: what all of its marks open."""
    words, name, filter_name = view.words, _name(view, what), _DIMENSIONS[by]
    row = part.drawn[0]
    code = row["part"] or NONE
    label = words("trends.other") if row["is_other"] else view.label(filter_name, code)
    texts = chart.texts(view, label, words("trends.small.alt", part=label, what=name), name)
    events = chart.events(view, row["part"] if by == "touchpoint" else None)
    form = (_colour(view, what), days, events, view.dark, SMALL_CHART_HEIGHT, chart.is_crowded(part))
    spec = data.spec(specs.trend, replace(texts, period=""), measure, *form)
    key = f"trends_{what}_{by}_{number}"
    chart.chart(view, spec, part.rows, key, "trends_small", _counts(what), opened)


def _part(row: ChartRow) -> tuple[str, bool]:
    return row["part"], row["is_other"]


def _held(by: str, part: str, is_other: bool, shown_codes: list[str]) -> dict[str, str]:
    """What a part of a dimension opens: its value, or all values that are not shown by themselves."""
    name, code = _DIMENSIONS[by], part or NONE
    others = [value or NONE for value in data.known_values()[name] if value not in shown_codes] if is_other else [code]
    return {name: JOINT.join("" if value == NONE else value for value in others)}


def _ordered(view: View, by: str, shown: Series) -> list[tuple[str, bool]]:
    """The parts that have a value to draw: touchpoints in journey order, others the largest first; none and rest last."""
    sizes: dict[tuple[str, bool], int] = {}
    for row in shown.drawn:
        part = _part(row)
        sizes[part] = sizes.get(part, 0) + (row["n"] or 0)
    place = {code: number for number, code in enumerate(view.touchpoints)} if by == "touchpoint" else {}
    return sorted(sizes, key=lambda part: (part[1], part[0] == "", place.get(part[0], 0), -sizes[part], part[0]))


draw_page(current())
