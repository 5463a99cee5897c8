-- Which values can be filtered by?
-- Grain: one row per dimension and value, the most frequent first; '' is none, (other) an attribute's rare values
-- Params: none
-- Columns: dimension, value, n
with told as (
  select
    counted.dimension,
    case when is_rare(counted.dimension, counted.value, counted.n, rule) then '(other)' else counted.value end as value,
    cast(sum(counted.n) as bigint) as n
  from counted_values() as counted
  cross join small_numbers({'audience': 'customer'})
  group by all
)
select told.dimension, told.value, shown(told.n, told.n, rule) as n
from told
cross join small_numbers({'audience': 'customer'})
order by told.dimension, told.n desc, told.value
