-- What is the mean tone of the scored comments, and how sure is that?
-- Grain: one row, always
-- Params: $filter
-- Columns: n, tone, low, high, size
with counted as (
  select count(tone) as n, avg(tone) as mean, stddev_samp(tone) as deviation
  from selected($filter)
)
select unnest(tone_figures(n, mean, deviation, rule))
from counted
cross join small_numbers($filter)
order by all
