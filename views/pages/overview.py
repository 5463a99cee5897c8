"""Overview: NPS beside the emotion picture, both over time, and what needs a look."""

from dataclasses import replace
from typing import Any

import streamlit as st

import queries
from views import charts, comments, data, draw, journey, series, states, tables
from views.theme import CHART_HEIGHT, TONE_POSITIVE, TREND_HEIGHT
from views.view import View, count, current, percent, points, tone_text

# Kinds of disagreement -> the filter that finds exactly their comments (METRICS, NPS and emotion together).
_COMPLAINTS = ("anxiety", "disappointment", "frustration", "anger")
_LOOKS: dict[str, dict[str, tuple[str, ...]]] = {
    "promoter_with_complaint": {"nps_bands": ("promoter",), "emotions": _COMPLAINTS},
    "full_marks_with_complaint": {"rating_bands": ("full",), "emotions": _COMPLAINTS},
    "quiet_detractor": {"nps_bands": ("detractor",), "valences": ("positive", "neutral")},
}


def draw_page(view: View) -> None:
    """The whole page."""
    st.title(view.words("page.overview"), anchor=False)
    if states.nothing_matches(view):
        return
    _numbers(view)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        _emotions(view)
        _needs_a_look(view)
    with right:
        _over_time(view)
        _coverage(view)
    comments.panel(view, "overview")
    journey.curve(view, "overview_journey")
    comments.panel(view, "overview_journey")
    _negative(view)
    comments.panel(view, "overview_negative")


def _numbers(view: View) -> None:
    words = view.words
    nps, tone, cover = (data.row(name, filter=view.filter) for name in ("nps", "tone", "coverage"))
    with st.grid(4, min_column_width=190):
        _figure(view, "nps", points(nps["nps"]), nps, points)
        _figure(view, "tone", tone_text(tone["tone"]), tone, tone_text)
        scored, n = cover["scored"], cover["n"]
        share = percent(scored / n) if n and scored is not None else "–"
        _metric(view, "scored", count(scored), words("overview.scored.sub", share=share, n=count(n)))
        mixed = percent(cover["mixed"] / scored) if scored and scored >= view.limits.hidden_below else "–"
        none = percent(cover["no_emotion"] / scored) if scored and scored >= view.limits.hidden_below else "–"
        _metric(view, "mixed", mixed, words("overview.mixed.sub", none=none, n=count(scored)))


def _figure(view: View, name: str, value: str, row: dict[str, Any], write: Any) -> None:
    words = view.words
    if row["n"] == 0:
        _metric(view, name, "–", words("world.no_nps" if name == "nps" else "world.no_scored"))
    elif row["size"] == "hidden":
        _metric(view, name, words("number.hidden"), _too_few(view, row["n"]))
    else:
        below = words("number.interval_n", low=write(row["low"]), high=write(row["high"]), n=count(row["n"]))
        few = f"{words('number.few')} · " if row["size"] == "few" else ""
        _metric(view, name, value, few + below)


def _too_few(view: View, n: int | None) -> str:
    """How few answers, where that may be said."""
    if n is None:
        return view.words("number.hidden_below", limit=view.limits.hidden_below)
    return view.words("number.hidden_n", n=count(n))


def _metric(view: View, name: str, value: str, below: str) -> None:
    with st.container(border=True, height="stretch", gap="xxsmall", key=f"figure_{name}"):
        st.metric(view.words(f"overview.{name}"), value, help=view.words(f"overview.{name}.help"))
        st.caption(below)


def _emotions(view: View) -> None:
    words, table = view.words, data.run("emotion_share", filter=view.filter)
    shown = series.by_valence(view, table.to_pylist())
    if not shown.drawn:
        states.absent(view, "no_scored")
        return
    title = words("overview.emotions")
    headings = tuple(words(f"group.{valence}") for valence in (1, 0, -1))
    texts = draw.texts(view, title, words("overview.emotions.alt"), words("word.share"))
    top = min(1.0, max(0.05, shown.highest() * 1.18))
    order = tuple(row["emotion_text"] for row in shown.rows)
    spec = data.spec(charts.emotion_bars, texts, draw.measure(view, "share", (0, top)), order, headings, view.dark)
    draw.chart(view, spec, shown.rows, "emotions", "overview")
    draw.notes(view, shown, keys=("shares", "click"))
    tables.behind(view, table, "emotions", title)


def _over_time(view: View) -> None:
    nps = data.run("nps_by_period", filter=view.filter, grain=view.grain)
    tone = data.run("tone_by_period", filter=view.filter, grain=view.grain)
    days = draw.days(view, nps, tone)
    if days is None:
        states.absent(view, "no_dates")
        return
    _trend(view, "nps", nps, days, view.palette.accent)
    _trend(view, "tone", tone, days, TONE_POSITIVE)


def _trend(view: View, name: str, table: Any, days: tuple[str, str], colour: str) -> None:
    shown = series.series(view, table.to_pylist(), name)
    if not shown.drawn:
        states.absent(view, "no_nps" if name == "nps" else "no_scored")
        return
    words = view.words
    texts = draw.texts(
        view, words(f"overview.trend.{name}"), words(f"overview.trend.{name}.alt"), words(f"word.{name}")
    )
    measure, is_crowded = draw.measure(view, name, draw.reach(shown, name)), draw.is_crowded(shown)
    spec = data.spec(charts.trend, texts, measure, colour, days, draw.events(view), view.dark, TREND_HEIGHT, is_crowded)
    draw.chart(view, spec, shown.rows, f"trend_{name}", "overview", "nps" if name == "nps" else "scored")
    draw.notes(view, shown, keys=() if name == "nps" else ("band",))
    tables.behind(view, table, f"trend_{name}", words(f"overview.trend.{name}"))


def _negative(view: View) -> None:
    words = view.words
    table = data.run("emotion_share_by_period", filter=view.filter, grain=view.grain)
    negative = {code: emotion for code, emotion in view.emotions.items() if emotion.valence < 0}
    rows = [row for row in table.to_pylist() if row["emotion"] in negative]
    shown, days = series.series(view, rows, "share"), draw.days(view, table)
    if not shown.drawn or days is None:
        states.absent(view, "no_dates" if days is None else "no_scored")
        return
    title = words("overview.trend.negative")
    texts = draw.texts(view, title, words("overview.trend.negative.alt"), words("word.share"))
    named = tuple((emotion.label, emotion.colour) for emotion in negative.values())
    measure = draw.measure(view, "share", (0, draw.rounded_up(max(row["value"] for row in shown.drawn))))
    spec = data.spec(charts.emotion_trend, texts, measure, named, days, CHART_HEIGHT)
    draw.chart(view, spec, shown.rows, "trend_negative", "overview_negative")
    draw.notes(view, shown)
    tables.behind(view, table, "trend_negative", title)


def _needs_a_look(view: View) -> None:
    words = view.words
    base = replace(view.filter, emotions=(), valences=(), nps_bands=(), rating_bands=(), states=())
    st.subheader(words("overview.look"), anchor=False)
    st.caption(words("overview.look.note") + (" " + words("overview.look.base") if base != view.filter else ""))
    rows = {row["kind"]: row for row in data.run("disagreement_count", filter=base).to_pylist()}
    for kind, limits in _LOOKS.items():
        _look(view, kind, rows[kind], replace(base, states=("scored",), **limits))


def _look(view: View, kind: str, row: dict[str, Any], filter: queries.Filter) -> None:
    words = view.words
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"look_{kind}"):
        number, text = st.columns([1, 4], vertical_alignment="center")
        number.markdown(f"## {count(row['n'])}")
        text.markdown(f"**{words(f'disagreement.{kind}')}**  \n:small[{_out_of(view, row)}]")
        if row["n"]:
            comments.open_in_comments(view, filter, words("overview.look.open"), f"open_{kind}")


def _out_of(view: View, row: dict[str, Any]) -> str:
    if row["of_n"] == 0:
        return view.words("overview.look.none")
    if row["size"] == "hidden":
        return _too_few(view, row["of_n"])
    return view.words("overview.look.of", of_n=count(row["of_n"]), share=percent(row["share"]))


def _coverage(view: View) -> None:
    words, cover = view.words, data.row("coverage", filter=view.filter)
    if cover["n"] is None:
        states.too_few(view, None)
        return
    parts = draw.coverage_parts(view, cover)
    texts = draw.texts(view, words("overview.coverage"), words("overview.coverage.alt"), words("word.state"))
    order, most = tuple(row["state_text"] for row in parts), max(row["n"] for row in parts)
    spec = data.spec(charts.coverage, texts, order, most, view.dark)
    draw.chart(view, spec, parts, "coverage")
    st.caption(words("note.not_scored"))


draw_page(current())
