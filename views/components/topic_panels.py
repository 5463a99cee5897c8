"""Topics on screen: what is said here more than elsewhere, what rises, by parts, and what people say of topics."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

import queries
from views.access import gate
from views.access.roles import TEACH
from views.charts import axes, nps_specs, topic_rows
from views.charts.chart_rows import Series
from views.charts.rising_topics import find_rising
from views.charts.topics import Topic, TopicsFound, TopicSource, find_topics, parts_of, whole_of
from views.components import chart, comment_list, tables
from views.session import data, drill_down, topic_notes
from views.session.current_view import View, percent, plain
from views.session.kept_beside import NotKept

MOST_TOPICS, MOST_RISING, MOST_OF_PART = 12, 6, 3
_MESSAGE = "topics_message"
_BY = ("touchpoint", "emotion", "channel", "product", "segment")


def source(view: View) -> TopicSource:
    """Where the topics come from; says so where the notes about them cannot be read."""
    try:
        notes = topic_notes.notes(queries.database_path())
    except NotKept as refused:
        st.warning(view.words(f"topics.{refused.key}"), icon=":material/warning:")
        notes = ()
    return TopicSource.of(data.run, notes)


def show_topics(view: View, found: TopicsFound) -> None:
    """The topics as bars with intervals, and how much they leave out."""
    words = view.words
    rows = topic_rows.topic_rows(view, found)
    if not rows:
        st.info(words("topics.none", limit=view.limits.hidden_below), icon=":material/info:")
        return
    kind = "share" if found.topics[0].log_odds is None else "odds"
    st.caption(words(f"topics.{kind}.note"))
    texts = axes.chart_texts(view, words(f"topics.{kind}"), words(f"topics.{kind}.alt"), words(f"topics.{kind}.value"))
    order = tuple(row["name_text"] for row in rows)
    spec = data.spec(nps_specs.impacts_spec, texts, order, "topic", ".0%" if kind == "share" else "+~r", view.dark)
    chart.show_chart(view, spec, rows, "topics", "topics", "scored", note=axes.format_n(view, rows))
    chart.show_notes(view, Series.of(rows), keys=("click",), helps=("topics",))
    if found.uncovered is not None:
        st.caption(words("topics.uncovered", share=percent(found.uncovered)))
    marks = tuple({"topic": topic.address} for topic in found.topics)
    opening = drill_down.TableOpening("topics", marks)
    tables.show_table_behind(
        view, topic_rows.topic_table(found.topics), "topics", words("page.topics"), opening=opening
    )
    comment_list.show_clicked_comments(view, "topics")


def show_rising(view: View, topics: TopicSource) -> None:
    """What more talk of in the last four weeks than chance explains, each line opening its comments."""
    words = view.words
    st.subheader(words("topics.rising"), anchor=False)
    st.caption(words("topics.rising.note"))
    found = find_rising(topics, view.filter, MOST_RISING)
    if not found.topics:
        st.info(words("topics.rising.none"), icon=":material/trending_flat:")
    for number, topic in enumerate(found.topics):
        line = plain(topic_rows.rising_text(view, topic))
        narrowed = topic_rows.filter_of_topic(view.filter, topic)
        comment_list.show_link_to_comments(view, narrowed, line, f"rising_{number}", is_line=True)
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


def show_notes(view: View, found: TopicsFound) -> None:
    """Naming, merging and pinning topics, for roles that may teach; and what has been said so far, which can be undone."""
    words = view.words
    if not gate.may(TEACH) or not found.topics:
        return
    if message := st.session_state.pop(_MESSAGE, None):
        st.warning(words(f"topics.{message}"), icon=":material/warning:")
    with st.expander(words("topics.say"), icon=":material/edit:", key="topics_say"):
        topics = {topic.key: topic for topic in found.topics}

        def name_of(key: str) -> str:
            return topics[key].name

        key = st.selectbox(words("topics.say.topic"), list(topics), format_func=name_of, key="topics_chosen")
        _show_naming(view, topics[key])
        others = [other for other in topics if other != key]
        if others:
            other = st.selectbox(words("topics.say.other"), others, format_func=name_of, key="topics_other")
            _button(view, "merge", key, other=other)
        _button(view, "unpin" if topics[key].is_pinned else "pin", key)
        _show_said(view)


def _show_naming(view: View, topic: Topic) -> None:
    words = view.words
    with st.form(f"topics_name_{topic.key}", border=False):
        name = st.text_input(words("topics.say.name"), topic.name if topic.is_named else "", max_chars=80)
        if st.form_submit_button(words("topics.rename"), icon=":material/label:"):
            _keep(topic.key, "rename", name=name)
            st.rerun()


def _show_said(view: View) -> None:
    """What holds of all that was said, each with a button that takes it back by saying the contrary."""
    kept = queries.kept_topics(topic_notes.notes(queries.database_path()))
    said = [(f"{term} → {name}", partial(_keep, term, "rename")) for term, name in kept.names.items()]
    said += [(f"{one} = {other}", partial(_keep, one, "split", other=other)) for one, other in kept.merged]
    said += [(f"★ {term}", partial(_keep, term, "unpin")) for term in kept.pinned]
    for number, (text, undo) in enumerate(said):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(text))
            st.button(
                view.words("topics.undo"),
                key=f"topics_undo_{number}",
                on_click=undo,
                type="tertiary",
                icon=":material/undo:",
            )


def _button(view: View, deed: queries.TopicDeed, term: str, other: str = "") -> None:
    st.button(view.words(f"topics.{deed}"), key=f"topics_{deed}", on_click=partial(_keep, term, deed, other=other))


def _keep(term: str, deed: queries.TopicDeed, name: str = "", other: str = "") -> None:
    """Keep a note; the access log says who did what, without the words."""
    visitor = gate.require(TEACH)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        topic_notes.keep(queries.database_path(), queries.TopicNote(now, visitor.who, deed, term, name, other))
        gate.note_quietly(visitor, "topic_note", name=deed)
    except NotKept as refused:
        st.session_state[_MESSAGE] = refused.key
