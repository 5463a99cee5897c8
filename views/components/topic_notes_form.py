"""What people say of topics: naming, merging and pinning one in place, and what has been said so far, which can be undone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

import queries
from views.access import gate
from views.access.roles import TEACH
from views.charts.topics import Topic
from views.session import topic_notes
from views.session.current_view import View, count, plain
from views.session.kept_beside import NotKept

_MESSAGE = "topics_message"


def show(view: View, topic: Topic, topics: Sequence[Topic]) -> None:
    """A small button beside a topic, which opens what can be said of it; ``topics`` are those it can be merged with."""
    words, key = view.words, f"topic_{topic.key}"
    label = words("topics.edit", topic=plain(topic.name))
    box = st.popover(" ", icon=":material/edit:", key=key, type="tertiary", on_change="rerun", help=label)
    if not box.open:
        return
    with box:
        st.text_input(words("topics.say.name"), topic.name if topic.is_named else "", max_chars=80, key=f"{key}_name")
        st.button(words("topics.rename"), key=f"{key}_rename", on_click=partial(_rename, topic.key, key))
        names = {other.key: other.name for other in topics if other.key != topic.key}
        if names:
            other = st.selectbox(
                words("topics.say.other"), list(names), format_func=names.__getitem__, key=f"{key}_other"
            )
            _button(view, "merge", topic.key, key, other)
        _button(view, "unpin" if topic.is_pinned else "pin", topic.key, key)


def show_message(view: View) -> None:
    """Why the last note could not be kept, if it could not."""
    if message := st.session_state.pop(_MESSAGE, None):
        st.warning(view.words(f"topics.{message}"), icon=":material/warning:")


def show_said(view: View) -> None:
    """What holds of all that was said, each with a button that takes it back by saying the contrary."""
    try:
        kept = queries.kept_topics(topic_notes.notes(queries.database_path()))
    except NotKept:
        return
    said = [(f"{term} → {name}", partial(_keep, term, "rename")) for term, name in kept.names.items()]
    said += [(f"{one} = {other}", partial(_keep, one, "split", other=other)) for one, other in kept.merged]
    said += [(f"★ {term}", partial(_keep, term, "unpin")) for term in kept.pinned]
    if not said or not gate.may(TEACH):
        return
    with st.expander(view.words("topics.say", n=count(len(said))), key="topics_say"):
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


def _button(view: View, deed: queries.TopicDeed, term: str, key: str, other: str = "") -> None:
    done = partial(_keep, term, deed, other=other)
    st.button(view.words(f"topics.{deed}"), key=f"{key}_{deed}", on_click=done)


def _rename(term: str, key: str) -> None:
    _keep(term, "rename", name=st.session_state[f"{key}_name"])


def _keep(term: str, deed: queries.TopicDeed, name: str = "", other: str = "") -> None:
    """Keep a note; the access log says who did what, without the words."""
    visitor = gate.require(TEACH)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        topic_notes.keep(queries.database_path(), queries.TopicNote(now, visitor.who, deed, term, name, other))
        gate.note_quietly(visitor, "topic_note", name=deed)
    except NotKept as refused:
        st.session_state[_MESSAGE] = refused.key
