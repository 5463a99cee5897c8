-- How does the mean tone move from period to period?
-- Grain: one row per day, ISO week, month or 28 days with a scored comment
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: period, is_complete, n, tone, low, high, size
with spread as (
  select period, last_day, n, total / n as mean, deviation_of(n, total, squares) as deviation
  from tone_sums_by_period($filter, '', $grain)
),
measured as (
  select period, last_day, n, mean, t_half_width(n, deviation) as reach
  from spread
)
select period, is_complete, unnest(figures)
from (
  select period, is_over(period, $grain, last_day) as is_complete, tone_figures(n, mean, reach, rule) as figures
  from measured
  cross join small_numbers($filter)
)
order by period
