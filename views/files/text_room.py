"""How much room a text takes on paper, by estimate: enough to choose what fits a page before it is drawn."""

from collections.abc import Iterable
from typing import TypeVar
from unicodedata import east_asian_width

Item = TypeVar("Item")

_LETTER, _CAPITAL, _NARROW, _WIDE = 0.57, 0.72, 0.31, 0.95
"""Widths in parts of the size: of letters and figures, capitals, blanks and points, and Hangul; a little more than in most fonts."""

_THIN = frozenset(" .,:;'’‘!|il·()[]")


def width_of(text: str, size: float) -> float:
    """The width of a line in pixels; ``size`` is that of the font."""
    return size * sum(map(_part, text))


def lines_of(text: str, size: float, width: float) -> int:
    """How many lines a text takes where they break between words, and within one only where it is longer than a line."""
    lines, at = 1, 0.0
    for word in text.split():
        need = width_of(word, size)
        if at and at + need > width:
            lines, at = lines + 1, 0.0
        lines += max(0, int((need - 1) // width))
        at += (need % width if need > width else need) + _NARROW * size
    return lines


def shortened_to(text: str, size: float, width: float) -> str:
    """A text cut, with an ellipsis, so that it takes at most this width."""
    if width_of(text, size) <= width:
        return text
    room, kept = width - size, ""
    for letter in text:
        room -= size * _part(letter)
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + "…"


def fitting(items: Iterable[tuple[Item, float]], room: float) -> list[Item]:
    """The first of the items, each with its height, that fit the room."""
    kept: list[Item] = []
    for item, height in items:
        room -= height
        if room < 0:
            break
        kept.append(item)
    return kept


def _part(letter: str) -> float:
    if letter in _THIN:
        return _NARROW
    if east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() or letter in "%+−@—mwMW" else _LETTER
