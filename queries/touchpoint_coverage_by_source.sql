-- How many of the scored comments of each source have a place on the journey, and is it their words or the file?
-- Grain: one row per source with a scored comment, the largest first
-- Params: $filter
-- Columns: source, n, by_word, by_answer, share, size
select counted.source, unnest(touchpoint_coverage_figures(n, by_word, by_answer, rule))
from touchpoint_coverage_counts($filter) as counted
cross join small_numbers($filter)
order by counted.n desc, counted.source
