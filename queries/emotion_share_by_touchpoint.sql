-- In what share of the scored comments of each touchpoint is each emotion present?
-- Grain: one row per emotion and touchpoint with a scored comment, in journey order; '' is none
-- Params: $filter
-- Columns: touchpoint, emotion, n, present, share, low, high, size
with comments as (
  select feedback_id, coalesce(touchpoint, '') as touchpoint
  from selected($filter)
  where state = 'scored'
),
counted as (
  select touchpoint, count(*) as n
  from comments
  group by touchpoint
),
found as (
  select comments.touchpoint, feedback_emotion.emotion, count(*) as hits
  from comments
  inner join warehouse.feedback_emotion using (feedback_id)
  where feedback_emotion.present
  group by all
)
select counted.touchpoint, emotion.emotion, unnest(share_figures(counted.n, coalesce(found.hits, 0), rule))
from counted
cross join small_numbers($filter)
cross join warehouse.emotion
left join found using (touchpoint, emotion)
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, counted.touchpoint = '', counted.touchpoint, emotion.position
