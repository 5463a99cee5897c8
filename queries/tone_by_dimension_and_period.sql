-- How does tone move from period to period, apart by touchpoint, channel, segment, product or language?
-- Grain: one row per part of the dimension and period with a scored comment; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | rolling), $dimension
-- Columns: part, is_other, period, is_complete, n, tone, low, high, size
with parts as (
  from tone_sums_by_period($filter, $dimension, $grain)
),
largest as (
  select part
  from parts
  group by part
  order by sum(n) desc, part
  limit 12
),
periods as (
  select
    largest.part is null as is_other,
    coalesce(largest.part, '') as part,
    parts.period,
    any_value(parts.last_day) as last_day,
    cast(sum(n) as bigint) as n,
    sum(total) as total,
    sum(squares) as squares
  from parts
  left join largest using (part)
  group by all
)
select
  part,
  is_other,
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(tone_figures(n, total / n, deviation_of(n, total, squares), rule))
from periods
cross join small_numbers($filter)
order by is_other, part = '', part, period
