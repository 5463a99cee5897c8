"""Tables without a header: whether their first row is data, and how their columns are then named."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from pipeline.sources.cells.columns import header_score
from pipeline.sources.cells.dates import any_date_reader
from pipeline.sources.cells.field_fit import is_read
from pipeline.sources.cells.header_names import PARTS, QUESTION, tidy
from pipeline.sources.cells.parse import is_missing
from pipeline.sources.cells.value_shapes import count_up
from pipeline.sources.source_kind import Cell, is_blank, joined_header, numbered_name

CellKind = Literal["blank", "date", "number", "contact", "prose", "word"]
"""What a cell holds; contacts are e-mail addresses."""

ALIKE = 0.8
"""Share of a column's cells that must be of one kind for it to be a column of that kind."""

LEAST_PROSE = 8
"""Characters of several words that may be a comment."""

LONGEST_DATE = LONGEST_NAME = 40

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?\s?(?:점|%)?$|[★☆⭐]+$")
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+$")
_SENTENCE = re.compile(r"([요다죠음네]|[.!~ㅋㅎㅠㅜ])\s*$")
_DATES = any_date_reader()


def named_top(rows: Sequence[Sequence[Cell]], position: int) -> tuple[Sequence[Cell], int]:
    """The names of the columns of a table by its first rows, and how many rows the header at ``position`` takes: none where
    that row is data."""
    if is_headless(rows[position:]):
        return numbered_names(_width(rows[position:])), 0
    return joined_header(rows, position)


def numbered_names(width: int) -> tuple[str, ...]:
    """The names of columns that have none: 'column 1', 'column 2' and so on."""
    return tuple(map(numbered_name, range(width)))


def is_headless(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first of some rows is data as those under it are.

    A date or an address over others of its kind shows it, and so does a number over numbers beside a comment over comments or
    a word that stands again under itself; in a table of one column, a comment over comments. A known name, or a word over
    dates or numbers, shows a header.
    """
    first, below, width = rows[0], [row for row in rows[1:] if not _is_again(row, rows[0])], _width(rows)
    filled = sum(not is_blank(cell) for cell in first)
    if not filled or 2 * filled < width or not below or header_score(first):
        return False
    signs = [_sign(first[place], _cells(below, place)) for place in range(min(width, len(first)))]
    if width == 1:
        return signs == ["prose"] and not _names_texts(str(first[0]))
    if filled < 2:
        return False
    if "header" in signs:
        return False
    numbers = [cell for cell, sign in zip(first, signs, strict=False) if sign == "number"]
    is_worded = "prose" in signs or "again" in signs
    is_among_repeated = "prose" in signs and signs.count("again") >= max(1, width // 4)
    return "data" in signs or bool(numbers and is_worded and not _count_up(numbers)) or is_among_repeated


def _names_texts(cell: str) -> bool:
    """Whether a cell is short, no sentence, and speaks of opinions or comments, as the name of a column does."""
    is_name = len(cell) <= LONGEST_NAME and not _SENTENCE.search(cell)
    return is_name and any(field == "text" and pattern.search(cell) for field, pattern in PARTS)


def _sign(head: Cell, below: Sequence[Cell]) -> Literal["header", "data", "number", "prose", "again", ""]:
    """What the first cell of a column says of its row, by the filled cells under it."""
    kind, kinds = cell_kind(head), [found for found in map(cell_kind, below) if found != "blank"]
    if kind == "blank" or not kinds:
        return ""
    typed = next((one for one in ("date", "number", "contact") if kinds.count(one) >= ALIKE * len(kinds)), None)
    if kind in ("date", "number", "contact") or typed:
        if kind != typed or kinds[0] != kind:
            return "header"
        return "number" if kind == "number" else "data"
    if kind == "prose" and 2 * kinds.count("prose") >= len(kinds):
        return "" if QUESTION.search(tidy(str(head))) else "prose"
    return "again" if str(head).strip() in {str(cell).strip() for cell in below} else ""


def cell_kind(cell: Cell) -> CellKind:
    """What a cell holds."""
    if is_missing(cell):
        return "blank"
    if isinstance(cell, date):
        return "date"
    if isinstance(cell, int | float):
        return "number"
    text = str(cell).strip()
    if _NUMBER.match(text):
        return "number"
    if _CONTACT.match(text):
        return "contact"
    if len(text) <= LONGEST_DATE and _is_date(text):
        return "date"
    return "prose" if " " in text and len(text) >= LEAST_PROSE else "word"


def _is_date(text: str) -> bool:
    return any(map(str.isdigit, text)) and is_read(_DATES.read, text)


def _count_up(numbers: Sequence[Cell]) -> bool:
    """Whether whole numbers count up, as the names of years or points do."""
    texts = [str(number).strip() for number in numbers]
    return all(map(str.isdecimal, texts)) and count_up([*map(int, texts)])


def _cells(rows: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    return [row[place] for row in rows if place < len(row)]


def _is_again(row: Sequence[Cell], first: Sequence[Cell]) -> bool:
    return [str(cell).strip() for cell in row] == [str(cell).strip() for cell in first]


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    """Places of the widest row, without empty ones at its end."""
    return max(next((at for at in range(len(row), 0, -1) if not is_blank(row[at - 1])), 0) for row in rows)
