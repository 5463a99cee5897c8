-- What do the answers to the recommend question come to, and how sure is that?
-- Grain: one row, always
-- Params: $filter
-- Columns: n, promoters, passives, detractors, nps, low, high, size
select unnest(figures)
from (
  select nps_figures(n, promoters, detractors, rule) as figures
  from nps_counts($filter)
  cross join small_numbers($filter)
)
order by all
