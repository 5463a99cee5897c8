-- In what share of the scored comments of each touchpoint is each emotion present?
-- Grain: one row per emotion and touchpoint with a scored comment, in journey order; '' is none
-- Params: $filter
-- Columns: touchpoint, emotion, n, present, share, low, high, size
with counted as (
  select coalesce(touchpoint, '') as touchpoint, present_in(felt) as present, count(*) as n
  from selected($filter)
  where state = 'scored'
  group by all
),
touchpoints as (
  select touchpoint, cast(sum(n) as bigint) as n
  from counted
  group by touchpoint
),
found as (
  select counted.touchpoint, emotion.emotion, cast(sum(counted.n) as bigint) as hits
  from counted
  inner join warehouse.emotion on counted.present & emotion_bit(emotion.position) <> 0
  group by all
)
select touchpoints.touchpoint, emotion.emotion, unnest(share_figures(touchpoints.n, coalesce(found.hits, 0), rule))
from touchpoints
cross join small_numbers($filter)
cross join warehouse.emotion
left join found using (touchpoint, emotion)
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, touchpoints.touchpoint = '', touchpoints.touchpoint, emotion.position
