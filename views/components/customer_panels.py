"""What single customers answer one after the other, in sentences and tables; for those who may read comments."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from views.charts.clearness import is_clear_row, is_few_row
from views.components import empty_states, filter_widgets, parts
from views.files import customer_cards, customer_sentences, look
from views.files.customer_sentences import FOLLOWED_DAYS, Row
from views.files.printed import printed
from views.session import data
from views.session.current_view import View, count, tone_text

_SPANS = ("30", str(FOLLOWED_DAYS), "180", "365")
"""Days that can be chosen within which a next answer counts."""

_FEWEST_PLACES = 2
"""Touchpoints from which they are compared."""


def of_customers(view: View) -> View:
    """The view of customers' answers alone."""
    return replace(view, filter=replace(view.filter, audience="customer"))


def chosen_days(view: View) -> int:
    """The days within which a next answer counts, as the address has them; shows the choice of others."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="center", key="customers_head"):
        parts.section_title(words("customers.recovery.title"), width="stretch")
        chosen = filter_widgets.one_of(
            "days",
            _SPANS,
            words("customers.days"),
            lambda days: words("customers.days.one", days=days),
            view.language,
            is_quiet=True,
            usual=str(FOLLOWED_DAYS),
        )
    return int(chosen)


def show_answer(view: View, place: DeltaGenerator, days: int) -> None:
    """What goes with a reply, where that is clear; else who answers again."""
    words = view.words
    [after] = data.run("next_tone_comparison_by_reply", filter=view.filter, days=days).to_pylist()
    sides = {"value": tone_text(after["value"]), "other": tone_text(after["other_value"])}
    with place:
        text = words("customers.answer.reply", **sides) if is_clear_row(after) else _again_text(view, days)
        parts.page_head(view, "customers", text)
        with st.container(key="answer_lines", gap=None):
            parts.answer_line(view, _reply_line(view, after), None, "", "answer_evidence")
        if text == words("customers.answer.few"):
            empty_states.offer_all_dates(view)


def _reply_line(view: View, after: Row) -> str:
    """How sure a difference by reply is, and that it only goes together with one."""
    words = view.words
    if after["difference"] is None:
        return _span(words("customers.answer.incomparable"))
    key = "together" if is_clear_row(after) else "reply_few" if is_few_row(after) else "reply_same"
    sign = look.certainty(words, is_clear_row(after), is_few_row(after))
    return f"{sign}{_span(words(f'customers.answer.{key}'))}"


def _span(text: str) -> str:
    return f"<span>{escape(text)}</span>"


def _again_text(view: View, days: int) -> str:
    again = _whole(view, days).get("again")
    if again is None or again["value"] is None:
        return view.words("customers.answer.few")
    return view.words("customers.answer.again", share=printed("share", again["value"]), days=days)


def _whole(view: View, days: int) -> dict[str, Row]:
    """Measure -> its row over all touchpoints."""
    rows = data.run("recovery_by_touchpoint", filter=view.filter, days=days).to_pylist()
    return {row["measure"]: row for row in rows if row["touchpoint"] is None}


def show_recovery(view: View, days: int) -> None:
    """What follows a strongly negative comment, over all touchpoints and at each of them."""
    found = data.run("recovery_by_touchpoint", filter=view.filter, days=days).to_pylist()
    whole = _whole(view, days)
    made = [card for card in (customer_cards.card(view, row, days) for row in whole.values()) if card]
    if made:
        parts.cards(view, made)
    else:
        st.caption(view.words("customers.recovery.few", limit=view.limits.hidden_below))
    _show_places(view, found)
    rows = [row | _named(view, row) | {"figure": row["value"]} for row in found]
    columns = ("place", "measured", "n", "figure", "low", "high", "size")
    table = [{name: row[name] for name in columns} for row in rows]
    recent = whole["again"]["too_recent"] if "again" in whole else 0
    note = [view.words("customers.recovery.recent", n=count(recent), days=days)] if recent else []
    _show_footer(view, "recovery", [view.words("customers.recovery.note"), *note], table)


def _show_places(view: View, rows: Sequence[Row]) -> None:
    """Who answers again by touchpoint, on a scale that ends at 100 %, where two touchpoints or more can be compared."""
    again = [row for row in rows if row["measure"] == "again" and row["touchpoint"] and row["value"] is not None]
    if len(again) < _FEWEST_PLACES:
        return
    words, numbers = view.words, [row["n"] for row in again]
    parts.section_title(words("customers.recovery.chart"))
    order = list(view.touchpoints)
    again.sort(key=lambda row: order.index(row["touchpoint"]) if row["touchpoint"] in order else len(order))
    st.html("".join(customer_cards.place_row(view, row) for row in again))
    limits = {"least": count(min(numbers)), "most": count(max(numbers)), "limit": view.limits.few_below}
    st.html(f'<span class="o-note">{escape(words("customers.recovery.scale", **limits))}</span>')


def show_silence(view: View) -> None:
    """Whether customers who answered regularly give no answer any more."""
    [row] = data.run("silence_comparison", filter=view.filter).to_pylist()
    _show_sentences(view, "silence", customer_sentences.silence_sentences(view, row))
    _show_footer(view, "silence", [view.words("customers.silence.note")], [])


def show_explained_twice(view: View) -> None:
    """How often somebody had to say again what was said before, by channel."""
    found = data.run("explained_twice_by_channel", filter=view.filter).to_pylist()
    _show_sentences(view, "again", customer_sentences.repeat_sentences(view, found))
    named = [{"place": _channel(view, row["channel"])} | row for row in found]
    rows = [{name: row[name] for name in row if name != "channel"} for row in named]
    _show_footer(view, "again", [view.words("customers.again.note")], rows)


def show_replies(view: View, days: int) -> None:
    """How many answers get a reply, how soon, in what tone, and how customers feel next."""
    by_channel = data.run("reply_by_dimension", filter=view.filter, dimension="channel").to_pylist()
    [after] = data.run("next_tone_comparison_by_reply", filter=view.filter, days=days).to_pylist()
    _show_sentences(view, "replies", customer_sentences.reply_sentences(view, by_channel, after))
    by_touchpoint = data.run("reply_by_dimension", filter=view.filter, dimension="touchpoint").to_pylist()
    rows = [
        {"place": view.part(name, row["part"])} | {key: row[key] for key in row if key != "part"}
        for name, found in (("channel", by_channel), ("touchpoint", by_touchpoint))
        for row in found
    ]
    _show_footer(view, "replies", [view.words("customers.replies.note")], rows)


def show_what(view: View) -> None:
    """How customers are told apart, and which comments are strongly negative."""
    st.caption(view.words("customers.what"))


def show_mirror(view: View) -> None:
    """Whether employees' tone goes with customers', over touchpoints and over months."""
    places, months = customer_sentences.mirror_of(view, data.run)
    parts.section_title(view.words("mirror.title"))
    _show_lines(customer_sentences.mirror_sentences(view, places, months))
    found = [{"lag": one.lag, "n": one.n, "correlation": one.value, "low": one.low, "high": one.high} for one in months]
    rows = found if any(one.value is not None for one in months) else []
    _show_note(view, "employees_mirror", view.words("mirror.title"), [view.words("mirror.note")], rows)


def _show_sentences(view: View, part: str, sentences: Iterable[str]) -> None:
    """The sentences of a part of the page under its title."""
    parts.section_title(view.words(f"customers.{part}.title"))
    _show_lines(sentences)


def _show_lines(sentences: Iterable[str]) -> None:
    st.html("".join(f'<p class="o-said">{escape(sentence)}</p>' for sentence in sentences))


def _show_footer(view: View, part: str, notes: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """How a part is counted, and its table."""
    _show_note(view, f"customers_{part}", view.words(f"customers.{part}.title"), notes, rows)


def _show_note(view: View, key: str, title: str, notes: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """How something is counted, behind a question mark, and its table."""
    with st.container(horizontal=True, key=f"footer_{key}", gap="xsmall", vertical_alignment="center"):
        st.caption(view.words("customers.how"), help=" ".join(notes), width="content")
        if rows:
            parts.table_view(view, key, title, lambda: pa.Table.from_pylist(rows))


def _named(view: View, row: dict[str, Any]) -> dict[str, str]:
    """The touchpoint of a row, and what it measures, by name."""
    place = view.words("customers.all") if row["touchpoint"] is None else view.touchpoint(row["touchpoint"])
    return {"place": place, "measured": view.words(f"customers.measure.{row['measure']}")}


def _channel(view: View, channel: str | None) -> str:
    return view.words("customers.all") if channel is None else view.part("channel", channel)
