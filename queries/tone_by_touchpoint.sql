-- How does the mean tone differ along the journey?
-- Grain: one row per touchpoint with a scored comment, in journey order; '' is none
-- Params: $filter
-- Columns: touchpoint, n, tone, low, high, size
select counted.touchpoint, unnest(tone_figures(n, mean, deviation, rule))
from tone_counts_by_touchpoint($filter) as counted
cross join small_numbers($filter)
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, counted.touchpoint = '', counted.touchpoint
