"""The journey's answer, where it got worst, and one sentence each for consistency, emotional capital and coverage."""

from collections.abc import Sequence
from html import escape

import pyarrow as pa
import streamlit as st

from views.charts.chart_rows import ChartRow
from views.charts.consistency import Consistency, consistency
from views.charts.worst_changes import Fall
from views.components import capital_panels, empty_states, parts, tables
from views.files import look
from views.files.journey_answer import JourneyAnswer, falls_of, former_text, journey_answer, now_text, reach_text, when
from views.files.printed import printed_pair
from views.session import data, drill_down
from views.session.current_view import View, count, plain

MAP = "journey_heat"
"""The section of the map, whose cells the ranking selects too."""

_MOST_FALLS = 5
_ALIKE = 0.85
"""The consistency from which touchpoints are said to be felt much alike."""


def by_period(view: View) -> list[ChartRow]:
    """Tone by touchpoint and period, without the comments that have no touchpoint."""
    rows = data.run("tone_by_touchpoint_and_period", filter=view.filter, grain=view.grain).to_pylist()
    return [row for row in rows if row["touchpoint"] and row["period"]]


def show_answer(view: View) -> list[Fall]:
    """The sentence on top with its signs and the way to its evidence; returns the worst falls, as ``falls_of``."""
    rows = by_period(view)
    falls = falls_of(view, rows)
    found = journey_answer(view, rows, data.run("tone_by_touchpoint", filter=view.filter).to_pylist(), falls)
    parts.page_head(view, "journey", found.text)
    with st.container(key="answer_lines", gap=None):
        if found.line:
            _show_line(view, found)
    if found.is_few:
        empty_states.offer_all_dates(view)
    return falls


def _show_line(view: View, found: JourneyAnswer) -> None:
    signs = look.signs(view.words, found.change) if found.change else ""
    label = view.words("answer.evidence", n=count(found.n))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="answer_more"):
        html = f"{signs}<span>{escape(found.line)}</span>"
        parts.answer_line(view, html, found.filter, label, "answer_evidence", "tone_low")
        if found.now:
            st.button(
                f"{plain(now_text(view, found.now))} →",
                key="answer_now",
                type="tertiary",
                on_click=drill_down.select,
                args=(_cell(view, found.now),),
            )


def _cell(view: View, fall: Fall) -> drill_down.DrillDown:
    """The cell of the map that a fall ends in."""
    mark = (("period", fall.period.isoformat()), ("touchpoint", fall.touchpoint))
    return drill_down.DrillDown(MAP, mark, "scored", view.grain)


def show_worst(view: View, falls: Sequence[Fall]) -> None:
    """The worst fall of each touchpoint, clear ones first; each selects its cell of the map."""
    words = view.words
    with st.container(key="journey_worst", gap=None):
        parts.section_title(words("journey.worst"))
        shown = falls[:_MOST_FALLS]
        base = "several" if any(len(fall.before.periods) > 1 for fall in shown) else view.grain
        st.html(f'<div class="o-note">{escape(words(f"journey.worst.{base}"))}</div>')
        if said := _ground(view, shown):
            st.html(f'<div class="o-note o-none">{escape(said)}</div>')
        for number, fall in enumerate(shown, start=1):
            _show_fall(view, number, fall)


def _ground(view: View, shown: Sequence[Fall]) -> str:
    """How much of the map can be compared, where the list holds falls of few comments or none; else ''."""
    if shown and not any(fall.is_few for fall in shown):
        return ""
    return reach_text(view, by_period(view)) or ("" if shown else view.words("journey.worst.none"))


def _show_fall(view: View, number: int, fall: Fall) -> None:
    pair = printed_pair(view.words, "tone", fall.after.tone, fall.before.tone)
    name, period = view.touchpoint(fall.touchpoint), when(view, fall.period)
    html = (
        f'<div class="o-rank"><b>{number}. {escape(name)} <span>{escape(period)}</span></b>'
        f"<b>{escape(pair.gap)}</b><span>"
        f"{escape(former_text(view, fall))} → {escape(pair.now)}</span>{look.certainty(view.words, fall.is_clear, fall.is_few)}</div>"
    )
    parts.row_that_selects(html, f"fall_{number}", f"{name} {period} {pair.gap}", _cell(view, fall))


def show_sentences(view: View) -> None:
    """How alike touchpoints are felt, the emotional capital, and how many comments have a touchpoint."""
    found = _found_consistency(view)
    lines = [_consistency_line(view, found), capital_panels.line(view)]
    html = "".join(f"<p><b>{escape(name)}</b><span>{escape(text)}</span></p>" for name, text in filter(None, lines))
    st.html(f'<div class="o-facts">{html}</div><div class="o-note">{escape(_coverage(view))}</div>')


def _found_consistency(view: View) -> Consistency | None:
    answers = data.run("emotion_share_by_touchpoint", filter=view.filter).to_pylist()
    return consistency(answers, view.limits.few_below)


def _consistency_line(view: View, found: Consistency | None) -> tuple[str, str]:
    words = view.words
    if found is None:
        return words("journey.alike"), words("journey.alike.none", limit=view.limits.few_below)
    key = "journey.alike.much" if found.whole.value >= _ALIKE else "journey.alike.little"
    return f"{words('journey.alike')} {found.whole.value:.2f}", words(
        key, touchpoint=view.touchpoint(found.odd), limit=view.limits.few_below
    )


def _coverage(view: View) -> str:
    words, found = view.words, data.row("touchpoint_coverage", filter=view.filter)
    if not found["n"]:
        return ""
    said = {name: look.whole_percent(found[name] / found["n"]) for name in ("by_word", "by_answer")}
    outside = [point.label for point in view.touchpoints.values() if not point.in_journey]
    named = words("journey.outside", names=", ".join(outside[:10])) if outside else ""
    return " ".join([words("journey.coverage", share=look.whole_percent(found["share"]), **said), named]).strip()


def show_method(view: View) -> None:
    """A closed box: how what stands on the page is counted, and how far each touchpoint is from the whole."""
    words = view.words
    box = st.expander(words("journey.method"), icon=":material/functions:", key="journey_method", on_change="rerun")
    if not box.open:
        return
    values = {"hidden": view.limits.hidden_below, "few": view.limits.few_below, **view.emotion_names}
    with box:
        for name in ("worst", "tone", "share", "gap", "consistency", "capital", "mention"):
            st.markdown(f"**{words(f'define.{name}')}**  \n{words(f'define.{name}.text', **values)}")
        found = _found_consistency(view)
        if found:
            _show_divergences(view, found)


def _show_divergences(view: View, found: Consistency) -> None:
    rows = [
        {"touchpoint": code, "divergence": part.value, "low": part.low, "high": part.high}
        for code, part in found.parts.items()
    ]
    whole = {"low": f"{found.whole.low:.2f}", "high": f"{found.whole.high:.2f}"}
    st.markdown(view.words("journey.alike.interval", **whole))
    tables.show_table_behind(view, pa.Table.from_pylist(rows), "journey_alike", view.words("journey.alike.chart"))
