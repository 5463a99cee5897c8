-- How many answers are in both of two selections, which makes their difference look smaller than it is?
-- Grain: one row, always; employees' in whole blocks, and told only where neither selection is hidden
-- Params: $filter, $other
-- Columns: n, other_n, shared, size
with counted as (
  select
    count(*) filter (in_mine) as n,
    count(*) filter (in_theirs) as other_n,
    count(*) filter (in_mine and in_theirs) as shared
  from (
    select feedback_id, bool_or(is_mine) as in_mine, bool_or(not is_mine) as in_theirs
    from (
      select feedback_id, true as is_mine
      from selected($filter)
      union all
      select feedback_id, false as is_mine
      from selected($other)
    ) as either
    group by feedback_id
  ) as answers
)
select
  shown_count(n, n, small.rule) as n,
  shown_count(other_n, other_n, other_small.rule) as other_n,
  shown_count(shown_count(shared, n, small.rule), other_n, other_small.rule) as shared,
  smaller_size(n, other_n, small.rule, other_small.rule) as size
from counted
cross join small_numbers($filter) as small
cross join small_numbers($other) as other_small
order by all
