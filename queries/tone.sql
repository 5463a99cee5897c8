-- What is the mean tone of the scored comments, and how sure is that?
-- Grain: one row, always
-- Params: $filter
-- Columns: n, tone, low, high, size
select unnest(tone_figures(n, mean, deviation, rule))
from tone_counts($filter)
cross join small_numbers($filter)
order by all
