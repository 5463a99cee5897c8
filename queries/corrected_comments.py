"""Comments that people have spoken of, as they are stored, with what is said of them; and the rows that they come to."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

import duckdb

from pipeline.corrections.events import Correction, Span, mark_of_text
from queries.corrected_scores import (
    NOTHING,
    Levels,
    Said,
    Scores,
    corrected_comment,
    corrected_mentions,
    leading,
    valence,
)

_ASKED = """
select feedback_id, audience, text, tone, confidence, felt, leading_emotion
from stored_feedback
where state = 'scored'
"""
_MENTIONS = """
select
  feedback_id, ordinal, span_start, span_end, tone, confidence, felt, leading_emotion, touchpoint, touchpoint_from
from stored_mention
order by feedback_id, ordinal
"""
_PROBABILITIES = """
select feedback_id, emotion, probability, present
from stored_feedback_emotion
"""


@dataclass(frozen=True, slots=True)
class EmotionBits:
    """The emotions of a file: code -> place from 1, in their order, and -> valence."""

    position: dict[str, int]
    valence: dict[str, int]

    def levels(self, felt: int) -> Levels:
        """The emotions that bits (feedback.felt) say are present."""
        levels = {code: felt >> 2 * (place - 1) & 3 for code, place in self.position.items()}
        return {code: level for code, level in levels.items() if level}

    def bits(self, emotions: Levels) -> int:
        """The bits of emotions."""
        return sum(level << 2 * (self.position[code] - 1) for code, level in emotions.items())


@dataclass(slots=True)
class StoredMention:
    """A stored mention, with its emotions as bits and its leading one."""

    ordinal: int
    start: int
    end: int
    scores: Scores
    felt: int
    leading: str | None


@dataclass(slots=True)
class StoredComment:
    """A stored comment and what is said of it; ``probabilities`` are of its emotions, with whether each is present."""

    number: int
    scores: Scores
    leading: str | None
    is_customers: bool
    mark: str | None
    mentions: list[StoredMention] = field(default_factory=list)
    probabilities: dict[str, tuple[float, bool]] = field(default_factory=dict)
    whole: Said = NOTHING
    own: dict[int, Said] = field(default_factory=dict)
    last: Correction | None = None

    def hear(self, correction: Correction, said: Said) -> None:
        """Note what of a correction can be used: of a span that is no mention any more, of the one that its middle lies in; of
        the only mention, of the whole."""
        place = None if len(self.mentions) == 1 else self._mention_at(correction.span)
        if said == NOTHING or (place is None and correction.span is not None and len(self.mentions) != 1):
            return
        self.last = correction
        if place is None:
            self.whole = self.whole.then(said)
        else:
            self.own[place] = self.own.get(place, NOTHING).then(said)

    def _mention_at(self, span: Span | None) -> int | None:
        """The place of the mention in which the middle of a span lies; None without one."""
        if span is None:
            return None
        middle = (span[0] + span[1] - 1) // 2
        return next((place for place, each in enumerate(self.mentions) if each.start <= middle < each.end), None)

    @property
    def is_corrected(self) -> bool:
        """Whether anything is said of it."""
        return self.last is not None


def emotion_bits(connection: duckdb.DuckDBPyConnection) -> EmotionBits:
    """The emotions of the file."""
    rows = connection.execute("select emotion, position, valence from uncorrected.emotion order by position").fetchall()
    return EmotionBits({code: place for code, place, _ in rows}, {code: sign for code, _, sign in rows})


def heard(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction], emotions: EmotionBits
) -> list[StoredComment]:
    """The comments that are spoken of, with what is said of them and can be used."""
    points = {code for (code,) in connection.execute("select touchpoint from uncorrected.touchpoint").fetchall()}
    comments = {
        number: StoredComment(
            number, Scores(tone, sure, emotions.levels(felt)), first, audience == "customer", mark_of_text(text)
        )
        for number, audience, text, tone, sure, felt, first in connection.execute(_ASKED).fetchall()
    }
    _add_parts(connection, comments, emotions)
    for each in corrections:
        comment = comments.get(each.answer)
        if comment is not None and (comment.mark == each.mark or None in (comment.mark, each.mark)):
            comment.hear(each, _usable(each, emotions, points if comment.is_customers else set()))
    return list(comments.values())


def _add_parts(
    connection: duckdb.DuckDBPyConnection, comments: Mapping[int, StoredComment], emotions: EmotionBits
) -> None:
    """Give comments their mentions, and the probabilities of their emotions."""
    for number, ordinal, start, end, tone, sure, felt, first, touchpoint, origin in connection.execute(
        _MENTIONS
    ).fetchall():
        if number in comments:
            scores = Scores(tone, sure, emotions.levels(felt), touchpoint, origin)
            comments[number].mentions.append(StoredMention(ordinal, start, end, scores, felt, first))
    for number, emotion, probability, present in connection.execute(_PROBABILITIES).fetchall():
        if number in comments:
            comments[number].probabilities[emotion] = (probability, present)


def _usable(correction: Correction, emotions: EmotionBits, points: Collection[str]) -> Said:
    """What a correction says that the file has words for."""
    felt = correction.emotions
    known_felt = felt if felt is None or felt.keys() <= emotions.position.keys() else None
    place = correction.touchpoint if correction.touchpoint in points or (points and not correction.touchpoint) else None
    return Said(correction.tone, known_felt, place)


def rows_of(comment: StoredComment, emotions: EmotionBits, zone: tzinfo) -> dict[str, list[dict[str, Any]]]:
    """The rows of a corrected comment in each of the tables of _PARTS; when it was corrected by the wall clock of a zone."""
    before = [each.scores for each in comment.mentions]
    after = corrected_mentions(before, comment.whole, comment.own)
    whole = corrected_comment(comment.scores, before, after, comment.whole)
    probabilities = {code: probability for code, (probability, _) in comment.probabilities.items()}

    def first(scores: Scores, former: Levels, was: str | None) -> str | None:
        return was if scores.emotions == former else leading(scores.emotions, probabilities, [*emotions.position])

    return {
        "new_comment": [
            {
                "feedback_id": comment.number,
                "tone": whole.tone,
                "confidence": whole.confidence,
                "valence": valence(whole.emotions, emotions.valence),
                "intensity": max(whole.emotions.values(), default=0),
                "felt": emotions.bits(whole.emotions),
                "leading_emotion": first(whole, comment.scores.emotions, comment.leading),
                "touchpoint": comment.whole.touchpoint or None,
                "is_placed": comment.whole.touchpoint is not None,
            }
        ],
        "new_mention": [
            {
                "feedback_id": comment.number,
                "ordinal": was.ordinal,
                "tone": now.tone,
                "confidence": now.confidence,
                "felt": emotions.bits(now.emotions),
                "leading_emotion": first(now, was.scores.emotions, was.leading),
                "touchpoint": now.touchpoint,
                "touchpoint_from": now.origin,
            }
            for was, now in zip(comment.mentions, after, strict=True)
        ],
        "new_emotion": list(_emotion_rows(comment, whole.emotions)),
        "new_label": list(_labels(comment, emotions)),
        "said_of": list(_said_of(comment, zone)),
    }


def _said_of(comment: StoredComment, zone: tzinfo) -> Iterator[dict[str, Any]]:
    """Who has said last something of it, and when."""
    if comment.last is not None:
        yield {"feedback_id": comment.number, "said_by": comment.last.by, "said_at": _wall_clock(comment.last.at, zone)}


def _wall_clock(at: str, zone: tzinfo) -> datetime | None:
    """A moment as a zone's clocks show it; None at the end of the calendar."""
    try:
        return datetime.fromisoformat(at).astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return None


def _emotion_rows(comment: StoredComment, felt: Levels) -> Iterator[dict[str, Any]]:
    """The rows of feedback_emotion: where a person has changed an emotion it is certain, or gone."""
    former = comment.scores.emotions
    for code in {**comment.probabilities, **felt}:
        level = felt.get(code, 0)
        probability, present = comment.probabilities.get(code, (1.0, False))
        if level != former.get(code, 0):
            if not level:
                continue
            probability, present = 1.0, True
        yield {
            "feedback_id": comment.number,
            "emotion": code,
            "probability": probability,
            "present": present,
            "intensity": level,
        }


def _labels(comment: StoredComment, emotions: EmotionBits) -> Iterator[dict[str, Any]]:
    """What people say of the whole comment, beside what the scorer says."""
    said = comment.whole
    if said.tone is not None or said.emotions is not None:
        yield {
            "feedback_id": comment.number,
            "said_tone": said.tone,
            "said_felt": None if said.emotions is None else emotions.bits(said.emotions),
            "tone": comment.scores.tone,
            "felt": emotions.bits(comment.scores.emotions),
        }
