-- How many of the scored comments have a place on the journey, and is it their words or the file that says so?
-- Grain: one row, always
-- Params: $filter
-- Columns: n, by_word, by_answer, share, size
with comments as (
  select
    coalesce(len(list_filter(touchpoint_scores, lambda said: said.by_word)) > 0, false) as by_word,
    at_touchpoints(touchpoint_scores, touchpoint, tone, felt)[1].touchpoint is not null as is_placed
  from selected($filter)
  where state = 'scored'
),
counted as (
  select
    count(*) as n,
    count(*) filter (by_word) as by_word,
    count(*) filter (is_placed and not by_word) as by_answer
  from comments
)
select
  shown_count(n, n, rule) as n,
  shown(by_word, n, rule) as by_word,
  shown(by_answer, n, rule) as by_answer,
  shown(cast(by_word + by_answer as double) / nullif(n, 0), n, rule) as share,
  size_of(n, rule) as size
from counted
cross join small_numbers($filter)
order by all
