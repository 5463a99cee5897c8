-- How does tone move from period to period, apart by a dimension such as the channel?
-- Grain: one row per part of the dimension and period with a scored comment; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | quarter | rolling), $dimension
-- Columns: part, is_other, period, is_complete, n, tone, low, high, size
with ranked as (
  select
    counted.*,
    is_rest(
      dense_rank() over (order by counted.size desc, counted.part), counted.part, counted.size, $dimension, rule
    ) as is_other
  from tone_sums_by_period($filter, $dimension, $grain) as counted
  cross join small_numbers($filter)
),
periods as (
  select
    is_other,
    case when is_other then '' else part end as part,
    period,
    any_value(last_day) as last_day,
    cast(sum(n) as bigint) as n,
    sum(total) as total,
    sum(squares) as squares
  from ranked
  group by all
),
spread as (
  select part, is_other, period, last_day, n, total / n as mean, deviation_of(n, total, squares) as deviation
  from periods
),
measured as (
  select part, is_other, period, last_day, n, mean, t_half_width(n, deviation) as reach
  from spread
)
select part, is_other, period, is_complete, unnest(figures)
from (
  select
    part, is_other, period, is_over(period, $grain, last_day) as is_complete,
    tone_figures(n, mean, reach, rule) as figures
  from measured
  cross join small_numbers($filter)
)
order by is_other, part = '', part, period
