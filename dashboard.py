"""Streamlit's entry: the pages and their order, the frame around them, then the page that was asked for."""

import streamlit as st

from views.access import gate
from views.components import page_counts, page_frame, sign_in
from views.session import current_view, data, drill_down, turns, uploads, url_state
from views.words import theme

# Section (its name is ``section.<section>``, none for the first) -> page -> icon. A page's file is views/pages/<page>.py,
# its name ``page.<page>`` in views/words/*.toml.
SECTIONS = {
    "": {
        "summary": ":material/space_dashboard:",
        "journey": ":material/route:",
        "trends": ":material/trending_up:",
        "nps": ":material/join_inner:",
        "compare": ":material/compare_arrows:",
    },
    "voices": {
        "comments": ":material/chat_bubble:",
        "topics": ":material/sell:",
        "customers": ":material/group:",
        "employees": ":material/badge:",
        "alerts": ":material/notifications:",
        "actions": ":material/task_alt:",
    },
    "upkeep": {
        "data": ":material/database:",
        "upload": ":material/download:",
        "model": ":material/memory:",
    },
}
PAGES = {name: icon for pages in SECTIONS.values() for name, icon in pages.items()}
WITHOUT_DATA = ("upload",)

# Former address -> the page that has taken its place.
MOVED = {"overview": "summary"}

_SIDEBAR = 208


def _page(name: str, words: current_view.Words) -> st.Page:
    return st.Page(
        f"views/pages/{name}.py",
        title=words(f"page.{name}"),
        icon=PAGES[name],
        url_path=name,
        default=name == "summary",
        help=words(f"page.{name}.help"),
        visibility="visible" if gate.may_open(name) else "hidden",
    )


def _moved(former: str, words: current_view.Words) -> st.Page:
    name = MOVED[former]
    target = page_frame.redirect_to(f"views/pages/{name}.py")
    return st.Page(target, title=words(f"page.{name}"), url_path=former, visibility="hidden")


def _pages(words: current_view.Words) -> dict[str, list[st.Page]]:
    found = {
        words(f"section.{section}") if section else "": [_page(name, words) for name in pages]
        for section, pages in SECTIONS.items()
    }
    found[""] += [_moved(former, words) for former in MOVED]
    return found


def _run() -> None:
    st.set_page_config(page_icon="🌡️", layout="wide", initial_sidebar_state=_SIDEBAR)
    is_dark = current_view.is_dark()
    st.html(theme.style_sheet(is_dark))
    st.logo(theme.logo_address(is_dark), size="medium")
    data.freeze_imports()
    page_frame.run_again_when_reconnected()
    url_state.follow()
    language = page_frame.language()
    words = current_view.words_in(language)
    current_view.set_language(language)
    page = st.navigation(_pages(words), position="sidebar", expanded=True)
    url_state.arrive()
    name = page.url_path or "summary"
    url_state.begin(name)
    drill_down.begin(name)
    st.set_page_config(page_title=f"Ondo · {page.title}")
    if not sign_in.admitted(words, name):
        return
    if name in WITHOUT_DATA or name in MOVED:
        page_frame.run_page(page, name, words)
        page_frame.show_counts_over_all(language)
    else:
        imports = uploads.running_imports()
        with turns.taken():
            _run_with_data(page, name, language, words)
        page_frame.run_again_when_imported(imports)
    url_state.write()


def _run_with_data(page: st.Page, name: str, language: str, words: current_view.Words) -> None:
    if chosen := page_frame.show_filters(name, language, words):
        page_frame.run_page_in_frame(page, name, words, chosen, {own: f"views/pages/{own}.py" for own in PAGES})
        page_counts.show(current_view.current())


_run()
