"""The two pages of a report: which of its parts stand where, and how many of each have room. What has none is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

from views.charts.chart_rows import ChartRow
from views.files import report_blocks as blocks
from views.files.attention import LookItem
from views.files.report_parts import Report, ReportLine, ReportSection
from views.files.report_style import PAGE_HEIGHT, PAGE_WIDTH
from views.files.text_room import Item, fitting, lines_of
from views.files.trend_picture import HEIGHT as TREND_HEIGHT

COLUMN = (PAGE_WIDTH - 28) / 2
"""Pixels of one of two columns."""

_HEAD, _LINE, _CAPTION, _GAP = 38, 20, 16, 16
_ROW, _LIST_PADDING, _TOPIC = 26, 11, 57
_SIZE = 13
"""Pixels: a heading with the space above it, lines of text, space between parts; rows of the map, items of lists, letters."""

_CARD, _MAP_LINE = 166, 14
_FOOTER = 70


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs a look: its rows on the first page, how many are left, and these for the second page where it has room."""

    shown: tuple[str, ...]
    left: int
    rest: ReportSection | None


def attention_on_pages(report: Report) -> Attention:
    """What of all that needs a look stands on which page."""
    items = _attention_items(report)
    shown, left = _with_rest(items, lambda item: item[1], _first_room(report) - _HEAD)
    rest = _attention_rest(report, [line for *_, line in items[len(shown) :]])
    return Attention(tuple(html for html, *_ in shown), left, rest)


def first_page(report: Report, attention: Attention) -> str:
    """The answer, the key numbers, the trend, and beside each other the topics that moved and what needs a look."""
    parts = (
        blocks.head_html(report),
        blocks.answer_html(report),
        blocks.cards_html(report),
        blocks.trend_html(report, report.trend),
        f'<div class="two">{_topics(report, _first_room(report))}{_attention_html(report, attention)}</div>',
    )
    return f'<section class="sheet">{"".join(parts)}</section>'


def second_page(report: Report, attention: Attention, footer: str) -> str:
    """The journey, quotes, then in two columns what goes with the scores, actions and the like; the footer last."""
    journey, quotes = _journey(report), _quotes(report)
    rest = [attention.rest] if attention.rest else []
    sections = _columns(report, (*report.sections, *rest), _second_room(report))
    return f'<section class="sheet">{blocks.head_html(report)}{journey}{quotes}{sections}<footer>{footer}</footer></section>'


def _answer_height(report: Report) -> float:
    answer, evidence = report.answer, report.evidence
    height = _header_height(report) + 10 + 31 * lines_of(answer.text, 22, PAGE_WIDTH) + 24
    if report.score[0]:
        height += 26
    if answer.told:
        place = evidence.place.text if evidence.place else ""
        height += 22 * lines_of(f"{answer.told.counted} {place}", _SIZE, PAGE_WIDTH - 330)
    if evidence.quote is not None:
        height += 6 + _CAPTION + _LINE * lines_of("가나 " * (blocks.LONGEST_FIRST_QUOTE // 3), _SIZE, PAGE_WIDTH - 12)
    if answer.however:
        height += 4 + 22 * lines_of(answer.however.text + " " * 50, _SIZE, PAGE_WIDTH - 150)
    return height


def _header_height(report: Report) -> float:
    period = lines_of(f"{report.period} · {report.n_text}", 12, PAGE_WIDTH - 190)
    return _CAPTION * (period + (lines_of(blocks.filters_text(report), 12, PAGE_WIDTH) if report.filters else 0))


def _numbers_height(report: Report) -> float:
    few = _CAPTION if any(one.card.is_few for one in report.cards) else 0
    return (
        14 + _CARD + few + 6 + _CAPTION + sum(_CAPTION * lines_of(line.text, 12, PAGE_WIDTH) for line in report.further)
    )


def _trend_height(report: Report) -> float:
    if report.trend is None:
        return _HEAD
    return _HEAD + TREND_HEIGHT + 4 + _CAPTION * lines_of(blocks.trend_note(report, report.trend), 12, PAGE_WIDTH)


def _topics(report: Report, room: float) -> str:
    words = report.view.words
    shown = fitting(((topic, _TOPIC) for topic in report.topics), room - _HEAD)
    items = "".join(blocks.topic_html(report, topic) for topic in shown)
    nothing = "summary.topics.none" if report.view.former else "card.alone"
    return f"<div>{_headed(report, words('summary.topics'), 'topics')}{_list(items, words(nothing))}</div>"


def _attention_html(report: Report, attention: Attention) -> str:
    words = report.view.words
    rest = "report.rest" if attention.rest is None else "report.rest_overleaf"
    told = _list("".join(attention.shown), words("summary.attention.none"))
    told += _rest(report, attention.left, "alerts", rest)
    return f"<div>{_headed(report, words('summary.attention'), 'alerts')}{told}</div>"


def _attention_items(report: Report) -> list[tuple[str, float, ReportLine]]:
    """What needs a look, in its order: its HTML and height on the first page, and as a sentence."""
    return [
        (blocks.look_html(report, item), _look_height(item), blocks.look_line(report, item)) for item in report.looks
    ]


def _attention_rest(report: Report, lines: Sequence[ReportLine]) -> ReportSection | None:
    """What has no room on the first page, for the second; None where nothing is left, or none of it has room there either."""
    if not lines:
        return None
    section = ReportSection(report.view.words("report.attention_rest"), tuple(lines), "alerts")
    room_left = _second_room(report) - sum(map(_whole_height, report.sections)) / 2
    return section if room_left >= _whole_height(section) else None


def _whole_height(section: ReportSection) -> float:
    return _HEAD + sum(map(_item_height, section.lines))


def _first_room(report: Report) -> float:
    """Pixels of the first page that are left for what stands last on it."""
    return PAGE_HEIGHT - _answer_height(report) - _numbers_height(report) - _trend_height(report)


def _second_room(report: Report) -> float:
    """Pixels of the second page that are left for its columns."""
    return PAGE_HEIGHT - _journey_height(report) - _quotes_height(report) - _FOOTER - _GAP


def _look_height(item: LookItem) -> float:
    return _LIST_PADDING + _LINE * lines_of(f"{item.text} {item.note}", _SIZE, COLUMN - 54)


def _journey(report: Report) -> str:
    words, journey = report.view.words, report.journey
    if journey is None:
        return f'{_headed(report, words("report.journey"), "journey")}<div class="cap">{escape(words("report.journey.none"))}</div>'
    worst = ""
    if journey.worst:
        signs = blocks.two_signs(report.view, journey.worst.change)
        worst = f'<div class="line"><span class="long">{blocks.sentence(report, journey.worst)}</span>{signs}</div>'
    return (
        f"{_headed(report, words('report.journey'), 'journey')}{worst}{blocks.map_html(report, journey)}"
        f'<div class="cap">{escape(_journey_note(report))}</div>'
    )


def _journey_note(report: Report) -> str:
    journey = report.journey
    assert journey is not None
    left = report.view.words("report.journey.left_out", n=journey.left_out) if journey.left_out else ""
    return f"{journey.note} {left}".strip()


def _journey_height(report: Report) -> float:
    journey = report.journey
    if journey is None:
        return _header_height(report) + _HEAD + _CAPTION
    worst = 0
    if journey.worst:
        beside = 120 if journey.worst.change else 0
        worst = 4 + 22 * lines_of(journey.worst.text, _SIZE, PAGE_WIDTH - beside)
    note = _CAPTION * lines_of(_journey_note(report), 12, PAGE_WIDTH)
    longer = sum(_MAP_LINE for row in journey.rows if lines_of(row.label, 12, 120) > 1)
    return _header_height(report) + _HEAD + worst + 24 + _ROW * len(journey.rows) + longer + note


def _quotes(report: Report) -> str:
    words, view = report.view.words, report.view
    head = _headed(report, words("summary.quotes"), "comments", words("summary.quotes.rule"))
    if not report.quotes:
        return f'{head}<div class="cap">{escape(words("summary.quotes.none"))}</div>'
    return f'{head}<div class="three">{"".join(blocks.quote_html(view, row) for row in report.quotes)}</div>'


def _quotes_height(report: Report) -> float:
    if not report.quotes:
        return _HEAD + _CAPTION
    width = (PAGE_WIDTH - 20) / 3 - 24
    return _HEAD + 6 + 20 + 16 + 10 + max(_said_height(report, row, width) for row in report.quotes)


def _said_height(report: Report, row: ChartRow, width: float) -> float:
    """The height of a quote's text, of the emotions below it, and of where and when it was said."""
    felt = " ".join(f"……{report.view.emotion(code)}" for code in row["present"][: blocks.MOST_EMOTIONS])
    facts = blocks.quote_facts(report.view, row)
    text = report.view.said(row["text"][: blocks.LONGEST_QUOTE]) + " ……"
    return _LINE * lines_of(text, _SIZE, width) + 18 * lines_of(felt, 12, width) + _CAPTION * lines_of(facts, 12, width)


def _columns(report: Report, sections: Sequence[ReportSection], room: float) -> str:
    """The sections in two columns, each into the one with more room left; a single one in both."""
    rooms, columns = [room, room], ["", ""]
    sections = sections if len(sections) != 1 else _halves(sections[0])
    for section in sections:
        place = 0 if rooms[0] >= rooms[1] else 1
        html, height = _section(report, section, rooms[place])
        columns[place] += html
        rooms[place] -= height
    return f'<div class="two"><div>{columns[0]}</div><div>{columns[1]}</div></div>' if any(columns) else ""


def _halves(section: ReportSection) -> tuple[ReportSection, ...]:
    """A long section as two, the second without a heading."""
    half = (len(section.lines) + 1) // 2
    if len(section.lines) < 4:
        return (section,)
    return replace(section, lines=section.lines[:half]), ReportSection("", section.lines[half:], section.page)


def _section(report: Report, section: ReportSection, room: float) -> tuple[str, float]:
    """A section as far as it has room, and its height; "" where not even its first sentence has."""
    note = f'<div class="cap">{escape(section.note)}</div>' if section.note else ""
    before = _HEAD + (_CAPTION * lines_of(section.note, 12, COLUMN) if section.note else 0)
    shown, left = _with_rest(section.lines, _item_height, room - before)
    if not shown:
        return "", 0.0
    items = "".join(f"<li>{blocks.sentence(report, line)}</li>" for line in shown)
    height = before + sum(map(_item_height, shown)) + (_LIST_PADDING + _LINE if left else 0)
    head = _headed(report, section.title, section.page)
    return f"{head}{note}<ul>{items}</ul>{_rest(report, left, section.page)}", height


def _item_height(line: ReportLine) -> float:
    return _LIST_PADDING + _LINE * lines_of(line.text, _SIZE, COLUMN)


def _with_rest(lines: Sequence[Item], height_of: Callable[[Item], float], room: float) -> tuple[list[Item], int]:
    """The lines that fit, with room for a line on the rest, and how many are left."""
    heights = [(line, height_of(line)) for line in lines]
    if sum(height for _, height in heights) <= room:
        return list(lines), 0
    shown = fitting(heights, room - _LIST_PADDING - _LINE)
    return shown, len(lines) - len(shown)


def _rest(report: Report, left: int, page: str, key: str = "report.rest") -> str:
    if not left:
        return ""
    line = ReportLine(report.view.words(key, n=left), page, report.view.filter)
    return f'<div class="cap rest">{blocks.sentence(report, line)}</div>'


def _headed(report: Report, title: str, page: str, note: str = "") -> str:
    heading = blocks.linked(report, ReportLine(title, page, report.view.filter), escape(title))
    beside = f'<span class="cap">{escape(note)}</span>' if note else ""
    return f'<div class="head"><h2>{heading}</h2>{beside}</div>'


def _list(items: str, nothing: str) -> str:
    return f"<ul>{items}</ul>" if items else f'<div class="cap">{escape(nothing)}</div>'
