-- How does an emotion's share move, apart by touchpoint, channel, segment, product or language?
-- Grain: one row per part of the dimension and period with a scored comment; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | rolling),
--   $dimension (touchpoint | channel | segment | product | language), $emotion
-- Columns: part, is_other, period, is_complete, n, present, share, low, high, size
with counted as (
  select
    dimension_of($dimension, touchpoint, channel, segment, product, language, audience) as part,
    period_of(answered_at, $grain) as base,
    count(*) as n,
    count(*) filter (present_in(felt) & emotion_bit(asked.position) <> 0) as hits
  from selected($filter)
  left join (select position from warehouse.emotion where emotion = $emotion) as asked on true
  where state = 'scored'
  group by all
),
within as (
  select counted.* exclude (base), calendar.period, calendar.last_day
  from counted
  inner join calendar($filter, $grain) as calendar using (base)
),
largest as (
  select part
  from within
  group by part
  order by sum(n) desc, part
  limit 12
),
periods as (
  select
    largest.part is null as is_other,
    coalesce(largest.part, '') as part,
    within.period,
    any_value(within.last_day) as last_day,
    cast(sum(n) as bigint) as n,
    cast(sum(hits) as bigint) as hits
  from within
  left join largest using (part)
  group by all
)
select
  part,
  is_other,
  period,
  is_over(period, $grain, last_day) as is_complete,
  unnest(share_figures(n, hits, rule))
from periods
cross join small_numbers($filter)
order by is_other, part = '', part, period
