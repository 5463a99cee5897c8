-- Which shares of emotions differ most clearly between two selections, all together or at one touchpoint?
-- Grain: one row per emotion, where its change is clearest, clearest first; touchpoint null is all together, '' is none
-- Params: $filter, $other, $limit
-- Columns: touchpoint, emotion, n, other_n, value, other_value, difference, difference_low, difference_high, is_clear,
--   comparisons

-- Only groups that are large enough to be ranked on both sides are compared. is_clear allows for their number.
with mine as (
  select coalesce(touchpoint, '') as touchpoint, present_in(felt) as present, count(*) as n
  from selected($filter)
  where state = 'scored'
  group by all
),
theirs as (
  select coalesce(touchpoint, '') as touchpoint, present_in(felt) as present, count(*) as n
  from selected($other)
  where state = 'scored'
  group by all
),
mine_counted as (
  select touchpoint, cast(sum(n) as bigint) as n
  from mine
  group by grouping sets ((), (touchpoint))
),
theirs_counted as (
  select touchpoint, cast(sum(n) as bigint) as n
  from theirs
  group by grouping sets ((), (touchpoint))
),
places as (
  select mine_counted.touchpoint, mine_counted.n, theirs_counted.n as other_n
  from mine_counted
  inner join theirs_counted on mine_counted.touchpoint is not distinct from theirs_counted.touchpoint
  cross join small_numbers($filter) as small
  cross join small_numbers($other) as other_small
  where smaller_size(mine_counted.n, theirs_counted.n, small.rule, other_small.rule) = 'normal'
),
found as (
  select mine.touchpoint, emotion.emotion, cast(sum(mine.n) as double) as hits
  from mine
  inner join warehouse.emotion on mine.present & emotion_bit(emotion.position) <> 0
  group by grouping sets ((mine.touchpoint, emotion.emotion), (emotion.emotion))
),
other_found as (
  select theirs.touchpoint, emotion.emotion, cast(sum(theirs.n) as double) as hits
  from theirs
  inner join warehouse.emotion on theirs.present & emotion_bit(emotion.position) <> 0
  group by grouping sets ((theirs.touchpoint, emotion.emotion), (emotion.emotion))
),
measured as (
  select
    places.touchpoint, emotion.emotion, emotion.position, places.n, places.other_n,
    coalesce(found.hits, 0) / places.n as value,
    coalesce(other_found.hits, 0) / places.other_n as other_value,
    wilson_low(coalesce(found.hits, 0), places.n) as low,
    wilson_high(coalesce(found.hits, 0), places.n) as high,
    wilson_low(coalesce(other_found.hits, 0), places.other_n) as other_low,
    wilson_high(coalesce(other_found.hits, 0), places.other_n) as other_high,
    count(*) over () as comparisons
  from places
  cross join warehouse.emotion
  left join found
    on places.touchpoint is not distinct from found.touchpoint and emotion.emotion = found.emotion
  left join other_found
    on places.touchpoint is not distinct from other_found.touchpoint and emotion.emotion = other_found.emotion
),
bounded as (
  select
    touchpoint, emotion, position, n, other_n, value, other_value, comparisons,
    value - other_value as difference,
    newcombe_reach(value, low, other_value, other_high) as reach_down,
    newcombe_reach(other_value, other_low, value, high) as reach_up
  from measured
),
-- How many standard errors the difference is from none, on the side of its interval that faces zero.
judged as (
  select
    touchpoint, emotion, position, n, other_n, value, other_value, difference, reach_down, reach_up, comparisons,
    coalesce(1.959963984540054 * abs(difference)
      / nullif(case when difference > 0 then reach_down else reach_up end, 0), 0) as z
  from bounded
  qualify row_number() over (partition by emotion order by z desc, touchpoint is not null, touchpoint) = 1
)
select
  touchpoint, emotion, n, other_n, value, other_value, difference,
  difference - reach_down as difference_low,
  difference + reach_up as difference_high,
  is_clear_among(z, comparisons) as is_clear,
  comparisons
from judged
order by z desc, position
limit $limit
