-- From which day to which are there answers, and how many?
-- Grain: one row, always; n counts answers without a date as well
-- Params: none
-- Columns: first_day, last_day, n
select
  cast(min(answered_at) as date) as first_day,
  cast(max(answered_at) as date) as last_day,
  count(*) as n
from warehouse.feedback
order by all
