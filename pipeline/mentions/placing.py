"""Which touchpoint each clause speaks of: that of its words, else that of the clause before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.mentions.finder import FoundWords

Span = tuple[int, int]


@dataclass(slots=True)
class PlacedPart:
    """A part of a text from code point ``start`` on (to the next one), that speaks of ``touchpoint`` (None: unknown).

    ``words`` are those that say so, ``is_general`` where they are general ones; it is scored by what begins with the clause
    of number ``clause``.
    """

    start: int
    clause: int
    touchpoint: str | None
    words: list[Span] = field(default_factory=list)
    is_general: bool = False


def placed(starts: Sequence[int], turned: Sequence[bool], found: Sequence[Sequence[FoundWords]]) -> list[PlacedPart]:
    """The parts of a text whose clauses begin at ``starts``, with the words ``found`` in each.

    A clause goes with the one before it, in one part, where nothing in it names another touchpoint and it is not set
    against what was said.
    """
    if not any(found):
        spans = enumerate(zip(starts, turned, strict=True))
        return [PlacedPart(start, clause, None) for clause, (start, against) in spans if against or not clause]
    parts: list[PlacedPart] = []
    before = PlacedPart(0, 0, None)
    for clause, (start, against, words) in enumerate(zip(starts, turned, found, strict=True)):
        if parts and not (against or words):
            continue
        own = _named(start, clause, words, before)
        if parts and not against and len(own) == 1 and own[0].touchpoint == before.touchpoint and not own[0].words:
            continue
        parts += own
        before = own[-1]
    return parts


def _named(start: int, clause: int, words: Sequence[FoundWords], before: PlacedPart) -> list[PlacedPart]:
    """The parts of one clause: one for each touchpoint that its words name, in the order of these."""
    strong = _decisive(words) if words else []
    if strong:
        return _parts_by_words(start, clause, strong)
    weak = [item for item in words if item.rule.kind == "general"]
    if before.touchpoint is not None or not weak:
        return [PlacedPart(start, clause, before.touchpoint, is_general=before.is_general)]
    return [replace(part, is_general=True) for part in _parts_by_words(start, clause, _of_most(weak))]


def _decisive(words: Sequence[FoundWords]) -> list[FoundWords]:
    excluded = {item.rule.touchpoint for item in words if item.rule.kind == "not"}
    allowed = [item for item in words if item.rule.touchpoint not in excluded]
    named = [item for item in allowed if item.rule.kind == "names"]
    named = named or [item for item in allowed if item.rule.kind == "things"]
    return [item for item in named if not any(_is_inside(item, other) for other in named)]


def _is_inside(item: FoundWords, other: FoundWords) -> bool:
    """Whether a longer rule of another touchpoint, or one of the settings, covers the words: AS 기사 in 기사."""
    if item is other or item.rule.touchpoint == other.rule.touchpoint:
        return False
    covered = all(any(start <= first and last <= end for start, end in other.spans) for first, last in item.spans)
    return covered and (_weight(other), len(other.rule.words)) > (_weight(item), len(item.rule.words))


def _weight(item: FoundWords) -> tuple[bool, int]:
    return item.rule.own, len(item.spans)


def _of_most(words: Sequence[FoundWords]) -> list[FoundWords]:
    """The words of the touchpoint that has most of them."""
    [(most, _)] = Counter(item.rule.touchpoint for item in words).most_common(1)
    return [item for item in words if item.rule.touchpoint == most]


def _parts_by_words(start: int, clause: int, words: Sequence[FoundWords]) -> list[PlacedPart]:
    """The parts of a clause, each from the first of its words on that stands behind the beginning of the part before it.

    A touchpoint of which no word stands there, such as one that the same words name, has no part.
    """
    parts: dict[str, PlacedPart] = {}
    last = start
    for item in sorted(words, key=lambda one: one.spans[0]):
        code = item.rule.touchpoint
        if code not in parts:
            behind = [first for first, _ in item.spans if first > last] if parts else [start]
            if not behind:
                continue
            last = min(behind)
            parts[code] = PlacedPart(last, clause, code)
        parts[code].words += item.spans
    for part in parts.values():
        part.words = _apart(part.words)
    return list(parts.values())


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those within others left out."""
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept
