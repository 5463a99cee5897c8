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
    rating_sums(rating, rating_max, n, scale.top) as sums
  from ranked
  cross join scale
  group by is_other, case when is_other then '' else part end, period
),
spread as (
  select
    part, is_other, period, last_day, top, sums.n, sums.lowest, sums.highest, sums.total / nullif(sums.n, 0) as mean,
    deviation_of(sums.n, sums.total, sums.squares) as deviation
  from periods
),
measured as (
  select part, is_other, period, last_day, top, n, lowest, highest, mean, t_half_width(n, deviation) as reach
  from spread
)
select part, is_other, period, is_complete, unnest(figures)
from (
  select
    part, is_other, period, is_over(period, $grain, last_day) as is_complete,
    rating_figures(n, mean, reach, lowest, highest, top, rule) as figures
  from measured
  cross join small_numbers($filter)
)
order by is_other, part = '', part, period
