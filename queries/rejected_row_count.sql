-- How many rows were set aside?
-- Grain: one row, always
-- Params: none
-- Columns: n
select count(*) as n
from warehouse.rejected_row
order by all
