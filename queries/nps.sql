-- What do the answers to the recommend question come to, and how sure is that?
-- Grain: one row, always
-- Params: $filter
-- Columns: n, promoters, passives, detractors, nps, low, high, size
with counted as (
  select
    count(nps_score) as n,
    count(*) filter (is_promoter(nps_score)) as promoters,
    count(*) filter (is_detractor(nps_score)) as detractors
  from selected($filter)
)
select unnest(nps_figures(n, promoters, detractors, rule))
from counted
cross join small_numbers($filter)
order by all
