"""The menu of the comments page that hands out what is selected as a file: what a row is, which columns, in which language; and
the report."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as compute
import streamlit as st

from views.components import report_menu, tables
from views.files.export_form import ROWS, ExportForm, in_order
from views.files.file_names import file_name
from views.session import data
from views.session.current_view import View, count
from views.words.strings import LANGUAGES

_CODES = "codes"
"""The choice of a file in codes, which scripts rely on, instead of in a language."""


def show(view: View, n: int | None, n_of_scores: int | None, order: str) -> None:
    """The menu, for the ``n`` answers of the view's filter (None: too few to be told) in the order of the screen."""
    words = view.words
    with st.popover(words("export.menu"), icon=":material/download:", key="export_menu"):
        if (n or 0) > tables.MOST_ROWS:
            st.info(words("export.too_many", limit=count(tables.MOST_ROWS)), icon=":material/file_download_off:")
        else:
            _show_rows(view, n_of_scores, order)
        st.divider()
        report_menu.show_inside(view)


def _show_rows(view: View, n_of_scores: int | None, order: str) -> None:
    """The files of rows: what goes into them, how many rows that makes, and what they leave out."""
    words = view.words
    what = _one_of(view, "rows", {code: words(f"export.rows.{code}") for code in ROWS})
    language = _one_of(view, "language", _languages(view), words("export.language.help"))
    form = _form(view, what, language)
    has_choice = n_of_scores != 0 and what == "comments"
    with_scores = not has_choice or st.checkbox(words("export.scores"), value=True, key="export_scores")
    _say_how_many(view, what, with_scores)
    name, teller = file_name(view, what), form.view or view
    tables.show_downloads(teller, lambda: _rows(view, what, order, with_scores), name, what, form.apply)
    st.caption(words("export.menu.what", order=words(f"order.{order}")))


def _say_how_many(view: View, what: str, with_scores: bool) -> None:
    """How many rows the file has, and how many of them without their text, and why."""
    words, found = view.words, data.row("export_count", filter=view.filter)
    if found["comments"] is None:
        st.caption(words("export.count.few", limit=view.limits.hidden_below))
        return
    is_comments = what == "comments"
    n = found["comments"] + with_scores * found["scores"] if is_comments else found["mentions"]
    left_out = found["texts_left_out" if is_comments else "mention_texts_left_out"]
    said = words("export.count", n=count(n))
    st.markdown(said if not left_out else f"{said} {words('export.count.left_out', n=count(left_out))}")


def _one_of(view: View, name: str, options: Mapping[str, str], tip: str | None = None) -> str:
    chosen = st.segmented_control(
        view.words(f"export.{name}"),
        [*options],
        default=next(iter(options)),
        required=True,
        format_func=lambda code: options[code],
        key=f"export_{name}_{view.language}",
        help=tip,
    )
    return str(chosen)


def _languages(view: View) -> dict[str, str]:
    """The reader's own language first, codes last."""
    codes = sorted(LANGUAGES, key=lambda code: code != view.language)
    return {code: view.words(f"lang.{code}") for code in codes} | {_CODES: view.words("export.language.codes")}


def _form(view: View, what: str, language: str) -> ExportForm:
    """The form of the file: all columns or those that are chosen, in the words of a language or in codes."""
    teller = None if language == _CODES else _told_in(view, language)
    whole = ExportForm(view.attributes, (), teller, what)
    chosen = st.multiselect(
        view.words("export.columns"),
        whole.names(ROWS[what]),
        format_func=ExportForm(view.attributes, (), view, what).label,
        placeholder=view.words("export.columns.all"),
        select_all=False,
        key=f"export_columns_{what}",
    )
    return ExportForm(view.attributes, tuple(chosen), teller, what)


def _told_in(view: View, language: str) -> View:
    """The view of a reader of a language."""
    if language == view.language:
        return view
    return replace(
        view,
        language=language,
        emotions=data.emotions(language, view.dark),
        touchpoints=data.touchpoints(language),
    )


def _rows(view: View, what: str, order: str, with_scores: bool) -> pa.Table:
    found = data.uncached(ROWS[what], filter=view.filter)
    if not with_scores:
        found = found.filter(compute.not_equal(found.column("state"), "no_text"))
    return in_order(found, order)
