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
    rating_sums(rating, rating_max, n, scale.top) as sums
  from counted
  cross join scale
  group by period
),
spread as (
  select
    period, last_day, top, sums.n, sums.lowest, sums.highest, sums.total / nullif(sums.n, 0) as mean,
    deviation_of(sums.n, sums.total, sums.squares) as deviation
  from periods
),
measured as (
  select period, last_day, top, n, lowest, highest, mean, t_half_width(n, deviation) as reach
  from spread
)
select period, is_complete, unnest(figures)
from (
  select
    period, is_over(period, $grain, last_day) as is_complete,
    rating_figures(n, mean, reach, lowest, highest, top, rule) as figures
  from measured
  cross join small_numbers($filter)
)
order by period
