-- How does each emotion's share move from period to period at each touchpoint?
-- Grain: one row per emotion, touchpoint and day, ISO week, month or 28 days with a scored comment; '' is none
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: touchpoint, period, is_complete, emotion, n, present, share, low, high, size
select
  counted.part as touchpoint,
  counted.period,
  is_over(counted.period, $grain, counted.last_day) as is_complete,
  counted.emotion,
  unnest(share_figures(counted.n, counted.hits, rule))
from emotion_counts_by_period($filter, 'touchpoint', $grain) as counted
cross join small_numbers($filter)
left join warehouse.touchpoint on counted.part = touchpoint.touchpoint
order by
  touchpoint.position nulls last, counted.part = '', counted.part, counted.period, counted.position
