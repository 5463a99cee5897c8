-- What is the mean tone of the scored comments, and how sure is that?
-- Grain: one row, always
-- Params: $filter
-- Columns: n, tone, low, high, size
select unnest(figures)
from (
  select tone_figures(n, mean, reach, rule) as figures
  from (select n, mean, t_half_width(n, deviation) as reach from tone_counts($filter))
  cross join small_numbers($filter)
)
order by all
