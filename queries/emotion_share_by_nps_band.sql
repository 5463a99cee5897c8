-- Which emotions are present in the comments of promoters, of passives and of detractors?
-- Grain: one row per emotion and band with a scored comment: promoter, passive, detractor; of employees whole blocks
-- Params: $filter
-- Columns: nps_band, emotion, n, present, share, low, high, size
with counted as (
  select band as nps_band, present_in(felt) as present, count(*) as n
  from selected($filter)
  where state = 'scored' and band is not null
  group by all
),
bands as (
  select nps_band, cast(sum(n) as bigint) as n
  from counted
  group by nps_band
),
found as (
  select counted.nps_band, emotion.emotion, cast(sum(counted.n) as bigint) as hits
  from counted
  inner join warehouse.emotion on counted.present & emotion_bit(emotion.position) <> 0
  group by all
)
select bands.nps_band, emotion.emotion, unnest(share_figures(bands.n, coalesce(found.hits, 0), rule))
from bands
cross join small_numbers($filter)
cross join warehouse.emotion
left join found using (nps_band, emotion)
order by bands.nps_band = 'detractor', bands.nps_band = 'passive', emotion.position
