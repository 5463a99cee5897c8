"""A report as one self-contained HTML file, and that file as PDF: two A4 pages and its stories; no script, no request."""

import re
from collections.abc import Sequence
from datetime import datetime
from html import escape

from views.files.embedded_font import font_faces
from views.files.report_pages import attention_on_pages, first_page, second_page
from views.files.report_parts import Report
from views.files.report_style import FAMILY, STYLE
from views.files.story import Story
from views.files.story_html import story_html
from views.words.labels import count


def html(report: Report, now: datetime, stories: Sequence[Story] = (), *, has_fonts: bool = True) -> str:
    """The report as an HTML page, with stories of touchpoints after its two pages. Text of the data is escaped; only comments that
    may be quoted are in it. Without ``has_fonts`` it takes those of the reader's system.

    Raises ModuleNotFoundError where fontTools is not installed.
    """
    view = report.view
    title = escape(f"Ondo · {view.words('report.title')}")
    attention = attention_on_pages(report)
    told = "".join(story_html(view, story) for story in stories)
    body = "".join(
        (
            first_page(report, attention),
            second_page(report, attention, _footer(report, now)),
            f'<section class="sheet">{told}</section>' if told else "",
        )
    )
    fonts = font_faces(FAMILY, body) if has_fonts else ""
    return whole_words(
        f'<!doctype html><html lang="{view.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'font-src data:; img-src data:">'
        f"<title>{title}</title><style>{fonts}{STYLE}</style></head><body>{body}</body></html>\n"
    )


def pdf(page: str) -> bytes:
    """The HTML page as PDF with its fonts embedded.

    Raises ModuleNotFoundError where WeasyPrint is not installed, OSError where the system has no Pango.
    """
    import weasyprint
    from weasyprint.urls import URLFetcher

    inside_alone = URLFetcher(allowed_protocols=("data",))
    made: bytes | None = weasyprint.HTML(string=page, url_fetcher=inside_alone).write_pdf()
    assert made is not None
    return made


_TAG = re.compile(r"(<[^>]*>)")
_HANGUL_WORD = re.compile(r"[^\s&;]*[가-힣][^\s&;]*")
LONGEST_WORD = 16
"""Letters of a word that is kept whole."""


def whole_words(page: str) -> str:
    """The page with every Korean word in an element that is not broken: WeasyPrint knows no ``word-break: keep-all``, and
    browsers break dates such as 2026-07-06부터."""
    head, body_tag, body = page.partition("<body>")
    made, inside = [], 0
    for part in _TAG.split(body):
        if part.startswith(("<text", "</text")):
            inside += -1 if part.startswith("</") else 1
        made.append(part if inside or part.startswith("<") else _HANGUL_WORD.sub(_whole, part))
    return head + body_tag + "".join(made)


def _whole(found: re.Match[str]) -> str:
    word = found[0]
    return f'<span class="word">{word}</span>' if len(word) <= LONGEST_WORD else word


def _footer(report: Report, now: datetime) -> str:
    """What the numbers mean, how quotes are chosen, and of what the report was made."""
    view = report.view
    made = view.words(
        "report.colophon",
        now=now.strftime("%Y-%m-%d %H:%M %Z"),
        n=count(view.facts.n),
        last=view.facts.last_day or "–",
        version=view.facts.scorer_version,
    )
    return "".join(f'<div class="cap">{escape(text)}</div>' for text in (view.words("report.meanings"), made))
