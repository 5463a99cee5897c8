"""The summary as one self-contained HTML file, and that file as PDF: charts as SVG, no script, no request."""

import base64
import io
import logging
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from views.charts.axes import format_n
from views.charts.chart_rows import ChartRow
from views.files.fonts import korean_font
from views.files.highlight import marked
from views.files.mentions import touchpoint_names
from views.files.report_sections import ReportSection
from views.files.story import Story
from views.files.story_html import story_html
from views.files.summary_parts import Summary, SummaryChart, SummarySentence
from views.files.summary_sentences import CHANGES
from views.words.labels import View, count
from views.words.theme import FONTS, LIGHT

FAMILY = "OndoReport"
"""Name of the embedded font."""

CHART_WIDTH = 370
LONGEST_QUOTE = 240
VEGA_LITE = "6.4"
"""Pixels of a chart; characters of a quote; version of Vega-Lite that renders, that of Altair 6."""

_VERDICTS = {"clear": "#1b6e45", "unclear": "#5b6675", "few": "#5b6675"}

_STYLE = f"""
@page {{ size: A4 landscape; margin: 7mm 11mm 10mm;
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt {FAMILY}, {FONTS}; color: {LIGHT.muted}; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; padding: 12px; max-width: 1120px; color: {LIGHT.text}; background: #fff;
  font: 13px/1.5 {FAMILY}, {FONTS}; overflow-wrap: anywhere; word-break: keep-all; }}
header {{ display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 4px 20px; }}
h1 {{ font-size: 22px; margin: 0; }} h2 {{ font-size: 15px; margin: 12px 0 4px; }}
.row {{ display: flex; flex-wrap: wrap; gap: 10px; margin-top: 8px; }}
.row > * {{ flex: 1 1 300px; min-width: 0; break-inside: avoid; }} .four > * {{ flex-basis: 200px; }}
.card {{ border: 1px solid #d9dee5; border-radius: 6px; padding: 8px 12px; }}
.value {{ font-size: 26px; font-weight: 700; line-height: 1.2; }}
.muted {{ color: {LIGHT.muted}; font-size: 12px; }} .badge {{ font-weight: 700; }}
.n {{ font-size: 10px; line-height: 1.2; padding-left: 5px; }}
svg {{ width: 100%; height: auto; display: block; }}
ul {{ margin: 0; padding-left: 18px; }} footer {{ margin-top: 10px; }}
blockquote {{ margin: 4px 0 0; }}
@media print {{ body {{ padding: 0; max-width: none; font-size: 11.5px; }} footer .muted {{ font-size: 9px; }} }}
"""


def html(made: Summary, now: datetime, sections: Sequence[ReportSection] = (), stories: Sequence[Story] = ()) -> str:
    """The summary as an HTML page, with further sections and stories of touchpoints. Text of the data is escaped; only comments that
    may be quoted are in it.

    Raises ModuleNotFoundError where vl-convert is not installed.
    """
    view, words = made.view, made.view.words
    font = korean_font()
    body = "".join(
        (
            f"<header><h1>{escape(words('report.title'))}</h1>"
            f'<span class="muted">{escape(made.period)}</span></header>',
            _row([_figure(view, figure) for figure in made.figures]),
            _row([_chart(view, chart, font) for chart in made.charts]),
            _row([_changes(made), _attention(made)]),
            f"<h2>{escape(words('summary.quotes'))}</h2>",
            _row([_quote(view, row) for row in made.quotes]) if made.quotes else _muted(words("summary.quotes.none")),
            *(_section(section) for section in sections),
            *(story_html(view, story) for story in stories),
            f"<footer>{_meanings(made)}{_muted(words('summary.quotes.help'))}{_muted(_colophon(view, now))}</footer>",
        )
    )
    face = _face(font, body) if font else ""
    return (
        f'<!doctype html><html lang="{view.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'font-src data:; img-src data:">'
        f"<title>Ondo · {escape(words('report.title'))}</title><style>{face}{_STYLE}</style></head>"
        f"<body>{body}</body></html>\n"
    )


def pdf(page: str) -> bytes:
    """The HTML page as PDF with its fonts embedded.

    Raises ModuleNotFoundError where WeasyPrint is not installed, OSError where the system has no Pango.
    """
    import weasyprint

    made: bytes | None = weasyprint.HTML(string=page, url_fetcher=_offline).write_pdf()
    assert made is not None
    return made


def svg(chart: SummaryChart, font: Path | None) -> str:
    """A chart as SVG text. Raises ModuleNotFoundError where vl-convert is not installed."""
    import vl_convert

    family = FONTS
    if font is not None:
        vl_convert.register_font_directory(str(font.parent))
    spec: dict[str, Any] = {
        **chart.build(*chart.arguments),
        "data": {"values": [_plain(row) for row in chart.rows]},
        "width": CHART_WIDTH,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": LIGHT.background,
        "config": {
            "font": f"{FAMILY}, {family}",
            "view": {"stroke": None},
            "axis": {
                "labelColor": LIGHT.muted,
                "titleColor": LIGHT.muted,
                "titleFontWeight": 400,
                "gridColor": LIGHT.grid,
            },
            "title": {"color": LIGHT.text},
        },
    }
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)


def _chart(view: View, chart: SummaryChart, font: Path | None) -> str:
    """A chart, and from how many answers its values come."""
    return f"<figure style='margin:0'>{svg(chart, font)}</figure><div class='muted n'>{escape(format_n(view, chart.rows))}</div>"


def _plain(row: ChartRow) -> ChartRow:
    return {name: value for name, value in row.items() if isinstance(value, str | int | float | bool | None)}


def _offline(url: str, *args: object, **kwargs: object) -> dict[str, Any]:
    """Only what the page itself holds: nothing is fetched."""
    if not url.startswith("data:"):
        raise ValueError(f"a report asks for nothing outside itself, not for {url[:80]}")
    head, _, body = url.partition(",")
    return {"string": base64.b64decode(body), "mime_type": head[5:].partition(";")[0]}


def _face(font: Path, body: str) -> str:
    """The font cut down to the letters of the page, as a style rule with the font inside."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options(notdef_outline=True, layout_features=["*"])
    with TTFont(font, fontNumber=0, lazy=True) as source:
        cutter = subset.Subsetter(options)
        cutter.populate(text=body + "0123456789 /")
        cutter.subset(source)
        sink = io.BytesIO()
        source.save(sink)
    data = base64.b64encode(sink.getvalue()).decode("ascii")
    return f"@font-face {{ font-family: {FAMILY}; src: url(data:font/ttf;base64,{data}); }}"


def _row(parts: list[str]) -> str:
    wide = "" if len(parts) < 4 else " four"
    return f'<div class="row{wide}">{"".join(f"<div>{part}</div>" for part in parts)}</div>'


def _muted(text: str) -> str:
    return f'<div class="muted">{escape(text)}</div>'


def _meanings(made: Summary) -> str:
    """What each figure is, in a sentence: a report has no question mark to point at."""
    words, emotions = made.view.words, made.view.emotion_names
    names = (f"summary.{figure.name}" for figure in made.figures)
    return _muted(" · ".join(f"{words(name)}: {words(f'{name}.help', **emotions)}" for name in names))


def _figure(view: View, figure: Any) -> str:
    words, verdict = view.words, ""
    if figure.verdict in _VERDICTS:
        colour, text = _VERDICTS[figure.verdict], words(f"verdict.{figure.verdict}")
        verdict = f'<span class="badge" style="color:{colour}">{escape(text)}</span> · '
    return (
        f'<div class="card"><div>{escape(words(f"summary.{figure.name}"))}</div>'
        f'<div class="value">{escape(figure.value)}</div>{_muted(figure.below)}'
        f'<div class="muted">{verdict}{escape(figure.change)}</div></div>'
    )


def _changes(made: Summary) -> str:
    words = made.view.words
    note = _muted(made.changes_note) if len(made.changes) < CHANGES else ""
    return f"<h2>{escape(words('summary.changes'))}</h2>{_listed(made.changes)}{note}"


def _attention(made: Summary) -> str:
    words = made.view.words
    none = "" if made.attention else _muted(words("summary.attention.none"))
    return f"<h2>{escape(words('summary.attention'))}</h2>{_listed(made.attention)}{none}"


def _section(section: ReportSection) -> str:
    return f"<h2>{escape(section.title)}</h2>{_listed(section.sentences)}"


def _listed(sentences: Sequence[SummarySentence]) -> str:
    lines = "".join(f"<li>{escape(item.text)}</li>" for item in sentences)
    return f"<ul>{lines}</ul>" if lines else ""


def _quote(view: View, row: ChartRow) -> str:
    words, text = view.words, row["text"]
    colours = {code: emotion.colour for code, emotion in view.emotions.items()}
    names = {code: emotion.label for code, emotion in view.emotions.items()} | {"tone": words("word.tone")}
    shown = marked(text[:LONGEST_QUOTE], row["evidence"] or (), colours, names)
    rest = " …" if len(text) > LONGEST_QUOTE else ""
    emotions = " · ".join(view.emotion(code) for code in row["present"])
    day = row["answered_at"].strftime("%Y-%m-%d") if row["answered_at"] else words("comments.no_date")
    facts = " · ".join(part for part in (day, touchpoint_names(view, row), emotions) if part)
    return (
        f'<div class="card"><b>{escape(words("quote." + row["role"]))}</b> {_muted(facts)}'
        f'<blockquote dir="auto">{shown}{rest}</blockquote></div>'
    )


def _colophon(view: View, now: datetime) -> str:
    return view.words(
        "report.colophon",
        now=now.strftime("%Y-%m-%d %H:%M %Z"),
        n=count(view.facts.n),
        last=view.facts.last_day or "–",
        version=view.facts.scorer_version,
    )
