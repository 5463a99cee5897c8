-- How does the mean rating move from period to period, apart by a dimension such as the channel?
-- Grain: one row per part of the dimension and period with a rating; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | quarter | rolling), $dimension
-- Columns: part, is_other, period, is_complete, n, rating, low, high, top, lowest, highest, size
with ranked as (
  select
    counted.*,
    is_rest(
      dense_rank() over (order by counted.size desc, counted.part), counted.part, counted.size, $dimension, rule
    ) as is_other
  from rating_counts_by_period($filter, $dimension, $grain) as counted
  cross join small_numbers($filter)
),
scale as (
  select common_top(rating_max) as top
  from ranked
),
periods as (
  select
    is_other,
    case when is_other then '' else part end as part,
    period,
    any_value(last_day) as last_day,
    any_value(scale.top) as top,
    unnest(rating_sums(rating, rating_max, n, scale.top))
  from ranked
  cross join scale
  group by is_other, case when is_other then '' else part end, period
)
select
  part,
  is_other,
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(rating_figures(n, total, squares, lowest, highest, top, rule))
from periods
cross join small_numbers($filter)
order by is_other, part = '', part, period
