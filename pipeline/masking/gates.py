"""Quick looks at a text that leave out most rows of the table of personal data."""

import re
from collections.abc import Callable, Iterable

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


def _names_gate(any_of: Callable[[Iterable[str]], str], ends_there: str) -> str:
    """What the start of a word looks like where a name may be.

    ``any_of`` writes alternatives as a pattern; ``ends_there`` is the pattern for the end of a name that stands alone.
    """
    surname = f"[{words.SURNAMES}사]"
    after = any_of((*TITLES, *"님 씨 드림 올림 배상 拜上 씀 백 라는 이라는 입니다 명의 이름 앞으로".split()))
    ends = any_of("입니다 인데 이라 라고 라는 이에요 예요 이고 임 이구요".split())
    label = any_of((*NAME_LABELS, *(f"{who}{label}" for who in ("제", "내", "저희") for label in NAME_LABELS[:3])))
    alternatives = (
        rf"{surname}(?:[{FIRST_SYLLABLES}][{LAST_SYLLABLES}]{ends_there}|[가-힣]{{2,3}} ?{after}| [가-힣] [가-힣] ?(?:님|씨|고객|입니다))",
        rf"[{CLEAR_SURNAMES}]{any_of(sorted(WORDS_AS_NAMES))}",
        rf"(?:저는?|제가|나는?|내가|전|본인은?) ?{surname}[가-힣]{{2}}{ends}",
        rf"{any_of(words.KIN)} ?\(? ?[가-힣]{{2}}",
        "이 사람|명의|책임자|칭찬",
        rf"{label}(?: ?(?:성함|이름|명))?(?:은|는|이|가|께서|님)?[ :=]{{0,3}}\(?{surname}[가-힣]",
    )
    return "|".join(alternatives)


def _led(names: Iterable[str]) -> str:
    """As any_of; looks at the first letter first, which DuckDB's patterns cannot."""
    names = tuple(names)
    return f"(?=[{''.join(sorted({name[0] for name in names}))}]){words.any_of(names)}"


_NAMES = re.compile(f"[^가-힣A-Za-z0-9](?:{_names_gate(_led, words.NAME_ALONE_ENDS)})")

NAME_HINT = f"(?:^|[^가-힣A-Za-z0-9])(?:{_names_gate(words.any_of, '')})"
"""What may_name looks for, as a pattern for DuckDB."""


def may_name(folded: str) -> bool:
    """Whether the name of somebody may be in a text in Korean: the start of a word looks like one, or like a word for one."""
    return _NAMES.search(f" {folded}") is not None


def longest_number(text: str) -> int:
    """The most digits in one loose number: digits with up to five marks or spaces between two of them."""
    return max((len(_DIGIT.findall(number)) for number in _LOOSE_NUMBER.findall(text)), default=0)


_NOTHING = (0, False, False, False)
"""The gate of a text without a digit, a Latin letter, the start of a name or a word for an illness."""


def _needed(entry: PersonalPattern) -> str:
    """What a text without Latin letters must have for a row to match, as a pattern; anything where the row does not say."""
    if entry.near:
        return "|".join(map(re.escape, entry.near))
    return entry.needs.pattern if entry.needs is not None else ""


class RowsByGate:
    """The rows of a table that are worth trying, by what a text has."""

    def __init__(self, table: tuple[PersonalPattern, ...], most_digits: int = 14) -> None:
        self._most = most_digits
        self._rows = {
            (digits, latin, name, health): tuple(
                entry
                for entry in table
                if entry.digits <= digits
                and latin >= entry.has_latin
                and name >= entry.of_korean_names
                and health >= entry.of_health
            )
            for digits in range(most_digits + 1)
            for latin in (False, True)
            for name in (False, True)
            for health in (False, True)
        }

        plain = self._rows[_NOTHING]
        self._plain = re.compile("|".join(_needed(entry) for entry in plain) or "(?!)")

    def rows_for(self, folded: str) -> tuple[PersonalPattern, ...]:
        """The rows worth trying on a folded text."""
        digits = longest_number(folded) if _DIGIT.search(folded) else 0
        latin = _LATIN.search(folded) is not None
        gate = min(digits, self._most), latin, may_name(folded), may_tell_of_health(folded)
        return () if gate == _NOTHING and self._plain.search(folded) is None else self._rows[gate]


def hints_of(table: tuple[PersonalPattern, ...]) -> str:
    """What a text must have for any row of the table to match, as one pattern for DuckDB."""
    quick = [entry for entry in table if entry.digits == 0 and not entry.of_korean_names]
    words_near = sorted({re.escape(word) for entry in quick if entry.needs is None for word in entry.near})
    needed = [entry.needs.pattern for entry in quick if entry.needs is not None]
    return "|".join(("[0-9]", NAME_HINT, f"(?i:{'|'.join(words_near)})", *needed))
