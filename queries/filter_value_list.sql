-- Which values can be filtered by?
-- Grain: one row per dimension and value, the most frequent first; '' is none; n is null where it is too small to show
-- Params: none
-- Columns: dimension, value, n
with counted as (
  select dimension, value, cast(sum(answers) as bigint) as n
  from counted_values()
  group by dimension, value
)
select counted.dimension, counted.value, shown(counted.n, counted.n, rule) as n
from counted
cross join small_numbers({'audience': 'customer'})
order by counted.dimension, counted.n desc, counted.value
