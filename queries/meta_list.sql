-- Which facts are written down about this database?
-- Grain: one row per fact
-- Params: none
-- Columns: name, value
select name, value
from warehouse.meta
order by name
