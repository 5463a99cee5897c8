"""Comments as safe HTML with the clauses that feel something highlighted in their emotion's colour."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from views.charts.chart_rows import ChartRow
from views.files.highlight import whole_words

Mark = Callable[[str, str], str]
"""``mark(html, emotion)``: escaped text as highlighted in the colour of an emotion."""

_AROUND = " \t\r\n"
_ENDS = ".。!！?？…~,，;； \t\r\n"


def marked_clauses(row: ChartRow, mark: Mark, most: int) -> str:
    """The text of a comment, at most so many characters of it around its first felt clause, with its felt clauses marked.

    ``row`` has text, mentions and, where just the clauses of some emotions are to be marked, present; a clause is marked without the blanks around it and without its full stop.
    """
    text: str = row["text"]
    spans = list(_spans(row, text))
    first, last = _window(text, spans, most)
    pieces, at = ["… "] if first else [], first
    for start, end, emotion in spans:
        start, end = max(start, first, at), min(end, last)
        if start < end:
            pieces += [escape(text[at:start]), mark(escape(text[start:end]), emotion)]
            at = end
    pieces.append(escape(text[at:last]))
    return "".join(pieces).strip() + (" …" if last < len(text.rstrip()) else "")


def _spans(row: ChartRow, text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and emotion of each clause in which one is felt."""
    present = row.get("present")
    for mention in row.get("mentions") or ():
        emotion, start, end = mention["leading_emotion"], mention["start"], min(mention["end"], len(text))
        if not emotion or start >= end or (present is not None and emotion not in present):
            continue
        said = text[start:end]
        start += len(said) - len(said.lstrip(_AROUND))
        end -= len(said) - len(said.rstrip(_ENDS))
        if start < end:
            yield *whole_words(text, start, end), emotion


def _window(text: str, spans: Sequence[tuple[int, int, str]], most: int) -> tuple[int, int]:
    """The part of a text that is shown: its beginning, or, where nothing felt is in that, from its first felt clause on."""
    if len(text) <= most:
        return 0, len(text)
    first = spans[0][0] if spans and spans[0][1] > most else 0
    first = max(0, min(first, len(text) - most))
    last = min(len(text), first + most)
    blank = text.rfind(" ", first, last)
    return first, blank if last < len(text) and blank > first + most // 2 else last
