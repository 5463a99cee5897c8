"""The shared parts of the look as HTML: two signs, interval bars, cards, share bars, quotes. Everything escaped; theme.css draws them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from views.charts.chart_rows import ChartRow
from views.files import highlight
from views.files.clause_marks import marked_clauses
from views.files.comment_card import colours, names
from views.files.highlight import Evidence
from views.files.mentions import touchpoint_names
from views.files.text_room import width_of
from views.words.labels import View, count, percent, points, tone_text
from views.words.period_names import day_name
from views.words.ratings import rating_text
from views.words.strings import Words

LONGEST_QUOTE = 240

NUMBER_SIZE, NUMBER_WIDTH = 16, 40
"""Pixels of the letters of the number that a row begins with, and of its column, which is wider beside a longer one."""

Interval = tuple[float, float, float]
"""Low end, value and high end."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed: by how much, whether more of it is better (+1), worse (-1) or neither (0), whether that is
    clear, whether it is a level such as NPS or tone, which goes up and down, or a share, which grows and shrinks, and whether
    it is not said to be clear for the few answers that it is of alone."""

    difference: float
    valence: int
    is_clear: bool
    is_level: bool = False
    is_few: bool = False

    @property
    def meaning(self) -> str:
        """better, worse or neither."""
        sign = self.valence * self.difference
        return "better" if sign > 0 else "worse" if sign < 0 else "neither"

    @property
    def shade(self) -> str:
        """The meaning in whose colour it is told: that of a clear change alone."""
        return self.meaning if self.is_clear else "neither"


@dataclass(frozen=True, slots=True)
class Card:
    """A key figure: its name and n, its value and what it is compared with, both intervals on one scale, how it changed.

    ``colour`` is that of an emotion, '' for a figure without one; ``change`` is None where nothing is compared, and
    ``compared`` says why.
    """

    name: str
    n: str
    value: str
    compared: str
    now: Interval | None = None
    former: Interval | None = None
    limits: tuple[float, float] = (0.0, 1.0)
    colour: str = ""
    change: Change | None = None
    is_few: bool = False


def icon(name: str) -> str:
    """A Material Symbol by its ligature, which screen readers skip."""
    return f'<span class="o-icon" aria-hidden="true">{escape(name)}</span>'


def direction_text(words: Words, change: Change) -> str:
    """Where a number went, and whether that is good: 줄어 좋아짐."""
    if not change.difference:
        return words("sign.same")
    way = "up" if change.difference > 0 else "down"
    return words(f"sign.{change.meaning}" if change.is_level else f"sign.{way}.{change.meaning}")


def direction(words: Words, change: Change) -> str:
    """The sign of direction: an arrow where the number went, in words and colour whether that is good."""
    said = escape(direction_text(words, change))
    if not change.difference:
        return f'<span class="o-sign">{said}</span>'
    arrow = icon("arrow_upward" if change.difference > 0 else "arrow_downward")
    return f'<span class="o-sign o-{change.shade}">{arrow}{said}</span>'


def certainty(words: Words, is_clear: bool, is_few: bool = False, why: str = "") -> str:
    """The sign of certainty: neutral, filled where it is clear; of few answers, where these alone keep it from being clear; ``why``
    stands in its place."""
    kind, symbol = ("sure", "check") if is_clear and not is_few else ("unsure", "radio_button_unchecked")
    said = why or words("number.few" if is_few else f"sign.{kind}")
    return f'<span class="o-sign o-{kind}">{icon(symbol)}{escape(said)}</span>'


def signs(words: Words, change: Change) -> str:
    """Both signs side by side."""
    return f'<span class="o-signs">{direction(words, change)}{certainty(words, change.is_clear, change.is_few)}</span>'


def interval_bars(now: Interval | None, former: Interval | None, limits: tuple[float, float]) -> str:
    """The 95 % intervals before (grey, hollow) and now (dark) on one scale, with a line at zero where it is inside."""
    low, high = limits
    if (now is None and former is None) or high <= low:
        return ""

    def at(value: float) -> float:
        return round(100 * (min(max(value, low), high) - low) / (high - low), 1)

    def bar(kind: str, found: Interval) -> str:
        begin, middle, end = map(at, found)
        return (
            f'<i class="o-bar-{kind}" style="left:{begin}%;width:{max(end - begin, 0.5):.1f}%"></i>'
            f'<u class="o-dot-{kind}" style="left:{middle}%"></u>'
        )

    zero = f'<i class="o-zero" style="left:{at(0)}%"></i>' if low < 0 < high else ""
    pieces = [zero, bar("former", former) if former else "", bar("now", now) if now else ""]
    return f'<div class="o-range" aria-hidden="true"><i class="o-track"></i>{"".join(pieces)}</div>'


def card(words: Words, made: Card) -> str:
    """A key figure."""
    spot = dot(made.colour) if made.colour else ""
    sign = signs(words, made.change) if made.change else ""
    is_told = made.change is not None and made.change.is_few
    few = f'<span class="o-few">{escape(words("number.few"))}</span>' if made.is_few and not is_told else ""
    return (
        f'<div class="o-card"><div class="o-card-head">{spot}<span>{escape(made.name)}</span><span class="o-note">{escape(made.n)}</span></div>'
        f'<div class="o-card-value"><b>{escape(made.value)}</b><span>{escape(made.compared)}</span></div>'
        f"{interval_bars(made.now, made.former, made.limits)}"
        f'<div class="o-card-signs">{sign}{few}</div></div>'
    )


def numbered(number: str, text: str, note: str, end: str = "") -> str:
    """A row that begins with a number: what it is of, a note below, and HTML at its end."""
    wide = ' class="o-wide"' if width_of(number, NUMBER_SIZE) > NUMBER_WIDTH else ""
    return f'<div class="o-look"><b{wide}>{escape(number)}</b><span>{escape(text)}<small>{escape(note)}</small></span>{end}</div>'


def dot(colour: str) -> str:
    """The dot that stands before an emotion's name."""
    return f'<span class="o-dot" style="--c:{escape(colour, quote=True)}"></span>'


def emotion(view: View, code: str) -> str:
    """An emotion: dot and name."""
    found = view.emotions.get(code)
    colour = found.colour if found else view.palette.muted
    return f'<span class="o-emotion">{dot(colour)}{escape(view.emotion(code))}</span>'


def tone_line(view: View, row: ChartRow) -> str:
    """A tone with its interval and n, in a line; or that there are too few answers for one."""
    return _level_line(view, row, "tone", tone_text, "panel.n")


def score_line(view: View, row: ChartRow, score: str) -> str:
    """An NPS or a mean rating (``score``) as ``tone_line`` has a tone; of NPS, below it how its answers divide."""
    if score == "rating":
        return _level_line(view, row, score, lambda value: rating_text(value, row["top"]), "panel.answers")
    line = _level_line(view, row, score, points, "panel.answers")
    if row["size"] == "hidden":
        return line
    groups = {name: count(row[name]) for name in ("promoters", "passives", "detractors")}
    return line + f'<div class="o-note">{escape(view.words("panel.bands", **groups))}</div>'


def _level_line(view: View, row: ChartRow, name: str, write: Callable[[float | None], str], counted: str) -> str:
    words = view.words
    if row["size"] == "hidden":
        return f'<div class="o-note">{escape(words("number.hidden_below", limit=view.limits.hidden_below))}</div>'
    ends = words("number.range", low=write(row["low"]), high=write(row["high"]))
    return (
        f'<div class="o-line">{escape(words(f"word.{name}"))} <b>{escape(write(row[name]))}</b> '
        f"<span>({escape(ends)})</span> <span>{escape(words(counted, n=count(row['n'])))}</span></div>"
    )


def share_bars(view: View, rows: Sequence[ChartRow]) -> str:
    """Shares of emotions as bars, in the order given."""
    lines = []
    for row in rows:
        found = view.emotions.get(row["emotion"])
        colour = found.colour if found else view.palette.muted
        lines.append(
            f'<div class="o-share"><span>{escape(view.emotion(row["emotion"]))}</span><i><u style="--c:{escape(colour, quote=True)};'
            f'width:{100 * row["share"]:.1f}%"></u></i><b>{escape(whole_percent(row["share"]))}</b></div>'
        )
    return f'<div class="o-shares">{"".join(lines)}</div>'


def whole_percent(share: float | None) -> str:
    """A fraction as whole percent; with one decimal below one percent, where a whole one would be 0 or 1."""
    if share is None:
        return "–"
    return percent(share) if 0 < share < 0.01 else f"{100 * share:.0f}%"


def quote(view: View, row: dict[str, Any], title: str = "", is_card: bool = True, longest: int = LONGEST_QUOTE) -> str:
    """A comment: its clauses that feel something marked, its emotions, where and when it was said."""
    head = f"<h3>{escape(title)}</h3>" if title else ""
    present = "".join(emotion(view, code) for code in row["present"] or ())
    place = f'<div class="o-note">{escape(" · ".join(filter(None, facts_of(view, row))))}</div>'
    inner = f'{head}{said_html(view, row, longest)}<div class="o-emotions">{present}</div>'
    if is_card:
        return f'<article class="o-quote">{inner}{place}</article>'
    return f'<article class="o-comment">{place}{inner}</article>'


def said_html(view: View, row: dict[str, Any], longest: int) -> str:
    """The beginning of a comment with the clauses marked in which its emotions are felt."""
    if not row["text"] or not row.get("mentions"):
        return text_html(view, row, longest)

    def mark(html: str, emotion: str) -> str:
        found = view.emotions.get(emotion)
        colour, name = (found.colour, found.label) if found else (view.palette.muted, emotion)
        return f'<mark title="{escape(name, quote=True)}" style="--c:{escape(colour, quote=True)}">{html}</mark>'

    return f'<p dir="auto" class="ondo-text">{view.said(marked_clauses(row, mark, longest))}</p>'


def text_html(view: View, row: dict[str, Any], longest: int) -> str:
    """The beginning of a comment with the words marked that made its score, or why there is none."""
    text = row["text"]
    if not text:
        why = "comments.no_text" if row["state"] == "no_text" else "comments.expired"
        return f'<p class="o-note">{escape(view.words(why))}</p>'
    shown = text[:longest]
    html = view.said(highlight.marked(shown, row["evidence"] or (), colours(view), names(view), _mark))
    return f'<p dir="auto" class="ondo-text">{html}{"…" if len(shown) < len(text) else ""}</p>'


def _mark(text: str, span: Evidence, name: str, colour: str) -> str:
    bare = text.rstrip(" .!?。…~,")
    kind = "" if span["weight"] > 0 or span["emotion"] == highlight.TONE else ' class="o-lowers"'
    return (
        f'<mark{kind} title="{name}" style="--c:{colour}">{escape(bare)}</mark>{escape(text[len(bare) :])}'
        if bare
        else escape(text)
    )


def facts_of(view: View, row: dict[str, Any]) -> list[str]:
    """Where a comment was said, "" where nowhere, when, and how it was scored: 배송, 9월 23일, NPS 9."""
    words = view.words
    parts = [touchpoint_names(view, row)]
    if row["answered_at"] is not None:
        parts.append(day_name(words, row["answered_at"].date(), view.facts.last))
    if row["nps_score"] is not None:
        parts.append(words("comments.nps", score=row["nps_score"]))
    if row["rating"] is not None:
        parts.append(words("comments.rating", rating=f"{row['rating']:g}", top=row["rating_max"]))
    return parts


def head(name: str, answer: str, lines: Iterable[str] = ()) -> str:
    """The head of a page: its name, small, the answer as its h1, and lines of HTML below it, such as signs."""
    below = "".join(f'<div class="o-answer-line">{line}</div>' for line in lines if line)
    return f'<div class="o-head"><div class="o-page">{escape(name)}</div><h1>{escape(answer)}</h1>{below}</div>'


def section(title: str, note: str = "") -> str:
    """The title of a section, with a note at its other end."""
    side = f'<span class="o-note">{escape(note)}</span>' if note else ""
    return f'<div class="o-section"><h2>{escape(title)}</h2>{side}</div>'


def fact(name: str, note: str, values: str, signs: str, notes: Iterable[str] = ()) -> str:
    """A row that tells one thing: its name with a note below it, ``values`` and ``signs`` as HTML, and further notes."""
    small = "".join(f"<small>{escape(text)}</small>" for text in (note, *notes) if text)
    return (
        f'<div class="o-fact"><div><b>{escape(name)}</b>{small}</div>'
        f'<span class="o-fact-values">{values}</span><span class="o-fact-signs">{signs}</span></div>'
    )


def ranged(name: str, note: str, bars: str, values: str, end: str = "", is_wide: bool = False) -> str:
    """A row with intervals on a scale: its name with a note, ``bars`` of interval_bars, ``values`` and ``end`` as HTML;
    ``is_wide`` leaves both more room."""
    small = f"<small>{escape(note)}</small>" if note else ""
    return (
        f'<div class="o-fact o-ranged{" o-wide" * is_wide}"><div><b>{escape(name)}</b>{small}</div>{bars}'
        f'<span class="o-fact-values">{values}</span><span class="o-fact-signs">{end}</span></div>'
    )
