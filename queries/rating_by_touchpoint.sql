-- How does the mean rating differ along the journey?
-- Grain: one row per touchpoint with a rating, in journey order; '' is none; top as in rating, of all together
-- Params: $filter
-- Columns: touchpoint, n, rating, low, high, top, lowest, highest, size
with counted as (
  from rating_counts_by_touchpoint($filter)
),
scale as (
  select common_top(rating_max) as top
  from counted
),
touchpoints as (
  select touchpoint, any_value(scale.top) as top, rating_sums(rating, rating_max, n, scale.top) as sums
  from counted
  cross join scale
  group by touchpoint
),
spread as (
  select
    touchpoint, top, sums.n, sums.lowest, sums.highest, sums.total / nullif(sums.n, 0) as mean,
    deviation_of(sums.n, sums.total, sums.squares) as deviation
  from touchpoints
),
measured as (
  select touchpoint, top, n, lowest, highest, mean, t_half_width(n, deviation) as reach
  from spread
)
select rated.touchpoint, unnest(rated.figures)
from (
  select touchpoint, rating_figures(n, mean, reach, lowest, highest, top, rule) as figures
  from measured
  cross join small_numbers($filter)
) as rated
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, rated.touchpoint = '', rated.touchpoint
