-- From which day to which are there answers, and how many?
-- Grain: one row, always; n is null where it is too small to show, and counts answers without a date as well, employees' in whole blocks
-- Params: none
-- Columns: first_day, last_day, n
select
  cast(first_at as date) as first_day,
  cast(last_at as date) as last_day,
  n
from seen
order by all
