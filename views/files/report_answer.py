"""What a report says beside its answer: where the change shows most, in whose words, and the measures that have no card."""

from collections.abc import Iterator

import queries
from views.charts.chart_rows import ChartRow
from views.files.answer import Answer, Told, behind
from views.files.capital import capital_line
from views.files.key_cards import level_card
from views.files.printed import printed_pair
from views.files.report_parts import Evidence, ReportLine
from views.files.summary_parts import RunQuery
from views.words.labels import View


def evidence_of(view: View, answer: Answer, run: RunQuery, *, has_quote: bool = True) -> Evidence:
    """What stands behind the emotion that an answer tells of; nothing behind another answer. Without ``has_quote`` nobody's words:
    who may not read comments may not select them by an emotion either. Raises queries.DatabaseError."""
    told, former = answer.told, view.former
    if told is None or not told.emotion or former is None:
        return Evidence()
    place = _clearest_place(view, former, told, run) if told.touchpoint is None else None
    touchpoint = place["touchpoint"] if place else told.touchpoint
    filter, label = _when_more_felt_it(view, former, told)
    behind_it = behind(filter, told.emotion, touchpoint)
    quotes = run("quote_list", filter=behind_it).to_pylist() if has_quote else []
    return Evidence(_place_line(view, place) if place else None, label, next(iter(quotes), None))


def _when_more_felt_it(view: View, former: queries.Filter, told: Told) -> tuple[queries.Filter, str]:
    """The period in which the emotion was the more frequent, and its name."""
    names = ("", "") if view.comparison is None else (view.comparison.name, view.comparison.former_name)
    return (view.filter, names[0]) if told.change.difference > 0 else (former, names[1])


def _clearest_place(view: View, former: queries.Filter, told: Told, run: RunQuery) -> ChartRow | None:
    """The touchpoint at which a change of the whole is clearest, if it is clear at one."""
    rows: list[ChartRow] = run("emotion_share_change_by_touchpoint_list", filter=view.filter, other=former).to_pylist()
    for row in rows:
        is_alike = row["emotion"] == told.emotion and row["difference"] * told.change.difference > 0
        if row["touchpoint"] and is_alike and row["is_clear"]:
            return row
    return None


def _place_line(view: View, row: ChartRow) -> ReportLine:
    pair = printed_pair(view.words, "share", row["value"], row["other_value"], is_clear=True)
    text = view.words("report.place", place=view.touchpoint(row["touchpoint"]), former=pair.former, now=pair.now)
    filter = behind(view.filter, row["emotion"] if row["value"] else "", row["touchpoint"])
    return ReportLine(text, "comments", filter)


def further_lines(view: View, run: RunQuery) -> Iterator[ReportLine]:
    """Of the measures that have no card: the second score, and emotional capital, in a sentence each."""
    for code in view.scores[1:]:
        card = level_card(view, code, run).card
        if card.now:
            said = " · ".join(part for part in (f"{card.name} {card.value}", card.compared, card.n) if part)
            yield ReportLine(said, "nps", view.filter)
    capital = capital_line(view, run)
    if capital:
        yield ReportLine(" · ".join(capital), "journey", view.filter)
