-- Which emotion leads in the comments of promoters, of passives and of detractors?
-- Grain: one row per emotion and band with a scored comment: promoter, passive, detractor; emotion '' is none found
-- Params: $filter
-- Columns: nps_band, emotion, n, present, share, low, high, size
with counted as (
  select band as nps_band, coalesce(leading_emotion, '') as emotion, count(*) as hits
  from selected($filter)
  where state = 'scored' and band is not null
  group by all
),
bands as (
  select nps_band, cast(sum(hits) as bigint) as n
  from counted
  group by nps_band
),
columns_drawn as (
  select emotion, position from warehouse.emotion
  union all
  select '' as emotion, 999 as position
)
select
  bands.nps_band,
  columns_drawn.emotion,
  unnest(share_figures(bands.n, coalesce(counted.hits, 0), rule))
from bands
cross join small_numbers($filter)
cross join columns_drawn
left join counted using (nps_band, emotion)
order by bands.nps_band = 'detractor', bands.nps_band = 'passive', columns_drawn.position
