"""A company's own kinds of personal data: [[personal_pattern]] in ondo.toml, checked before any text is read."""

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from pipeline.masking.pattern import PersonalPattern

LONGEST_REGEX = 200
"""Characters of a pattern of one's own."""

LONGEST_MATCH = 300
"""Characters that a pattern of one's own may match: what the passes look at again reaches no further."""

MOST_OWN = 50
"""Patterns of one's own."""

_KIND = re.compile("[a-z][a-z_]{1,29}")
MOST_WAYS = 1_000
"""Ways in which a pattern of one's own may be tried at one place: bounds the work for each character of a text."""

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def read_personal_patterns(entries: Any) -> tuple[PersonalPattern, ...]:
    """The patterns of the settings. Raises ValueError naming the entry at fault and what it may be instead."""
    if not isinstance(entries, list) or len(entries) > MOST_OWN:
        raise ValueError(f"personal_pattern is written as [[personal_pattern]], at most {MOST_OWN} times")
    return tuple(_read(entry) for entry in entries)


def _read(entry: Any) -> PersonalPattern:
    if not isinstance(entry, dict) or set(entry) != {"kind", "regex"}:
        raise ValueError("personal_pattern: each entry has a kind and a regex, and nothing else")
    kind, regex = entry["kind"], entry["regex"]
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        raise ValueError(f"personal_pattern: kind {kind!r} is not 2 to 30 letters a-z and underscores")
    if not isinstance(regex, str) or not 0 < len(regex) <= LONGEST_REGEX:
        raise ValueError(f"personal_pattern {kind!r}: regex is not a text of 1 to {LONGEST_REGEX} characters")
    return PersonalPattern(kind, 0, None, _compiled(kind, regex))


def _compiled(kind: str, regex: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(regex)
        tree = parser.parse(regex)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"personal_pattern {kind!r}: the regex cannot be read ({error})") from error
    least, most = tree.getwidth()
    if least < 2:
        raise ValueError(f"personal_pattern {kind!r}: the regex must match at least two characters")
    if most > LONGEST_MATCH:
        raise ValueError(
            f"personal_pattern {kind!r}: the regex may match more than {LONGEST_MATCH} characters; "
            "write {1,20} in place of + and *"
        )
    if _ways(tree) > MOST_WAYS:
        raise ValueError(
            f"personal_pattern {kind!r}: repeats of varying numbers inside or beside each other can take for ever on "
            "some texts; write fewer of them, or narrower ones such as {3,6}"
        )
    if any(pattern.search(f"[{name}]") for name in _kinds() | {kind}):
        raise ValueError(f"personal_pattern {kind!r}: the regex matches what stands for masked items, such as [phone]")
    return pattern


def _kinds() -> set[str]:
    from pipeline.masking.patterns import PERSONAL_PATTERNS  # only here: compiling the table takes a moment

    return {row.kind for row in PERSONAL_PATTERNS}


def _ways(node: object) -> int:
    """In how many ways a pattern can be tried at one place, at the most; past MOST_WAYS any larger number."""
    if isinstance(node, parser.SubPattern | list):
        found = 1
        for part in node:
            found = min(found * _ways(part), MOST_WAYS + 1)
        return found
    if not isinstance(node, tuple):
        return 1
    if len(node) == 2 and node[0] in _REPEATS:
        least, most, body = node[1]
        inner = _ways(body)
        if inner > 1 and most > 10:
            return MOST_WAYS + 1
        times: int = most - least + 1
        return min(times * inner**most, MOST_WAYS + 1) if inner > 1 else times
    if len(node) == 2 and node[0] is codes.BRANCH:
        return sum(map(_ways, node[1][1]))
    return _ways(list(node[1])) if len(node) == 2 and isinstance(node[1], tuple) else 1
