"""The menu of the bar that makes the report of what is on screen: two pages for people who do not open the dashboard."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

import queries
from views.access import gate
from views.access.access_log import plain_filter
from views.files.file_names import file_name
from views.files.report_days import period_text
from views.files.report_file import MEDIA, can_make_pdf, has_font_tools, on_paper, report_file
from views.session import data, share_link
from views.session.current_view import View, plain
from views.session.report_source import GatedSource
from views.words.filter_texts import filter_texts


def show(view: View) -> None:
    """The menu; on narrow screens it is an icon, named for those who do not see it."""
    with st.popover(view.words("report.menu"), icon=":material/summarize:", key="report"):
        show_inside(view)


def show_inside(view: View) -> None:
    """What the report is about, and the files that it can be had as."""
    words, told = view.words, on_paper(view)
    st.markdown(f"**{plain(words('report.menu.what'))}**")
    st.caption(plain(about(told)))
    with st.container(horizontal=True):
        for kind in MEDIA if can_make_pdf() else ("html",):
            st.download_button(
                words(f"report.{kind}"),
                data=_maker(told, kind),
                file_name=f"{file_name(told, 'report')}.{kind}",
                mime=MEDIA[kind],
                key=f"download_report_{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
    st.caption(words("report.menu.print"))


def about(view: View) -> str:
    """The period with what it is compared with, and the filters, if there are any."""
    undated = replace(view.filter, date_from=None, date_until=None)
    return " · ".join([period_text(view), *filter_texts(view, undated)])


def _maker(view: View, kind: str) -> Callable[[], bytes]:
    """Makes the file for the visitor of this run, later and in another thread; not where it cannot be logged."""
    visitor, dashboard = gate.visitor(), share_link.dashboard() or queries.digest_settings().dashboard
    told = replace(view, emotions=data.emotions(view.language))

    def make() -> bytes:
        with gate.acting(visitor):
            has_fonts = kind == "pdf" or has_font_tools()
            made = report_file(told, GatedSource.of_visitor(), kind, dashboard, has_fonts=has_fonts)
            gate.note(visitor, "export", name="report", format=kind, filters=plain_filter(told.filter))
            return made

    return make
