"""Streamlit's entry: the pages, the shared sidebar, then the page that was asked for."""

import logging

import streamlit as st

import queries
from views import comments, data, filters, states, theme, view

# Page -> icon. The page's file is views/pages/<page>.py, its name ``page.<page>`` in views/strings.py.
PAGES = {
    "summary": ":material/space_dashboard:",
    "nps": ":material/join_inner:",
    "trends": ":material/trending_up:",
    "journey": ":material/route:",
    "comments": ":material/forum:",
    "data": ":material/database:",
    "model": ":material/neurology:",
}


def _pages(words: view.Words) -> list[st.Page]:
    return [
        st.Page(
            f"views/pages/{name}.py",
            title=words(f"page.{name}"),
            icon=icon,
            url_path=name,
            default=name == "summary",
            help=words(f"page.{name}.help"),
        )
        for name, icon in PAGES.items()
    ]


def _run() -> None:
    st.set_page_config(page_icon="🌡️", layout="wide", initial_sidebar_state=340)
    st.logo(theme.logo(st.context.theme.type == "dark"), size="large")
    data.settle()
    language = filters.language()
    words = view.words_in(language)
    page = st.navigation(_pages(words), position="top")
    st.set_page_config(page_title=f"Ondo · {page.title}")
    try:
        labels = view.Labels(language, data.emotions(language), data.touchpoints(language))
        facts = data.facts()
        if not facts.n:
            states.empty_database(words)
            return
        chosen, grain = filters.sidebar(labels, data.known_values(), facts)
        view.enter(view.made(labels, chosen, grain, facts))
    except queries.OndoError as error:
        logging.getLogger("ondo").warning("%s", error)
        states.failure(words, error)
        return
    comments.follow()
    try:
        page.run()
    except Exception:
        logging.getLogger("ondo").exception("the page %s failed", page.url_path)
        states.query_failed(words)


_run()
