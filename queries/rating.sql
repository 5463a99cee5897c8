-- What is the mean rating, how sure is that, and how many gave the lowest and the highest?
-- Grain: one row, always; top is that of the scale, 1 where scales are mixed, which are then brought to 0 to 1
-- Params: $filter
-- Columns: n, rating, low, high, top, lowest, highest, size
with counted as (
  from rating_counts($filter)
),
scale as (
  select common_top(rating_max) as top
  from counted
),
whole as (
  select any_value(scale.top) as top, unnest(rating_sums(rating, rating_max, n, scale.top))
  from counted
  cross join scale
)
select unnest(rating_figures(n, total, squares, lowest, highest, top, rule))
from whole
cross join small_numbers($filter)
order by all
