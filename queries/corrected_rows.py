"""The answers as people have corrected them: views in the place of the file's tables, so that every query asks corrected rows.

The few corrected answers are worked out in memory when a database is opened (queries/corrected_scores.py); the views leave
their rows in the file out.
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
import pyarrow as pa

from pipeline.corrections.events import Correction
from pipeline.storage.mention_scores import mention_scores
from queries.corrected_comments import emotion_bits, heard, rows_of

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

_SAID_OF = pa.schema([("feedback_id", pa.int64()), ("said_by", pa.string()), ("said_at", pa.timestamp("us"))])

NOTHING_SAID = """
create table own_label (
  feedback_id bigint, said_tone float, said_felt bigint, tone float, felt bigint, language varchar
);
create table corrected_comment (feedback_id bigint, said_by varchar, said_at timestamp);
"""
"""What people say of whole comments beside what the scorer says, customers' alone; and who has said last something of a
comment or its mentions, and when by the wall clock of the file's time zone: a row for each comment."""

_PARTS = {
    "new_comment": _COMMENT,
    "new_mention": _MENTION,
    "new_emotion": _EMOTION,
    "new_label": _LABEL,
    "said_of": _SAID_OF,
}

_STORED = """
create temp table stored_{table} as
select {table}.*, {table}.rowid
from uncorrected.{table}
semi join asked using (feedback_id)
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
),
moved as (
  select feedback_id, map_from_entries(list({{'k': former, 'v': touchpoint}})) as places
  from (
    select
      feedback_id, coalesce(mention.touchpoint, '') as former,
      coalesce(case
        when bool_or(corrected.touchpoint is not distinct from mention.touchpoint) then any_value(mention.touchpoint)
        else first(corrected.touchpoint order by ordinal)
      end, '') as touchpoint
    from stored_mention as mention
    inner join corrected_mention as corrected using (feedback_id, ordinal)
    group by feedback_id, former
  )
  group by feedback_id
),
placed as (
  select
    feedback.feedback_id,
    list_transform(feedback.touchpoint_scores, lambda score: score.touchpoint) as names_before,
    coalesce(
      list_transform(scores.touchpoint_scores, lambda score: score.touchpoint), [new.touchpoint]
    ) as names,
    coalesce(moved.places, map {{'': coalesce(new.touchpoint, '')}}) as places
  from stored_feedback as feedback
  inner join new_comment as new on feedback.feedback_id = new.feedback_id
  left join scores on feedback.feedback_id = scores.feedback_id
  left join moved on feedback.feedback_id = moved.feedback_id
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
  case when scores.feedback_id is not null then scores.complains else feedback.complains end as complains,
  list_transform(feedback.pairs, lambda said: {{
    'code': said.code,
    'at': cast(coalesce(
      list_position(placed.names, placed.places[coalesce(placed.names_before[said.at], '')]), 0
    ) as utinyint)
  }}) as pairs
)
from stored_feedback as feedback
inner join new_comment as new on feedback.feedback_id = new.feedback_id
inner join placed on feedback.feedback_id = placed.feedback_id
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

insert into corrected_comment
from said_of;

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
    _read(connection, corrections)
    emotions, zone = emotion_bits(connection), _time_zone(connection)
    worked_out = [
        rows_of(each, emotions, zone) for each in heard(connection, corrections, emotions) if each.is_corrected
    ]
    for name, schema in _PARTS.items():
        rows = [row for each in worked_out for row in each[name]]
        connection.register(name, pa.Table.from_pylist(rows, schema=schema))
    connection.execute(_TABLES)
    for name in _PARTS:
        connection.unregister(name)


def _time_zone(connection: duckdb.DuckDBPyConnection) -> ZoneInfo:
    """The time zone of the file; UTC where it names none that there is."""
    found = connection.execute("select value from uncorrected.meta where name = 'time_zone'").fetchone()
    try:
        return ZoneInfo(str(found[0]) if found else "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _read(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> None:
    """Make the tables stored_* of the rows of the answers that are spoken of."""
    asked = pa.table({"feedback_id": pa.array({each.answer for each in corrections}, pa.int64())})
    connection.register("asked", asked)
    for table in _CHANGED:
        connection.execute(_STORED.format(table=table))
    connection.unregister("asked")
