"""A warehouse of invented scored answers, written by DuckDB itself into the real schema: a million in about a minute."""

from pathlib import Path

import duckdb

from pipeline.dimensions import dimension_rows
from pipeline.emotions import EMOTIONS
from pipeline.settings import SCHEMA_FILE, load_settings

COMMON_WORD = "낱말2/NNG"
"""A lemma that about one comment in ten has."""

# Two years, sorted by time; four in five scored, 20 to 300 characters, one in six in English; one in fifty an employee's.
_FEEDBACK = """
insert into feedback by name
with numbered as (
  select range as i, cast(hash(range) % 1000 as bigint) as a,
    cast(hash(range * 7 + 1) % 1000 as bigint) as b, cast(hash(range * 13 + 5) % 1000 as bigint) as c
  from range($rows)
),
worded as (
  select
    *,
    case
      when a < 800 then array_to_string(list_transform(
        range(4 + b % 9 + case when c < 60 then 30 else 0 end),
        lambda k: case when c % 6 = 0 then 'service' || hash(i * 31 + k) % 900 else '배송이낱말' || hash(i * 31 + k) % 900 end
      ), ' ')
    end as text
  from numbered
)
select
  i + 1 as feedback_id, 'source ' || b % 4 as source, 'id-' || i as source_id, cast(1 + 10 * i // $rows as integer) as run_id,
  timestamp '2024-11-01' + to_microseconds(cast(i * (63072000000000.0 / $rows) as bigint)) as answered_at,
  case when c % 50 = 7 then 'employee' else 'customer' end as audience,
  case when text is not null then case when c % 6 = 0 then 'en' else 'ko' end end as language,
  case when text is null then 'no_text' else 'scored' end as state, text, text as text_folded,
  (['app', 'payment', 'delivery', 'use', 'support', 'refund', 'store', null])[1 + b % 8] as touchpoint,
  (['web', 'app', 'call', null])[1 + c % 4] as channel, 'product ' || a % 40 as product,
  (['new', 'loyal', 'dormant', null])[1 + a % 4] as segment, md5(cast(hash(i) % ($rows // 2) as varchar)) as customer_key,
  case when b % 2 = 0 then 1 + c % 5 end as rating, case when b % 2 = 0 then 5 end as rating_max,
  case when b % 3 > 0 then c % 11 end as nps_score, b % 10 > 0 as consent_quote,
  case when text is not null then (cast(b as float) - 500) / 500 end as tone,
  case when text is not null then c / 1000.0 end as confidence,
  case when text is not null then (['positive', 'negative', 'mixed', 'neutral'])[1 + (a + b) % 4] end as valence,
  case when text is not null then a % 4 end as intensity,
  case when text is not null then [{'start': 0, 'end': 3, 'emotion': 'joy', 'weight': 0.7::float}] else [] end as evidence,
  cast(i as bigint) as content_hash, 'synthetic' as scorer_version
from worded
"""

_EMOTIONS = """
insert into feedback_emotion
select feedback_id, $codes[cast(1 + hash(feedback_id * 3 + k) % 12 as bigint)] as emotion, 0.05 + (hash(feedback_id + k) % 90) / 100.0,
  k < intensity, case when k < intensity then 1 + k else 0 end
from feedback
cross join range(3) as numbers (k)
where state = 'scored' and k <= intensity
"""

# Twenty thousand lemmas, the first ones far more frequent than the last.
_LEMMAS = """
insert into feedback_lemma
select distinct '낱말' || cast(20000 * ((hash(feedback_id * 17 + k) % 1000000) / 1e6) ** 4 + 0.5 as integer) || '/NNG', feedback_id
from feedback
cross join range(7) as numbers (k)
where state = 'scored'
order by all
"""

_RUNS = """
insert into run by name
select cast(range as integer) as run_id, timestamp '2026-11-01' as started_at, timestamp '2026-11-01' as finished_at,
  ['file ' || range || '.csv'] as files, 'synthetic' as scorer_version, 1 as rows_read, 1 as rows_scored, 1 as rows_new,
  0 as rows_updated, 0 as rows_unchanged, 0 as rows_repeated, 0 as rows_no_consent, 0 as rows_set_aside,
  map {'phone': 1} as masked, 1 as seconds
from range(1, 11)
"""


def build(path: Path, rows: int) -> None:
    """Write the database file ``path`` with that many answers."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
        for table, rows_of in dimension_rows(load_settings(), "synthetic", ()).items():
            for values in rows_of:
                connection.execute(f"insert into {table} values ({', '.join('?' * len(values))})", values)
        connection.execute(_FEEDBACK, {"rows": rows})
        connection.execute(_EMOTIONS, {"codes": [item.code for item in EMOTIONS]})
        connection.execute(_LEMMAS)
        connection.execute(_RUNS)
