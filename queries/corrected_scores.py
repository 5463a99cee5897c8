"""What a comment and its mentions come to once people have corrected them.

What is said of a comment holds for those of its mentions that nobody has corrected themselves: its touchpoint for all of them,
its tone and emotions where all are at one touchpoint; at several, each mention loses the emotions that are not in the comment.
What is said of the only mention is said of the comment; of one of several, the comment follows in each emotion whose strongest
mention has changed. A corrected tone is certain.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

CERTAIN = 1.0
"""Confidence of a tone that a person has given."""

Levels = Mapping[str, int]
"""Emotions that are present, with their intensity 1 to 3."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said last of a comment or a mention; None says nothing, the touchpoint '' is none."""

    tone: float | None = None
    emotions: Levels | None = None
    touchpoint: str | None = None

    def then(self, later: "Said") -> "Said":
        """This, and over it what is said later."""
        return Said(
            self.tone if later.tone is None else later.tone,
            self.emotions if later.emotions is None else later.emotions,
            self.touchpoint if later.touchpoint is None else later.touchpoint,
        )


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Scores:
    """Tone with its confidence, emotions and touchpoint of a comment or a mention; ``origin`` is mention.touchpoint_from."""

    tone: float
    confidence: float
    emotions: Levels
    touchpoint: str | None = None
    origin: str | None = None


def corrected_mentions(mentions: Sequence[Scores], whole: Said, own: Mapping[int, Said]) -> list[Scores]:
    """The mentions of a comment, of which ``whole`` is said, and ``own`` of single ones by their place."""
    placed = [_placed(each, own.get(place, NOTHING), whole) for place, each in enumerate(mentions)]
    is_at_one = len({each.touchpoint for each in placed}) == 1
    return [_felt(each, own.get(place, NOTHING), whole, is_at_one) for place, each in enumerate(placed)]


def corrected_comment(comment: Scores, before: Sequence[Scores], after: Sequence[Scores], whole: Said) -> Scores:
    """The comment, of which ``whole`` is said, with its mentions ``before`` and ``after``."""
    emotions = _following(comment.emotions, _strongest(before), _strongest(after))
    return _with_tone(replace(comment, emotions=emotions if whole.emotions is None else whole.emotions), whole.tone)


def _following(emotions: Levels, before: Levels, after: Levels) -> Levels:
    """The emotions of a comment, of which mentions had ``before`` and have ``after``."""
    changed = {code: after.get(code, 0) for code in {**before, **after} if before.get(code) != after.get(code)}
    return {code: level for code, level in {**emotions, **changed}.items() if level}


def _placed(mention: Scores, own: Said, whole: Said) -> Scores:
    touchpoint = whole.touchpoint if own.touchpoint is None else own.touchpoint
    if touchpoint is None:
        return mention
    return replace(mention, touchpoint=touchpoint or None, origin="person" if touchpoint else None)


def _felt(mention: Scores, own: Said, whole: Said, is_at_one: bool) -> Scores:
    emotions = mention.emotions
    if own.emotions is not None:
        emotions = own.emotions
    elif whole.emotions is not None:
        present = whole.emotions
        emotions = present if is_at_one else {code: level for code, level in emotions.items() if code in present}
    tone = whole.tone if own.tone is None and is_at_one else own.tone
    return _with_tone(replace(mention, emotions=emotions), tone)


def _with_tone(scores: Scores, tone: float | None) -> Scores:
    return scores if tone is None else replace(scores, tone=tone, confidence=CERTAIN)


def _strongest(mentions: Iterable[Scores]) -> dict[str, int]:
    """The highest intensity of each emotion."""
    found: dict[str, int] = {}
    for each in mentions:
        for code, level in each.emotions.items():
            found[code] = max(level, found.get(code, 0))
    return found


def leading(emotions: Levels, probabilities: Mapping[str, float], order: Sequence[str]) -> str | None:
    """The strongest emotion, among equals the most probable, then the first in their order; None where none is present."""
    return max(
        sorted(emotions, key=order.index), key=lambda code: (emotions[code], probabilities.get(code, 1.0)), default=None
    )


def valence(emotions: Levels, valences: Mapping[str, int]) -> str:
    """positive, negative, mixed or neutral, by which emotions are present."""
    signs = {valences[code] for code in emotions} - {0}
    return "mixed" if len(signs) == 2 else {1: "positive", -1: "negative"}.get(next(iter(signs), 0), "neutral")
