"""The summary page's panels: the answer, four cards, one line over time, quotes, what needs a look, topics, all emotions."""

from html import escape

import pyarrow as pa
import streamlit as st

import queries
from queries.actions import Action, read_actions
from views.access import gate
from views.charts import axes, bar_specs, chart_rows, specs, time_line
from views.charts.chart_rows import Series
from views.charts.chart_rows import footer_text as footer_text
from views.charts.moved_topics import moved_topics, with_topic
from views.charts.trend_measures import TrendMeasure
from views.components import chart, filter_widgets, parts, side_panel, topic_panels, watching
from views.components.keeping import today
from views.files import look
from views.files.alerts import shown_alerts
from views.files.answer import Answer, Told, answer, clearest_place, level_line
from views.files.attention import LookItem, alert_items, attention_items
from views.files.key_cards import KeyCard, key_cards
from views.files.summary import long_view
from views.files.topic_lines import moved_row
from views.session import data, drill_down, url_state
from views.session.current_view import View, count

LINE_HEIGHT = 240
MOST_TOPICS = 3

_LINE, _EMOTIONS = "summary_line", "summary"
"""Sections of the page where a mark can be selected."""


def show_answer(view: View) -> None:
    """The sentence on top, with its signs and the way to its evidence, and what speaks against it."""
    found: Answer = answer(view, data.run)
    parts.page_head(view, "summary", found.text)
    with st.container(key="answer_lines", gap=None):
        if found.told:
            place = clearest_place(view, found.told, data.run)
            said = [found.told.counted, *([place.text] if place else [])]
            signs = look.signs(view.words, found.told.change)
            _show_told(view, found.told, signs + "".join(f"<span>{escape(one)}</span>" for one in said), "evidence")
        if found.however:
            sign = look.certainty(view.words, found.however.change.is_clear)
            _show_told(view, found.however, f"<span>{escape(found.however.text)}</span>{sign}", "look")
        if found.told is None:
            _show_score(view)


def _show_score(view: View) -> None:
    """NPS, or the rating, with what it was before."""
    score, change = level_line(view, None, data.run)
    if score:
        signs = look.signs(view.words, change) if change else ""
        parts.answer_line(view, f"<span>{escape(score)}</span>{signs}", None, "", "answer_score")


def _show_told(view: View, told: Told, line: str, kind: str) -> None:
    n = data.row("comment_count", filter=told.filter).get("n") if gate.may("read") else None
    label = view.words(f"answer.{kind}.of" if told.when else f"answer.{kind}", when=told.when, n=count(n))
    parts.answer_line(view, line, told.filter if n else None, label, f"answer_{kind}")


def show_cards(view: View) -> tuple[KeyCard, ...]:
    """The four cards, and what their bars mean; returns them."""
    found = key_cards(view, data.run)
    key = ""
    if view.comparison and view.comparison.former is not None:
        names = (("o-hollow", view.comparison.former_name), ("", view.comparison.name))
        dots = "".join(f'<span><u class="{kind}"></u>{escape(name)}</span>' for kind, name in names)
        key = f'<div class="o-note o-key">{dots}<span>{escape(view.words("card.key"))}</span></div>'
    parts.cards(view, [one.card for one in found], key)
    return found


def show_line(view: View, cards: tuple[KeyCard, ...]) -> None:
    """One measure over time, the tone unless another of the cards is chosen."""
    words, codes = view.words, [card.code for card in cards]
    options = ["tone", *(code for code in codes if code != "tone")]
    asked = url_state.one("line", options) or options[0]
    measure = TrendMeasure(asked)
    with st.container(horizontal=True, vertical_alignment="center", key="trend_head"):
        parts.section_title(words("summary.line", what=measure.name(view)), width="stretch")
        filter_widgets.one_of(
            "line",
            options,
            words("trends.what"),
            lambda code: TrendMeasure(code).name(view),
            view.language,
            is_quiet=True,
        )
    _show_line(long_view(view), measure)


def _show_line(view: View, measure: TrendMeasure) -> None:
    table = (
        data.run("emotion_share_by_period", filter=view.filter, grain=view.grain)
        if measure.is_emotion
        else data.run(f"{measure.code}_by_period", filter=view.filter, grain=view.grain)
    )
    if measure.is_emotion:
        table = data.only(table, "emotion", measure.code)
    shown, days = chart_rows.series(view, table.to_pylist(), measure.kind), axes.day_limits(view, table)
    if days is None or not shown.visible:
        st.caption(view.words("empty.few.do", limit=view.limits.hidden_below))
        return
    rows, name = time_line.labelled_rows(view, shown.rows), measure.name(view)
    texts = axes.chart_texts(view, "", view.words("trends.lines.alt", what=name), name)
    axis = axes.measure_axis(view, measure.kind, axes.value_limits(shown, measure.kind), shown)
    events = [row for row in data.run("event_list").to_pylist() if _concerns(view, row)]
    marks = chart.event_marks_of(view, events)
    named = time_line.named_events(view, marks, [view.event(row) for row in events], days)
    form = (
        time_line.ticks_apart(view.grain, days),
        view.dark,
        LINE_HEIGHT,
        False,
        time_line.iso_days(view.chosen_days),
    )
    spec = data.spec(time_line.time_line_spec, texts, axis, days, named, *form)
    fixed = measure.mark()
    chart.show_chart(view, spec, rows, "summary_line", _LINE, measure.counts, fixed, has_files=False)
    opening = _opening(_LINE, table, spec, measure.counts, fixed)
    chart.show_unnamed_events(view, named)
    parts.footer(footer_text(view, shown), view, "summary_line", name, lambda: table, opening)
    side_panel.show(view, _LINE)


def _opening(
    section: str, table: pa.Table, spec: specs.Spec, counts: str = "scored", fixed: dict[str, str] | None = None
) -> drill_down.TableOpening:
    """What the rows of a chart's table select."""
    marks = drill_down.marks(table.to_pylist(), specs.clicked_fields(spec), fixed)
    return drill_down.TableOpening(section, marks, counts)


def _concerns(view: View, row: dict[str, object]) -> bool:
    """Whether an event is of all touchpoints or of one that the filter keeps."""
    return row["touchpoint"] is None or not view.filter.touchpoints or row["touchpoint"] in view.filter.touchpoints


def show_quotes(view: View) -> None:
    """Three quotes, chosen by rule."""
    words = view.words
    parts.section_title(words("summary.quotes"), words("summary.quotes.rule"))
    rows = data.run("quote_list", filter=view.filter, language=view.language).to_pylist()
    if rows:
        parts.show_quotes(view, rows)
    else:
        st.caption(words("summary.quotes.none"))


def show_attention(view: View) -> None:
    """What needs a look; the alerts, which take longest, are filled in last."""
    words = view.words
    parts.section_title(words("summary.attention"))
    items = attention_items(view, data.run, _actions(), today(view))
    with st.container(gap=None, key="attention"):
        for item in items:
            _show_item(view, item)
        alerts = _alerts(view)
        for item in alerts:
            _show_item(view, item)
        if not items and not alerts:
            st.caption(words("summary.attention.none"))


def _alerts(view: View) -> list[LookItem]:
    if not gate.may_open("alerts"):
        return []
    return alert_items(view, shown_alerts(view, watching.watched(view), watching.muted(), today(view)))


def _actions() -> tuple[Action, ...]:
    try:
        return read_actions(queries.database_path())
    except queries.OndoError:
        return ()


def _show_item(view: View, item: LookItem) -> None:
    page = item.page if item.page and gate.may_open(item.page) else ""
    arrow = look.icon("chevron_right") if item.filter or page else ""
    html = look.numbered(item.number, item.text, item.note, arrow)
    parts.row_that_opens(view, html, f"look_{item.name}", item.text, item.filter, page)


def show_topics(view: View) -> None:
    """The topics that moved most since the former period."""
    words, comparison = view.words, view.comparison
    if comparison is None or comparison.former is None or not _has_topics(view):
        return
    parts.section_title(
        words("summary.topics"),
        words("summary.topics.note", former=comparison.former_name, now=comparison.name),
    )
    found = moved_topics(topic_panels.source(view), view.filter, comparison.former, MOST_TOPICS)
    if not found:
        st.caption(words("summary.topics.none"))
    with st.container(gap=None, key="topics"):
        for number, one in enumerate(found):
            parts.row_that_opens(view, moved_row(view, one), f"topic_{number}", one.name, with_topic(view.filter, one))


def _has_topics(view: View) -> bool:
    """Whether the reader may see topics, which are those of customers."""
    return gate.may_open("topics") and view.filter.audience == "customer"


def show_emotions(view: View) -> None:
    """The share of every emotion, the largest first by valence."""
    table = data.run("emotion_share", filter=view.filter)
    shown = chart_rows.series_by_valence(view, table.to_pylist())
    if not shown.visible:
        return
    with st.container(key="summary_emotions"):
        _show_all_emotions(view, shown, table)
    side_panel.show(view, _EMOTIONS)


def _show_all_emotions(view: View, shown: Series, table: pa.Table) -> None:
    words = view.words
    parts.section_title(words("summary.all_emotions"), words("word.share_axis"))
    texts = axes.chart_texts(view, "", words("summary.emotions.alt"), words("word.share"))
    rows = [row for row in shown.rows if row["n_text"]]
    axis = axes.measure_axis(view, "share", (0, min(1.0, max(0.05, shown.highest() * 1.15))))
    order = tuple(row["emotion_text"] for row in rows)
    spec = data.spec(bar_specs.emotion_bars_spec, texts, axis, order, (), view.dark)
    chart.show_chart(view, spec, rows, "summary_emotions", _EMOTIONS)
    parts.footer(
        axes.format_n(view, rows),
        view,
        "summary_emotions",
        words("summary.emotions"),
        lambda: table,
        _opening(_EMOTIONS, table, spec),
    )
