"""The report on a view as one file, HTML or PDF, made of what a source answers: the same for the command line and the dashboard."""

from collections.abc import Sequence
from ctypes.util import find_library
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.util import find_spec

from views.files.report import html, pdf
from views.files.report_contents import report_of
from views.files.report_parts import ReportSource
from views.files.story import Story
from views.words.labels import View
from views.words.periods import fitting

GRAIN = "month"
"""Of the trend, as far as the data bear it."""

MEDIA: dict[str, str] = {"html": "text/html", "pdf": "application/pdf"}
"""Format of a report (also the file's suffix) -> media type."""


def report_file(
    view: View,
    source: ReportSource,
    kind: str,
    dashboard: str = "",
    stories: Sequence[Story] = (),
    *,
    has_fonts: bool = True,
) -> bytes:
    """The report on a view that has its period (summary.with_period), as a file; without fonts inside those of the reader's system
    are taken.

    Raises queries.DatabaseError, ModuleNotFoundError where what renders it is not installed, OSError where the system has no Pango.
    """
    now = datetime.now(view.facts.zone)
    page = html(report_of(view, source, now.date(), dashboard), now, stories, has_fonts=has_fonts)
    return pdf(page) if kind == "pdf" else page.encode("utf-8")


def has_font_tools() -> bool:
    """Whether fonts can be put into the file."""
    return find_spec("fontTools") is not None


@cache
def can_make_pdf() -> bool:
    """Whether what makes PDF is installed, and Pango of the system; looked for without loading them, once a process."""
    return find_spec("weasyprint") is not None and find_library("pango-1.0") is not None


def on_paper(view: View) -> View:
    """The view of a page as a report has it: both ends of its period, if it has one, the grain of reports."""
    filter, facts = view.filter, view.facts
    if (filter.date_from or filter.date_until) and facts.last is not None and facts.first_day:
        first = filter.date_from or date.fromisoformat(facts.first_day)
        until = filter.date_until or facts.last + timedelta(days=1)
        filter = replace(filter, date_from=first, date_until=until)
    return replace(view, filter=filter, grain=fitting(GRAIN, *facts.days(None, None)), dark=False)
