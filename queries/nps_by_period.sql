-- How does NPS move from period to period?
-- Grain: one row per day, ISO week, month or 28 days with an answer to the recommend question
-- Params: $filter, $grain (day | week | month | rolling)
-- Columns: period, is_complete, n, promoters, passives, detractors, nps, low, high, size
with periods as (
  select
    period,
    count(nps_score) as n,
    count(*) filter (is_promoter(nps_score)) as promoters,
    count(*) filter (is_detractor(nps_score)) as detractors
  from dated($filter, $grain)
  group by period
)
select
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(nps_figures(n, promoters, detractors, rule))
from periods
cross join small_numbers($filter)
cross join reach($filter)
where n > 0
order by period
