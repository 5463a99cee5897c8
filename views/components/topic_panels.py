"""Topics on screen: what is said here more than elsewhere, what rises, by parts, and what people say of topics."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

import queries
from views.access import gate
from views.access.roles import TEACH
from views.charts import topic_rows
from views.charts.moved_topics import MovedTopic, moved_topics
from views.charts.rising_topics import find_rising
from views.charts.topic_rows import filter_of_topic
from views.charts.topics import Topic, TopicsFound, TopicSource, find_topics, parts_of, whole_of
from views.components import empty_states, parts, side_panel, topic_notes_form
from views.files import look, topic_lines
from views.files.printed import printed
from views.session import data, drill_down, topic_notes
from views.session.current_view import View, count, plain
from views.session.kept_beside import NotKept

MOST_TOPICS, MOST_MOVED, MOST_RISING, MOST_OF_PART = 12, 6, 6, 3
_SECTION, _FORMER = "topics", "topics_before"
"""Sections of the page where a topic can be selected: of this period, and of the former one."""

_BY = ("touchpoint", "emotion", "channel", "product", "segment")


def source(view: View) -> TopicSource:
    """Where the topics come from; says so where the notes about them cannot be read."""
    try:
        notes = topic_notes.notes(queries.database_path())
    except NotKept as refused:
        st.warning(view.words(f"topics.{refused.key}"), icon=":material/warning:")
        notes = ()
    return TopicSource.of(data.run, notes)


def compared_with(filter: queries.Filter) -> queries.Filter:
    """What the topics of a selection are ranked against: nothing but itself where days alone limit it."""
    whole = whole_of(filter)
    return filter if whole == replace(filter, date_from=None, date_until=None) else whole


def show_answer(view: View, found: TopicsFound, moved: Sequence[MovedTopic]) -> None:
    """The clearest change, or that there is none; its signs and the way to its comments."""
    words = view.words
    text, told = topic_lines.headline(view, found, moved)
    parts.page_head(view, "topics", text)
    with st.container(key="answer_lines", gap=None):
        if told is not None:
            change = look.Change(topic_lines.pair(view, told).difference, told.valence, True)
            counted = words("answer.counted", before=count(told.former_n), now=count(told.n))
            chosen = replace(view.filter, topic=told.address, states=("scored",))
            label = words("answer.evidence", n=count(told.n))
            line = f"{look.signs(words, change)}<span>{escape(counted)}</span>"
            parts.answer_line(view, line, chosen if told.n else None, label, "answer_evidence")
        elif found.topics:
            first = found.topics[0]
            key = "topics.answer.said" if first.log_odds is None else "topics.answer.said_here"
            said = words(key, topic=topic_lines.marked(view, first.name), share=printed("share", first.share))
            label = words("answer.evidence", n=count(first.n))
            parts.answer_line(
                view, f"<span>{escape(said)}</span>", filter_of_topic(view.filter, first), label, "answer_evidence"
            )


def show_topics(view: View, found: TopicsFound) -> None:
    """The topics by their shares, how much they leave out, and their table."""
    words = view.words
    if not found.topics:
        empty_states.offer_all_dates(view)
        return
    title = words("topics.share" if found.topics[0].log_odds is None else "topics.odds")
    parts.section_title(title, words("topics.of_n", n=count(found.of_n)))
    shares, top = _former_shares(view, found.topics), max(0.1, *(topic.share for topic in found.topics))
    with st.container(key="topics_most", gap=None):
        for number, topic in enumerate(found.topics):
            _show_topic(view, found.topics, number, topic_lines.topic_row(view, topic, shares[topic.key], top))
    _show_footer(view, found, title)


def _show_topic(view: View, topics: Sequence[Topic], number: int, html: str) -> None:
    topic = topics[number]
    with st.container(horizontal=True, vertical_alignment="center", key=f"fact_topic_{number}", gap="xsmall"):
        parts.row_that_selects(html, f"topic_{number}", topic.name, _selection(view, topic.address))
        if gate.may(TEACH):
            topic_notes_form.show(view, topic, topics)


def _show_footer(view: View, found: TopicsFound, title: str) -> None:
    words, notes = view.words, []
    if found.uncovered is not None:
        notes.append(words("topics.uncovered", share=printed("share", found.uncovered)))
    if any(topic.size == "few" for topic in found.topics):
        notes.append(words("topics.few", limit=view.limits.few_below))
    opening = drill_down.TableOpening(_SECTION, tuple({"topic": topic.address} for topic in found.topics))
    with st.container(horizontal=True, key="footer_topics", gap="xsmall", vertical_alignment="center"):
        st.caption(" ".join(notes), help=words("topics.what"), width="content")
        parts.table_view(view, "topics", title, lambda: topic_rows.topic_table(found.topics), opening)


def _former_shares(view: View, topics: Sequence[Topic]) -> dict[str, float | None]:
    """The share of each topic in the former period; None where nothing is compared or too few said anything."""
    former = view.comparison.former if view.comparison else None
    if former is None:
        return dict.fromkeys((topic.key for topic in topics), None)
    asked = [list(topic.terms) for topic in topics]
    rows = data.run("topic_count_list", filter=former, topics=asked).to_pylist()[1:]
    return {
        topic.key: row["n"] / row["of_n"] if row["n"] is not None and row["of_n"] else None
        for topic, row in zip(topics, rows, strict=True)
    }


def find_moved(view: View, topics: TopicSource) -> list[MovedTopic]:
    """The topics whose shares differ most clearly from those of the former period; none where nothing is compared."""
    former = view.comparison.former if view.comparison else None
    return [] if former is None else moved_topics(topics, view.filter, former, MOST_MOVED)


def show_moved(view: View, moved: Sequence[MovedTopic]) -> None:
    """What is said more and less than in the former period, each a row that opens its comments."""
    words, comparison = view.words, view.comparison
    if comparison is None or comparison.former is None:
        return
    names = {"former": comparison.former_name, "now": comparison.name}
    parts.section_title(words("topics.moved"), words("topics.moved.note", **names))
    if not any(one.is_clear for one in moved):
        st.caption(words("topics.moved.none", former=comparison.former_name))
    with st.container(key="topics_moved", gap=None):
        for number, one in enumerate(moved):
            html = topic_lines.moved_row(view, one)
            chosen = _selection(view, one.address, _SECTION if one.n else _FORMER)
            parts.row_that_selects(html, f"moved_{number}", one.name, chosen)


def show_panels(view: View) -> None:
    """The panel of the topic that is selected; of one that is no longer said with what was said of it before."""
    side_panel.show(view, _SECTION)
    former = view.comparison.former if view.comparison else None
    if former is not None:
        side_panel.show(replace(view, filter=former), _FORMER)


def _selection(view: View, address: str, section: str = _SECTION) -> drill_down.DrillDown:
    return drill_down.DrillDown(section, (("topic", address),), "scored", view.grain)


def show_rising(view: View, topics: TopicSource) -> None:
    """What more talk of in the last four weeks than chance explains, each a row that opens its comments."""
    words = view.words
    if view.facts.last is None:
        return
    found = find_rising(topics, view.filter, MOST_RISING)
    if found.topics:
        parts.section_title(words("topics.rising"), words("topics.rising.note"))
    else:
        st.caption(words("topics.rising.none"))
    with st.container(key="topics_rising", gap=None):
        for number, topic in enumerate(found.topics):
            html = topic_lines.rising_row(view, topic)
            parts.row_that_selects(html, f"rising_{number}", topic.name, _selection(view, topic.address))
    if found.few:
        listed = ", ".join(plain(topic.name) for topic in found.few)
        st.caption(words("topics.rising.few", topics=listed, limit=view.limits.few_below))


def show_by(view: View, topics: TopicSource) -> None:
    """The topics of each value of a dimension, in a box that is counted when somebody opens it."""
    words, allowed = view.words, data.allowed_values()
    box = st.expander(words("topics.by"), icon=":material/account_tree:", key="topics_by", on_change="rerun")
    if not box.open:
        return
    with box:
        name = st.selectbox(
            words("topics.by.what"), _BY, format_func=partial(_dimension_name, view), key="topics_dimension"
        )
        rows = [
            (label, find_topics(topics, narrowed, whole_of(view.filter), MOST_OF_PART).topics)
            for _code, label, narrowed in parts_of(view, name, allowed)
        ]
        shown = [(label, found) for label, found in rows if found]
        if not shown:
            st.caption(words("topics.none", limit=view.limits.hidden_below))
            return
        columns = {words("topics.by.part"): [label for label, _ in shown]}
        columns |= {str(place + 1): [_cell(view, found, place) for _, found in shown] for place in range(MOST_OF_PART)}
        st.dataframe(columns, hide_index=True, alt=words("topics.by"))


def _dimension_name(view: View, code: str) -> str:
    return view.words("word.emotion") if code == "emotion" else view.dimension(code)


def _cell(view: View, found: Sequence[Topic], place: int) -> str:
    if place >= len(found):
        return ""
    text = f"{found[place].name} ({found[place].n:,})"
    return view.words("number.few_mark", value=text) if found[place].size == "few" else text
