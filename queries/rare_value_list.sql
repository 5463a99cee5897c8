-- Which values of attributes have too few answers to be told apart?
-- Grain: one row per attribute, as a dimension, and value
-- Params: none
-- Columns: dimension, value
select counted.dimension, counted.value
from counted_values() as counted
cross join small_numbers({'audience': 'customer'})
where starts_with(counted.dimension, 'attribute:') and counted.value <> ''
group by counted.dimension, counted.value
having sum(counted.answers) < any_value(rule.hidden_below)
order by counted.dimension, counted.value
