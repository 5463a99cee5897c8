-- Which rows were rejected, why, and what can be done?
-- Grain: one row per rejected row, the newest run's first; reason and remedy are codes, arguments what they name; raw is null for sources that employees answer
-- Params: $limit, $offset
-- Columns: run_id, source, file, row, column, reason, remedy, arguments, raw
with of_employees as (
  select distinct source
  from warehouse.feedback
  where audience = 'employee'
)
select
  run_id, source, file, "row", "column", reason, remedy, arguments,
  case when source not in (select of_employees.source from of_employees) then raw end as raw
from warehouse.rejected_row
order by run_id desc, file, "row", "column", reason
limit $limit
offset $offset
