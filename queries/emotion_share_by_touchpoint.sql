-- In what share of the scored comments of each touchpoint is each emotion present?
-- Grain: one row per emotion and touchpoint with a scored comment, in journey order; '' is none
-- Params: $filter
-- Columns: touchpoint, emotion, n, present, share, low, high, size
select counted.touchpoint, counted.emotion, unnest(share_figures(counted.n, counted.hits, rule))
from emotion_counts_by_touchpoint($filter) as counted
cross join small_numbers($filter)
left join warehouse.touchpoint using (touchpoint)
where counted.touchpoint is not null
order by touchpoint.position nulls last, counted.touchpoint = '', counted.touchpoint, counted.position
