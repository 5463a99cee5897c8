-- By how much does each emotion's share in one selection differ from that in another, and is that clear?
-- Grain: one row per emotion; differences are filter minus other, needed the answers to come where it is not clear
-- Params: $filter, $other
-- Columns: emotion, n, other_n, value, other_value, difference, difference_low, difference_high, is_clear, needed,
--   other_needed, size
with counted as (
  select
    mine.emotion,
    mine.position,
    mine.n,
    theirs.n as other_n,
    cast(mine.hits as double) as hits,
    cast(theirs.hits as double) as other_hits
  from emotion_counts($filter) as mine
  inner join emotion_counts($other) as theirs using (emotion)
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
    value - other_value + newcombe_reach(other_value, other_low, value, high) as high,
    value * (1 - value) as variance,
    other_value * (1 - other_value) as other_variance
  from measured
)
select emotion, unnest(figures)
from (
  select
    emotion, position,
    comparison_figures(
      n, other_n, value, other_value, low, high, variance, other_variance, small.rule, other_small.rule
    ) as figures
  from bounded
  cross join small_numbers($filter) as small
  cross join small_numbers($other) as other_small
)
order by position
