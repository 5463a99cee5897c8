-- How does the mean tone move from period to period at each touchpoint?
-- Grain: one row per touchpoint and day, ISO week, month or 28 days with a scored comment, in journey order; '' is none
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: touchpoint, period, is_complete, n, tone, low, high, size
select
  periods.part as touchpoint,
  periods.period,
  is_over(periods.period, $grain, periods.last_day) as is_complete,
  unnest(tone_figures(n, total / n, deviation_of(n, total, squares), rule))
from tone_sums_by_period($filter, 'touchpoint', $grain) as periods
cross join small_numbers($filter)
left join warehouse.touchpoint on periods.part = touchpoint.touchpoint
order by touchpoint.position nulls last, periods.part = '', periods.part, periods.period
