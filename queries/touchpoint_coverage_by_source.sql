-- How many of the scored comments of each source have a place on the journey, and is it their words or the file?
-- Grain: one row per source with a scored comment, the largest first
-- Params: $filter
-- Columns: source, n, by_word, by_answer, share, size
select counted.source, unnest(counted.figures)
from (
  select source, counted.n, touchpoint_coverage_figures(counted.n, by_word, by_answer, rule) as figures
  from touchpoint_coverage_counts($filter) as counted
  cross join small_numbers($filter)
) as counted
order by counted.n desc, counted.source
