"""The keys of fields in a popover, which begin with a value and are made anew once something else has changed it.

Streamlit's page keeps what a field of a closed popover held, and sends that with the next click as if somebody had just chosen
it; and it shows a field empty that has been set before its popover was first opened. So such a field is never set: it is given
what it begins with, and another key, which the page keeps nothing of, where that is no longer what it holds.
"""

from datetime import date

import streamlit as st

_NUMBERS = "field_numbers"


def key(name: str, value: date | str | list[str] | None) -> str:
    """The key of the field of this name, for a field that begins with this value."""
    numbers: dict[str, int] = st.session_state.setdefault(_NUMBERS, {})
    number = numbers.get(name, 0)
    if st.session_state.get(_numbered(name, number), value) != value:
        numbers[name] = number = number + 1
    return _numbered(name, number)


def _numbered(name: str, number: int) -> str:
    return f"{name}_{number}" if number else name
