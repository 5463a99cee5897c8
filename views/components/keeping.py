"""Writing down what people say about the data: who may, who did, and what the page says about it afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import streamlit as st

import queries
from views.access import gate
from views.access.roles import ACT
from views.session.current_view import View, plain

_REFUSAL, _KEPT, _CORRECTED = "not_kept", "kept", "numbers_corrected"


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said once: a key of the words on screen with its values, and the key of the form or list it is about."""

    words: str
    place: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def keep_beside(what: str, name: str, write: Callable[[str, str], object], place: str = "") -> bool:
    """Call ``write(name, who)`` if the visitor may act, and note in the access log that something was written down.

    Where it cannot be kept, return False; ``show_refusal`` of the same ``place`` says why.
    """
    visitor = gate.require(ACT)
    try:
        write(name, visitor.who)
        gate.note_quietly(visitor, what, name=name)
    except queries.OndoError as error:
        refuse(Said(words_of(error), place))
        return False
    return True


def words_of(error: queries.OndoError) -> str:
    """The key of the words that say why a file beside the database could not be read or written."""
    return "kept.unwritable" if isinstance(error, queries.DatabaseError) else "kept.damaged"


def refuse(said: Said) -> None:
    """Have ``show_refusal`` say why something was not kept."""
    st.session_state[_REFUSAL] = said


def show_refusal(view: View, place: str = "") -> None:
    """Why the last change of this place could not be kept, if it could not."""
    said: Said | None = st.session_state.get(_REFUSAL)
    if said is not None and said.place == place:
        del st.session_state[_REFUSAL]
        st.warning(view.words(said.words), icon=":material/warning:")


def confirm(said: Said) -> None:
    """Have the next run of the whole page say that something was kept."""
    st.session_state[_KEPT] = said


def note_new_numbers() -> None:
    """Have all of the page run again, as its numbers are no longer what they were."""
    st.session_state[_CORRECTED] = True


def show_confirmation(view: View) -> None:
    """At the beginning of a run of all of the page: say once, over it, what has been kept."""
    st.session_state.pop(_CORRECTED, None)
    said: Said | None = st.session_state.pop(_KEPT, None)
    if said is not None:
        values = {name: plain(value) for name, value in said.values.items()}
        st.toast(view.words(said.words, **values), icon=":material/check_circle:")


def run_page_again() -> None:
    """In a part of a page that runs alone: have all of the page run where something was kept, so that all of it knows."""
    if _KEPT in st.session_state or _CORRECTED in st.session_state:
        st.rerun()


def today(view: View) -> date:
    """The day it is where the data are from."""
    return datetime.now(view.facts.zone).date()


def minute(view: View, at: str) -> str:
    """A moment that was written down (UTC), as clocks show it where the data are from."""
    try:
        return datetime.fromisoformat(at).astimezone(view.facts.zone).strftime("%Y-%m-%d %H:%M")
    except OverflowError:
        return at[:16].replace("T", " ")
