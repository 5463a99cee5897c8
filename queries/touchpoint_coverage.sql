-- How many of the scored comments have a place on the journey, and is it their words or the file that says so?
-- Grain: one row, always
-- Params: $filter
-- Columns: n, by_word, by_answer, share, size
with counted as (
  select
    cast(coalesce(sum(n), 0) as bigint) as n,
    cast(coalesce(sum(by_word), 0) as bigint) as by_word,
    cast(coalesce(sum(by_answer), 0) as bigint) as by_answer
  from touchpoint_coverage_counts($filter)
)
select unnest(figures)
from (
  select touchpoint_coverage_figures(n, by_word, by_answer, rule) as figures
  from counted
  cross join small_numbers($filter)
)
order by all
