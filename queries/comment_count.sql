-- How many answers are selected?
-- Grain: one row, always; n is null where no whole block of employees' is selected
-- Params: $filter
-- Columns: n
with counted as (
  select count(*) as answers
  from selected($filter)
)
select shown_count(answers, answers, rule) as n
from counted
cross join small_numbers($filter)
order by all
