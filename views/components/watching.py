"""The alerts of a database for all who look at it: watched once, whatever the filters are, and kept until the database changes."""

import streamlit as st

import queries
from queries.alerts import mutes
from queries.alerts.alerts import Watched
from queries.alerts.mutes import Mute
from views.components.keeping import today
from views.files.alerts import OPEN, WORSE, shown_alerts, watch_all
from views.session import data
from views.session.current_view import View


def watched(view: View, *, with_topics: bool = False) -> Watched:
    """All alerts; ``with_topics`` only for those who may read comments."""
    path = queries.database_path()
    return _watched(view, str(path.absolute()), queries.file_identity(path), with_topics)


def muted() -> dict[str, Mute]:
    """What is muted; nothing where that cannot be read, which the page of alerts says."""
    try:
        return mutes.read_mutes(queries.database_path())
    except queries.OndoError:
        return {}


def open_and_worse(view: View) -> int:
    """How many figures are worse than usual, the muted ones left out: the same for every role, as topics mean neither."""
    shown = shown_alerts(view, watched(view), muted(), today(view))
    return sum((one.state, one.meaning) == (OPEN, WORSE) for one in shown)


@st.cache_data(max_entries=8, show_spinner=False)
def _watched(_view: View, path: str, identity: str, with_topics: bool) -> Watched:
    return watch_all(_view, data.run, with_topics=with_topics)
