-- How does an emotion's share move, apart by touchpoint, channel, segment, product or language?
-- Grain: one row per part of the dimension and period with a scored comment; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | rolling),
--   $dimension (touchpoint | channel | segment | product | language), $emotion
-- Columns: part, is_other, period, is_complete, n, present, share, low, high, size
with answers as (
  select
    dimension_of($dimension, touchpoint, channel, segment, product, language, audience) as part,
    period,
    feedback_id
  from dated($filter, $grain)
  where state = 'scored'
),
largest as (
  select part
  from answers
  group by part
  order by count(*) desc, part
  limit 12
),
counted as (
  select
    largest.part is null as is_other,
    coalesce(largest.part, '') as part,
    answers.period,
    count(*) as n,
    count(felt.feedback_id) as hits
  from answers
  left join largest using (part)
  left join (
    select feedback_id
    from warehouse.feedback_emotion
    where present and emotion = $emotion
  ) as felt using (feedback_id)
  group by all
)
select
  counted.part,
  counted.is_other,
  counted.period,
  is_over(counted.period, $grain, last_day) as is_complete,
  unnest(share_figures(n, hits, rule))
from counted
cross join small_numbers($filter)
cross join reach($filter)
order by counted.is_other, counted.part = '', counted.part, counted.period
