"""Trends: tone and emotion over time, all together, by touchpoint, and as a heat map."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from views import charts, comments, data, draw, filters, journey, series, states, tables
from views.series import Series
from views.theme import SMALL_CHART_HEIGHT, TONE_POSITIVE, TREND_HEIGHT
from views.view import View, current, plain


def draw_page(view: View) -> None:
    """The whole page."""
    words = view.words
    st.title(words("page.trends"), anchor=False)
    if states.nothing_matches(view):
        return
    what = filters.one_of(
        "measure", ("tone", *view.emotions), words("trends.what"), lambda code: _name(view, code), view.language
    )
    whole, parts = _tables(view, what)
    days = draw.days(view, whole)
    shown = _series(view, whole, what)
    if days is None or not shown.drawn:
        states.absent(view, "no_dates" if days is None else "no_scored")
        return
    _all(view, what, whole, shown, days)
    comments.panel(view, "trends_all")
    by_place = _series(view, parts, what)
    if not any(row["touchpoint"] for row in by_place.drawn):
        states.absent(view, "no_touchpoints")
        return
    _small(view, what, by_place, days)
    comments.panel(view, "trends_small")
    _heat(view, what, by_place)
    comments.panel(view, "trends_heat")
    tables.behind(view, parts, "trends", words("trends.small", what=_name(view, what)))


def _tables(view: View, what: str) -> tuple[pa.Table, pa.Table]:
    stem = "tone" if what == "tone" else "emotion_share"
    names = (f"{stem}_by_period", f"{stem}_by_touchpoint_and_period")
    whole, parts = (data.run(name, filter=view.filter, grain=view.grain) for name in names)
    return (whole, parts) if what == "tone" else (data.only(whole, "emotion", what), data.only(parts, "emotion", what))


def _series(view: View, table: pa.Table, what: str) -> Series:
    return series.series(view, table.to_pylist(), "tone" if what == "tone" else "share")


def _name(view: View, what: str) -> str:
    return view.words("word.tone") if what == "tone" else view.emotion(what)


def _colour(view: View, what: str) -> str:
    return TONE_POSITIVE if what == "tone" else view.emotions[what].colour


def _measure(view: View, what: str, shown: Series) -> charts.Measure:
    if what != "tone":
        return draw.measure(
            view, "share", (0, draw.rounded_up(max((row["value"] for row in shown.drawn), default=0) * 1.1))
        )
    reach = max((abs(row["value"]) for row in shown.drawn), default=0)
    return draw.measure(view, "tone", (-1, 1) if reach > 0.5 else (-0.6, 0.6))


def _fixed(what: str, **more: str) -> dict[str, str]:
    return more if what == "tone" else {"emotion": what, **more}


def _all(view: View, what: str, table: pa.Table, shown: Series, days: tuple[str, str]) -> None:
    words, name = view.words, _name(view, what)
    title = words("trends.lines", what=name)
    texts = draw.texts(view, title, words("trends.lines.alt", what=name), name)
    measure, colour = draw.measure(view, "tone" if what == "tone" else "share"), _colour(view, what)
    spec = data.spec(charts.trend, texts, measure, colour, days, draw.events(view), view.dark, TREND_HEIGHT)
    draw.chart(view, spec, shown.rows, f"trends_all_{what}", "trends_all", fixed=_fixed(what))
    draw.notes(view, shown, keys=("band", "click"))
    marks = [mark.name for mark in draw.events(view) if days[0] <= mark.day]
    if marks:
        st.caption(words("trends.events", events=plain(" · ".join(marks))))


def _small(view: View, what: str, shown: Series, days: tuple[str, str]) -> None:
    words, name = view.words, _name(view, what)
    st.subheader(words("trends.small", what=name), anchor=False)
    measure = replace(_measure(view, what, shown), title=words("word.tone" if what == "tone" else "word.share"))
    codes = [code for code in (*view.touchpoints, "") if any(row["touchpoint"] == code for row in shown.drawn)]
    with st.grid(4, min_column_width=230, gap="small"):
        for code in codes:
            place = view.touchpoint(code)
            texts = draw.texts(view, place, words("trends.small.alt", touchpoint=place, what=name), name)
            texts, events = replace(texts, period=""), draw.events(view, code)
            spec = data.spec(
                charts.trend, texts, measure, _colour(view, what), days, events, view.dark, SMALL_CHART_HEIGHT
            )
            key = f"trends_{what}_{code or 'none'}"
            draw.chart(
                view, spec, shown.only(touchpoint=code).rows, key, "trends_small", fixed=_fixed(what, touchpoint=code)
            )
    draw.notes(view, shown)


def _heat(view: View, what: str, shown: Series) -> None:
    words, name = view.words, _name(view, what)
    texts = draw.texts(view, words("trends.heat", what=name), words("trends.heat.alt", what=name), name)
    periods = len({row["period"] for row in shown.drawn})
    measure = _measure(view, what, shown)
    colour = None if what == "tone" else _colour(view, what)
    spec = data.spec(charts.heat_map, texts, measure, colour, journey.order(view, shown.drawn), periods, view.dark)
    draw.chart(view, spec, shown.drawn, f"heat_{what}", "trends_heat", fixed=_fixed(what))
    draw.notes(view, shown)


draw_page(current())
