-- How does the mean tone move from period to period at each touchpoint?
-- Grain: one row per touchpoint and day, ISO week, month or 28 days with a scored comment, in journey order; '' is none
-- Params: $filter, $grain (day | week | month | rolling)
-- Columns: touchpoint, period, is_complete, n, tone, low, high, size
with counted as (
  select
    coalesce(touchpoint, '') as touchpoint,
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
    counted.touchpoint,
    calendar.period,
    any_value(calendar.last_day) as last_day,
    cast(sum(counted.n) as bigint) as n,
    sum(counted.total) as total,
    sum(counted.squares) as squares
  from counted
  inner join calendar($filter, $grain) as calendar using (base)
  group by counted.touchpoint, calendar.period
)
select
  periods.touchpoint,
  periods.period,
  is_over(periods.period, $grain, periods.last_day) as is_complete,
  unnest(tone_figures(n, total / n, deviation_of(n, total, squares), rule))
from periods
cross join small_numbers($filter)
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, periods.touchpoint = '', periods.touchpoint, periods.period
