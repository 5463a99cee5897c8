"""The menu of the comments page that hands out what is selected as a file: what a row is, which columns, in which language."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as compute
import streamlit as st

from views.components import tables
from views.files.export_form import ROWS, ExportForm, in_order
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
            return
        what = _one_of(view, "rows", {code: words(f"export.rows.{code}") for code in ROWS})
        language = _one_of(view, "language", _languages(view))
        form = _form(view, what, language)
        with_scores = n_of_scores == 0 or st.checkbox(words("export.scores"), value=True, key="export_scores")
        name = f"ondo-{what}-{view.facts.last_day or 'all'}"
        teller = form.view or view
        tables.show_downloads(teller, lambda: _rows(view, what, order, with_scores), name, what, form.apply)
        st.caption(words("export.menu.what", order=words(f"order.{order}")))


def _one_of(view: View, name: str, options: Mapping[str, str]) -> str:
    chosen = st.segmented_control(
        view.words(f"export.{name}"),
        [*options],
        default=next(iter(options)),
        required=True,
        format_func=lambda code: options[code],
        key=f"export_{name}_{view.language}",
    )
    return str(chosen)


def _languages(view: View) -> dict[str, str]:
    """The reader's own language first, codes last."""
    codes = sorted(LANGUAGES, key=lambda code: code != view.language)
    return {code: view.words(f"lang.{code}") for code in codes} | {_CODES: view.words("export.language.codes")}


def _form(view: View, what: str, language: str) -> ExportForm:
    """The form of the file: all columns or those that are chosen, in the words of a language or in codes."""
    teller = None if language == _CODES else _told_in(view, language)
    whole = ExportForm(view.attributes, (), teller)
    chosen = st.multiselect(
        view.words("export.columns"),
        whole.names(ROWS[what]),
        format_func=ExportForm(view.attributes, (), view).label,
        placeholder=view.words("export.columns.all"),
        key=f"export_columns_{what}",
    )
    return ExportForm(view.attributes, tuple(chosen), teller)


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
