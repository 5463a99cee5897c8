"""Rows of a file that are stored already under the name of another file: told by what they say, and when."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.records import MaskedFeedback
from pipeline.storage.connection import Connection, insert
from pipeline.storage.database_errors import disk_errors
from pipeline.storage.database_file import CONNECTION_CONFIG, attach, is_current

ROWS_AT_ONCE = 20_000

TELLING_LENGTH, TELLING_WITHOUT_DATE = 10, 20
"""Characters from which on a text with the same date, or without one, is hardly written twice by chance."""

FEWEST_TELLING = 2
"""Different telling texts that two files have to share."""

NEARLY_ALL = 0.9
"""Share of the rows that have to agree: of the file, of the source, or of both in the time that they have in common.

Where days tell that time, the telling texts need as many characters together as FEWEST_TELLING without a date; rows of the last
day in common need not agree on the file's side: more may have been written then than the earlier export has."""

_COLUMNS = "text, answered_at, product, rating, nps_score, source_id, question"

_TABLES = f"""
create temp table compared (place bigint, source varchar, text varchar, answered_at timestamp, product varchar, rating float,
  nps_score utinyint, source_id varchar, question varchar);
create temp table earlier as from compared limit 0;
create temp view stored as select source, {_COLUMNS} from {{stored}}
  union all by name select source, {_COLUMNS} from earlier where text <> '';
"""

_HAS_IDS = """
select source, count(source_id) > 0 or bool_and(expired_on is not null) from published.feedback group by source
"""

_ALIKE = """
create or replace temp table alike as
with mine as (from compared where text <> ''),
other as (
  from stored semi join mine on stored.text = mine.text and stored.answered_at = mine.answered_at
  union all
  from (from stored where answered_at is null) as stored semi join (from mine where answered_at is null) as mine on stored.text = mine.text
)
select distinct mine.place, mine.answered_at, mine.text, other.source
from mine join other on mine.text = other.text and mine.answered_at is not distinct from other.answered_at
  and mine.product is not distinct from other.product and mine.rating is not distinct from other.rating
  and mine.nps_score is not distinct from other.nps_score and mine.source_id is not distinct from other.source_id
  and mine.question is not distinct from other.question
"""

_HOMES = """
with met as (
  select source, count(distinct place) as rows, min(answered_at) as since, max(answered_at) as until,
    count(distinct (text, answered_at)) filter (length(text) >= if(answered_at is null, $undated, $telling)) as telling,
    list_sum([length(one) for one in list(distinct text) filter (answered_at is not null and length(text) >= $telling)]) as told
  from alike group by source having telling >= $fewest
),
own as (
  select met.source, count(distinct place) as rows,
    count(distinct place) filter (compared.answered_at is null or compared.answered_at between since and until) as rows_then
  from met cross join compared where text <> '' group by met.source
),
theirs as (
  select source, count(*) as rows,
    count(*) filter (stored.answered_at is null or stored.answered_at between since and until) as rows_then
  from met join stored using (source) group by source
),
mine_dated as (select distinct text, answered_at from compared where text <> '' and answered_at is not null),
their_dated as (select distinct source, text, answered_at from stored semi join met using (source) where answered_at is not null),
common as (
  select source, greatest(min(answered_at), (select min(answered_at) from mine_dated)) as starts,
    least(max(answered_at), (select max(answered_at) from mine_dated)) as stops
  from their_dated group by source
),
rows_in_common as (
  select source, 'agreed' as side, text, answered_at from alike
  union all select source, 'own', text, answered_at from mine_dated cross join met
  union all select source, 'theirs', text, answered_at from their_dated
),
overlap as (
  select source, count(distinct (text, answered_at)) filter (side = 'agreed') as agreed,
    count(distinct (text, answered_at)) filter (side = 'theirs') as theirs,
    count(distinct (text, answered_at)) filter (side = 'agreed' and answered_at <= stops - interval 1 day) as agreed_before,
    count(distinct (text, answered_at)) filter (side = 'own' and answered_at <= stops - interval 1 day) as own_before
  from rows_in_common join common using (source) where answered_at between starts and stops group by source
)
select source, met.rows from met join own using (source) join theirs using (source) left join overlap using (source)
where met.rows >= $share * least(own.rows, theirs.rows)
  or (met.rows >= $share * greatest(own.rows_then, theirs.rows_then) and 2 * met.rows >= least(own.rows, theirs.rows))
  or (told >= $fewest * $undated and agreed >= $share * overlap.theirs and agreed_before >= $share * own_before)
order by met.rows desc, source
"""


@dataclass(frozen=True, slots=True)
class KnownRows:
    """Where rows of a file are stored already: ``sources`` with how many of its rows each has, most first, and the source of
    each such row by its place in the file."""

    sources: dict[str, int] = field(default_factory=dict)
    homes: dict[int, str] = field(default_factory=dict)


class RowComparison:
    """Compares files with what a database holds, and with the files that were compared before them."""

    def __init__(self, connection: Connection, *, has_database: bool) -> None:
        self._connection, self._has_database = connection, has_database
        has_ids = dict(connection.execute(_HAS_IDS).fetchall()) if has_database else {}
        self.sources = frozenset(has_ids)
        """Sources of the database."""
        self.without_ids = frozenset(source for source, found in has_ids.items() if not found)
        """Those whose answers are told by what they say alone."""
        connection.execute(
            _TABLES.format(stored="published.feedback where text <> ''" if has_database else "compared where false")
        )

    def known(self, rows: Iterable[tuple[int, MaskedFeedback]]) -> KnownRows:
        """Which of a file's rows, each with its place in the file, are stored or were compared before."""
        self._connection.execute("delete from compared")
        left = iter(rows)
        while some := list(islice(left, ROWS_AT_ONCE)):
            insert(self._connection, "compared", _table(some))
        self._connection.execute(_ALIKE)
        limits = {
            "undated": TELLING_WITHOUT_DATE,
            "telling": TELLING_LENGTH,
            "fewest": FEWEST_TELLING,
            "share": NEARLY_ALL,
        }
        sources = dict(self._connection.execute(_HOMES, limits).fetchall())
        ranked = list(sources)
        query = "select place, arg_min(source, list_position($ranked, source)) from alike where list_contains($ranked, source) group by place"
        homes = dict(self._connection.execute(query, {"ranked": ranked}).fetchall()) if ranked else {}
        return KnownRows(sources, homes)

    def count_stored(self, ids: Sequence[int]) -> int:
        """How many answers of these ids the database has."""
        if not self._has_database:
            return 0
        self._connection.register("asked", pa.table({"feedback_id": pa.array(ids, pa.int64())}))
        [(found,)] = self._connection.execute(
            "select count(*) from asked semi join published.feedback using (feedback_id)"
        ).fetchall()
        self._connection.unregister("asked")
        return int(found)

    def keep(self, source: str) -> None:
        """Compare files to come with that one, too, whose source is ``source``."""
        self._connection.execute(
            "insert into earlier select * replace ($source as source) from compared", {"source": source}
        )


@contextmanager
def comparing(database: Path) -> Iterator[RowComparison]:
    """A comparison with a database, if there is one of today's schema. Raises SchemaMismatch or DatabaseError."""
    has_database = database.is_file() and database.stat().st_size > 0 and is_current(database)
    with disk_errors(database), duckdb.connect(":memory:", config=CONNECTION_CONFIG) as connection:
        if has_database:
            attach(connection, database)
        yield RowComparison(connection, has_database=has_database)


def _table(rows: Sequence[tuple[int, MaskedFeedback]]) -> pa.Table:
    kinds = {
        "place": pa.int64(), "source": pa.string(), "text": pa.string(), "answered_at": pa.timestamp("us"), "product": pa.string(),
        "rating": pa.float32(), "nps_score": pa.uint8(), "source_id": pa.string(), "question": pa.string(),
    }  # fmt: skip
    columns = {name: [getattr(row, name) for _, row in rows] for name in kinds if name != "place"}
    return pa.table({"place": [place for place, _ in rows], **columns}, pa.schema(kinds.items()))
