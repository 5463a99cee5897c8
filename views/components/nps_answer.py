"""The answer of the page of scores: what goes most with a score, as what it would be without it."""

from collections.abc import Sequence
from html import escape

from views.charts.chart_rows import ChartRow
from views.components import empty_states, parts
from views.files import look
from views.files.printed import Printed, printed, printed_pair
from views.session import drill_down
from views.session.current_view import View
from views.words.korean_particles import thing


def show_answer(view: View, score: str, page: str, ranked: Sequence[ChartRow], row: ChartRow) -> None:
    """The head of the page; ``ranked`` are the drivers that may be ranked, ``row`` is the score's own."""
    words = view.words
    clear = next((one for one in ranked if one["is_clear"]), None)
    if clear is None:
        key = f"{score}.answer.unclear" if ranked else f"{score}.answer.few"
        parts.page_head(view, page, words(key, value=printed(score, row[score], row), limit=view.limits.few_below))
        if not ranked:
            empty_states.offer_all_dates(view)
        return
    pair = without(view, score, clear)
    parts.page_head(view, page, answer_text(view, score, clear, pair))
    html = f"{look.certainty(words, is_clear=True)}<span>{escape(words('nps.answer.pair', now=pair.now, without=pair.former))}</span>"
    filter = drill_down.DrillDown("", tuple(clear["mark"].items()), score, view.grain).filter(view.filter)
    parts.evidence_line(view, html, filter, "nps_evidence")


def without(view: View, score: str, row: ChartRow) -> Printed:
    """The score as it is, and without the answers of a theme, as they are printed."""
    whole = row[f"of_{score}"]
    return printed_pair(view.words, score, whole, whole - row["impact"], row)


def answer_text(view: View, score: str, row: ChartRow, pair: Printed) -> str:
    """What a clear driver says: without its answers the score stands so much higher or lower."""
    name = row["name_text"]
    return view.words(
        f"{score}.answer.{row['dimension']}.{'higher' if pair.difference < 0 else 'lower'}",
        theme=thing(name) if view.language == "ko" else name,
        by=pair.gap.lstrip("+−"),
    )
