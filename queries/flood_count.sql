-- How many of the selected answers say the same as many others, and how many are there if each of these counts once?
-- Grain: one row, always; texts are the different ones, once counts each a month; null where there are too few to show
-- Params: $filter
-- Columns: n, texts, same, once
with counted as (
  select
    count(*) as n,
    count(distinct flood_answer.text_hash) as texts,
    count(flood_answer.place) as same,
    count(*) filter (flood_answer.is_repeat) as repeats
  from selected($filter) as answers
  left join flood_answer using (place)
)
select
  shown_count(n, n, rule) as n,
  shown_count(texts, n, rule) as texts,
  shown_count(same, n, rule) as same,
  shown_count(n - repeats, n, rule) as once
from counted
cross join small_numbers($filter)
order by all
