-- How does the mean tone move from period to period?
-- Grain: one row per day, ISO week, month or 28 days with a scored comment
-- Params: $filter, $grain (day | week | month | rolling)
-- Columns: period, is_complete, n, tone, low, high, size
with counted as (
  select
    period_of(answered_at, $grain) as base,
    count(*) as n,
    sum(cast(tone as double)) as total,
    sum(cast(tone as double) * tone) as squares
  from selected($filter)
  where tone is not null
  group by all
),
periods as (
  select
    calendar.period,
    any_value(calendar.last_day) as last_day,
    cast(sum(counted.n) as bigint) as n,
    sum(counted.total) as total,
    sum(counted.squares) as squares
  from counted
  inner join calendar($filter, $grain) as calendar using (base)
  group by calendar.period
)
select
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(tone_figures(n, total / n, deviation_of(n, total, squares), rule))
from periods
cross join small_numbers($filter)
order by period
