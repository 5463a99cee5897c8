"""What stands around every page: the filters before it, what is said where it fails, links and saved views after it."""

import logging
from collections.abc import Callable, Mapping

import streamlit as st

import queries
from views.access import gate
from views.components import empty_states, saved_views_panel, sidebar, sign_in
from views.session import current_view, data, share_link, url_state
from views.words.strings import Words


def entered(language: str, words: Words) -> bool:
    """Draw the filters and make the view of this run; False where there is nothing to show, which the page then says."""
    try:
        labels = current_view.Labels(language, data.emotions(language), data.touchpoints(language))
        facts = data.facts()
        if not facts.n:
            empty_states.empty_database(words)
            return False
        chosen, grain = sidebar.sidebar(labels, data.known_values(), facts)
    except queries.OndoError as error:
        logging.getLogger("ondo").warning("%s", error)
        empty_states.failure(words, error)
        return False
    current_view.enter(current_view.made(labels, chosen, grain, facts))
    return True


def moved_to(page: str) -> Callable[[], None]:
    """A page that leads on to the page of this file, with all that its address says."""

    def lead_on() -> None:
        st.switch_page(page, query_params=url_state.values())

    return lead_on


def run(page: st.Page, name: str, words: Words) -> None:
    """Run the page; where it fails, say so in words, and the reason in the server's log alone."""
    try:
        with st.spinner(words("world.loading")):
            page.run()
    except gate.AccessDenied:
        sign_in.not_allowed(words, name)
    except Exception:
        logging.getLogger("ondo").exception("the page %s failed", name)
        empty_states.query_failed(words)


def run_with_shelf(page: st.Page, name: str, words: Words, pages: Mapping[str, str]) -> None:
    """Run a page of the view that was entered, with what the sidebar holds under its filters; ``pages``: name -> file."""
    share_link.begin()
    place = st.sidebar.container()
    run(page, name, words)
    with place:
        sidebar.say_ignored(words)
        saved_views_panel.draw(current_view.current(), name, pages)
