-- Which shares of emotions differ most clearly between two selections at each touchpoint?
-- Grain: one row per emotion and touchpoint that is large enough in both, clearest first; touchpoint '' is none
-- Params: $filter, $other
-- Columns: touchpoint, emotion, n, other_n, value, other_value, difference, difference_low, difference_high, is_clear,
--   comparisons

-- is_clear allows for the comparisons at the touchpoint, as emotion_share_change_list does for all.
with measured as (
  select
    mine.touchpoint, mine.emotion, mine.position, mine.n, theirs.n as other_n,
    mine.hits / mine.n as value,
    theirs.hits / theirs.n as other_value,
    wilson_low(cast(mine.hits as double), mine.n) as low,
    wilson_high(cast(mine.hits as double), mine.n) as high,
    wilson_low(cast(theirs.hits as double), theirs.n) as other_low,
    wilson_high(cast(theirs.hits as double), theirs.n) as other_high,
    count(*) over (partition by mine.touchpoint) as comparisons
  from emotion_counts_by_touchpoint($filter) as mine
  inner join emotion_counts_by_touchpoint($other) as theirs
    on mine.touchpoint = theirs.touchpoint and mine.emotion = theirs.emotion
  cross join small_numbers($filter) as small
  cross join small_numbers($other) as other_small
  where smaller_size(mine.n, theirs.n, small.rule, other_small.rule) = 'normal'
),
bounded as (
  select
    touchpoint, emotion, position, n, other_n, value, other_value, comparisons,
    value - other_value as difference,
    newcombe_reach(value, low, other_value, other_high) as reach_down,
    newcombe_reach(other_value, other_low, value, high) as reach_up
  from measured
),
judged as (
  select
    touchpoint, emotion, position, n, other_n, value, other_value, difference, reach_down, reach_up, comparisons,
    errors_from_none(difference, reach_down, reach_up) as z
  from bounded
)
select
  touchpoint, emotion, n, other_n, value, other_value, difference,
  difference - reach_down as difference_low,
  difference + reach_up as difference_high,
  is_clear_among(z, comparisons) as is_clear,
  comparisons
from judged
order by z desc, touchpoint, position
