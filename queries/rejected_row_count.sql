-- How many rows were rejected?
-- Grain: one row, always
-- Params: none
-- Columns: n
select count(*) as n
from warehouse.rejected_row
order by all
