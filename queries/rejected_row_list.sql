-- Which rows were set aside, why, and what can be done?
-- Grain: one row per row set aside, the newest run's first
-- Params: $limit, $offset
-- Columns: run_id, source, file, row, column, reason, remedy, raw
select run_id, source, file, "row", "column", reason, remedy, raw
from warehouse.rejected_row
order by run_id desc, file, "row", "column", reason
limit $limit
offset $offset
