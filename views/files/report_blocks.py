"""The parts of a report as HTML: all text of the data escaped, each sentence a link where the dashboard's address is known."""

from dataclasses import replace
from html import escape

from views.charts.chart_rows import ChartRow
from views.charts.moved_topics import MovedTopic, with_topic
from views.files.attention import LookItem
from views.files.clause_marks import Mark, marked_clauses
from views.files.comment_card import colours
from views.files.key_cards import KeyCard, filter_of
from views.files.look import Card, Change, direction_text, facts_of
from views.files.report_parts import HeatCell, HeatRow, JourneyMap, Report, ReportLine, Trend
from views.files.report_style import (
    PAGE_WIDTH,
    PAPER,
    arrow,
    certainty_mark,
    dot,
    mixed,
    tone_colour,
)
from views.files.text_room import shortened_to
from views.files.topic_lines import marked, pair
from views.files.trend_picture import trend_svg, unnamed_events
from views.words.labels import View
from views.words.links import dashboard_link

LONGEST_NAME, LONGEST_QUOTE, LONGEST_FIRST_QUOTE = 170, 150, 110
"""Pixels of a name in a row; characters of a quote, and of the one under the answer."""

MOST_EMOTIONS = 2
MAP_LABELS = 220
"""Pixels of a touchpoint's name on two lines of the map."""


def linked(report: Report, line: ReportLine, html: str) -> str:
    """The HTML as a link to what it is about, where the dashboard's address is known and the reader may follow it."""
    if line.page == "comments" and not report.links_comments:
        return html
    address = dashboard_link(report.dashboard, line.page, line.filter, lang=report.view.language)
    return f'<a href="{escape(address, quote=True)}">{html}</a>' if address else html


def sentence(report: Report, line: ReportLine) -> str:
    """A sentence, linked."""
    return linked(report, line, escape(line.text))


def direction(view: View, change: Change | None) -> str:
    """Where a number went, and what that means; "" where no change is told."""
    if change is None:
        return ""
    colour = {"better": PAPER.better, "worse": PAPER.worse}.get(change.shade, PAPER.n600)
    way = (change.difference > 0) - (change.difference < 0)
    return f'<span class="{change.shade}">{arrow(way, colour)}{escape(direction_text(view.words, change))}</span>'


def two_signs(view: View, change: Change | None) -> str:
    """Direction and certainty, beside each other."""
    if change is None:
        return ""
    sure = "sure" if change.is_clear else "unsure"
    said = certainty_mark(change.is_clear) + escape(view.words("number.few" if change.is_few else f"sign.{sure}"))
    return f'<span class="signs">{direction(view, change)}<span class="{sure}">{said}</span></span>'


def head_html(report: Report) -> str:
    """Whose comments of which days, and what is left out of them."""
    words = report.view.words
    filters = f'<div class="cap">{escape(filters_text(report))}</div>' if report.filters else ""
    return (
        f"<header><span><b>Ondo</b> · {escape(words('report.title'))}</span>"
        f"<span>{escape(report.period)} · {escape(report.n_text)}</span></header>{filters}"
    )


def filters_text(report: Report) -> str:
    """What the comments were selected by, in at most two lines."""
    return shortened_to(report.filters, 12, 1.8 * PAGE_WIDTH)


def answer_html(report: Report) -> str:
    """The answer: a sentence, how sure, of how many, where, in whose words, and what went the other way."""
    view, told, place = report.view, report.answer.told, report.evidence.place
    headline = ReportLine(report.answer.text, "comments", told.filter) if told else _page(report, "summary")
    title = f"<h1>{linked(report, headline, escape(report.answer.text))}</h1>{_score(report)}"
    if told is None:
        return title + _also(report)
    go = (
        f'<span class="go">{escape(view.words("report.read.of", when=told.when) if told.when else view.words("report.read"))} →</span>'
        if report.dashboard and report.links_comments
        else ""
    )
    facts = "".join(
        (
            two_signs(view, told.change),
            f'<span class="second long">{escape(told.counted)}</span>',
            f'<span class="second long">{sentence(report, place)}</span>' if place else "",
            linked(report, headline, go) if go else "",
        )
    )
    return f'{title}<div class="line">{facts}</div>{_first_quote(report)}{_also(report)}'


def _score(report: Report) -> str:
    """NPS or rating, before and now, and how sure that is."""
    text, change = report.score
    line = ReportLine(text, "nps", report.view.filter)
    signs = two_signs(report.view, change)
    return f'<div class="line"><span class="long">{sentence(report, line)}</span>{signs}</div>' if text else ""


def _page(report: Report, page: str) -> ReportLine:
    return ReportLine("", page, report.view.filter)


def _first_quote(report: Report) -> str:
    quote = report.evidence.quote
    if quote is None:
        return ""
    told = quote["present"][:MOST_EMOTIONS]
    said = report.view.said(marked_clauses(quote | {"present": told}, _marker(report.view), LONGEST_FIRST_QUOTE))
    facts = escape(f"{report.evidence.quote_label} · {quote_facts(report.view, quote)}")
    felt = "".join(_felt(report.view, code) for code in told)
    return f'<div class="said"><span dir="auto">“{said}”</span><span class="cap felt">{facts} · {felt}</span></div>'


def _also(report: Report) -> str:
    """What speaks against the answer."""
    told = report.answer.however
    if told is None:
        return ""
    said = sentence(report, ReportLine(told.text, "comments", told.filter))
    return f'<div class="line"><span class="second long">{said}</span>{two_signs(report.view, told.change)}</div>'


def cards_html(report: Report) -> str:
    """The key figures in a row, a legend of their bars, and the further measures."""
    cards = "".join(_card(report, one) for one in report.cards)
    further = "".join(
        f'<div class="cap">{sentence(report, line)} {two_signs(report.view, line.change)}</div>'
        for line in report.further
    )
    return f'<div class="four">{cards}</div>{_legend(report)}{further}'


def _legend(report: Report) -> str:
    words, comparison = report.view.words, report.view.comparison
    names = ""
    if comparison and any(one.card.former for one in report.cards):
        names = f'<span><i class="was"></i>{escape(comparison.former_name)}</span><span><i></i>{escape(comparison.name)}</span>'
    elif not any(one.card.now for one in report.cards):
        return ""
    return f'<div class="legend cap">{names}<span>{escape(words("card.key"))}</span></div>'


def _card(report: Report, one: KeyCard) -> str:
    view, card = report.view, one.card
    name = (dot(card.colour) if card.colour else "") + escape(card.name)
    page = {"tone": "journey", "nps": "nps", "rating": "nps"}.get(one.code, "comments")
    line = ReportLine(card.name, page, filter_of(view, one.code))
    few = (
        f'<span class="cap">{escape(view.words("number.few"))}</span>'
        if card.is_few and not (card.change and card.change.is_few)
        else ""
    )
    return (
        f'<div class="card"><div class="name"><span>{linked(report, line, name)}</span><span>{escape(card.n)}</span></div>'
        f'<div class="value">{escape(card.value)}</div><div class="cap">{escape(card.compared)}</div>'
        f"{_range(card)}{two_signs(view, card.change)}{few}</div>"
    )


def _range(card: Card) -> str:
    """The 95 % intervals before (hollow) and now (dark) on one scale, with zero where it lies on it."""
    told = (("is", card.now), ("was", card.former))
    shown = [(name, found) for name, found in told if found is not None]
    low, high = card.limits
    if not shown or high <= low:
        return ""

    def at(value: float) -> float:
        return round(100 * (min(max(value, low), high) - low) / (high - low), 1)

    zero = f'<span class="zero" style="left:{at(0)}%"></span>' if low < 0 < high else ""
    marks = "".join(
        f'<span class="{name} bar" style="left:{at(begin)}%;width:{max(0.5, at(end) - at(begin)):.1f}%"></span>'
        f'<span class="{name} point" style="left:{at(middle)}%"></span>'
        for name, (begin, middle, end) in shown
    )
    return f'<div class="range"><span class="axis"></span>{zero}{marks}</div>'


def trend_html(report: Report, trend: Trend | None) -> str:
    """The trend with its title and its one caption."""
    if trend is None:
        return f'<div class="head"><h2>{escape(report.view.words("report.trend.none"))}</h2></div>'
    title = linked(report, ReportLine(trend.title, trend.page, trend.filter), escape(trend.title))
    return (
        f'<div class="head"><h2>{title}</h2></div><figure class="scroll">{trend_svg(trend)}</figure>'
        f'<div class="cap">{escape(trend_note(report, trend))}</div>'
    )


def trend_note(report: Report, trend: Trend) -> str:
    """What the marks of a trend are, and the events whose names have no room above it."""
    others = unnamed_events(trend)
    if not others:
        return trend.note
    names = shortened_to(", ".join(f"{event.name} {event.day}" for event in others), 12, PAGE_WIDTH)
    return f"{trend.note} {report.view.words('report.trend.also', events=names)}"


def topic_html(report: Report, topic: MovedTopic) -> str:
    """A topic: its share before and now, in figures and as a bar with the former share as a tick, and what that means."""
    view = report.view
    most = max(0.2, *(max(one.share, one.former_share) for one in report.topics))
    values = pair(view, topic)
    name = escape(shortened_to(marked(view, topic.name), 13, LONGEST_NAME))
    line = ReportLine(topic.name, "comments", with_topic(view.filter, topic))
    signs = two_signs(view, Change(values.difference, topic.valence, topic.is_clear))
    return (
        f'<li class="topic"><span>{linked(report, line, name)}</span>'
        f'<span class="share">{escape(values.former)} → <b>{escape(values.now)}</b></span>'
        f'<span class="gauge"><span class="now" style="width:{100 * topic.share / most:.1f}%"></span>'
        f'<span class="then" style="left:{98 * topic.former_share / most:.1f}%"></span></span>{signs}</li>'
    )


def look_line(report: Report, item: LookItem) -> ReportLine:
    """What needs a look as a sentence."""
    text = " · ".join(filter(None, [item.text, item.number, item.note]))
    return ReportLine(text, item.page or "comments", item.filter or report.view.filter)


def look_html(report: Report, item: LookItem) -> str:
    """What needs a look: its number, what it is of, and a note."""
    line = replace(look_line(report, item), text=item.text)
    return (
        f'<li class="look"><b>{escape(item.number)}</b><span>{sentence(report, line)} '
        f'<span class="cap">{escape(item.note)}</span></span></li>'
    )


def map_html(report: Report, journey: JourneyMap) -> str:
    """The heat map: touchpoints down, periods across, the tone in each cell; hollow where few said it."""
    heads = "".join(f"<th>{escape(name)}</th>" for name in journey.periods)
    rows = "".join(_map_row(report, row) for row in journey.rows)
    return (
        '<div class="scroll"><table class="map"><colgroup><col style="width:128px"></colgroup>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _map_row(report: Report, row: HeatRow) -> str:
    label = escape(shortened_to(row.label, 12, MAP_LABELS))
    cells = "".join(_cell(report, row, cell) for cell in row.cells)
    return f"<tr><th>{linked(report, ReportLine(row.label, 'comments', row.filter), label)}</th>{cells}</tr>"


def _cell(report: Report, row: HeatRow, cell: HeatCell) -> str:
    if cell.value is None:
        return f'<td class="hidden">{escape(cell.text)}</td>'
    colour = tone_colour(cell.value)
    style = f"background:{colour}" if cell.size == "normal" else f"border:2px solid {colour}"
    shown = linked(report, ReportLine(row.label, "comments", cell.filter), escape(cell.text))
    return f'<td style="{style}">{shown}</td>'


def quote_html(view: View, row: ChartRow) -> str:
    """A quote with its felt clauses highlighted, the emotions' names, and where and when it was said."""
    told = row["present"][:MOST_EMOTIONS]
    said = view.said(marked_clauses(row | {"present": told}, _marker(view), LONGEST_QUOTE))
    felt = "".join(_felt(view, code) for code in told)
    return (
        f'<div class="quote"><h3>{escape(view.words("quote." + row["role"]))}</h3><p dir="auto">{said}</p>'
        f'<div class="felt">{felt}</div><div class="cap">{escape(quote_facts(view, row))}</div></div>'
    )


def _felt(view: View, code: str) -> str:
    return f"<span>{dot(colours(view).get(code, PAPER.n400))}{escape(view.emotion(code))}</span>"


def quote_facts(view: View, row: ChartRow) -> str:
    """Where, when and with which score something was said."""
    place, *others = facts_of(view, row)
    return " · ".join(part for part in (shortened_to(place, 12, LONGEST_NAME), *others) if part)


def _marker(view: View) -> Mark:
    def mark(html: str, emotion: str) -> str:
        colour = colours(view).get(emotion, PAPER.n400)
        name = escape(view.emotion(emotion), quote=True)
        ground = mixed(colour, PAPER.background, PAPER.highlight / 100)
        return f'<mark title="{name}" style="background:{ground};border-bottom-color:{colour}">{html}</mark>'

    return mark
