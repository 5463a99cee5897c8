-- Which emotions are present in the comments of promoters, of passives and of detractors?
-- Grain: one row per emotion and band with a scored comment: promoter, passive, detractor; of employees whole blocks
-- Params: $filter
-- Columns: nps_band, emotion, n, present, share, low, high, size
with comments as (
  select feedback_id, band as nps_band
  from selected($filter)
  where state = 'scored' and band is not null
),
counted as (
  select nps_band, count(*) as n
  from comments
  group by nps_band
),
found as (
  select comments.nps_band, feedback_emotion.emotion, count(*) as hits
  from comments
  inner join warehouse.feedback_emotion using (feedback_id)
  where feedback_emotion.present
  group by all
)
select counted.nps_band, emotion.emotion, unnest(share_figures(counted.n, coalesce(found.hits, 0), rule))
from counted
cross join small_numbers($filter)
cross join warehouse.emotion
left join found using (nps_band, emotion)
order by counted.nps_band = 'detractor', counted.nps_band = 'passive', emotion.position
