"""The parts of a report as HTML: all text of the data escaped, each sentence a link where the dashboard's address is known."""

from collections.abc import Sequence
from html import escape

from views.charts.chart_rows import ChartRow
from views.files.clause_marks import Mark, marked_clauses
from views.files.mentions import touchpoint_names
from views.files.report_days import day_text
from views.files.report_parts import (
    BETTER,
    CLEAR,
    NEITHER,
    HeatCell,
    HeatRow,
    Interval,
    JourneyMap,
    KeyNumber,
    MovedTopic,
    Report,
    ReportLine,
    Signs,
    Trend,
)
from views.files.report_style import (
    HIGHLIGHT,
    PAGE_WIDTH,
    PAPER,
    arrow,
    certainty_mark,
    dot,
    emotion_colour,
    mixed,
    tone_colour,
)
from views.files.text_room import shortened_to
from views.files.trend_picture import trend_svg, unnamed_events
from views.words.labels import View
from views.words.links import dashboard_link

LONGEST_NAME, LONGEST_QUOTE, LONGEST_FIRST_QUOTE = 170, 150, 110
"""Pixels of a name in a row; characters of a quote, and of the one under the answer."""

MOST_EMOTIONS = 2
MAP_LABELS = 220
"""Pixels of a touchpoint's name on two lines of the map."""


def linked(report: Report, line: ReportLine, html: str) -> str:
    """The HTML as a link to what it is about, where the dashboard's address is known."""
    address = dashboard_link(report.dashboard, line.page, line.filter, lang=report.view.language)
    return f'<a href="{escape(address, quote=True)}">{html}</a>' if address else html


def sentence(report: Report, line: ReportLine) -> str:
    """A sentence, linked."""
    return linked(report, line, escape(line.text))


def two_signs(view: View, signs: Signs | None, kind: str = "share") -> str:
    """Direction and certainty, beside each other; ``kind`` says whether more or less of it is told, or better and worse alone."""
    if signs is None or not signs.meaning:
        return ""
    colour = {BETTER: PAPER.better, NEITHER: PAPER.n600}.get(signs.meaning, PAPER.worse)
    way = {1: "up", 0: "same", -1: "down"}[signs.direction]
    said = view.words(f"report.sign.{kind}.{way}.{signs.meaning}" if signs.direction else "report.sign.same")
    shown = f'<span class="{signs.meaning}">{arrow(signs.direction, colour)}{escape(said)}</span>'
    if signs.certainty:
        sure = view.words(f"report.sign.{signs.certainty}")
        shown += f'<span class="{signs.certainty}">{certainty_mark(signs.certainty == CLEAR)}{escape(sure)}</span>'
    return f'<span class="signs">{shown}</span>'


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
    """The answer: a sentence, how sure, of how many, in whose words, and what went the other way."""
    view, answer = report.view, report.answer
    kind = "share" if answer.quote_label else "score"
    has_evidence = bool(report.dashboard and answer.headline.signs)
    go = f'<span class="go">{escape(view.words("report.read"))} →</span>' if has_evidence else ""
    facts = "".join(
        (
            two_signs(view, answer.headline.signs, kind),
            f'<span class="second long">{escape(answer.evidence)}</span>' if answer.evidence else "",
            f'<span class="second long">{sentence(report, answer.place)}</span>' if answer.place else "",
            linked(report, answer.headline, go) if go else "",
        )
    )
    return (
        f"<h1>{sentence(report, answer.headline)}</h1>"
        f'{f"""<div class="line">{facts}</div>""" if facts else ""}{_first_quote(report)}{_also(report)}'
    )


def _first_quote(report: Report) -> str:
    answer = report.answer
    if answer.quote is None:
        return ""
    said = marked_clauses(answer.quote, _marker(report.view), LONGEST_FIRST_QUOTE)
    facts = escape(_facts(report.view, answer.quote))
    label = escape(answer.quote_label)
    return f'<div class="said"><span dir="auto">“{said}”</span><span class="cap">{label} · {facts}</span></div>'


def _also(report: Report) -> str:
    line = report.answer.also
    if line is None:
        return ""
    return f'<div class="line"><span class="second long">{sentence(report, line)}</span>{two_signs(report.view, line.signs)}</div>'


def numbers_html(report: Report) -> str:
    """The key numbers in a row, a legend of their bars, and the further measures."""
    words = report.view.words
    cards = "".join(_number(report, number) for number in report.numbers)
    legend = ""
    if any(number.former for number in report.numbers):
        legend = (
            f'<div class="legend cap"><span><i class="was"></i>{escape(report.former_label)}</span>'
            f"<span><i></i>{escape(words('report.now'))}</span><span>{escape(words('report.bars'))}</span></div>"
        )
    elif any(number.now for number in report.numbers):
        legend = f'<div class="legend cap"><span>{escape(words("report.bars_alone"))}</span></div>'
    further = "".join(f'<div class="cap">{sentence(report, line)}</div>' for line in report.further)
    return f'<div class="four">{cards}</div>{legend}{further}'


def _number(report: Report, number: KeyNumber) -> str:
    kind = "score" if number.colour is None else "share"
    name = (dot(number.colour) if number.colour else "") + escape(number.label)
    line = ReportLine(number.label, number.page, number.filter)
    return (
        f'<div class="card"><div class="name"><span>{linked(report, line, name)}</span><span>{escape(number.n_text)}</span></div>'
        f'<div class="value">{escape(number.value)}</div><div class="cap">{escape(number.beside)}</div>'
        f"{_range(number)}{two_signs(report.view, number.signs, kind)}</div>"
    )


def _range(number: KeyNumber) -> str:
    """The 95 % intervals before (hollow) and now (dark) on one scale, with zero where it lies on it."""
    told = [("is", number.now), *([("was", number.former)] if number.former else [])]
    shown = [(name, found) for name, found in told if found is not None]
    if not shown:
        return ""
    low, high = _scale([found for _, found in shown], number.limits)

    def at(value: float) -> float:
        return round(100 * (min(max(value, low), high) - low) / (high - low), 1)

    zero = f'<span class="zero" style="left:{at(0)}%"></span>' if low < 0 < high else ""
    marks = "".join(
        f'<span class="{name} bar" style="left:{at(found.low)}%;width:{max(0.5, at(found.high) - at(found.low)):.1f}%"></span>'
        f'<span class="{name} point" style="left:{at(found.value)}%"></span>'
        for name, found in shown
    )
    return f'<div class="range"><span class="axis"></span>{zero}{marks}</div>'


def _scale(found: Sequence[Interval], limits: tuple[float, float]) -> tuple[float, float]:
    """The ends of the intervals and a quarter more on either side, within what the measure can be."""
    low, high = min(item.low for item in found), max(item.high for item in found)
    beyond = max(high - low, (limits[1] - limits[0]) / 20) / 4
    return max(limits[0], low - beyond), min(limits[1], high + beyond)


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
    most = max((max(one.former, one.now) for one in report.topics), default=1.0) or 1.0
    name = escape(shortened_to(topic.name, 13, LONGEST_NAME))
    former = f"{escape(topic.former_text)} → " if topic.former_text else ""
    then = f'<span class="then" style="left:{98 * topic.former / most:.1f}%"></span>' if topic.former_text else ""
    line = ReportLine(topic.name, "comments", topic.filter)
    signs = two_signs(report.view, topic.signs) if topic.former_text else ""
    if topic.is_few:
        signs = f'<span class="cap">{escape(report.view.words("report.few"))}</span>'
    return (
        f'<li class="topic"><span>{linked(report, line, name)}</span>'
        f'<span class="share">{former}<b>{escape(topic.now_text)}</b></span>'
        f'<span class="gauge"><span class="now" style="width:{100 * topic.now / most:.1f}%"></span>{then}</span>{signs}</li>'
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
    said = marked_clauses(row, _marker(view), LONGEST_QUOTE)
    felt = "".join(
        f"<span>{dot(emotion_colour(view, code))}{escape(view.emotion(code))}</span>"
        for code in row["present"][:MOST_EMOTIONS]
    )
    return (
        f'<div class="quote"><h3>{escape(view.words("quote." + row["role"]))}</h3><p dir="auto">{said}</p>'
        f'<div class="felt">{felt}</div><div class="cap">{escape(_facts(view, row))}</div></div>'
    )


def _facts(view: View, row: ChartRow) -> str:
    day = day_text(view, row["answered_at"].date()) if row["answered_at"] else view.words("comments.no_date")
    score = ""
    if row["nps_score"] is not None:
        score = f"NPS {row['nps_score']}"
    elif row["rating"] is not None:
        given, top = row["rating"], row["rating_max"]
        score = f"{view.words('word.rating')} {given:g}/{top:g}"
    place = shortened_to(touchpoint_names(view, row), 12, LONGEST_NAME)
    return " · ".join(part for part in (place, day, score) if part)


def _marker(view: View) -> Mark:
    def mark(html: str, emotion: str) -> str:
        colour = emotion_colour(view, emotion)
        name = escape(view.emotion(emotion), quote=True)
        ground = mixed(colour, "#ffffff", HIGHLIGHT)
        return f'<mark title="{name}" style="background:{ground};border-bottom-color:{colour}">{html}</mark>'

    return mark
