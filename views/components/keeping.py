"""Writing down what people say about the data: who may, who did, and what the page says where it could not be kept."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

import queries
from views.access import gate
from views.access.roles import ACT
from views.session.current_view import View, plain

_REFUSAL = "not_kept"


def keep_beside(what: str, name: str, write: Callable[[str, str], object]) -> None:
    """Call ``write(name, who)`` if the visitor may act, and note in the access log that something was written down."""
    visitor = gate.require(ACT)
    try:
        write(name, visitor.who)
        gate.note_quietly(visitor, what, name=name)
    except queries.OndoError as error:
        st.session_state[_REFUSAL] = error.message


def show_refusal(view: View) -> None:
    """Why the last change could not be kept, if it could not."""
    message = st.session_state.pop(_REFUSAL, None)
    if message:
        st.warning(plain(view.words("watch.failed", why=message)), icon=":material/warning:")


def today(view: View) -> date:
    """The day it is where the data are from."""
    return datetime.now(ZoneInfo(view.facts.time_zone or "Asia/Seoul")).date()
