"""The journey: emotion curve, NPS, intended and felt emotion, consistency, and the map of touchpoints and periods."""

from typing import Any

import pyarrow as pa
import streamlit as st

from views.charts import chart_rows, group_specs, specs
from views.charts.chart_rows import ChartRow
from views.components import chart, comment_list, empty_states, sidebar, tables
from views.files.consistency import Consistency, consistency
from views.session import data, drill_down
from views.session.current_view import View, count, percent, plain, tone_text
from views.words import filter_fields
from views.words.theme import TONE_POSITIVE

LEADS = 3
"""Emotions named above each point of the curve."""

_APART = 0.2
"""Part of the axis; marks nearer to each other have their names written above and below them."""


def curve(view: View, section: str) -> None:
    """Mean tone along the journey, the leading emotions written above; a click opens the comments in ``section``."""
    words, table = view.words, data.run("tone_by_touchpoint", filter=view.filter)
    shown = chart_rows.series(view, table.to_pylist(), "tone")
    if not _has_touchpoint(shown.drawn):
        empty_states.absent(view, "no_touchpoints")
        return
    felt = chart_rows.foremost(chart_rows.series(view, _shares(view).to_pylist(), "share").drawn, LEADS)
    for row in shown.rows:
        leads = felt.get(row["touchpoint"], [])
        row["lead_text"] = "|".join(f"{lead['emotion_text']} {100 * lead['value']:.0f}%" for lead in leads)
    texts = chart.texts(view, words("journey.curve"), words("journey.curve.alt"), words("word.tone"))
    low, high = chart.reach(shown, "tone")
    measure = chart.measure(view, "tone", (low, min(1.0, high + 0.2)))
    spec = data.spec(specs.journey, texts, measure, order(view, shown.rows), TONE_POSITIVE, LEADS, view.dark)
    chart.framed(
        view, spec, shown.rows, f"curve_{section}", table,
        section=section, shown=(shown,), keys=("leads", "band", "click"), helps=("tone",),
    )  # fmt: skip


def lowest(view: View) -> None:
    """The touchpoint with the lowest tone among those with enough answers, in words, with its quotes by rule."""
    words = view.words
    rows = [row for row in data.run("tone_by_touchpoint", filter=view.filter).to_pylist() if row["touchpoint"]]
    ranked = [row for row in rows if row["size"] == "normal"]
    if len(ranked) < 2:
        return
    row = min(ranked, key=lambda row: row["tone"])
    name = view.touchpoint(row["touchpoint"])
    there = filter_fields.narrowed(view.filter, touchpoints=(row["touchpoint"],), states=("scored",))
    with st.container(border=True, key="journey_lowest"):
        left, right = st.columns([3, 1], vertical_alignment="center")
        told = words("journey.lowest", touchpoint=name, tone=tone_text(row["tone"]), n=count(row["n"]))
        left.markdown(f"**{plain(told)}**")
        with right, st.container(horizontal=True, horizontal_alignment="right"):
            comment_list.open_in_comments(view, there, words("panel.read"), "open_lowest")
        quotes = data.run("quote_list", filter=there).to_pylist()
        for quote in quotes[:2]:
            st.caption(words(f"journey.quote.{quote['role']}"))
            st.html(comment_list.card(view, quote))
        if not quotes:
            st.caption(words("journey.quote.none"))


def nps(view: View, section: str) -> None:
    """NPS along the journey with intervals."""
    words, table = view.words, data.run("nps_by_touchpoint", filter=view.filter)
    shown = chart_rows.series(view, table.to_pylist(), "nps")
    if not _has_touchpoint(shown.drawn):
        empty_states.absent(view, "no_nps")
        return
    texts = chart.texts(view, words("journey.nps"), words("journey.nps.alt"), words("word.nps"))
    measure, places = chart.measure(view, "nps", chart.reach(shown, "nps")), order(view, shown.rows)
    spec = data.spec(specs.journey, texts, measure, places, view.palette.accent, 0, view.dark)
    chart.framed(
        view, spec, shown.rows, "journey_nps", table,
        section=section, counts="nps", shown=(shown,), keys=("band", "click"), helps=("nps",),
    )  # fmt: skip


def gap(view: View, section: str) -> None:
    """The intended emotion of each touchpoint beside the one felt most, and where the gap is widest."""
    words, table = view.words, _shares(view)
    shares = chart_rows.series(view, table.to_pylist(), "share")
    rows = _gap_rows(view, shares.drawn)
    if not rows:
        empty_states.absent(view, "no_touchpoints")
        return
    texts = chart.texts(view, words("journey.gap"), words("journey.gap.alt"), words("word.share"))
    top = chart.rounded_up(max(row["value"] for row in rows))
    spec = data.spec(specs.gap, texts, chart.measure(view, "share", (0, top)), order(view, rows), view.dark)
    chart.chart(view, spec, rows, "journey_gap", section)
    found = gaps(view, shares.drawn)
    if found:
        st.markdown(plain(_widest(view, found)))
    chart.notes(view, shares, keys=("gap", "shares", "click"), helps=("gap", "share"))
    behind = pa.Table.from_pylist(found).drop_columns("emotion") if found else table
    opening = drill_down.TableOpening(section, drill_down.marks(found, ("touchpoint", "emotion")))
    tables.behind(view, behind, "journey_gap", words("journey.gap"), opening=opening)


def gaps(view: View, rows: list[ChartRow]) -> list[dict[str, Any]]:
    """For each touchpoint with an intended emotion: its share, the gap, how much wider than the narrowest, what is felt.

    METRICS: the gap is 1 - share(intended); the narrowest is that of the best touchpoint.
    """
    felt = chart_rows.leading(rows)
    made = []
    for row in rows:
        point = view.touchpoints.get(row["touchpoint"])
        if point is None or row["emotion"] != point.intended:
            continue
        lead = felt.get(row["touchpoint"])
        made.append(
            {
                "touchpoint": row["touchpoint"],
                "emotion": row["emotion"],
                "intended": row["emotion_text"],
                "n": row["n"],
                "share": row["value"],
                "gap": 1 - row["value"],
                "felt": lead["emotion_text"] if lead else None,
                "felt_share": lead["value"] if lead else None,
                "size": row["size"],
            }
        )
    least = min((row["gap"] for row in made), default=0.0)
    return [row | {"behind_best": row["gap"] - least} for row in made]


def alike(view: View, section: str) -> None:
    """How alike the touchpoints' emotion mixes are, and which one stands out."""
    words, table = view.words, _shares(view)
    rows = table.to_pylist()
    found = consistency(rows, view.limits.few_below)
    st.subheader(words("journey.alike"), anchor=False, help=words("define.consistency.text"))
    if found is None:
        st.info(words("journey.alike.none", limit=view.limits.few_below), icon=":material/info:")
        return
    with st.container(border=True, key="journey_consistency"):
        st.metric(words("journey.alike.value"), f"{found.whole.value:.2f}")
        st.caption(words("number.interval", low=f"{found.whole.low:.2f}", high=f"{found.whole.high:.2f}"))
        st.markdown(plain(words("journey.alike.odd", touchpoint=view.touchpoint(found.odd))))
    drawn = _alike_rows(view, found, {row["touchpoint"]: row["n"] for row in rows})
    top = group_specs.roomy(max(row["high"] for row in drawn) or 0.01)
    texts = chart.texts(view, words("journey.alike.chart"), words("journey.alike.alt"), words("journey.alike.apart"))
    measure = specs.Measure(words("journey.alike.axis"), ".2f", (0, round(top, 3)))
    places = tuple(row["touchpoint_text"] for row in drawn)
    spec = data.spec(group_specs.bars, texts, measure, places, view.dark)
    chart.chart(view, spec, drawn, "journey_alike", section)
    chart.notes(view, chart_rows.Series(drawn, 0, False, False), keys=("band", "click"), helps=("consistency",))
    columns = ("touchpoint", "n", "divergence", "low", "high")
    plain_rows = [{name: row[name] for name in columns} for row in drawn]
    opening = drill_down.TableOpening(section, drill_down.marks(plain_rows, ("touchpoint",)))
    tables.behind(
        view, pa.Table.from_pylist(plain_rows), "journey_alike", words("journey.alike.chart"), opening=opening
    )


def heat(view: View, section: str) -> None:
    """Touchpoint by period, coloured by tone or by an emotion's share."""
    words = view.words
    what = sidebar.one_of(
        "heat",
        ("tone", *view.emotions),
        words("journey.heat.what"),
        lambda code: words("word.tone") if code == "tone" else view.emotion(code),
        view.language,
    )
    kind = "tone" if what == "tone" else "share"
    name = words("word.tone") if what == "tone" else view.emotion(what)
    stem = "tone" if what == "tone" else "emotion_share"
    table = data.run(f"{stem}_by_touchpoint_and_period", filter=view.filter, grain=view.grain)
    table = table if what == "tone" else data.only(table, "emotion", what)
    shown = chart_rows.series(view, table.to_pylist(), kind)
    if not _has_touchpoint(shown.drawn):
        empty_states.absent(view, "no_rolling" if view.grain == "rolling" else "no_dates")
        return
    texts = chart.texts(view, words("trends.heat", what=name), words("trends.heat.alt", what=name), name)
    colour = None if what == "tone" else view.emotions[what].colour
    measure = _heat_measure(view, kind, shown)
    places, periods = order(view, shown.drawn), chart.periods(view, shown)
    spec = data.spec(specs.heat_map, texts, measure, colour, places, periods, view.dark)
    fixed = {} if what == "tone" else {"emotion": what}
    chart.framed(
        view, spec, shown.drawn, f"heat_{what}", table,
        section=section, fixed=fixed, shown=(shown,), keys=("click",), helps=(kind,),
    )  # fmt: skip


def order(view: View, rows: list[ChartRow]) -> tuple[str, ...]:
    """The labels of the touchpoints in these rows, in journey order, answers without one last."""
    found = {row["touchpoint"]: row["touchpoint_text"] for row in rows}
    codes = [code for code in view.touchpoints if code in found] + [
        code for code in found if code not in view.touchpoints
    ]
    return tuple(dict.fromkeys(found[code] for code in codes))


def _shares(view: View) -> pa.Table:
    return data.run("emotion_share_by_touchpoint", filter=view.filter)


def _heat_measure(view: View, kind: str, shown: chart_rows.Series) -> specs.Measure:
    most = max((abs(row["value"]) for row in shown.drawn), default=0)
    if kind == "tone":
        return chart.measure(view, "tone", (-1, 1) if most > 0.5 else (-0.6, 0.6))
    return chart.measure(view, "share", (0, chart.rounded_up(most * 1.1)))


def _has_touchpoint(rows: list[ChartRow]) -> bool:
    return any(row["touchpoint"] for row in rows)


def _widest(view: View, found: list[dict[str, Any]]) -> str:
    """The touchpoint with the widest gap among those with enough answers, in a sentence; '' without any."""
    ranked = [row for row in found if row["size"] == "normal"]
    if len(ranked) < 2:
        return ""
    row, best = max(ranked, key=lambda row: row["gap"]), min(ranked, key=lambda row: row["gap"])
    told = {
        "touchpoint": view.touchpoint(row["touchpoint"]),
        "intended": row["intended"],
        "share": percent(row["share"]),
        "felt": row["felt"] or "–",
        "felt_share": percent(row["felt_share"]),
        "best": view.touchpoint(best["touchpoint"]),
        "more": f"{100 * (row['gap'] - best['gap']):.1f}",
    }
    return view.words("journey.gap.same" if row["felt"] == row["intended"] else "journey.gap.widest", **told)


def _alike_rows(view: View, found: Consistency, sizes: dict[str, int]) -> list[ChartRow]:
    return [
        {
            "touchpoint": code,
            "touchpoint_text": view.touchpoint(code),
            "value": part.value,
            "divergence": part.value,
            "low": part.low,
            "high": part.high,
            "few": False,
            "n": sizes[code],
            "n_text": count(sizes[code]),
            "value_text": f"{part.value:.2f}",
            "range_text": view.words("number.range", low=f"{part.low:.2f}", high=f"{part.high:.2f}"),
            "colour": view.palette.accent if code == found.odd else view.palette.muted,
        }
        for code, part in found.parts.items()
    ]


def _gap_rows(view: View, rows: list[ChartRow]) -> list[ChartRow]:
    felt, made = chart_rows.leading(rows), []
    apart = _APART * max((row["value"] for row in felt.values()), default=0)
    for row in rows:
        point, lead = view.touchpoints.get(row["touchpoint"]), felt.get(row["touchpoint"])
        if point is None or lead is None:
            continue
        if row["emotion"] == point.intended:
            is_near = row is not lead and lead["value"] - row["value"] < apart
            name = row["emotion_text"] + " ✓" * (row is lead)
            made.append(row | _end("diamond", lead, "down" if is_near else "up", name))
        elif row is lead:
            made.append(row | _end("circle", row, "up", row["emotion_text"]))
    return made


def _end(shape: str, other: ChartRow, lift: str, name: str) -> ChartRow:
    return {"shape": shape, "other": other["value"], "lift": lift, "name_text": name}
