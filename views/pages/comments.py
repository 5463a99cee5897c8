"""Comments: read them page by page, one in full, and download exactly the filtered ones as a file."""

import pyarrow as pa
import streamlit as st

from views.access import gate
from views.components import comment_dialog, comment_list, empty_states, filter_widgets, tables
from views.files.export_form import ROWS, ExportForm, in_order
from views.session import data
from views.session.current_view import View, count, current, plain
from views.words import filter_fields


def show_page(view: View) -> None:
    """What people wrote."""
    words = view.words
    st.title(words("page.comments"), anchor=False)
    comment_dialog.show_open_comment(view, is_addressed=True)
    n, is_of_employees = data.row("comment_count", filter=view.filter)["n"], view.filter.audience == "employee"
    if (n is not None or is_of_employees) and empty_states.nothing_matches(view):
        return
    st.caption(words("comments.filtered", what=plain(filter_widgets.described(view, view.filter))))
    order = filter_widgets.one_of(
        "order", filter_fields.ORDERS, words("comments.order"), lambda code: words(f"order.{code}"), view.language
    )
    if gate.may("export"):
        _show_export(view, n, order)
    if is_of_employees:
        st.caption(words("export.employees", limit=view.limits.employee_below))
    comment_list.show_comments(view, view.filter, order, comment_list.PAGE_SIZE, comment_list.ADDRESSED, n)


def _show_export(view: View, n: int | None, order: str) -> None:
    words = view.words
    st.markdown(f":small[{words('export.title')}]")
    if (n or 0) > tables.MOST_ROWS:
        st.info(words("export.too_many", limit=count(tables.MOST_ROWS)), icon=":material/file_download_off:")
        return
    is_by_mention = st.toggle(words("export.mentions"), key="export_by_mention", help=words("export.mentions.help"))
    what = "mentions" if is_by_mention else "comments"
    form = _choose_columns(view, what)
    name = f"ondo-{what}-{view.facts.last_day or 'all'}"
    tables.show_downloads(view, lambda: _rows(view, what, order), name, what, form.apply)


def _choose_columns(view: View, what: str) -> ExportForm:
    """The form of the file: all columns in the reader's language, or those that are chosen."""
    whole = ExportForm(view.attributes, (), view)
    names = whole.names(ROWS[what])
    chosen = st.multiselect(
        view.words("export.columns"),
        names,
        format_func=whole.label,
        placeholder=view.words("export.columns.all"),
        key=f"export_columns_{what}",
    )
    return ExportForm(view.attributes, tuple(chosen), view)


def _rows(view: View, what: str, order: str) -> pa.Table:
    return in_order(data.uncached(ROWS[what], filter=view.filter), order)


show_page(current())
