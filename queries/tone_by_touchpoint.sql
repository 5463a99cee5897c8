-- How does the mean tone differ along the journey?
-- Grain: one row per touchpoint with a scored comment, in journey order; '' is none
-- Params: $filter
-- Columns: touchpoint, n, tone, low, high, size
select measured.touchpoint, unnest(measured.figures)
from (
  select touchpoint, tone_figures(n, mean, reach, rule) as figures
  from (select touchpoint, n, mean, t_half_width(n, deviation) as reach from tone_counts_by_touchpoint($filter))
  cross join small_numbers($filter)
) as measured
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, measured.touchpoint = '', measured.touchpoint
