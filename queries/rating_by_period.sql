-- How does the mean rating move from period to period?
-- Grain: one row per day, ISO week, month or 28 days with a rating; top as in rating, of all periods together
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: period, is_complete, n, rating, low, high, top, lowest, highest, size
with counted as (
  from rating_counts_by_period($filter, '', $grain)
),
scale as (
  select common_top(rating_max) as top
  from counted
),
periods as (
  select
    period,
    any_value(last_day) as last_day,
    any_value(scale.top) as top,
    unnest(rating_sums(rating, rating_max, n, scale.top))
  from counted
  cross join scale
  group by period
)
select
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(rating_figures(n, total, squares, lowest, highest, top, rule))
from periods
cross join small_numbers($filter)
order by period
