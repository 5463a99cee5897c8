"""Small numbers beside pages in the sidebar: what is worse than usual of late, and which actions are still to be done.

Streamlit's navigation shows names alone; a rule of style writes the number behind the name, so that neither the page's title nor
its address changes. Written after the page, which waits for nothing.
"""

from collections.abc import Mapping

import streamlit as st

import queries
from queries.actions import read_actions
from views.components import watching
from views.session.current_view import View

MOST = 99
"""The largest number written out."""


def show(view: View) -> None:
    """Write the numbers of this database beside their pages."""
    st.html(f"<style>{style(_counts(view))}</style>")


def style(counts: Mapping[str, int]) -> str:
    """The rules that write the numbers; none for a page with nothing open."""
    return " ".join(
        f'[data-testid="stSidebarNavLink"][href$="/{page}"]::after {{ content: "{min(n, MOST)}{"+" * (n > MOST)}"; }}'
        for page, n in counts.items()
        if n
    )


def _counts(view: View) -> dict[str, int]:
    try:
        actions = sum(action.is_open for action in read_actions(queries.database_path()))
        return {"alerts": watching.attention_now(view), "actions": actions}
    except queries.OndoError:
        return {}
