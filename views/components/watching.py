"""The alerts of a database for all who look at it: watched once, whatever the filters are, and kept until the database changes."""

import queries
from queries.alerts import mutes
from queries.alerts.alerts import Watched
from queries.alerts.mutes import Mute
from views.components.keeping import today
from views.files.alerts import needs_attention, shown_alerts, watch_all
from views.session import data
from views.session.current_view import View


def watched(view: View, *, with_topics: bool = False) -> Watched:
    """All alerts; ``with_topics`` only for those who may read comments."""
    return data.worked_out("watched", lambda: watch_all(view, data.run, with_topics=with_topics), with_topics)


def muted() -> dict[str, Mute]:
    """What is muted; nothing where that cannot be read, which the page of alerts says."""
    try:
        return mutes.read_mutes(queries.database_path())
    except queries.OndoError:
        return {}


def attention_now(view: View) -> int:
    """How many figures are worse than usual and were so for sure of late, the muted ones left out: the same for every role, as
    topics mean neither."""
    shown = shown_alerts(view, watched(view), muted(), today(view))
    return sum(needs_attention(one, view.facts.last or today(view)) for one in shown)
