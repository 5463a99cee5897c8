-- How does NPS move from period to period, apart by touchpoint, channel, segment, product or language?
-- Grain: one row per part of the dimension and period with an NPS answer; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | rolling),
--   $dimension (touchpoint | channel | segment | product | language)
-- Columns: part, is_other, period, is_complete, n, promoters, passives, detractors, nps, low, high, size
with counted as (
  select
    dimension_of($dimension, touchpoint, channel, segment, product, language, audience) as part,
    period_of(answered_at, $grain) as base,
    count(*) as n,
    count(*) filter (is_promoter(nps_score)) as promoters,
    count(*) filter (is_detractor(nps_score)) as detractors
  from selected($filter)
  where nps_score is not null
  group by all
),
within as (
  select counted.* exclude (base), calendar.period, calendar.last_day
  from counted
  inner join calendar($filter, $grain) as calendar using (base)
),
largest as (
  select part
  from within
  group by part
  order by sum(n) desc, part
  limit 12
),
periods as (
  select
    largest.part is null as is_other,
    coalesce(largest.part, '') as part,
    within.period,
    any_value(within.last_day) as last_day,
    cast(sum(n) as bigint) as n,
    cast(sum(promoters) as bigint) as promoters,
    cast(sum(detractors) as bigint) as detractors
  from within
  left join largest using (part)
  group by all
)
select
  part,
  is_other,
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(nps_figures(n, promoters, detractors, rule))
from periods
cross join small_numbers($filter)
order by is_other, part = '', part, period
