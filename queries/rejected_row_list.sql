-- Which rows were rejected, why, and what can be done?
-- Grain: one row per rejected row, the newest run's first; raw is null but for customers' rows
-- Params: $limit, $offset
-- Columns: run_id, source, file, row, column, reason, remedy, arguments, raw
select
  run_id, source, file, "row", "column", reason, remedy, arguments,
  case when audience = 'customer' then raw end as raw
from warehouse.rejected_row
order by run_id desc, file, "row", "column", reason
limit $limit
offset $offset
