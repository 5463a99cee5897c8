-- In what share of the scored comments of each touchpoint is each emotion present?
-- Grain: one row per emotion and touchpoint with a scored comment, in journey order; '' is none
-- Params: $filter
-- Columns: touchpoint, emotion, n, present, share, low, high, size
select counted.touchpoint, counted.emotion, unnest(counted.figures)
from (
  select touchpoint, emotion, position, share_figures(n, hits, rule) as figures
  from emotion_counts_by_touchpoint($filter)
  cross join small_numbers($filter)
  where touchpoint is not null
) as counted
left join warehouse.touchpoint using (touchpoint)
order by touchpoint.position nulls last, counted.touchpoint = '', counted.touchpoint, counted.position
