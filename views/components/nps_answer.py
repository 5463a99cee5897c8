"""The answer of the page of scores: what goes most with a score, as what it would be without it."""

from collections.abc import Sequence
from html import escape

from views.charts.chart_rows import ChartRow
from views.components import empty_states, parts
from views.files import look
from views.files.score_drivers import answer_text, without
from views.session import drill_down
from views.session.current_view import View


def show_answer(view: View, score: str, page: str, ranked: Sequence[ChartRow], row: ChartRow) -> None:
    """The head of the page; ``ranked`` are the drivers that may be ranked, ``row`` is the score's own."""
    words = view.words
    text, clear = answer_text(view, score, ranked, row)
    parts.page_head(view, page, text)
    if clear is None:
        if not ranked:
            empty_states.offer_all_dates(view)
        return
    pair = without(view, score, clear)
    html = f"{look.certainty(words, is_clear=True)}<span>{escape(words('nps.answer.pair', now=pair.now, without=pair.former))}</span>"
    filter = drill_down.DrillDown("", tuple(clear["mark"].items()), score, view.grain).filter(view.filter)
    parts.evidence_line(view, html, filter, "nps_evidence")
