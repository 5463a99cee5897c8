-- How does each emotion's share move from period to period at each touchpoint?
-- Grain: one row per emotion, touchpoint and day, ISO week, month or 28 days with a scored comment; '' is none
-- Params: $filter, $grain (day | week | month | rolling)
-- Columns: touchpoint, period, is_complete, emotion, n, present, share, low, high, size
with comments as (
  select
    feedback_id,
    coalesce(touchpoint, '') as touchpoint,
    period,
    state = 'scored' as is_scored
  from dated($filter, $grain)
),
periods as (
  select touchpoint, period, count(*) filter (is_scored) as n
  from comments
  group by touchpoint, period
),
found as (
  select comments.touchpoint, comments.period, feedback_emotion.emotion, count(*) as hits
  from comments
  inner join warehouse.feedback_emotion using (feedback_id)
  where feedback_emotion.present
  group by all
)
select
  periods.touchpoint,
  periods.period,
  is_over(periods.period, $grain, last_day) as is_complete,
  emotion.emotion,
  unnest(share_figures(periods.n, coalesce(found.hits, 0), rule))
from periods
cross join small_numbers($filter)
cross join reach($filter)
cross join warehouse.emotion
left join found using (touchpoint, period, emotion)
left join warehouse.touchpoint using (touchpoint)
where periods.n > 0
order by
  touchpoint.position nulls last, periods.touchpoint = '', periods.touchpoint, periods.period, emotion.position
