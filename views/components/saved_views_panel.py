"""Saved views: open, save, rename and delete them, behind a button of the filter bar."""

from collections.abc import Mapping

import streamlit as st

import queries
from views.session import saved_views, share_link, url_state
from views.session.current_view import View, plain
from views.session.kept_beside import NotKept
from views.words.strings import Words

_MESSAGE, _NAME = "saved_message", "saved_name"


def show_panel(view: View, page: str, pages: Mapping[str, str]) -> None:
    """The button; after the page, which notes what of its own belongs into the address. ``pages``: name -> file."""
    words, database = view.words, queries.database_path()
    saved = saved_views.read(database)
    title = words("saved.title", n=len(saved.views))
    with st.popover(title, icon=":material/bookmark:", key="saved_views", help=title):
        _show_message(words)
        if saved.is_broken:
            st.warning(words("saved.broken", name=plain(saved_views.path_of(database).name)), icon=":material/warning:")
            return
        for number, item in enumerate(saved.views):
            _show_view(words, number, item, pages.get(item.page), item.page == page)
        if not saved.views:
            st.caption(words("saved.none"))
        with st.form("save_view", clear_on_submit=False, border=False):
            st.text_input(
                words("saved.name"), key=_NAME, max_chars=saved_views.LONGEST_NAME, placeholder=words("saved.name.hint")
            )
            st.form_submit_button(
                words("saved.save"),
                on_click=_save,
                args=(page, share_link.query(view)),
                icon=":material/bookmark_add:",
                width="stretch",
            )


def _show_view(words: Words, number: int, item: saved_views.SavedView, file: str | None, is_here: bool) -> None:
    with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
        if file and not is_here:
            with st.container(key=f"boxed_saved_{number}"):
                st.page_link(file, label=plain(item.name), query_params=url_state.link_to(item.query), width="stretch")
        else:
            st.button(
                plain(item.name), key=f"saved_open_{number}", on_click=_open, args=(item, is_here), width="stretch"
            )
        with st.popover(
            "", icon=":material/more_vert:", key=f"saved_more_{number}", help=words("saved.more", name=item.name)
        ):
            st.text_input(
                words("saved.rename"), value=item.name, key=f"saved_rename_{number}", max_chars=saved_views.LONGEST_NAME
            )
            st.button(
                words("saved.rename.do"), key=f"saved_rename_do_{number}", on_click=_rename, args=(number, item.name)
            )
            st.button(
                words("saved.delete"),
                key=f"saved_delete_{number}",
                on_click=_delete,
                args=(item.name,),
                icon=":material/delete:",
            )


def _show_message(words: Words) -> None:
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.warning(words(f"saved.{message}", most=saved_views.MOST, letters=saved_views.LONGEST_NAME))


def _open(item: saved_views.SavedView, is_here: bool) -> None:
    """Open a view of the page on screen, or say that the page of the view is no more."""
    if is_here:
        url_state.restore(item.query)
    else:
        st.session_state[_MESSAGE] = "gone"


def _save(page: str, query: str) -> None:
    try:
        saved_views.save(queries.database_path(), saved_views.SavedView(st.session_state[_NAME], page, query))
        st.session_state[_NAME] = ""
    except NotKept as refused:
        st.session_state[_MESSAGE] = refused.key


def _rename(number: int, name: str) -> None:
    try:
        saved_views.rename(queries.database_path(), name, st.session_state[f"saved_rename_{number}"])
    except NotKept as refused:
        st.session_state[_MESSAGE] = refused.key


def _delete(name: str) -> None:
    try:
        saved_views.delete(queries.database_path(), name)
    except NotKept as refused:
        st.session_state[_MESSAGE] = refused.key
