-- How does NPS move from period to period, apart by a dimension such as the channel?
-- Grain: one row per part of the dimension and period with an NPS answer; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | quarter | rolling), $dimension
-- Columns: part, is_other, period, is_complete, n, promoters, passives, detractors, nps, low, high, size
with ranked as (
  select
    counted.*,
    is_rest(
      dense_rank() over (order by counted.size desc, counted.part), counted.part, counted.size, $dimension, rule
    ) as is_other
  from nps_counts_by_period($filter, $dimension, $grain) as counted
  cross join small_numbers($filter)
),
periods as (
  select
    is_other,
    case when is_other then '' else part end as part,
    period,
    any_value(last_day) as last_day,
    cast(sum(n) as bigint) as n,
    cast(sum(promoters) as bigint) as promoters,
    cast(sum(detractors) as bigint) as detractors
  from ranked
  group by all
)
select part, is_other, period, is_complete, unnest(figures)
from (
  select
    part, is_other, period, is_over(period, $grain, last_day) as is_complete,
    nps_figures(n, promoters, detractors, rule) as figures
  from periods
  cross join small_numbers($filter)
)
order by is_other, part = '', part, period
