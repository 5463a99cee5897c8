"""The filters by attributes: a choice of values for each, all of them kept under one name in the address."""

from collections.abc import Sequence

import streamlit as st

from queries import attributes
from views.session import url_state
from views.session.current_view import Labels
from views.words.filter_fields import ATTRIBUTES, attribute_names, codes_of_attribute


def show(chosen: Sequence[str], labels: Labels, allowed: Sequence[str]) -> None:
    """Show a choice for each attribute that answers can be told apart by."""
    for number, name in enumerate(attribute_names((*allowed, *chosen))):
        key = url_state.show_value(f"attribute_{number}_{labels.language}", codes_of_attribute(name, chosen))
        st.multiselect(
            labels.attribute(name),
            codes_of_attribute(name, allowed),
            format_func=lambda code: labels.attribute_value(attributes.split(code)[1]),
            key=key,
            select_all=False,
            on_change=_store,
            args=(name, key),
            placeholder=labels.words("filter.all"),
        )


def _store(name: str, key: str) -> None:
    """Set one attribute, and leave the others as they are."""
    others = [code for code in url_state.values().get(ATTRIBUTES, ()) if attributes.split(code)[0] != name]
    url_state.put({ATTRIBUTES: [*others, *st.session_state[key]]})
