"""Trends: tone, NPS and each emotion over time, all together, by touchpoint, and as a heat map."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from views import charts, comments, data, draw, filters, journey, series, states, tables
from views.series import Series
from views.theme import SMALL_CHART_HEIGHT, TONE_POSITIVE, TREND_HEIGHT
from views.view import View, current, plain

# The measures that are no emotion; their names are ``word.<measure>``.
_WITH_NAME = ("tone", "nps")


def draw_page(view: View) -> None:
    """The whole page."""
    words = view.words
    st.title(words("page.trends"), anchor=False)
    if states.nothing_matches(view):
        return
    what = filters.one_of(
        "measure", (*_WITH_NAME, *view.emotions), words("trends.what"), lambda code: _name(view, code), view.language
    )
    whole, parts = _tables(view, what)
    days = draw.days(view, whole)
    shown = _series(view, whole, what)
    if days is None or not shown.drawn:
        states.absent(view, _missing(what, days))
        return
    _all(view, what, whole, shown, days)
    comments.panel(view, "trends_all")
    by_place = _series(view, parts, what)
    if not any(row["touchpoint"] for row in by_place.drawn):
        states.absent(view, "no_touchpoints")
        return
    if len({row["touchpoint"] for row in by_place.rows}) > 1:
        _small(view, what, by_place, days)
        comments.panel(view, "trends_small")
    _heat(view, what, by_place)
    comments.panel(view, "trends_heat")
    tables.behind(view, parts, "trends", words("trends.small", what=_name(view, what)))


def _missing(what: str, days: tuple[str, str] | None) -> str:
    if what == "nps":
        return "no_nps"
    return "no_dates" if days is None else "no_scored"


def _tables(view: View, what: str) -> tuple[pa.Table, pa.Table]:
    if what == "nps":
        whole = data.run("nps_by_period", filter=view.filter, grain=view.grain)
        return whole, _nps_parts(view, whole)
    stem = "tone" if what == "tone" else "emotion_share"
    names = (f"{stem}_by_period", f"{stem}_by_touchpoint_and_period")
    whole, parts = (data.run(name, filter=view.filter, grain=view.grain) for name in names)
    return (whole, parts) if what == "tone" else (data.only(whole, "emotion", what), data.only(parts, "emotion", what))


def _nps_parts(view: View, whole: pa.Table) -> pa.Table:
    """NPS by touchpoint and period; which periods are over is the same for all touchpoints, as in ``whole``."""
    over = dict(zip(whole.column("period").to_pylist(), whole.column("is_complete").to_pylist(), strict=True))
    parts = []
    for place in data.run("nps_by_touchpoint", filter=view.filter).column("touchpoint").to_pylist():
        only = replace(view.filter, touchpoints=(place,))
        part = data.run("nps_by_period", filter=only, grain=view.grain)
        complete = pa.array([over[period] for period in part.column("period").to_pylist()], pa.bool_())
        part = part.set_column(part.column_names.index("is_complete"), "is_complete", complete)
        parts.append(part.add_column(0, "touchpoint", pa.array([place] * part.num_rows, pa.string())))
    return pa.concat_tables(parts) if parts else whole.slice(0, 0)


def _kind(what: str) -> str:
    return what if what in _WITH_NAME else "share"


def _series(view: View, table: pa.Table, what: str) -> Series:
    return series.series(view, table.to_pylist(), _kind(what))


def _name(view: View, what: str) -> str:
    return view.words(f"word.{what}") if what in _WITH_NAME else view.emotion(what)


def _colour(view: View, what: str) -> str:
    if what == "nps":
        return view.palette.accent
    return TONE_POSITIVE if what == "tone" else view.emotions[what].colour


def _measure(view: View, what: str, shown: Series) -> charts.Measure:
    if what == "nps":
        return draw.measure(view, "nps", (-100, 100))
    if what != "tone":
        return draw.measure(
            view, "share", (0, draw.rounded_up(max((row["value"] for row in shown.drawn), default=0) * 1.1))
        )
    reach = max((abs(row["value"]) for row in shown.drawn), default=0)
    return draw.measure(view, "tone", (-1, 1) if reach > 0.5 else (-0.6, 0.6))


def _fixed(what: str, **more: str) -> dict[str, str]:
    return more if what in _WITH_NAME else {"emotion": what, **more}


def _counts(what: str) -> str:
    return "nps" if what == "nps" else "scored"


def _all(view: View, what: str, table: pa.Table, shown: Series, days: tuple[str, str]) -> None:
    words, name = view.words, _name(view, what)
    title = words("trends.lines", what=name)
    texts = draw.texts(view, title, words("trends.lines.alt", what=name), name)
    measure = draw.measure(view, _kind(what), draw.reach(shown, _kind(what)))
    measure = replace(measure, title=words("word.share")) if _kind(what) == "share" else measure
    form = (_colour(view, what), days, draw.events(view), view.dark, TREND_HEIGHT, draw.is_crowded(shown))
    spec = data.spec(charts.trend, texts, measure, *form)
    draw.chart(view, spec, shown.rows, f"trends_all_{what}", "trends_all", _counts(what), _fixed(what))
    draw.notes(view, shown, keys=("band", "click"))
    marks = [mark.name for mark in draw.events(view) if days[0] <= mark.day]
    if marks:
        st.caption(words("trends.events", events=plain(" · ".join(marks))))


def _small(view: View, what: str, shown: Series, days: tuple[str, str]) -> None:
    words, name = view.words, _name(view, what)
    st.subheader(words("trends.small", what=name), anchor=False)
    measure = replace(_measure(view, what, shown), title=words(f"word.{_kind(what)}"))
    codes = [code for code in (*view.touchpoints, "") if any(row["touchpoint"] == code for row in shown.drawn)]
    with st.grid(4, min_column_width=230, gap="small"):
        for code in codes:
            place = view.touchpoint(code)
            texts = draw.texts(view, place, words("trends.small.alt", touchpoint=place, what=name), name)
            texts, events, part = replace(texts, period=""), draw.events(view, code), shown.only(touchpoint=code)
            form = (_colour(view, what), days, events, view.dark, SMALL_CHART_HEIGHT, draw.is_crowded(part))
            spec = data.spec(charts.trend, texts, measure, *form)
            key, fixed = f"trends_{what}_{code or 'none'}", _fixed(what, touchpoint=code)
            draw.chart(view, spec, part.rows, key, "trends_small", _counts(what), fixed)
    draw.notes(view, shown)


def _heat(view: View, what: str, shown: Series) -> None:
    words, name = view.words, _name(view, what)
    texts = draw.texts(view, words("trends.heat", what=name), words("trends.heat.alt", what=name), name)
    colour = None if what in _WITH_NAME else _colour(view, what)
    places, periods = journey.order(view, shown.drawn), draw.periods(view, shown)
    spec = data.spec(charts.heat_map, texts, _measure(view, what, shown), colour, places, periods, view.dark)
    draw.chart(view, spec, shown.drawn, f"heat_{what}", "trends_heat", _counts(what), _fixed(what))
    draw.notes(view, shown)


draw_page(current())
