-- How does the mean tone move from period to period at each touchpoint?
-- Grain: one row per touchpoint and day, ISO week, month or 28 days with a scored comment, in journey order; '' is none
-- Params: $filter, $grain (day | week | month | rolling)
-- Columns: touchpoint, period, is_complete, n, tone, low, high, size
with periods as (
  select
    coalesce(touchpoint, '') as touchpoint,
    period,
    count(tone) as n,
    avg(tone) as mean,
    stddev_samp(tone) as deviation
  from dated($filter, $grain)
  group by all
)
select
  periods.touchpoint,
  periods.period,
  is_over(periods.period, $grain, last_day) as is_complete,
  unnest(tone_figures(n, mean, deviation, rule))
from periods
cross join small_numbers($filter)
cross join reach($filter)
left join warehouse.touchpoint using (touchpoint)
where n > 0
order by touchpoint.position nulls last, periods.touchpoint = '', periods.touchpoint, periods.period
