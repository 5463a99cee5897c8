-- By how much does each emotion's share in one selection differ from that in another, and is that clear?
-- Grain: one row per emotion; differences are filter minus other, needed the answers to come where it is not clear
-- Params: $filter, $other
-- Columns: emotion, n, other_n, value, other_value, difference, difference_low, difference_high, is_clear, needed,
--   other_needed, size
with mine as (
  select present_in(felt) as present, count(*) as n
  from selected($filter)
  where state = 'scored'
  group by all
),
theirs as (
  select present_in(felt) as present, count(*) as n
  from selected($other)
  where state = 'scored'
  group by all
),
found as (
  select emotion.emotion, cast(sum(mine.n) as double) as hits
  from mine
  inner join warehouse.emotion on mine.present & emotion_bit(emotion.position) <> 0
  group by emotion.emotion
),
other_found as (
  select emotion.emotion, cast(sum(theirs.n) as double) as hits
  from theirs
  inner join warehouse.emotion on theirs.present & emotion_bit(emotion.position) <> 0
  group by emotion.emotion
),
counted as (
  select
    emotion.emotion,
    emotion.position,
    total.n,
    other_total.n as other_n,
    coalesce(found.hits, 0) as hits,
    coalesce(other_found.hits, 0) as other_hits
  from warehouse.emotion
  cross join (select cast(coalesce(sum(n), 0) as bigint) as n from mine) as total
  cross join (select cast(coalesce(sum(n), 0) as bigint) as n from theirs) as other_total
  left join found using (emotion)
  left join other_found using (emotion)
),
measured as (
  select
    emotion, position, n, other_n,
    hits / nullif(n, 0) as value,
    other_hits / nullif(other_n, 0) as other_value,
    wilson_low(hits, n) as low,
    wilson_high(hits, n) as high,
    wilson_low(other_hits, other_n) as other_low,
    wilson_high(other_hits, other_n) as other_high
  from counted
),
bounded as (
  select
    emotion, position, n, other_n, value, other_value,
    value - other_value - newcombe_reach(value, low, other_value, other_high) as low,
    value - other_value + newcombe_reach(other_value, other_low, value, high) as high
  from measured
)
select
  emotion,
  unnest(comparison_figures(
    n, other_n, value, other_value, low, high, value * (1 - value), other_value * (1 - other_value),
    small.rule, other_small.rule
  ))
from bounded
cross join small_numbers($filter) as small
cross join small_numbers($other) as other_small
order by position
