-- How does NPS move from period to period?
-- Grain: one row per day, ISO week, month or 28 days with an answer to the recommend question
-- Params: $filter, $grain (day | week | month | quarter | rolling)
-- Columns: period, is_complete, n, promoters, passives, detractors, nps, low, high, size
select period, is_complete, unnest(figures)
from (
  select
    period, is_over(period, $grain, last_day) as is_complete, nps_figures(n, promoters, detractors, rule) as figures
  from nps_counts_by_period($filter, '', $grain)
  cross join small_numbers($filter)
)
order by period
