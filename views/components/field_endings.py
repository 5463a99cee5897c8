"""What the keys of fields in a popover end in: another ending once something else has changed what they held, as Back and reset do.

Streamlit's page keeps what fields held when their popover was closed, and would set it again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from views.session import url_state


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the address said of some fields when they were drawn, what they held then, how often they were drawn anew, and
    whether somebody has used them since."""

    said: tuple[tuple[str, ...], ...]
    held: tuple[object, ...] = ()
    number: int = 0
    is_used: bool = False


def ending(name: str, said_by: Sequence[str], keys: Callable[[str], Sequence[str]]) -> str:
    """The ending of the fields ``name``; ``said_by`` are their names in the address, ``keys`` their keys with an ending."""
    said = tuple(tuple(url_state.values().get(part, ())) for part in said_by)
    former = st.session_state.get(_state(name)) or _Drawn(said)
    is_touched = former.held not in ((), _held(keys(_numbered(former.number))))
    is_anew = former.is_used and not is_touched and said != former.said
    number = former.number + is_anew
    st.session_state[_state(name)] = _Drawn(said, (), number, is_touched or (former.is_used and not is_anew))
    return _numbered(number)


def note_drawn(name: str, keys: Callable[[str], Sequence[str]]) -> None:
    """Note what the fields hold now that they are drawn."""
    drawn: _Drawn = st.session_state[_state(name)]
    st.session_state[_state(name)] = replace(drawn, held=_held(keys(_numbered(drawn.number))))


def _state(name: str) -> str:
    return f"{name}_drawn"


def _held(keys: Sequence[str]) -> tuple[object, ...]:
    return tuple(_plain(st.session_state.get(key)) for key in keys)


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _numbered(number: int) -> str:
    return f"_{number}" if number else ""
