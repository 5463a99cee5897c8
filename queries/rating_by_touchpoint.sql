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
  select touchpoint, any_value(scale.top) as top, unnest(rating_sums(rating, rating_max, n, scale.top))
  from counted
  cross join scale
  group by touchpoint
)
select touchpoints.touchpoint, unnest(rating_figures(n, total, squares, lowest, highest, top, rule))
from touchpoints
cross join small_numbers($filter)
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, touchpoints.touchpoint = '', touchpoints.touchpoint
