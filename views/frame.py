"""What stands around every page: the filters before it, what is said where it fails, links and saved views after it."""

import logging
from collections.abc import Callable, Mapping

import streamlit as st

import queries
from views import access, bar, data, filters, link, shelf, signin, states, view
from views.strings import Words


def entered(language: str, words: Words) -> bool:
    """Draw the filters and make the view of this run; False where there is nothing to show, which the page then says."""
    try:
        labels = view.Labels(language, data.emotions(language), data.touchpoints(language))
        facts = data.facts()
        if not facts.n:
            states.empty_database(words)
            return False
        chosen, grain = filters.sidebar(labels, data.known_values(), facts)
    except queries.OndoError as error:
        logging.getLogger("ondo").warning("%s", error)
        states.failure(words, error)
        return False
    view.enter(view.made(labels, chosen, grain, facts))
    return True


def moved_to(page: str) -> Callable[[], None]:
    """A page that leads on to the page of this file, with all that its address says."""

    def lead_on() -> None:
        st.switch_page(page, query_params=bar.values())

    return lead_on


def run(page: st.Page, name: str, words: Words) -> None:
    """Run the page; where it fails, say so in words, and the reason in the server's log alone."""
    try:
        with st.spinner(words("world.loading")):
            page.run()
    except access.AccessDenied:
        signin.not_allowed(words, name)
    except Exception:
        logging.getLogger("ondo").exception("the page %s failed", name)
        states.query_failed(words)


def run_with_shelf(page: st.Page, name: str, words: Words, pages: Mapping[str, str]) -> None:
    """Run a page of the view that was entered, with what the sidebar holds under its filters; ``pages``: name -> file."""
    link.begin()
    place = st.sidebar.container()
    run(page, name, words)
    with place:
        shelf.draw(view.current(), name, pages)
