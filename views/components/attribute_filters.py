"""The filters by attributes in the sidebar: a choice of values for each, all of them kept under one name in the address."""

from collections.abc import Sequence

import streamlit as st

from queries import attributes
from views.session import url_state
from views.session.current_view import Labels
from views.words.filter_fields import ATTRIBUTES


def show(chosen: Sequence[str], labels: Labels, allowed: Sequence[str]) -> None:
    """Show a choice for each attribute that answers can be told apart by."""
    names = dict.fromkeys(attributes.split(code)[0] for code in (*allowed, *chosen))
    for number, name in enumerate(names):
        st.multiselect(
            labels.attribute(name),
            _of(name, allowed),
            format_func=lambda code: labels.attribute_value(attributes.split(code)[1]),
            key=(key := url_state.show_value(f"attribute_{number}_{labels.language}", _of(name, chosen))),
            on_change=_store,
            args=(name, key),
            placeholder=labels.words("filter.all"),
        )


def _of(name: str, codes: Sequence[str]) -> list[str]:
    return [code for code in codes if attributes.split(code)[0] == name]


def _store(name: str, key: str) -> None:
    """Set one attribute, and leave the others as they are."""
    others = [code for code in url_state.values().get(ATTRIBUTES, ()) if attributes.split(code)[0] != name]
    url_state.put({ATTRIBUTES: [*others, *st.session_state[key]]})


def described(chosen: Sequence[str], labels: Labels) -> list[str]:
    """What is asked for of each attribute, such as ``age: 20–29, 30–39``."""
    return [
        f"{labels.attribute(name)}: {', '.join(map(labels.attribute_value, values))}"
        for name, values in attributes.named(chosen).items()
    ]
