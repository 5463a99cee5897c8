"""What a row of the table of personal data is, and the rows that a company has added."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonalPattern:
    """One row of the table. What the group ``p`` matches (without one: the whole match) becomes ``[kind]``.

    ``digits`` (the least digits in one loose number) and ``needs`` (a quick pattern) are what a text must have for the
    pattern to be tried at all. ``accepts`` looks at a match and says whether it is meant; None: always.
    """

    kind: str
    digits: int
    needs: re.Pattern[str] | None
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool] | None = None


def row(
    kind: str,
    pattern: str,
    *,
    digits: int = 0,
    needs: str = "",
    accepts: Callable[[re.Match[str]], bool] | None = None,
    flags: re.RegexFlag = re.NOFLAG,
) -> PersonalPattern:
    """One row of the table; ``needs`` is a quick pattern, '' for none."""
    return PersonalPattern(kind, digits, re.compile(needs) if needs else None, re.compile(pattern, flags), accepts)


_own: tuple[PersonalPattern, ...] = ()


def own_patterns() -> tuple[PersonalPattern, ...]:
    """The patterns that the company has added."""
    return _own


def use_own(patterns: tuple[PersonalPattern, ...]) -> None:
    """Add a company's patterns to the table, in place of those added before, for this process."""
    global _own
    _own = patterns
