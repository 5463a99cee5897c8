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
  select any_value(scale.top) as top, rating_sums(rating, rating_max, n, scale.top) as sums
  from counted
  cross join scale
),
spread as (
  select
    top, sums.n, sums.lowest, sums.highest, sums.total / nullif(sums.n, 0) as mean,
    deviation_of(sums.n, sums.total, sums.squares) as deviation
  from whole
),
measured as (
  select top, n, lowest, highest, mean, t_half_width(n, deviation) as reach
  from spread
)
select unnest(figures)
from (
  select rating_figures(n, mean, reach, lowest, highest, top, rule) as figures
  from measured
  cross join small_numbers($filter)
)
order by all
