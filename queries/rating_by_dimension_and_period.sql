-- How does the mean rating move from period to period, apart by a dimension such as the channel?
-- Grain: one row per part of the dimension and period with a rating; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | rolling), $dimension
-- Columns: part, is_other, period, is_complete, n, rating, low, high, top, lowest, highest, size
with counted as (
  from rating_counts_by_period($filter, $dimension, $grain)
),
scale as (
  select common_top(rating_max) as top
  from counted
),
ranked as (
  select part, row_number() over (order by sum(n) desc, part) > 12 as is_other
  from counted
  group by part
),
named as (
  select part, is_other, case when is_other then '' else part end as name
  from ranked
),
periods as (
  select
    named.is_other,
    named.name as part,
    counted.period,
    any_value(counted.last_day) as last_day,
    any_value(scale.top) as top,
    unnest(rating_sums(counted.rating, counted.rating_max, counted.n, scale.top))
  from counted
  inner join named using (part)
  cross join scale
  group by named.is_other, named.name, counted.period
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
