"""The answers as those ask them who may not read comments: a copy in memory in which no few customers stand apart.

Each answer is told apart by as many of LEVELS, in their order, as leave it in a group of enough answers: of those that have
the same in the first levels, the latest beyond a multiple of ``hidden_below`` go back to the group that they came from, in
which what follows is not told of them. So all that a filter can ask for of customers splits the answers into groups whose
sizes are multiples of ``hidden_below``, whatever is asked and however answers are subtracted, and as answers come in, each
selection grows by whole groups. The few that are left even of those with the same kinds of figures are left out.

Within a group, ``hidden_below`` at a time, answers are dated by the last of their days, as employees' are; where fewer people
than that are behind them, they are left out. Counting through all groups in order finds these parts, as none is cut by an end of
a group. Attributes are not told at all: by several together, single people stand apart. Neither the copy nor what is made of it holds text that may not be quoted.
"""

import duckdb

from queries.filter import DIMENSIONS

FILE = "stored"
"""The name under which the file is attached, where the copy is the ``warehouse``."""

KINDS = ("state", "nps_score is null", "rating is null", "rating_max", "answered_at is null")
"""What decides which figures an answer counts in: told of every answer, so that the base of every figure is whole groups."""

_FIRST = ("source", "touchpoint", "month", "band", "rated_band", "segment", "channel", "language")
_SAID_BY = {
    "touchpoint": "first_touchpoint(touchpoint_scores, touchpoint)",
    "month": "date_trunc('month', answered_at)",
    "band": "nps_band(nps_of_answer(nps_score, answer_nps_score))",
    "rated_band": "rating_band_of_answer(rating, rating_max, answer_rating, answer_rating_max)",
    "full_marks": "has_full_marks(rating, rating_max, answer_rating, answer_rating_max)",
}
LEVELS: tuple[str, ...] = (*_FIRST, *(name for name in DIMENSIONS if name not in _FIRST), "full_marks")
"""What answers are told apart by, the most asked for and the coarsest first: columns, or what is made of them. An answer
is at the touchpoint that it speaks of first: each further one would split the groups."""

_PLACED = """
create temp table placed as
select
  rowid as place, answered_at, run_id,
  coalesce(customer_key, cast(coalesce(answer_id, feedback_id) as varchar)) as person, {known}
from stored.feedback
where audience = 'customer'
"""
_CUT = """
insert into cut
select unnest(max(place, $most)[1:count(*) % $least]), $depth
from placed
anti join cut using (place)
group by {keys}
having count(*) % $least > 0
"""
_GROUPED = """
create temp table grouped as
with told as (
  select placed.* exclude ({levels}), coalesce(cut.depth, $deepest) as depth, {told}
  from placed
  left join cut using (place)
  where cut.depth is null or cut.depth > 0
),
parted as (
  select *, (row_number() over (order by {kinds}, depth, {levels}, place) - 1) // $least as part
  from told
),
parts as (
  select
    part,
    date_trunc('day', max(answered_at)) as part_day,
    case when min(run_id) = max(run_id) then min(run_id) end as part_run
  from parted
  group by part
  having count(distinct person) >= $least
)
select parted.place, {levels}, parts.part_day, parts.part_run
from parted
inner join parts using (part)
"""
_COPIED = """
create table warehouse.feedback as
select
  feedback.* replace (
    {dimensions},
    coalesce(grouped.source, '') as source,
    grouped.part_day as answered_at,
    grouped.part_run as run_id,
    cast(null as varchar) as source_id,
    cast(null as varchar) as customer_key,
    cast(null as bigint) as answer_id,
    cast(null as date) as expired_on,
    cast(0 as bigint) as content_hash,
    {scores} as touchpoint_scores,
    {pairs} as pairs,
    {quotable}
  ),
  grouped.band as group_band,
  grouped.rated_band as group_rated_band,
  grouped.full_marks as group_full_marks
from stored.feedback
inner join grouped on feedback.rowid = grouped.place
union all by name
select feedback.* replace ({quotable})
from stored.feedback
where audience = 'employee'
"""
_SCORES_TOLD = """
    case when grouped.touchpoint is not null then list_filter(
      at_touchpoints(feedback.touchpoint_scores, feedback.touchpoint, feedback.tone, feedback.felt),
      lambda said: said.touchpoint = grouped.touchpoint
    ) end"""
"""What an answer says at the touchpoint that is told of it."""

_PAIRS_TOLD = """
    list_transform(feedback.pairs, lambda said: {
      'code': said.code,
      'at': cast(
        coalesce(feedback.touchpoint_scores[said.at].touchpoint = grouped.touchpoint, false) as utinyint
      )
    })"""
"""What an answer says of what, at the touchpoint that is told of it or at none."""

_QUOTABLE = """
    case when false then attributes end as attributes,
    case when consent_quote then text end as text,
    case when consent_quote then text_length end as text_length,
    case when consent_quote then evidence end as evidence,
    cast(null as varchar) as text_folded,
    cast(null as bigint) as text_hash,
    cast(null as uinteger[]) as other_lemmas,
    cast(null as varchar[]) as brand_words,
    cast(null as varchar) as reply,
    cast(null as timestamp) as replied_at,
    cast(null as float) as reply_tone
"""


def put_in_place(connection: duckdb.DuckDBPyConnection, macros: str) -> None:
    """Let a copy of the file that is attached to a connection as ``FILE`` be its ``warehouse``; ``macros`` are the first."""
    connection.execute("attach ':memory:' as warehouse (compress)")
    for table, is_of_answers in _other_tables(connection):
        connection.execute(f"create table warehouse.{table} as from {FILE}.{table} {'limit 0' * is_of_answers}")
    connection.execute(f"create view warehouse.rejected_row as select run_id from {FILE}.rejected_row")
    connection.execute(macros)
    _group(connection)
    dimensions = ", ".join(f"grouped.{name} as {name}" for name in DIMENSIONS)
    connection.execute(
        _COPIED.format(dimensions=dimensions, scores=_SCORES_TOLD, pairs=_PAIRS_TOLD, quotable=_QUOTABLE)
    )
    for table in ("placed", "cut", "grouped"):
        connection.execute(f"drop table {table}")


def _other_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, bool]]:
    """The tables beside those of rows, and whether each tells of single answers or people; then only its columns are there."""
    return connection.execute(
        "select table_name, bool_or(column_name in ('feedback_id', 'customer_key', 'mark')) from duckdb_columns() "
        "where database_name = ? and table_name not in ('feedback', 'rejected_row') group by table_name order by all",
        [FILE],
    ).fetchall()


def _group(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``grouped``: place of each answer that may be counted -> what is told of it."""
    kinds = {f"kind_{number}": sql for number, sql in enumerate(KINDS)}
    known = kinds | {name: _SAID_BY.get(name, name) for name in LEVELS}
    connection.execute(_PLACED.format(known=", ".join(f"{sql} as {name}" for name, sql in known.items())))
    connection.execute("create temp table cut (place bigint not null, depth integer not null)")
    least = _least(connection)
    for depth in range(len(LEVELS) + 1):
        keys = ", ".join((*kinds, *LEVELS[:depth]))
        if least > 1:
            connection.execute(_CUT.format(keys=keys), {"most": least - 1, "least": least, "depth": depth})
    told = [
        f"case when coalesce(cut.depth, $deepest) > {depth} then {name} end as {name}"
        for depth, name in enumerate(LEVELS, 1)
    ]
    grouped = _GROUPED.format(kinds=", ".join(kinds), levels=", ".join(LEVELS), told=", ".join(told))
    connection.execute(grouped, {"least": least, "deepest": len(LEVELS) + 1})


def _least(connection: duckdb.DuckDBPyConnection) -> int:
    """How many answers may be shown at the least; one more than there are where the file does not say."""
    found = connection.execute(f"select value from {FILE}.meta where name = 'hidden_below'").fetchone()
    rows = connection.execute("select count(*) + 1 from placed").fetchall()
    most = int(rows[0][0])
    return min(int(found[0]), most) if found else most
