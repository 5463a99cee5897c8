"""What a report says beside its answer: where the change shows most, in whose words, and the measures that have no card."""

from collections.abc import Iterator

from views.files.answer import Answer, clearest_place
from views.files.capital import capital_line
from views.files.key_cards import level_card
from views.files.report_parts import Evidence, ReportLine
from views.files.summary_parts import RunQuery
from views.words.labels import View


def evidence_of(view: View, answer: Answer, run: RunQuery, *, has_quote: bool = True) -> Evidence:
    """What stands behind the emotion that an answer tells of; nothing behind another answer. Without ``has_quote`` nobody's words:
    who may not read comments may not select them by an emotion either. Raises queries.DatabaseError."""
    told = answer.told
    if told is None or not told.emotion or view.comparison is None:
        return Evidence()
    place = clearest_place(view, told, run)
    quotes = run("quote_list", filter=(place or told).filter, language=view.language).to_pylist() if has_quote else []
    line = ReportLine(place.text, "comments", place.filter) if place else None
    return Evidence(line, told.when or view.comparison.name, next(iter(quotes), None))


def further_lines(view: View, run: RunQuery) -> Iterator[ReportLine]:
    """Of the measures that have no card: the second score, and emotional capital, in a sentence each."""
    for code in view.scores[1:]:
        card = level_card(view, code, run).card
        if card.now:
            said = " · ".join(part for part in (f"{card.name} {card.value}", card.compared, card.n) if part)
            yield ReportLine(said, "nps", view.filter, card.change)
    capital = capital_line(view, run)
    if capital:
        yield ReportLine(" · ".join(capital), "journey", view.filter)
