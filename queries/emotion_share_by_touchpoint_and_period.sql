-- How does each emotion's share move from period to period at each touchpoint?
-- Grain: one row per emotion, touchpoint and day, ISO week, month or 28 days with a scored comment; '' is none
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: touchpoint, period, is_complete, emotion, n, present, share, low, high, size
select counted.touchpoint, counted.period, counted.is_complete, counted.emotion, unnest(counted.figures)
from (
  select
    part as touchpoint, period, is_over(period, $grain, last_day) as is_complete, emotion, position,
    share_figures(n, hits, rule) as figures
  from emotion_counts_by_period($filter, 'touchpoint', $grain)
  cross join small_numbers($filter)
) as counted
left join warehouse.touchpoint using (touchpoint)
order by
  touchpoint.position nulls last, counted.touchpoint = '', counted.touchpoint, counted.period, counted.position
