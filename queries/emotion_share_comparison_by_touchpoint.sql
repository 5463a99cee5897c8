-- By how much does each emotion's share at a touchpoint differ between two selections, and is that clear?
-- Grain: one row per touchpoint with a scored comment in both, and emotion; touchpoint null is all together, '' is none
-- Params: $filter, $other
-- Columns: touchpoint, emotion, n, other_n, value, other_value, difference, difference_low, difference_high, is_clear,
--   needed, other_needed, size
with measured as (
  select
    mine.touchpoint, mine.emotion, mine.position, mine.n, theirs.n as other_n,
    mine.hits / nullif(mine.n, 0) as value,
    theirs.hits / nullif(theirs.n, 0) as other_value,
    wilson_low(cast(mine.hits as double), mine.n) as low,
    wilson_high(cast(mine.hits as double), mine.n) as high,
    wilson_low(cast(theirs.hits as double), theirs.n) as other_low,
    wilson_high(cast(theirs.hits as double), theirs.n) as other_high
  from emotion_counts_by_touchpoint($filter) as mine
  inner join emotion_counts_by_touchpoint($other) as theirs
    on mine.touchpoint is not distinct from theirs.touchpoint and mine.emotion = theirs.emotion
),
bounded as (
  select
    touchpoint, emotion, position, n, other_n, value, other_value,
    value - other_value - newcombe_reach(value, low, other_value, other_high) as low,
    value - other_value + newcombe_reach(other_value, other_low, value, high) as high,
    value * (1 - value) as variance,
    other_value * (1 - other_value) as other_variance
  from measured
)
select compared.touchpoint, compared.emotion, unnest(compared.figures)
from (
  select
    touchpoint, emotion, position,
    comparison_figures(
      n, other_n, value, other_value, low, high, variance, other_variance, small.rule, other_small.rule
    ) as figures
  from bounded
  cross join small_numbers($filter) as small
  cross join small_numbers($other) as other_small
) as compared
left join warehouse.touchpoint on compared.touchpoint = touchpoint.touchpoint
order by compared.touchpoint is not null, touchpoint.position nulls last, compared.touchpoint, compared.position
