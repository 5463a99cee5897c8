-- How does the mean tone move from period to period at each touchpoint?
-- Grain: one row per touchpoint and day, ISO week, month or 28 days with a scored comment, in journey order; '' is none
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: touchpoint, period, is_complete, n, tone, low, high, size
with spread as (
  select part as touchpoint, period, last_day, n, total / n as mean, deviation_of(n, total, squares) as deviation
  from tone_sums_by_period($filter, 'touchpoint', $grain)
),
measured as (
  select touchpoint, period, last_day, n, mean, t_half_width(n, deviation) as reach
  from spread
)
select periods.touchpoint, periods.period, periods.is_complete, unnest(periods.figures)
from (
  select
    touchpoint, period, is_over(period, $grain, last_day) as is_complete,
    tone_figures(n, mean, reach, rule) as figures
  from measured
  cross join small_numbers($filter)
) as periods
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, periods.touchpoint = '', periods.touchpoint, periods.period
