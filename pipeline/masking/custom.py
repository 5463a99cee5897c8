"""A company's own kinds of personal data: their patterns are checked before any text is read."""

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

from pipeline.masking.pattern import PersonalPattern

LONGEST_REGEX = 200
"""Characters of a pattern of one's own."""

LONGEST_MATCH = 300
"""Characters that a pattern of one's own may match: what the passes look at again reaches no further."""

MOST_WAYS = 1_000
"""Ways in which a pattern of one's own may be tried at one place: bounds the work for each character of a text."""

MOST_REPEATS = 10
"""Most repeats of what can itself be tried in several ways."""

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def own_pattern(kind: str, regex: str) -> PersonalPattern:
    """The pattern of one kind of personal data. Raises ValueError saying what is wrong with the regex."""
    try:
        pattern = re.compile(regex)
        tree = parser.parse(regex)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"the regex cannot be read ({error})") from error
    least, most = tree.getwidth()
    if least < 2:
        raise ValueError("the regex must match at least two characters")
    if most > LONGEST_MATCH:
        raise ValueError(
            f"the regex may match more than {LONGEST_MATCH} characters; write {{1,20}} in place of + and *"
        )
    if _ways(tree) > MOST_WAYS:
        raise ValueError(
            "repeats of varying numbers inside or beside each other can take for ever on "
            "some texts; write fewer of them, or narrower ones such as {3,6}"
        )
    if any(pattern.search(f"[{name}]") for name in _kinds() | {kind}):
        raise ValueError("the regex matches what stands for masked items, such as [phone]")
    return PersonalPattern(kind, 0, "", regex)


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
    if not isinstance(node, tuple) or len(node) != 2:
        return 1
    kind, inside = node
    if kind in _REPEATS:
        return _ways_of_repeat(*inside)
    if kind is codes.BRANCH:
        return sum(map(_ways, inside[1]))
    return _ways(list(inside)) if isinstance(inside, tuple) else 1


def _ways_of_repeat(least: int, most: int, body: object) -> int:
    inner = _ways(body)
    if inner == 1:
        return most - least + 1
    if most > MOST_REPEATS:
        return MOST_WAYS + 1
    ways: int = (most - least + 1) * inner**most
    return min(ways, MOST_WAYS + 1)
