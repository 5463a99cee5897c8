-- How does the mean tone move from period to period?
-- Grain: one row per day, ISO week, month or 28 days with a scored comment
-- Params: $filter, $grain (day | week | month | rolling)
-- Columns: period, is_complete, n, tone, low, high, size
with periods as (
  select
    period,
    count(tone) as n,
    avg(tone) as mean,
    stddev_samp(tone) as deviation
  from dated($filter, $grain)
  group by period
)
select
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(tone_figures(n, mean, deviation, rule))
from periods
cross join small_numbers($filter)
cross join reach($filter)
where n > 0
order by period
