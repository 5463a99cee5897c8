-- Which values of attributes have too few answers to be told apart?
-- Grain: one row per attribute, as a dimension, and value
-- Params: none
-- Columns: dimension, value
select counted.dimension, counted.value
from counted_values() as counted
cross join small_numbers({'audience': 'customer'})
where is_rare(counted.dimension, counted.value, counted.n, rule)
order by counted.dimension, counted.value
