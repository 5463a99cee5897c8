-- How does NPS move from period to period?
-- Grain: one row per day, ISO week, month or 28 days with an answer to the recommend question
-- Params: $filter, $grain (day | week | month | rolling)
-- Columns: period, is_complete, n, promoters, passives, detractors, nps, low, high, size
with counted as (
  select
    period_of(answered_at, $grain) as base,
    count(*) as n,
    count(*) filter (is_promoter(nps_score)) as promoters,
    count(*) filter (is_detractor(nps_score)) as detractors
  from selected($filter)
  where nps_score is not null
  group by all
),
periods as (
  select
    calendar.period,
    any_value(calendar.last_day) as last_day,
    cast(sum(counted.n) as bigint) as n,
    cast(sum(counted.promoters) as bigint) as promoters,
    cast(sum(counted.detractors) as bigint) as detractors
  from counted
  inner join calendar($filter, $grain) as calendar using (base)
  group by calendar.period
)
select
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(nps_figures(n, promoters, detractors, rule))
from periods
cross join small_numbers($filter)
order by period
