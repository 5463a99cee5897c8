-- How does the mean tone move from period to period?
-- Grain: one row per day, ISO week, month or 28 days with a scored comment
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: period, is_complete, n, tone, low, high, size
select
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(tone_figures(n, total / n, deviation_of(n, total, squares), rule))
from tone_sums_by_period($filter, '', $grain)
cross join small_numbers($filter)
order by period
