-- From which day to which are there answers, and how many?
-- Grain: one row, always; n, null where too small to show, counts those without a date too, employees' in whole blocks
-- Params: none
-- Columns: first_day, last_day, n
select
  cast(first_at as date) as first_day,
  cast(last_at as date) as last_day,
  n
from seen
order by all
