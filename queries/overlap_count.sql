-- How many answers are in both of two selections, which makes their difference look smaller than it is?
-- Grain: one row, always; employees' in whole blocks, and given only where neither selection is hidden
-- Params: $filter, $other
-- Columns: n, other_n, shared, size
with counted as (
  select
    (select count(*) from selected($filter)) as n,
    (select count(*) from selected($other)) as other_n,
    (select count(*) from selected_by_both($filter, $other)) as shared
)
select
  shown_count(n, n, small.rule) as n,
  shown_count(other_n, other_n, other_small.rule) as other_n,
  case
    when shared = 0 or least(shared, n, other_n) >= greatest(small.rule.hidden_below, other_small.rule.hidden_below)
      then shown_count(shown_count(shared, n, small.rule), other_n, other_small.rule)
  end as shared,
  smaller_size(n, other_n, small.rule, other_small.rule) as size
from counted
cross join small_numbers($filter) as small
cross join small_numbers($other) as other_small
order by all
