"""Quick looks at a text that leave out most rows of the table of personal data."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from pipeline.masking import words
from pipeline.masking.health_patterns import may_tell_of_health
from pipeline.masking.korean_names import (
    CLEAR_SURNAMES,
    FIRST_SYLLABLES,
    LAST_SYLLABLES,
    NAME_LABELS,
    TITLES,
    WORDS_AS_NAMES,
)
from pipeline.masking.pattern import PersonalPattern

_DIGIT = re.compile("[0-9]")
_LATIN = re.compile("[A-Za-z@]")
_LOOSE_NUMBER = re.compile(r"[0-9](?:[^0-9A-Za-z가-힣]{0,5}[0-9])*")

MOST_REMEMBERED, LONGEST_REMEMBERED = 20_000, 40
"""Most parts of texts that are remembered with the rows that they make worth trying, and their most characters."""


def _any_of(names: Iterable[str]) -> str:
    """As words.any_of; looks at the first letter first."""
    names = tuple(names)
    return f"(?=[{''.join(sorted({name[0] for name in names}))}]){words.any_of(names)}"


def _names_gate() -> str:
    """What the start of a word looks like where a name may be."""
    surname = f"[{words.SURNAMES}사]"
    after = _any_of((*TITLES, *"님 씨 드림 올림 배상 拜上 씀 백 라는 이라는 입니다 명의 이름 앞으로".split()))
    ends = _any_of("입니다 인데 이라 라고 라는 이에요 예요 이고 임 이구요".split())
    label = _any_of((*NAME_LABELS, *(f"{who}{label}" for who in ("제", "내", "저희") for label in NAME_LABELS[:3])))
    alternatives = (
        rf"{surname}(?:[{FIRST_SYLLABLES}][{LAST_SYLLABLES}]{words.NAME_ALONE_ENDS}|[가-힣]{{2,3}} ?{after}| [가-힣] [가-힣] ?(?:님|씨|고객|입니다))",
        rf"[{CLEAR_SURNAMES}]{_any_of(sorted(WORDS_AS_NAMES))}",
        rf"{surname}[{FIRST_SYLLABLES}][{LAST_SYLLABLES}] ?(?:인데요|이라고)",
        rf"(?:저는?|제가|나는?|내가|전|본인은?) ?{surname}[가-힣]{{2}}{ends}",
        rf"{_any_of(words.KIN)} ?\(? ?[가-힣]{{2}}",
        "이 사람|명의|책임자|칭찬",
        rf"{label}(?: ?(?:성함|이름|명))?(?:은|는|이|가|께서|님)?[ :=]{{0,3}}\(?{surname}[가-힣]",
    )
    return "|".join(alternatives)


_NAMES = re.compile(f"[^가-힣A-Za-z0-9](?:{_names_gate()})")


def may_name(folded: str) -> bool:
    """Whether the name of somebody may be in a text in Korean: the start of a word looks like one, or like a word for one."""
    return not folded.isascii() and _NAMES.search(f" {folded}") is not None


def longest_number(text: str) -> int:
    """The most digits in one loose number: digits with up to five marks or spaces between two of them."""
    return max((len(_DIGIT.findall(number)) for number in _LOOSE_NUMBER.findall(text)), default=0)


_Gate = tuple[int, bool, bool, bool]

_NOTHING: _Gate = (0, False, False, False)
"""The gate of a text without a digit, a Latin letter, the start of a name or a word for an illness."""


def _is_tried(entry: PersonalPattern, gate: _Gate) -> bool:
    """Whether a row is worth trying on texts of a gate."""
    digits, latin, name, health = gate
    has_letters = latin >= entry.has_latin and name >= entry.of_korean_names and health >= entry.of_health
    return entry.digits <= digits and has_letters


def _needed(entry: PersonalPattern) -> str:
    """What a text without Latin letters must have for a row to match, as a pattern; anything where the row does not say."""
    return "|".join(map(re.escape, entry.near)) if entry.near else entry.needed


def _as_bits(places: Iterable[int]) -> int:
    return sum(1 << place for place in places)


class _Words:
    """The words of which rows need one, each with its rows as bits: that of a row is 1 shifted by its place in the table."""

    def __init__(self, rows: Iterable[tuple[int, PersonalPattern]]) -> None:
        self._rows: dict[str, int] = {}
        for place, entry in rows:
            for word in entry.near:
                self._rows[word] = self._rows.get(word, 0) | 1 << place
        self._search = re.compile(words.longest_of(self._rows)).search
        self._phrases = [word for word in self._rows if " " in word.strip()]
        self._remembered: dict[str, int] = {}

    def rows_in(self, lower: str) -> int:
        """The rows one of whose words is in a text in lower case."""
        found = 0
        for part in lower.replace(" ", " \0 ").split("\0"):
            rows = self._remembered.get(part)
            found |= self._rows_in_part(part) if rows is None else rows
        for phrase in self._phrases:
            if phrase in lower:
                found |= self._rows[phrase]
        return found

    def _rows_in_part(self, part: str) -> int:
        """The rows one of whose words is between two spaces, or begins or ends with one of these; remembered."""
        found = 0
        match = self._search(part)
        while match:
            for end in range(1, len(match[0]) + 1):
                found |= self._rows.get(match[0][:end], 0)
            match = self._search(part, match.start() + 1)
        if len(part) <= LONGEST_REMEMBERED:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[part] = found
        return found


class RowsByGate:
    """The rows of a table that are worth trying, by what a text has."""

    def __init__(self, table: tuple[PersonalPattern, ...], most_digits: int = 14) -> None:
        self._table = table
        self._most = most_digits
        self._wordless = _as_bits(place for place, entry in enumerate(table) if not entry.near)
        self._tried: dict[_Gate, int] = {}
        self._chosen = lru_cache(MOST_REMEMBERED)(self._rows_of)
        self._words = _Words((place, entry) for place, entry in enumerate(table) if not entry.digits)
        plain = [_needed(entry) for entry in table if _is_tried(entry, _NOTHING)]
        self._plain = re.compile("|".join(plain) or "(?!)")

    def rows_for(self, folded: str) -> Sequence[PersonalPattern]:
        """The rows worth trying on a folded text."""
        digits = longest_number(folded) if _DIGIT.search(folded) else 0
        latin = _LATIN.search(folded) is not None
        gate = min(digits, self._most), latin, may_name(folded), may_tell_of_health(folded)
        if gate == _NOTHING and self._plain.search(folded) is None:
            return ()
        if gate not in self._tried:
            self._tried[gate] = _as_bits(place for place, entry in enumerate(self._table) if _is_tried(entry, gate))
        words = self._words_of_all if digits else self._words
        return self._chosen((self._wordless | words.rows_in(folded.lower())) & self._tried[gate])

    def _rows_of(self, bits: int) -> Sequence[PersonalPattern]:
        return [entry for place, entry in enumerate(self._table) if bits >> place & 1]

    @cached_property
    def _words_of_all(self) -> _Words:
        """Those of rows that need digits, too."""
        return _Words(enumerate(self._table))
