"""What is around every page: the filters before it, what is said where it fails, links and saved views after it."""

import logging
from collections.abc import Callable, Mapping

import streamlit as st

import queries
from views.access import gate
from views.components import empty_states, saved_views_panel, sidebar, sign_in
from views.session import current_view, data, share_link, url_state
from views.words.strings import Words


def show_filters(language: str, words: Words) -> bool:
    """Show the filters and make the view of this run; False where there is nothing to show, which the page then says."""
    try:
        labels = current_view.Labels(language, data.emotions(language), data.touchpoints(language), data.attributes())
        facts = data.facts()
        if facts.n == 0:
            empty_states.show_empty_database(words)
            return False
        chosen, grain = sidebar.sidebar(labels, data.allowed_values(), facts)
    except queries.OndoError as error:
        logging.getLogger("ondo").warning("%s", error)
        empty_states.show_failure(words, error)
        return False
    current_view.set_view(current_view.make_view(labels, chosen, grain, facts))
    return True


def redirect_to(page: str) -> Callable[[], None]:
    """A page that leads to the page of this file, with all that its address says."""

    def redirect() -> None:
        st.switch_page(page, query_params=url_state.values())

    return redirect


def run_page(page: st.Page, name: str, words: Words) -> None:
    """Run the page; where it fails, say so in words, and the reason in the server's log alone."""
    try:
        with st.spinner(words("empty.loading")):
            page.run()
    except gate.AccessDenied:
        sign_in.show_not_allowed(words, name)
    except Exception:
        logging.getLogger("ondo").exception("the page %s failed", name)
        empty_states.show_query_failed(words)


def run_page_with_saved_views(page: st.Page, name: str, words: Words, pages: Mapping[str, str]) -> None:
    """Run a page of the view that was entered, with what the sidebar holds under its filters; ``pages``: name -> file."""
    share_link.begin()
    place = st.sidebar.container()
    run_page(page, name, words)
    with place:
        sidebar.say_ignored(words)
        saved_views_panel.show_panel(current_view.current(), name, pages)
