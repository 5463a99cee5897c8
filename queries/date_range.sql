-- From which day to which are there answers, and how many?
-- Grain: one row, always; n, null where too small to show, counts those without a date too, employees' in whole blocks
-- Params: none
-- Columns: first_day, last_day, beyond, n

-- last_day leaves out stray late dates, which beyond counts (macros/employees.sql).
select first_day, settled_day as last_day, beyond, n
from seen
order by all
