"""A warehouse of invented scored answers, written by DuckDB itself into the real schema: a million in about a minute."""

from pathlib import Path

import duckdb

from pipeline.config.settings import SCHEMA_FILE, load_settings
from pipeline.emotions import EMOTIONS
from pipeline.storage.dimensions import dimension_rows
from pipeline.storage.lemma_codes import listed_lemmas
from pipeline.storage.mention_scores import mention_scores

COMMON_WORD = "가나"
"""A word that about one comment in ten has; its lemma is 가나/NNG."""

# Number k of 20,000 invented Korean words of two or three syllables, and of as many English ones; the first are the most frequent.
_MACROS = """
create temp macro syllable(number) as chr(cast(44032 + 28 * (number % 399) as integer));
create temp macro korean_word(k) as
  case when k = 1 then '가나' else syllable(k * 7) || syllable(k // 399 * 131 + 57) || case when k % 3 = 0 then syllable(k) else '' end end;
create temp macro english_word(k) as
  'w' || chr(cast(97 + k % 26 as integer)) || chr(cast(97 + k // 26 % 26 as integer)) || chr(cast(97 + k // 676 as integer));
create temp macro pair_of(numbers, j) as 20000 * numbers[2 * j + 1] + numbers[2 * j + 2];
create temp macro pair_code(pair) as cast(hash(pair) % 4294967296 as uinteger);
create temp macro drawn(seed) as cast(1 + 19999 * ((hash(seed) % 1000000) / 1e6) ** 2.3 as integer);
"""

# Ids from 1, so that a benchmark can name one; or scattered, with as many faint emotions and spans as real answers have,
# so that the file is as large as a real one.
_COUNTED = """
create temp macro answer_id(i) as i + 1;
create temp macro is_faint(seed) as hash(seed) % 12 = 0;
create temp macro spans(text, i) as [{'start': 0, 'end': 3, 'emotion': 'joy', 'weight': 0.7::float}];
"""
_REAL = """
create temp macro answer_id(i) as cast(hash(i) >> 1 as bigint);
create temp macro is_faint(seed) as hash(seed) % 3 = 0;
create temp macro spans(text, i) as list_transform(range(cast(2 + hash(i) % 8 as bigint)), lambda k: {
  'start': cast(hash(i * 61 + k) % greatest(length(text) - 6, 1) as integer),
  'end': least(cast(hash(i * 61 + k) % greatest(length(text) - 6, 1) as integer) + 2 + cast(k % 4 as integer), length(text)),
  'emotion': (['joy', 'anger', 'trust', 'tone', 'frustration'])[cast(1 + hash(i * 67 + k) % 5 as bigint)],
  'weight': (hash(i * 71 + k) % 200000 / 1e5 - 1)::float
});
"""

# Two years, sorted by time; four in five scored, 20 to 300 characters, one in six in English; one in fifty an employee's.
_FEEDBACK = """
create or replace temp table part as
with numbered as (
  select range as i, cast(hash(range) % 1000 as bigint) as a,
    cast(hash(range * 7 + 1) % 1000 as bigint) as b, cast(hash(range * 13 + 5) % 1000 as bigint) as c
  from range($first, $last)
),
worded as (
  select
    *, c % 6 = 0 as is_english,
    case
      when a < 800 then list_transform(range(6 + b % 9 + case when c < 60 then 40 else 0 end), lambda k: drawn(i * 131 + k))
    end as numbers
  from numbered
),
-- Each emotion with an intensity of 1 to 3 in about one comment in eight, so that a comment has one or two.
felt as (
  select
    *,
    array_to_string(list_transform(
      numbers, lambda k: case when is_english then english_word(k) else korean_word(k) || (['', '는', '이', '도'])[1 + k % 4] end
    ), ' ') as text,
    case
      when a < 800 then list_transform(
        range(len($codes)), lambda k: case when hash(i * 37 + k) % 8 = 0 then 1 + hash(i * 41 + k) % 3 else 0 end
      )
    end as strengths
  from worded
)
select
  answer_id(i) as feedback_id, 'source ' || b % 4 as source, 'id-' || i as source_id, $run_id as run_id,
  timestamp '2024-11-01' + to_microseconds(cast(i * (63072000000000.0 / $rows) as bigint)) as answered_at,
  case when c % 50 = 7 then 'employee' else 'customer' end as audience,
  case when text is not null then case when is_english then 'en' else 'ko' end end as language,
  case when text is null then 'no_text' else 'scored' end as state, text, text as text_folded, length(text) as text_length,
  (['app', 'payment', 'delivery', 'use', 'support', 'refund', 'store', null])[1 + b % 8] as touchpoint,
  (['web', 'app', 'call', null])[1 + c % 4] as channel, 'product ' || a % 40 as product,
  (['new', 'loyal', 'dormant', null])[1 + a % 4] as segment, md5(cast(hash(i) % ($rows // 2) as varchar)) as customer_key,
  case when b % 2 = 0 then 1 + c % 5 end as rating, case when b % 2 = 0 then 5 end as rating_max,
  case when b % 3 > 0 then c % 11 end as nps_score, b % 10 > 0 as consent_quote,
  case when text is not null then 2 * (hash(i * 5) % 1000000) / 1e6 - 1 end as tone,
  case when text is not null then 0.5 + (hash(i * 3) % 1000000) / 2e6 end as confidence,
  case when text is not null then (['positive', 'negative', 'mixed', 'neutral'])[1 + (a + b) % 4] end as valence,
  list_max(strengths) as intensity,
  cast(list_sum(list_transform(strengths, lambda level, place: cast(level as bigint) << (2 * (place - 1)))) as bigint) as felt,
  case when list_max(strengths) > 0 then $codes[list_position(strengths, list_max(strengths))] end as leading_emotion,
  case when text is not null then spans(text, i) else [] end as evidence,
  case when a < 800 then list_distinct(list_transform(
    range(1 + b % 3), lambda j: {'code': pair_code(pair_of(numbers, j)), 'at': cast(b % 2 as utinyint)}
  )) end as pairs,
  case when a < 800 then list_transform(range(1 + b % 3), lambda j: pair_of(numbers, j)) end as said,
  cast(hash(i + 7) >> 1 as bigint) as content_hash, $version as scorer_version
from felt
"""

_EMOTIONS = """
insert into feedback_emotion
select feedback_id, $codes[k + 1] as emotion, 0.5 + level / 10.0, level > 0, level
from (select feedback_id, k, (felt >> (2 * k)) & 3 as level from part cross join range(len($codes)) as numbers (k)
  where state = 'scored')
where level > 0 or is_faint(feedback_id + k)
"""

# One mention, two or four: 1.6 on average, nine in ten of them with a touchpoint. One alone has the comment's own scores.
_MENTIONS = """
create or replace temp table part_mention as
with counted as (
  select
    feedback_id, answered_at, text_length, tone, confidence, felt, leading_emotion,
    case when hash(feedback_id, 3) % 10 < 6 then 1 when hash(feedback_id, 3) % 10 < 9 then 2 else 4 end as n
  from part
  where state = 'scored'
),
placed as (
  select *, unnest(range(1, n + 1)) as ordinal
  from counted
)
select
  feedback_id, ordinal, text_length * (ordinal - 1) // n as span_start, text_length * ordinal // n as span_end,
  (['payment', 'delivery', 'use', 'support', 'search', 'use', 'use', 'returns', 'renewal', null])[
    cast(1 + hash(feedback_id, 17, ordinal) % 10 as bigint)
  ] as touchpoint,
  case when touchpoint is not null then 'word' end as touchpoint_from,
  case when touchpoint is not null then ['가나'] else [] end as words,
  case when n = 1 then tone else 2 * (hash(feedback_id, 5, ordinal) % 1000000) / 1e6 - 1 end as tone, confidence,
  case when n = 1 then felt else felt & (hash(feedback_id, 29, ordinal) >> 1) end as felt,
  case when n = 1 then leading_emotion end as leading_emotion
from placed
order by answered_at, feedback_id, ordinal
"""

# One to fourteen of a comment's words, two of five Korean ones verbs and adjectives; sorted within each tenth of the
# answers, as ten runs would leave them.
_LEMMAS = """
create or replace temp table part_lemma as
with word as (
  select
    feedback_id, language,
    rtrim(unnest(string_split(text, ' ')[:14]), case when language = 'ko' then '는이도' else '' end) as stem
  from part
  where state = 'scored'
)
select distinct
  case
    when language = 'en' then stem
    when stem = $common then stem || '/NNG'
    else stem || (['/NNG', '/NNG', '/NNP', '/VV', '/VA'])[cast(1 + hash(stem) % 5 as bigint)]
  end as lemma,
  feedback_id
from word
"""
_CODES = """
insert into lemma
select (select count(*) from lemma) + row_number() over (order by count(*) desc, lemma) - 1, lemma
from part_lemma
anti join lemma using (lemma)
group by lemma
"""

_ANSWERS = f"""
insert into feedback by name
select part.* exclude (said), listed.topics, listed.other_lemmas, said.touchpoint_scores, said.complains
from part
left join ({listed_lemmas("part_lemma")}) as listed using (feedback_id)
left join ({mention_scores("part_mention")}) as said using (feedback_id)
order by part.answered_at
"""

# A pair of neighbouring words has its words where three answers of a run have it.
_PAIRS = """
insert into pair
select pair_code(pair) as code, any_value(korean_word(pair // 20000) || '+' || korean_word(pair % 20000) || '다')
from (select unnest(said) as pair from part)
where pair_code(pair) not in (select code from pair)
group by pair_code(pair)
having count(*) >= 3
"""

_RUNS = """
insert into run by name
select run_id, timestamp '2026-11-01' as started_at, timestamp '2026-11-01' as finished_at,
  ['file ' || run_id || '.csv'] as files, $version as scorer_version, n as rows_read, n as rows_scored, n as rows_new,
  0 as rows_updated, 0 as rows_unchanged, 0 as rows_repeated, 0 as rows_no_consent, 0 as rows_set_aside,
  map {'phone': 1} as masked, 1 as seconds
from (select run_id, count(*) as n from feedback group by run_id)
"""


def build(path: Path, rows: int, *, version: str = "synthetic", is_real: bool = False) -> None:
    """Write the database file ``path`` with that many answers, in ten runs, as scored by the scorer of a version.

    Where ``is_real``, the ids are scattered as hashes are and the file is as large as one of real answers; else ids count
    from 1.
    """
    codes = [item.code for item in EMOTIONS]
    with duckdb.connect(str(path)) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
        for table, rows_of in dimension_rows(load_settings(), version, ()).items():
            for values in rows_of:
                connection.execute(f"insert into {table} values ({', '.join('?' * len(values))})", values)
        connection.execute(_MACROS + (_REAL if is_real else _COUNTED))
        for run_id in range(1, 11):
            part = {"first": rows * (run_id - 1) // 10, "last": rows * run_id // 10, "run_id": run_id}
            connection.execute(_FEEDBACK, {"rows": rows, "codes": codes, "version": version, **part})
            connection.execute(_EMOTIONS, {"codes": codes})
            connection.execute(_LEMMAS, {"common": COMMON_WORD})
            connection.execute(
                "insert into feedback_lemma select lemma, feedback_id from part_lemma order by lemma, feedback_id"
            )
            connection.execute(_CODES)
            connection.execute(_MENTIONS)
            connection.execute("insert into mention by name from part_mention")
            connection.execute(_ANSWERS)
            connection.execute(_PAIRS)
        connection.execute(_RUNS, {"version": version})
