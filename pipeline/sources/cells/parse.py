"""One cell to one typed value: text, id, rating, recommend score, consent, audience, language."""

import re
from datetime import datetime
from functools import lru_cache
from unicodedata import is_normalized, normalize

from pipeline.errors import Reason
from pipeline.masking.mask import quoted
from pipeline.records import Audience, ConsentAnswers
from pipeline.sources.cells.consent import consent_in
from pipeline.sources.cells.markup import plain, unwrapped
from pipeline.sources.cells.number_words import (
    is_nothing_said,
    listed_text,
    rating_number,
    recommend_number,
)
from pipeline.sources.cells.word_scale import TOP, points_in
from pipeline.sources.source_kind import Cell, CellFault, UnreadableCell, is_blank

LONGEST_TEXT = 100_000
"""Characters of the longest comment kept; longer ones are whole documents, or a broken quotation."""

LONGEST_REMEMBERED = 100
"""Characters of a cell up to which it is remembered."""

HUNDRED = 100
"""Top of scores in percent."""

SCALES = (5, 10)
"""Tops of the rating scales that are known."""

NO_ANSWERS = ConsentAnswers()

MISSING = frozenset(
    (
        "",
        "-",
        "--",
        "n/a",
        "na",
        "#n/a",
        "nan",
        "null",
        "none",
        "없음",
        "해당없음",
        "해당 없음",
        "nat",
        "<na>",
        "해당사항 없음",
        "해당사항없음",
        "무응답",
        "응답 없음",
        "not applicable",
        "no answer",
        "no rating",
        "not rated",
    )
)
"""What typed columns write for 'nothing', in lower case."""

EXACT_NUMBERS = 2**53
"""Beyond this, numbers of a spreadsheet stand for several whole numbers each."""

EMPLOYEES = frozenset("employee employees staff internal 직원 임직원 사내 내부 내부직원".split())
CUSTOMERS = frozenset("customer customers client user external 고객 외부 외부고객 회원 이용자 사용자".split())
LANGUAGES = dict(pair.split(":") for pair in "korean:ko 한국어:ko kor:ko kr:ko english:en 영어:en eng:en us:en".split())
"""Names of languages -> codes."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_STARS = re.compile(r"(?P<full>[★⭐🌟]\ufe0f?)*(?P<half>[½⯨])?(?P<empty>[☆✩]\ufe0f?)*$")
_WHOLE = re.compile(r"[+-]?\d{1,6}(?:\.0+)?\s*점?$")
_DAMAGED_ID = re.compile(r"\d(?:[.,]\d+)?[Ee]\+\d{2,}$")


def is_missing(cell: Cell) -> bool:
    """Whether a cell of a typed column holds nothing, or writes that it does."""
    return is_blank(cell) or (isinstance(cell, str) and cell.strip().lower() in MISSING)


def as_text(cell: Cell) -> str | None:
    """A cell as clean text (NFC, no control characters but newline and tab, no lone surrogates), or None if empty."""
    if isinstance(cell, str):
        text = unwrapped(cell)
    elif cell is None or cell != cell:
        return None
    elif isinstance(cell, UnreadableCell):
        raise CellFault(Reason("unreadable_cell", {"why": cell.why}))
    else:
        text = _printed(cell)
    if not text.isprintable() and _UNPRINTABLE.search(text):
        text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = _SURROGATES.sub("\ufffd", text)
    if not text.isascii() and not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return text.strip() or None


def as_comment(cell: Cell) -> str | None:
    """As as_text, out of HTML and lists, refusing what is longer than LONGEST_TEXT; 'nothing to say' is no comment."""
    text = as_text(plain(listed_text(cell)) if isinstance(cell, str) else cell)
    if text is None or is_nothing_said(text):
        return None
    if len(text) > LONGEST_TEXT:
        raise CellFault(Reason("text_too_long", {"value": f"{len(text):,}", "most": f"{LONGEST_TEXT:,}"}))
    return text


def as_label(cell: Cell) -> str | None:
    """As as_text, on one line."""
    text = as_text(cell)
    if text is None or text.isalnum():
        return text
    return " ".join(text.split())


_written_label = lru_cache(maxsize=2_000)(as_label)


def as_repeated_label(cell: Cell) -> str | None:
    """As as_label, for columns of few different cells, which are remembered."""
    return _written_label(cell) if isinstance(cell, str) and len(cell) <= LONGEST_REMEMBERED else as_label(cell)


def as_repeated_id(cell: Cell) -> str | None:
    """As as_id, for columns of few different cells, which are remembered."""
    return _written_label(cell) if isinstance(cell, str) and len(cell) <= LONGEST_REMEMBERED else as_id(cell)


def as_id(cell: Cell) -> str | None:
    """An id as text: whole numbers without point or exponent."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return as_label(cell)


def as_unique_id(cell: Cell) -> str | None:
    """As as_id, refusing what a spreadsheet has rounded: different answers would meet under it."""
    if is_damaged_id(cell):
        raise CellFault(Reason("rounded_id", {"value": quoted(cell)}))
    return as_id(cell)


def is_damaged_id(cell: Cell) -> bool:
    """Whether a spreadsheet has rounded the id: to something like 5.5E+08, or beyond the digits that it keeps."""
    if isinstance(cell, float):
        return abs(cell) > EXACT_NUMBERS
    return isinstance(cell, str) and "+" in cell and bool(_DAMAGED_ID.match(cell.strip()))


def as_rating(cell: Cell, scale: int = 0) -> tuple[float, int | None] | None:
    """A rating and, where it names one ('4/5', four of five stars, a word), the top of its own scale; None if empty.

    ``scale`` is that of word_scale.quality_scale. Raises CellFault for anything that is not a number of stars or points, nor a word of a known scale.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return None if cell != cell else (_measured(cell), None)
    return _written_rating(cell, scale) if isinstance(cell, str) else _rating_in_text(cell, scale)


def quiet_rating(cell: Cell, scale: int = 0) -> tuple[float, int | None] | None:
    """As as_rating; None for anything that is no rating, too."""
    try:
        return as_rating(cell, scale)
    except CellFault:
        return None


def _rating_in_text(cell: Cell, scale: int) -> tuple[float, int | None] | None:
    text = _typed_text(cell)
    if text is None:
        return None
    label = as_label(cell) or ""
    stars = _STARS.match(label)
    if stars:
        return _counted_stars(label, stars["half"] is not None)
    number = rating_number(text)
    points = points_in(text, scale if number is None else None) if number is None or number.is_beside_words else None
    if points is not None:
        return float(points), TOP
    if number is None:
        raise CellFault(Reason("not_a_rating", {"value": quoted(text)}))
    return number.value, number.top


_written_rating = lru_cache(maxsize=1_000)(_rating_in_text)
"""Remembered, because a column of ratings has few different cells."""


def _measured(number: float) -> float:
    try:
        return float(number)
    except OverflowError as error:
        raise CellFault(Reason("rating_too_large")) from error


def _counted_stars(label: str, has_half: bool) -> tuple[float, int | None]:
    full, empty = (sum(map(label.count, stars)) for stars in ("★⭐🌟", "☆✩"))
    shown = full + empty + has_half
    return full + has_half / 2, shown if empty and shown in SCALES else None


def as_nps(cell: Cell) -> int | None:
    """An answer to the recommend question, 0-10, or None if empty; raises CellFault."""
    return _written_nps(cell) if isinstance(cell, str) else _nps_in_text(cell)


def _nps_in_text(cell: Cell) -> int | None:
    text = _typed_text(cell)
    if text is None:
        return None
    if not _WHOLE.match(text):
        labelled = recommend_number(text)
        if labelled is None:
            raise CellFault(Reason("nps_not_whole", {"value": quoted(text)}))
        return labelled
    number = int(float(text.rstrip("점").strip()))
    if not 0 <= number <= 10:
        raise CellFault(Reason("nps_out_of_range", {"value": number}))
    return number


_written_nps = lru_cache(maxsize=1_000)(_nps_in_text)


def as_consent(cell: Cell, own: ConsentAnswers = NO_ANSWERS) -> bool:
    """Consent as given, by ``own`` answers first; an empty cell is none. Raises CellFault for an unknown word: consent is
    never assumed."""
    if isinstance(cell, bool):
        return cell
    text = _typed_text(cell)
    given = False if text is None else consent_in(text, own)
    if given is None:
        raise CellFault(Reason("consent_unclear", {"value": quoted(text)}))
    return given


def as_audience(cell: Cell) -> Audience | None:
    """customer, employee, or None if empty; raises CellFault."""
    text = _typed_text(cell)
    if text is None:
        return None
    word = text.lower().replace(" ", "")
    if word in EMPLOYEES:
        return "employee"
    if word in CUSTOMERS:
        return "customer"
    raise CellFault(Reason("audience_unknown", {"value": quoted(text)}))


def as_language(cell: Cell) -> str | None:
    """A language's code or name in lower case without its country, or None if empty or no word."""
    text = _typed_text(cell)
    if text is None:
        return None
    word = re.split(r"[-_ ]", text.lower())[0]
    return LANGUAGES.get(word, word[:20]) if word.isalpha() else None


def _typed_text(cell: Cell) -> str | None:
    text = as_label(cell)
    return None if text is None or text.lower() in MISSING else normalize("NFKC", text)


def _printed(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return str(cell)
