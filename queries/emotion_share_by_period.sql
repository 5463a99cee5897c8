-- How does each emotion's share move from period to period?
-- Grain: one row per emotion and day, ISO week, month or 28 days with a scored comment
-- Params: $filter, $grain (day | week | month | rolling)
-- Columns: period, is_complete, emotion, n, present, share, low, high, size
with counted as (
  select period_of(answered_at, $grain) as base, present_in(felt) as present, count(*) as n
  from selected($filter)
  where state = 'scored'
  group by all
),
within as (
  select calendar.period, counted.present, cast(sum(counted.n) as bigint) as n, any_value(calendar.last_day) as last_day
  from counted
  inner join calendar($filter, $grain) as calendar using (base)
  group by calendar.period, counted.present
),
periods as (
  select period, cast(sum(n) as bigint) as n, any_value(last_day) as last_day
  from within
  group by period
),
found as (
  select within.period, emotion.emotion, cast(sum(within.n) as bigint) as hits
  from within
  inner join warehouse.emotion on within.present & emotion_bit(emotion.position) <> 0
  group by all
)
select
  periods.period,
  is_over(periods.period, $grain, periods.last_day) as is_complete,
  emotion.emotion,
  unnest(share_figures(periods.n, coalesce(found.hits, 0), rule))
from periods
cross join small_numbers($filter)
cross join warehouse.emotion
left join found using (period, emotion)
order by periods.period, emotion.position
