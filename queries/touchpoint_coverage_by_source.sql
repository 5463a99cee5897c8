-- How many of the scored comments of each source have a place on the journey, and is it their words or the file?
-- Grain: one row per source with a scored comment, the largest first
-- Params: $filter
-- Columns: source, n, by_word, by_answer, share, size
with counted as (
  select
    source,
    cast(sum(n) as bigint) as n,
    cast(sum(by_word) as bigint) as by_word,
    cast(sum(by_answer) as bigint) as by_answer
  from touchpoint_coverage_counts($filter)
  group by source
)
select
  counted.source,
  shown_count(n, n, rule) as n,
  shown(by_word, n, rule) as by_word,
  shown(by_answer, n, rule) as by_answer,
  shown(cast(by_word + by_answer as double) / nullif(n, 0), n, rule) as share,
  size_of(n, rule) as size
from counted
cross join small_numbers($filter)
order by counted.n desc, counted.source
