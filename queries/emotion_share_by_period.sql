-- How does each emotion's share move from period to period?
-- Grain: one row per emotion and day, ISO week, month or 28 days with a scored comment
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: period, is_complete, emotion, n, present, share, low, high, size
select period, is_complete, emotion, unnest(figures)
from (
  select
    counted.period, is_over(counted.period, $grain, counted.last_day) as is_complete, counted.emotion, counted.position,
    share_figures(counted.n, counted.hits, rule) as figures
  from emotion_counts_by_period($filter, '', $grain) as counted
  cross join small_numbers($filter)
)
order by period, position
