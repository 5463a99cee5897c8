-- How does NPS differ along the journey?
-- Grain: one row per touchpoint with an answer to the recommend question, in journey order; '' is none
-- Params: $filter
-- Columns: touchpoint, n, promoters, passives, detractors, nps, low, high, size
with counted as (
  select
    touchpoint,
    count(nps_score) as n,
    count(*) filter (is_promoter(nps_score)) as promoters,
    count(*) filter (is_detractor(nps_score)) as detractors
  from selected_at_touchpoints($filter)
  where nps_score is not null
  group by touchpoint
)
select measured.touchpoint, unnest(measured.figures)
from (
  select touchpoint, nps_figures(n, promoters, detractors, rule) as figures
  from counted
  cross join small_numbers($filter)
  where n > 0
) as measured
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, measured.touchpoint = '', measured.touchpoint
