"""The answers as people have corrected them: views in the place of the file's tables, so that every query asks corrected rows.

The few corrected answers are worked out in memory when a database is opened (queries/corrected_scores.py); the views leave
their rows in the file out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.corrections.events import Correction, Span, mark_of_text
from pipeline.storage.mention_scores import mention_scores
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

UNCORRECTED = "uncorrected"
"""The name under which the file is attached, where views have its place."""

_CHANGED = ("feedback", "mention", "feedback_emotion")

_COMMENT = pa.schema(
    [
        ("feedback_id", pa.int64()),
        ("tone", pa.float32()),
        ("confidence", pa.float32()),
        ("valence", pa.string()),
        ("intensity", pa.uint8()),
        ("felt", pa.int64()),
        ("leading_emotion", pa.string()),
        ("touchpoint", pa.string()),
        ("is_placed", pa.bool_()),
    ]
)
"""``touchpoint`` is what is said of a comment without mentions, where ``is_placed``."""

_MENTION = pa.schema(
    [
        ("feedback_id", pa.int64()),
        ("ordinal", pa.int16()),
        ("tone", pa.float32()),
        ("confidence", pa.float32()),
        ("felt", pa.int64()),
        ("leading_emotion", pa.string()),
        ("touchpoint", pa.string()),
        ("touchpoint_from", pa.string()),
    ]
)
_EMOTION = pa.schema(
    [
        ("feedback_id", pa.int64()),
        ("emotion", pa.string()),
        ("probability", pa.float32()),
        ("present", pa.bool_()),
        ("intensity", pa.uint8()),
    ]
)
_LABEL = pa.schema(
    [
        ("feedback_id", pa.int64()),
        ("said_tone", pa.float32()),
        ("said_felt", pa.int64()),
        ("tone", pa.float32()),
        ("felt", pa.int64()),
    ]
)

NO_LABELS = (
    "create table own_label (feedback_id bigint, said_tone float, said_felt bigint, tone float, felt bigint, "
    "language varchar)"
)
"""What people say of whole comments beside what the scorer says, customers' alone: a row for each."""

_PARTS = {"new_comment": _COMMENT, "new_mention": _MENTION, "new_emotion": _EMOTION, "new_label": _LABEL}

_STORED = """
create temp table stored_{table} as
select {table}.*, {table}.rowid
from uncorrected.{table}
semi join asked using (feedback_id)
"""
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
_TABLES = f"""
create table corrected_mention as
select mention.* replace (
  new.tone as tone, new.confidence as confidence, new.felt as felt, new.leading_emotion as leading_emotion,
  new.touchpoint as touchpoint, new.touchpoint_from as touchpoint_from,
  case when new.touchpoint_from is not distinct from mention.touchpoint_from then mention.words else [] end as words
)
from stored_mention as mention
inner join new_mention as new on mention.feedback_id = new.feedback_id and mention.ordinal = new.ordinal;

create table corrected_feedback as
with emotion as (
  from uncorrected.emotion
),
told_by_words as (
  select * replace (case touchpoint_from when 'person' then 'word' else touchpoint_from end as touchpoint_from)
  from corrected_mention
),
scores as (
  {mention_scores("told_by_words")}
)
select feedback.* replace (
  new.tone as tone, new.confidence as confidence, new.valence as valence, new.intensity as intensity,
  new.felt as felt, new.leading_emotion as leading_emotion,
  case
    when scores.feedback_id is not null then scores.touchpoint_scores
    when new.is_placed then
      [{{'touchpoint': new.touchpoint, 'by_word': new.touchpoint is not null, 'tone': new.tone, 'felt': new.felt}}]
    else feedback.touchpoint_scores
  end as touchpoint_scores,
  case when scores.feedback_id is not null then scores.complains else feedback.complains end as complains
)
from stored_feedback as feedback
inner join new_comment as new on feedback.feedback_id = new.feedback_id
left join scores on feedback.feedback_id = scores.feedback_id;

create table corrected_feedback_emotion as
select *, cast(null as bigint) as rowid
from new_emotion;

create table left_out as
select 'feedback' as part, rowid as place
from corrected_feedback
union all
select 'mention' as part, rowid as place
from corrected_mention
union all
select 'feedback_emotion' as part, feedback_emotion.rowid as place
from stored_feedback_emotion as feedback_emotion
semi join corrected_feedback using (feedback_id);

insert into own_label
select new_label.*, feedback.language
from new_label
inner join stored_feedback as feedback using (feedback_id)
where feedback.audience = 'customer';

drop table stored_feedback;
drop table stored_mention;
drop table stored_feedback_emotion;
"""
_VIEW = """
create view {catalog}.{table} as
select *, rowid
from uncorrected.{table}
where rowid not in (select place from memory.left_out where part = '{table}')
union all by name
select *
from memory.corrected_{table}
"""

_AS_IT_IS = "create view {catalog}.{table} as select *, rowid from uncorrected.{table}"
"""Queries ask for rowid, which a view has only as a column."""


@dataclass(frozen=True, slots=True)
class _Emotions:
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
class _Mention:
    ordinal: int
    start: int
    end: int
    scores: Scores
    felt: int
    leading: str | None


@dataclass(slots=True)
class _Comment:
    """A stored comment and what is said of it; ``probabilities`` are of its emotions, with whether each is present."""

    number: int
    scores: Scores
    leading: str | None
    is_customers: bool
    mark: str | None
    mentions: list[_Mention] = field(default_factory=list)
    probabilities: dict[str, tuple[float, bool]] = field(default_factory=dict)
    whole: Said = NOTHING
    own: dict[int, Said] = field(default_factory=dict)

    def hear(self, span: Span | None, said: Said) -> None:
        """Note what is said: of a span that is no mention any more, of the one that its middle lies in; of the only mention, of
        the whole."""
        if span is None or len(self.mentions) == 1:
            self.whole = self.whole.then(said)
            return
        middle = (span[0] + span[1] - 1) // 2
        for place, mention in enumerate(self.mentions):
            if mention.start <= middle < mention.end:
                self.own[place] = self.own.get(place, NOTHING).then(said)

    @property
    def is_corrected(self) -> bool:
        """Whether anything is said of it."""
        return any(said != NOTHING for said in (self.whole, *self.own.values()))


def put_in_place(connection: duckdb.DuckDBPyConnection, catalog: str, corrections: Sequence[Correction]) -> None:
    """Let the file that is attached as UNCORRECTED, with these corrections (the latest last), be asked as ``catalog``.

    What is said of answers, emotions and touchpoints that the file does not have, or of another text than it has, waits; so
    does where an employee's answer is, which nobody's words can change.
    """
    connection.execute(f"attach ':memory:' as {catalog}")
    _work_out(connection, corrections)
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = ? order by table_name", [UNCORRECTED]
    ).fetchall()
    for (table,) in tables:
        view = _VIEW if table in _CHANGED else _AS_IT_IS
        connection.execute(view.format(catalog=catalog, table=table))


def _work_out(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> None:
    """Make the tables of corrected rows."""
    emotions = _emotions(connection)
    worked_out = [_rows(each, emotions) for each in _heard(connection, corrections, emotions) if each.is_corrected]
    for name, schema in _PARTS.items():
        rows = [row for each in worked_out for row in each[name]]
        connection.register(name, pa.Table.from_pylist(rows, schema=schema))
    connection.execute(_TABLES)
    for name in _PARTS:
        connection.unregister(name)


def _emotions(connection: duckdb.DuckDBPyConnection) -> _Emotions:
    rows = connection.execute(
        f"select emotion, position, valence from {UNCORRECTED}.emotion order by position"
    ).fetchall()
    return _Emotions({code: place for code, place, _ in rows}, {code: sign for code, _, sign in rows})


def _heard(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction], emotions: _Emotions
) -> list[_Comment]:
    """The comments that are spoken of, with what is said of them and can be used."""
    asked = pa.table({"feedback_id": pa.array({each.answer for each in corrections}, pa.int64())})
    connection.register("asked", asked)
    for table in _CHANGED:
        connection.execute(_STORED.format(table=table))
    connection.unregister("asked")
    points = {code for (code,) in connection.execute(f"select touchpoint from {UNCORRECTED}.touchpoint").fetchall()}
    comments = {
        number: _Comment(
            number, Scores(tone, sure, emotions.levels(felt)), first, audience == "customer", mark_of_text(text)
        )
        for number, audience, text, tone, sure, felt, first in connection.execute(_ASKED).fetchall()
    }
    _add_parts(connection, comments, emotions)
    for each in corrections:
        comment = comments.get(each.answer)
        if comment is not None and (comment.mark == each.mark or None in (comment.mark, each.mark)):
            comment.hear(each.span, _usable(each, emotions, points if comment.is_customers else set()))
    return list(comments.values())


def _add_parts(connection: duckdb.DuckDBPyConnection, comments: Mapping[int, _Comment], emotions: _Emotions) -> None:
    """Give comments their mentions, and the probabilities of their emotions."""
    for number, ordinal, start, end, tone, sure, felt, first, touchpoint, origin in connection.execute(
        _MENTIONS
    ).fetchall():
        if number in comments:
            scores = Scores(tone, sure, emotions.levels(felt), touchpoint, origin)
            comments[number].mentions.append(_Mention(ordinal, start, end, scores, felt, first))
    for number, emotion, probability, present in connection.execute(_PROBABILITIES).fetchall():
        if number in comments:
            comments[number].probabilities[emotion] = (probability, present)


def _usable(correction: Correction, emotions: _Emotions, points: Collection[str]) -> Said:
    """What a correction says that the file has words for."""
    felt = correction.emotions
    known_felt = felt if felt is None or felt.keys() <= emotions.position.keys() else None
    place = correction.touchpoint if correction.touchpoint in points or (points and not correction.touchpoint) else None
    return Said(correction.tone, known_felt, place)


def _rows(comment: _Comment, emotions: _Emotions) -> dict[str, list[dict[str, Any]]]:
    """The rows of a corrected comment in each of the tables of _PARTS."""
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
    }


def _emotion_rows(comment: _Comment, felt: Levels) -> Iterator[dict[str, Any]]:
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


def _labels(comment: _Comment, emotions: _Emotions) -> Iterator[dict[str, Any]]:
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
