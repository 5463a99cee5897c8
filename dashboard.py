"""Streamlit's entry: the pages, the shared sidebar, then the page that was asked for."""

import logging

import streamlit as st

import queries
from views import access, comments, data, filters, link, shelf, signin, states, theme, view

# Page -> icon. The page's file is views/pages/<page>.py, its name ``page.<page>`` in views/strings.py.
PAGES = {
    "summary": ":material/space_dashboard:",
    "nps": ":material/join_inner:",
    "trends": ":material/trending_up:",
    "journey": ":material/route:",
    "compare": ":material/compare_arrows:",
    "employees": ":material/badge:",
    "comments": ":material/forum:",
    "data": ":material/database:",
    "model": ":material/neurology:",
    "upload": ":material/upload_file:",
}
WITHOUT_DATA = ("upload",)


def _pages(words: view.Words) -> list[st.Page]:
    return [
        st.Page(
            f"views/pages/{name}.py",
            title=words(f"page.{name}"),
            icon=icon,
            url_path=name,
            default=name == "summary",
            help=words(f"page.{name}.help"),
            visibility="visible" if access.may_open(name) else "hidden",
        )
        for name, icon in PAGES.items()
    ]


def _run() -> None:
    st.set_page_config(page_icon="🌡️", layout="wide", initial_sidebar_state=340)
    st.logo(theme.logo(st.context.theme.type == "dark"), size="large")
    st.html(theme.focus_style(st.context.theme.type == "dark"))
    data.settle()
    language = filters.language()
    words = view.words_in(language)
    view.speak(language)
    page = st.navigation(_pages(words), position="top")
    name = page.url_path or "summary"
    shelf.follow({known: f"views/pages/{known}.py" for known in PAGES})
    st.set_page_config(page_title=f"Ondo · {page.title}")
    if not signin.admitted(words, name):
        return
    try:
        if name not in WITHOUT_DATA and not _enter(language, words):
            return
    except queries.OndoError as error:
        logging.getLogger("ondo").warning("%s", error)
        states.failure(words, error)
        return
    comments.follow()
    link.begin()
    place = st.sidebar.container()
    try:
        with st.spinner(words("world.loading")):
            page.run()
    except access.AccessDenied:
        signin.not_allowed(words, name)
    except Exception:
        logging.getLogger("ondo").exception("the page %s failed", name)
        states.query_failed(words)
    if name not in WITHOUT_DATA:
        with place:
            shelf.draw(view.current(), name, PAGES)


def _enter(language: str, words: view.Words) -> bool:
    """Draw the filters and make the view; False where there is nothing to show yet."""
    labels = view.Labels(language, data.emotions(language), data.touchpoints(language))
    facts = data.facts()
    if not facts.n:
        states.empty_database(words)
        return False
    chosen, grain = filters.sidebar(labels, data.known_values(), facts)
    view.enter(view.made(labels, chosen, grain, facts))
    return True


_run()
