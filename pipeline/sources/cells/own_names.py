"""The names, numbers and addresses that a row has of its writer, kept out of what the writer says in the same row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.masking.mask import mask_text
from pipeline.records import ColumnGuess
from pipeline.sources.source_kind import Cell

PERSONAL = "personal_data"
"""Code of the reason for which a column is kept out that says who wrote."""

NAME, OTHER = "[name]", "[id]"
"""What stands for a name, and for anything else, where no pattern of masking knows it."""

_NOBODY = frozenset(
    "고객 고객님 손님 익명 비회원 회원 게스트 비공개 없음 탈퇴회원 구매자 작성자 관리자 anonymous guest customer user "
    "none null n/a unknown member private hidden reviewer a google user".split()
)
_KOREAN = re.compile(r"[가-힣]{2,5}$")
_LATIN = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’.-]*){1,3}$")
_LEAST = 4
"""Characters of a value that is neither a Korean name nor a full Latin one, to be looked for."""


@dataclass(frozen=True, slots=True)
class OwnNames:
    """``places`` are those of a file's personal columns."""

    places: tuple[int, ...]

    @classmethod
    def of(cls, columns: Sequence[ColumnGuess]) -> "OwnNames":
        """Those of a file with these columns."""
        return cls(tuple(place for place, guess in enumerate(columns) if guess.reason.code == PERSONAL))

    def __bool__(self) -> bool:
        return bool(self.places)

    def withheld(self, text: str, cells: Sequence[Cell]) -> str:
        """The text without what the personal columns of its row hold."""
        for place in self.places:
            cell = cells[place] if place < len(cells) else None
            for value in _values(cell):
                if value in text:
                    text = _without(text, value)
        return text


def _values(cell: Cell) -> list[str]:
    """What to look for: a value, and the parts of a full Latin name."""
    value = " ".join(cell.split()) if isinstance(cell, str) else str(cell) if isinstance(cell, int) else ""
    if value.casefold() in _NOBODY or not (_KOREAN.match(value) or len(value) >= _LEAST):
        return []
    parts = [part for part in value.split() if len(part) >= _LEAST] if _LATIN.match(value) else []
    given = [value[1:]] if re.fullmatch(r"[가-힣]{3}", value) else []
    return [value, *parts, *(f"{name}님" for name in given)]


def _without(text: str, value: str) -> str:
    masked = mask_text(value)[0]
    mark = (
        masked
        if masked.startswith("[") and masked.endswith("]")
        else NAME
        if not any(map(str.isdigit, value))
        else OTHER
    )
    ends = r"(?<!\w)", r"(?!\w)" if value.isascii() else ""
    return re.sub(f"{ends[0]}{re.escape(value)}{ends[1]}", mark, text)
