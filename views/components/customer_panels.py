"""What single customers answer one after the other, in sentences and tables; for those who may read comments."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pyarrow as pa
import streamlit as st

from views.charts import axes, chart_rows, group_specs, journey_specs, specs
from views.components import chart, tables
from views.files import customer_sentences
from views.files.customer_sentences import FOLLOWED_DAYS
from views.session import data
from views.session.current_view import View, plain

_SPANS = (30, FOLLOWED_DAYS, 180, 365)
"""Days that can be chosen within which a next answer counts."""

_FEWEST_BARS = 2
"""Touchpoints from which a chart compares them."""

_AXIS_END = 1.19
"""Where an axis of shares ends at most: room for a value written after a bar, and no mark of 120 %."""


def of_customers(view: View) -> View:
    """The view of customers' answers alone."""
    return replace(view, filter=replace(view.filter, audience="customer"))


def chosen_days(view: View) -> int:
    """The days within which a next answer counts, as chosen on the page."""
    words = view.words
    days: int | None = st.segmented_control(
        words("customers.days"),
        _SPANS,
        default=FOLLOWED_DAYS,
        key="customers_days",
        format_func=lambda span: words("customers.days.one", days=span),
    )
    return days or FOLLOWED_DAYS


def show_recovery(view: View, days: int) -> None:
    """What follows a strongly negative comment, at each touchpoint."""
    found = data.run("recovery_by_touchpoint", filter=view.filter, days=days)
    _show_sentences(view, "recovery", customer_sentences.recovery_sentences(view, found.to_pylist(), days))
    _show_recovery_chart(view, found.to_pylist())
    rows = [row | _named(view, row) | {"figure": row["value"]} for row in found.to_pylist()]
    columns = ("place", "measured", "n", "figure", "low", "high", "size")
    _show_table(view, "recovery", [{name: row[name] for name in columns} for row in rows])


def _show_recovery_chart(view: View, rows: list[dict[str, Any]]) -> None:
    """Who answers again by touchpoint, where two touchpoints or more can be compared."""
    again = [row for row in rows if row["measure"] == "again" and row["touchpoint"] is not None]
    shown = chart_rows.series(view, [row | {"share": row["value"]} for row in again], "share")
    bars = [row | {"colour": view.palette.accent} for row in shown.visible]
    if len(bars) < _FEWEST_BARS:
        return
    words, name = view.words, view.words("customers.measure.again")
    texts = axes.chart_texts(view, words("customers.recovery.chart"), words("customers.recovery.alt"), name)
    measure = specs.Measure(name, ".0%", (0, min(_AXIS_END, round(group_specs.end_with_text(shown.highest()), 3))))
    order = tuple(row["touchpoint_text"] for row in bars)
    spec = data.spec(journey_specs.touchpoint_bars_spec, texts, measure, order, view.dark)
    chart.show_chart(view, spec, bars, "customers_recovery_chart")
    chart.show_notes(view, shown, keys=("band",))


def show_silence(view: View) -> None:
    """Whether customers who answered regularly give no answer any more."""
    [row] = data.run("silence_comparison", filter=view.filter).to_pylist()
    _show_sentences(view, "silence", customer_sentences.silence_sentences(view, row))


def show_explained_twice(view: View) -> None:
    """How often somebody had to say again what was said before, by channel."""
    found = data.run("explained_twice_by_channel", filter=view.filter).to_pylist()
    _show_sentences(view, "again", customer_sentences.repeat_sentences(view, found))
    named = [{"place": _channel(view, row["channel"])} | row for row in found]
    _show_table(view, "again", [{name: row[name] for name in row if name != "channel"} for row in named])


def show_replies(view: View, days: int) -> None:
    """How many answers get a reply, how soon, in what tone, and how customers feel next."""
    by_channel = data.run("reply_by_dimension", filter=view.filter, dimension="channel").to_pylist()
    [after] = data.run("next_tone_comparison_by_reply", filter=view.filter, days=days).to_pylist()
    _show_sentences(view, "replies", customer_sentences.reply_sentences(view, by_channel, after))
    by_touchpoint = data.run("reply_by_dimension", filter=view.filter, dimension="touchpoint").to_pylist()
    for name, found in (("channel", by_channel), ("touchpoint", by_touchpoint)):
        rows = [
            {"place": view.part(name, row["part"])} | {key: row[key] for key in row if key != "part"} for row in found
        ]
        _show_table(view, f"replies_{name}", rows)


def show_mirror(view: View) -> None:
    """Whether employees' tone goes with customers', over touchpoints and over months."""
    places, months = customer_sentences.mirror_of(view, data.run)
    with st.container(border=True, key="employees_mirror"):
        st.markdown(f"**{view.words('mirror.title')}**")
        for sentence in customer_sentences.mirror_sentences(view, places, months):
            st.markdown(f"- {plain(sentence)}")
        st.caption(view.words("mirror.note"))
    if any(one.value is not None for one in months):
        rows = [
            {"lag": one.lag, "n": one.n, "correlation": one.value, "low": one.low, "high": one.high} for one in months
        ]
        tables.show_table_behind(view, pa.Table.from_pylist(rows), "employees_mirror", view.words("mirror.title"))


def _show_sentences(view: View, part: str, sentences: Iterable[str]) -> None:
    """The sentences of a part of the page under its title, with how it is counted."""
    with st.container(border=True, key=f"customers_{part}"):
        st.markdown(f"**{view.words(f'customers.{part}.title')}**")
        for sentence in sentences:
            st.markdown(f"- {plain(sentence)}")
        st.caption(view.words(f"customers.{part}.note"))


def _show_table(view: View, key: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        title = view.words(f"customers.{key}.title")
        tables.show_table_behind(view, pa.Table.from_pylist(rows), f"customers_{key}", title, is_apart=True)


def _named(view: View, row: dict[str, Any]) -> dict[str, str]:
    """The touchpoint of a row, and what it measures, by name."""
    place = view.words("customers.all") if row["touchpoint"] is None else view.touchpoint(row["touchpoint"])
    return {"place": place, "measured": view.words(f"customers.measure.{row['measure']}")}


def _channel(view: View, channel: str | None) -> str:
    return view.words("customers.all") if channel is None else view.part("channel", channel)
