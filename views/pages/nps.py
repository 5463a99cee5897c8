"""NPS and emotion: scores, both over time, the leading emotion of each NPS group, disagreements, what goes with NPS."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.access import gate
from views.charts import chart_rows, nps_specs, specs
from views.charts.chart_rows import ChartRow
from views.components import chart, comment_list, empty_states, sidebar, sign_in, tables
from views.files import drivers
from views.files.summary import disagreement_filters
from views.session import data, drill_down
from views.session.current_view import View, count, current, percent, plain, signed
from views.words.filter_fields import NPS_BANDS
from views.words.theme import TONE_NEGATIVE, TONE_POSITIVE

LISTED = 10
MOST_THEMES, MOST_TOPICS = 12, 40
TREND_HEIGHT = 340
_BAND_COLOURS = {"promoter": TONE_POSITIVE, "passive": "#8a929d", "detractor": TONE_NEGATIVE}
_DIMENSIONS = {"touchpoint": "touchpoint", "emotion": "emotion", "topic": "words"}


def draw_page(view: View) -> None:
    """The whole page."""
    st.title(view.words("page.nps"), anchor=False)
    if empty_states.nothing_matches(view):
        return
    if data.row("nps", filter=view.filter)["n"] == 0:
        empty_states.absent(view, "no_nps")
        _negative(view)
        comment_list.panel(view, "nps_trends")
        _disagreements(view)
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _scores(view)
    with right:
        _map(view)
    comment_list.panel(view, "nps_map")
    left, right = st.columns(2, gap="medium")
    with left:
        _trend(view)
    with right:
        _negative(view)
    comment_list.panel(view, "nps_trends")
    topics = _drivers(view)
    comment_list.panel(view, "nps_drivers")
    _disagreements(view)
    if topics:
        _topics(view, topics)


def _scores(view: View) -> None:
    words, table = view.words, data.run("nps_score_count", filter=view.filter)
    rows = [row for row in table.to_pylist() if row["n"] is not None]
    if not any(row["n"] for row in rows):
        empty_states.absent(view, "no_nps")
        return
    for row in rows:
        row["nps_band"] = _band(row["nps_score"])
        row["nps_band_text"] = words(f"nps_band.{row['nps_band']}")
        row["n_text"], row["colour"] = count(row["n"]), _BAND_COLOURS[row["nps_band"]]
    texts = chart.texts(view, words("nps.scores"), words("nps.scores.alt"), words("nps.score"))
    spec = data.spec(nps_specs.scores, texts, view.dark)
    n = sum(row["n"] for row in rows)
    marks = tuple({"nps_band": _band(score)} for score in table.column("nps_score").to_pylist())
    chart.framed(
        view, spec, rows, "nps_scores", table, section="nps_map", counts="nps", helps=("nps",), n=n, marks=marks
    )


def _band(score: int) -> str:
    return "promoter" if score >= 9 else "passive" if score >= 7 else "detractor"


def _map(view: View) -> None:
    words, table = view.words, data.run("leading_emotion_by_nps_band", filter=view.filter)
    shown = chart_rows.series(view, table.to_pylist(), "share")
    if not shown.drawn:
        empty_states.absent(view, "no_scored")
        return
    for row in shown.rows:
        row["nps_band_text"] = words(f"nps_band.{row['nps_band']}")
        row["emotion_text"] = row["emotion_text"] or words("comments.no_emotion")
        row["short_text"] = f"{100 * row['value']:.0f}%" if row["value"] else ""
    order = [*view.emotions, ""]
    codes = sorted({row["emotion"] for row in shown.drawn if row["value"]}, key=order.index)
    named = {row["emotion"]: row["emotion_text"] for row in shown.rows}
    bands = tuple(words(f"nps_band.{band}") for band in NPS_BANDS)
    top = chart.rounded_up(max(row["value"] for row in shown.drawn))
    texts = chart.texts(view, words("nps.map"), words("nps.map.alt"), words("word.share"))
    spec = data.spec(nps_specs.leading_map, texts, bands, tuple(named[code] for code in codes), top, view.dark)
    drawn = [row | {"leading_emotions": row["emotion"]} for row in shown.drawn if row["emotion"] in codes]
    marks = tuple({"nps_band": row["nps_band"], "leading_emotions": row["emotion"]} for row in table.to_pylist())
    chart.framed(
        view,
        spec,
        drawn,
        "nps_map",
        table,
        section="nps_map",
        shown=(shown,),
        keys=("map",),
        helps=("share",),
        marks=marks,
    )


def _trend(view: View) -> None:
    words, table = view.words, data.run("nps_by_period", filter=view.filter, grain=view.grain)
    shown, days = chart_rows.series(view, table.to_pylist(), "nps"), chart.days(view, table)
    if days is None or not shown.drawn:
        empty_states.absent(view, "no_dates" if days is None else "no_nps")
        return
    texts = chart.texts(view, words("nps.trend"), words("nps.trend.alt"), words("word.nps"))
    measure = chart.measure(view, "nps", chart.reach(shown, "nps"))
    form = (view.palette.accent, days, chart.events(view), view.dark, TREND_HEIGHT, chart.is_crowded(shown))
    spec = data.spec(specs.trend, texts, measure, *form)
    chart.framed(
        view, spec, shown.rows, "nps_trend", table,
        section="nps_trends", counts="nps", shown=(shown,), keys=("band", "click"), helps=("nps",),
    )  # fmt: skip
    chart.event_note(view, days)


def _negative(view: View) -> None:
    words = view.words
    table = data.run("emotion_share_by_period", filter=view.filter, grain=view.grain)
    negative = {code: emotion for code, emotion in view.emotions.items() if emotion.valence < 0}
    rows = [row for row in table.to_pylist() if row["emotion"] in negative]
    shown, days = chart_rows.series(view, rows, "share"), chart.days(view, table)
    if not shown.drawn or days is None:
        empty_states.absent(view, "no_dates" if days is None else "no_scored")
        return
    texts = chart.texts(view, words("nps.negative"), words("nps.negative.alt"), words("word.share"))
    named = tuple((emotion.label, emotion.colour) for emotion in negative.values())
    measure = chart.measure(view, "share", (0, chart.rounded_up(max(row["value"] for row in shown.drawn))))
    spec = data.spec(specs.emotion_trend, texts, measure, named, days, TREND_HEIGHT)
    chart.framed(
        view, spec, shown.rows, "nps_negative", table,
        section="nps_trends", shown=(shown,), keys=("shares", "click"), helps=("share",),
    )  # fmt: skip


def _drivers(view: View) -> DeltaGenerator | None:
    """Touchpoints and emotions that go with NPS; the place of the topics, which take longest and are drawn after all else."""
    words = view.words
    table = pa.concat_tables([_themes(view, name) for name in ("touchpoint", "emotion")])
    st.subheader(words("nps.drivers"), anchor=False)
    rows = _shown(view, table)
    ranked = sorted((row for row in rows if not row["few"]), key=lambda row: -abs(row["value"]))
    if not ranked:
        st.info(words("nps.drivers.none", limit=view.limits.few_below), icon=":material/info:")
        return None
    st.caption(words("nps.drivers.note", draws=count(drivers.DRAWS)))
    st.markdown(_formula(view, ranked[0]))
    with st.grid(3, min_column_width=300, gap="small"):
        for name in ("touchpoint", "emotion"):
            if themes := _of(rows, name):
                _impacts(view, name, themes)
        cell = st.container()
    chart.notes(
        view, chart_rows.Series(rows, 0, any(row["few"] for row in rows), False), keys=("click",), helps=("driver",)
    )
    tables.behind(view, _with_intervals(table, rows), "nps_drivers", words("nps.drivers"), opening=_opening(table))
    return cell


def _topics(view: View, cell: DeltaGenerator) -> None:
    """The topics in their place, with a table of their own."""
    table = _themes(view, "topic")
    if rows := _shown(view, table):
        with cell:
            _impacts(view, "topic", _of(rows, "topic"))
            name = f"{view.words('nps.drivers')}: {view.words('nps.drivers.topic')}"
            tables.behind(view, _with_intervals(table, rows), "nps_topics", name, opening=_opening(table))


def _themes(view: View, about: str) -> pa.Table:
    return data.run("nps_driver_list", filter=view.filter, about=about, limit=MOST_TOPICS)


def _shown(view: View, table: pa.Table) -> list[ChartRow]:
    return [_driver(view, row) for row in table.to_pylist() if row["impact"] is not None]


def _driver(view: View, row: ChartRow) -> ChartRow:
    low, high = drivers.impact_interval(row)
    few, value = row["size"] == "few", signed(row["impact"], 1)
    return row | {
        "value": row["impact"],
        "low": low,
        "high": high,
        "few": few,
        "name_text": _theme(view, row),
        "value_text": view.words("number.few_mark", value=value) if few else value,
        "range_text": view.words("number.range", low=signed(low, 1), high=signed(high, 1)),
        "n_text": count(row["n"]),
        "colour": nps_specs.side(row["impact"]),
        **_mark(row),
    }


def _mark(row: Mapping[str, Any]) -> dict[str, str]:
    """What a theme opens."""
    name = row["theme"].partition("/")[0] if row["dimension"] == "topic" else row["theme"]
    return {_DIMENSIONS[row["dimension"]]: name}


def _opening(table: pa.Table) -> drill_down.TableOpening:
    return drill_down.TableOpening("nps_drivers", tuple(_mark(row) for row in table.to_pylist()), "nps")


def _theme(view: View, row: ChartRow) -> str:
    if row["dimension"] == "emotion":
        return view.emotion(row["theme"])
    return view.touchpoint(row["theme"]) if row["dimension"] == "touchpoint" else row["theme"].partition("/")[0]


def _of(rows: list[ChartRow], dimension: str) -> list[ChartRow]:
    """The themes of a kind, strongest first; those of few answers last, in the query's order."""
    found = [row for row in rows if row["dimension"] == dimension]
    found.sort(key=lambda row: (row["few"], 0 if row["few"] else -abs(row["value"])))
    return found[:MOST_THEMES]


def _formula(view: View, row: ChartRow) -> str:
    return view.words(
        "nps.drivers.formula",
        theme=plain(row["name_text"]),
        n=count(row["n"]),
        of_n=count(row["of_n"]),
        nps=signed(row["nps"], 1),
        of_nps=signed(row["of_nps"], 1),
        impact=signed(row["value"], 1),
        low=signed(row["low"], 1),
        high=signed(row["high"], 1),
    )


def _impacts(view: View, name: str, rows: list[ChartRow]) -> None:
    words = view.words
    texts = chart.texts(view, words(f"nps.drivers.{name}"), words("nps.drivers.alt"), words("word.impact"))
    order = tuple(row["name_text"] for row in rows)
    spec = data.spec(nps_specs.impacts, texts, order, _DIMENSIONS[name], view.dark)
    note = chart.sizes(view, rows) if name == "topic" else ""
    chart.chart(view, spec, rows, f"nps_drivers_{name}", "nps_drivers", "nps", note=note)


def _with_intervals(table: pa.Table, rows: list[ChartRow]) -> pa.Table:
    """The drivers' table with the bootstrap interval of each impact that is shown."""
    found = {(row["dimension"], row["theme"]): row for row in rows}
    keys = zip(table.column("dimension").to_pylist(), table.column("theme").to_pylist(), strict=True)
    shown: list[dict[str, Any]] = [found.get(key, {}) for key in keys]
    for name in ("low", "high"):
        table = table.append_column(name, pa.array([row.get(name) for row in shown], pa.float64()))
    return table


def _disagreements(view: View) -> None:
    words, filters = view.words, disagreement_filters(view)
    st.subheader(words("nps.disagreements"), anchor=False)
    kind = sidebar.one_of(
        "kind",
        tuple(filters),
        words("nps.disagreements.kind"),
        lambda code: words(f"disagreement.{code}"),
        view.language,
    )
    base = replace(view.filter, emotions=(), leading_emotions=(), valences=(), nps_bands=(), rating_bands=(), states=())
    rows = {row["kind"]: row for row in data.run("disagreement_count", filter=base).to_pylist()}
    row = rows[kind]
    if not row["n"]:
        if row["size"] == "hidden" and row["of_n"] != 0:
            empty_states.too_few(view, row["of_n"])
        else:
            st.caption(words("nps.disagreements.none"))
        return
    found = replace(base, states=("scored",), **filters[kind])
    st.caption(words("nps.disagreements.of", n=count(row["n"]), of_n=count(row["of_n"]), share=percent(row["share"])))
    if not gate.may("read"):
        sign_in.no_text(words)
        return
    comment_list.page_of(view, found, "confidence", LISTED, f"nps_{kind}", row["n"])
    comment_list.open_in_comments(view, found, words("panel.open"), "nps_open")


draw_page(current())
