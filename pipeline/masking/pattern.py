"""What a row of the table of personal data is, which kinds are looked for, and the rows that a company has added."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

KINDS = (
    "account", "address", "birth_date", "business_number", "card", "device", "email", "handle", "health", "id_number", "ip", "licence",
    "link", "name", "order", "passport", "phone", "plate", "resident_number", "secret",
)  # fmt: skip
"""The kinds of the table; what stands for an item is its kind in brackets."""

SENSITIVE = "sensitive"
"""What the mark on texts about health, belief or a union is called where kinds are switched off."""


@dataclass(frozen=True)
class PersonalPattern:
    """One row of the table. What the group ``p`` matches (without one: the whole match) becomes ``[kind]``.

    ``digits`` (the least digits in one loose number), ``near`` (words of which one must be there, in lower case),
    ``needs`` (a quick pattern), ``has_latin`` (a letter A-Z or an @), ``of_korean_names`` (see gates.may_name) and ``of_health`` (a part of a word for
    an illness, in Korean) are
    what a text must have for the pattern to be tried at all. ``accepts`` looks at a match and says whether it is meant;
    None: always. Patterns are compiled with their first use: most texts need few of them.
    """

    kind: str
    digits: int
    needed: str
    written: str
    accepts: Callable[[re.Match[str]], bool] | None = None
    near: tuple[str, ...] = ()
    has_latin: bool = False
    of_korean_names: bool = False
    of_health: bool = False
    flags: re.RegexFlag = re.NOFLAG

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is personal."""
        return re.compile(self.written, self.flags)

    @cached_property
    def needs(self) -> re.Pattern[str] | None:
        """The quick pattern."""
        return re.compile(self.needed) if self.needed else None

    def may_match(self, folded: str) -> bool:
        """Whether a text that has one of the words ``near`` has what the pattern needs."""
        return self.needs is None or self.needs.search(folded) is not None


def row(
    kind: str,
    pattern: str,
    *,
    digits: int = 0,
    near: str = "",
    needs: str = "",
    has_latin: bool = False,
    of_korean_names: bool = False,
    of_health: bool = False,
    accepts: Callable[[re.Match[str]], bool] | None = None,
    flags: re.RegexFlag = re.NOFLAG,
) -> PersonalPattern:
    """One row of the table; ``near`` are words in lower case with | between them, ``needs`` a quick pattern, '' for none."""
    words = tuple(near.split("|")) if near else ()
    return PersonalPattern(kind, digits, needs, pattern, accepts, words, has_latin, of_korean_names, of_health, flags)


_own: tuple[PersonalPattern, ...] = ()
_kept: frozenset[str] = frozenset()


def own_patterns() -> tuple[PersonalPattern, ...]:
    """The patterns that the company has added."""
    return _own


def use_own(patterns: tuple[PersonalPattern, ...]) -> None:
    """Add a company's patterns to the table, in place of those added before, for this process."""
    global _own
    _own = patterns


def kinds_kept() -> frozenset[str]:
    """The kinds that are switched off: what is of such a kind stays as typed."""
    return _kept


def keep_kinds(kinds: Iterable[str]) -> None:
    """Switch off these kinds, and on all others, for this process."""
    global _kept
    _kept = frozenset(kinds)
