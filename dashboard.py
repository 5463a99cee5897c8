"""Streamlit's entry: the pages, the shared sidebar, then the page that was asked for."""

import streamlit as st

from views.access import gate
from views.components import page_frame, sidebar, sign_in
from views.session import current_view, data, url_state
from views.words import theme

# Page -> icon. The page's file is views/pages/<page>.py, its name ``page.<page>`` in views/words/*.toml.
PAGES = {
    "summary": ":material/space_dashboard:",
    "nps": ":material/join_inner:",
    "trends": ":material/trending_up:",
    "topics": ":material/tag:",
    "journey": ":material/route:",
    "alerts": ":material/notifications:",
    "compare": ":material/compare_arrows:",
    "customers": ":material/group:",
    "employees": ":material/badge:",
    "comments": ":material/forum:",
    "data": ":material/database:",
    "model": ":material/neurology:",
    "upload": ":material/upload_file:",
}
WITHOUT_DATA = ("upload",)

# Former address -> the page that has taken its place.
MOVED = {"overview": "summary"}


def _pages(words: current_view.Words) -> list[st.Page]:
    return [
        st.Page(
            f"views/pages/{name}.py",
            title=words(f"page.{name}"),
            icon=icon,
            url_path=name,
            default=name == "summary",
            help=words(f"page.{name}.help"),
            visibility="visible" if gate.may_open(name) else "hidden",
        )
        for name, icon in PAGES.items()
    ] + [
        st.Page(
            page_frame.redirect_to(f"views/pages/{name}.py"),
            title=words(f"page.{name}"),
            url_path=former,
            visibility="hidden",
        )
        for former, name in MOVED.items()
    ]


def _run() -> None:
    st.set_page_config(page_icon="🌡️", layout="wide", initial_sidebar_state=340)
    is_dark = st.context.theme.type == "dark"
    st.html(theme.text_style() + theme.list_style() + theme.link_style(is_dark) + theme.focus_style(is_dark))
    st.logo(theme.logo(is_dark), size="large")
    data.freeze_imports()
    url_state.follow()
    language = sidebar.language()
    words = current_view.words_in(language)
    current_view.set_language(language)
    page = st.navigation(_pages(words), position="top")
    name = page.url_path or "summary"
    st.set_page_config(page_title=f"Ondo · {page.title}")
    if not sign_in.admitted(words, name):
        return
    if name in WITHOUT_DATA or name in MOVED:
        page_frame.run_page(page, name, words)
    elif page_frame.show_filters(language, words):
        page_frame.run_page_with_saved_views(page, name, words, {own: f"views/pages/{own}.py" for own in PAGES})
    url_state.write()


_run()
