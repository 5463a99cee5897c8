-- How does NPS move from period to period, apart by touchpoint, channel, segment, product or language?
-- Grain: one row per part of the dimension and period with an NPS answer; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | rolling), $dimension
-- Columns: part, is_other, period, is_complete, n, promoters, passives, detractors, nps, low, high, size
with parts as (
  from nps_counts_by_period($filter, $dimension, $grain)
),
largest as (
  select part
  from parts
  group by part
  order by sum(n) desc, part
  limit 12
),
periods as (
  select
    largest.part is null as is_other,
    coalesce(largest.part, '') as part,
    parts.period,
    any_value(parts.last_day) as last_day,
    cast(sum(n) as bigint) as n,
    cast(sum(promoters) as bigint) as promoters,
    cast(sum(detractors) as bigint) as detractors
  from parts
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
