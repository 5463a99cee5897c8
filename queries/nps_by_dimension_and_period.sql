-- How does NPS move from period to period, apart by touchpoint, channel, segment, product or language?
-- Grain: one row per part of the dimension and period with an NPS answer; the 12 largest parts, all others as one
-- Params: $filter, $grain (day | week | month | rolling),
--   $dimension (touchpoint | channel | segment | product | language)
-- Columns: part, is_other, period, is_complete, n, promoters, passives, detractors, nps, low, high, size
with answers as (
  select
    dimension_of($dimension, touchpoint, channel, segment, product, language, audience) as part,
    period,
    nps_score
  from dated($filter, $grain)
  where nps_score is not null
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
    count(*) filter (is_promoter(answers.nps_score)) as promoters,
    count(*) filter (is_detractor(answers.nps_score)) as detractors
  from answers
  left join largest using (part)
  group by all
)
select
  counted.part,
  counted.is_other,
  counted.period,
  is_over(counted.period, $grain, last_day) as is_complete,
  unnest(nps_figures(n, promoters, detractors, rule))
from counted
cross join small_numbers($filter)
cross join reach($filter)
order by counted.is_other, counted.part = '', counted.part, counted.period
