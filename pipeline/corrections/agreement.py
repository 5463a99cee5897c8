"""How far people who label the same comments agree: Cohen's kappa."""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from pipeline.corrections.events import Correction, Span, sign_of

Label = TypeVar("Label")

Z = 1.959964
"""Normal quantile of a 95 % interval."""

Labels = dict[tuple[int, Span | None], Correction]
"""What one person says last of each comment and mention."""


Pairs = Sequence[tuple[Hashable, Hashable]]
"""Labels that two people give to the same things."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two people agree about tone (positive, neutral, negative), emotions (each emotion that one of them sees anywhere, of
    each comment, is one decision) or touchpoint.

    ``items`` are the comments and mentions that both have labelled, ``n`` the decisions, ``same`` those that agree. ``kappa`` is
    (same / n - expected) / (1 - expected), expected by each one's own shares; None where both say the
    same of everything. ``low`` and ``high`` are its 95 % interval, from Wilson's of same / n.
    """

    one: str
    other: str
    about: str
    items: int
    n: int
    same: int
    kappa: float | None
    low: float | None
    high: float | None


def agreements(corrections: Iterable[Correction]) -> list[Agreement]:
    """The agreement of every two people that have labelled the same, by name; of corrections that stand, the latest last."""
    by_person: dict[str, Labels] = {}
    for each in corrections:
        labels = by_person.setdefault(each.by, {})
        labels[each.answer, each.span] = _over(labels.get((each.answer, each.span)), each)
    return [
        found
        for one, other in combinations(sorted(by_person), 2)
        for found in _of_two(one, other, by_person[one], by_person[other])
    ]


def _over(former: Correction | None, latter: Correction) -> Correction:
    """The latter, with what the former says and it does not."""
    if former is None:
        return latter
    return Correction(
        latter.id,
        latter.at,
        latter.by,
        latter.answer,
        latter.span,
        latter.mark,
        former.tone if latter.tone is None else latter.tone,
        former.emotions if latter.emotions is None else latter.emotions,
        former.touchpoint if latter.touchpoint is None else latter.touchpoint,
    )


def _of_two(one: str, other: str, ones: Labels, others: Labels) -> Iterator[Agreement]:
    both = [(ones[place], others[place]) for place in ones if place in others]
    tones = [(sign_of(a), sign_of(b)) for a, b in _said_by_both((a.tone, b.tone) for a, b in both)]
    felt = list(_said_by_both((a.emotions, b.emotions) for a, b in both))
    places = list(_said_by_both((a.touchpoint, b.touchpoint) for a, b in both))
    found: list[tuple[str, int, Pairs]] = [
        ("tone", len(tones), tones),
        ("emotions", len(felt), _decisions(felt)),
        ("touchpoint", len(places), places),
    ]
    yield from (_agreement(one, other, about, items, pairs) for about, items, pairs in found if items)


def _said_by_both(pairs: Iterable[tuple[Label | None, Label | None]]) -> Iterator[tuple[Label, Label]]:
    for one, other in pairs:
        if one is not None and other is not None:
            yield one, other


def _decisions(felt: Sequence[tuple[Mapping[str, int], Mapping[str, int]]]) -> Pairs:
    """Whether each emotion that one of them sees anywhere is in each comment."""
    codes = sorted({code for pair in felt for emotions in pair for code in emotions})
    return [(code in one, code in other) for one, other in felt for code in codes]


def _agreement(one: str, other: str, about: str, items: int, pairs: Pairs) -> Agreement:
    n, same = len(pairs), sum(a == b for a, b in pairs)
    kappa, expected = kappa_of(pairs), _expected(pairs)
    if kappa is None or expected is None:
        return Agreement(one, other, about, items, n, same, None, None, None)
    low, high = ((bound - expected) / (1 - expected) for bound in _wilson(same, n))
    return Agreement(one, other, about, items, n, same, kappa, max(-1.0, low), high)


def kappa_of(pairs: Pairs) -> float | None:
    """Cohen's kappa (1960) of pairs of labels; None where chance alone would make all of them agree."""
    expected = _expected(pairs)
    if expected is None or expected == 1:
        return None
    return (sum(a == b for a, b in pairs) / len(pairs) - expected) / (1 - expected)


def _wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    rate, square = part / whole, Z * Z / whole
    centre = (rate + square / 2) / (1 + square)
    half = Z * math.sqrt(rate * (1 - rate) / whole + square / (4 * whole)) / (1 + square)
    return max(0.0, centre - half), min(1.0, centre + half)


def _expected(pairs: Pairs) -> float | None:
    """The share that agrees by chance: the sum over labels of both people's shares of it."""
    if not pairs:
        return None
    ones, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return sum(ones[label] * others[label] for label in ones) / len(pairs) ** 2
