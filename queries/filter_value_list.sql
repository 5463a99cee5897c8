-- Which values can be filtered by?
-- Grain: one row per dimension and value, the most frequent first; '' is none; employees' answers count in whole blocks
-- Params: none
-- Columns: dimension, value, n
select dimension, value, cast(sum(answers) as bigint) as n
from counted_values()
group by dimension, value
order by dimension, n desc, value
