-- In what share of the scored comments is each emotion present?
-- Grain: one row per emotion, always all of them, in their order
-- Params: $filter
-- Columns: emotion, n, present, share, low, high, size
select emotion, unnest(figures)
from (
  select counted.emotion, counted.position, share_figures(counted.n, counted.hits, rule) as figures
  from emotion_counts($filter) as counted
  cross join small_numbers($filter)
)
order by position
