"""Comments as safe HTML: everything escaped, the words that made the score marked in the emotion's colour."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from views.words.labels import View, tone_text
from views.words.theme import TONE_NEGATIVE, TONE_POSITIVE

TONE = "tone"
"""The ``emotion`` of an evidence span that moved the tone."""

Evidence = Mapping[str, Any]
"""start and end (Unicode characters), emotion, weight (positive: raised it, negative: lowered it)."""


_LONGEST_WORD = 20
"""Letters by which a mark is made longer at most at either end."""

Mark = Callable[[str, Evidence, str, str], str]
"""``mark(text, span, name, colour)``: a marked piece of text as HTML; name and colour are escaped already."""


def marked(
    text: str,
    evidence: Iterable[Evidence],
    colours: Mapping[str, str],
    names: Mapping[str, str],
    mark: Mark | None = None,
) -> str:
    """The text as HTML with its evidence marked; where spans overlap, the heavier one wins.

    ``colours`` and ``names`` are by emotion code; spans of other codes, and spans outside the text, are left unmarked.
    Without ``mark`` a piece brings its look along.
    """
    owners = _owners(text, [span for span in evidence if span["emotion"] in colours or span["emotion"] == TONE])
    pieces, start = [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or owners[end] is not owners[start]:
            pieces.append(_piece(text[start:end], owners[start], colours, names, mark or _plain_mark))
            start = end
    return "".join(pieces)


def colour_of(span: Evidence, colours: Mapping[str, str]) -> str:
    """The colour of a span: its emotion's, or that of the tone's direction."""
    if span["emotion"] == TONE:
        return TONE_POSITIVE if span["weight"] > 0 else TONE_NEGATIVE
    return colours[span["emotion"]]


def chip(name: str, colour: str, note: str = "") -> str:
    """A small label in an emotion's colour; ``note`` follows in plain text."""
    tail = f' <span style="opacity:.75">{escape(note)}</span>' if note else ""
    ink = escape(colour, quote=True)
    return (
        f'<span style="display:inline-block;border:1px solid {ink};border-radius:4px;padding:0 .4em;'
        f'margin:0 .3em .15em 0;white-space:nowrap"><span style="color:{ink}">●</span> {escape(name)}{tail}</span>'
    )


def tone_chip(view: View, tone: float) -> str:
    """A tone as such a label."""
    return chip(view.words("comments.tone", tone=tone_text(tone)), TONE_POSITIVE if tone > 0 else TONE_NEGATIVE)


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, the last of which stands for what is left out."""
    return text if len(text) <= most else text[: most - 1] + "…"


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends of a part of a text, moved out to those of the words in which they lie, but for words without an end."""
    if start >= end:
        return start, end
    before, after = text[max(0, start - _LONGEST_WORD) : start][::-1], text[end : end + _LONGEST_WORD]
    return start - _letters(before, text[start]), end + _letters(after, text[end - 1])


def _letters(beyond: str, beside: str) -> int:
    """How many letters of a word lie beyond the letter beside them."""
    found = next((at for at, letter in enumerate(beyond) if not letter.isalnum()), len(beyond))
    return found if beside.isalnum() and found < _LONGEST_WORD else 0


def _owners(text: str, spans: list[Evidence]) -> list[Evidence | None]:
    owners: list[Evidence | None] = [None] * len(text)
    for span in sorted(spans, key=lambda span: abs(span["weight"])):
        for position in range(*whole_words(text, max(0, span["start"]), min(len(text), span["end"]))):
            owners[position] = span
    return owners


def _piece(text: str, span: Evidence | None, colours: Mapping[str, str], names: Mapping[str, str], mark: Mark) -> str:
    if span is None:
        return escape(text)
    colour = escape(colour_of(span, colours), quote=True)
    return mark(text, span, escape(names.get(span["emotion"], span["emotion"]), quote=True), colour)


def _plain_mark(text: str, span: Evidence, name: str, colour: str) -> str:
    raised = span["weight"] > 0 and span["emotion"] != TONE
    line = "solid" if raised or span["emotion"] == TONE else "dotted"
    fill = f"{colour}38" if raised else "none"
    style = f"background:{fill};color:inherit;border-bottom:2px {line} {colour};border-radius:2px;padding:0 1px"
    return f'<mark title="{name}" style="{style}">{escape(text)}</mark>'
