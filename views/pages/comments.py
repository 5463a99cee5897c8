"""Comments: read them page by page, one in full, and take exactly the filtered ones away as a file."""

import streamlit as st

from views.access import gate
from views.components import comment_dialog, comment_list, empty_states, sidebar, tables
from views.session import data
from views.session.current_view import View, count, current, plain
from views.words import filter_fields


def draw_page(view: View) -> None:
    """The whole page."""
    words = view.words
    st.title(words("page.comments"), anchor=False)
    comment_dialog.draw(view, is_addressed=True)
    if empty_states.nothing_matches(view):
        return
    st.caption(words("comments.filtered", what=plain(sidebar.described(view, view.filter))))
    order = sidebar.one_of(
        "order", filter_fields.ORDERS, words("comments.order"), lambda code: words(f"order.{code}"), view.language
    )
    n = data.row("comment_count", filter=view.filter)["n"]
    if gate.may("export"):
        _export(view, n)
    if view.filter.audience == "employee":
        st.caption(words("export.employees", limit=view.limits.employee_below))
    comment_list.page_of(view, view.filter, order, comment_list.PAGE_SIZE, comment_list.ADDRESSED, n)


def _export(view: View, n: int | None) -> None:
    words = view.words
    st.markdown(f":small[{words('export.title')}]")
    if (n or 0) > tables.MOST_ROWS:
        st.info(words("export.too_many", limit=count(tables.MOST_ROWS)), icon=":material/file_download_off:")
        return
    fetch = lambda: data.uncached("export_list", filter=view.filter)  # noqa: E731
    tables.downloads(view, fetch, f"ondo-comments-{_today(view)}", "comments")


def _today(view: View) -> str:
    return view.facts.last_day or "all"


draw_page(current())
