-- How does the mean tone differ along the journey?
-- Grain: one row per touchpoint with a scored comment, in journey order; '' is none
-- Params: $filter
-- Columns: touchpoint, n, tone, low, high, size
with counted as (
  select
    coalesce(touchpoint, '') as touchpoint,
    count(tone) as n,
    avg(tone) as mean,
    stddev_samp(tone) as deviation
  from selected($filter)
  group by all
)
select counted.touchpoint, unnest(tone_figures(n, mean, deviation, rule))
from counted
cross join small_numbers($filter)
left join warehouse.touchpoint using (touchpoint)
where n > 0
order by touchpoint.position nulls last, counted.touchpoint = '', counted.touchpoint
